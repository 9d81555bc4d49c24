"""A Markdown note becomes a meeting with its minutes, and the marked lines become records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple

from presales_tui.capture.blocks import front_matter, front_value
from presales_tui.capture.marks import canonical, has_mark, parse_line
from presales_tui.capture.notes import counting
from presales_tui.capture.records import NOBODY, People, record_of
from presales_tui.capture.width import cut
from presales_tui.imports.headlines import When, find_when, is_labelled, plain, title_of
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.position import following
from presales_tui.model.text import clean

_TITLE_CELLS = 120
_FIRST = 12
"""Lines with words at the top among which a date is looked for."""


class Notes(NamedTuple):
    """What an import of notes will do."""

    change: Change
    meeting: Meeting
    counts: dict[str, int]
    """Records made, by kind."""
    lines: int
    candidates: int
    """Lines that begin with a mark of one colon and stayed minutes."""


def notes_change(
    text: str,
    *,
    name: str,
    opportunity: Opportunity,
    now: datetime,
    people: People = NOBODY,
    loose: bool = False,
    today: date | None = None,
) -> Notes:
    """One change that puts a meeting, every line of a note in order, and the records of marked lines.

    `name` is the file name. With `loose` one colon makes a mark, as at the prompt; such a line is kept
    with two. Due dates such as `>周五` count from the day of the meeting; from `today` (the day of
    `now`, which is aware) if the note names none.
    """
    lines = clean(text).split("\n")
    if lines[-1] == "":
        lines.pop()
    meeting = _meeting(lines, name, opportunity)
    day = date.fromisoformat(meeting.start[:10]) if meeting.start else today or now.date()
    change = Change("Import notes").put(meeting)
    free = counting(lines, [n for n, line in enumerate(lines) if has_mark(line, loose=True)])
    counts: Counter[str] = Counter()
    candidates = 0
    for n, (pos, said) in enumerate(zip(following("", len(lines)), lines, strict=True)):
        marked = parse_line(said, loose=loose, today=day) if n in free else None
        if marked is None:
            change.put(Line(meeting=meeting.id, pos=pos, text=said))
            candidates += n in free and parse_line(said, loose=True, today=day) is not None
            continue
        line = Line(meeting=meeting.id, pos=pos, text=canonical(said) if loose else said)
        record = record_of(marked, meeting, line.id, people)
        change.put(replace(line, record=record.id)).put(record)
        counts[marked.kind] += 1
    return Notes(change, meeting, dict(counts), len(lines), candidates)


def _meeting(lines: Sequence[str], name: str, opportunity: Opportunity) -> Meeting:
    body = lines[front_matter(lines) :]
    title = (
        plain(front_value(lines, "title", "主题", "标题")) or title_of(body) or PurePath(name).stem.strip("-")
    )
    when = _when(lines, body, name)
    return Meeting(
        opportunity=opportunity.id,
        title=cut(title, _TITLE_CELLS) or _("Minutes"),
        start=when.start,
        end=when.end,
        state="held",
        imported_from=name,
    )


def _when(lines: Sequence[str], body: Sequence[str], name: str) -> When:
    """From what says most surely when it was: a date far down may be a deadline."""
    top = [line for line in body if line.strip()][:_FIRST]
    front = front_value(lines, "date", "time", "日期", "时间")
    said = (front, title_of(body), *filter(is_labelled, top), *top[:1], name, *top)
    return next((when for text in said if (when := find_when(text)).start), When())
