"""All findings of the quality checks, with what to do about each; one can be accepted with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.locale import N_, _
from presales_tui.model.checks.rule import Finding
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Cell, Column, Grid


class FindingRow(NamedTuple):
    """A finding with the words of its requirement."""

    id: str
    finding: Finding
    words: str


def _title(row: FindingRow) -> Cell:
    return (_(row.finding.rule.title), "muted" if row.finding.accepted else "warn")


class FindingGrid(Grid):
    """The findings, the gravest first."""

    EMPTY = N_("Nothing found.")


class Findings(Dialog[str]):
    """Dismissed with the id of the requirement to go to."""

    DEFAULT_CSS = """
    Findings {
        & > Vertical { height: 90%; }
        & FindingGrid { height: 1fr; background: $surface; }
        & .hint { height: auto; min-height: 2; max-height: 4; padding: 0 1; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", show=False),
        Binding("m", "accept", show=False),
        Binding("q,N", "cancel", show=False),
    ]

    def __init__(
        self,
        rows: Sequence[FindingRow],
        accept: Callable[[Finding, str], Sequence[FindingRow] | str],
        ask: Callable[..., None],
    ) -> None:
        """`ask` is that of the screen below, which keeps what is typed."""
        super().__init__()
        self.rows, self.accept, self.ask = list(rows), accept, ask

    def compose(self) -> ComposeResult:
        """The list, and what the rule of the finding under the cursor says."""
        with Vertical():
            yield Static("", classes="title", id="count", markup=False)
            yield FindingGrid(
                [
                    Column(N_("Ref"), 8, lambda r: r.finding.ref or "-", lambda r: r.finding.ref),
                    Column(N_("Finding"), 26, _title, lambda r: r.finding.rule.id, width_en=30),
                    Column("", 14, lambda r: r.finding.detail, least=74),
                    Column(N_("Requirement"), 0, lambda r: r.words),
                ]
            )
            yield Static("", classes="hint", id="hint", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(FindingGrid).focus()
        self._fill()

    def _fill(self) -> None:
        grid = self.query_one(FindingGrid)
        grid.load(self.rows)
        accepted = sum(1 for row in self.rows if row.finding.accepted)
        self.query_one("#count", Static).update(
            _("Findings: {n} open, {accepted} accepted").format(
                n=len(self.rows) - accepted, accepted=accepted
            )
        )
        keys = [("enter", _("Go there")), ("m", _("Accept")), ("q", _("Back"))]
        self.query_one(KeyBar).say_items(keys if self.rows else keys[2:])
        self._hint()

    @on(FindingGrid.Moved)
    def _hint(self) -> None:
        row: FindingRow | None = self.query_one(FindingGrid).current
        text = ""
        if row is not None:
            rule = row.finding.rule
            text = f"{_(rule.hint)}  [{rule.id}: {_(rule.source)}]"
            if row.finding.accepted:
                text += "\n" + _("(accepted: {why})").format(why=row.finding.accepted)
        self.query_one("#hint", Static).update(text)

    def action_go(self) -> None:
        """Go to the requirement."""
        row: FindingRow | None = self.query_one(FindingGrid).current
        if row is not None:
            self.dismiss(row.finding.id)

    def action_accept(self) -> None:
        """Ask for the reason; an empty one takes the acceptance back."""
        row: FindingRow | None = self.query_one(FindingGrid).current
        if row is None:
            return
        finding = row.finding

        def answered(reason: str) -> None:
            if not reason and not finding.accepted:
                return
            found = self.accept(finding, reason)
            if isinstance(found, str):
                self.query_one(KeyBar).say_items([], found)
            else:
                self.rows = list(found)
                self._fill()

        title = _("Why may “{what}” stand? Empty takes it back.").format(what=_(finding.rule.title))
        self.ask(title, answered, finding.accepted)
