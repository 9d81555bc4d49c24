"""Today (今日): the opportunities of all clients, and what is due next in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.screens.deals import Deal, Due
from presales_tui.screens.main import DeskScreen
from presales_tui.screens.options import Option, scale_options
from presales_tui.widgets.bars import TopBar
from presales_tui.widgets.grid import Cell, Column, Grid
from presales_tui.widgets.rows import bindings

if TYPE_CHECKING:
    from presales_tui.data import ClientStore
    from presales_tui.model.opportunity import Opportunity


def _issues(deal: Deal) -> Cell:
    if not deal.open_issues:
        return ""
    late = f" !{deal.late_issues}" if deal.late_issues else ""
    return f"{deal.open_issues}{late}", "bad" if late else ""


class Deals(Grid):
    """Opportunities of all clients."""

    CONTEXTS = ("today", "list")
    BINDINGS = bindings("today", "list")
    EMPTY = N_("No opportunity yet. Press a to add the first.")


class Dues(Grid):
    """What is due."""

    CONTEXTS = ("today", "list")
    BINDINGS = bindings("today", "list")
    EMPTY = N_("Nothing is due in the next two weeks.")


def _when(due: Due) -> Cell:
    day = due.when[:10]
    today = date.today()
    try:
        days = (date.fromisoformat(day) - today).days
    except ValueError:
        return due.when
    shown = due.when[5:16].replace("T", " ")
    if days < 0:
        return _("{day} late").format(day=shown[:5]), "bad"
    return (shown, "warn") if days == 0 else shown


class TodayScreen(DeskScreen):
    """The first screen."""

    HERE = "today"
    NEEDS_OPPORTUNITY = False
    DEFAULT_CSS = """
    TodayScreen {
        & Deals { height: 2fr; }
        & Dues { height: 3fr; }
        & .rule { height: 1; color: $primary; text-style: bold; padding: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()
        """What the store found and the user has been told."""

    def body(self) -> ComposeResult:
        """Opportunities above, what is due below."""
        yield Deals(
            [
                Column(N_("Client"), 18, lambda d: d.client, lambda d: d.client),
                Column(N_("Opportunity"), 0, lambda d: d.name, lambda d: d.name),
                Column(
                    N_("Stage"),
                    9,
                    lambda d: scales.STAGE.label(d.stage, language()),
                    lambda d: scales.STAGE.order(d.stage),
                ),
                Column(N_("Met"), 4, lambda d: d.met, align="right"),
                Column(N_("Custom"), 7, lambda d: d.custom, align="right"),
                Column(N_("Issues"), 6, _issues, align="right"),
                Column("~", 3, lambda d: (f"~{d.suspects}", "warn") if d.suspects else "", align="right"),
                Column(N_("Next step"), 30, lambda d: d.next, least=90),
            ],
            id="deals",
        )
        yield Static(_("Due"), classes="rule", id="due-title", markup=False)
        yield Dues(
            [
                Column(N_("When"), 12, _when, lambda d: d.when),
                Column(N_("Kind"), 10, lambda d: _(d.kind), lambda d: d.kind),
                Column("", 0, lambda d: d.what),
                Column(N_("Opportunity"), 20, lambda d: d.opportunity, lambda d: d.opportunity),
            ],
            id="dues",
        )

    def on_mount(self) -> None:
        """The opportunities have the focus."""
        self.query_one("#deals", Deals).focus()

    def first_look(self) -> None:
        """Names at once; figures need the journals, and come when the first picture is on the screen."""
        self.query_one(TopBar).say(self.desk.title)
        self.query_one("#deals", Deals).load(self._deals(), self.desk.opportunity_id)
        self.show_keys()
        self.bench.after_picture(self.refresh_all)

    def _deals(self) -> list[Deal]:
        return [
            Deal(found.id, face.id, face.name, found.name, found.stage)
            for face in self.desk.workspace.clients()
            for found in face.opportunities
        ]

    def reload(self, keep: str = "") -> None:
        """Names from the faces of the clients, figures from their records.

        Each client is opened once; one that cannot be opened keeps its name and says why.
        """
        self.query_one("#due-title", Static).update(_("Due"))
        from presales_tui.screens.agenda import dues, figures

        now = datetime.now(UTC)
        read: list[Deal] = []
        due: list[Due] = []
        notes = list(self.desk.workspace.warnings)
        for deal in self._deals():
            try:
                store = self.desk.workspace.store(deal.client_id)
            except Problem as problem:
                self.say(problem.sentence)
                read.append(deal)
                continue
            read.append(figures(deal, store, now))
            due.extend(dues(deal, store, now))
            notes.extend((*store.warnings, store.read_only))
        self.query_one("#deals", Deals).load(read, keep or self.desk.opportunity_id)
        self.query_one("#dues", Dues).load(sorted(due, key=lambda d: d.when))
        self._tell([note for note in notes if note])

    def _tell(self, notes: list[str]) -> None:
        """What the store found when it was opened, once: it must not pass by in a key line."""
        new = [note for note in dict.fromkeys(notes) if note not in self._told]
        self._told.update(new)
        if new:
            from presales_tui.screens.dialog import Read

            lines = [line for note in new for line in ((note, "warn"), ("", ""))]
            self.app.push_screen(Read(_("Please note"), lines))

    # Commands

    def _deal(self) -> Deal | None:
        found = self.focused.current if isinstance(self.focused, Deals) else None
        return found or self.query_one("#deals", Deals).current

    def _open(self, client_id: str, opportunity_id: str) -> None:
        self.desk.open(client_id, opportunity_id)
        self.refresh_all()

    def do_today_open(self) -> None:
        """Go to the opportunity, or to what is due in it."""
        if isinstance(self.focused, Dues) and self.focused.current is not None:
            due: Due = self.focused.current
            opportunity_id, _slash, record_id = due.id.partition("/")
            self._open(due.client_id, opportunity_id)
            self.bench.show(due.where, record_id)
        elif deal := self._deal():
            self._open(deal.client_id, deal.id)
            self.bench.show("meetings")

    def do_today_add(self) -> None:
        """First whose it is, then what it is called."""
        faces = self.desk.workspace.clients()
        new = Option("", _("New client"), "", "")
        options = [*(Option(face.id, face.name) for face in faces), new]

        def named(client_id: str) -> None:
            if client_id:
                self._add_opportunity(client_id)
            else:
                self._ask_name(_("Name of the client"), self._add_client)

        if faces:
            self.choose(_("For which client?"), options, named, typed=True)
        else:
            named("")

    def _ask_name(self, title: str, then: Callable[[str], None]) -> None:
        self.ask(title, then, check=lambda text: "" if text else _("Type a name."))

    def _add_client(self, name: str) -> None:
        from presales_tui.model.client import Client

        try:
            store = self.desk.workspace.create_client(Client(name=name))
        except Problem as problem:
            self.say(problem.sentence)
            return
        self._add_opportunity(store.client.id)

    def _add_opportunity(self, client_id: str) -> None:
        from presales_tui.model.opportunity import Opportunity

        def named(name: str) -> None:
            store = self.desk.workspace.store(client_id)
            new = Opportunity(
                name=name, stage_log=(("lead", datetime.now(UTC).isoformat(timespec="seconds")),)
            )
            try:
                store.commit(Change("Add opportunity").put(new))
                self._open(client_id, new.id)
            except Problem as problem:
                self.say(problem.sentence)
                return
            self.refresh_all(new.id)
            self.say(_("Added. Enter opens it, e describes it."))

        self._ask_name(_("Name of the opportunity"), named)

    def _with_deal(self) -> tuple[ClientStore, Opportunity] | None:
        deal = self._deal()
        if deal is None:
            return None
        self._open(deal.client_id, deal.id)
        here = self.desk.opportunity
        return (self.desk.workspace.store(deal.client_id), here) if here else None

    def why_not_today_edit(self) -> str:
        """There must be an opportunity."""
        return "" if self._deal() else _("There is no opportunity yet. Press a to add one.")

    why_not_today_open = why_not_today_client = why_not_today_state = why_not_today_delete = (
        why_not_today_edit
    )

    def do_today_edit(self) -> None:
        """The form of the opportunity."""
        if found := self._with_deal():
            self.edit_record(found[1], found[1], _("Opportunity"), N_("Edit opportunity"))

    def do_today_client(self) -> None:
        """The form of its client."""
        if found := self._with_deal():
            client = found[0].client
            self.edit_record(client, client, _("Client"), N_("Edit client"))

    def do_today_state(self) -> None:
        """The stage, with the time of the step kept."""
        if found := self._with_deal():
            here = found[1]

            def chosen(code: str) -> None:
                self.commit(Change("Set stage").put(at_stage(here, code), here), here.id)

            self.choose(_("Stage"), scale_options(scales.STAGE), chosen, typed=False, current=here.stage)

    def do_today_delete(self) -> None:
        """Everything in it goes in one step, and comes back with one undo."""
        found = self._with_deal()
        if found is None:
            return
        store, here = found

        def agreed() -> None:
            from presales_tui.screens.agenda import belonging

            change = Change("Delete opportunity").delete(here)
            for record in belonging(store, here.id):
                change.delete(record)
            self.desk.close_opportunity()
            self.commit(change)

        question = _("Delete “{name}” and everything in it? u takes it back.").format(name=here.name)
        self.confirm(question, _("Delete"), agreed)


def at_stage(opportunity: Opportunity, code: str) -> Opportunity:
    """The opportunity at another stage; the step is time-stamped."""
    step = (code, datetime.now(UTC).isoformat(timespec="seconds"))
    return replace(opportunity, stage=code, stage_log=(*opportunity.stage_log, step))
