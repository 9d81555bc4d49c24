"""The store of one client: typed records to read, and one door to write.

What only a writing session needs is imported by the methods that need it: a listing starts faster.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from tinydb import TinyDB

from presales_tui.data import faces, fsio, names
from presales_tui.data.clock import to_second, utc_now
from presales_tui.data.faces import ClientFace
from presales_tui.data.journal import Journal, Line, Place
from presales_tui.data.kinds import kind_of
from presales_tui.data.names import COUNTERS
from presales_tui.data.places import check_private
from presales_tui.data.records import Records
from presales_tui.data.storage import JournalDB, JournalStorage, Step
from presales_tui.data.trail import Mark, Trail
from presales_tui.data.trouble import explained
from presales_tui.locale import _
from presales_tui.model.errors import StoreProblem
from presales_tui.model.record import Record

if TYPE_CHECKING:
    from presales_tui.data.drafts import Drafts
    from presales_tui.data.history import Entry
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client

R = TypeVar("R", bound=Record)

_FACE_TABLES = frozenset({"clients", "opportunities"})


class Commit(NamedTuple):
    """What was written."""

    seq: int
    """Number of the commit in this store; unchanged if there was nothing to write."""
    title: str
    """An English message, to be translated when shown; of an undo, the title of what it took back."""
    user: str
    time: str
    """UTC, ISO 8601 to the second."""
    records: tuple[Record, ...]
    """The records written, as stored, in the order of the change."""
    deleted: tuple[tuple[str, str], ...] = ()
    """(table, id) of the records removed."""
    undo_of: int = 0
    """Number of the commit that this one took back; 0: none."""
    redo_of: int = 0


class ClientStore:
    """One client folder, opened. Two sessions may have it open; `poll` shows what the other wrote."""

    def __init__(self, folder: Path, user: str, session: str) -> None:
        """Open a client folder. StoreProblem if it cannot be trusted or read."""
        self.folder = folder
        self._user = user
        self._session = session
        self._records = Records()
        self._trail = Trail()
        self._written = False
        self.closed = False
        self._reach: dict[str, tuple[int, int]] = {}
        with explained(str(folder)):
            check_private(str(folder))
            self.db: TinyDB = JournalDB(str(folder), user, session, self._on_line)
        self._storage = cast("JournalStorage", self.db.storage)
        self._journal = self._storage.journal
        self._drafts: Drafts | None = None
        self._refresh_face()

    # Reading

    @property
    def client(self) -> Client:
        """The client itself. StoreProblem if its record is gone."""
        from presales_tui.model.client import Client

        found = self.all(Client)
        if not found:
            raise StoreProblem(_("{path} holds no client record.").format(path=self.folder))
        return found[0]

    @property
    def exports(self) -> Path:
        """The directory for documents made of this client, made when first asked for."""
        path = self.folder / names.EXPORTS
        if not path.is_dir():
            with explained(str(path)), suppress(FileExistsError):
                fsio.make_dir(str(path))
        return path

    @property
    def drafts(self) -> Drafts:
        """The text that is being typed, and what dead sessions left of theirs."""
        if self._drafts is None:
            from presales_tui.data.drafts import Drafts

            self._drafts = Drafts(self._journal.presence, self._user)
        return self._drafts

    @property
    def version(self) -> int:
        """Goes up with every commit that is applied, of whichever session."""
        return self._storage.version

    @property
    def journal(self) -> Journal:
        """The journal, for those who must know where it stands."""
        return self._journal

    def held(self) -> AbstractContextManager[object]:
        """Nothing changes meanwhile: other threads of this session wait."""
        return self._storage.mutex

    def table_version(self, kind: type[Record]) -> int:
        """The version at which a record of this kind was last written."""
        return self._storage.table_versions.get(kind.table, 0)

    @property
    def read_only(self) -> str:
        """Why nothing can be written; empty: it can."""
        return self._journal.read_only

    @property
    def warnings(self) -> list[str]:
        """What was found amiss, and dealt with, when the folder was read."""
        return list(self._journal.warnings)

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind, in the order of creation."""
        with self._storage.mutex:
            return self._records.where(self._storage, kind, {})

    def where(self, kind: type[R], **equals: Any) -> list[R]:
        """The records whose attributes equal what is given, in the order of creation."""
        with self._storage.mutex:
            return self._records.where(self._storage, kind, equals)

    def get(self, kind: type[R], record_id: str) -> R | None:
        """One record by id."""
        with self._storage.mutex:
            return self._records.get(self._storage, kind, record_id)

    def find_ref(self, ref: str) -> Record | None:
        """One record by its readable reference, in any case."""
        with self._storage.mutex:
            found = self._records.find_ref(self._storage, ref)
            return self._record(*found) if found else None

    def history(self, record_id: str | None = None, limit: int | None = 100) -> list[Entry]:
        """The newest commits first, of one record with its comments or of all; `limit` None: every one."""
        from presales_tui.data.history import entries

        with self._storage.mutex, explained(str(self.folder)):
            docs = self._storage.tables.get(names.COMMENTS, {})
            comments = [one for one, doc in docs.items() if doc.get("about") == record_id]
            return list(islice(entries(self._journal, record_id, comments), limit))

    def poll(self) -> bool:
        """Take over what other sessions wrote; whether there was anything. Cheap when there is not."""
        return self._storage.poll()

    # Writing

    def commit(self, change: Change) -> Commit:
        """Write a change, whole, durably. It is on the disk when this returns.

        Conflict if a field that it writes was changed by somebody else since; BadInput for a value
        that cannot be kept; StoreProblem if the disk refuses. Then nothing has changed.
        """
        from presales_tui.data.planning import Planner

        def plan() -> Step:
            letter = self._journal.identity().letter
            planner = Planner(self._storage.tables, self._user, utc_now(), letter)
            return Step(change.title, planner.plan_change(change))

        line = self._commit(plan)
        keys = [(type(put.new).table, put.new.id) for put in change.puts]
        return self._receipt(line, change.title, keys)

    def undo(self) -> Commit:
        """Take back the last commit of this session, or of the user's sessions that have ended.

        StoreProblem if there is none, Conflict if a field that it wrote has changed since.
        """
        return self._revert(self._undo_seq, "undo_of", _("Nothing to undo."))

    def redo(self) -> Commit:
        """Make the last commit that was taken back again; StoreProblem and Conflict as for undo."""
        return self._revert(self._redo_seq, "redo_of", _("Nothing to redo."))

    @property
    def can_undo(self) -> str:
        """Title of what undo would take back; empty: nothing."""
        return self._title_of(self._reached("undo", self._undo_seq))

    @property
    def can_redo(self) -> str:
        """Title of what redo would make again; empty: nothing."""
        return self._title_of(self._reached("redo", self._redo_seq))

    def compact(self) -> None:
        """Start a new log behind a snapshot, so that the next opening is fast. Good for an idle moment."""
        from presales_tui.data import compaction

        with self._storage.mutex, self._journal.exclusive():
            compaction.compact(self._journal, self._storage.tables)

    def settle(self) -> None:
        """Compact a log that has grown long; for when the folder is about to be given up."""
        if self._written and not self.closed and self._journal.has_grown():
            with suppress(StoreProblem):  # Everything is on the disk; only the next opening is slower.
                self.compact()

    def close(self) -> None:
        """Give up the folder; a log that has grown long is compacted first."""
        if self.closed:
            return
        if self._drafts is not None:
            self._drafts.close()
        self.settle()
        self.closed = True
        self.db.close()

    # Inside

    def _commit(self, plan: Callable[[], Step]) -> Line | None:
        line = self._storage.commit(plan)
        if line is not None:
            self._written = True
            if any(op[0] in _FACE_TABLES for op in line["ops"]):
                self._refresh_face()
        return line

    def face(self) -> ClientFace | None:
        """The client and its opportunities as lists show them; `None` if the client's record is gone."""
        return faces.shown_by(self.folder, self._storage.read() or {})

    def _refresh_face(self) -> None:
        if not self.read_only:
            faces.refresh(self.folder, self._storage.read() or {})

    def _revert(self, target: Callable[[], int], word: str, nothing: str) -> Commit:
        from presales_tui.data.undo import NEW, OLD, plan_revert

        to = OLD if word == "undo_of" else NEW
        title = ""

        def plan() -> Step:
            nonlocal title
            seq = target()
            mark = self._mark(seq)
            if mark is None:
                raise StoreProblem(nothing)
            title = mark.title
            made = self._journal.read_line(mark.place)
            return Step(title, plan_revert(self._storage.tables, made, utc_now(), to=to), {word: mark.seq})

        line = self._commit(plan)
        keys = [(op[0], op[1]) for op in line["ops"]] if line else []
        return self._receipt(line, title, keys)

    def _receipt(self, line: Line | None, title: str, keys: list[tuple[str, str]]) -> Commit:
        with self._storage.mutex:
            records = tuple(record for key in keys if (record := self._record(*key)) is not None)
            if line is None:
                return Commit(self._journal.seq, title, self._user, utc_now(), records)
            tables = self._storage.tables
            deleted = tuple(
                (op[0], op[1])
                for op in line["ops"]
                if op[0] != COUNTERS and op[1] not in tables.get(op[0], ())
            )
            return Commit(
                line["s"],
                title,
                line["u"],
                to_second(line["t"]),
                records,
                deleted,
                line.get("undo_of", 0),
                line.get("redo_of", 0),
            )

    def _record(self, table: str, record_id: str) -> Record | None:
        kind = kind_of(table)
        return self._records.get(self._storage, kind, record_id) if kind else None

    def _on_line(self, line: Line, place: Place) -> None:
        self._trail.add(line, place)
        self._records.forget(line)

    def _reached(self, name: str, target: Callable[[], int]) -> int:
        """The target at this version: asked for at every key, worked out once."""
        with self._storage.mutex:
            version, seq = self._reach.get(name, (-1, 0))
            if version != self.version:
                seq = target()
                self._reach[name] = (self.version, seq)
            return seq

    def _undo_seq(self) -> int:
        from presales_tui.data.undo import undo_target

        return undo_target(self._marks(), self._is_own, self._is_left)

    def _redo_seq(self) -> int:
        from presales_tui.data.undo import redo_target

        return redo_target(self._marks(), lambda mark: self._is_own(mark) or self._is_left(mark))

    def _is_own(self, mark: Mark) -> bool:
        return mark.session == self._session

    def _is_left(self, mark: Mark) -> bool:
        """Of the same user, in a session that has ended."""
        return mark.user == self._user and not self._journal.presence.is_alive(mark.session)

    def _marks(self) -> Any:
        return self._trail.newest_first(self._journal)

    def _mark(self, seq: int) -> Mark | None:
        return next((mark for mark in self._marks() if mark.seq == seq), None) if seq else None

    def _title_of(self, seq: int) -> str:
        with self._storage.mutex:
            mark = self._mark(seq)
            return mark.title if mark else ""
