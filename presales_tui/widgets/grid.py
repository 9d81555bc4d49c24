"""A list of records with columns, drawn line by line: only what is on the screen is ever looked at.

Ten thousand rows cost what the visible twenty cost, and a cursor move repaints two lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from presales_tui.locale import _, language
from presales_tui.widgets.cells import fit, wrap
from presales_tui.widgets.rows import Rows

Cell = str | tuple[str, str]
"""Text, or (text, tone): a tone is `good`, `warn`, `bad`, `muted` or `strong`."""


class Column(NamedTuple):
    """One column: its heading (English message), width in cells and what a row shows in it."""

    title: str
    width: int
    """0: takes what the others leave."""
    cell: Callable[[Any], Cell]
    sort: Callable[[Any], Any] | None = None
    """Sort key; `None`: not sortable."""
    align: str = "left"
    least: int = 0
    """Shown in lists of at least so many cells."""
    width_en: int = 0
    """Its width where labels are English, which are longer; 0: the same."""


class Grid(Rows):
    """A windowed table with one line a row."""

    HEADER = 1

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.sort_column: Column | None = None
        self.sort_reversed = False

    def load(self, rows: Sequence[Any], keep: str = "") -> None:
        """Show these rows, in the chosen order."""
        if self.sort_column is not None and self.sort_column.sort is not None:
            rows = sorted(rows, key=self.sort_column.sort, reverse=self.sort_reversed)
        super().load(rows, keep)

    def sort_by(self, column: Column) -> None:
        """Sort by a column; the same one again turns the order round."""
        self.sort_reversed = not self.sort_reversed if self.sort_column is column else False
        self.sort_column = column
        self.load(self.source)

    def cursor_cells(self, row: Any, first: int) -> int:
        """How many cells the cursor covers in a row; `first`: the width of its first column."""
        return first + 1

    def _shown(self) -> list[tuple[Column, int]]:
        """The columns that are shown, with their widths."""
        columns = [c for c in self.columns if self.size.width >= c.least]
        english = language() == "en"
        widths = [c.width_en if english and c.width_en else c.width for c in columns]
        flexible = widths.count(0)
        rest = max(self.size.width - sum(widths) - len(widths) - 1, 4 * flexible)
        return [(c, width or rest // flexible) for c, width in zip(columns, widths, strict=True)]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, or a row."""
        width = self.size.width
        base = self.rich_style
        if y < self.HEADER:
            return self._header(width, base)
        index = y - self.HEADER + round(self.scroll_y)
        if index >= len(self.rows):
            empty = wrap(_(self.EMPTY), width - 3) if self.EMPTY and not self.rows else []
            if 0 <= (line := y - self.HEADER - 1) < len(empty):
                return Strip([Segment(fit("  " + empty[line], width), base + self.tone("muted"))], width)
            return Strip.blank(width, base)
        row = self.rows[index]
        segments = [Segment("*" if getattr(row, "id", "") in self.marked else " ", base)]
        shown = self._shown()
        for column, cells in shown:
            cell = column.cell(row)
            text, tone = cell if isinstance(cell, tuple) else (cell, "")
            segments.append(
                Segment(fit(text, cells, column.align) + " ", base + self.tone(tone) if tone else base)
            )
        if index == self.row:
            segments = self.under_cursor(segments, self.cursor_cells(row, shown[0][1]), base)
        return Strip(segments).adjust_cell_length(width, base)

    def _header(self, width: int, base: Style) -> Strip:
        style = base + self.tone("header")
        parts = [" "]
        for column, cells in self._shown():
            title = _(column.title) if column.title else ""
            # The sign takes the gap between the columns, so that a narrow heading is not cut for it.
            sign = ("-" if self.sort_reversed else "+") if self.sort_column is column else " "
            parts.append(fit(title, cells, column.align) + sign)
        return Strip([Segment("".join(parts), style)]).adjust_cell_length(width, style)
