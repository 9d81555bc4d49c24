"""The response and solution clocks of an issue (domain 3.10).

Priority is impact x urgency: HH is P1; HM, MH are P2; HL, MM, LH are P3; ML, LM, LL are P4. Each trial
may set its own targets and count working hours instead of 7x24; `2d` of a target is two days of that
calendar. The solution clock stands still while the issue waits for the customer.

Steps are taken in the order of their times, not of their noting, so that a step noted late counts when
it was. A time before the report counts as the report; one that has not come yet counts as now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from presales_tui.model.scales import ISSUE_DONE
from presales_tui.model.trial import Issue, Trial
from presales_tui.model.working import DAY, NEVER, Always, Calendar, Working, parse_hours

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_LEVEL = {"high": 0, "medium": 1, "low": 2}
_PRIORITY = ("P1", "P2", "P3", "P4", "P4")
PRIORITIES = ("P1", "P2", "P3", "P4")

DEFAULT_TARGETS = (("P1", "30m", "4h"), ("P2", "1h", "8h"), ("P3", "4h", "2d"), ("P4", "1d", "5d"))
"""Priority, response and solution target of a trial that sets none."""

TARGETS = {
    "P1": (timedelta(minutes=30), timedelta(hours=4)),
    "P2": (timedelta(hours=1), timedelta(hours=8)),
    "P3": (timedelta(hours=4), timedelta(days=2)),
    "P4": (timedelta(days=1), timedelta(days=5)),
}
"""The same on a 7x24 clock."""

SOON = 0.75
"""Share of the target after which a clock is `soon`."""

UNANSWERED = ("open", "reopened")
WAITING = "waiting_customer"

_UNITS = {"m": 60, "分": 60, "分钟": 60, "h": 3600, "时": 3600, "小时": 3600}
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(分钟|分|小时|时|个?工作日|天|日|m|h|d)")


def priority(issue: Issue) -> str:
    """P1 to P4 from impact and urgency."""
    return _PRIORITY[_LEVEL.get(issue.impact, 1) + _LEVEL.get(issue.urgency, 1)]


class Clock(NamedTuple):
    """One clock of an issue: its state on the scale `clock`, the time left (negative: late), and its end."""

    state: str
    left: timedelta
    due: datetime | None = None
    """When the target is reached; `None` while the clock stands still."""


class Rules(NamedTuple):
    """What the clocks of a trial go by."""

    targets: Mapping[str, tuple[float, float]]
    """Priority to (response, solution) in seconds of the calendar."""
    calendar: Calendar


def parse_span(text: str, day: float = DAY) -> float | None:
    """Seconds of `30m`, `1h30m`, `2d`, `4小时`, `5个工作日`; `None` if it is not that."""
    text = text.strip().casefold()
    parts = _SPAN.findall(text)
    if not parts or _SPAN.sub("", text).strip():
        return None
    total = sum(float(number) * _UNITS.get(unit, day) for number, unit in parts)
    return total if 0 < total < 3660 * DAY else None


@lru_cache(maxsize=64)
def _rules(
    mode: str,
    hours: str,
    zone: str,
    country: str,
    off: tuple[str, ...],
    on: tuple[str, ...],
    targets: tuple[tuple[str, ...], ...],
) -> Rules:
    calendar: Calendar = Always()
    spans = parse_hours(hours)
    if mode == "working" and spans:
        calendar = Working(spans, zone_of(zone), country, _dates(off), _dates(on))
    given = {row[0]: row[1:] for row in (*DEFAULT_TARGETS, *targets) if len(row) == 3}
    found = {}
    for name, _respond, _solve in DEFAULT_TARGETS:
        respond, solve = (parse_span(text, calendar.day) or calendar.day for text in given[name])
        found[name] = (respond, solve)
    return Rules(found, calendar)


def rules_of(trial: Trial | None) -> Rules:
    """What the clocks of a trial's issues go by; without a trial the defaults, 7x24."""
    if trial is None:
        return DEFAULT
    return _rules(
        trial.calendar,
        trial.hours,
        trial.zone,
        trial.country,
        trial.days_off,
        trial.days_on,
        trial.targets,
    )


def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of a name; `None`, the one of this machine, if it is empty or not known here."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError, KeyError):
        return None


def _dates(days: Iterable[str]) -> frozenset[date]:
    found = set()
    for text in days:
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            continue
    return frozenset(found)


DEFAULT = Rules({name: (a.total_seconds(), b.total_seconds()) for name, (a, b) in TARGETS.items()}, Always())


