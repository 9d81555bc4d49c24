"""Days and periods as bars: the stretches of time that stand to the right of a table of dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from presales_tui.documents.plan import Align, Run, Runs, Table, plain

MOST = 12
"""Stretches of time that a schedule has at most."""
POINT = "◆"


class Dated(NamedTuple):
    """A row: its first and its last day as ISO dates (a time after them is not drawn), and its cells."""

    start: str
    end: str
    """Empty: it is one day."""
    cells: tuple[str, ...]


def _months(first: date, step: int) -> Iterator[date]:
    """The beginnings of stretches of `step` months, from the one with a day in it."""
    at = (first.year * 12 + first.month - 1) // step * step
    while True:
        yield date(at // 12, at % 12 + 1, 1)
        at += step


def _halves(first: date) -> Iterator[date]:
    """The beginnings of half months."""
    for begin in _months(first, 1):
        yield begin
        yield begin.replace(day=16)


def _weeks(first: date) -> Iterator[date]:
    """Mondays."""
    begin = first - timedelta(first.weekday())
    while True:
        yield begin
        begin += timedelta(7)


_SCALES: tuple[Callable[[date], Iterator[date]], ...] = (
    _weeks,
    _halves,
    lambda first: _months(first, 1),
    lambda first: _months(first, 3),
    lambda first: _months(first, 12),
)
"""From fine to coarse; the first that gets by with few enough stretches is taken."""


def with_schedule(table: Table, rows: Sequence[Dated], lang: str) -> Table:
    """The table with the bars of its rows to its right; as it is where there is no time to draw."""
    spans = [(begin, _day(row.end) or begin) if (begin := _day(row.start)) else None for row in rows]
    known = [span for span in spans if span]
    if len(known) < 2:
        return table
    first, last = min(begin for begin, _ in known), max(end for _, end in known)
    if first == last:
        return table
    begins = _stretches(first, last)
    if not 2 < len(begins) <= MOST + 1:
        return table
    names = list(_names(begins[:-1], lang))
    if "" in names:  # a name over one week has no room beside those that stand over four
        for n, after in ((0, 1), (len(names) - 1, len(names))):
            names[n] = names[n] if "" in names[after : after + 1] else ""
    header = tuple((Run(name),) if name else () for name in names)
    return _beside(table, header, [_cells(span, begins) for span in spans])


def _beside(table: Table, header: Sequence[Runs], cells: Sequence[Iterable[Runs]]) -> Table:
    left: Align = "left"
    middle: Align = "center"
    align = table.align or (left,) * len(table.header)
    return table._replace(
        header=(*table.header, *header),
        rows=tuple((*row, *more) for row, more in zip(table.rows, cells, strict=True)),
        align=(*align, *[middle] * len(header)),
        schedule=len(header),
    )


_PERIOD = (
    r"(?:第\s*)?(\d{1,2})\s*(?:[-–—~～至到]\s*(?:第\s*)?(\d{1,2})\s*)?(周|个?月|天)"
    r"|(week|month|day|w|m|d)s?\s*(\d{1,2})(?:\s*(?:[-–—~]|to)\s*(?:[wmd]\s*)?(\d{1,2}))?"
)


def with_periods(table: Table) -> Table:
    """A table in which a column tells weeks, such as `第 2–3 周` or `Week 2-3`, with their bars."""
    for n in range(len(table.header)):
        found = [re.fullmatch(_PERIOD, plain(row[n]).strip(), re.IGNORECASE) for row in table.rows]
        periods = [_period(match) for match in found if match]
        units = {unit for _, _, unit in periods}
        last = max((end for _, end, _ in periods), default=0)
        if len(periods) < len(found) or len(units) > 1 or not 1 < last <= MOST:
            continue
        if not all(0 < start <= end for start, end, _ in periods):
            continue
        header = [(Run(str(number)),) for number in range(1, last + 1)]
        bar, none = (Run("", tone="bar"),), ()
        cells = [
            [bar if start <= at <= end else none for at in range(1, last + 1)] for start, end, _ in periods
        ]
        return _beside(table, header, cells)
    return table


def _period(found: re.Match[str]) -> tuple[int, int, str]:
    """First, last, and what is counted."""
    start = int(found[1] or found[5])
    return start, int(found[2] or found[6] or start), (found[3] or found[4])[-1 if found[3] else 0].lower()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _stretches(first: date, last: date) -> list[date]:
    """The beginnings of the stretches from the first day to the last, and the end of the last one."""
    begins: list[date] = []
    for scale in _SCALES:
        begins = []
        for begin in scale(first):
            begins.append(begin)
            whole = scale is not _halves or begin.day == 1
            if (begin > last and whole) or len(begins) > MOST + 1:
                break
        if len(begins) <= MOST + 1:
            break
    return begins


def _names(begins: Sequence[date], lang: str) -> Iterator[str]:
    """The month above the first stretch in it, the year where stretches are years."""
    said = ""
    years = all(begin.month == 1 and begin.day == 1 for begin in begins)
    for begin in begins:
        month = f"{begin.month}月" if lang == "zh" else _ENGLISH[begin.month - 1]
        name = str(begin.year) if years else month
        yield "" if name == said else name
        said = name


_ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _cells(span: tuple[date, date] | None, begins: Sequence[date]) -> Iterator[Runs]:
    for begin, after in pairwise(begins):
        if span is None or span[1] < begin or span[0] >= after:
            yield ()
        elif span[0] == span[1]:
            yield (Run(POINT, tone="point"),)
        else:
            yield (Run("", tone="bar"),)
