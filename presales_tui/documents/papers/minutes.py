"""Minutes in the form that the trade expects (会议纪要), of one meeting or of all, oldest first.

Head, people of both sides, agenda, what was said, decisions, actions, open questions, next meeting. The
`txt` form is the lines alone, exactly as they were written: it can be imported again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import unquote

from presales_tui.capture.marks import BY_KIND, MARKS, parse_line
from presales_tui.capture.minutes import minutes_text
from presales_tui.documents.book import Book, Source
from presales_tui.documents.pieces import Grid, Heading, NewPage, Pairs, Piece, Prose, escaped, markdown_text
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.documents.words import colon, word
from presales_tui.imports.headlines import plain
from presales_tui.locale import _, ngettext
from presales_tui.model import scales
from presales_tui.model.client import Contact, named
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.followup import Action, Commitment, Decision, Question
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.qualification import Qualification
from presales_tui.model.record import Record, Sourced
from presales_tui.model.requirement import Requirement

S = TypeVar("S", bound=Sourced)


@dataclass(frozen=True)
class _Held:
    """A meeting with what the audience may see of it."""

    meeting: Meeting
    lines: tuple[Line, ...]
    records: tuple[Sourced, ...]
    """What came of it."""
    next: Meeting | None

    def of(self, kind: type[S]) -> list[S]:
        return [record for record in self.records if isinstance(record, kind)]


def begin(order: Order) -> Work:
    """Read meetings, lines and what came of them. BadInput if there are none to show."""
    store = order.store
    shut = set() if order.audience == "internal" else internal_ids(store, order.opportunity)
    every = store.where(Meeting, opportunity=order.opportunity)
    meetings = sorted(every, key=lambda m: m.start or m.created)
    wanted = [m for m in meetings if order.record in ("", m.id)]
    if order.record and not wanted:
        raise NotFound(_("There is no such meeting here."))
    known: dict[str, list[Sourced]] = {}
    for mark in MARKS:
        for record in store.where(mark.record, opportunity=order.opportunity):
            if shut.isdisjoint((record.id, record.source_line)):
                known.setdefault(record.source_id, []).append(record)
    held: list[_Held] = []
    numbers: dict[str, int] = {}
    left_out = 0
    for meeting in wanted:
        lines = sorted(store.where(Line, meeting=meeting.id), key=lambda line: (line.pos, line.id))
        shown = tuple(line for line in lines if shut.isdisjoint((meeting.id, line.id, line.record)))
        left_out += len(lines) - len(shown)
        numbers |= {line.id: n for n, line in enumerate(lines, 1)}
        if meeting.id not in shut:
            later = (m for m in meetings if m.state == "planned" and m.start > meeting.start)
            following = next((m for m in later if m.id not in shut), None)
            held.append(_Held(meeting, shown, tuple(known.get(meeting.id, ())), following))
    if not held:
        raise BadInput(_("There are no minutes to export yet."))
    told = (
        ngettext(
            "{n} internal line left out; --internal includes it.",
            "{n} internal lines left out; --internal includes them.",
            left_out,
        ).format(n=left_out)
        if left_out
        else ""
    )
    stop = _stop(order, held, numbers)
    if order.format == "txt":

        def as_written() -> Made:
            stop()
            return Made("\n".join(_as_written(one) for one in held).encode(), told)

        return as_written
    sides = {contact.name: contact.side for contact in store.where(Contact)}
    client = store.client
    name = client.name_en if order.lang == "en" and client.name_en else client.name

    def work() -> Made:
        stop()
        pieces = [piece for n, one in enumerate(held) for piece in _pieces(one, sides, order.lang, n)]
        if order.format == "md":
            return Made(markdown_text(pieces).encode(), told)
        from presales_tui.documents.papers.docx_file import docx_bytes

        minutes = word(order.lang, "minutes")
        shut_word = word(order.lang, "internal") if order.audience == "internal" else ""
        head = "  ".join(part for part in (name, minutes, shut_word) if part)
        title = f"{minutes} {held[0].meeting.title}" if len(held) == 1 else f"{minutes} {name}"
        author = named(held[-1].meeting.recorder)
        return Made(docx_bytes(pieces, lang=order.lang, title=title, header=head, author=author), told)

    return work


def _stop(order: Order, held: Sequence[_Held], numbers: dict[str, int]) -> Callable[[], None]:
    """What raises `Leaving` if minutes for the client quote what is internal; the work calls it."""
    if order.audience == "internal":
        return lambda: None
    store, whole = order.store, Book.of(order.store, order.opportunity)
    # What shows that we know the deal was said openly, though the judgement on it is internal.
    shows = {id_ for q in store.where(Qualification, opportunity=order.opportunity) for id_ in q.links}
    more: list[Record] = [line for one in held for line in one.lines if line.id in shows]
    more += store.where(Question, opportunity=order.opportunity)

    def check() -> None:
        from presales_tui.documents.gate import Text, check_texts

        texts = []
        for one in held:
            m = one.meeting
            head = (m.title, m.place, m.agenda, m.host, m.recorder, one.next.title if one.next else "")
            texts.append(Text(m.ref, "\n".join(head), m.id, "meetings"))
            for line in one.lines:
                where = _("{ref}, line {n}").format(ref=m.ref, n=numbers[line.id])
                texts.append(Text(where, unquote(line.text), line.id, "meetings"))
            for record in one.records:
                said = "\n".join(str(getattr(record, name, "")) for name in _PRINTED)
                texts.append(Text(record.ref, said, m.id, "meetings"))
        check_texts(whole, texts, more)

    return check


_PRINTED = ("title", "why", "owner", "to", "speaker", "answer")
"""What the tables of minutes show of a record."""


def internal_ids(store: Source, opportunity_id: str) -> set[str]:
    """Ids of what a client must not see: meetings, lines, and the records that a line has become."""
    found: list[Record] = [*store.where(Meeting, opportunity=opportunity_id), *store.where(Line)]
    for mark in MARKS:
        found += store.where(mark.record, opportunity=opportunity_id)
    return {record.id for record in found if record.visibility == "internal"}


def _as_written(held: _Held) -> str:
    start = held.meeting.start.replace("T", " ")
    return f"# {start} {held.meeting.title}\n\n{minutes_text(held.lines)}\n"


def _pieces(held: _Held, sides: dict[str, str], lang: str, n: int) -> Iterator[Piece]:
    meeting = held.meeting
    if n:
        yield NewPage()
    yield Heading(f"{word(lang, 'minutes')}{colon(lang)}{meeting.title}")
    yield Pairs(tuple(_head(meeting, sides, lang)))
    if meeting.agenda.strip():
        yield Heading(word(lang, "agenda_minutes"), 2)
        yield Prose(meeting.agenda)
    text = discussion(held.lines, {record.id: record for record in held.records}, meeting.title, lang)
    if text.strip():
        yield Heading(word(lang, "discussion"), 2)
        yield Prose(text)
    yield from _tables(held, lang)
    if held.next:
        yield Heading(word(lang, "next_meeting"), 2)
        place = f"  {held.next.place}" if held.next.place else ""
        yield Prose(escaped(f"{held.next.start.replace('T', ' ')}  {held.next.title}{place}"))


def _head(meeting: Meeting, sides: dict[str, str], lang: str) -> Iterator[tuple[str, str]]:
    start = meeting.start.replace("T", " ")
    end = meeting.end.replace("T", " ")
    if end and end[:10] == start[:10]:
        end = end[11:]
    rows = [
        ("meeting_name", meeting.title),
        ("number", meeting.ref),
        ("time", f"{start}–{end}" if end else start),
        ("meeting_type", scales.MEETING_TYPE.label(meeting.type, lang)),
        ("place", f"{meeting.place} ({scales.CHANNEL.label(meeting.channel, lang)})".lstrip()),
        ("host", meeting.host),
        ("recorder", named(meeting.recorder)),
    ]
    between = "、" if lang == "zh" else ", "
    known = {sides.get(name, "") for name in meeting.attendees}
    for side in ("client", "us", "partner"):
        names = [name for name in meeting.attendees if sides.get(name) == side]
        rows.append((f"present_{side}", between.join(names)))
    others = [name for name in meeting.attendees if not sides.get(name)]
    rows.append(("present_other" if known - {""} else "present", between.join(others)))
    rows.append(("absent", between.join(meeting.absent)))
    for key, value in rows:
        if value:
            yield word(lang, key), value


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_STRUCTURE = re.compile(r"\s|[-*+>|#<]|\d{1,9}[.)]")
"""How a line begins that is part of a list, a table, a quotation or code."""


def discussion(lines: Sequence[Line], records: dict[str, Sourced], title: str, lang: str) -> str:
    """What was said as Markdown; a marked line says its kind, its ref and its words, not our assessment.

    Headings go down by two levels; the one that only repeats the title of the meeting goes.
    """
    out: list[str] = []
    fence = ""
    behind_mark = False
    for line in lines:
        text = line.text
        if behind_mark and text.strip() and not _STRUCTURE.match(text):
            # Markdown would take it for more of the item above.
            out.append("")
        behind_mark = False
        if found := _FENCE.match(text):
            fence = "" if fence and text.strip().startswith(fence) else fence or found[1]
            out.append(text)
        elif fence:
            out.append(text)
        elif marked := _marked(line, records.get(line.record), lang):
            out.append(marked)
            behind_mark = True
        elif text.startswith("#"):
            if plain(text.lstrip("# ")) != title:
                out += ["", "##" + text if len(text) - len(text.lstrip("#")) < 5 else text, ""]
        elif line.at and text.strip() and not _STRUCTURE.match(text):
            # Typed one after the other, each is a paragraph: Markdown would run them together.
            out += [text, ""]
        else:
            out.append(text)
    return "\n".join(out)


def _marked(line: Line, record: Sourced | None, lang: str) -> str:
    said = parse_line(line.text, today=date(2000, 1, 1))
    if said is None:
        return ""
    label = BY_KIND[said.kind].label(lang)
    ref = f" {record.ref}" if record is not None and record.ref else ""
    by = f" ({escaped(said.speaker)})" if said.speaker else ""
    return f"- **{label}{ref}** {said.quote.strip()}{by}"


def _tables(held: _Held, lang: str) -> Iterator[Piece]:
    def grid(
        key: str, columns: str, rows: Iterable[tuple[str, ...]], widths: tuple[float, ...]
    ) -> list[Piece]:
        found = tuple(rows)
        header = tuple(word(lang, name) for name in columns.split())
        return [Heading(word(lang, key), 2), Grid(header, found, widths)] if found else []

    yield from grid(
        "decisions",
        "ref decision",
        ((d.ref, d.title + (f" ({d.why})" if d.why else "")) for d in held.of(Decision)),
        (0.16, 0.84),
    )
    yield from grid(
        "actions",
        "ref action owner side due state",
        (
            (
                a.ref,
                a.title,
                a.owner,
                scales.SIDE.label(a.side, lang),
                a.due,
                scales.ACTION_STATE.label(a.state, lang),
            )
            for a in sorted(held.of(Action), key=lambda a: a.due or "9")
        ),
        (0.13, 0.38, 0.13, 0.09, 0.16, 0.11),
    )
    yield from grid(
        "questions",
        "ref question answered_by due",
        ((q.ref, q.title, q.to, q.due) for q in held.of(Question) if q.state == "open"),
        (0.13, 0.57, 0.15, 0.15),
    )
    yield from grid(
        "commitments",
        "ref commitment to_whom due",
        ((c.ref, c.title, c.to, c.due) for c in held.of(Commitment)),
        (0.13, 0.57, 0.15, 0.15),
    )
    yield from grid(
        "requirements_heard",
        "ref requirement speaker",
        ((r.ref, r.title, r.speaker) for r in held.of(Requirement)),
        (0.15, 0.65, 0.2),
    )
