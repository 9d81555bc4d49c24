"""Issues as they came and went: what a burn-down is drawn of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from presales_tui.model.scales import ISSUE_DONE

if TYPE_CHECKING:
    from presales_tui.model.trial import Issue

Flow = dict[str, tuple[int, int]]
"""Day (ISO) to (reported, solved) on it."""


def flow(issues: Iterable[Issue]) -> Flow:
    """How many issues were reported and solved on each day."""
    found: dict[str, list[int]] = {}
    for issue in issues:
        came = _day(issue.reported) or _day(issue.created)
        if came:
            found.setdefault(came, [0, 0])[0] += 1
            if issue.status in ISSUE_DONE:
                found.setdefault(max(_gone(issue), came), [0, 0])[1] += 1
    return {day: (came, gone) for day, (came, gone) in sorted(found.items())}


def _gone(issue: Issue) -> str:
    """The day of the first of the last unbroken steps that say it is done."""
    day = ""
    for code, at, *_who in reversed(issue.status_log):
        if code in ISSUE_DONE:
            day = _day(at) or day
        elif day:
            break
    return day or _day(issue.updated)


def open_by_day(found: Mapping[str, tuple[int, int]], last: date, days: int) -> list[int]:
    """How many were open at the end of each of the last days, oldest first."""
    series = []
    level = 0
    steps = sorted(found.items())
    at = 0
    for back in range(days - 1, -1, -1):
        day = (last - timedelta(days=back)).isoformat()
        while at < len(steps) and steps[at][0] <= day:
            level += steps[at][1][0] - steps[at][1][1]
            at += 1
        series.append(level)
    return series


def _day(text: str) -> str:
    """The local day of a time, as ISO; empty: it is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return (at.astimezone() if at.tzinfo else at).date().isoformat()
