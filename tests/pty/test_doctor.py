"""`doctor terminal` in a real pty, where the far end answers for the terminal."""

from __future__ import annotations

import os
import pty
import re
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from presales_tui.terminal.doctor import report
from presales_tui.terminal.widths import measure

pytestmark = pytest.mark.pty


class Answering:
    """A terminal that answers where its cursor stands, by a rule for widths."""

    def __init__(self, width: Callable[[str], int]) -> None:
        self.master, self.slave = pty.openpty()
        self.shown = b""
        self._width = width
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def _answer(self) -> None:
        while True:
            try:
                data = os.read(self.master, 1024)
            except OSError:
                return
            self.shown += data
            for text in re.findall(r"\r([^\x1b]+)\x1b\[6n", data.decode("utf-8", "replace")):
                os.write(self.master, f"\x1b[3;{self._width(text) + 1}R".encode())

    def close(self) -> None:
        os.close(self.slave)
        self._thread.join(5)
        os.close(self.master)


@pytest.fixture
def terminal() -> Iterator[Any]:
    made: list[Answering] = []

    def make(width: Callable[[str], int] = wcswidth) -> Answering:
        made.append(Answering(width))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_widths_are_what_the_terminal_answers(terminal: Any) -> None:
    there = terminal()
    before = termios.tcgetattr(there.slave)
    assert measure(there.slave, ["中", "a", "“"]) == [2, 1, 1]
    assert termios.tcgetattr(there.slave) == before
    assert there.shown.count(b"\r\x1b[K") >= 2


def test_a_terminal_that_does_not_answer_is_left_in_order() -> None:
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    assert measure(slave, ["中"], timeout=0.05) == []
    assert termios.tcgetattr(slave) == before
    os.close(slave)
    os.close(master)


def test_a_good_terminal_has_nothing_to_mend(terminal: Any) -> None:
    there = terminal()
    termios.tcsetwinsize(there.slave, (24, 80))
    env = {
        "TERM": "xterm-256color",
        "TERMINFO": "/usr/share/terminfo",
        "LANG": "C.UTF-8",
        "SSH_CONNECTION": "198.51.100.7 50022 192.0.2.10 22",
        "EDITOR": "/bin/sh",
        "PATH": "/usr/bin:/bin",
    }
    found = report(env, there.slave)
    warned = [finding.what for finding in found if finding.level == "warn" and "ZMODEM" not in finding.what]
    assert [what for what in warned if "xterm-256color" not in what] == []
    assert any("80x24" in finding.what for finding in found)
    assert any("scp" in finding.what for finding in found)


def test_each_weakness_is_told_with_what_to_do(terminal: Any) -> None:
    there = terminal(lambda text: 2)
    termios.tcsetwinsize(there.slave, (19, 50))
    env = {"TERM": "xterm", "STY": "1.x", "LANG": "zh_CN.UTF-8", "EDITOR": "no-such", "PATH": "/bin"}
    found = report(env, there.slave)
    warned = " ".join(finding.what + finding.advice for finding in found if finding.level == "warn")
    for word in ("50x19", "screen-256color", "Colours: 16", "ambiguous", "no-such", "SSH_CONNECTION"):
        assert word in warned
    assert all(finding.advice for finding in found if finding.level == "warn")


def test_without_a_terminal_the_rest_is_still_told() -> None:
    reader, writer = os.pipe()
    found = report({"TMUX": "x", "LANG": "zh_CN.GBK", "PATH": "/bin"}, reader)
    warned = " ".join(finding.what + finding.advice for finding in found)
    for word in ("ssh -t", "TERM=", "set-clipboard", "GBK"):
        assert word in warned
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"TERM": "linux"}, "has none"),
        ({"TERM": "xterm", "PRESALES_CLIPBOARD": "off"}, "never offered"),
        ({"TERM": "tmux", "TMUX": "on"}, "tmux passes it on"),
        ({"TERM": "tmux", "TMUX": "external"}, "set-clipboard on"),
        ({"TERM": "tmux", "TMUX": "through"}, "tmux passes it on"),
        ({"TERM": "xterm", "PRESALES_MOUSE": "on"}, "taken by the workbench"),
        ({"TERM": "xterm"}, "left to the terminal"),
    ],
)
def test_what_is_said_of_clipboard_and_mouse_is_so(tmp_path: Path, env: dict[str, str], said: str) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text(
        '#!/bin/sh\ncase "$TMUX $3" in\n"on set-clipboard") echo on;;\n'
        '"external set-clipboard") echo external;;\n"through allow-passthrough") echo on;;\nesac\n'
    )
    tmux.chmod(0o755)
    reader, writer = os.pipe()
    found = report({"PATH": f"{tmp_path}:/usr/bin:/bin", **env}, reader)
    assert any(said in finding.what + finding.advice for finding in found)
    os.close(reader)
    os.close(writer)


def test_a_terminal_that_cannot_place_its_cursor_is_not_asked_where_it_is(terminal: Any) -> None:
    there = terminal()
    report({"TERM": "dumb", "PATH": "/bin"}, there.slave)
    assert there.shown == b""
