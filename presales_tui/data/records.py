"""Typed records over the tables, made once and kept until their document changes."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from presales_tui.data import collector
from presales_tui.data.journal import Line
from presales_tui.data.storage import JournalStorage
from presales_tui.model.record import Record

R = TypeVar("R", bound=Record)

_LISTS_KEPT = 64


class Records:
    """The records of one client; lists come in the order of creation."""

    def __init__(self) -> None:
        self._made: dict[str, dict[str, Record]] = {}
        self._lists: dict[tuple[Any, ...], tuple[int, list[Any]]] = {}
        self._refs: dict[str, tuple[int, dict[str, str]]] = {}

    def forget(self, line: Line) -> None:
        """A commit changed these documents."""
        if self._made:
            for table, doc_id, _fields in line["ops"]:
                made = self._made.get(table)
                if made:
                    made.pop(doc_id, None)

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
        if kept is not None and kept[0] == version:
            return kept[1][:]
        if equals:
            wanted = list(equals.items())
            every = self.where(storage, kind, {})
            found = [one for one in every if all(getattr(one, name) == value for name, value in wanted)]
        else:
            found = self._all(storage, kind)
        if len(self._lists) >= _LISTS_KEPT:
            self._lists.clear()
        self._lists[key] = (version, found)
        return found[:]

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
        with collector.held_off():
            for record_id, doc in docs.items():
                record = made.get(record_id)
                if record is None:
                    record = made[record_id] = from_doc(record_id, doc)
                found.append(record)
        return found
