"""What would be done, row by row, before it is done: looked at, changed by a switch, agreed to or left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from presales_tui.locale import N_, _
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid


class WeighRow(NamedTuple):
    """One thing that would be done."""

    id: str
    text: str
    what: str
    """What is done, in a few words."""
    tone: str = ""


class Switch(NamedTuple):
    """A key that changes what would be done."""

    key: str
    off: str
    """What the key leads to while it is off; what is said of it then."""
    on: str


class Weighed(NamedTuple):
    """What there is to look at."""

    title: str
    rows: Sequence[WeighRow]


class WeighGrid(Grid):
    """The rows; they are only looked at."""

    HEADER = 0
    EMPTY = N_("Nothing would change.")


class Weigh(Dialog[frozenset[str]]):
    """The rows, made anew with every switch; it gives back the keys of the switches that are on."""

    DEFAULT_CSS = """
    Weigh {
        & > Vertical { height: 100%; }
        & WeighGrid { height: 1fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter,ctrl+j,f2", "agree", show=False),
        Binding("q,n", "cancel", show=False),
    ]

    def __init__(
        self,
        make: Callable[[frozenset[str]], Weighed],
        go: str,
        switches: Sequence[Switch] = (),
        on: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._make, self._go, self._switches, self.on = make, go, switches, on

    def compose(self) -> ComposeResult:
        """Summary, rows, keys."""
        with Vertical():
            yield Static("", classes="title", markup=False)
            yield WeighGrid(
                [
                    Column("", 26, lambda row: (row.what, row.tone), width_en=30),
                    Column("", 0, lambda row: row.text),
                ]
            )
            yield KeyBar()

    def on_mount(self) -> None:
        """Show what would be done as the switches are."""
        self._show()
        self.query_one(WeighGrid).focus()

    def _show(self) -> None:
        made = self._make(self.on)
        self.query_one(".title", Static).update(made.title)
        self.query_one(WeighGrid).load(list(made.rows))
        keys = [("y", self._go)]
        keys += [(one.key, one.on if one.key in self.on else one.off) for one in self._switches]
        self.query_one(KeyBar).say_items([*keys, ("esc", _("Cancel"))])

    def on_key(self, event: Key) -> None:
        """A switch."""
        if event.character in {one.key for one in self._switches}:
            event.stop()
            self.on ^= {event.character}
            self._show()

    def action_agree(self) -> None:
        """Do it."""
        self.dismiss(self.on)
