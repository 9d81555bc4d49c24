"""Requirements that no section answers yet: seen, placed by their module or where one chooses; talk time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.locale import N_, _, ngettext
from presales_tui.model.change import Change
from presales_tui.model.coverage import live
from presales_tui.model.outline import Section, in_order, shown
from presales_tui.model.placing import folded, likely, own_sections, place, suggestions, unplaced
from presales_tui.model.requirement import Requirement
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.screens.ground.options import Option
from presales_tui.screens.outline.carrying import CarryingScreen
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Cell, Column, Grid


class Outlook(NamedTuple):
    """What is not placed, and where it might go."""

    rows: list[Requirement]
    where: dict[str, Section]
    """Id of a requirement to the section of its module."""
    likely: dict[str, Section]
    """Id of one without such a section to one that is like it."""
    total: int


class UnplacedGrid(Grid):
    """Requirements, and the section that each would go to."""

    EMPTY = N_("Every requirement is placed.")


class Unplaced(Dialog[str]):
    """The requirements without a section; it is left with the id of one to go to, or with nothing."""

    DEFAULT_CSS = """
    Unplaced { & UnplacedGrid { height: 14; background: $surface; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False),
        Binding("enter,ctrl+j", "place", show=False),
        Binding("a", "all", show=False),
        Binding("l", "other", show=False),
        Binding("n", "new", show=False),
        Binding("v", "visit", show=False),
        Binding("q", "cancel", show=False),
    ]

    def __init__(
        self,
        look: Callable[[], Outlook],
        placed: Callable[[dict[str, str]], bool],
        made: Callable[[list[Requirement]], bool],
        sections: Callable[[], list[Option]],
    ) -> None:
        super().__init__()
        self._look, self._placed, self._made, self._sections = look, placed, made, sections
        self._now = Outlook([], {}, {}, 0)

    def compose(self) -> ComposeResult:
        """How many are placed, list, keys."""
        with Vertical():
            yield Static("", classes="title", markup=False)
            yield UnplacedGrid(
                [
                    Column(N_("Ref"), 8, lambda r: r.ref),
                    Column(N_("Module"), 12, lambda r: r.module),
                    Column(N_("Requirement"), 0, lambda r: r.title),
                    Column(N_("Goes to"), 22, self._goes_to),
                ]
            )
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self._show("")
        self.query_one(UnplacedGrid).focus()

    def _goes_to(self, requirement: Requirement) -> Cell:
        if section := self._now.where.get(requirement.id):
            return section.title, "muted"
        if section := self._now.likely.get(requirement.id):
            return f"{section.title}?", "warn"
        return _("? press n or l"), "warn"

    def _show(self, told: str) -> None:
        self._now = now = self._look()
        title = ngettext("{n} of {m} requirement placed", "{n} of {m} requirements placed", now.total).format(
            n=now.total - len(now.rows), m=now.total
        )
        self.query_one(".title", Static).update(title)
        self.query_one(UnplacedGrid).load(now.rows)
        keys = [
            ("enter", _("Put in")),
            ("a", _("All by module")),
            ("n", _("New section")),
            ("l", _("Elsewhere")),
            ("space", _("Mark")),
        ]
        self.query_one(KeyBar).say_items([*keys, ("v", _("Look")), ("esc", _("Back"))], told)

    def _put(self, wanted: dict[str, str], left: int) -> None:
        if wanted and self._placed(wanted):
            told = _("{n} placed").format(n=len(wanted))
            self.query_one(UnplacedGrid).marked.clear()
            self._show(told)
        elif left:
            self._show(_("No section is of this module: n makes one, l chooses one."))

    def _place(self, rows: Sequence[Requirement], *, guess: bool) -> None:
        likely = self._now.likely if guess else {}
        found = {r.id: self._now.where.get(r.id) or likely.get(r.id) for r in rows}
        wanted = {id_: section.id for id_, section in found.items() if section is not None}
        self._put(wanted, len(rows) - len(wanted))

    def action_mark(self) -> None:
        """Mark or unmark."""
        self.query_one(UnplacedGrid).toggle_mark()

    def action_place(self) -> None:
        """Into the section that is shown: that of the module, or the likely one."""
        self._place(self.query_one(UnplacedGrid).targets, guess=True)

    def action_all(self) -> None:
        """All of them, each into the section of its module."""
        self._place(self.query_one(UnplacedGrid).rows, guess=False)

    def action_new(self) -> None:
        """Sections of their own, one a module, for those that are marked (else all) and have none."""
        grid = self.query_one(UnplacedGrid)
        wanted = [r for r in (grid.targets if grid.marked else grid.rows) if r.id not in self._now.where]
        if not wanted:
            self._show(_("There is a section of their module: a puts them in."))
        elif self._made(wanted):
            grid.marked.clear()
            self._show(_("{n} placed").format(n=len(wanted)))

    def action_other(self) -> None:
        """Into a section that is chosen."""
        from presales_tui.screens.ground.dialog import Pick

        targets: list[Requirement] = self.query_one(UnplacedGrid).targets

        def chosen(section: str | None) -> None:
            if section:
                self._put(dict.fromkeys((r.id for r in targets), section), 0)

        if targets:
            self.app.push_screen(Pick(_("Which section answers it?"), self._sections()), chosen)

    def action_visit(self) -> None:
        """Leave for the requirement itself."""
        if (row := self.query_one(UnplacedGrid).current) is not None:
            self.dismiss(row.id)


