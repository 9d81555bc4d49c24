"""New sections, typed one title after the other: enter goes on, tab goes a level down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from presales_tui.locale import _, ngettext
from presales_tui.model.arranging import Arranging
from presales_tui.model.change import Change
from presales_tui.model.dividing import titles_of
from presales_tui.model.outline import Section, in_order
from presales_tui.model.text import one_line
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.screens.outline.branches import BranchScreen
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.inputs import LineInput


class Spot(NamedTuple):
    """Where a new section goes."""

    parent: str
    """Id of the section that it hangs on; empty: a chapter."""
    after: str | None
    """Id of the one that it follows; empty: the first there; `None`: the last."""


class TitleInput(LineInput):
    """A line for a title; of several lines that are pasted each is one."""

    @dataclass
    class Lines(Message):
        """Several titles were pasted."""

        titles: list[tuple[int, str]]

    def _on_paste(self, event: events.Paste) -> None:
        titles = titles_of(event.text)
        if len(titles) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Lines(titles))
        else:
            super()._on_paste(event)


class Entering(Dialog[None]):
    """The line for titles; `put` writes some and says what went wrong, `step` goes a level down or up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "step(1)", show=False, priority=True),
        Binding("shift+tab", "step(-1)", show=False, priority=True),
        Binding("f2", "cancel", show=False),
    ]

    def __init__(
        self,
        heading: Callable[[], str],
        put: Callable[[list[tuple[int, str]]], str],
        step: Callable[[int], str],
        draft: Callable[[str], None],
        typed: str = "",
    ) -> None:
        super().__init__()
        self.heading, self.put, self.step, self.draft, self.typed = heading, put, step, draft, typed

    def compose(self) -> ComposeResult:
        """Where it goes, the line, keys."""
        with Vertical():
            yield Static("", classes="title", markup=False)
            yield TitleInput(self.typed)
            yield KeyBar()

    def on_mount(self) -> None:
        """Say where the first one goes."""
        self._show("")

    def _show(self, told: str) -> None:
        self.query_one(".title", Static).update(self.heading())
        keys = [
            ("enter", _("Add")),
            ("tab", _("Deeper")),
            ("shift+tab", _("Higher")),
            ("esc", _("Done")),
        ]
        self.query_one(KeyBar).say_items(keys, told)

    def action_step(self, by: int) -> None:
        """The next one goes a level down, or up."""
        self._show(self.step(by))

    @on(Input.Changed)
    def keep_draft(self, event: Input.Changed) -> None:
        """What is typed is not lost with the line."""
        self.draft(event.value)

    @on(Input.Submitted)
    def add(self, event: Input.Submitted) -> None:
        """Add it and go on; nothing typed: done."""
        if not event.value.strip():
            self.dismiss(None)
        elif not (wrong := self.put([(0, one_line(event.value))])):
            event.input.value = ""
            self._show("")
        else:
            self._show(wrong)

    @on(TitleInput.Lines)
    def add_all(self, event: TitleInput.Lines) -> None:
        """All that was pasted, as one step."""
        wrong = self.put(event.titles)
        self._show(
            wrong
            or ngettext("{n} section added", "{n} sections added", len(event.titles)).format(
                n=len(event.titles)
            )
        )


class EnteringScreen(BranchScreen):
    """How sections come into the outline by hand."""

    why_not_outline_child = why_not_outline_before = BranchScreen.no_section

    def do_outline_add(self) -> None:
        """After the one under the cursor, on its level; below it if it is looked at alone."""
        here = self.here()
        if here is None:
            self._enter(Spot("", None))
        elif here.id == self.top:
            self._enter(Spot(here.id, None))
        else:
            self._enter(Spot(self.parent_id(here), here.id))

    def do_outline_child(self) -> None:
        """As the last one below it."""
        if here := self.here():
            self._enter(Spot(here.id, None))

    def do_outline_before(self) -> None:
        """Before the one under the cursor, on its level."""
        here = self.here()
        if here is None:
            return
        if here.id == self.top:
            self._enter(Spot(here.id, ""))
            return
        siblings = Arranging(self.desk.records(Section)).siblings(here.id)
        at = siblings.index(here.id)
        self._enter(Spot(self.parent_id(here), siblings[at - 1] if at else ""))

    def _enter(self, spot: Spot) -> None:
        key = "titles:outline"
        draft = self.drafting(key)

        def heading() -> str:
            return _("New section {number}").format(number=self._number_at(spot))

        def put(titles: list[tuple[int, str]]) -> str:
            nonlocal spot
            where, first = spot, bool(self.branches().query_text)
            if first:
                self.end_search()
            refused = self.tried(lambda: self._put(titles, where))
            if not refused and self._last is not None:
                spot = self._last
                draft("")
            return refused

        def step(by: int) -> str:
            nonlocal spot
            found, why = self._stepped(spot, by)
            spot = found
            return why

        self.app.push_screen(Entering(heading, put, step, draft, self.restored_draft(key)))

    _last: Spot | None = None
    """Where the next section goes after those that were put last."""

    def _put(self, titles: list[tuple[int, str]], spot: Spot) -> None:
        """Some titles with their levels from a place on, as one step."""
        new = [Section(opportunity=self.desk.opportunity_id, title=one_line(title)) for _at, title in titles]
        arranging = Arranging([*self.desk.records(Section), *new])
        path: list[str] = []
        after = spot.after if spot.after is None or arranging.knows(spot.after) else None
        parent = spot.parent if arranging.knows(spot.parent) else ""
        for (level, _title), section in zip(titles, new, strict=True):
            del path[level:]
            if path:
                arranging.put(section.id, path[-1], None)
            else:
                arranging.put(section.id, parent, after)
                after = section.id
            path.append(section.id)
        change = Change("Add section")
        for section in arranging.now(one.id for one in new):
            change.put(section)
        self.folded -= {section.parent for section in arranging.now(one.id for one in new)}
        self._last = None
        if self.commit(change, new[-1].id) is not None:
            self._last = Spot(arranging.parent(new[-1].id), new[-1].id)

    def _stepped(self, spot: Spot, by: int) -> tuple[Spot, str]:
        """A place one level down or up, or the same and why not."""
        arranging = Arranging(self.desk.records(Section))
        if by > 0:
            there = arranging.children(spot.parent)
            above = spot.after if spot.after is not None else there[-1] if there else ""
            if not above:
                return spot, _("There is no section before it to go under.")
            return Spot(above, None), ""
        if not spot.parent:
            return spot, _("It is a chapter already.")
        if spot.parent == self.top:
            return spot, _("It would leave the branch that is shown: press Z first.")
        return Spot(arranging.parent(spot.parent), spot.parent), ""

    def _number_at(self, spot: Spot) -> str:
        """The number that a section gets there."""
        sections = self.desk.records(Section)
        there = Arranging(sections).children(spot.parent)
        at = len(there) if spot.after is None else there.index(spot.after) + 1 if spot.after in there else 0
        numbers = {one.section.id: one.number for one in in_order(sections)}
        return ".".join(filter(None, (numbers.get(spot.parent, ""), str(at + 1))))
