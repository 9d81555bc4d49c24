"""Choose the requirements that a section answers, or a criterion proves."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.locale import N_, _
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid


class LinkGrid(Grid):
    """Requirements to be marked."""

    EMPTY = N_("No requirement yet.")


class Link(Dialog[tuple[str, ...]]):
    """Mark requirements; those that no section answers yet stand first."""

    DEFAULT_CSS = """
    Link { & LinkGrid { height: 14; background: $surface; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False),
        Binding("enter,ctrl+j,f2", "save", show=False),
        Binding("q", "cancel", show=False),
    ]

    def __init__(
        self, section: Section | Criterion, requirements: list[Requirement], placed: set[str]
    ) -> None:
        super().__init__()
        self.section = section
        self.placed = placed
        self.requirements = sorted(
            requirements, key=lambda r: (r.id not in section.requirements, r.id in placed, r.ref)
        )

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Vertical():
            yield Static(
                (
                    _("Requirements proven by: {title}")
                    if isinstance(self.section, Criterion)
                    else _("Requirements answered by: {title}")
                ).format(title=self.section.title),
                classes="title",
                markup=False,
            )
            yield LinkGrid(
                [
                    Column(N_("Ref"), 8, lambda r: r.ref),
                    Column(N_("Module"), 10, lambda r: r.module),
                    Column(N_("Requirement"), 0, lambda r: r.title),
                    Column("", 10, lambda r: "" if r.id in self.placed else (_("unplaced"), "warn")),
                ]
            )
            yield KeyBar()

    def on_mount(self) -> None:
        """Start with what is linked already."""
        grid = self.query_one(LinkGrid)
        grid.load(self.requirements)
        grid.marked = set(self.section.requirements) & {r.id for r in self.requirements}
        grid.focus()
        self.query_one(KeyBar).say_items(
            [("space", _("Mark")), ("enter", _("Save")), ("esc", _("Cancel"))],
        )

    def action_mark(self) -> None:
        """Mark or unmark."""
        self.query_one(LinkGrid).toggle_mark()

    def action_save(self) -> None:
        """Give the marked ones back; links to requirements that do not count any more are kept."""
        marked = self.query_one(LinkGrid).marked
        shown = {r.id for r in self.requirements}
        kept = [rid for rid in self.section.requirements if rid in marked or rid not in shown]
        new = [r.id for r in self.requirements if r.id in marked and r.id not in kept]
        self.dismiss((*kept, *new))
