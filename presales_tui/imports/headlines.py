"""What a note or an outline says about itself: its title, and the day and time of the meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from typing import NamedTuple

from presales_tui.capture.marks import has_mark
from presales_tui.capture.width import half
from presales_tui.model.text import cells

_LONGEST = 2000
"""Characters of a line that are looked at: what is longer is no heading that a person wrote."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{name}>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_DAYS = (
    re.compile(
        rf"(?P<y>{_YEAR})\s*[-/._年]\s*(?P<m>\d{{1,2}})\s*[-/._月]\s*(?P<d>\d{{1,2}})(?!\d)\s*[日号]?"
    ),
    re.compile(rf"(?P<y>{_YEAR})[-_.]?(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    re.compile(rf"{_MONTH.format(name='month')}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format(name='month')},?\s+(?P<y>{_YEAR})(?!\d)"
    ),
    re.compile(r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)"),
)
_CLOCK = r"(?P<{h}>\d{{1,2}}):(?P<{m}>\d{{2}})(?::\d{{2}})?\s*(?P<{half}>am|pm)?"
_TIME = re.compile(
    r"(?:t|[\s,，()]|at|上午|下午|晚上|中午|周.|星期.)*?(?P<noon>下午|晚上)?\s*"
    + _CLOCK.format(h="h", m="min", half="ampm")
    + r"(?:\s*(?:[-–—~～至到]|to)\s*(?P<noon2>下午|晚上)?\s*"
    + _CLOCK.format(h="h2", m="min2", half="ampm2")
    + ")?"
)
_LABELLED = re.compile(r"\W*(?:会议)?(?:时间|日期|date|time|when)\W", re.IGNORECASE)


class When(NamedTuple):
    """Start and end as `Meeting` keeps them; empty: not said."""

    start: str = ""
    end: str = ""


def find_when(text: str) -> When:
    """The first real date near the start of a text, with the time that follows it."""
    flat = half(text[:_LONGEST]).casefold()
    found = [
        (match.start(), day, match.end())
        for pattern in _DAYS
        for match in pattern.finditer(flat)
        if (day := _day(match))
    ]
    if not found:
        return When()
    _, day, end = min(found, key=lambda hit: hit[0])
    clock = _TIME.match(flat, end)
    if clock is None:
        return When(day.isoformat())
    start = _time(clock["h"], clock["min"], clock["ampm"], clock["noon"])
    if not start:
        return When(day.isoformat())
    until = _time(clock["h2"], clock["min2"], clock["ampm2"], clock["noon2"] or clock["noon"])
    return When(f"{day}T{start}", f"{day}T{until}" if until > start else "")


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _MONTHS.index(parts["month"][:3]) + 1 if "month" in parts else int(parts["m"])
    day = int(parts["d"])
    if month > 12 and match.re is _DAYS[-1]:
        month, day = day, month
    try:
        return date(int(parts["y"]), month, day)
    except ValueError:
        return None


def _time(hour: str | None, minute: str | None, ampm: str | None, noon: str | None) -> str:
    if hour is None or minute is None:
        return ""
    h, m = int(hour), int(minute)
    if (ampm == "pm" or noon) and h < 12:
        h += 12
    elif ampm == "am" and h == 12:
        h = 0
    return f"{h:02}:{m:02}" if h < 24 and m < 60 else ""


def is_labelled(line: str) -> bool:
    """Whether a line says that it is about the time: `会议时间：`, `Date:`, `| 日期 |`."""
    return _LABELLED.match(line) is not None


_HEADING = re.compile(r" {0,3}(?P<hashes>#{1,6})[ \t]+(?P<title>.*)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(
    r"(?P<mark>(?<!\*)\*{1,3}(?!\*)|`{1,2}|~~)(?=\S)(?P<words>.+?)(?<=\S)(?P=mark)(?!(?<=\*)\*)"
    r"|(?<!\w)(?P<under>_{1,3})(?=\S)(?P<said>.+?)(?<=\S)(?P=under)(?!\w)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<![\\`])(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)")
_MARK = re.compile(r"[!-/:-@\[-`{-~]")
_HIDDEN = 0xF0000
"""Escaped characters, and those of code, wait in a private plane until the marks around them are gone."""
SENTENCE_ENDS = "。！？；：，.!?;:,"
"""A line that ends in one of these and stands right above a rule is text, not a heading."""
_BARE_DATE = re.compile(r"[\W\d_年月日]*")
_OPENING = 80
"""Cells of a first line that may be a title."""
_TOP = 12
"""Lines with words above a heading that may still name the whole."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")


def plain(title: str) -> str:
    """A heading without Markdown: the words of links and emphasis stay, tags go, in one line."""
    # The patterns look ahead, which takes time in a line without end.
    if len(title) <= _LONGEST:
        title = _CODE.sub(lambda found: _MARK.sub(_hidden, found[2].strip()), title)
        title = _ESCAPED.sub(lambda found: chr(_HIDDEN + ord(found[1])), title)
        title = _TAG.sub(" ", _LINK.sub(r"\1", title))
        for _ in range(3):
            title = _EMPHASIS.sub(lambda found: found["words"] or found["said"], title)
        title = unescape(title) if "&" in title else title
        title = "".join(
            chr(ord(char) - _HIDDEN) if 0 <= ord(char) - _HIDDEN < 128 else char for char in title
        )
    return " ".join(title.split())


def _hidden(found: re.Match[str]) -> str:
    return chr(_HIDDEN + ord(found[0]))


def _unclosed(title: str) -> str:
    """A heading without the `#` that may close it."""
    title = title.rstrip()
    open_end = title.rstrip("#")
    return open_end if not open_end or open_end[-1] in " \t" else title


class Heading(NamedTuple):
    """The first heading of a text."""

    title: str = ""
    level: int = 0
    above: int = 0
    """Lines with words that stand before it."""


def first_heading(lines: Sequence[str]) -> Heading:
    """The first heading with words outside fenced code; an empty one if there is none."""
    fence = ""
    before = ""
    fresh = True
    above = 0
    for line in lines:
        if found := _FENCE.match(line):
            if not fence:
                fence = found[1]
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            before = ""
        elif not fence:
            if (found := _HEADING.match(line)) and (title := plain(_unclosed(found["title"]))):
                return Heading(title, len(found["hashes"]), above)
            if before and (found := _UNDERLINE.match(line)) and (title := plain(before)):
                level = 1 if found[0].lstrip().startswith("=") else 2
                if level == 1 or title[-1] not in SENTENCE_ENDS:
                    return Heading(title, level, above - 1)
            before = line if fresh and line.strip() and line.lstrip()[0] not in "#>|-*+=<" else ""
            fresh = not line.strip()
        above += bool(line.strip())
    return Heading()


def title_of(lines: Sequence[str]) -> str:
    """What a note without front matter is called: its heading, or a first line that tells a date as well.

    A heading further down that is not of the first level only names a part. A bare date is no title.
    """
    heading = first_heading(lines)
    first = next((line.strip() for line in lines if line.strip()), "")
    names = cells(first) <= _OPENING and find_when(first).start and not has_mark(first, loose=True)
    opening = plain(first) if names and first[0] not in "|<>-+=#`~[" else ""
    if heading.level == 1 or (heading.title and not heading.above):
        said = [heading.title, opening]
    else:
        said = [opening, heading.title if heading.above <= _TOP else ""]
    return next((title for title in said if title and not _BARE_DATE.fullmatch(title)), "")
