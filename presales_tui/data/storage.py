"""TinyDB over a journal, through TinyDB's own extension points: a `Storage` and a `table_class`.

Reads and queries are TinyDB's, over the tables in memory. Writes are not: stock TinyDB rebuilds and
rewrites everything for each of them, and changes memory before the disk has agreed. Here every
write, also one by stock TinyDB code, is a commit: planned on copies, appended, synced, applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import RLock
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from presales_tui.data import frame, ops
from presales_tui.data.journal import Journal, Line, Place
from presales_tui.data.ops import Plan, Tables
from presales_tui.data.presence import new_session
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.record import Doc, new_id

Edit = Mapping[str, Any] | Callable[[Any], None]
"""What TinyDB's `update` takes: fields to set, or a function that changes a document."""


class Step(NamedTuple):
    """What one commit shall do."""

    title: str
    docs: Plan
    about: Mapping[str, int] = MappingProxyType({})
    """`undo_of` or `redo_of`: the number of another commit."""


class JournalStorage(Storage):
    """The tables of one client folder, in memory as the journal has them."""

    def __init__(
        self,
        folder: str,
        user: str = "",
        session: str = "",
        on_line: Callable[[Line, Place], None] = lambda line, place: None,
    ) -> None:
        """Read a folder. `on_line` is told of every commit, in order, after it was applied."""
        super().__init__()
        self.tables: Tables = {}
        self.version = 0
        """Goes up with every commit that is applied, of whichever session."""
        self.table_versions: dict[str, int] = {}
        self.mutex = RLock()
        """Held while tables change: within a process, threads take turns."""
        self._on_line = on_line
        self.journal = Journal(folder, user, session or new_session(), self._load, self._take_over)
        try:
            self.journal.open()
        except BaseException:
            self.journal.close()
            raise

    # Stock TinyDB

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables; the outer dict is the caller's own."""
        return dict(self.tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Bring the tables to `data` by one commit (TinyDB's `drop_table` and `drop_tables`)."""
        wanted = {(table, str(doc_id)): doc for table, docs in data.items() for doc_id, doc in docs.items()}

        def plan() -> Plan:
            found: Plan = {(table, doc_id): None for table, docs in self.tables.items() for doc_id in docs}
            found.update({key: copy_of(doc) for key, doc in wanted.items()})
            return found

        self.commit(lambda: Step("Write tables", plan()))

    def close(self) -> None:
        """Give up the files."""
        self.journal.close()

    # The one door

    def commit(self, plan: Callable[[], Step]) -> Line | None:
        """Plan under the lock, over what every session has written; write; apply.

        `None` if the plan changes nothing, and is not about another commit: what was taken back is
        noted even if there is nothing to see. If `plan` or the disk raises, nothing has changed.
        """
        with self.mutex, self.journal.exclusive():
            step = plan()
            found = ops.deltas(self.tables, step.docs)
            if not found and not step.about:
                return None
            if self.journal.is_older:
                from presales_tui.data import compaction

                compaction.compact(self.journal, self.tables)
            line, place = self.journal.append(step.title, found, **step.about)
            self._apply(line, place)
            return line

    def poll(self) -> bool:
        """Take over what other sessions wrote; whether there was anything."""
        with self.mutex:
            return self.journal.poll()

    def _load(self, tables: Tables) -> None:
        self.tables = tables

    def _take_over(self, lines: list[Line], places: list[Place]) -> None:
        for line, place in zip(lines, places, strict=True):
            self._apply(line, place)

    def _apply(self, line: Line, place: Place) -> None:
        self.version += 1
        unordered: set[str] = set()
        for op in line["ops"]:
            table = op[0]
            if ops.apply_op(self.tables, op) and not ops.in_order(self.tables[table]):
                unordered.add(table)
            self.table_versions[table] = self.version
        for table in unordered:
            ops.keep_order(self.tables, table)
        self._on_line(line, place)


def copy_of(doc: Mapping[str, Any]) -> Doc:
    """A document as JSON will keep it, sharing nothing with the original.

    BadInput for what cannot be kept: an empty document, or null, which here means an absent field.
    """
    copy = cast("Doc", frame.parse(frame.to_json(dict(doc))))
    if not copy:
        raise BadInput(_("A document without any field cannot be kept."))
    if None in copy.values():
        raise BadInput(_("A field cannot be null; leave it out instead."))
    return copy


class JournalTable(Table):
    """A TinyDB table whose writes are commits. Document ids are text; new ones are UUIDv7."""

    document_id_class = cast("Any", str)

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # Another session's commit would not clear TinyDB's query cache, so there is none.
        super().__init__(storage, name, 0)
        self._journal_storage = cast("JournalStorage", storage)

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Add a document; its id."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Add documents by one commit; their ids."""
        new: Plan = {}
        for document in documents:
            if not isinstance(document, Mapping):
                raise ValueError("Document is not a Mapping")
            doc_id = str(document.doc_id) if isinstance(document, Document) else new_id()
            if (self.name, doc_id) in new:
                raise ValueError(f"Document with ID {doc_id} already exists")
            new[self.name, doc_id] = copy_of(document)

        def plan() -> Plan:
            here = self._docs()
            for _table, doc_id in new:
                if doc_id in here:
                    raise ValueError(f"Document with ID {doc_id} already exists")
            return new

        self._commit("Insert", plan)
        return [doc_id for _table, doc_id in new]

    def update(
        self, fields: Edit, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None
    ) -> list[Any]:
        """Edit the documents that match, by one commit; their ids."""
        found: list[str] = []
        wanted = None if doc_ids is None else [str(doc_id) for doc_id in doc_ids]

        def plan() -> Plan:
            found.extend(self._matching(cond, wanted))
            here = self._docs()
            return {(self.name, doc_id): _edited(here[doc_id], fields) for doc_id in found}

        self._commit("Update", plan)
        return found

    def update_multiple(self, updates: Iterable[tuple[Edit, QueryLike]]) -> list[Any]:
        """Make several edits by one commit; the ids touched, once for every edit that matched."""
        found: list[str] = []
        edits = list(updates)

        def plan() -> Plan:
            edited: Plan = {}
            for doc_id, doc in self._docs().items():
                now = doc
                for fields, cond in edits:
                    if cond(now):
                        found.append(doc_id)
                        now = _edited(now, fields)
                        edited[self.name, doc_id] = now
            return edited

        self._commit("Update", plan)
        return found

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[Any]:
        """Edit the documents that match, or add one, by one commit; the ids."""
        own_id = str(document.doc_id) if isinstance(document, Document) else None
        if own_id is None and cond is None:
            raise ValueError(
                "If you don't specify a search query, you must specify a doc_id. "
                "Hint: use a table.Document object."
            )
        found: list[str] = []

        def plan() -> Plan:
            found.extend(self._matching(cond, None if own_id is None else [own_id]))
            here = self._docs()
            if not found:
                found.append(own_id or new_id())
                return {(self.name, found[0]): copy_of(document)}
            return {(self.name, doc_id): _edited(here[doc_id], document) for doc_id in found}

        self._commit("Upsert", plan)
        return found

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Remove the documents that match, by one commit; their ids."""
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")
        found: list[str] = []
        wanted = None if doc_ids is None else [str(doc_id) for doc_id in doc_ids]

        def plan() -> Plan:
            found.extend(self._matching(cond, wanted))
            return dict.fromkeys([(self.name, doc_id) for doc_id in found])

        self._commit("Remove", plan)
        return found

    def truncate(self) -> None:
        """Remove every document, by one commit."""
        self._commit("Truncate", lambda: dict.fromkeys([(self.name, doc_id) for doc_id in self._docs()]))

    def _commit(self, title: str, plan: Callable[[], Plan]) -> None:
        self._journal_storage.commit(lambda: Step(title, plan()))

    def _docs(self) -> dict[str, Doc]:
        return self._journal_storage.tables.get(self.name, {})

    def _matching(self, cond: QueryLike | None, wanted: list[str] | None) -> list[str]:
        here = self._docs()
        if wanted is not None:
            return [doc_id for doc_id in wanted if doc_id in here]
        return [doc_id for doc_id, doc in here.items() if cond is None or cond(doc)]


def _edited(doc: Doc, fields: Edit) -> Doc:
    """A copy of a document with an edit made to it; the edit of a function that raises is nowhere."""
    copy = cast("Doc", frame.parse(frame.to_json(doc)))
    if callable(fields):
        fields(copy)
    else:
        copy.update(fields)
    return copy_of(copy)


class JournalDB(TinyDB):
    """TinyDB over a client folder: `JournalDB(folder)`."""

    table_class = JournalTable
    default_storage_class = cast("Any", JournalStorage)
