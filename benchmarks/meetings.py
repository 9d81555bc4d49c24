"""Meetings: what recognition finds against hand-made marks, and what a key costs on a long meeting.

    PRESALES_CORPUS=DIR python benchmarks/meetings.py

The marks (tests/imports/recognition_marks.json: file, SHA-256, kind, line) say what a reader of the
minutes would call a decision, an action item or an open question; the files themselves are not here. A
proposal is right if its line is marked, `same kind` if the kind is that of the mark as well. The cost of a
key is that of a character typed in the capture line, in a terminal of 80x24, on a meeting of 2,000 lines
against an empty one. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from presales_tui.data import Workspace
from presales_tui.imports.files import read_text
from presales_tui.imports.recognise import KINDS, recognise
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.position import following
from tests.pty.harness import PYTHON, Terminal

MARKS = Path(__file__).parents[1] / "tests" / "imports" / "recognition_marks.json"
BAR = 1.3
KEYS = 200


def score(folder: Path) -> dict[str, float]:
    """Precision and recall over all marked files that are there as they were marked."""
    right = same = proposed = marked = files = 0
    for name, marks in json.loads(MARKS.read_text("utf-8")).items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != marks["sha256"]:
            continue
        files += 1
        wanted = {line: kind for kind in KINDS for line in marks.get(kind, ())}
        lines = read_text(path).text.split("\n")[: marks.get("upto")]
        found = {proposal.line + 1: proposal.kind for proposal in recognise(lines).proposals}
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


def typed(lines: int) -> tuple[float, float]:
    """(processor milliseconds, bytes) a character in the capture line of a meeting with so many lines."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "w", user="bench")
        store = workspace.create_client(Client(name="Acme"))
        here = Opportunity(name="Deal")
        meeting = Meeting(opportunity=here.id, title="Visit", start="2026-01-05T14:00", state="held")
        change = Change("Sample").put(here).put(meeting)
        for n, pos in enumerate(following("", lines)):
            change.put(Line(meeting=meeting.id, pos=pos, text=f"said {n}: 排课冲突"))
        store.commit(change)
        workspace.close()
        env = {"PRESALES_HOME": str(Path(folder) / "w"), "PRESALES_USER": "bench"}
        with Terminal((PYTHON, "-m", "presales_tui"), size=(80, 24), env=env) as terminal:
            terminal.until("Acme")
            terminal.send("2")
            terminal.until("Visit")
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


def main() -> int:
    """Print the figures."""
    if corpus := os.environ.get("PRESALES_CORPUS"):
        for name, value in score(Path(corpus) / "2_meetings").items():
            print(f"recognition {name:24} {value:8.3g}")
    else:
        print("recognition: PRESALES_CORPUS names no corpus")
    empty, long = typed(0), typed(2000)
    missed = False
    for name, few, many in zip(("processor ms a key", "bytes a key"), empty, long, strict=True):
        ratio = many / max(few, 0.001)
        missed = missed or ratio > BAR
        print(f"{name:24} empty {few:7.2f}  2,000 lines {many:7.2f}  ratio {ratio:.2f} (bar {BAR})")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
