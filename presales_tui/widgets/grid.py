"""A list of records with columns, drawn line by line: only what is on the screen is ever looked at.

Ten thousand rows cost what the visible twenty cost, and a cursor move repaints two lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip

from presales_tui.locale import N_, _, language
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
    field: str = ""
    """The field of the record that is edited in its cells; empty: none."""


class Heading(NamedTuple):
    """The row above a group."""

    text: str
    """What the rows have in common."""
    size: int
    folded: bool
    figures: str
    """What is said of the group besides its size."""


class Grid(Rows):
    """A windowed table with one line a row."""

    HEADER = 1
    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    """Every column that it can have; empty: the ones that it is made with."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cell(-1)", show=False),
        Binding("right", "cell(1)", show=False),
    ]

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.usual = self.columns
        """The columns that it has at first."""
        self.sorting: list[tuple[Column, bool]] = []
        """Columns sorted by, the first one first; and whether downwards."""
        self._keys: tuple[Sequence[Any], dict[str, list[Any]]] = ((), {})
        """Rows, and what the columns sort them by: title of the column to a key for each row."""
        self.group: Column | None = None
        """The column whose equal cells make a group."""
        self.folded: set[str] = set()
        self._heads: list[int] = []
        """Where the headings stand among the rows."""
        self.figures_of: Callable[[Sequence[Any]], str] = lambda _rows: ""
        """What the heading of a group says of its rows."""
        self.cell: int | None = None
        """The column that the cursor is in, counted among those shown; `None`: it is on the whole row."""

    # Order and groups

    def in_order(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Sorted; what belongs to a group stands together."""
        levels = [(self.group, False), *self.sorting] if self.group is not None else self.sorting
        keyed = [(column, down) for column, down in levels if column.sort is not None]
        if not keyed:
            return rows
        order: list[int] = list(range(len(rows)))
        for column, down in reversed(keyed):
            order.sort(key=self._keys_of(column, rows).__getitem__, reverse=down)
        return [rows[at] for at in order]

    def _keys_of(self, column: Column, rows: Sequence[Any]) -> list[Any]:
        """What a column sorts by, worked out once for the rows as they are."""
        if self._keys[0] is not rows:
            self._keys = (rows, {})
        found = self._keys[1].get(column.title)
        if found is None and column.sort is not None:
            found = self._keys[1][column.title] = list(map(column.sort, rows))
        return found or []

    def get_ready(self) -> bool:
        """Work out what one more of the columns sorts by; whether there may be others."""
        rows = self.source
        known = self._keys[1] if self._keys[0] is rows else {}
        for column in self.columns:
            if column.sort is not None and column.title not in known:
                self._keys_of(column, rows)
                return True
        return False

    def sort_by(self, column: Column, *, further: bool = False) -> None:
        """Sort by a column; the same one again turns the order round. `further`: among those equal so far."""
        known = next((down for one, down in self.sorting if one.title == column.title), None)
        level = (column, False if known is None else not known)
        if further:
            kept = [
                (column, level[1]) if one.title == column.title else (one, down) for one, down in self.sorting
            ]
            self.sorting = kept if known is not None else [*kept, level]
        else:
            self.sorting = [level]
        self.load(self.source)

    def group_by(self, column: Column | None) -> None:
        """Put the rows under headings, one for each value of a column; `None`: as they are."""
        self.group = column
        self.folded.clear()
        self.load(self.source)

    def headed(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows with the headings of their groups."""
        self._heads = []
        if self.group is None:
            return rows
        out: list[Any] = []
        groups: dict[str, list[Any]] = {}
        for row in rows:
            groups.setdefault(_text(self.group.cell(row)), []).append(row)
        for text, members in groups.items():
            folded = text in self.folded
            self._heads.append(len(out))
            out.append(Heading(text, len(members), folded, self.figures_of(members)))
            if not folded:
                out += members
        return out

    @property
    def current(self) -> Any | None:
        """The record under the cursor; on a heading, none."""
        row = super().current
        return None if isinstance(row, Heading) else row

    @property
    def place(self) -> str:
        """As in any list; the headings of groups are no rows."""
        at = self.row + 1 - bisect_right(self._heads, self.row)
        return f"{min(at, len(self.rows))}/{len(self.rows) - len(self._heads)}"

    @property
    def heading(self) -> Heading | None:
        """The heading under the cursor."""
        row = super().current
        return row if isinstance(row, Heading) else None

    def toggle_mark(self) -> None:
        """Mark the row; fold or unfold the group if the cursor is on its heading."""
        if (heading := self.heading) is None:
            super().toggle_mark()
            return
        self.folded ^= {heading.text}
        row = self.row
        self.show_passed()
        self.move_to(row)

    # Cells

    def action_cell(self, by: int) -> None:
        """Move between the cells of the row; to the left of the first one the cursor is on the row again."""
        last = len(self._shown()) - 1
        cell = (-1 if self.cell is None else self.cell) + by
        self.cell = None if cell < 0 else min(cell, last)
        self._refresh_row(self.row)

    @property
    def column_here(self) -> Column | None:
        """The column that the cursor is in."""
        if self.cell is None:
            return None
        shown = self._shown()
        return shown[min(self.cell, len(shown) - 1)][0]

    def cursor_cells(self, row: Any, first: int) -> int:
        """How many cells the cursor covers in a row; `first`: the width of its first column."""
        return first + 1

    def _shown(self) -> list[tuple[Column, int]]:
        """The columns that are shown, with their widths."""
        columns = [c for c in self.columns if self.size.width >= c.least] or list(self.columns[:1])
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
            said = N_("Nothing found.") if self.query_text else self.EMPTY
            empty = wrap(_(said), width - 3) if said and not self.rows else []
            if 0 <= (line := y - self.HEADER - 1) < len(empty):
                return Strip([Segment(fit("  " + empty[line], width), base + self.tone("muted"))], width)
            return Strip.blank(width, base)
        row = self.rows[index]
        if isinstance(row, Heading):
            return self._group_line(row, index == self.row, width, base)
        segments = [Segment("*" if getattr(row, "id", "") in self.marked else " ", base)]
        shown = self._shown()
        for place, (column, cells) in enumerate(shown):
            cell = column.cell(row)
            text, tone = cell if isinstance(cell, tuple) else (cell, "")
            style = base + self.tone(tone) if tone else base
            if index == self.row and self.cell == place:
                segments += [Segment(fit(text or "-", cells, column.align), base + self.tone("cursor"))]
                segments += [Segment(" ", base)]
            else:
                segments.append(Segment(fit(text, cells, column.align) + " ", style))
        if index == self.row and self.cell is None:
            segments = self.under_cursor(segments, self.cursor_cells(row, shown[0][1]), base)
        return Strip(segments).adjust_cell_length(width, base)

    def _group_line(self, row: Heading, here: bool, width: int, base: Style) -> Strip:
        text = f"{'+' if row.folded else '-'} {row.text or _('none')} ({row.size})  {row.figures}"
        segments = [Segment(fit(text, width), base + self.tone("strong"))]
        return Strip(self.under_cursor(segments, 9, base) if here else segments, width)

    def _header(self, width: int, base: Style) -> Strip:
        style = base + self.tone("header")
        directions = {column.title: down for column, down in self.sorting}
        segments = [Segment(" ", base)]
        for column, cells in self._shown():
            title = _(column.title) if column.title else ""
            # The sign takes the gap between the columns, so that a narrow heading is not cut for it.
            sign = ("-" if directions[column.title] else "+") if column.title in directions else " "
            text = fit(title, cells, column.align) + sign
            # Only words are underlined: blanks that look like any other cost nothing on the line.
            words = text.strip()
            before, _words, after = text.partition(words) if words else (text, "", "")
            segments += [Segment(before, base), Segment(words, style), Segment(after, base)]
        return Strip(segments).adjust_cell_length(width, base)


def _text(cell: Cell) -> str:
    return cell[0] if isinstance(cell, tuple) else cell
