"""The full editor: one new text for all the minutes, and what of it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from presales_tui.capture.diff import Pairs, changed_lines, moved_lines, same_lines
from presales_tui.capture.marks import Marked, has_mark, mark_kind, parse_line, remark
from presales_tui.capture.notes import counting
from presales_tui.capture.records import NOBODY, People, record_of, updated, utc, written_on
from presales_tui.model.change import Change
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.position import spread
from presales_tui.model.record import Sourced
from presales_tui.model.text import clean


def edit_text(
    meeting: Meeting,
    lines: Sequence[Line],
    records: Mapping[str, Sourced],
    new_text: str,
    *,
    now: datetime,
    people: People = NOBODY,
) -> Change:
    """What makes the minutes read `new_text`; `lines` are the minutes in order, `now` is aware.

    `records` holds the records that the lines made, by id. Unchanged and moved lines stay the records
    they are. A new line with a mark (two colons) makes a record. An edited one takes its record along,
    as far as that still says what the line said. No edit of the text ever deletes a record.
    """
    text = clean(new_text)
    texts = text.split("\n") if text else []
    olds = [line.text for line in lines]
    change = Change("Edit minutes")
    if texts == olds:
        return change
    came, stays = _origins(olds, texts)
    for n in sorted(set(range(len(lines))) - set(came.values())):
        change.delete(lines[n])
    fresh = [n for n, said in enumerate(texts) if n not in came or olds[came[n]] != said]
    marked = counting(texts, (n for n in fresh if has_mark(texts[n])))
    editor = _Editor(meeting, records, now, people, change)
    for n, (said, pos) in enumerate(zip(texts, _places(lines, came, stays, len(texts)), strict=True)):
        if n not in came:
            editor.write(Line(meeting=meeting.id, pos=pos, text=said, at=utc(now)), n in marked)
        elif (was := lines[came[n]]).text != said or was.pos != pos:
            editor.rewrite(was, replace(was, pos=pos, text=said), n in marked)
    return change


def _origins(olds: list[str], texts: list[str]) -> tuple[dict[int, int], set[int]]:
    """New line to the old line that it is, and the new lines that stand where they stood."""
    same = same_lines(olds, texts)
    moved = moved_lines(olds, texts, same)
    taken_old, taken_new = {i for i, _ in moved}, {j for _, j in moved}
    edited: Pairs = []
    i = j = 0
    for i_end, j_end in [*same, (len(olds), len(texts))]:
        left = [n for n in range(i, i_end) if n not in taken_old]
        right = [n for n in range(j, j_end) if n not in taken_new]
        if left and right:
            found = changed_lines([olds[n] for n in left], [texts[n] for n in right])
            if len(left) == len(right) == 1 and _same_kind(olds[left[0]], texts[right[0]]):
                found = [(0, 0)]
            edited += [(left[a], right[b]) for a, b in found]
        i, j = i_end + 1, j_end + 1
    in_order = {j: i for i, j in same + edited}
    return {**in_order, **{j: i for i, j in moved}}, set(in_order)


def _same_kind(old: str, new: str) -> bool:
    """Whether two lines are of one kind: a marked line that was written anew in its place is still it."""
    kind = mark_kind(old)
    return kind != "" and kind == mark_kind(new)


def _places(lines: Sequence[Line], came: dict[int, int], stays: set[int], count: int) -> list[str]:
    """The position keys of all new lines; lines that stay keep theirs.

    Two sessions may have given one key to two lines: the second then gets a key of its own.
    """
    kept = [lines[came[n]].pos if n in stays else "" for n in range(count)]
    places: list[str] = []
    before = ""
    while (n := len(places)) < count:
        end = n
        while end < count and kept[end] <= before:
            end += 1
        after = kept[end] if end < count else ""
        places += spread(before, after, end - n)
        if after:
            places.append(after)
        before = places[-1]
    return places


@dataclass
class _Editor:
    """Puts lines and their records into a change."""

    meeting: Meeting
    records: Mapping[str, Sourced]
    now: datetime
    people: People
    change: Change

    def write(self, line: Line, marked: bool) -> None:
        """A new line, and its record if it has a mark that counts."""
        said = parse_line(line.text, today=self.now.date()) if marked else None
        self.change.put(line if said is None else self._capture(said, line))

    def rewrite(self, was: Line, line: Line, marked: bool) -> None:
        """An old line with another text or place, and its record as far as that followed the text."""
        day = written_on(was, self.meeting, self.now)
        said = parse_line(line.text, today=day) if marked else None
        if said is not None:
            record = self.records.get(was.record)
            # A record that was deleted by hand does not come back because its line is mended.
            if record is None and not was.record:
                line = self._capture(said, line)
            elif record is not None and type(record) is said.mark.record:
                self._follow(record, was, said, day)
            elif record is not None:
                line = self._capture(said, line)
        self.change.put(line, was)

    def _capture(self, said: Marked, line: Line) -> Line:
        record = record_of(said, self.meeting, line.id, self.people)
        self.change.put(record)
        return replace(line, record=record.id)

    def _follow(self, record: Sourced, was: Line, said: Marked, day: date) -> None:
        before = parse_line(remark(was.text, said.kind), today=day)
        if before is None:
            return
        old = record_of(before, self.meeting, was.id, self.people)
        new = updated(record, old, record_of(said, self.meeting, was.id, self.people))
        if new is not record:
            self.change.put(new, record)
