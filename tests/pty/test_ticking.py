"""The clocks of the issue log tick without a byte on the line while nothing on the screen changes."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presales_tui.data import Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.trial import Issue, Trial
from tests.pty.harness import PYTHON, Terminal

pytestmark = pytest.mark.pty

TICK = 0.03
START = f"""
import sys
from presales_tui.screens.trial import screen as trial
trial.REDRAW = {TICK}
marks, sys.argv[1:] = sys.argv[1:], []
seen = []
looked = trial.TrialScreen._tick
def tick(self):
    seen.append(1)
    if len(seen) in (5, 30):
        open(marks.pop(), "w").close()
    looked(self)
trial.TrialScreen._tick = tick
from presales_tui.__main__ import main
main()
"""


def workspace(home: Path) -> None:
    """Open issues whose clocks show hours: for a minute at least nothing on the screen changes."""
    opened = Workspace.open(home, user="陈工")
    store = opened.create_client(Client(name="READY 客户"))
    here = Opportunity(name="商机")
    trial = Trial(opportunity=here.id, title="试用", state="running", targets=(("P3", "40h", "60d"),))
    change = Change("Sample").put(here).put(trial)
    reported = (datetime.now(UTC) - timedelta(minutes=30, seconds=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for n in range(30):
        change.put(Issue(opportunity=here.id, trial=trial.id, title=f"登录 {n}", reported=reported))
    store.commit(change)
    opened.close()


@pytest.mark.parametrize("board", [False, True])
def test_ticks_send_nothing(tmp_path: Path, board: bool) -> None:
    workspace(tmp_path / "w")
    marks = [tmp_path / "last", tmp_path / "first"]
    env = {"PRESALES_HOME": str(tmp_path / "w"), "PRESALES_CONFIG": str(tmp_path / "none")}
    with Terminal([PYTHON, "-c", START, *map(str, marks)], env=env) as terminal:
        terminal.until("READY")
        terminal.send("5")
        terminal.until("ISS-001")
        if board:
            terminal.send("B")
            terminal.until("To answer")
        terminal.until_quiet(0.3)
        for mark in reversed(marks):
            before = len(terminal.received)
            limit = time.monotonic() + 20
            while not mark.exists() and time.monotonic() < limit:
                terminal.read(0.05)
            assert mark.exists(), "the clocks were not looked at"
        assert terminal.received[before:] == b""
