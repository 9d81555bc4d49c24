"""Search over a workspace: a shelf of each client, kept true, and the best of what is found in all.

A shelf is believed only while the journal ends where it was made of; else what was written since is
taken over, from the journal alone. Together the shelves hold so many characters at most; what does not
fit is read again from its file with each search.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from presales_tui.data import fsio, names
from presales_tui.data.faces import ClientFace
from presales_tui.data.kinds import TABLES
from presales_tui.data.place import EndOfLog, end_of, ends_there
from presales_tui.data.since import changed_since
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.search import index_file
from presales_tui.search.query import RANKS, Query, Span, matches
from presales_tui.search.shelf import Shelf
from presales_tui.search.words import ORDER, Entry, entries, entry

if TYPE_CHECKING:
    from presales_tui.data import ClientStore, Workspace

ROOM = 24_000_000
"""Characters that all shelves in memory hold together at most; each takes about five bytes."""
MOST = 200
"""Rows that are shown at most; the others are counted."""

MANY = 1000
"""From so many equally good hits on, only the newest of each client are put in order."""


class Row(NamedTuple):
    """One record that was found."""

    id: str
    """Of the record."""
    client_id: str
    client: str
    table: str
    text: str
    head: int
    """Length of ref and title, with which the text begins."""

    def spans(self, query: Query) -> tuple[Span, ...]:
        """Where the words stand in it."""
        found = matches(query, self.text, self.head)
        return found[1] if found else ()


class Results(NamedTuple):
    """What a search found."""

    query: Query
    rows: list[Row]
    total: int
    waiting: int
    """Clients that were not searched: their journal must be read first (`prepare`)."""


class Finder:
    """Searches a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._shelves: dict[str, Shelf] = {}
        """The one used last is the last."""
        self._on_disk: dict[str, object] = {}
        """Client id to where the journal ended when the file was written."""
        self._failed: set[str] = set()
        self._seen: dict[str, tuple[EndOfLog, object]] = {}
        """Client id to the end of its journal when it was looked at, and how the log looked then."""
        self._faces: tuple[object, list[ClientFace]] | None = None

    def places(self) -> list[ClientFace]:
        """Every client, and our own product library; as they were a second ago at the most."""
        now = (int(monotonic()), fsio.status(str(self._workspace.path)).st_mtime_ns)
        if self._faces is not None and self._faces[0] == now:
            return self._faces[1]
        found = self._workspace.clients()
        if self._workspace.has_library:
            folder = self._workspace.path / names.LIBRARY
            found.append(ClientFace(names.LIBRARY, _("Product library"), folder, (), ""))
        self._faces = (now, found)
        return found

    def search(self, typed: str, *, only: str = "", here: str = "", most: int = MOST) -> Results:
        """The best rows for what was typed; `only`: of this client, `here`: the one that is open.

        Reads no journal: clients whose shelf is not at hand are counted as waiting.
        """
        query = Query.of(typed)
        by_rank: list[list[tuple[ClientFace, Shelf, list[int]]]] = [[] for _rank in range(RANKS)]
        total = waiting = 0
        for face in self.places():
            if only and face.id != only:
                continue
            shelf = self._at_hand(face)
            if shelf is None:
                waiting += face.id not in self._failed
                continue
            places: list[list[int]] = [[] for _rank in range(RANKS)]
            for rank, place in shelf.search(query):
                places[rank].append(place)
            for rank, found in enumerate(places):
                if found:
                    total += len(found)
                    by_rank[rank].append((face, shelf, found))
        rows: list[Row] = []
        for groups in by_rank:
            rows += _best(groups, most - len(rows), here)
            if len(rows) >= most:
                break
        return Results(query, rows, total, waiting)

    def waiting(self, only: str = "") -> list[ClientFace]:
        """The clients whose journals must be read before they can be searched."""
        return [
            face
            for face in self.places()
            if (not only or face.id == only) and face.id not in self._failed and self._at_hand(face) is None
        ]

    def prepare(self, face: ClientFace) -> None:
        """Make a client searchable, by its journal. Raises a `Problem` if that cannot be read."""
        if self._at_hand(face) is not None:
            return
        was_open = self._workspace.opened(face.id) is not None
        try:
            store = self._store(face)
        except Problem:
            self._failed.add(face.id)
            raise
        try:
            shelf = self._shelves.get(face.id) or index_file.read(face.folder)
            shelf = self._keep(face, self._brought_up(shelf, store))
            if not store.read_only:
                self._write(face, shelf)
        finally:
            if not was_open:
                store.close()

    def keep_all(self) -> None:
        """Write the shelves that went on, for the next session."""
        for face in self.places():
            shelf, store = self._shelves.get(face.id), self._workspace.opened(face.id)
            if shelf is None or store is None or store.read_only:
                continue
            shelf = self._brought_up(shelf, store)
            if self._on_disk.get(face.id) != shelf.end:
                self._write(face, shelf)

    # Inside

    def _store(self, face: ClientFace) -> ClientStore:
        if face.id == names.LIBRARY:
            return self._workspace.library()
        return self._workspace.store(face.id)

    def _at_hand(self, face: ClientFace) -> Shelf | None:
        """The shelf of a client if it is true, or can be made so without reading the whole journal."""
        shelf = self._shelves.get(face.id)
        store = self._workspace.opened(face.id)
        if shelf is None:
            shelf = index_file.read(face.folder)
            if shelf is None:
                return None
            self._on_disk[face.id] = shelf.end
        if store is None:
            if not self._ends_there(face, shelf.end):
                return None
        elif shelf.end != end_of(store.journal):
            changed = changed_since(store.journal, shelf.end)
            if changed is None:
                return None
            _take_over(shelf, store, changed)
        return self._keep(face, shelf)

    def _ends_there(self, face: ClientFace, end: EndOfLog) -> bool:
        """As `ends_there`, but a log that looks as it did when that was asked last is not opened again."""
        folder = str(face.folder)
        try:
            found = fsio.status(f"{folder}/{names.log_name(end.gen)}")
        except OSError:
            return False
        looks = (found.st_size, found.st_mtime_ns, found.st_ino)
        if self._seen.get(face.id) == (end, looks):
            return not fsio.exists(f"{folder}/{names.log_name(end.gen + 1)}")
        if not ends_there(folder, end):
            return False
        self._seen[face.id] = (end, looks)
        return True

    def _brought_up(self, shelf: Shelf | None, store: ClientStore) -> Shelf:
        """A true shelf of an open client: what was written since is taken over, or all is made anew."""
        with store.held():
            changed = changed_since(store.journal, shelf.end) if shelf is not None else None
            if shelf is None or changed is None:
                return Shelf.of(end_of(store.journal), entries(_tables(store)))
            _take_over(shelf, store, changed)
            return shelf

    def _keep(self, face: ClientFace, shelf: Shelf) -> Shelf:
        self._shelves.pop(face.id, None)
        self._shelves[face.id] = shelf
        total = sum(one.size for one in self._shelves.values())
        for client_id in list(self._shelves):
            if total <= ROOM or client_id == face.id:
                break
            total -= self._shelves.pop(client_id).size
        return shelf

    def _write(self, face: ClientFace, shelf: Shelf) -> None:
        index_file.write(face.folder, shelf)
        self._on_disk[face.id] = shelf.end