class PlacingScreen(CarryingScreen):
    """What the outline does about requirements without a section, and about time."""

    why_not_outline_minutes = CarryingScreen.no_section

    def why_not_outline_unplaced(self) -> str:
        """There must be requirements, and sections to place them in."""
        if not live(self.desk.records(Requirement)):
            return _("There is no requirement yet.")
        return self.no_section()

    def do_outline_unplaced(self) -> None:
        """The list of them; what is placed there is written at once."""

        def look() -> Outlook:
            requirements, sections = self.desk.records(Requirement), self.desk.records(Section)
            rows = sorted(unplaced(requirements, sections), key=lambda r: (r.module, r.ref))
            by_module = suggestions(requirements, sections)
            where = {r.id: by_module[name] for r in rows if (name := folded(r.module)) in by_module}
            rest = [r for r in rows if r.id not in where]
            return Outlook(rows, where, likely(rest, requirements, sections), len(live(requirements)))

        def placed(wanted: dict[str, str]) -> bool:
            here = self.here()
            done = self.commit(place(wanted, self.desk.records(Section)), here.id if here else "")
            return done is not None

        def made(wanted: list[Requirement]) -> bool:
            change = Change(N_("Make sections for modules"))
            for section in own_sections(wanted, self.desk.records(Section), _("Other requirements")):
                change.put(section)
            here = self.here()
            return self.commit(change, here.id if here else "") is not None

        def options() -> list[Option]:
            return [
                Option(one.section.id, f"{'  ' * one.depth}{one.number} {one.section.title}")
                for one in in_order(shown(self.desk.records(Section)))
            ]

        def left(requirement: str | None) -> None:
            if requirement:
                self.bench.show("requirements", requirement)

        self.app.push_screen(Unplaced(look, placed, made, options), left)

    def do_outline_minutes(self) -> None:
        """How long the speaker wants for what is chosen; empty: as the slides suggest."""
        chosen = self.chosen()

        def answered(minutes: float) -> None:
            change = Change(N_("Set talk time"))
            for section in chosen:
                if section.minutes != minutes:
                    change.put(replace(section, minutes=minutes), section)
            self.commit(change, chosen[0].id)

        self._ask_minutes(
            _("Minutes to talk of it (empty: as its slides suggest)"), chosen[0].minutes, answered
        )

    def do_outline_limit(self) -> None:
        """How long the whole presentation may take."""
        opportunity = self.desk.opportunity
        if opportunity is None:
            return

        def answered(minutes: float) -> None:
            if minutes != opportunity.deck_minutes:
                new = replace(opportunity, deck_minutes=minutes)
                self.commit(Change(N_("Set talk limit")).put(new, opportunity))

        title = _("How many minutes may the presentation take? (empty: no limit)")
        self._ask_minutes(title, opportunity.deck_minutes, answered)

    def _ask_minutes(self, title: str, value: float, then: Callable[[float], None]) -> None:
        def wrong(text: str) -> str:
            return "" if _minutes(text) is not None else _("Write a number")

        self.ask(
            title, lambda text: then(_minutes(text) or 0.0), f"{value:g}" if value else "", wrong, anew=True
        )


def _minutes(text: str) -> float | None:
    """What was typed, in minutes of at most a day; `None`: no such number."""
    try:
        value = float(text.replace("，", ".").replace(",", ".") or 0)
    except ValueError:
        return None
    return value if 0 <= value <= 1440 else None
