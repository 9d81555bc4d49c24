"""A file that holds the minutes of many meetings, one below the other under dated headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from presales_tui.capture.blocks import front_matter
from presales_tui.capture.width import half
from presales_tui.imports.headlines import find_when
from presales_tui.imports.minutes.said import Said, said

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT = re.compile(
    r"\W*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:"
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\b"
    r"|(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号])"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MEETING = re.compile(
    r"meeting|minutes|notes|call|sync|会议|纪要|例会|周会|月会|评审会|沟通会|讨论", re.IGNORECASE
)
_CANCELLED = re.compile(r"cancel|取消", re.IGNORECASE)
_GENERIC = re.compile(
    r"\([^()]*\)|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d+(?:st|nd|rd|th|a|p|am|pm)?\b"
    r"|\b(?:noon|am|pm|utc|gmt|[ecmp][sd]?t|notes?|minutes|meeting|agenda|recording|cancel\w*|date|time)\b"
    r"|会议纪要|会议记录|纪要|会议|例会|取消|年|月|日|时间",
    re.IGNORECASE,
)
_OPENING = 14
"""Characters at the start of a heading in which a date names the whole part."""

_BOLD = 7
"""The level that a line in bold has as a heading: below all of Markdown's."""


class Part(NamedTuple):
    """The lines of one meeting."""

    start: int
    end: int
    """The line behind the last."""
    day: str = ""
    """ISO date that its heading says; empty: the text is not parted."""
    title: str = ""
    """What it is called among the others."""
    cancelled: bool = False


def parts_of(lines: Sequence[str], name: str = "") -> list[Part]:
    """The meetings of a text, in its order; one that takes all of it unless dated headings part it.

    The headings of a level part the text if two or more of them begin with a date (or name a meeting and
    a date) and those are most of that level. What stands before the first belongs to it if it is no more
    than a title. `name` may hold the year.
    """
    headings = _headings(lines)
    year = next((found[1] for text in (name, *lines[:5]) if (found := _YEAR.search(text))), "")
    every: Counter[int] = Counter()
    dated: dict[int, list[tuple[int, str]]] = {}
    for n, level, text in headings:
        every[level] += 1
        if when := _dated(text, year):
            dated.setdefault(level, []).append((n, when))
    levels = [level for level, found in dated.items() if len({when for _n, when in found}) > 1]
    # Some use two levels for the same thing, such as bold lines in one year and headings in the next.
    clear = [level for level in levels if 2 * len(dated[level]) > every[level]]
    if not clear:
        return [Part(0, len(lines))]
    upper = min(clear, key=lambda level: (-len(dated[level]), level))
    chosen = {upper} | {level for level in clear if not _inside(dated[level], dated[upper], lines)}
    starts = sorted((n, when) for level in chosen for n, when in dated[level])
    words = {n: text for n, _level, text in headings}
    above = [text for n, _level, text in headings if n < starts[0][0]]
    base = above[0] if above else PurePath(name).stem.strip("-")
    edges = [n for n, _when in starts] + [len(lines)]
    parts = [
        Part(n, end, when, _title(words[n], base, when), bool(_CANCELLED.search(words[n])))
        for (n, when), end in zip(starts, edges[1:], strict=True)
    ]
    if edges[0] == 0:
        return parts
    if _is_title(lines[: edges[0]]):
        return [parts[0]._replace(start=0), *parts[1:]]
    return [Part(0, edges[0], "", base), *parts]


def _title(heading: str, base: str, day: str) -> str:
    """The heading itself if it says more than the date, else that of the whole with the date."""
    rest = _GENERIC.sub(" ", half(heading))
    return heading if sum(map(str.isalpha, rest)) >= 3 else f"{base} {day}".strip()


def _headings(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """(line, level, words) of every heading outside code."""
    found = []
    fence = ""
    front = front_matter(list(lines[:250]))
    for n, line in enumerate(lines):
        if n < front or len(line) > 500:
            continue
        if mark := _FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1]
        elif not fence and line[:1] not in ("", "\t"):
            here: Said | None = said(line) if line.lstrip()[:1] in ("#", "*", "_") else None
            if here is not None and (here.level or (here.bold and not here.bullet)):
                found.append((n, here.level or _BOLD, here.words))
    return found


def _dated(text: str, year: str) -> str:
    """The ISO date that a heading begins with; empty: none."""
    when = find_when(text).start[:10]
    if when:
        before = _before_date(text)
        return when if before <= _OPENING or _MEETING.search(text) else ""
    found = _SHORT.match(half(text).casefold())
    if found is None or not year:
        return ""
    month = _MONTHS.index(found["month"]) + 1 if found["month"] else int(found["m1"])
    try:
        return date(int(year), month, int(found["d"] or found["d1"])).isoformat()
    except ValueError:
        return ""


def _before_date(text: str) -> int:
    found = re.search(
        r"\d{1,4}\s*[-/._年月]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d|\d{8}",
        text,
        re.IGNORECASE,
    )
    return found.start() if found else 0


def _inside(some: list[tuple[int, str]], upper: list[tuple[int, str]], lines: Sequence[str]) -> bool:
    """Whether the headings of one level stand below those of another with the same dates."""
    first, last = upper[0][0], upper[-1][0]
    return sum(first < n < last for n, _when in some) * 2 > len(some)


def _is_title(above: Sequence[str]) -> bool:
    words = [line for line in above if line.strip()]
    return len(words) <= 3 and sum(map(len, words)) < 300
