"""Which capability of the library meets a requirement: suggestions, one requirement after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.locale import N_, _
from presales_tui.model import scales
from presales_tui.model.capability import Capability
from presales_tui.model.matching import Matcher, Suggestion
from presales_tui.model.requirement import Requirement
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.screens.shared.labels import label
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.reader import Line, Reader


def taken(requirement: Requirement, capability: Capability) -> Requirement:
    """The requirement once a capability is taken for it: what somebody wrote already stays."""
    return replace(
        requirement,
        capability=capability.named,
        evidence=requirement.evidence or capability.evidence,
        response=requirement.response or capability.answer,
        fit=capability.fit if requirement.fit == "unknown" else requirement.fit,
    )


class SuggestionGrid(Grid):
    """The suggestions, best first."""

    HEADER = 0
    EMPTY = N_("Nothing in the library is like it.")


class Suggest(Dialog[None]):
    """One requirement after the other, each with its suggestions; every choice is a step of its own."""

    DEFAULT_CSS = """
    Suggest {
        & > Vertical { height: 90%; }
        & .asked { height: auto; max-height: 4; padding: 0 1; }
        & SuggestionGrid { height: 6; background: $surface; }
        & Reader { height: 1fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("n,right", "skip", show=False),
        Binding("q", "cancel", show=False),
    ]

    def __init__(
        self,
        requirements: Sequence[Requirement],
        matcher: Matcher,
        take: Callable[[Requirement, Requirement], str],
    ) -> None:
        super().__init__()
        self.requirements, self.matcher, self.take = list(requirements), matcher, take
        self.at = 0

    def compose(self) -> ComposeResult:
        """The requirement, its suggestions, the one under the cursor in full."""
        columns = [
            Column("", 4, lambda s: f"{s.score:.0%}", align="right"),
            Column("", 8, lambda s: s.capability.ref),
            Column("", 0, lambda s: s.capability.name),
            Column("", 12, lambda s: label(scales.FIT, s.capability.fit), width_en=17),
            Column("", 12, lambda s: s.capability.module, least=64),
        ]
        with Vertical():
            yield Static("", classes="title", id="where", markup=False)
            yield Static("", classes="asked", id="asked", markup=False)
            yield SuggestionGrid(columns)
            yield Reader()
            yield KeyBar()

    def on_mount(self) -> None:
        """The first requirement."""
        self.query_one(Reader).can_focus = False
        self.query_one(SuggestionGrid).focus()
        self._show()

    def _show(self) -> None:
        if self.at >= len(self.requirements):
            self.dismiss(None)
            return
        here = self.requirements[self.at]
        count = f"  {self.at + 1}/{len(self.requirements)}" if len(self.requirements) > 1 else ""
        self.query_one("#where", Static).update(_("Capability for {ref}").format(ref=here.ref) + count)
        self.query_one("#asked", Static).update("\n".join(filter(None, (here.title, here.statement))))
        grid = self.query_one(SuggestionGrid)
        grid.load(self.matcher.suggest(here))
        grid.move_to(0)
        keys = [("enter", _("Take"))] if grid.rows else []
        if len(self.requirements) > 1:
            keys.append(("n", _("Skip")))
        self.query_one(KeyBar).say_items([*keys, ("esc", _("End"))])
        self._details()

    @on(SuggestionGrid.Moved)
    def _details(self) -> None:
        found: Suggestion | None = self.query_one(SuggestionGrid).current
        self.query_one(Reader).show(capability_lines(found.capability) if found else [])

    def action_skip(self) -> None:
        """Leave it as it is, and go on."""
        self.at += 1
        self._show()

    def action_take(self) -> None:
        """Take the suggestion under the cursor, and go on."""
        found: Any = self.query_one(SuggestionGrid).current
        if found is None:
            self.action_skip()
            return
        was = self.requirements[self.at]
        wrong = self.take(taken(was, found.capability), was)
        if wrong:
            self.query_one(KeyBar).say_items([], wrong)
        else:
            self.action_skip()


def capability_lines(c: Capability) -> list[Line]:
    """A capability to read: the answer first."""
    lines: list[Line] = [(f"{c.ref} {c.name}", "title")]
    rows = (
        (_("Standard answer"), c.answer),
        (_("Description"), c.description),
        (_("Limits"), c.limits),
        (_("Evidence"), c.evidence),
        (_("Version"), c.version),
    )
    for name, value in rows:
        if value:
            lines += [(name, "muted"), (f"  {value}", "")]
    return lines
