"""Meetings: how well minutes of others are recognised, and what live capture costs and keeps.

    python benchmarks/meetings.py [--minutes FOLDER] [--marks FILE]

`--minutes` is a folder of minutes, `--marks` a file that says what a reader found in them, made before
the recogniser saw them: `{"name": {"action": [7], "decision": [12], "question": [], "sha256": "…",
"upto": 90}}`, lines counted from 1; `requirement` and `risk` count in files that are marked for them, and
lines of `unsure`, of which readers would differ, count neither way. Without them `PRESALES_CORPUS`/2_meetings
and the marks in tests/. A mark says that a reader would call the line a decision, an action item or an open
question because the text says so (a heading, a label, a table, a sentence); a proposal is right if its line
is marked, `same kind` if the kind is that of the mark too.

Then, in a terminal of 80x24 on the real workbench: a character typed in the capture line of a meeting of
2,000 lines against an empty one; 1,000 characters of Chinese and English as fast as the terminal takes
them, with the time from each enter to the line on the disk; the bytes of a running meeting timer; and the
keys from the start to the first requirement. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from presales_tui.data import Workspace
from presales_tui.imports.files import read_text
from presales_tui.imports.minutes import KINDS, recognise
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.position import following
from presales_tui.model.requirement import Requirement
from tests.pty.harness import PYTHON, Terminal

PLAIN = ("decision", "action", "question")
"""What every marked file is marked for."""
MARKS = Path(__file__).parents[1] / "tests" / "imports" / "recognition_marks.json"
BAR = 1.3
KEYS = 200
SOON = 1.5
"""Seconds from enter to the line on the disk."""
MOST_KEYS = 6
SENTENCE = "客户说 scheduling 冲突要自动提示 ASAP，每天 1000 条。"


def score(folder: Path, marks_file: Path = MARKS) -> dict[str, float]:
    """Precision and recall over all marked files that are there as they were marked."""
    right = same = proposed = marked = files = 0
    for name, marks in json.loads(marks_file.read_text("utf-8")).items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != marks["sha256"]:
            continue
        files += 1
        kinds = [kind for kind in KINDS if kind in marks or kind in PLAIN]
        wanted = {line: kind for kind in kinds for line in marks.get(kind, ())}
        unsure = set(marks.get("unsure", ())) - wanted.keys()
        lines = read_text(path).text.split("\n")[: marks.get("upto")]
        found = {
            proposal.line + 1: proposal.kind
            for proposal in recognise(lines).proposals
            if proposal.kind in kinds and proposal.line + 1 not in unsure
        }
        proposed += len(found)
        marked += len(wanted)
        right += len(found.keys() & wanted.keys())
        same += sum(wanted.get(line) == kind for line, kind in found.items())
    if not files:
        return {}
    return {
        "files": files,
        "marks": marked,
        "proposed": proposed,
        "precision": right / max(proposed, 1),
        "recall": right / max(marked, 1),
        "precision, same kind": same / max(proposed, 1),
        "recall, same kind": same / max(marked, 1),
    }


@contextmanager
def meeting_open(lines: int, began: str = "") -> Iterator[tuple[Terminal, Path]]:
    """The workbench on a meeting with so many lines, with the Meetings screen before it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "w"
        workspace = Workspace.open(home, user="bench")
        store = workspace.create_client(Client(name="Acme"))
        here = Opportunity(name="Deal")
        meeting = Meeting(
            opportunity=here.id, title="Visit", start="2026-01-05T14:00", state="held", began=began
        )
        change = Change("Sample").put(here).put(meeting)
        for n, pos in enumerate(following("", lines)):
            change.put(Line(meeting=meeting.id, pos=pos, text=f"said {n}: 排课冲突"))
        store.commit(change)
        workspace.close()
        env = {"PRESALES_HOME": str(home), "PRESALES_USER": "bench"}
        with Terminal((PYTHON, "-m", "presales_tui"), size=(80, 24), env=env) as terminal:
            terminal.until("Acme")
            terminal.send("2")
            terminal.until("Visit")
            yield terminal, home


