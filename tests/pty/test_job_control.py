"""Below a shell with job control: ctrl+z, fg, kill, and what the shell's terminal is like afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.pty import workbench
from tests.pty.harness import Terminal
from tests.pty.workbench import press, shows

pytestmark = pytest.mark.pty
SMALL = Path(__file__).with_name("small_app.py")


def shell(tmp_path: Path, **env: str) -> Terminal:
    """An interactive shell; `stty -g` of it goes to files."""
    terminal = Terminal(["sh", "-i"], cwd=tmp_path, env={"PS1": "prompt> ", "PY": sys.executable, **env})
    terminal.until("prompt>")
    return terminal


def run(terminal: Terminal, line: str) -> None:
    """Run a command of the shell, to its end."""
    terminal._pyte.reset()
    terminal.send(f"{line}; echo do''ne\r")
    terminal.until("done")


def test_ctrl_z_pressed_twice_in_a_dialog_stops_once_and_leaves_the_shell_in_order(tmp_path: Path) -> None:
    home = workbench.workspace(tmp_path / "workspace")
    with shell(tmp_path, PRESALES_HOME=str(home), PRESALES_USER="tester", PRESALES_LANG="en") as terminal:
        run(terminal, "stty -g > before")
        terminal.send('"$PY" -m presales_tui 2>&1\r')
        shows(terminal, "Timetable")
        press(terminal, "t", "Next step, with")
        press(terminal, "call words", "call words")
        terminal.send("\x1a\x1a")
        terminal.until(lambda: b"[?1049l" in terminal.received)
        terminal.until_quiet(0.2)
        run(terminal, "stty -g > stopped")
        terminal.resize(100, 30)
        terminal._pyte.reset()
        terminal.send("fg\r")
        shows(terminal, "call words")
        press(terminal, "!\r", "call words!")
        terminal.until_quiet()
        terminal.send("q")
        terminal.until(lambda: terminal.received.count(b"[?1049l") == 2)
        run(terminal, "stty -g > after")
    before = (tmp_path / "before").read_text()
    assert (tmp_path / "stopped").read_text() == before
    assert (tmp_path / "after").read_text() == before


def test_one_that_is_stopped_can_be_ended(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    with shell(tmp_path) as terminal:
        terminal.send(f'"$PY" {SMALL} {saved}\r')
        terminal.until("ready")
        press(terminal, "需求", "需求")
        terminal.send("\x1a")
        terminal.until(lambda: b"[?1049l" in terminal.received)
        terminal.until_quiet(0.2)
        run(terminal, "kill %1; kill -CONT %1; sleep 0.5; jobs > jobs; stty -a > modes")
    assert saved.read_text() == "需求"
    assert "143" in (tmp_path / "jobs").read_text()
    assert " echo " in (tmp_path / "modes").read_text()
