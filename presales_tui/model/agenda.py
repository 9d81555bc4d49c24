"""What is next: everything of a client that is overdue, due, or waits for somebody to look at it.

The rules are those of the trade (domain 6.2): a meeting a day old needs its minutes, a lead must not
lie for three days, an opportunity for seven, a client for thirty. They read the pulse of a client
alone, and each gives rows that name the record which a key opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from presales_tui.locale import N_, _, ngettext
from presales_tui.model import scales
from presales_tui.model.courses import Courses
from presales_tui.model.deals import LATE, NEXT, TODAY, Client, Deal, Due, urgency
from presales_tui.model.followup import Action, Commitment, Question
from presales_tui.model.meeting import Meeting
from presales_tui.model.pulse import Pulse
from presales_tui.model.record import Record
from presales_tui.model.touch import CLIENT_DAYS, Touch, last_touch, patience
from presales_tui.model.trial import Criterion, Issue, Trial

HORIZON = 14
"""Days ahead that are shown."""
NEAR = 3
"""Days before a deadline from which on it is urgent."""
PASSED = 7
"""Days for which a deadline that was missed is still told."""
OLD = 90
"""Days after which a meeting without minutes is let be."""

_RUNNING_OUT = frozenset({"late", "soon"})


def health(deal: Deal, found: Pulse, now: datetime) -> Deal:
    """The row of an opportunity with its figures."""
    here, vitals = found.opportunity(deal.id), found.vitals.get(deal.id)
    if here is None or vitals is None:
        return deal
    today = now.astimezone().date()
    issues = found.where(Issue, deal.id)
    courses = Courses(found.where(Trial, deal.id)) if issues else None
    states = [{clock.state for clock in courses.clocks(issue, now)} for issue in issues] if courses else []
    late = sum("late" in state for state in states)
    soon = sum("soon" in state and "late" not in state for state in states)
    touch = _touch(found, deal.id, today)
    began = touch.day if touch else _day(here.created)
    idle = max((today - began).days, 0) if began else None
    return deal._replace(
        known=True,
        name=here.name,
        stage=here.stage,
        record=here,
        vitals=vitals,
        open_issues=len(issues),
        late_issues=late,
        soon_issues=soon,
        touch=touch,
        idle=idle,
    )


def _touch(found: Pulse, opportunity_id: str, today: date) -> Touch | None:
    meetings, issues = found.where(Meeting, opportunity_id), found.where(Issue, opportunity_id)
    later = last_touch(meetings, issues, today, with_minutes=found.written)
    before = found.vitals[opportunity_id].touch
    return max((t for t in (before, later) if t), key=lambda t: t.day, default=None)


def dues(client: Client, deals: Sequence[Deal], found: Pulse, now: datetime) -> list[Due]:
    """What is due with a client, the most urgent first. `deals` have their figures."""
    rows: list[Due] = []
    for deal in deals:
        if deal.record is not None and deal.stage not in scales.CLOSED_STAGES:
            rows += _Rules(client, deal, found, now).rows()
    rows += _client_untouched(client, deals, now)
    return sorted(rows, key=urgency)


class _Rules:
    """The rules for one opportunity at one time."""

    def __init__(self, client: Client, deal: Deal, found: Pulse, now: datetime) -> None:
        self.client, self.deal, self.found, self.now = client, deal, found, now
        self.local = now.astimezone()
        self.today = self.local.date().isoformat()
        self.until = (self.local + timedelta(days=HORIZON)).date().isoformat()

    def rows(self) -> Iterator[Due]:
        """Everything that is due."""
        yield from self._own()
        yield from self._meetings()
        yield from self._owed()
        yield from self._issues()
        yield from self._criteria()
        yield from self._suspects()
        yield from self._untouched()

    def _of(self, kind: type[Any]) -> list[Any]:
        return self.found.where(kind, self.deal.id)

    def _row(
        self, at: str, when: str, kind: str, what: str, where: str, *, group: str = "", urgent: bool = False
    ) -> Iterator[Due]:
        if when[:10] > self.until:
            return
        if not group:
            day = when[:10] or self.today
            group = LATE if day < self.today else TODAY if day == self.today else NEXT
        yield Due(
            f"{self.deal.id}/{at}",
            self.client.id,
            self.client.name,
            self.deal.id,
            self.deal.name,
            when,
            group,
            kind,
            what,
            where,
            at,
            urgent or group != NEXT,
        )

    def _own(self) -> Iterator[Due]:
        here = self.deal.record
        if here is None:
            return
        if here.next_step and here.next_date:
            yield from self._row(here.id, here.next_date, N_("Next step"), here.next_step, "today")
        oldest = (self.local - timedelta(days=PASSED)).date().isoformat()
        near = (self.local + timedelta(days=NEAR)).date().isoformat()
        for when, what in here.key_dates:
            if when[:10] >= oldest:
                yield from self._row(here.id, when, N_("Deadline"), what, "today", urgent=when[:10] < near)

    def _meetings(self) -> Iterator[Due]:
        day_ago = (self.local - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
        oldest = (self.local - timedelta(days=OLD)).date().isoformat()
        for meeting in self._of(Meeting):
            begins = meeting.start if len(meeting.start) > 10 else f"{meeting.start}T23:59"
            what = f"{meeting.ref} {meeting.title}".strip()
            if meeting.id in self.found.written:
                continue
            if begins < day_ago:
                if meeting.start[:10] >= oldest:
                    yield from self._row(
                        meeting.id, meeting.start, N_("No minutes"), what, "meetings", group=LATE
                    )
            elif meeting.state == "planned":
                yield from self._row(meeting.id, meeting.start, N_("Meeting"), what, "meetings")

    def _owed(self) -> Iterator[Due]:
        for action in self._of(Action):
            what = f"{action.ref} {action.title}" + (f" @{action.owner}" if action.owner else "")
            yield from self._row(action.id, action.due, N_("Action"), what, "follow")
        for promise in self._of(Commitment):
            yield from self._row(promise.id, promise.due, N_("Promise"), _named(promise), "follow")
        for question in self._of(Question):
            yield from self._row(question.id, question.due, N_("Question"), _named(question), "follow")

    def _issues(self) -> Iterator[Due]:
        issues = self._of(Issue)
        courses = Courses(self._of(Trial) if issues else ())
        for issue in issues:
            clocks = courses.clocks(issue, self.now)
            running = [(clock.due, clock) for clock in clocks if clock.due and clock.state in _RUNNING_OUT]
            if running:
                end, first = min(running, key=lambda pair: pair[0])
                at = end.astimezone().strftime("%Y-%m-%dT%H:%M")
                group = LATE if first.state == "late" else ""
                yield from self._row(
                    issue.id, at, N_("Issue"), _named(issue), "trial", group=group, urgent=True
                )

    def _criteria(self) -> Iterator[Due]:
        running = {trial.id: trial for trial in self._of(Trial) if trial.state in ("running", "midpoint")}
        open_of: dict[str, list[Criterion]] = {}
        for criterion in self._of(Criterion):
            if criterion.trial in running:
                open_of.setdefault(criterion.trial, []).append(criterion)
        for trial_id, criteria in open_of.items():
            refs = " ".join(one.ref for one in criteria)
            what = ngettext(
                "{n} criterion without a value: {refs}", "{n} criteria without a value: {refs}", len(criteria)
            ).format(n=len(criteria), refs=refs)
            yield from self._row(criteria[0].id, running[trial_id].end, N_("Criteria"), what, "trial")

    def _suspects(self) -> Iterator[Due]:
        vitals = self.deal.vitals
        if vitals is None or not vitals.suspects:
            return
        first = vitals.suspects[0]
        what = _("{what}: {refs} changed").format(what=first.title, refs=first.behind)
        if (more := vitals.suspect_count - 1) > 0:
            what = _("{what} (and {n} more)").format(what=what, n=more)
        where = _SCREEN_OF.get(first.table, "requirements")
        yield from self._row(first.id, "", N_("Suspect"), what, where)

    def _untouched(self) -> Iterator[Due]:
        deal = self.deal
        if not deal.untouched or deal.idle is None:
            return
        began = self.local.date() - timedelta(days=deal.idle)
        since = (began + timedelta(days=patience(deal.stage))).isoformat()
        told = deal.touch.what if deal.touch else _("never met")
        what = ngettext(
            "{n} day without a touch; last: {what}", "{n} days without a touch; last: {what}", deal.idle
        ).format(n=deal.idle, what=told)
        kind = N_("Lead") if deal.stage == "lead" else N_("Untouched")
        where, at = "meetings", deal.id
        if deal.touch:
            at = deal.touch.id
            where = "trial" if told.startswith(Issue.prefix) else "meetings"
        yield from self._row(at, since, kind, what, where, group=LATE)


_SCREEN_OF = {"sections": "outline", "criteria": "trial", "issues": "trial", "requirements": "requirements"}


def _client_untouched(client: Client, deals: Sequence[Deal], now: datetime) -> Iterator[Due]:
    """A client of whom nothing is going on, and whom nobody has seen for a month."""
    known = [deal for deal in deals if deal.known]
    if not known or len(known) < len(deals) or any(patience(deal.stage) for deal in known):
        return
    last = min(known, key=lambda deal: deal.idle if deal.idle is not None else 0)
    if last.idle is None or last.idle <= CLIENT_DAYS:
        return
    since = (now.astimezone().date() - timedelta(days=last.idle - CLIENT_DAYS)).isoformat()
    what = ngettext("{n} day without a touch", "{n} days without a touch", last.idle).format(n=last.idle)
    yield Due(
        f"{last.id}/client",
        client.id,
        client.name,
        last.id,
        last.name,
        since,
        LATE,
        N_("Client"),
        what,
        "today",
        last.id,
        True,
    )


def _named(record: Record) -> str:
    return f"{record.ref} {record.headline}".strip()


def _day(utc: str) -> date | None:
    try:
        at = datetime.fromisoformat(utc)
    except ValueError:
        return None
    return (at.astimezone() if at.tzinfo else at).date()
