"""After-sale (售后): trainings, and the new needs from which the next phase is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from textual.app import ComposeResult

from presales_tui.capture.records import typed
from presales_tui.data.clock import utc_now
from presales_tui.locale import N_, _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.after_sale import Backlog, Need, backlog, phase_two
from presales_tui.model.change import Change
from presales_tui.model.effort import show_days
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line
from presales_tui.model.training import Training
from presales_tui.model.trial import Issue
from presales_tui.screens.ground.options import Option, scale_options
from presales_tui.screens.shared.labels import label
from presales_tui.screens.shared.main import DeskScreen
from presales_tui.widgets.bars import Figures
from presales_tui.widgets.grid import Cell, Column, Grid
from presales_tui.widgets.rows import bindings


def _came(training: Training) -> str:
    came = training.came
    if not (came or training.planned):
        return ""
    return f"{came}/{training.planned}" if training.planned else str(came)


TRAININGS = (
    Column(N_("Day"), 10, lambda t: t.day, lambda t: t.day, field="day"),
    Column(N_("State"), 9, lambda t: label(scales.TRAINING_STATE, t.state), lambda t: t.state, field="state"),
    Column(N_("Training"), 0, lambda t: t.title, lambda t: t.title, field="title"),
    Column(N_("Audience"), 14, lambda t: t.audience, lambda t: t.audience, field="audience"),
    Column(N_("Came"), 7, _came, lambda t: t.came, align="right", width_en=7),
    Column(
        N_("Rating"),
        4,
        lambda t: f"{t.rating:g}" if t.rating else "",
        lambda t: t.rating,
        width_en=6,
        field="rating",
    ),
    Column(N_("Feedback"), 30, lambda t: one_line(t.feedback), least=110, field="feedback"),
)


def _status(need: Need) -> Cell:
    if isinstance(need.record, Issue):
        return label(scales.ISSUE_STATUS, need.record.status)
    return label(scales.REQUIREMENT_STATUS, need.record.status)


NEEDS = (
    Column(N_("Ref"), 8, lambda n: n.record.ref, lambda n: n.record.ref),
    Column(
        N_("From"),
        10,
        lambda n: scales.NEED_SOURCE.label(n.source, language()),
        lambda n: n.source,
        width_en=10,
    ),
    Column(N_("Need"), 0, lambda n: n.record.title, lambda n: n.record.title),
    Column(N_("Days"), 6, lambda n: show_days(*n.days), lambda n: n.days[1], align="right"),
    Column(N_("Status"), 12, _status, width_en=14),
)


class TrainingGrid(Grid):
    """Trainings, the newest last."""

    CONTEXTS = ("trainings", "aftersale", "list")
    BINDINGS = bindings("trainings", "aftersale", "list")
    EMPTY = N_("No training yet. Press a to plan one.")


class NeedGrid(Grid):
    """The backlog."""

    CONTEXTS = ("needs", "aftersale", "list")
    BINDINGS = bindings("needs", "aftersale", "list")
    EMPTY = N_(
        "No new need yet. Press a to add one; what is deferred and new needs of the trial stand here too."
    )

    def record_of(self, row: object) -> Record | None:
        """The requirement or issue of a need."""
        return row.record if isinstance(row, Need) else None


class AfterSaleScreen(DeskScreen):
    """Trainings above, new needs below."""

    HERE = "aftersale"
    DEFAULT_CSS = """
    AfterSaleScreen {
        & TrainingGrid { height: 2fr; }
        & NeedGrid { height: 3fr; }
        & .rule { height: 1; color: $primary; text-style: bold; padding: 0 1; }
    }
    """

    def body(self) -> ComposeResult:
        """Two lists, each under its figures."""
        yield Figures(classes="rule", id="trained")
        yield TrainingGrid(TRAININGS)
        yield Figures(classes="rule", id="needed")
        yield NeedGrid(NEEDS)

    def on_mount(self) -> None:
        """The needs have the focus: the next phase comes from them."""
        self.query_one(NeedGrid).focus()

    def reload(self, keep: str = "") -> None:
        """Trainings by day, needs by where they come from."""
        trainings = sorted(self.desk.records(Training), key=lambda t: (t.day, t.ref))
        held = [t for t in trainings if t.state == "held"]
        came = sum(t.came for t in held)
        rated = [t.rating for t in held if t.rating]
        parts = [_("Trainings: {n} held of {m}").format(n=len(held), m=len(trainings))]
        if came:
            parts.append(_("{n} people").format(n=came))
        if rated:
            parts.append(_("rating {mean:.1f}").format(mean=sum(rated) / len(rated)))
        self.query_one("#trained", Figures).say(parts)
        self.query_one(TrainingGrid).load(trainings, keep)
        found = self._backlog()
        days = show_days(found.days_low, found.days_high)
        parts = [_("New needs: {n}").format(n=len(found.needs))]
        if days:
            parts.append(
                ngettext("{days} person-day", "{days} person-days", 1 if days == "1" else 2).format(days=days)
            )
        if found.enough:
            parts.append(_("enough for a second phase: O opens it"))
        self.query_one("#needed", Figures).say(parts)
        self.query_one(NeedGrid).load(found.needs, keep)

    def _backlog(self) -> Backlog:
        store = self.desk.store
        if store is None:
            return backlog((), (), None)
        return backlog(store.all(Requirement), store.all(Issue), self.desk.opportunity)

    # Trainings

    def do_trainings_add(self) -> None:
        """The form; today, unless it says otherwise."""
        new = Training(opportunity=self.desk.opportunity_id, day=date.today().isoformat())
        self.edit_record(new, None, _("New training"), N_("Add training"))

    def do_trainings_edit(self) -> None:
        """The form."""
        here = self.query_one(TrainingGrid).current
        if here is not None:
            self.edit_record(here, here, f"{here.ref} {here.title}", N_("Edit training"))

    def do_trainings_state(self) -> None:
        """One key."""
        targets: list[Training] = self.query_one(TrainingGrid).targets

        def chosen(code: str) -> None:
            change = Change("Set training state")
            for was in targets:
                if was.state != code:
                    change.put(replace(was, state=code), was)
            self.commit(change)

        options = scale_options(scales.TRAINING_STATE)
        self.choose(_("State"), options, chosen, typed=False, current=targets[0].state)

    def do_trainings_delete(self) -> None:
        """One step."""
        targets: list[Any] = self.query_one(TrainingGrid).targets
        refs = ", ".join(record.ref for record in targets)
        question = _("Delete {refs}? u takes it back.").format(refs=refs)
        self.confirm_delete(question, N_("Delete training"), targets)

    def _no_training(self) -> str:
        there = self.query_one(TrainingGrid).targets
        return "" if there else _("There is no training here. Press a to add one.")

    why_not_trainings_edit = why_not_trainings_state = why_not_trainings_delete = _no_training

    # Needs

    def do_needs_add(self) -> None:
        """One line each, as in the requirement list; an empty line ends."""

        def added(text: str) -> None:
            if not text:
                self.end_message()
                return
            found = typed("requirement", one_line(text), date.today())
            if not isinstance(found, Requirement):
                self.refuse(_("There is no text to add besides the marks."))
                return
            new = replace(found, opportunity=self.desk.opportunity_id, source_kind="after_sale", quote="")
            if done := self.commit(Change("Add new need").put(new), new.id):
                self.do_needs_add()
                self.say(_("Added {ref}. Next, or enter to end.").format(ref=done.records[0].ref))

        self.ask(_("New need, such as: parents see the timetable ~5d @who (an empty line ends)"), added)

    def why_not_needs_open(self) -> str:
        """There must be one."""
        return "" if self.query_one(NeedGrid).current else _("There is no new need here. Press a to add one.")

    def do_needs_open(self) -> None:
        """Where it is kept."""
        need = self.query_one(NeedGrid).current
        if need is not None:
            self.bench.show("trial" if isinstance(need.record, Issue) else "requirements", at=need.id)

    # The next phase

    def do_aftersale_trial(self) -> None:
        """Back."""
        self.bench.show("trial")

    def why_not_aftersale_phase(self) -> str:
        """There must be a need."""
        there = self.query_one(NeedGrid).rows
        return "" if there else _("There is no new need yet: nothing to open a second phase with.")

    def do_aftersale_phase(self) -> None:
        """Choose how they go over, name it; one step opens it."""
        grid = self.query_one(NeedGrid)
        chosen: Sequence[Need] = grid.targets if grid.marked else list(self._backlog().needs)
        options = [
            Option("copy", _("copy them; here they are deferred"), "", "1"),
            Option("move", _("move them, with their ref and history"), "", "2"),
        ]
        title = ngettext(
            "Phase two with {n} need: how does it go over?",
            "Phase two with {n} needs: how do they go over?",
            len(chosen),
        ).format(n=len(chosen))

        def answered(way: str) -> None:
            self.call_later(self._name_phase, chosen, way)

        self.choose(title, options, answered, typed=False)

    def _name_phase(self, chosen: Sequence[Need], way: str) -> None:
        before = self.desk.opportunity
        if before is None:
            return

        def named(name: str) -> None:
            if not name or before is None:
                return
            _new, change = phase_two(chosen, before, name, utc_now(), move=way == "move")
            done = self.commit(change)
            if done is not None:
                self.query_one(NeedGrid).marked.clear()
                told = ngettext(
                    "Opened {ref} with {n} need: g goes there, u takes it back.",
                    "Opened {ref} with {n} needs: g goes there, u takes it back.",
                    len(chosen),
                )
                self.say(told.format(ref=done.records[0].ref, n=len(chosen)))

        self.ask(_("Name of the next opportunity"), named, _("{name} phase 2").format(name=before.name))
