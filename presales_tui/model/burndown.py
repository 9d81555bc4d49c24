"""Open issues over time by severity, and the same as a picture of characters.

Each character of a column is one issue or a share of them; it is the digit of the severity (1 the
gravest), so that the picture says the same in sixteen colours and without any.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from presales_tui.model.scales import ISSUE_DONE, SEVERITY
from presales_tui.model.sla import parse_utc
from presales_tui.model.trial import Issue

_LONGEST = 400
"""Days that are shown at most, up to today."""


class Day(NamedTuple):
    """How it stood at the end of a day, in the time of the machine."""

    day: date
    open: tuple[int, ...]
    """Open issues of each severity, the gravest first."""
    came: int
    """Reported on this day."""
    went: int
    """Solved on this day."""

    @property
    def total(self) -> int:
        """All that were open."""
        return sum(self.open)


def days(issues: Sequence[Issue], today: date, first: date | None = None) -> list[Day]:
    """Every day from `first`, else from the first report, to today."""
    codes = {code: n for n, code in enumerate(SEVERITY.codes)}
    changes: dict[date, list[tuple[int, int]]] = {}
    for issue in issues:
        level = codes.get(issue.severity, len(codes) - 1)
        for at, by in _turns(issue, today):
            changes.setdefault(at, []).append((level, by))
    if not changes and first is None:
        return []
    begin = min([*changes, *([first] if first else [])], default=today)
    start = max(min(begin, today), today - timedelta(days=_LONGEST))
    here = [0] * len(codes)
    for at in sorted(at for at in changes if at < start):
        for level, by in changes[at]:
            here[level] += by
    found = []
    day = start
    while day <= today:
        turns = changes.get(day, [])
        for level, by in turns:
            here[level] += by
        found.append(
            Day(
                day,
                tuple(here),
                sum(1 for _level, by in turns if by > 0),
                sum(1 for _level, by in turns if by < 0),
            )
        )
        day += timedelta(days=1)
    return found


def _turns(issue: Issue, today: date) -> list[tuple[date, int]]:
    """When an issue came (+1), was solved (-1), came back; nothing after today, nothing before the report."""
    reported = parse_utc(issue.reported) or parse_utc(issue.created)
    came = min(_day(reported), today) if reported else today
    turns = [(came, 1)]
    steps = sorted(((at, code) for code, text, *_ in issue.status_log if (at := parse_utc(text))), key=_at)
    open_ = True
    last = came
    for at, code in steps:
        done = code in ISSUE_DONE
        if done == open_:
            last = min(max(_day(at), last), today)
            turns.append((last, -1 if done else 1))
            open_ = not done
    if open_ != (issue.status not in ISSUE_DONE):
        # Set without a step: as of the last thing that is known.
        turns.append((last, 1 if not open_ else -1))
    return turns


def _at(step: tuple[datetime, str]) -> datetime:
    return step[0]


def _day(at: datetime) -> date:
    return at.astimezone().date()


class Column(NamedTuple):
    """One column of the picture: what it stands for and its characters from the bottom up."""

    day: date
    cells: str
    total: int


def columns(found: Sequence[Day], width: int, height: int) -> tuple[list[Column], float]:
    """The picture in so many columns and rows, and how many issues one character stands for: a whole number.

    Several days share a column where there is no room for each; the last of them counts.
    """
    if not found or width < 1 or height < 1:
        return [], 1.0
    share = -(-len(found) // width)
    chosen = list(reversed(found[::-1][::share]))
    most = max(day.total for day in chosen)
    scale = float(max(-(-most // height), 1))
    return [Column(day.day, _stack(day, scale), day.total) for day in chosen], scale


def _stack(day: Day, scale: float) -> str:
    """The gravest at the bottom. What is open is seen: one character at least."""
    marks = [SEVERITY.term(code).mark for code in SEVERITY.codes]
    cells = ""
    reached = 0.0
    for mark, count in zip(marks, day.open, strict=True):
        reached += count / scale
        cells += mark * (round(reached) - len(cells))
    if day.total and not cells:
        cells = next(mark for mark, count in zip(marks, day.open, strict=True) if count)
    return cells
