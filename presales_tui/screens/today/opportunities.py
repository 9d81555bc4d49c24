"""What is done to an opportunity: adding it, its stage and verdict, its history, taking it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from presales_tui.data.clock import utc_now
from presales_tui.locale import N_, _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.model.record import Record
from presales_tui.model.steps import with_step
from presales_tui.screens.ground.options import Option, scale_options
from presales_tui.screens.shared.main import DeskScreen

if TYPE_CHECKING:
    from presales_tui.data import ClientStore
    from presales_tui.model.deals import Deal
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.model.scales import Scale


def belonging(store: ClientStore, opportunity_id: str) -> Iterator[Record]:
    """Every record of an opportunity: what goes with it."""
    from presales_tui.data.kinds import TABLES, kind_of
    from presales_tui.model.meeting import Line, Meeting

    for table in TABLES:
        kind = kind_of(table)
        if kind is None or "opportunity" not in kind.defaults():
            continue
        for record in store.where(kind, opportunity=opportunity_id):
            if isinstance(record, Meeting):
                yield from store.where(Line, meeting=record.id)
            yield record


class OpportunityScreen(DeskScreen):
    """The commands on the opportunity under the cursor; a screen says which that is (`deal`)."""

    NEEDS_OPPORTUNITY = False

    def deal(self) -> Deal | None:
        """The opportunity under the cursor."""
        raise NotImplementedError

    def open_deal(self, client_id: str, opportunity_id: str) -> None:
        """Have an opportunity open."""
        if (self.desk.client_id, self.desk.opportunity_id) != (client_id, opportunity_id):
            self.desk.open(client_id, opportunity_id)
            self.refresh_all()

    def with_deal(self) -> tuple[ClientStore, Opportunity] | None:
        """The opportunity under the cursor, which is then open, with its store."""
        deal = self.deal()
        if deal is None:
            return None
        self.open_deal(deal.client_id, deal.id)
        here = self.desk.opportunity
        return (self.desk.workspace.store(deal.client_id), here) if here else None

    def why_not_today_edit(self) -> str:
        """There must be an opportunity."""
        return "" if self.deal() else _("There is no opportunity yet. Press a to add one.")

    why_not_today_client = why_not_today_state = why_not_today_delete = why_not_today_edit
    why_not_today_verdict = why_not_today_way = why_not_today_step = why_not_today_edit

    # Adding

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
            self.refuse(problem.sentence)
            return
        self._add_opportunity(store.client.id)

    def _add_opportunity(self, client_id: str) -> None:
        from presales_tui.model.opportunity import Opportunity

        def named(name: str) -> None:
            new = Opportunity(name=name, stage_log=(("lead", utc_now()),), owner=self.desk.workspace.user)
            try:
                self.desk.workspace.store(client_id).commit(Change("Add opportunity").put(new))
                self.open_deal(client_id, new.id)
            except Problem as problem:
                self.refuse(problem.sentence)
                return
            self.refresh_all(new.id)
            self.say(_("Added. Enter opens it, e describes it."))

        self._ask_name(_("Name of the opportunity"), named)

    # Editing

    def do_today_edit(self) -> None:
        """The form of the opportunity."""
        if found := self.with_deal():
            self.edit_record(found[1], found[1], _("Opportunity"), N_("Edit opportunity"))

    def do_today_client(self) -> None:
        """The form of its client."""
        if found := self.with_deal():
            client = found[0].client
            self.edit_record(client, client, _("Client"), N_("Edit client"))

    def _choose_code(self, title: str, scale: Scale, name: str, message: str) -> None:
        found = self.with_deal()
        if found is None:
            return
        here = found[1]

        def chosen(code: str) -> None:
            changed: dict[str, Any] = {name: code}
            new = with_step(replace(here, **changed), here, utc_now(), self.desk.workspace.user)
            if new != here:
                self.commit(Change(message).put(new, here), here.id)

        self.choose(title, scale_options(scale), chosen, typed=False, current=getattr(here, name))

    def do_today_state(self) -> None:
        """The stage; when it was reached is kept, and what was passed over."""
        self._choose_code(_("Stage"), scales.STAGE, "stage", N_("Set stage"))

    def do_today_verdict(self) -> None:
        """The technical verdict, which is not the sales stage."""
        self._choose_code(
            _("Technical verdict"), scales.TECHNICAL_OUTCOME, "technical_outcome", N_("Set technical verdict")
        )

    def do_today_step(self) -> None:
        """The next step; a day at its beginning is the day it is due."""
        found = self.with_deal()
        if found is None:
            return
        here = found[1]
        from presales_tui.capture.dates import split_day

        def said(text: str) -> None:
            day, words = split_day(text, datetime.now().date())
            new = replace(here, next_step=words, next_date=day)
            if new != here:
                self.commit(Change("Set next step").put(new, here), here.id)

        self.ask(_("Next step, with its day: 12-03 demo, +3d demo"), said, _as_typed(here), anew=True)

    def do_today_way(self) -> None:
        """The stages it went through, with days, and those it passed over."""
        if found := self.with_deal():
            from presales_tui.screens.ground.dialog import Read

            self.app.push_screen(Read(found[1].name, way_lines(found[1], datetime.now(UTC))))

    def do_today_delete(self) -> None:
        """Everything in it goes in one step, and comes back with one undo."""
        found = self.with_deal()
        if found is None:
            return
        store, here = found

        def agreed() -> None:
            change = Change("Delete opportunity").delete(here)
            for record in belonging(store, here.id):
                change.delete(record)
            self.desk.close_opportunity()
            self.commit(change)

        question = _("Delete “{name}” and everything in it? u takes it back.").format(name=here.name)
        self.confirm(question, _("Delete"), agreed)


def _as_typed(here: Opportunity) -> str:
    return f"{here.next_date} {here.next_step}".strip()


def way_lines(here: Opportunity, now: datetime) -> list[tuple[str, str]]:
    """The history of the stages and verdicts, to be read."""
    from presales_tui.documents.papers.record_history import local_time
    from presales_tui.model.stages import history
    from presales_tui.widgets.cells import fit

    lang = language()
    lines: list[tuple[str, str]] = [(_("Stages"), "title")]
    stays = history(here.stage_log, now)
    for place, stay in enumerate(stays):
        label = fit(scales.STAGE.label(stay.stage, lang), 12)
        if stay.skipped:
            passed = _("passed over")
            told, tone = f"- {label} {local_time(stay.since)}  {passed}", "muted"
        else:
            last = place == len(stays) - 1
            days = ngettext("{n} day", "{n} days", round(stay.days)).format(n=f"{stay.days:.0f}")
            told = f"{'>' if last else '+'} {label} {local_time(stay.since)}  {days}"
            tone = "strong" if last else ""
        lines.append((told, tone))
    if not stays:
        lines.append((f"> {scales.STAGE.label(here.stage, lang)}", ""))
    lines += [("", ""), (_("Technical verdict"), "title")]
    for code, at in here.outcome_log:
        term = scales.TECHNICAL_OUTCOME.term(code)
        lines.append((f"{term.mark} {fit(term.label(lang), 15)} {local_time(at)}", term.tone))
    if not here.outcome_log:
        lines.append((scales.TECHNICAL_OUTCOME.label(here.technical_outcome, lang), ""))
    return lines
