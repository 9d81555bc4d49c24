"""The workbench in every terminal: readable everywhere, quiet when idle, cheap on a slow line."""

from __future__ import annotations

import re
import statistics
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.pty import workbench
from tests.pty.harness import Terminal
from tests.pty.workbench import leave, press, shows, start

pytestmark = pytest.mark.pty

CURSOR_MOVE = 250
"""Bytes that a cursor move in a list may cost (median)."""
TYPED = 150
"""Bytes that a typed character may cost (median)."""
COLOUR = re.compile(rb"\x1b\[[0-9;]*(?<![0-9])(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25])[;m]")
MANY_COLOURS = re.compile(rb"[34]8;[25];")

SCREENS = {"1": "Custom", "2": "First visit", "3": "REQ-001", "4": "架构", "5": "ISS-001"}
"""Key and something that its screen alone shows."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small workspace."""
    return workbench.workspace(tmp_path / "workspace")


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "linux"},
        {"TERM": "xterm"},
        {"TERM": "screen", "STY": "1.pts"},
        {"TERM": "tmux-256color", "TMUX": "/tmp/t,1,0"},
        {"TERM": "vt100"},
        {"NO_COLOR": "1"},
        {"LANG": "C"},
    ],
    ids=lambda env: "-".join(f"{name}={value}" for name, value in env.items() if name not in ("STY", "TMUX")),
)
def test_every_screen_is_readable_in_every_terminal(home: Path, env: dict[str, str]) -> None:
    with start(home, env=env) as terminal:
        shows(terminal, "Timetable")
        for key, seen in SCREENS.items():
            press(terminal, key, seen)
            assert "\ufffd" not in terminal.text
        shown = bytes(terminal.received)
        leave(terminal)
    assert b"\\u" not in shown
    if env.get("NO_COLOR") or env.get("TERM") == "vt100":
        assert COLOUR.search(shown) is None
        assert b"\x1b[7m" in shown  # what is chosen is told without colour
    else:
        assert COLOUR.search(shown) is not None
        assert (MANY_COLOURS.search(shown) is None) == (env.get("TERM") in ("linux", "xterm", "screen"))


def test_it_speaks_chinese_when_it_is_asked_to(home: Path) -> None:
    with start(home, env={"PRESALES_LANG": "zh"}) as terminal:
        for key, word in {"1": "阶段", "2": "会议", "3": "可满足", "4": "方案", "5": "问题单"}.items():
            press(terminal, key, word)
            # A name that was cut is not looked at: only a part of it is there.
            english = re.findall(r"[A-Z][a-z]{2,}\b(?!…)", terminal.text)
            # The words of the sample itself.
            assert set(english) <= {
                "Harbour",
                "School",
                "Timetable",
                "First",
                "Solution",
                "Three",
                "Pilot",
                "Speed",
            }


def test_idle_screens_send_nothing(home: Path) -> None:
    with ExitStack() as stack:
        terminals: list[Terminal] = []
        for key, seen in SCREENS.items():
            terminal = stack.enter_context(start(home))
            shows(terminal, "Timetable")
            press(terminal, key, seen)
            terminals.append(terminal)
        for terminal in terminals:
            terminal.until_quiet(0.5)
        time.sleep(3)
        assert [terminal.read() for terminal in terminals] == [b""] * len(SCREENS)


def costs(terminal: Terminal, keys: list[str]) -> list[int]:
    """Bytes that each key costs."""
    found = []
    for key in keys:
        before = len(terminal.received)
        terminal.send(key)
        terminal.until(lambda: len(terminal.received) > before)  # noqa: B023 - called at once
        terminal.until_quiet(0.05)
        found.append(len(terminal.received) - before)
    return found


def test_a_cursor_move_costs_little(home: Path) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "3", "REQ-001")
        terminal.until_quiet()
        found = costs(terminal, ["j"] * 12 + ["k"] * 8)
        leave(terminal)
    assert statistics.median(found) <= CURSOR_MOVE, found


TEXT = "The school needs 排课冲突 hints"


def test_a_typed_character_in_the_capture_line_costs_little(home: Path) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "2", "First visit")
        press(terminal, "i", "marks")
        terminal.until_quiet()
        found = costs(terminal, list("R: " + TEXT))
    assert statistics.median(found) <= TYPED, found


def test_a_typed_character_in_the_section_editor_costs_little(home: Path) -> None:
    with start(home) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "4", "架构")
        press(terminal, "e", "External editor")
        terminal.until_quiet()
        found = costs(terminal, list(TEXT))
    assert statistics.median(found) <= TYPED, found