def typed(lines: int) -> tuple[float, float]:
    """(processor milliseconds, bytes) a character in the capture line of a meeting with so many lines."""
    with meeting_open(lines) as (terminal, _home):
        terminal.send("iR: ")
        terminal.until_quiet()
        cpu, sent = [], []
        for _round in range(3):
            before, bytes_before = terminal.processor_seconds(), len(terminal.received)
            for _key in range(KEYS // 3):
                terminal.send("x")
                terminal.until_quiet(0.02)
            cpu.append((terminal.processor_seconds() - before) * 1000 / (KEYS // 3))
            sent.append((len(terminal.received) - bytes_before) / (KEYS // 3))
            terminal.send("\x15")
            terminal.until_quiet(0.1)
            terminal.send("R: ")
            terminal.until_quiet(0.1)
        return statistics.median(cpu), statistics.median(sent)


class _Disk(threading.Thread):
    """Watches the files of a workspace for texts, and notes when each is first there."""

    def __init__(self, home: Path, wanted: list[str]) -> None:
        super().__init__(daemon=True)
        self.home, self.missing = home, {text.encode(): text for text in wanted}
        self.seen: dict[str, float] = {}
        self.over = threading.Event()

    def run(self) -> None:
        """Look about every 5 ms until all are there."""
        while self.missing and not self.over.wait(0.005):
            data = b"".join(path.read_bytes() for path in self.home.rglob("log-*.jsonl") if path.is_file())
            now = time.monotonic()
            for raw in [raw for raw in self.missing if raw in data]:
                self.seen[self.missing.pop(raw)] = now


def burst() -> tuple[int, int, float]:
    """(characters, lines lost, seconds from an enter to its line on the disk at most).

    A line counts as on the disk when the *next* one is in the journal: commits are made one after the
    other, so that the one before it has been synced by then.
    """
    count = 1000 // len(SENTENCE) + 1
    marks = [f"L{n:03}Z" for n in range(count + 1)]
    with meeting_open(0) as (terminal, home):
        terminal.send("i")
        terminal.until_quiet()
        disk = _Disk(home, marks)
        disk.start()
        sent: dict[str, float] = {}
        for mark in marks:
            terminal.send(f"{mark} {SENTENCE}\r")
            sent[mark] = time.monotonic()
        end = time.monotonic() + 20
        while disk.is_alive() and time.monotonic() < end:
            terminal.read(0.05)
        disk.over.set()
        waited = [disk.seen[after] - sent[mark] for mark, after in pairwise(marks) if after in disk.seen]
        opened = Workspace.open(home)
        there = [line.text for line in opened.store(opened.clients()[0].id).all(Line)]
        opened.close()
        lost = sum(f"{mark} {SENTENCE}" not in there for mark in marks)
        return count * len(SENTENCE), lost, max(waited, default=float("inf"))


def timer(seconds: float) -> tuple[int, int]:
    """(bytes while the minute stays, bytes when it changes) of a running timer."""
    began = (datetime.now(UTC) - timedelta(minutes=3)).replace(second=0) + timedelta(seconds=1)
    # The minute of the timer changes when a minute of the clock does, one second later.
    with meeting_open(30, began=began.strftime("%Y-%m-%dT%H:%M:%SZ")) as (terminal, _home):
        terminal.until_quiet(1)
        # It looks at the clock every five seconds: the first eight of a minute may still bring the change.
        while not 8 <= datetime.now().second <= 58 - seconds:
            terminal.read(1)
        still = len(terminal.read(seconds))
        terminal.read(56 - datetime.now().second)
        return still, len(terminal.read(16))


def first_requirement() -> int:
    """How many keys from the start to a requirement on the disk, besides its words."""
    before, after = ["2", "i", "R", ":"], ["\r"]
    with meeting_open(0) as (terminal, home):
        terminal.send("".join(before[1:]) + "报表导出" + "".join(after))
        terminal.until("REQ-001")
        opened = Workspace.open(home)
        store = opened.store(opened.clients()[0].id)
        assert [found.title for found in store.all(Requirement)] == ["报表导出"]
        opened.close()
    return len(before) + len(after)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    corpus = os.environ.get("PRESALES_CORPUS")
    parser.add_argument("--minutes", type=Path, default=Path(corpus) / "2_meetings" if corpus else None)
    parser.add_argument("--marks", type=Path, default=MARKS)
    parser.add_argument("--only-recognition", action="store_true")
    args = parser.parse_args()
    if args.minutes:
        for name, value in score(args.minutes, args.marks).items():
            print(f"recognition {name:24} {value:8.3g}")
    else:
        print("recognition: no folder of minutes (--minutes, or PRESALES_CORPUS)")
    if args.only_recognition:
        return 0
    missed = False
    empty, long = typed(0), typed(2000)
    for name, few, many in zip(("processor ms a key", "bytes a key"), empty, long, strict=True):
        ratio = many / max(few, 0.001)
        missed = missed or ratio > BAR
        print(f"{name:24} empty {few:7.2f}  2,000 lines {many:7.2f}  ratio {ratio:.2f} (bar {BAR})")
    characters, lost, longest = burst()
    missed = missed or bool(lost) or longest > SOON
    print(f"{characters} characters at once: {lost} lines lost; enter to disk {longest:.2f} s (bar {SOON})")
    still, change = timer(15)
    missed = missed or still > 0
    print(f"running timer: {still} bytes while the minute stays (15 s, bar 0), {change} when it changes")
    keys = first_requirement()
    missed = missed or keys > MOST_KEYS
    print(f"keys from the start to the first requirement: {keys} besides its words (bar {MOST_KEYS})")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
