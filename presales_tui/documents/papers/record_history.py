"""The history of a record as people read it: labels, refs and names instead of codes and ids."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.data import ClientStore
from presales_tui.data.kinds import kind_of
from presales_tui.fields import FIELDS, Field
from presales_tui.fields.field import plain_number
from presales_tui.locale import _, language
from presales_tui.model.client import Contact
from presales_tui.model.record import Record
from presales_tui.model.sla import parse_utc

_ENDS = {"_low": " >=", "_high": " <=", "_roles": " +"}
"""What stands behind the label of a range for each of the fields that it is kept in."""


class Step(NamedTuple):
    """One commit, as far as it concerns the record."""

    time: str
    """Local."""
    user: str
    title: str
    changes: tuple[str, ...]
    """`field: old -> new`, a line each."""
    made: bool
    """It made the record."""


def steps(store: ClientStore, record: Record, limit: int | None = 100) -> list[Step]:
    """What was done to a record and its comments, the newest first."""
    return [
        Step(
            local_time(entry.time),
            entry.user,
            _(entry.title),
            tuple(
                line
                for change in entry.changes
                if (line := _line(change.table, change.field, change.old, change.new, store))
            ),
            any(c.record_id == record.id and c.field == "created" and not c.old for c in entry.changes),
        )
        for entry in store.history(record.id, limit)
    ]


def local_time(utc: str) -> str:
    """A UTC time as the clock on the wall said it."""
    at = parse_utc(utc)
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if at else utc


def _line(table: str, name: str, old: object, new: object, store: ClientStore) -> str:
    """Ids and stamps are left out: they say nothing to a reader."""
    kind = kind_of(table)
    if kind is None:
        return ""
    field = next((field for field in FIELDS.get(kind, ()) if name in field.names), None)
    if field is None:
        return ""
    end = _ENDS.get(name.removeprefix(field.name), "")
    was, now = (_shown(field, value, store, kind) for value in (old, new))
    return f"{_(field.label)}{end}: {was} -> {now}"


def _shown(field: Field, value: object, store: ClientStore, kind: type[Record]) -> str:
    if value is None:
        return "-"
    if field.kind == "refs" and isinstance(value, list):
        found = [store.get(kind, one) for one in value]
        return ", ".join(one.ref if one else "?" for one in found)
    if field.kind == "person":
        person = store.get(Contact, str(value)) if value else None
        return person.name if person is not None else "-"
    if field.scale is not None:
        return field.scale.label(str(value or ""), language()) or "-"
    if isinstance(value, list):
        return ", ".join(" ".join(map(str, item)) if isinstance(item, list) else str(item) for item in value)
    return plain_number(value) if isinstance(value, float) else str(value).replace("\n", " / ")
