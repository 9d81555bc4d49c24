"""Tables typed by hand, whose head is made as wide as their rows before they are read.

To Markdown, cells beyond those of the head are nothing, and a rule that is too short makes no table at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)(?:\s*:?-+:?\s*\|?)+\Z")
_OUTSIDE = re.compile(r"(?:[\s>]|(?:[-+*]|\d{1,9}[.)])\s)*")
"""What stands before a line of a table in a quote or a list."""


def widened(source: str, tokens: Sequence[Token]) -> str:
    """A text with the heads of its tables as wide as their rows; the text itself, if they are."""
    lines = source.split("\n")
    for head, width in _wanted(tokens, lines):
        lines[head] = _padded(lines[head], width, "  |")
        lines[head + 1] = _padded(lines[head + 1], width, "---|")
    return "\n".join(lines)


def _wanted(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(line of the head, cells) of every table that is wider than its head or its rule."""
    for token in tokens:
        start, end = token.map or (0, 0)
        if token.type == "table_open":
            head, width = len(_cells(lines[start])), max(map(_width, lines[start:end]))
            if width > head:
                yield start, width
        elif (
            token.type == "paragraph_open"
            and end - start > 1
            and all("|" in line for line in lines[start:end])
            and _RULE.match(_OUTSIDE.sub("", lines[start + 1], count=1))
        ):
            yield start, max(len(_cells(lines[start])), *map(_width, lines[start:end]))


def _width(line: str) -> int:
    """Cells of a line of a table up to the last that says something."""
    return max((n for n, cell in enumerate(_cells(line), 1) if cell.strip()), default=0)


def _cells(line: str) -> list[str]:
    from markdown_it.rules_block.table import escapedSplit

    cells = escapedSplit(_OUTSIDE.sub("", line, count=1).strip())
    del cells[: cells[:1] == [""]]
    if cells[-1:] == [""]:
        del cells[-1]
    return cells


def _padded(line: str, width: int, cell: str) -> str:
    missing = width - len(_cells(line))
    if missing <= 0:
        return line
    line = line.rstrip()
    closed = line.endswith("|") and not line.endswith("\\|")
    return line + "|" * (not closed) + cell * missing
