"""Meetings (会议): the list, the minutes, and the line in which they are typed as people speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from presales_tui.capture.marks import has_mark
from presales_tui.capture.minutes import add_line, edit_text, minutes_text
from presales_tui.locale import N_, _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.people import strangers
from presales_tui.model.record import Record, Sourced
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.text import clean
from presales_tui.model.trial import Issue
from presales_tui.screens.meetings.capturing import CaptureLine, capture_hint
from presales_tui.screens.meetings.importing import ImportingMeetings
from presales_tui.screens.meetings.lines import MeetingLines
from presales_tui.screens.meetings.side import MeetingSide, Produced, side_list
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.minutes import Minutes
from presales_tui.widgets.rows import Rows, bindings

CAPTURED: tuple[type[Sourced], ...] = (
    Requirement,
    Pain,
    Question,
    Action,
    Decision,
    Risk,
    Commitment,
    Issue,
)
"""The kinds of record that a line of minutes can become."""


INVITATION = N_("Write minutes: R: need  P: pain  Q: question  A: action  ? in lists: help")
"""Stands in the capture line until something is written."""


class MeetingGrid(Grid):
    """The meetings of the opportunity, the last one on top."""

    CONTEXTS = ("meetings", "list")
    BINDINGS = bindings("meetings", "list")
    EMPTY = N_("No meeting: press a")


def _day(meeting: Meeting) -> str:
    return meeting.start[5:10] or "--"


class MeetingsScreen(MeetingSide, ImportingMeetings, MeetingLines):
    """Meetings on the left, minutes in the middle, what came of them right, the capture line below."""

    HERE = "meetings"
    BINDINGS = bindings("meetings")
    DEFAULT_CSS = """
    MeetingsScreen {
        & MeetingGrid { width: 26; height: 1fr; }
        & #right { width: 1fr; border-left: solid $rule; }
        & #about { height: 1; padding: 0 1; color: $primary; }
        & Minutes { height: 1fr; }
        & #hint { height: 1; padding: 0 1; color: $accent; }
        & Produced { width: 34; height: 1fr; border-left: solid $rule; }
        &.-narrow Produced { display: none; }
        &.-narrow.-side Produced { display: block; width: 32; }
        &.-narrow.-side MeetingGrid { display: none; }
        &.-narrow.-reading MeetingGrid { display: none; }
        &.-narrow.-reading #right { border-left: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self._shown = ""
        """Id of the meeting whose minutes are shown."""

    def body(self) -> ComposeResult:
        """List, minutes, capture line."""
        with Horizontal():
            yield MeetingGrid(
                [
                    Column(N_("Day"), 5, _day, lambda m: m.start),
                    Column("", 1, lambda m: scales.MEETING_STATE.term(m.state).mark),
                    Column(N_("Meeting"), 0, lambda m: m.title, lambda m: m.title),
                ]
            )
            with Vertical(id="right"):
                yield Static("", id="about", markup=False)
                yield Minutes()
                yield Static("", id="hint", markup=False)
                yield CaptureLine(_(INVITATION), self._names)
            yield side_list()

    def on_mount(self) -> None:
        """The list has the focus."""
        super().on_mount()
        self.query_one(MeetingGrid).focus()

    def _names(self) -> list[str]:
        """Who may be meant by `@`: who spoke last first, then who is there, then all contacts."""
        meeting = self.meeting_here()
        spoken = (
            str(getattr(record, "owner", "") or getattr(record, "to", "") or record.speaker)
            for record in reversed(list(self._records.values()))
        )
        names = [*spoken, *(meeting.attendees if meeting else ()), *self.desk.people()]
        return list(dict.fromkeys(name for name in names if name))

    def reload(self, keep: str = "") -> None:
        """The list, and the minutes of the meeting under the cursor."""
        meetings = sorted(self.desk.records(Meeting), key=lambda m: m.start or m.created, reverse=True)
        self._shown = ""
        grid = self.query_one(MeetingGrid)
        if not grid.source:
            # The first look is at the meeting that goes on or was last, not at one that is planned.
            now = datetime.now().isoformat(timespec="minutes")
            keep = keep or next((m.id for m in meetings if m.start <= now), "")
        grid.load(meetings, keep)
        self._show_minutes(keep)

    def show_keys(self) -> None:
        """In the capture line its own keys; on a narrow screen the minutes take the whole width."""
        self.set_class(isinstance(self.focused, Minutes | CaptureLine), "-reading")
        self._invite()
        if isinstance(self.focused, CaptureLine) and not self.has_message:
            keys = [("enter", _("Write")), ("esc", _("Minutes")), ("R: P: Q: A: D: K: C: I:", _("marks"))]
            self.query_one(KeyBar).say_items(keys)
        else:
            super().show_keys()

    def _invite(self) -> None:
        """The words in the empty capture line; who writes line after line does not need them each time."""
        writing = isinstance(self.focused, CaptureLine) and self._lines
        capture = self.query_one(CaptureLine)
        words = "" if writing else _(INVITATION)
        if capture.placeholder != words:
            capture.placeholder = words

    def do_everywhere_back(self) -> None:
        """From the minutes back to the list first."""
        if isinstance(self.focused, Produced) and not self.focused.query_text:
            self.do_meetings_side()
        elif isinstance(self.focused, Minutes) and not self.focused.query_text:
            self.remove_class("-reading")
            self.query_one(MeetingGrid).focus()
        else:
            super().do_everywhere_back()

    def record_for(self, table: str) -> Record | None:
        """The meeting, also while the cursor is in its minutes."""
        return self.meeting_here() if table == Meeting.table else super().record_for(table)

    def meeting_here(self) -> Meeting | None:
        """The meeting under the cursor of the list."""
        found: Meeting | None = self.query_one(MeetingGrid).current
        return found

    @on(Rows.Moved)
    def _meeting_moved(self, event: Rows.Moved) -> None:
        meeting = self.meeting_here()
        if isinstance(event.rows, MeetingGrid) and (meeting.id if meeting else "") != self._shown:
            self._show_minutes()

    def _show_minutes(self, keep: str = "", at_end: bool = False) -> None:
        meeting, store = self.meeting_here(), self.desk.store
        minutes = self.query_one(Minutes)
        self._lines, self._records = [], {}
        self._shown = meeting.id if meeting else ""
        if meeting is None or store is None:
            self._about = _("Press a to add a meeting.")
            self.query_one("#about", Static).update(self._about)
            minutes.show([], {})
            self.show_side(None)
            return
        self._lines = sorted(store.where(Line, meeting=meeting.id), key=lambda line: (line.pos, line.id))
        for kind in CAPTURED:
            for record in store.where(kind, opportunity=meeting.opportunity):
                if record.source_id == meeting.id:
                    self._records[record.id] = record
        self.show_about(meeting)
        self.show_side(meeting)
        refs = {record.id: record.ref for record in self._records.values()}
        minutes.show(self._lines, refs, keep, before=meeting.agenda)
        if at_end:
            minutes.action_edge(1)
        self._invite()
        capture = self.query_one(CaptureLine)
        if not capture.value and (text := self.restored_draft(f"capture:{meeting.id}")):
            capture.value = text

    def about_line(self, meeting: Meeting) -> str:
        """When, how, who, and what came of it."""
        return about(meeting, list(self._records.values()))

    def seek(self, record_id: str) -> None:
        """To a meeting, or to a line in its minutes, which then have the focus."""
        store = self.desk.store
        line = store.get(Line, record_id) if store else None
        grid, minutes = self.query_one(MeetingGrid), self.query_one(Minutes)
        if line is None:
            super().seek(record_id)
            return
        for rows in (grid, minutes):
            rows.query_text = ""
        grid.load(grid.source, line.meeting)
        self._show_minutes(line.id)
        minutes.focus()

    # The capture line

    @on(Input.Changed, "CaptureLine")
    def _typed(self, event: Input.Changed) -> None:
        """Say what the line will become, and keep it as a draft."""
        event.stop()
        hint = capture_hint(event.value, date.today(), self.desk.people)
        self.query_one("#hint", Static).update(hint, layout=False)
        if meeting := self.meeting_here():
            key, back = f"capture:{meeting.id}", ("meetings", "write", meeting.id)
            self.drafting(key, back)(event.value)

    @on(CaptureLine.Entered)
    def _entered(self, event: CaptureLine.Entered) -> None:
        """One line, or many that were pasted, as one change; the line is emptied once they are on disk."""
        meeting = self.meeting_here()
        if meeting is None:
            return
        change = Change("Write minutes")
        after = self._lines[-1].pos if self._lines else ""
        now = datetime.now().astimezone()
        people = self.desk.people()
        typed = len(event.texts) == 1
        for text in event.texts:
            one = add_line(meeting, text, after=after, now=now, people=people, loose=typed)
            change.puts.extend(one.puts)
            after = next(put.new.pos for put in one.puts if isinstance(put.new, Line))
        if meeting.state == "planned":
            change.put(replace(meeting, state="held"), meeting)
        if self.commit(change) is not None:
            self.query_one(CaptureLine).value = ""
            self.query_one(Minutes).action_edge(1)
            like = sum(has_mark(text, loose=True) and not has_mark(text) for text in event.texts)
            if like and not typed:
                told = ngettext(
                    "{n} line begins like a mark with one colon and stayed minutes: m marks it.",
                    "{n} lines begin like a mark with one colon and stayed minutes: m marks them.",
                    like,
                )
                self.say(told.format(n=like))
            elif new := strangers((put.new for put in change.puts), people):
                self.say(_("No contact yet: {names}. esc N adds them.").format(names=", ".join(new[:3])))

    def do_meetings_write(self) -> None:
        """To the capture line; before the first meeting, to the form that makes one and leads there."""
        if self.meeting_here() is not None:
            self.query_one(CaptureLine).focus()
        else:
            self.do_meetings_add()

    do_lines_write = do_meetings_write

    def why_not_meetings_edit(self) -> str:
        """There must be a meeting."""
        return "" if self.meeting_here() else _("Add a meeting first: press a.")

    why_not_meetings_minutes = why_not_meetings_delete = why_not_lines_minutes = why_not_meetings_edit

    # Meetings

    def do_meetings_add(self) -> None:
        """Now, with the form: title first."""
        now = datetime.now().astimezone()
        new = Meeting(
            opportunity=self.desk.opportunity_id,
            start=now.strftime("%Y-%m-%dT%H:%M"),
            recorder=self.desk.workspace.user,
        )
        self.edit_record(new, None, _("New meeting"), N_("Add meeting"), lambda _id: self.do_meetings_write())

    def do_meetings_edit(self) -> None:
        """The form."""
        if here := self.meeting_here():
            self.edit_record(here, here, f"{here.ref} {here.title}", N_("Edit meeting"))

    def do_meetings_delete(self) -> None:
        """The meeting and its lines; what they made stays, with its quote."""
        here = self.meeting_here()
        if here is None:
            return

        question = _("Delete {ref} and its minutes? The records it made stay. u takes it back.")
        self.confirm_delete(question.format(ref=here.ref), N_("Delete meeting"), [here, *self._lines])

    def do_meetings_minutes(self) -> None:
        """All lines as one text; lines that stay as they are keep their records."""
        from presales_tui.screens.dialogs.editor import Editor

        meeting = self.meeting_here()
        if meeting is None:
            return
        key = f"minutes:{meeting.id}"
        lines, records = list(self._lines), dict(self._records)

        def save(text: str) -> str:
            change = edit_text(
                meeting,
                lines,
                records,
                clean(text),
                now=datetime.now().astimezone(),
                people=self.desk.people(),
            )
            return self.try_commit(change)

        title = f"{meeting.ref} {meeting.title}"
        here = self.query_one(Minutes).current
        row = lines.index(here) if here in lines else len(lines)
        self.app.push_screen(
            Editor(
                title,
                minutes_text(lines),
                save,
                self.drafting(key),
                restored=self.restored_draft(key),
                row=row,
            )
        )

    do_lines_minutes = do_meetings_minutes


def about(meeting: Meeting, records: list[Any]) -> str:
    """One line over the minutes: what came of it, when, how, who."""
    lang = language()
    counts: dict[str, int] = {}
    for record in records:
        counts[record.prefix] = counts.get(record.prefix, 0) + 1
    parts = [
        " ".join(f"{prefix} {n}" for prefix, n in counts.items()),
        meeting.start.replace("T", " "),
        scales.MEETING_TYPE.label(meeting.type, lang),
        scales.CHANNEL.label(meeting.channel, lang),
        ", ".join(meeting.attendees),
    ]
    return "  ".join(part for part in parts if part)