def _best(groups: list[tuple[ClientFace, Shelf, list[int]]], most: int, here: str) -> list[Row]:
    """The first rows among equally good hits: by kind, those of the open client first, then the newest."""
    count = sum(len(found) for _face, _shelf, found in groups)
    each = count if count <= MANY else max(MANY // len(groups), most // len(groups) + 1)
    keyed = []
    for number, (face, shelf, found) in enumerate(groups):
        # Places are in the order of kinds, the newest first; what was written since comes last.
        for place in found if len(found) <= each else sorted(found)[:each]:
            table, record_id = shelf.key(place)
            # Ids begin with the time at which they were made.
            keyed.append((record_id, -ORDER[table], face.id == here, table, number))
    best = nlargest(most, keyed, key=lambda one: (one[1], one[2], one[0]))
    rows = []
    for record_id, _order, _here, table, number in best:
        face, shelf, _found = groups[number]
        entry = shelf.entry((table, record_id))
        rows.append(Row(record_id, face.id, face.name, table, entry.text, entry.head))
    return rows


def _tables(store: ClientStore) -> dict[str, dict[str, dict[str, object]]]:
    return store.db.storage.read() or {}


def _take_over(shelf: Shelf, store: ClientStore, changed: Iterable[tuple[str, str]]) -> None:
    with store.held():
        tables = _tables(store)
        known = [key for key in changed if key[0] in TABLES]

        def now(key: tuple[str, str]) -> Entry | None:
            doc = tables.get(key[0], {}).get(key[1])
            return None if doc is None else entry(key[0], key[1], doc)

        shelf.update([(key, now(key)) for key in known], end_of(store.journal))
