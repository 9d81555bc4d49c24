"""What a short command does not load: most of its time is imports, so they are counted, not clocked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Presales

HEAVY = {
    *("dataclasses", "inspect", "difflib", "hashlib", "importlib.resources", "platform", "random", "shutil"),
    *("subprocess", "tempfile", "tomllib", "uuid", "xml.etree.ElementTree", "zipfile"),
    *("lxml", "markdown_it", "openpyxl", "pptx", "docx", "platformdirs", "holidays", "rich", "textual"),
}
"""Each costs more than the modules of our own that a command needs."""

LOADED = """
import sys
before = set(sys.modules)
from presales_tui.cli import main
code = main(sys.argv[1:])
print(code, *sorted(set(sys.modules) - before), sep="\\n", file=sys.stderr)
"""

OUTLINE = """# 总体思路

- 先试点
- 再推广

# Plan

Two steps, **one** after the other.

| a | b |
|---|---|
| `x` | 1 |
"""


def loaded(*argv: str) -> set[str]:
    """The modules that a command loads in a process of its own, beyond those of a bare Python."""
    found = subprocess.run(
        [sys.executable, "-c", LOADED, *argv], capture_output=True, text=True, timeout=60, check=True
    )
    told = found.stderr.split("\n")
    code = told.index("0")
    return set(filter(None, told[code + 1 :]))


@pytest.mark.parametrize(
    ("argv", "most"),
    [
        (["export", "deck", "-o", "deck.pptx"], 194),
        (["list", "requirements", "--json"], 110),
    ],
    ids=["export deck", "list"],
)
def test_a_command_loads_only_what_it_needs(presales: Presales, argv: list[str], most: int) -> None:
    Path("outline.md").write_text(OUTLINE, "utf-8")
    assert presales("import", "outline", "outline.md").code == 0
    assert presales("add", "requirement", "单点登录").code == 0
    modules = loaded(*argv)
    assert HEAVY & modules == set()
    assert len(modules) <= most, sorted(modules)
