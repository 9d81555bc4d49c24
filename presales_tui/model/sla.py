"""The response and solution clocks of an issue (domain 3.10), on a 7x24 clock.

Priority is impact x urgency: HH is P1; HM, MH are P2; HL, MM, LH are P3; ML, LM, LL are P4. A
working day of the table counts as a calendar day. The clock stands still while the issue waits
for the customer.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from presales_tui.model.scales import ISSUE_DONE
from presales_tui.model.trial import Issue

_LEVEL = {"high": 0, "medium": 1, "low": 2}
_PRIORITY = ("P1", "P2", "P3", "P4", "P4")

TARGETS = {
    "P1": (timedelta(minutes=30), timedelta(hours=4)),
    "P2": (timedelta(hours=1), timedelta(hours=8)),
    "P3": (timedelta(hours=4), timedelta(days=2)),
    "P4": (timedelta(days=1), timedelta(days=5)),
}
"""Priority to (response, solution) target."""

SOON = 0.75
"""Share of the target after which a clock is `soon`."""


def priority(issue: Issue) -> str:
    """P1 to P4 from impact and urgency."""
    return _PRIORITY[_LEVEL.get(issue.impact, 1) + _LEVEL.get(issue.urgency, 1)]


class Clock(NamedTuple):
    """One clock of an issue: its state on the scale `clock`, and the time left (negative: late)."""

    state: str
    left: timedelta


def parse_utc(text: str) -> datetime | None:
    """An ISO 8601 time; `None` if it is empty or not one. Without a zone it is taken as UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found


def clocks(issue: Issue, now: datetime) -> tuple[Clock, Clock]:
    """The (response, solution) clocks of an issue at a time (aware).

    An issue without a readable report time has just begun. Times out of order count as no time.
    """
    respond, solve = TARGETS[priority(issue)]
    began = parse_utc(issue.reported) or parse_utc(issue.created) or now
    steps = [(code, at) for code, text, *_ in issue.status_log if (at := parse_utc(text))]
    answered = next((at for code, at in steps if code not in ("open", "reopened")), None)
    if answered is None and issue.status not in ("open", "reopened"):
        answered = began
    response = _clock(respond, began, answered, timedelta(), now, paused=False)
    done_at = (_solved(steps) or began) if issue.status in ISSUE_DONE else None
    waiting = issue.status == "waiting_customer"
    held = _held(steps, done_at or now)
    return response, _clock(solve, began, done_at, held, now, paused=waiting)


def _solved(steps: list[tuple[str, datetime]]) -> datetime | None:
    """When the issue was solved for good: the client's confirmation, days later, does not count."""
    found: datetime | None = None
    for code, at in reversed(steps):
        if code in ISSUE_DONE:
            found = at
        elif found is not None:
            break
    return found


def _held(steps: list[tuple[str, datetime]], end: datetime) -> timedelta:
    """Time spent waiting for the customer up to `end`."""
    total = timedelta()
    since: datetime | None = None
    for code, at in steps:
        if since is not None:
            total += max(min(at, end) - since, timedelta())
            since = None
        if code == "waiting_customer":
            since = at
    if since is not None:
        total += max(end - since, timedelta())
    return total


def _clock(
    target: timedelta, began: datetime, done: datetime | None, held: timedelta, now: datetime, *, paused: bool
) -> Clock:
    used = max((done or now) - began - held, timedelta())
    left = target - used
    if done is not None:
        return Clock("met" if left >= timedelta() else "missed", left)
    if left < timedelta():
        return Clock("late", left)
    if paused:
        return Clock("paused", left)
    return Clock("soon" if used >= target * SOON else "early", left)
