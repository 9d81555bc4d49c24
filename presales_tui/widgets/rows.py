"""What every list of the workbench has in common: rows, a cursor, marked rows, and moving about.

Drawing is left to the subclasses (`Grid`, `Minutes`); both draw only what is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from presales_tui.data import collector
from presales_tui.model.record import Record
from presales_tui.widgets.background import in_background
from presales_tui.widgets.cells import split
from presales_tui.widgets.commands import COMMANDS
from presales_tui.widgets.sieve import Sieve

_MANY = 500
"""From so many rows on the filter is made ready before it is typed."""


def bindings(*contexts: str) -> list[BindingType]:
    """Textual bindings of some command contexts; the screen runs them.

    With the keys of the table: the user's own are laid over them by the app (`App.set_keymap`).
    """
    return [
        Binding(row.keys, f"screen.command('{row.where}', '{row.id}')", id=row.binding_id)
        for where in contexts
        for row in COMMANDS
        if row.where == where
    ]


STEP = 3
"""Lines up to which a move of the cursor beyond the edge scrolls no further than needed."""


class Rows(ScrollView, can_focus=True):
    """A windowed list. Subclasses set `CONTEXTS` to say which commands work in it."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ()
    """Command contexts, for the footer, help and palette; `BINDINGS` are made from the same."""
    NOT_HERE: ClassVar[tuple[str, ...]] = ()
    """Commands of the context `list` that make no sense in it."""
    EMPTY: ClassVar[str] = ""
    """What an empty list says: which key to press (English message)."""
    HEADER: ClassVar[int] = 0
    """Lines above the first row that do not scroll."""

    DEFAULT_CSS = """
    Rows {
        scrollbar-size: 0 0;
        background: $background;
        color: $foreground;
        & > .rows--header { color: $text-muted; }
        & > .rows--cursor { background: $surface-lighten-1; }
        & > .rows--muted { color: $text-muted; }
        & > .rows--good { color: $success; }
        & > .rows--warn { color: $warning; }
        & > .rows--bad { color: $error; }
        & > .rows--strong { color: $primary; text-style: bold; }
        &:focus > .rows--cursor { background: $primary; color: $primary-foreground; text-style: bold; }
        &:ansi > .rows--cursor { text-style: underline; }
        &:ansi:focus > .rows--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--header",
        "rows--cursor",
        "rows--muted",
        "rows--good",
        "rows--warn",
        "rows--bad",
        "rows--strong",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end,G", "edge(1)", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor is on another row, or the rows are others."""

        rows: Rows

        @property
        def control(self) -> Rows:
            """The list, for `@on` selectors."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.source: Sequence[Any] = ()
        """All rows; `rows` are those that the filter lets through."""
        self.rows: Sequence[Any] = ()
        self.query_text = ""
        self.watcher: Callable[[Rows], None] = _nobody
        """Called with every move, before the message: what it paints goes out in the same frame."""
        self.marked: set[str] = set()
        self.row = 0
        self.sieve = Sieve(self.sought_of)
        self._from = ""
        """Where a range of marked rows begins: the id of the row that was marked last."""

    # What is in it

    def load(self, rows: Sequence[Any], keep: str = "") -> None:
        """Show these rows; the cursor stays on the record `keep`, or on the one it was on."""
        self.source = rows
        self.sieve.fill(self.in_order(rows))
        self.show_passed(keep)
        if len(rows) > _MANY and not self.sieve.is_warm:
            in_background(self, self._warm, after=0.2)

    def in_order(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows in the order in which they are shown."""
        return rows

    def headed(self, rows: Sequence[Any]) -> Sequence[Any]:
        """What is shown of the rows that the filter lets through: headings may come between."""
        return rows

    def _warm(self) -> bool:
        """Make filter and order ready, a little at a time; whether there is more to do."""
        if self.sieve.warm() or self.get_ready():
            return True
        collector.settle()
        return False

    def get_ready(self) -> bool:
        """Make one more thing ready that a key may ask for; whether there may be others."""
        return False

    def show_passed(self, keep: str = "") -> None:
        """Show what the filter lets through; the cursor stays on its record, or goes to `keep`."""
        here = self.current
        passed = self.sieve.sift(self.query_text)
        rows = self.rows = self.headed(passed)
        if self.marked:
            self.marked &= {_id(row) for row in passed}
        place = next((n for n, row in enumerate(rows) if row is here), -1) if not keep and here else -1
        self.row = min(self.row, max(len(rows) - 1, 0)) if place < 0 else place
        if place < 0 and (keep := keep or _id(here)):
            self.row = next((n for n, row in enumerate(rows) if _id(row) == keep), self.row)
        self.measure()
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self))

    def set_filter(self, query: str) -> None:
        """Show only the rows that a filter lets through (see `model.filter`); empty: all."""
        self.query_text = query
        self.show_passed()

    def find(self, row_id: str) -> int | None:
        """The number of the row with an id, counted from 0; `None` if it is not shown."""
        return next((n for n, row in enumerate(self.rows) if _id(row) == row_id), None)

    @property
    def current(self) -> Any | None:
        """The row under the cursor."""
        return self.rows[self.row] if self.row < len(self.rows) else None

    @property
    def place(self) -> str:
        """How far down the list the cursor is, such as `3/14`: rows alone are counted, not headings."""
        return f"{min(self.row + 1, len(self.rows))}/{len(self.rows)}"

    def record_of(self, row: object) -> Record | None:
        """The record that a row stands for, if it stands for one: what filter and history look at."""
        return row if isinstance(row, Record) else None

    def sought_of(self, row: object) -> Record | None:
        """What the filter looks at of a row; a row with words besides those of its record has more."""
        return self.record_of(row)

    @property
    def targets(self) -> list[Any]:
        """The marked rows, or the one under the cursor."""
        if self.marked:
            return [row for row in self.sieve.sift(self.query_text) if _id(row) in self.marked]
        return [] if self.current is None else [self.current]

    def toggle_mark(self) -> None:
        """Mark or unmark the row under the cursor, and go on to the next."""
        if key := _id(self.current):
            self.marked ^= {key}
            self._from = key
            self._refresh_row(self.row)
            self.action_move(1)

    def mark_range(self) -> None:
        """Mark all rows from the one marked last to the one under the cursor."""
        places = [n for n, row in enumerate(self.rows) if _id(row) and _id(row) == self._from]
        first, last = sorted((places[0] if places else self.row, self.row))
        self.marked |= {key for row in self.rows[first : last + 1] if (key := _id(row))}
        self.refresh()

    def mark_all(self) -> None:
        """Mark every row that is shown; if all are marked, none."""
        every = {key for row in self.sieve.sift(self.query_text) if (key := _id(row))}
        self.marked = set() if self.marked == every else every
        self.refresh()

    def invert_marks(self) -> None:
        """Mark what is not marked, and the other way round."""
        self.marked = {key for row in self.sieve.sift(self.query_text) if (key := _id(row))} - self.marked
        self.refresh()

    # Moving

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, counted from 0; beyond the ends it stays at the end."""
        row = max(0, min(row, len(self.rows) - 1))
        if row == self.row:
            return
        self._refresh_row(self.row)
        self.row = row
        self._refresh_row(row)
        self._reveal()
        self.watcher(self)
        self.post_message(self.Moved(self))

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self.row + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by about a page of lines."""
        self.move_to(self.row_at(self.top_of(self.row) + by * max(self.window - 1, 1)))

    def action_edge(self, end: int) -> None:
        """Move the cursor to the first or last row."""
        self.move_to(len(self.rows) - 1 if end else 0)

    # Where rows are, in lines; a row is one line high unless a subclass says otherwise

    def measure(self) -> None:
        """Take note of the size and of the rows."""
        self.virtual_size = Size(self.size.width, self.HEADER + self.top_of(len(self.rows)))

    def top_of(self, row: int) -> int:
        """The line at which a row starts."""
        return row

    def height_of(self, row: int) -> int:
        """How many lines a row takes."""
        return 1

    def row_at(self, line: int) -> int:
        """The row that a line belongs to; beyond the ends the nearest."""
        return max(0, min(line, len(self.rows) - 1))

    @property
    def window(self) -> int:
        """How many lines of rows fit."""
        return max(self.size.height - self.HEADER, 1)

    def _reveal(self) -> None:
        """Scroll when the cursor leaves the view: by a step as far as needed, else to the middle.

        A step is cheap on a slow line: the terminal moves the rows itself, and one is painted.
        """
        first = round(self.scroll_y)
        top = self.top_of(self.row)
        bottom = top + self.height_of(self.row)
        if first <= top and bottom <= first + self.window:
            return
        last = max(self.top_of(len(self.rows)) - self.window, 0)
        if first - STEP <= top < first:
            to = top
        elif first + self.window < bottom <= first + self.window + STEP:
            to = bottom - self.window
        else:
            to = top - self.window // 2
        self.scroll_to(y=max(0, min(to, last)), animate=False, force=True, immediate=True)

    def _refresh_row(self, row: int) -> None:
        y = self.HEADER + self.top_of(row) - round(self.scroll_y)
        self.refresh(Region(0, max(y, 0), self.size.width, self.height_of(row)))

    def on_resize(self, event: events.Resize) -> None:
        """The window follows the size."""
        self.measure()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """With the mouse on, a click chooses a row."""
        if event.y >= self.HEADER and self.rows:
            self.move_to(self.row_at(event.y - self.HEADER + round(self.scroll_y)))

    def under_cursor(self, segments: list[Segment], cells: int, base: Style) -> list[Segment]:
        """The row under the cursor: its first cells in the cursor's colours.

        Only the beginning is painted: moving the cursor then costs the line some ten cells of two
        rows, not all of them.
        """
        cursor = base + self.tone("cursor")
        out: list[Segment] = []
        for text, style, *_control in segments:
            head, rest = split(text, cells)
            cells -= cell_len(head)
            out += [Segment(head, cursor)] if head else []
            out += [Segment(rest, style)] if rest else []
        return out

    def tone(self, name: str) -> Style:
        """The style of a tone, to be added to the base style."""
        return self.get_component_rich_style(f"rows--{name}", partial=True)


def _nobody(_rows: Rows) -> None:
    """Nobody watches."""


def _id(row: Any) -> str:
    """What a row is recognised by: a record's id; other rows may carry one of their own."""
    return row.id if isinstance(row, Record) else str(getattr(row, "id", ""))
