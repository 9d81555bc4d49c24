"""Two columns in Markdown: the marks of Slidev (`::right::`) and of pandoc (`::: columns`, `::: column`).

Other blocks between `:::` are what they hold, under their title if they have one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from presales_tui.documents.plan import Block, Columns, Paragraph, Run

if TYPE_CHECKING:
    from presales_tui.documents.text.data_line import Source

_SLOT = re.compile(r"::[ \t]*([A-Za-z][\w-]*)[ \t]*::[ \t]*\Z")
_FENCE = re.compile(r":{3,}[ \t]*(?:\{([^}]*)\}|([A-Za-z][\w-]*)(?:[ \t]*\{[^}]*\})?)?[ \t]*(.*?)[ \t]*:*\Z")
_COLUMN = re.compile(r"\.?(columns?|col|cols|grid|left|right)\b", re.IGNORECASE)


class ColumnMark(NamedTuple):
    """A line that divides a slide: what it does, and a title."""

    what: str
    """`columns` begins two of them, `left` and `column` the next one, `box` any other block, `end` ends."""
    title: str = ""


def column_mark(line: str) -> ColumnMark | None:
    """What a line says; None: it is text."""
    if not line.startswith("::"):
        return None
    if slot := _SLOT.match(line):
        name = slot[1].casefold()
        return ColumnMark({"left": "left", "right": "column"}.get(name, "whole"))
    fence = _FENCE.match(line)
    if fence is None:
        return None
    name = (fence[1] or fence[2] or "").strip()
    if not name and not fence[3]:
        return ColumnMark("end")
    found = _COLUMN.match(name)
    if found:
        return ColumnMark("columns" if found[1].casefold() in ("columns", "cols", "grid") else "column")
    return ColumnMark("box", fence[3] or ("" if fence[1] else name.capitalize()))


class ColumnReader:
    """Puts blocks into columns while a text is read from top to bottom."""

    def __init__(self) -> None:
        self._above: list[Source] = []
        self._left: list[Source] | None = None
        self._open: list[str] = []
        self._inside = False

    def mark(self, mark: ColumnMark, found: list[Source]) -> list[Source]:
        """Take a mark with what was read since the last one; where to put what follows."""
        match mark.what:
            case "columns":
                self._open.append("columns")
                self._above, self._left, self._inside = self.finished(found), None, True
                return []
            case "left":
                self._above, self._left, self._inside = self.finished(found), None, True
                return []
            case "column":
                self._open += ["column"] if self._open else []
                return self._next(found)
            case "box":
                self._open.append("box")
                return [*found, *([Paragraph((Run(mark.title),), "lead")] if mark.title else [])]
            case "whole":
                return self.finished(found)
            case _:
                closed = self._open.pop() if self._open else ""
                return self.finished(found) if closed == "columns" else found

    def _next(self, found: list[Source]) -> list[Source]:
        """The end of one column and the beginning of the next."""
        if self._inside and self._left is None and not found:
            return found  # the first column begins
        if self._left is not None:
            self._above, self._inside = self.finished(found), True
            return []
        self._left, self._inside = found, True
        return []

    def finished(self, found: list[Source]) -> list[Source]:
        """All that was read so far, its columns closed."""
        above, left = self._above, self._left
        self._above, self._left, self._inside = [], None, False
        if left is None:
            return [*above, *found]
        if not left or not found:
            return [*above, *left, *found]
        return [*above, Columns(_only(left), _only(found))]


def _only(found: list[Source]) -> tuple[Block, ...]:
    return tuple(found)  # type: ignore[arg-type]  # data lines are filled in by the content
