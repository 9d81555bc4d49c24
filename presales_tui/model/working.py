"""Working time: how much of it lies between two moments, and when so much of it will have passed.

Moments are seconds since 1970 (UTC), as `datetime.timestamp` gives them, so that a day on which the
clocks are put forward or back is as long as it really is. A `Calendar` counts either every second
(7x24) or the working hours of working days: the public holidays of a country come from the library
`holidays`, in China with the weekend days that are worked in exchange, and the user's own days off
and days on stand above it.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from presales_tui.settings.days import parse_days

DAY = 86400.0
NEVER = float("inf")
_FIRST, _LAST = datetime(1971, 1, 1).timestamp(), datetime(2080, 1, 1).timestamp()
_MOST_YEARS = 30
"""Years after which a deadline that is not reached is never reached."""

Spans = tuple[tuple[int, int], ...]
"""Working hours of a day: (from, to) in minutes after midnight, in order, not overlapping."""


class Calendar(Protocol):
    """What counts as time for a clock."""

    day: float
    """Seconds of one day of it: what `2d` of a target means."""

    def between(self, begin: float, end: float) -> float:
        """Seconds that count between two moments; none if they are the wrong way round."""

    def after(self, begin: float, seconds: float) -> float:
        """The first moment at which so many seconds have counted; `NEVER`: they will not."""


class Always:
    """Every second counts."""

    day = DAY

    def between(self, begin: float, end: float) -> float:
        """The difference."""
        return max(end - begin, 0.0)

    def after(self, begin: float, seconds: float) -> float:
        """The sum."""
        return begin + seconds


class _Table(NamedTuple):
    """The working hours of some years: when each span begins and ends, and what was worked before it."""

    begins: list[float]
    ends: list[float]
    before: list[float]
    whole: float

    def until(self, moment: float) -> float:
        """What was worked up to a moment."""
        at = bisect_right(self.begins, moment) - 1
        if at < 0:
            return 0.0
        end = self.ends[at]
        return self.before[at] + (moment if moment < end else end) - self.begins[at]

    def when(self, worked: float) -> float:
        """The first moment at which so much was worked; there must be that much."""
        at = max(bisect_left(self.before, worked) - 1, 0)
        return self.begins[at] + worked - self.before[at]


class Working:
    """The working hours of the working days of a place. `zone` None: the zone of this machine."""

    def __init__(
        self,
        hours: Spans,
        zone: tzinfo | None = None,
        country: str = "",
        off: frozenset[date] = frozenset(),
        on: frozenset[date] = frozenset(),
    ) -> None:
        self.hours, self.zone, self.country, self.off, self.on = hours, zone, country, off, on
        self.day = 60.0 * sum(end - begin for begin, end in hours)
        self._years: dict[int, tuple[list[float], list[float]]] = {}
        self._first, self._last = 0, -1
        """The years that the table holds."""
        self._from, self._to = 0.0, 0.0
        """Their first moment, and the first after them."""
        self._table = _Table([], [], [], 0.0)

    def is_working_day(self, day: date) -> bool:
        """Whether it is one: the user's own days first, then the country's, then the week."""
        if day in self.on or day in self.off:
            return day in self.on
        known = days_of(self.country, day.year)
        if day in known.on or day in known.off:
            return day in known.on
        return day.weekday() not in known.weekend

    def between(self, begin: float, end: float) -> float:
        """Seconds of working hours."""
        if end <= begin:
            return 0.0
        begin, end = self._covered(begin), self._covered(end)
        table = self._table
        return max(table.until(end) - table.until(begin), 0.0)

    def after(self, begin: float, seconds: float) -> float:
        """The end of the last second needed: a deadline falls on the end of a day, not on the next."""
        begin = self._covered(begin)
        worked = self._table.until(begin) + seconds
        for _turn in range(_MOST_YEARS):
            if worked <= self._table.whole and self._table.begins:
                return max(self._table.when(worked), begin)
            self._hold(self._last + 1)
        return NEVER

    def _covered(self, moment: float) -> float:
        """The moment, kept within what a calendar is made for; the table holds it afterwards."""
        if not self._from <= moment < self._to:
            moment = min(max(moment, _FIRST), _LAST)
            if not self._from <= moment < self._to:
                self._hold(datetime.fromtimestamp(moment, self.zone).year)
        return moment

    def _hold(self, year: int) -> None:
        """Have the table hold a year, and all between it and those that it holds."""
        if self._last < self._first:
            self._first = self._last = year
        else:
            self._first, self._last = min(self._first, year), max(self._last, year)
        begins: list[float] = []
        ends: list[float] = []
        for one in range(self._first, self._last + 1):
            if one not in self._years:
                self._years[one] = self._made(one)
            begins += self._years[one][0]
            ends += self._years[one][1]
        *before, whole = accumulate((b - a for a, b in zip(begins, ends, strict=True)), initial=0.0)
        self._table = _Table(begins, ends, before, whole)
        self._from = datetime(self._first, 1, 1, tzinfo=self.zone).timestamp()
        self._to = datetime(self._last + 1, 1, 1, tzinfo=self.zone).timestamp()

    def _made(self, year: int) -> tuple[list[float], list[float]]:
        begins: list[float] = []
        ends: list[float] = []
        last = 0.0
        day = date(year, 1, 1)
        while day.year == year:
            if self.is_working_day(day):
                for first, then in self.hours:
                    begin = max(self._moment(day, first), last)
                    last = max(self._moment(day, then), begin)
                    if last > begin:
                        begins.append(begin)
                        ends.append(last)
            day += timedelta(days=1)
        return begins, ends

    def _moment(self, day: date, minutes: int) -> float:
        """A wall clock time of a day; one that the clocks skip is the moment at which they do."""
        if minutes >= 24 * 60:
            day, minutes = day + timedelta(days=1), 0
        return datetime(
            day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=self.zone
        ).timestamp()


class DaysOf(NamedTuple):
    """What is known of a year in a country."""

    off: frozenset[date]
    on: frozenset[date]
    weekend: frozenset[int]


_WEEKEND = frozenset({5, 6})
NO_DAYS = DaysOf(frozenset(), frozenset(), _WEEKEND)


def days_of(country: str, year: int) -> DaysOf:
    """Public holidays, days worked in exchange and the weekend of `CN` or `DE-BY`, with the user's own days.

    Empty, unknown, or without the library: Saturday and Sunday are free, nothing else. The settings
    `days_off` and `days_on` stand above the library, which cannot know next year's exchange days.
    """
    known = _library(country, year)
    if not country:
        return known
    off = _of_year(os.environ.get("PRESALES_DAYS_OFF", ""), year)
    on = _of_year(os.environ.get("PRESALES_DAYS_ON", ""), year)
    return (
        known if not off and not on else DaysOf((known.off | off) - on, (known.on - off) | on, known.weekend)
    )


@lru_cache(maxsize=256)
def _library(country: str, year: int) -> DaysOf:
    if not country:
        return NO_DAYS
    try:
        from holidays import country_holidays

        name, _dash, part = country.partition("-")
        found = country_holidays(name, subdiv=part or None, years=year)
    except (ImportError, NotImplementedError):
        return NO_DAYS
    worked = frozenset(day for day in found.weekend_workdays if day.year == year)
    return DaysOf(frozenset(day for day in found if day.year == year), worked, frozenset(found.weekend))


@lru_cache(maxsize=256)
def _of_year(text: str, year: int) -> frozenset[date]:
    return frozenset(day for day in parse_days(text) or () if day.year == year)


def has_days_of(country: str) -> bool:
    """Whether there is a calendar of this country."""
    return not country or _library(country, 2024) is not NO_DAYS


def parse_hours(text: str) -> Spans | None:
    """The spans of `09:00-12:00, 13:30-18:00`; `None` if it is not that, is empty, or they overlap."""
    found: list[tuple[int, int]] = []
    for part in text.replace("，", ",").replace("：", ":").replace("；", ",").replace(";", ",").split(","):
        if not part.strip():
            continue
        begin, dash, end = part.replace("–", "-").replace("~", "-").partition("-")
        first, last = _minutes(begin), _minutes(end)
        if not dash or first is None or last is None or first >= last:
            return None
        found.append((first, last))
    found.sort()
    overlap = any(one[1] > other[0] for one, other in pairwise(found))
    return None if overlap or not found else tuple(found)


def show_hours(spans: Spans) -> str:
    """As `parse_hours` reads them."""
    return ", ".join("-".join(f"{at // 60:02}:{at % 60:02}" for at in span) for span in spans)


def _minutes(text: str) -> int | None:
    hour, _colon, minute = text.strip().partition(":")
    if not hour.isdecimal() or (minute and not minute.isdecimal()):
        return None
    at = int(hour) * 60 + int(minute or 0)
    return at if at <= 24 * 60 and int(minute or 0) < 60 else None
