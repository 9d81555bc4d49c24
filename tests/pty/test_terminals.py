"""Kinds of terminal and locale: what is typed is kept right, and the terminal is given back."""

from __future__ import annotations

import pytest

from presales_tui.model.requirement import Requirement
from tests.pty import workbench
from tests.pty.workbench import leave, press, reading, shows, start

pytestmark = pytest.mark.pty

TYPED = "报表导出须留痕，支持镕字"
"""镕 is in GBK, not in GB 2312."""


@pytest.mark.parametrize(
    ("term", "lang", "plain"),
    [
        ("xterm", "C", False),
        ("xterm-256color", "zh_CN.GBK", False),
        ("screen", "zh_CN.UTF-8", True),
        ("tmux-256color", "zh_CN.UTF-8", False),
        ("linux", "zh_CN.GBK", True),
        ("vt100", "zh_CN.GBK", False),
        ("vt100", "C", True),
    ],
)
def test_chinese_that_is_typed_is_kept_right(
    tmp_path_factory: pytest.TempPathFactory, term: str, lang: str, plain: bool
) -> None:
    home = workbench.workspace(tmp_path_factory.mktemp("home") / "workspace")
    coding = "gbk" if lang.endswith("GBK") else "utf-8"
    env = {"TERM": term, "LANG": lang, "PRESALES_LANG": "en"} | ({"NO_COLOR": "1"} if plain else {})
    with start(home, env=env) as terminal:
        shows(terminal, "Timetable")
        press(terminal, "3", "REQ-001")
        press(terminal, "a", "New requirement")
        before = len(terminal.received)
        terminal.send(f"{TYPED} !must".encode(coding) + b"\r")
        shows(terminal, "40/41")
        terminal.until_quiet()
        terminal.send("\x07")
        # The characters in the terminal's own encoding: the emulator knows UTF-8 alone.
        terminal.until(lambda: TYPED[:3].encode(coding) in terminal.received[before:])
        leave(terminal)
        shown = bytes(terminal.received)
    assert shown.decode(coding, "strict")
    with reading(home) as opened:
        (face,) = opened.clients()
        (found,) = (r for r in opened.store(face.id).all(Requirement) if r.ref == "REQ-041")
    assert (found.title, found.priority) == (TYPED, "must")
