"""How the client decides and how much of that is known: decision steps and MEDDPICC, on the People screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.position import between
from presales_tui.model.qualification import (
    QUESTIONS,
    DecisionStep,
    Qualification,
    Standing,
    alarms,
    in_order,
    moved,
    standings,
)
from presales_tui.model.record import Record
from presales_tui.model.text import one_line
from presales_tui.screens.ground.options import scale_options
from presales_tui.screens.people.proving import ProvingLetters, shown_lines, where_said
from presales_tui.screens.shared.labels import label
from presales_tui.widgets.grid import Cell, Column, Grid
from presales_tui.widgets.reader import Line
from presales_tui.widgets.rows import bindings


class StepGrid(Grid):
    """The steps of the decision, in their order."""

    CONTEXTS = ("steps", "people", "list")
    BINDINGS = bindings("steps", "people", "list")
    EMPTY = N_("No step yet. Press a: what is decided first? Such as: technical selection, budget approval")


class LetterGrid(Grid):
    """The eight letters of MEDDPICC."""

    CONTEXTS = ("meddpicc", "people", "list")
    BINDINGS = bindings("meddpicc", "people", "list")
    EMPTY = N_("Open or add an opportunity first: press 1.")

    def record_of(self, row: object) -> Record | None:
        """The record of a letter, stored or not yet."""
        return row.record if isinstance(row, Standing) else None


def _due(step: DecisionStep) -> Cell:
    late = step.due and step.due < date.today().isoformat() and step.state in ("open", "running")
    return (step.due, "bad") if late else step.due


STEPS = (
    Column(N_("What is decided"), 0, lambda s: s.title),
    Column(N_("Who decides"), 14, lambda s: ", ".join(s.who)),
    Column(N_("When"), 10, _due),
    Column(N_("State"), 9, lambda s: label(scales.STEP_STATE, s.state), width_en=13),
    Column(N_("By what"), 30, lambda s: one_line(s.criteria), least=100),
)


def gap_text(standing: Standing) -> str:
    """What is not known about a letter yet: the gap written down, else the question to ask."""
    if standing.unproven:
        return _("Gap: called validated, but nothing shows it.")
    if standing.state == "green":
        return ""
    return _("Gap: {what}").format(what=one_line(standing.record.gap) or _(QUESTIONS[standing.id]))


def _said(standing: Standing) -> Cell:
    gap = gap_text(standing)
    evidence = one_line(standing.record.evidence)
    if links := len(standing.record.links):
        evidence = f"[{links}] {evidence}".strip()
    if not gap:
        return evidence
    return "  ".join(filter(None, (evidence, gap))), "warn" if standing.unproven else ""


LETTERS = (
    Column("", 1, lambda s: (scales.MEDDPICC.term(s.id).mark, "strong")),
    Column(N_("Letter"), 12, lambda s: scales.MEDDPICC.label(s.id, language()), width_en=17),
    Column(
        N_("State"),
        11,
        lambda s: label(scales.EVIDENCE_STATE, s.state),
        lambda s: scales.EVIDENCE_STATE.order(s.state),
        width_en=18,
    ),
    Column(N_("Evidence and gap"), 0, _said),
)


class Qualifying(ProvingLetters):
    """The lists of steps and letters, and their commands."""

    def load_process(self, keep: str = "") -> None:
        """Fill both lists."""
        self._steps().load(in_order(self.desk.records(DecisionStep)), keep)
        here = self.desk.opportunity_id
        found = standings(self.desk.records(Qualification), here) if here else []
        self._letters().load(found, keep)

    def _steps(self) -> StepGrid:
        return self.query_one(StepGrid)

    def _letters(self) -> LetterGrid:
        return self.query_one(LetterGrid)

    def standing_here(self) -> Standing | None:
        """The letter under the cursor."""
        here: Standing | None = self._letters().current
        return here

    def known_letters(self) -> str:
        """How many letters are validated, of how many."""
        found: list[Standing] = list(self._letters().source)
        return f"{sum(1 for s in found if s.state == 'green')}/{len(found)}"

    # What the details say

    def step_lines(self, step: DecisionStep) -> list[Line]:
        """Everything about a step."""
        lang = language()
        rows = (
            (_("State"), scales.STEP_STATE.label(step.state, lang)),
            (_("Who decides"), ", ".join(step.who)),
            (_("When"), step.due),
            (_("By what"), step.criteria),
            (_("Notes"), step.notes),
            (_("Visibility"), scales.VISIBILITY.label(step.visibility, lang)),
        )
        return [(step.title, "title"), *((f"{name}: {value}", "") for name, value in rows if value)]

    def letter_lines(self, standing: Standing) -> list[Line]:
        """A letter: what to ask, what shows it, what is missing; what is alarming at this stage."""
        lang = language()
        record = standing.record
        term = scales.EVIDENCE_STATE.term(standing.state)
        lines: list[Line] = [
            (f"{scales.MEDDPICC.label(standing.id, lang)}  {term.mark} {term.label(lang)}", "title"),
        ]
        if record.gap or standing.state == "green":
            lines.append((_(QUESTIONS[standing.id]), "muted"))
        if record.evidence:
            lines.append((f"{_('Shown by')}: {record.evidence}", ""))
        if self.desk.store is not None:
            for said, meeting in shown_lines(self.desk.store, record):
                words = one_line(said.text).lstrip("-*+># ")
                lines.append((f"- {words} ({where_said(meeting)})", ""))
        if gap := gap_text(standing):
            lines.append((gap, "warn"))
        return [*lines, *((text, "bad") for text in self.alarm_texts())]

    def alarm_texts(self) -> list[str]:
        """What should be known by this stage and is not."""
        here, store = self.desk.opportunity, self.desk.store
        if here is None or store is None:
            return []
        return [_(text) for text in alarms(here.stage, self._letters().source, store.all(Contact))]

    # Steps

    def _some_step(self) -> str:
        return "" if self._steps().targets else _("There is no step here. Press a to add one.")

    why_not_steps_edit = why_not_steps_state = why_not_steps_delete = _some_step

    def do_steps_add(self) -> None:
        """One line each, after the step under the cursor; an empty line ends."""

        def added(text: str) -> None:
            if not text:
                self.end_message()
                return
            steps = in_order(self.desk.records(DecisionStep))
            here = self._steps().current
            at = next((n for n, step in enumerate(steps) if here and step.id == here.id), len(steps) - 1)
            before = steps[at].pos if steps else ""
            after = steps[at + 1].pos if at + 1 < len(steps) else ""
            new = DecisionStep(
                opportunity=self.desk.opportunity_id,
                title=one_line(text),
                pos=between(before, after if before < after else ""),
            )
            if self.commit(Change(N_("Add decision step")).put(new), new.id):
                self.do_steps_add()

        self.ask(_("New step: what is decided? (an empty line ends)"), added)

    def do_steps_edit(self) -> None:
        """The form."""
        here = self._steps().current
        if here is not None:
            self.edit_record(here, here, here.title, N_("Edit decision step"))

    def do_steps_state(self) -> None:
        """How far it is."""
        targets: list[DecisionStep] = self._steps().targets

        def chosen(code: str) -> None:
            change = Change(N_("Set state of decision step"))
            for was in targets:
                if was.state != code:
                    change.put(replace(was, state=code), was)
            self.commit(change)

        current = targets[0].state if len(targets) == 1 else ""
        self.choose(_("State"), scale_options(scales.STEP_STATE), chosen, typed=False, current=current)

    def do_steps_delete(self) -> None:
        """One step, and one undo."""
        targets: list[DecisionStep] = self._steps().targets
        names = ", ".join(s.title for s in targets[:6]) + (" …" if len(targets) > 6 else "")
        question = _("Delete {refs}? u takes it back.").format(refs=names)
        self.confirm_delete(question, N_("Delete decision step"), targets)

    def _cannot_move(self, by: int) -> str:
        grid = self._steps()
        if grid.current is None:
            return self._some_step()
        if grid.query_text:
            return _("Take the filter away first: esc.")
        at = grid.row + by
        return "" if 0 <= at < len(grid.rows) else _("It is at the end.")

    def why_not_steps_up(self) -> str:
        """Not above the first."""
        return self._cannot_move(-1)

    def why_not_steps_down(self) -> str:
        """Not below the last."""
        return self._cannot_move(1)

    def do_steps_up(self) -> None:
        """Before the step above."""
        self._move(-1)

    def do_steps_down(self) -> None:
        """After the step below."""
        self._move(1)

    def _move(self, by: int) -> None:
        here = self._steps().current
        if here is None:
            return
        change = Change(N_("Move decision step"))
        for new, was in moved(self.desk.records(DecisionStep), here.id, by):
            change.put(new, was)
        self.commit(change, here.id)

    # MEDDPICC

    def do_meddpicc_edit(self) -> None:
        """The form of the letter: state, evidence, gap."""
        here = self._letters().current
        if here is not None:
            record: Qualification = here.record
            self.edit_record(
                record,
                record if here.stored else None,
                scales.MEDDPICC.label(here.id, language()),
                N_("Edit MEDDPICC"),
                slot=here.id,
            )

    def do_meddpicc_state(self) -> None:
        """How well it is known."""
        targets: list[Standing] = self._letters().targets

        def chosen(code: str) -> None:
            change = Change(N_("Set MEDDPICC state"))
            for was in targets:
                if was.record.state != code:
                    change.put(replace(was.record, state=code), was.record if was.stored else None)
            self.commit(change)

        current = targets[0].record.state if len(targets) == 1 else ""
        self.choose(_("State"), scale_options(scales.EVIDENCE_STATE), chosen, typed=False, current=current)
