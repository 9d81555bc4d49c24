"""How long ago a client or a person was last in touch with us: from meetings, minutes and issues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from presales_tui.model.client import Contact
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.scales import CLOSED_STAGES
from presales_tui.model.trial import Issue

_NAMED = re.compile(r"[@＠]([^\s@＠,，。;；:：、]+)")

LEAD_DAYS = 3
"""Days after which a lead without a touch is said to be cold."""
OPEN_DAYS = 7
"""The same for every other opportunity that is being won."""
CLIENT_DAYS = 30
"""The same for a client of whom nothing is being won now: signed, put aside, or closed."""
WON = frozenset({"signed", "delivery", "support"})


class Touch(NamedTuple):
    """The last time, and at what."""

    day: date
    id: str
    """Of the meeting or issue."""
    what: str
    """Its ref and title."""

    def days(self, today: date) -> int:
        """How many days ago; never below 0."""
        return max((today - self.day).days, 0)


class Kept(Protocol):
    """Whoever keeps the records of a client: a store."""

    def all(self, kind: type[Any]) -> list[Any]:
        """Every record of a kind."""

    def where(self, kind: type[Any], **equals: Any) -> list[Any]:
        """Those whose fields equal what is given."""


def client_touch(kept: Kept, today: date, opportunity: str = "") -> Touch | None:
    """The last touch with a client, or over one of their opportunities; `None`: there was none.

    Minutes are looked into only for a meeting that nobody called held, the last one first.
    """
    only = {"opportunity": opportunity} if opportunity else {}
    meetings: list[Meeting] = kept.where(Meeting, **only)
    issues: list[Issue] = kept.where(Issue, **only)
    last = last_touch(meetings, issues, today)
    for meeting in sorted(meetings, key=lambda m: m.start, reverse=True):
        touch = None if meeting.state == "held" else _met(meeting, today, written=True)
        if touch is None:
            continue
        if last is not None and last.day >= touch.day:
            break
        if kept.where(Line, meeting=meeting.id):
            return touch
    return last


def patience(stage: str) -> int:
    """Days that an opportunity of a stage may go without a touch; 0: nothing is expected any more."""
    if stage in CLOSED_STAGES:
        return 0
    if stage in WON or stage == "on_hold":
        return CLIENT_DAYS
    return LEAD_DAYS if stage == "lead" else OPEN_DAYS


def last_touch(
    meetings: Iterable[Meeting],
    issues: Iterable[Issue],
    today: date,
    lines: Iterable[Line] = (),
    with_minutes: Set[str] = frozenset(),
) -> Touch | None:
    """The last time that the client was met, or an issue of theirs was reported or dealt with.

    Meetings that were held count, and those that have minutes; internal ones do not, nor does what
    lies ahead. `with_minutes`: ids of meetings that are known to have minutes, besides those of `lines`.
    """
    written = {line.meeting for line in lines} | with_minutes
    found = [touch for m in meetings if (touch := _met(m, today, m.id in written))]
    found += [touch for issue in issues if (touch := _dealt(issue, today))]
    return max(found, key=lambda touch: touch.day, default=None)


def touches(
    contacts: Iterable[Contact],
    meetings: Iterable[Meeting],
    issues: Iterable[Issue],
    today: date,
    lines: Iterable[Line] = (),
) -> dict[str, Touch]:
    """Contact id to the last touch: a meeting they were in or are named in with `@`, or their issue."""
    from presales_tui.model.people import by_name, fold

    people = by_name(contacts)
    written: dict[str, set[str]] = {}
    for line in lines:
        named = written.setdefault(line.meeting, set())
        if "@" in line.text or "＠" in line.text:
            named.update(_NAMED.findall(line.text))
    found: dict[str, Touch] = {}

    def add(names: Iterable[str], touch: Touch | None) -> None:
        if touch is None:
            return
        for name in names:
            person = people.get(fold(name))
            if person and (person.id not in found or found[person.id].day < touch.day):
                found[person.id] = touch

    for meeting in meetings:
        names = {*meeting.attendees, meeting.host, *written.get(meeting.id, ())} - {*meeting.absent}
        add(names, _met(meeting, today, meeting.id in written))
    for issue in issues:
        add((issue.reporter,), _dealt(issue, today))
    return found


def _met(meeting: Meeting, today: date, written: bool) -> Touch | None:
    if meeting.type == "internal" or meeting.state == "cancelled":
        return None
    day = _day(meeting.start)
    if day is None or day > today or not (meeting.state == "held" or written):
        return None
    return Touch(day, meeting.id, f"{meeting.ref} {meeting.title}".strip())


def _dealt(issue: Issue, today: date) -> Touch | None:
    days = [_day(issue.reported), *(_day(step[1]) for step in issue.status_log)]
    past = [day for day in days if day is not None and day <= today]
    return Touch(max(past), issue.id, f"{issue.ref} {issue.title}".strip()) if past else None


def _day(text: str) -> date | None:
    """The local day of a time: UTC with its zone, or local without one."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.astimezone().date() if at.tzinfo else at.date()
