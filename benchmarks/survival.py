"""The survival table: every way to lose the line, in every place where something is typed.

    python benchmarks/survival.py [--ways N] [--places N]

In a pseudo-terminal at 80x24 words are typed and not entered; then the line is lost. `+` says that they
are on the disk as a draft, that the terminal is as it was found where one is left, that no process is
there 3 seconds later, and that it did not compute meanwhile. Ends with 1 if anything is missing.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from presales_tui.data import Workspace
from tests.pty import workbench
from tests.pty.harness import Terminal
from tests.pty.workbench import ENDS, LIMIT, WAYS, press, shows, stall, start

WORDS = "half a line 排课"
PLACES: dict[str, tuple[str, ...]] = {
    "Today: next step": ("1", "t"),
    "Today: form of the client": ("1", "c"),
    "Meetings: capture line": ("2", "i"),
    "Meetings: all minutes": ("2", "E"),
    "Meetings: file to import": ("2", "I"),
    "Requirements: new": ("3", "a"),
    "Requirements: form": ("3", "e"),
    "Requirements: effort": ("3", "t"),
    "Requirements: comment": ("3", "w"),
    "Outline: new section": ("4", "a"),
    "Outline: text": ("4", "e"),
    "Trial: new issue": ("5", "\t", "a"),
    "Trial: form of the trial": ("5", "T"),
    "People: new": ("6", "a"),
    "Follow-up: new": ("7", "a"),
    "Library: form": ("8", "a"),
}
"""Where something is typed, and the keys that lead there."""
EDITOR = "#!/bin/sh\nprintf '%s' 'half a line 排课' >> \"$1\"; printf editing; cat > /dev/null\n"


def lose(home: Path, keys: tuple[str, ...], way: str, editor: Path) -> list[str]:
    """Type, lose the line; what went wrong."""
    wrong = []
    env = {"PRESALES_LANG": "en", "EDITOR": str(editor)}
    with start(home, deaf="deaf" in way, env=env) as terminal:
        shows(terminal, "Harbour School")
        for key in keys:
            terminal.send(key)
            terminal.read(0.4)
        if keys[-1] == "\x0f":
            terminal.until(lambda: b"editing" in terminal.received)
        else:
            press(terminal, WORDS, WORDS)
        spent = terminal.processor_seconds()
        if way in ENDS:
            terminal.signal(signal.Signals[way])
        else:
            if "stalled" in way:
                stall(terminal)
            terminal.hang_up()
        try:
            code = terminal.wait(LIMIT, read=way in ENDS)
        except AssertionError:
            return ["still running"]
        if terminal.spent - spent >= 1:
            wrong.append("computed")
        if way in ENDS and (code != ENDS[way] or not _restored(terminal)):
            wrong.append("not restored")
    with_words = WORDS.replace("排课", "\\u6392\\u8bfe")
    opened = Workspace.open(home)
    if not any(WORDS in left.draft.text or with_words in left.draft.text for left in opened.left_over()):
        wrong.append("lost")
    opened.close()
    return wrong


def _restored(terminal: Terminal) -> bool:
    last = bytes(terminal.received[-200:])
    return terminal.restored and b"\x1b[?1049l" in last and b"\x1b[?25h" in last


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--ways", type=int, default=len(WAYS))
    parser.add_argument("--places", type=int, default=len(PLACES) + 1)
    arguments = parser.parse_args()
    places = {**PLACES, "Outline: $EDITOR": ("4", "e", "\x0f")}
    ways = WAYS[: arguments.ways]
    print(f"{'':28}" + "  ".join(ways))
    failed = 0
    for place, keys in list(places.items())[: arguments.places]:
        found = []
        for way in ways:
            with tempfile.TemporaryDirectory() as folder:
                editor = Path(folder) / "editor"
                editor.write_text(EDITOR)
                editor.chmod(0o755)
                wrong = lose(workbench.workspace(Path(folder) / "workspace"), keys, way, editor)
            failed += bool(wrong)
            found.append((", ".join(wrong) or "+").ljust(len(way)))
        print(f"{place:28}" + "  ".join(found), flush=True)
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
