"""A Markdown note becomes a meeting with its minutes, and the marked lines become records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple

from presales_tui.capture.blocks import front_matter, front_value
from presales_tui.capture.marks import Marked, canonical, has_mark, parse_line
from presales_tui.capture.notes import counting
from presales_tui.capture.records import NOBODY, People, record_of
from presales_tui.capture.width import cut
from presales_tui.imports.headlines import When, find_when, is_labelled, plain, title_of
from presales_tui.imports.minutes import Found, Proposal, recognise
from presales_tui.imports.series import Part, parts_of
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.position import following
from presales_tui.model.record import Json, Sourced
from presales_tui.model.text import clean

_TITLE_CELLS = 120
_FIRST = 12
"""Lines with words at the top among which a date is looked for."""


class Notes(NamedTuple):
    """What an import of notes will do."""

    change: Change
    meetings: tuple[Meeting, ...]
    """One, unless dated headings part the file into the minutes of many."""
    counts: dict[str, int]
    """Records made, by kind."""
    lines: int
    candidates: int
    """Lines that begin with a mark of one colon and stayed minutes."""
    proposals: tuple[Proposal, ...]
    """What the text seems to say, a record each; the line counts in the file."""
    accepted: int
    """How many of them were made records."""
    no_days: tuple[tuple[int, str], ...] = ()
    """Due dates that no calendar has: line in the file, counted from 1, and what is written there."""

    @property
    def meeting(self) -> Meeting:
        """The first meeting."""
        return self.meetings[0]


def notes_change(
    text: str,
    *,
    name: str,
    opportunity: Opportunity,
    now: datetime,
    people: People = NOBODY,
    loose: bool = False,
    today: date | None = None,
    accept: Collection[str] = (),
    split: bool = True,
) -> Notes:
    """One change that puts the meetings, every line in order, and the records of marked lines.

    `name` is the file name. With `loose` one colon makes a mark, as at the prompt; such a line is kept
    with two. Due dates such as `>周五` count from the day of the meeting; from `today` (the day of
    `now`, which is aware) if the note names none. Of what is recognised only the kinds in `accept` become
    records. With `split` a file that is plainly a collection becomes a meeting for each of its parts.
    """
    lines = clean(text).split("\n")
    if lines[-1] == "":
        lines.pop()
    parts = parts_of(lines, name) if split else [Part(0, len(lines))]
    change = Change("Import notes")
    counts: Counter[str] = Counter()
    candidates = accepted = 0
    no_days: list[tuple[int, str]] = []
    meetings: list[Meeting] = []
    proposals: list[Proposal] = []
    free = counting(lines, [n for n, line in enumerate(lines) if has_mark(line, loose=True)])
    for part in parts:
        own = lines[part.start : part.end]
        meeting = (
            _meeting(own, name, opportunity) if len(parts) == 1 else _of_part(part, own, name, opportunity)
        )
        spoken = date.fromisoformat(meeting.start[:10]) if meeting.start else None
        day = spoken or today or now.date()
        found = recognise(own, spoken)
        meeting = _described(meeting, found)
        if len(parts) == 1 and found.subject:
            meeting = replace(meeting, title=cut(found.subject, _TITLE_CELLS))
        meetings.append(meeting)
        change.put(meeting)
        wanted: dict[int, list[Proposal]] = {}
        for proposal in found.proposals:
            proposals.append(proposal._replace(line=proposal.line + part.start))
            if proposal.kind in accept:
                wanted.setdefault(proposal.line, []).append(proposal)
        for n, (pos, said) in enumerate(zip(following("", len(own)), own, strict=True)):
            marked = parse_line(said, loose=loose, today=day) if n + part.start in free else None
            if marked is not None:
                line = Line(meeting=meeting.id, pos=pos, text=canonical(said) if loose else said)
                record = record_of(marked, meeting, line.id, people)
                change.put(replace(line, record=record.id)).put(record)
                counts[marked.kind] += 1
                if marked.no_day:
                    no_days.append((n + part.start + 1, marked.no_day))
                continue
            line = Line(meeting=meeting.id, pos=pos, text=said)
            records = [accept_proposal(p, meeting, line, people) for p in wanted.get(n, ())]
            change.put(replace(line, record=records[0].id) if records else line)
            for proposal, record in zip(wanted.get(n, ()), records, strict=True):
                change.put(record)
                counts[proposal.kind] += 1
                accepted += 1
            candidates += (
                n + part.start in free and not records and parse_line(said, loose=True, today=day) is not None
            )
    return Notes(
        change,
        tuple(meetings),
        dict(counts),
        len(lines),
        candidates,
        tuple(proposals),
        accepted,
        tuple(no_days),
    )


def accept_proposal(proposal: Proposal, meeting: Meeting, line: Line, people: People = NOBODY) -> Sourced:
    """The record of a proposal; the line stays as it was written and is its quote."""
    fields: dict[str, Json] = {}
    if proposal.kind == "action":
        fields |= {"owner": proposal.owner} if proposal.owner else {}
        fields |= {"state": "done"} if proposal.done else {}
    elif proposal.kind == "question":
        fields |= {"to": proposal.owner} if proposal.owner else {}
    if proposal.due and proposal.kind in ("action", "question"):
        fields["due"] = proposal.due
    quote = line.text.strip()
    return record_of(Marked(proposal.kind, proposal.title, quote, fields), meeting, line.id, people)


def _of_part(part: Part, lines: Sequence[str], name: str, opportunity: Opportunity) -> Meeting:
    """The meeting of a part of a collection: its heading says the day, its text may say the time."""
    when = _when(lines, lines, "")
    return Meeting(
        opportunity=opportunity.id,
        title=cut(part.title, _TITLE_CELLS) or part.day or _("Minutes"),
        start=when.start if part.day and when.start.startswith(part.day) else part.day,
        end=when.end if part.day and when.start.startswith(part.day) else "",
        state="cancelled" if part.cancelled else "held",
        imported_from=name,
    )


def _described(meeting: Meeting, found: Found) -> Meeting:
    """The meeting with what its text says of people and place."""
    return replace(
        meeting,
        attendees=tuple(found.present),
        absent=tuple(found.absent),
        host=found.host,
        recorder=found.recorder,
        place=found.place,
    )


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
