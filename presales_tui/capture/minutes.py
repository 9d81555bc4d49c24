"""Minutes as they are written: a line at the prompt, the whole text in the editor, a line made a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from presales_tui.capture.editing import edit_text
from presales_tui.capture.marks import BY_KIND, canonical, parse_line, remark, unmark
from presales_tui.capture.records import NOBODY, People, carried, record_of, utc, written_on
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.position import spread
from presales_tui.model.record import Sourced
from presales_tui.model.text import clean

__all__ = ["add_line", "edit_text", "minutes_text", "retype"]


def minutes_text(lines: Iterable[Line]) -> str:
    """The minutes as one text, exactly as written; the lines come in the order given."""
    return "\n".join(line.text for line in lines)


def add_line(
    meeting: Meeting,
    text: str,
    *,
    after: str,
    now: datetime,
    people: People = NOBODY,
    before: str = "",
    loose: bool = True,
) -> Change:
    """One line typed at the prompt, where one colon makes a mark; it is kept with two.

    Of a line from elsewhere nobody saw what it would become: it is not `loose`, and needs two. `after`
    and `before` are the position keys of the lines around it, empty for none; `now` is aware.
    """
    said = clean(text).replace("\n", " ")
    said = canonical(said) if loose else said
    line = Line(meeting=meeting.id, pos=_place(after, before), text=said, at=utc(now))
    marked = parse_line(said, today=now.date())
    if marked is None:
        return Change("Add line to minutes").put(line)
    record = record_of(marked, meeting, line.id, people)
    change = Change(marked.mark.added)
    return change.put(replace(line, record=record.id)).put(record)


def _place(after: str, before: str) -> str:
    # Two sessions may have appended at the same place: then there is no key between equal ones, and
    # the line comes behind both.
    return (spread(after, before, 1) if not before or after < before else spread(after, after + "V", 1))[0]


def retype(
    line: Line,
    record: Sourced | None,
    kind: str,
    *,
    meeting: Meeting,
    now: datetime,
    people: People = NOBODY,
) -> Change:
    """Make a line a record of a kind, or minutes again (`kind` empty); its text gets or loses the mark.

    A record of another kind is replaced: its words and what both kinds have go along. BadInput if
    the line has no words to make a record of.
    """
    if not kind:
        change = Change("Make record minutes again")
        if record is not None:
            change.delete(record)
        plain = replace(line, text=unmark(line.text), record="")
        return change.put(plain, line) if plain != line else change
    change = Change("Make line a record")
    text = remark(line.text, kind)
    if record is not None and type(record) is BY_KIND[kind].record:
        return change.put(replace(line, text=text), line) if text != line.text else change
    day = written_on(line, meeting, now)
    marked = parse_line(text, today=day)
    if marked is None:
        raise BadInput(_("This line has no words to make a record of: write some, then try again."))
    new = record_of(marked, meeting, line.id, people)
    if record is not None:
        before = parse_line(line.text, today=day)
        same = before is not None and type(record) is before.mark.record
        said = record_of(before, meeting, line.id, people) if before is not None and same else None
        new = carried(record, said, new)
        change.delete(record)
    return change.put(replace(line, text=text, record=new.id), line).put(new)
