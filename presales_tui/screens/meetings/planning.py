"""Before the meeting: from a template, with the people of both sides; and how long it has taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.meeting import Meeting
from presales_tui.screens.ground.options import Option
from presales_tui.screens.meetings.parts import MeetingBase


class PlanningMeetings(MeetingBase):
    """Templates, people, timer."""

    def do_meetings_plan(self) -> None:
        """Choose a template, then the form of a meeting that is to come."""
        soon = (datetime.now() + timedelta(hours=1)).replace(minute=0)
        new = Meeting(
            opportunity=self.desk.opportunity_id,
            start=soon.strftime("%Y-%m-%dT%H:%M"),
            recorder=self.desk.workspace.user,
        )

        def made(meeting: Meeting, title: str) -> None:
            self.edit_record(replace(meeting, title=title), None, _("New meeting"), N_("Add meeting"))

        self._with_template(new, made)

    def do_meetings_template(self) -> None:
        """Agenda and questions of a template for the meeting under the cursor."""
        here = self.meeting_here()
        if here is None:
            return

        def made(meeting: Meeting, _title: str) -> None:
            self.commit(Change("Edit meeting").put(meeting, here), keep=here.id)

        self._with_template(here, made)

    def why_not_meetings_template(self) -> str:
        """A template is for a meeting."""
        return self.no_meeting()

    def _with_template(self, meeting: Meeting, then: Callable[[Meeting, str], None]) -> None:
        from presales_tui.imports.meeting_templates import applied, templates

        found, wrong = templates(self.desk.workspace.path, language())
        by_name = {template.name: template for template in found}
        industry = self.desk.store.client.industry if self.desk.store else ""
        lang = language()
        options = [
            Option(t.name, t.title, f"{scales.MEETING_TYPE.label(t.type, lang)}{' *' if t.own else ''}")
            for t in found
        ]

        def chosen(name: str) -> None:
            template = by_name[name]
            then(applied(meeting, template, industry), template.title)

        self.choose(_("Meeting template"), options, chosen, typed=True)
        if wrong:
            self.notify(next(iter(wrong.values())).sentence)

    def do_meetings_people(self) -> None:
        """Who is there: the contacts of both sides, and who else was named."""
        here, store = self.meeting_here(), self.desk.store
        if here is None or store is None:
            return
        lang = language()
        contacts = sorted(store.all(Contact), key=lambda c: (scales.SIDE.order(c.side), c.name))
        options = [
            Option(
                c.name, c.name, "  ".join(part for part in (scales.SIDE.label(c.side, lang), c.job) if part)
            )
            for c in contacts
        ]
        known = {option.id for option in options}
        options += [Option(name, name) for name in here.attendees if name not in known]

        def chosen(names: list[str]) -> None:
            self.commit(Change("Edit meeting").put(replace(here, attendees=tuple(names)), here), keep=here.id)

        self.check(_("Who is there?"), options, chosen, here.attendees, _("Save"))

    def why_not_meetings_people(self) -> str:
        """There must be somebody to choose."""
        if reason := self.no_meeting():
            return reason
        here, store = self.meeting_here(), self.desk.store
        found = (here and here.attendees) or (store and store.all(Contact))
        return "" if found else _("There is no contact yet: write names in the form, e.")

    def do_meetings_timer(self) -> None:
        """Start the timer, or stop it."""
        here = self.meeting_here()
        if here is None:
            return
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if here.began and not here.ended:
            new, title = replace(here, ended=now), N_("Stop the timer")
        else:
            new, title = replace(here, began=now, ended="", state="held"), N_("Start the timer")
        self.commit(Change(title).put(new, here), keep=here.id)

    def why_not_meetings_timer(self) -> str:
        """What is timed is a meeting."""
        return self.no_meeting()


def clock(meeting: Meeting, now: datetime) -> str:
    """Minutes gone and planned: `12/90 min`, `95/90 min (+5)`; empty: the timer was never started."""
    if not meeting.began:
        return ""
    try:
        until = datetime.fromisoformat(meeting.ended) if meeting.ended else now
        gone = max(int((until - datetime.fromisoformat(meeting.began)).total_seconds() // 60), 0)
    except ValueError:
        return ""
    planned = _planned(meeting)
    if not planned:
        return _("{gone} min").format(gone=gone)
    over = f" (+{gone - planned})" if gone > planned else ""
    return _("{gone}/{planned} min").format(gone=gone, planned=planned) + over


def _planned(meeting: Meeting) -> int:
    if len(meeting.start) < 16 or len(meeting.end) < 16:
        return 0
    try:
        length = datetime.fromisoformat(meeting.end) - datetime.fromisoformat(meeting.start)
    except ValueError:
        return 0
    return max(int(length.total_seconds() // 60), 0)
