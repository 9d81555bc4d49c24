"""A list of which any number can be chosen: people at a meeting, proposals of an import."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.locale import _
from presales_tui.screens.ground.dialog import Dialog, OptionGrid
from presales_tui.screens.ground.options import Option
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column

_MOST_LINES = 14


class Check(Dialog[list[str]]):
    """Options with a box each; gives the ids of the checked ones, in the order of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "check", show=False, priority=True),
        Binding("a", "all", show=False),
        Binding("n", "none", show=False),
        Binding("enter", "accept", show=False, priority=True),
        Binding("q", "cancel", show=False),
    ]

    def __init__(
        self, title: str, options: Sequence[Option], checked: Collection[str] = (), accept: str = ""
    ) -> None:
        super().__init__()
        self.heading, self.options, self.accept = title, list(options), accept
        self.checked = set(checked)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        columns = [
            Column("", 3, lambda option: "[x]" if option.id in self.checked else "[ ]"),
            Column("", 0, lambda option: option.label),
            Column("", 20, lambda option: (option.hint, "muted")),
        ]
        with Vertical():
            yield Static(self.heading, classes="title", markup=False)
            yield OptionGrid(columns)
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        grid = self.query_one(OptionGrid)
        grid.styles.height = max(min(len(self.options), _MOST_LINES), 2)
        grid.load(self.options)
        grid.focus()
        self._count()

    def _count(self) -> None:
        keys = [("space", _("Choose")), ("a", _("All")), ("n", _("None"))]
        keys += [("enter", self.accept or _("OK")), ("esc", _("Cancel"))]
        self.query_one(KeyBar).say_items(keys, f"{len(self.checked)}/{len(self.options)}")

    def action_check(self) -> None:
        """Check or uncheck the row under the cursor, and go on to the next."""
        grid = self.query_one(OptionGrid)
        if grid.current is not None:
            self.checked ^= {grid.current.id}
            grid.refresh()
            grid.action_move(1)
            self._count()

    def _set(self, checked: set[str]) -> None:
        self.checked = checked
        self.query_one(OptionGrid).refresh()
        self._count()

    def action_all(self) -> None:
        """Check every row."""
        self._set({option.id for option in self.options})

    def action_none(self) -> None:
        """Uncheck every row."""
        self._set(set())

    def action_accept(self) -> None:
        """Take what is checked."""
        self.dismiss([option.id for option in self.options if option.id in self.checked])
