"""What is read from the environment, and what Textual is told."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from presales_tui.terminal.charset import charset, encode
from presales_tui.terminal.environment import erases_with_colour, palette, prepare, wake_collector


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "full"),
        ({"TERM": "xterm-kitty"}, "full"),
        ({"TERM": "screen-256color", "COLORTERM": "truecolor"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "STY": "1.x"}, "256"),
        ({"TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "x"}, "full"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "screen"}, "16"),
        ({"TERM": "vt220"}, "none"),
        ({"TERM": "dumb"}, "none"),
        ({}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "256"),
    ],
)
def test_colours(env: dict[str, str], expected: str) -> None:
    assert palette(env) == expected


def test_erasing_in_colour_is_only_trusted_where_it_is_known() -> None:
    assert erases_with_colour({"TERM": "xterm-256color"})
    assert erases_with_colour({"TERM": "linux"})
    assert not erases_with_colour({"TERM": "screen-256color"})
    assert not erases_with_colour({"TERM": "xterm-256color", "STY": "1.pts"})


def test_prepare_keeps_what_the_user_has_set_and_drops_a_stale_size() -> None:
    env = {"TERM": "xterm-256color", "ESCDELAY": "300", "COLUMNS": "80", "LINES": "24"}
    try:
        prepare(env)
        assert not gc.isenabled()
    finally:
        wake_collector()
    assert gc.isenabled()
    assert env == {
        "TERM": "xterm-256color",
        "ESCDELAY": "300",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_COLOR_SYSTEM": "256",
    }


def test_the_checks_before_the_start_do_not_import_textual() -> None:
    code = (
        "import sys, presales_tui.terminal.session, presales_tui.terminal.doctor\n"
        "assert not {'textual', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, "utf-8"),
        ({"LANG": "C"}, "utf-8"),
        ({"LANG": "en_US.ISO-8859-1"}, "utf-8"),
        ({"LANG": "zh_CN.UTF-8"}, "utf-8"),
        ({"LANG": "zh_CN"}, "utf-8"),
        ({"LANG": "zh_CN.GBK"}, "gbk"),
        ({"LANG": "zh_CN.GB18030"}, "gb18030"),
        ({"LANG": "zh_TW.Big5"}, "big5"),
        ({"LANG": "zh_CN.nonsense"}, "utf-8"),
        ({"LANG": "zh_CN.GBK", "LC_ALL": "zh_CN.UTF-8"}, "utf-8"),
        ({"LANG": "zh_CN.GBK", "LC_CTYPE": "C.UTF-8"}, "gbk"),
        ({"LANG": "zh_CN.GBK", "PRESALES_ENCODING": "utf-8"}, "utf-8"),
        ({"PRESALES_ENCODING": "gbk"}, "gbk"),
    ],
)
def test_the_encoding_of_the_terminal(env: dict[str, str], expected: str) -> None:
    assert charset(env) == expected


def test_what_an_encoding_lacks_is_replaced_cell_by_cell() -> None:
    assert encode("需求 ✓ ─ ✗ 😀 é", "gbk").decode("gbk") == "需求 v ─ x ?? é"
    assert encode("需求✓\ud800", "utf-8").startswith("需求✓".encode())


def test_a_colour_system_that_textual_does_not_know_is_not_handed_on() -> None:
    env = {"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "bogus"}
    prepare(env)
    wake_collector()
    assert env["TEXTUAL_COLOR_SYSTEM"] == "256"
