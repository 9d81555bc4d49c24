"""The example in docs/terminal.md works as it stands."""

from __future__ import annotations

import signal
import textwrap
from pathlib import Path

import pytest

from tests.pty.harness import PYTHON, Terminal

pytestmark = pytest.mark.pty

PAGE = Path(__file__).parents[2] / "docs" / "terminal.md"


def example() -> str:
    """The program on the page: the first indented block below its heading."""
    below = PAGE.read_text(encoding="utf-8").partition("## In another app\n")[2]
    code, _end, _rest = below[below.index("    import os") :].partition("\n\n`prepare`")
    return textwrap.dedent(code)


def test_the_example_keeps_what_was_typed_when_the_line_drops(tmp_path: Path) -> None:
    program = tmp_path / "notes.py"
    program.write_text(example(), encoding="utf-8")
    with Terminal([PYTHON, str(program)], cwd=tmp_path) as terminal:
        terminal.until(lambda: b"\x1b[" in terminal.received)
        terminal.until_quiet(0.5)
        terminal.send("school, 排课")
        terminal.until("school")
        sent = terminal.until_quiet()
        terminal.send("x")
        assert len(terminal.until_quiet(0.5)) < 100, sent
        terminal.signal(signal.SIGHUP)
        assert terminal.wait(4) == 129
        assert terminal.restored
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "school, 排课x"
