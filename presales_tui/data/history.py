"""Who changed what when, read from the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from presales_tui.data import clock, frame, upcast
from presales_tui.data.journal import Journal, Line
from presales_tui.data.names import COMMENTS, COUNTERS


class FieldChange(NamedTuple):
    """One field of one record, as JSON values; `None`: absent, which is the default."""

    table: str
    record_id: str
    field: str
    old: Any
    new: Any


class Entry(NamedTuple):
    """One commit, and what it did to the record asked for, or to all."""

    seq: int
    time: str
    """UTC, ISO 8601 to the second."""
    user: str
    title: str
    """An English message, to be translated when shown."""
    changes: tuple[FieldChange, ...]
    session: str
    undo_of: int = 0
    redo_of: int = 0


def entries(journal: Journal, record_id: str | None, comments: Collection[str] = ()) -> Iterator[Entry]:
    """Entries newest first; only those that touched a record, if one is named.

    `comments` are the ids of the comments on it, which belong to its history; so do those that are gone.
    Ends early where an old log is damaged or gone.
    """
    ids = {record_id, *comments} if record_id else None
    wanted = [b'"%b"' % one.encode() for one in ids or ()]
    for gen in range(journal.log.gen, 0, -1):
        try:
            bodies = journal.scan_log(gen).bodies
        except OSError:
            return
        schema = frame.parse(bodies[0])["schema"] if bodies else upcast.SCHEMA
        for body in reversed(bodies[1:]):
            if ids is None or any(one in body for one in wanted):
                line: Line = upcast.line_to_present(frame.parse(body), schema)
                entry = entry_of(line, record_id, ids)
                if entry.changes:
                    yield entry


def entry_of(line: Line, record_id: str | None, ids: Collection[str] | None = None) -> Entry:
    """The entry of one commit; `ids`: the records that are asked for, `record_id` with its comments."""
    changes = tuple(
        FieldChange(table, doc_id, name, pair[0], pair[1])
        for table, doc_id, changed in line["ops"]
        if table != COUNTERS
        and (ids is None or doc_id in ids or (table == COMMENTS and record_id in changed.get("about", ())))
        for name, pair in changed.items()
    )
    return Entry(
        line["s"],
        clock.to_second(line["t"]),
        line["u"],
        line["title"],
        changes,
        line["x"],
        line.get("undo_of", 0),
        line.get("redo_of", 0),
    )
