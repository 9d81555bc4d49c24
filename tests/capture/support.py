"""A change applied to lines and records, as the store would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from presales_tui.capture.minutes import minutes_text
from presales_tui.model.change import Change
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.record import Record, Sourced

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=timezone(timedelta(hours=8)))
"""A Monday, in China."""

UTC_NOW = NOW.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
MEETING = Meeting(opportunity="opp", title="首次拜访", start="2026-11-23T10:00")


class Notebook:
    """The lines of a meeting and the records they made."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self.all: dict[str, Record] = {line.id: line for line in lines}

    def apply(self, change: Change) -> Notebook:
        for put in change.puts:
            here = self.all.get(put.new.id)
            assert put.was == here, "a change must start from what is there"
            self.all[put.new.id] = put.new
        for record in change.deletes:
            assert self.all.pop(record.id) == record
        return self

    @property
    def lines(self) -> list[Line]:
        found = [record for record in self.all.values() if isinstance(record, Line)]
        return sorted(found, key=lambda line: (line.pos, line.id))

    @property
    def records(self) -> dict[str, Sourced]:
        return {key: record for key, record in self.all.items() if isinstance(record, Sourced)}

    @property
    def text(self) -> str:
        return minutes_text(self.lines)

    def put(self, record: Record) -> None:
        self.all[record.id] = record
