"""Choose the columns of a list: which, in which order, how wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.locale import N_, _
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid

_WIDEST = 60


class _Row(NamedTuple):
    id: str
    column: Column


class Columns(Dialog[tuple[Column, ...]]):
    """The columns shown stand first; the others below are not."""

    DEFAULT_CSS = """
    Columns { & Grid { height: 14; background: $surface; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "switch", show=False),
        Binding("J", "shift(1)", show=False),
        Binding("K", "shift(-1)", show=False),
        Binding("greater_than_sign,plus", "widen(2)", show=False),
        Binding("less_than_sign,minus", "widen(-2)", show=False),
        Binding("enter,ctrl+j,f2", "save", show=False),
        Binding("q", "cancel", show=False),
    ]

    def __init__(self, shown: Sequence[Column], every: Sequence[Column]) -> None:
        super().__init__()
        titles = {column.title for column in shown}
        self.order = [*shown, *(column for column in every if column.title not in titles)]
        self.on = set(titles)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        columns = [
            Column("", 3, lambda row: "[x]" if row.id in self.on else "[ ]"),
            Column(N_("Column"), 0, lambda row: _(row.column.title) if row.column.title else "!"),
            Column(N_("Width"), 6, lambda row: str(row.column.width or "-"), align="right"),
        ]
        with Vertical():
            yield Static(_("Columns of this list"), classes="title", markup=False)
            yield Grid(columns)
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()
        self.query_one(Grid).focus()
        keys = [("space", _("On or off")), ("J K", _("Move")), ("< >", _("Width")), ("enter", _("Save"))]
        self.query_one(KeyBar).say_items([*keys, ("esc", _("Cancel"))])

    def _show(self) -> None:
        self.query_one(Grid).load([_Row(column.title, column) for column in self.order])

    def action_switch(self) -> None:
        """Show the column, or do not."""
        row = self.query_one(Grid).current
        if row is not None and self.on != {row.id}:
            self.on ^= {row.id}
            self.query_one(Grid).refresh()
            self.query_one(Grid).action_move(1)

    def action_shift(self, by: int) -> None:
        """Move the column."""
        grid = self.query_one(Grid)
        here, there = grid.row, grid.row + by
        if 0 <= there < len(self.order):
            self.order[here], self.order[there] = self.order[there], self.order[here]
            self._show()
            grid.move_to(there)

    def action_widen(self, by: int) -> None:
        """Make the column wider or narrower; 0 takes what the others leave."""
        grid = self.query_one(Grid)
        column = self.order[grid.row]
        width = max(0, min(column.width + by, _WIDEST))
        self.order[grid.row] = column._replace(width=width, width_en=0)
        self._show()

    def action_save(self) -> None:
        """The columns that are on."""
        self.dismiss(tuple(column for column in self.order if column.title in self.on))
