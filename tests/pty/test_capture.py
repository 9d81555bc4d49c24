"""Live capture in a real terminal: nothing typed is lost, it is on the disk soon, and few keys lead there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from presales_tui.model.meeting import Line
from presales_tui.model.requirement import Requirement
from tests.pty import workbench
from tests.pty.workbench import leave, press, reading, shows, start

pytestmark = pytest.mark.pty

WITHIN = 1.5
"""Seconds after which a line that was entered is on the disk."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small workspace."""
    return workbench.workspace(tmp_path / "workspace")


def lines_on_disk(home: Path) -> list[str]:
    with reading(home) as opened:
        store = opened.store(opened.clients()[0].id)
        return [line.text for line in sorted(store.all(Line), key=lambda line: line.pos)][6:]


def test_a_thousand_characters_typed_at_once_are_all_there(home: Path) -> None:
    sentence = "客户说 scheduling 冲突要自动提示 ASAP，每天 1000 条。"
    wanted = [f"{n:02} {sentence}" for n in range(1000 // len(sentence) + 1)]
    assert sum(map(len, wanted)) >= 1000
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "2", "First visit")
        press(terminal, "i", "marks")
        # Keys that edit keep their place among those that write.
        terminal.send("".join(line + "\r" for line in wanted) + "cut\x7f\x7fan\x1b[Dme\r")
        shows(terminal, "camen")
        terminal.send("last one\r")
        shows(terminal, "last one")
        # Read while the workbench still runs: what is on the disk, not what is in memory.
        time.sleep(WITHIN)
        assert lines_on_disk(home) == [*wanted, "camen", "last one"]
        terminal.send("\x1b")
        terminal.until_quiet(0.15)
        leave(terminal)


def test_the_first_requirement_is_saved_with_at_most_six_keys_besides_its_words(home: Path) -> None:
    keys = ["2", "i", "R", ":", "\r"]
    assert len(keys) <= 6
    with start(home) as terminal:
        shows(terminal, "Timetable")
        terminal.send("".join(keys[:-1]) + "报表导出" + keys[-1])
        shows(terminal, "REQ-041")
        with reading(home) as opened:
            store = opened.store(opened.clients()[0].id)
            assert any(found.title == "报表导出" for found in store.all(Requirement))
        terminal.send("\x1b")
        terminal.until_quiet(0.15)
        leave(terminal)
