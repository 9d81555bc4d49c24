"""During the meeting: beside the minutes what it has produced, and what is still to be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from textual.widgets import Static

from presales_tui.capture.marks import BY_KIND, MARKS, mark_kind
from presales_tui.capture.minutes import add_line
from presales_tui.locale import N_, _
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.record import Record, Sourced
from presales_tui.screens.meetings.planning import PlanningMeetings, clock
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.minutes import Minutes
from presales_tui.widgets.rows import bindings

_TICK = 5
"""Seconds between two looks at the clock; what is shown changes once a minute."""


class SideRow(NamedTuple):
    """A question of the checklist, or a record that came of the meeting."""

    id: str
    sign: str
    text: str
    tone: str = ""
    record: Sourced | None = None
    question: int = -1
    """Its place in the checklist."""


class Produced(Grid):
    """Questions still to ask on top, then the records by kind, then the questions that were asked."""

    HEADER = 0
    CONTEXTS = ("produced", "list")
    BINDINGS = bindings("produced", "list")
    EMPTY = N_("Nothing yet. T: questions of a template")

    def record_of(self, row: object) -> Record | None:
        """The record of a row."""
        return row.record if isinstance(row, SideRow) else None


def side_list() -> Produced:
    """The list, empty."""
    return Produced(
        [
            Column("", 7, lambda row: (row.sign, row.tone)),
            Column("", 0, lambda row: (row.text, row.tone)),
        ]
    )


def side_rows(meeting: Meeting, records: list[Sourced]) -> list[SideRow]:
    """What the side list shows of a meeting."""
    order = {mark.record: n for n, mark in enumerate(MARKS)}
    asked = [(n, state, words) for n, (state, words) in enumerate(meeting.checklist)]
    rows = [SideRow(f"q{n}", "[ ]", words, "", None, n) for n, state, words in asked if state == "open"]
    made = sorted(records, key=lambda r: (order.get(type(r), 99), r.ref))
    rows += [SideRow(record.id, record.ref, record.headline, "strong", record) for record in made]
    return rows + [
        SideRow(f"q{n}", "[x]", words, "muted", None, n) for n, state, words in asked if state != "open"
    ]


class MeetingSide(PlanningMeetings):
    """The side list and the timer."""

    def on_mount(self) -> None:
        """Look at the clock from time to time; only another minute is painted."""
        self._about = ""
        self.set_interval(_TICK, self._tick)

    def about_line(self, meeting: Meeting) -> str:
        """The line over the minutes."""
        raise NotImplementedError

    def _tick(self) -> None:
        meeting = self.meeting_here()
        if meeting is not None and meeting.began and not meeting.ended and self.is_current:
            self.show_about(meeting)

    def show_about(self, meeting: Meeting) -> None:
        """Show the line over the minutes, with the timer; the same text is not painted twice."""
        parts = (clock(meeting, datetime.now(UTC)), self.about_line(meeting))
        text = "  ".join(part for part in parts if part)
        if text != self._about:
            self._about = text
            self.query_one("#about", Static).update(text)

    def show_side(self, meeting: Meeting | None) -> None:
        """Fill the side list."""
        rows = side_rows(meeting, list(self._records.values())) if meeting else []
        self.query_one(Produced).load(rows)

    def do_meetings_side(self) -> None:
        """To the side list; from it back to the minutes. On a narrow screen it comes and goes."""
        side = self.query_one(Produced)
        if side.has_focus:
            self.remove_class("-side")
            self.query_one(Minutes).focus()
        else:
            self.add_class("-side")
            self.call_after_refresh(side.focus)

    def _row(self) -> SideRow | None:
        found: SideRow | None = self.query_one(Produced).current
        return found

    def why_not_produced_open(self) -> str:
        """There must be a row."""
        return "" if self._row() else _("There is nothing here yet.")

    def do_produced_open(self) -> None:
        """The form of a record; a question is answered."""
        row, meeting = self._row(), self.meeting_here()
        if row is None or meeting is None:
            return
        if row.record is not None:
            self.edit_record(
                row.record, row.record, f"{row.record.ref} {row.record.headline}", N_("Edit record")
            )
            return
        question, place = row.text, row.question
        self.ask(question, lambda answer: self._answer(question, place, answer))

    def _answer(self, question: str, place: int, answer: str) -> None:
        """The answer becomes a line; with a mark before it (`R: …`) a record too. The question is asked."""
        meeting = self.meeting_here()
        if meeting is None or not answer.strip():
            return
        kind = mark_kind(answer, loose=True)
        text = answer if kind in BY_KIND else f"{question} {answer}"
        after = self._lines[-1].pos if self._lines else ""
        change = add_line(
            meeting, text, after=after, now=datetime.now().astimezone(), people=self.desk.people()
        )
        change.put(_asked(meeting, place, "asked"), meeting)
        self.commit(change, keep=next(put.new.id for put in change.puts if isinstance(put.new, Line)))

    def why_not_produced_state(self) -> str:
        """Only a question is asked or not."""
        row = self._row()
        return "" if row is not None and row.question >= 0 else _("This is a record: enter opens it.")

    def do_produced_state(self) -> None:
        """Asked, or not asked yet."""
        row, meeting = self._row(), self.meeting_here()
        if row is None or meeting is None:
            return
        state = "asked" if meeting.checklist[row.question][0] == "open" else "open"
        self.commit(Change("Tick a question").put(_asked(meeting, row.question, state), meeting))

    def do_produced_add(self) -> None:
        """One more question to ask."""
        self.ask(_("What is to be asked?"), self._add_question)

    def why_not_produced_add(self) -> str:
        """Questions are of a meeting."""
        return self.no_meeting()

    def _add_question(self, words: str) -> None:
        meeting = self.meeting_here()
        if meeting is None:
            return
        if not words.strip():
            raise BadInput(_("There is no text to add."))
        new = replace(meeting, checklist=(*meeting.checklist, ("open", words.strip())))
        self.commit(Change("Edit meeting").put(new, meeting))

    def do_produced_delete(self) -> None:
        """The question goes from the list."""
        row, meeting = self._row(), self.meeting_here()
        if row is None or meeting is None:
            return
        left = (*meeting.checklist[: row.question], *meeting.checklist[row.question + 1 :])
        self.commit(Change("Edit meeting").put(replace(meeting, checklist=left), meeting))

    why_not_produced_delete = why_not_produced_state


def _asked(meeting: Meeting, place: int, state: str) -> Meeting:
    """The meeting with a question ticked or not."""
    rows = list(meeting.checklist)
    if 0 <= place < len(rows):
        rows[place] = (state, rows[place][1])
    return replace(meeting, checklist=tuple(rows))