def parse_utc(text: str) -> datetime | None:
    """An ISO 8601 time; `None` if it is empty or not one. Without a zone it is taken as UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found


class Course(NamedTuple):
    """What has happened to an issue as its clocks see it; moments are seconds since 1970."""

    began: float
    answered: float | None
    """When somebody answered first; `None`: nobody yet."""
    done: float | None
    """When it was solved for good; `None`: it is open."""
    waits: tuple[tuple[float, float], ...]
    """From when to when it waited for the customer; the last may have no end."""
    respond: float
    """Seconds of the response target."""
    solve: float
    """Seconds of the solution target."""
    respond_by: float
    solve_by: float
    """When the targets are reached; `NEVER` while the clock stands still."""


def course(issue: Issue, rules: Rules, now: float) -> Course:
    """The course of an issue; `now` only stands in for a report time that cannot be read."""
    respond, solve = rules.targets[priority(issue)]
    calendar = rules.calendar
    reported = parse_utc(issue.reported) or parse_utc(issue.created)
    began = reported.timestamp() if reported else now
    respond_by = calendar.after(began, respond)
    solve_by = calendar.after(began, solve)
    log = issue.status_log
    done = issue.status in ISSUE_DONE
    if not done and (len(log) < 2 and issue.status in UNANSWERED):
        return Course(began, None, None, (), respond, solve, respond_by, solve_by)
    steps = sorted(
        ((code, max(at.timestamp(), began)) for code, text, *_ in log if (at := parse_utc(text))),
        key=lambda step: step[1],
    )
    answered = next((at for code, at in steps if code not in UNANSWERED), None)
    if answered is None and issue.status not in UNANSWERED:
        answered = began
    end = (_solved(steps) or began) if done else None
    waits = _waits(steps, issue.status, began)
    if end is not None:
        waits = tuple((begin, min(until, end)) for begin, until in waits if begin < end)
    for begin, until in waits:
        if begin < solve_by:
            solve_by = NEVER if until == NEVER else calendar.after(solve_by, calendar.between(begin, until))
    return Course(began, answered, end, waits, respond, solve, respond_by, solve_by)


def clocks(issue: Issue, now: datetime, rules: Rules = DEFAULT) -> tuple[Clock, Clock]:
    """The (response, solution) clocks of an issue at a time (aware)."""
    at = now.timestamp()
    return clocks_of(course(issue, rules, at), rules.calendar, at, paused=issue.status == WAITING)


def clocks_of(here: Course, calendar: Calendar, now: float, *, paused: bool) -> tuple[Clock, Clock]:
    """The clocks of a course at a time."""
    response = _clock(here.began, here.respond, here.respond_by, here.answered, (), calendar, now, False)
    solution = _clock(here.began, here.solve, here.solve_by, here.done, here.waits, calendar, now, paused)
    return response, solution


def used(here: Course, calendar: Calendar, now: float) -> float:
    """Seconds that the solution of an issue took so far, or took in all, without waiting for the customer."""
    end = min(now, here.done) if here.done is not None else now
    return _used(here.began, end, here.waits, calendar)


def _used(began: float, end: float, waits: Iterable[tuple[float, float]], calendar: Calendar) -> float:
    held = sum(calendar.between(begin, min(until, end)) for begin, until in waits if begin < end)
    return max(calendar.between(began, end) - held, 0.0)


def _clock(
    began: float,
    target: float,
    by: float,
    done: float | None,
    waits: tuple[tuple[float, float], ...],
    calendar: Calendar,
    now: float,
    paused: bool,
) -> Clock:
    end = now if done is None else min(done, max(now, began))
    left = timedelta(seconds=round(target - _used(began, end, waits, calendar), 6))
    if done is not None:
        return Clock("met" if left >= timedelta() else "missed", left)
    due = None if by == NEVER else datetime.fromtimestamp(by, UTC)
    if left < timedelta():
        return Clock("late", left, due)
    if paused:
        return Clock("paused", left)
    return Clock("soon" if left.total_seconds() <= target * (1 - SOON) else "early", left, due)


def _solved(steps: list[tuple[str, float]]) -> float | None:
    """When the issue was solved for good: the client's confirmation, days later, does not count."""
    found: float | None = None
    for code, at in reversed(steps):
        if code in ISSUE_DONE:
            found = at
        elif found is not None:
            break
    return found


def _waits(steps: list[tuple[str, float]], status: str, began: float) -> tuple[tuple[float, float], ...]:
    """From when to when an issue waited for the customer."""
    found = []
    since: float | None = None
    for code, at in steps:
        if since is not None and code != WAITING:
            found.append((since, at))
            since = None
        elif since is None and code == WAITING:
            since = at
    if since is not None:
        found.append((since, NEVER))
    elif status == WAITING:
        # It waits, though no step says so: since the last one.
        found.append((steps[-1][1] if steps else began, NEVER))
    return tuple(found)
