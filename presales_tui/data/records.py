"""Typed records over the tables, made once and kept until their document changes."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from presales_tui.data import collector
from presales_tui.data.journal import Line
from presales_tui.data.storage import JournalStorage
from presales_tui.model.record import Record

R = TypeVar("R", bound=Record)

_LISTS_KEPT = 64
_MOST_PATCHED = 200
"""Records touched since a list was made, up to which it is brought up to date rather than made anew."""
_MANY = 1000
"""Records made at a time that are worth keeping from the collector."""


class _Kept:
    """A list as it was at a version of its table, and the records that were touched since."""

    __slots__ = ("_places", "rows", "touched", "version")

    def __init__(self, version: int, rows: list[Any]) -> None:
        self.version = version
        self.rows = rows
        self.touched: set[str] = set()
        self._places: dict[str, int] | None = None

    @property
    def places(self) -> dict[str, int]:
        """Id to place in the list."""
        if self._places is None:
            self._places = {record.id: place for place, record in enumerate(self.rows)}
        return self._places


class Records:
    """The records of one client; lists come in the order of creation."""

    def __init__(self) -> None:
        self._made: dict[str, dict[str, Record]] = {}
        self._lists: dict[tuple[Any, ...], _Kept] = {}
        self._refs: dict[str, tuple[int, dict[str, str]]] = {}

    def forget(self, line: Line) -> None:
        """A commit changed these documents."""
        touched: dict[str, list[str]] = {}
        for table, doc_id, _fields in line["ops"]:
            touched.setdefault(table, []).append(doc_id)
        for table, ids in touched.items():
            if made := self._made.get(table):
                for doc_id in ids:
                    made.pop(doc_id, None)
        for key, kept in self._lists.items():
            kept.touched.update(touched.get(key[0].table, ()))

    def get(self, storage: JournalStorage, kind: type[R], record_id: str) -> R | None:
        """One record, or `None`."""
        doc = storage.tables.get(kind.table, {}).get(record_id)
        if doc is None:
            return None
        made = self._made.setdefault(kind.table, {})
        found = made.get(record_id)
        if found is None:
            found = made[record_id] = kind.from_doc(record_id, doc)
        return cast("R", found)

    def where(self, storage: JournalStorage, kind: type[R], equals: dict[str, Any]) -> list[R]:
        """The records whose attributes equal what is given."""
        key = (kind, *sorted(equals.items()))
        version = storage.table_versions.get(kind.table, 0)
        kept = self._lists.get(key)
        if kept is not None and (kept.version == version or self._patched(storage, kept, kind, equals)):
            kept.version = version
            return kept.rows[:]
        if equals:
            wanted = list(equals.items())
            every = self.where(storage, kind, {})
            found = [one for one in every if all(getattr(one, name) == value for name, value in wanted)]
        else:
            found = self._all(storage, kind)
        if len(self._lists) >= _LISTS_KEPT:
            self._lists.clear()
        self._lists[key] = _Kept(version, found)
        return found[:]

    def _patched(self, storage: JournalStorage, kept: _Kept, kind: type[R], equals: dict[str, Any]) -> bool:
        """Bring a list up to date by the few records that were touched; whether that could be done."""
        if len(kept.touched) > _MOST_PATCHED:
            return False
        places = kept.places
        for record_id in sorted(kept.touched):
            record = self.get(storage, kind, record_id)
            belongs = record is not None and all(getattr(record, k) == v for k, v in equals.items())
            place = places.get(record_id)
            if place is not None and belongs:
                kept.rows[place] = record
            elif belongs and (not kept.rows or record_id > kept.rows[-1].id):
                places[record_id] = len(kept.rows)
                kept.rows.append(record)
            elif belongs or place is not None:
                return False
        kept.touched.clear()
        return True

    def find_ref(self, storage: JournalStorage, ref: str) -> tuple[str, str] | None:
        """(table, id) of the record with a reference, in any case; `None` if there is none."""
        wanted = ref.strip().casefold()
        for table, docs in storage.tables.items():
            version = storage.table_versions.get(table, 0)
            kept = self._refs.get(table)
            if kept is None or kept[0] != version:
                known = {str(doc["ref"]).casefold(): doc_id for doc_id, doc in docs.items() if "ref" in doc}
                kept = self._refs[table] = (version, known)
            if wanted in kept[1]:
                return table, kept[1][wanted]
        return None

    def _all(self, storage: JournalStorage, kind: type[R]) -> list[R]:
        docs = storage.tables.get(kind.table, {})
        made = cast("dict[str, R]", self._made.setdefault(kind.table, {}))
        from_doc = kind.from_doc
        found = []
        before = len(made)
        with collector.held_off():
            for record_id, doc in docs.items():
                record = made.get(record_id)
                if record is None:
                    record = made[record_id] = from_doc(record_id, doc)
                found.append(record)
        if len(made) - before >= _MANY:
            collector.settle()
        return found
