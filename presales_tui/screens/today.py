"""Today (今日): the opportunities of all clients, and what is due next in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from presales_tui.data import ClientStore
from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.coverage import Coverage, coverage
from presales_tui.model.effort import show_days
from presales_tui.model.errors import Problem
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.sla import clocks
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.screens.base import DeskScreen
from presales_tui.screens.desk import percent
from presales_tui.screens.dialog import Ask, Confirm, Option
from presales_tui.screens.labels import scale_options
from presales_tui.widgets.commands import N_
from presales_tui.widgets.grid import Cell, Column, Grid
from presales_tui.widgets.rows import bindings

BELONGS = (
    Meeting,
    Requirement,
    Pain,
    Action,
    Decision,
    Question,
    Risk,
    Commitment,
    Section,
    Trial,
    Criterion,
    Issue,
)
"""The kinds of record that belong to an opportunity and go with it."""

HORIZON = 14
"""Days ahead that are shown as due."""


class Deal(NamedTuple):
    """One opportunity as a row: what the face says, and figures once its client has been read."""

    id: str
    client_id: str
    client: str
    name: str
    stage: str
    coverage: Coverage | None = None
    open_issues: int = 0
    late_issues: int = 0
    next: str = ""


class Due(NamedTuple):
    """One thing that is due."""

    id: str
    client_id: str
    opportunity: str
    when: str
    kind: str
    """English message."""
    what: str
    where: str
    """The screen that opens it."""


def _coverage(deal: Deal) -> Cell:
    return percent(deal.coverage.satisfiable_pct) if deal.coverage and deal.coverage.total else ""


def _custom(deal: Deal) -> Cell:
    if not deal.coverage or not deal.coverage.custom:
        return ""
    return show_days(deal.coverage.days_low, deal.coverage.days_high) or "?"


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
                Column(N_("Met"), 4, _coverage, align="right"),
                Column(N_("Custom"), 7, _custom, align="right"),
                Column(N_("Issues"), 6, _issues, align="right"),
                Column(N_("Next step"), 30, lambda d: d.next, wide_only=True),
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
        """Show names at once; figures need the journals and come after the first paint."""
        self.query_one("#deals", Deals).focus()

    def reload(self, keep: str = "") -> None:
        """Names from the faces of the clients, figures from their records."""
        deals = [
            Deal(found.id, face.id, face.name, found.name, found.stage)
            for face in self.desk.workspace.clients()
            for found in face.opportunities
        ]
        self.query_one("#due-title", Static).update(_("Due"))
        grid = self.query_one("#deals", Deals)
        first = not grid.source
        if first:
            grid.load(deals, keep or self.desk.opportunity_id)
            self.call_after_refresh(self._read_figures, deals, keep)
        else:
            self._read_figures(deals, keep)

    def _read_figures(self, deals: list[Deal], keep: str) -> None:
        """Open each client once; one that cannot be opened keeps its name and says why."""
        now = datetime.now(UTC)
        read: list[Deal] = []
        due: list[Due] = []
        for deal in deals:
            try:
                store = self.desk.workspace.store(deal.client_id)
            except Problem as problem:
                self.say(problem.sentence)
                read.append(deal)
                continue
            read.append(figures(deal, store, now))
            due.extend(dues(deal, store, now))
        self.query_one("#deals", Deals).load(read, keep or self.desk.opportunity_id)
        self.query_one("#dues", Dues).load(sorted(due, key=lambda d: d.when))

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
            opportunity_id = due.id.partition("/")[0]
            self._open(due.client_id, opportunity_id)
            self.bench.show(due.where)
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
                self._ask(_("Name of the client"), self._add_client)

        if faces:
            self.choose(_("For which client?"), options, named, typed=True)
        else:
            named("")

    def _ask(self, title: str, then: Callable[[str], None]) -> None:
        def missing(text: str) -> str:
            return "" if text else _("Type a name.")

        def answered(text: str | None) -> None:
            if text:
                then(text)

        self.app.push_screen(Ask(title, check=missing), answered)

    def _add_client(self, name: str) -> None:
        try:
            store = self.desk.workspace.create_client(Client(name=name))
        except Problem as problem:
            self.say(problem.sentence)
            return
        self._add_opportunity(store.client.id)

    def _add_opportunity(self, client_id: str) -> None:
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

        self._ask(_("Name of the opportunity"), named)

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

        def answered(yes: bool | None) -> None:
            if not yes:
                return
            change = Change("Delete opportunity").delete(here)
            for record in belonging(store, here.id):
                change.delete(record)
            self.desk.close_opportunity()
            self.commit(change)

        question = _("Delete “{name}” and everything in it? u takes it back.").format(name=here.name)
        self.app.push_screen(Confirm(question, _("Delete")), answered)

    @on(Deals.Moved, "#deals")
    def _deal_moved(self) -> None:
        self.show_keys()


def at_stage(opportunity: Opportunity, code: str) -> Opportunity:
    """The opportunity at another stage; the step is time-stamped."""
    step = (code, datetime.now(UTC).isoformat(timespec="seconds"))
    return replace(opportunity, stage=code, stage_log=(*opportunity.stage_log, step))


def belonging(store: ClientStore, opportunity_id: str) -> Iterator[Record]:
    """Every record of an opportunity."""
    for kind in BELONGS:
        for record in store.where(kind, opportunity=opportunity_id):
            if isinstance(record, Meeting):
                yield from store.where(Line, meeting=record.id)
            yield record


def figures(deal: Deal, store: ClientStore, now: datetime) -> Deal:
    """The row of an opportunity with its figures."""
    here = store.get(Opportunity, deal.id)
    issues = [i for i in store.where(Issue, opportunity=deal.id) if i.status not in scales.ISSUE_DONE]
    late = sum(1 for issue in issues if any(clock.state == "late" for clock in clocks(issue, now)))
    return deal._replace(
        coverage=coverage(store.where(Requirement, opportunity=deal.id)),
        open_issues=len(issues),
        late_issues=late,
        next=here.next_step if here else "",
    )


def dues(deal: Deal, store: ClientStore, now: datetime) -> Iterator[Due]:
    """What is due in an opportunity up to the horizon: the overdue first of all."""
    here = store.get(Opportunity, deal.id)
    if here is None or here.stage in scales.CLOSED_STAGES:
        return
    until = (now.astimezone() + timedelta(days=HORIZON)).date().isoformat()
    today = now.astimezone().date().isoformat()

    def due(record: Record, when: str, kind: str, what: str, where: str) -> Iterator[Due]:
        if when and when[:10] <= until:
            yield Due(f"{deal.id}/{record.id}", deal.client_id, deal.name, when, kind, what, where)

    if here.next_step:
        yield from due(here, here.next_date, N_("Next step"), here.next_step, "requirements")
    for when, what in here.key_dates:
        if when[:10] >= today:
            yield from due(here, when, N_("Deadline"), what, "requirements")
    for meeting in store.where(Meeting, opportunity=deal.id):
        if meeting.state == "planned":
            yield from due(meeting, meeting.start, N_("Meeting"), meeting.title, "meetings")
    for action in store.where(Action, opportunity=deal.id):
        if action.state in scales.ACTION_OPEN:
            what = f"{action.ref} {action.title}" + (f" @{action.owner}" if action.owner else "")
            yield from due(action, action.due, N_("Action"), what, "meetings")
    for promise in store.where(Commitment, opportunity=deal.id):
        if promise.state in scales.ACTION_OPEN:
            yield from due(promise, promise.due, N_("Promise"), f"{promise.ref} {promise.title}", "meetings")
    for question in store.where(Question, opportunity=deal.id):
        if question.state == "open":
            yield from due(
                question, question.due, N_("Question"), f"{question.ref} {question.title}", "meetings"
            )
    for issue in store.where(Issue, opportunity=deal.id):
        if issue.status in scales.ISSUE_DONE:
            continue
        for clock in clocks(issue, now):
            if clock.state in ("late", "soon"):
                at = (now + clock.left).astimezone().strftime("%Y-%m-%dT%H:%M")
                yield from due(issue, at, N_("Issue"), f"{issue.ref} {issue.title}", "trial")
                break
