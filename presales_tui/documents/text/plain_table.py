"""Tables whose lines all begin with a stroke, read without the parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from presales_tui.documents.plan import Align, Runs, Table

_RULE = r"\|(?: *:?-+:? *\|)+\Z"
"""The line below the head."""


def read_table(lines: Sequence[str], read: Callable[[str], Runs]) -> Table | None:
    """The table that these lines are; None: it needs the parser. `read` reads a cell that is not empty."""
    if len(lines) < 2 or not all(line.startswith("|") for line in lines):
        return None
    head, rule, *body = map(_closed, lines)
    header = _cells(head, read)
    if not re.match(_RULE, rule) or rule.count("|") != len(header) + 1:
        return None
    align = [_align(cell.strip()) for cell in rule.strip("|").split("|")]
    rows = [_cells(line, read) for line in body]
    # Cells beyond those of the head are no less typed.
    width = max((n for row in (header, *rows) for n, cell in enumerate(row, 1) if cell), default=0)
    width = max(width, len(header))
    align += ["left"] * (width - len(align))
    header, *rows = ((*row, *((),) * (width - len(row)))[:width] for row in (header, *rows))
    return Table(header, tuple(rows), tuple(align))


def _closed(line: str) -> str:
    """A line with the stroke at its end that may be left out."""
    line = line.rstrip()
    return line if line.endswith("|") and len(line) > 1 else line + "|"


def _cells(line: str, read: Callable[[str], Runs]) -> tuple[Runs, ...]:
    return tuple(read(text) if (text := cell.strip()) else () for cell in line[1:-1].split("|"))


def _align(rule: str) -> Align:
    if rule.endswith(":"):
        return "center" if rule.startswith(":") else "right"
    return "left"
