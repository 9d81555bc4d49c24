"""The journal of one client folder: its logs, snapshots, lock and mark, as one session sees them.

Reading: the newest good snapshot, then every log from there on. Writing, always under the lock:
read what other sessions appended, append one line, sync it, and only then count it as done. The logs
are the truth and are never rewritten; snapshots only spare reading them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import ENOSPC
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from presales_tui.data import clock, collector, damage, frame, fsio, names, snapshot, upcast
from presales_tui.data.head import Head, HeadFile
from presales_tui.data.lock import WAIT_SECONDS, FolderLock, note_about
from presales_tui.data.logfile import LogFile, SyncFailed, line_hash
from presales_tui.data.ops import Op, Tables
from presales_tui.data.presence import Presence
from presales_tui.data.reserve import give_up, keep_reserve
from presales_tui.data.trouble import FULL, NO_PERMISSION, explained, in_doubt, not_saved, reason
from presales_tui.locale import _
from presales_tui.model.errors import StoreProblem

if TYPE_CHECKING:
    from presales_tui.data.replica import Replica

T = TypeVar("T")

Line = dict[str, Any]
"""A commit as it stands in the log: s, t, a, n, u, x, p, title, ops, and undo_of or redo_of."""


LEAST_LOG = 256 * 1024
"""A log shorter than this is read as fast as a snapshot would be."""


class Place(NamedTuple):
    """Where a line stands."""

    gen: int
    start: int
    length: int


class Journal:
    """One session's hold on a client folder.

    `on_load` is given the tables of a snapshot, `on_lines` the commits read after it or appended by
    other sessions, in order, with their places.
    """

    def __init__(
        self,
        folder: str,
        user: str,
        session: str,
        on_load: Callable[[Tables], None],
        on_lines: Callable[[list[Line], list[Place]], None],
    ) -> None:
        self.folder = folder
        self.user = user
        self.session = session
        self.seq = 0
        """Number of the last commit known to this session."""
        self.time = ""
        self.counts: dict[str, int] = {}
        """Commits of each replica."""
        self.snapshot_size = 0
        self.warnings: list[str] = []
        self.read_only = ""
        """Why nothing can be written; empty: it can."""
        self.lock = FolderLock(f"{folder}/{names.LOCK}", note_about(user))
        self.presence = Presence(folder, session, f"pid {os.getpid()} {note_about(user)}")
        self.log: LogFile
        self._head = HeadFile(f"{folder}/{names.HEAD}")
        self._on_load = on_load
        self._on_lines = on_lines
        self._next_path = ""
        self._seen_size = 0
        self._replica: Replica | None = None
        self._begun = False
        self._signed = False
        """Whether the lock's note still names this session."""
        self._names_synced = False

    # Reading

    def open(self) -> None:
        """Read the folder. StoreProblem if it cannot be trusted or read."""
        with explained(self.folder), self.lock.held(), collector.held_off():
            logs, snaps = names.generations(fsio.names(self.folder))
            if not logs:
                raise StoreProblem(_("{path} holds no journal.").format(path=self.folder))
            self.attach(self._load_snapshot(logs, snaps))
            self.catch_up()
            self._check_mark()

    def poll(self) -> bool:
        """Take over what other sessions appended; whether there was anything.

        A session that is writing at this moment is not waited for: the next call sees its commit.
        """
        with explained(self.folder):
            size, count = fsio.size(self.log.fd)
            if size == self._seen_size and count and not fsio.exists(self._next_path):
                return False
            if not self.lock.take():
                return False
            try:
                return self.catch_up()
            finally:
                self.lock.release()

    def catch_up(self) -> bool:
        """Read to the end of the newest log; whether anything was new. Needs the lock."""
        found = False
        while True:
            size, count = fsio.size(self.log.fd)
            if not count:
                was_known = self.read_only
                self.read_only = _("{path} was removed.").format(path=self.folder)
                return self.read_only != was_known
            if size != self.log.size:
                found |= self._read_tail(size)
                size = fsio.size(self.log.fd)[0]
            self._seen_size = size
            if not fsio.exists(self._next_path):
                break
            self.attach(self.log.gen + 1)
            found = True
        if found:
            self._check_mark()
            self._signed = False
        return found

    def _load_snapshot(self, logs: list[int], snaps: list[int]) -> int:
        """Load the newest good snapshot; the generation that continues it."""
        for gen in reversed(snaps):
            path = f"{self.folder}/{names.snap_name(gen)}"
            found = snapshot.read(path) if gen in logs else None
            if found is None:
                self.warnings.append(
                    _("{path} is damaged; the older journal was read instead.").format(path=path)
                )
                continue
            schema = self._check_schema(found.header["schema"])
            self._on_load(upcast.to_present(found.tables, schema))
            self.seq, self.time = found.header["seq"], found.header["t"]
            self.counts = found.header["actors"]
            self.snapshot_size = found.size
            return gen
        if logs[0] != 1:
            raise StoreProblem(
                _("{path} lacks its first journal and every good snapshot. Restore a backup.").format(
                    path=self.folder
                )
            )
        return 1

    def attach(self, gen: int, log: LogFile | None = None) -> None:
        """Go on in a generation (`log`: one just made)."""
        new = log or self._open_log(gen)
        before: LogFile | None = getattr(self, "log", None)
        try:
            if new.header["base"] != self.seq or (before and new.header["store"] != before.header["store"]):
                raise damage.broken_chain(new.path, self.seq)
            self._check_schema(new.header["schema"])
        except StoreProblem:
            new.close()
            raise
        if before:
            before.close()
        self.log = new
        self._next_path = f"{self.folder}/{names.log_name(gen + 1)}"
        self._seen_size = new.size
        self._names_synced = log is not None

    def _open_log(self, gen: int) -> LogFile:
        if not self.read_only:
            try:
                return LogFile.open(self.folder, gen, writable=True)
            except OSError as error:
                if error.errno not in NO_PERMISSION:
                    raise
                self.read_only = _("{path} cannot be written: {why}.").format(
                    path=self.folder, why=reason(error)
                )
        return LogFile.open(self.folder, gen, writable=False)

    def _check_schema(self, schema: int) -> int:
        """The schema; a newer one is only read. StoreProblem for an older one that nothing leads from."""
        if schema > upcast.SCHEMA:
            self.read_only = damage.newer(self.folder)
        elif not upcast.is_known(schema):
            raise StoreProblem(
                _("{path} has a form that this presales does not know (schema {schema}).").format(
                    path=self.folder, schema=schema
                )
            )
        return schema

    @property
    def is_older(self) -> bool:
        """Whether the log is in an older form, so that a new one is to be begun before writing."""
        schema: int = self.log.header["schema"]
        return schema < upcast.SCHEMA

    def _read_tail(self, size: int) -> bool:
        """Take over the lines behind the known length; whether there was any good one."""
        if size < self.log.size:
            self.read_only = damage.shorter(self.log.path, size, self.log.size)
            return True
        found = frame.scan(self.log.tail(), self.log.size)
        lines: list[Line] = frame.parse_all(found.bodies)
        for seq, line in enumerate(lines, self.seq + 1):
            if line["s"] != seq:
                raise damage.broken_chain(self.log.path, seq - 1)
        if lines and not self.read_only and lines[-1]["s"] > self._head.read().seq:
            # Its writer died before it could sync: nothing may be built on it that is safer than it is.
            fsio.datasync(self.log.fd)
        ends = [*found.starts[1:], found.end]
        spans = zip(found.starts, ends, strict=False)
        places = [Place(self.log.gen, start, end - start) for start, end in spans]
        self.log.advance(found)
        for line in lines:
            self.counts[line["a"]] = line["n"]
        if lines:
            self.seq, self.time = lines[-1]["s"], lines[-1]["t"]
            if self.is_older:
                lines = [upcast.line_to_present(line, self.log.header["schema"]) for line in lines]
            self._on_lines(lines, places)
        if found.end < size:
            self._set_aside(found, size)
        return bool(lines)

    def _set_aside(self, found: frame.Scan, size: int) -> None:
        """Keep a torn end aside and cut it off; StoreProblem if it is damage instead."""
        mark = self._head.read()
        acknowledged = mark.gen == self.log.gen and mark.seq > self.seq
        if found.more or fsio.exists(self._next_path) or (acknowledged and size >= mark.size):
            raise damage.damaged(self.log.path, found.end)
        if self.read_only or acknowledged:
            return
        try:
            name = f"{names.log_name(self.log.gen)}-{found.end}"
            kept = damage.quarantine(self.folder, name, self.log.tail())
            fsio.truncate(self.log.fd, found.end)
        except OSError as error:
            if error.errno not in FULL:
                raise
            return  # Reading needs no room; the next commit tries again, and says so if it cannot.
        self.warnings.append(
            _("An unfinished line at the end of {path} was set aside in {kept}.").format(
                path=self.log.path, kept=kept
            )
        )

    def _check_mark(self) -> None:
        """Never believe a journal that ends before its mark."""
        mark = self._head.read()
        if mark.seq > self.seq:
            size = fsio.size(self.log.fd)[0]
            self.read_only = damage.lost(self.folder, self.seq, mark.seq, size)

    # Writing

    @contextmanager
    def exclusive(self, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the lock, with everything read that others wrote. StoreProblem if writing is not allowed."""
        self._refuse_read_only()
        with explained(self.folder), self.lock.held(wait):
            self.catch_up()
            self._refuse_read_only()
            if self._seen_size != self.log.size:
                raise not_saved(OSError(ENOSPC, ""), self.folder, self._seen_size - self.log.size)
            if not self._signed:
                self.lock.sign()
                self._signed = True
            yield

    def append(self, title: str, ops: list[Op], **extra: int) -> tuple[Line, Place]:
        """Write a commit inside `exclusive`. When it returns the commit is on the disk."""
        actor = self._given_room(self._begin).actor
        line: Line = {
            "s": self.seq + 1,
            "t": clock.tick(self.time),
            "a": actor,
            "n": self.counts.get(actor, 0) + 1,
            "u": self.user,
            "x": self.session,
            "p": line_hash(self.log.last),
            "title": title,
            **extra,
            "ops": ops,
        }
        data = frame.frame_line(line)
        self._write(data)
        self.seq += 1
        self.time = line["t"]
        self.counts[actor] = line["n"]
        self._seen_size = self.log.size
        self._head.write(Head(self.log.gen, self.seq, self.log.size))
        return line, Place(self.log.gen, self.log.size - len(data), len(data))

    def identity(self) -> Replica:
        """Which copy of the folder this is; a new copy gets its identity here, so it needs the lock."""
        if self._replica is None:
            from presales_tui.data.replica import load_replica

            self._replica = self._given_room(lambda: load_replica(self.folder))
        return self._replica

    def _given_room(self, work: Callable[[], T]) -> T:
        """Do what a commit needs first, with the room of the reserve if there is no other."""
        while True:
            try:
                return work()
            except OSError as error:
                if error.errno in FULL and give_up(self.folder):
                    continue
                raise not_saved(error, self.folder, 0) from error

    def _begin(self) -> Replica:
        """What the first commit of a session needs, and the first in a log that others made."""
        replica = self.identity()
        if not self._begun:
            self.presence.appear()
            self._head.open_for_writing()
            keep_reserve(self.folder)
            fsio.sync_dir(fsio.folder_of(self.folder))
            self._begun = True
        if not self._names_synced:
            fsio.sync_dir(self.folder)
            self._names_synced = True
        return replica

    def _write(self, data: bytes) -> None:
        while True:
            try:
                self.log.append(data)
            except SyncFailed as error:
                failed = in_doubt(error, self.folder)
                self.read_only = failed.sentence
                raise failed from error
            except OSError as error:
                if error.errno in FULL and give_up(self.folder):
                    continue
                raise not_saved(error, self.folder, len(data)) from error
            return

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise StoreProblem(self.read_only)

    # The whole

    def has_grown(self) -> bool:
        """Whether the log is long enough, next to its snapshot, to pay for starting a new one."""
        return not self.read_only and self.log.size > max(LEAST_LOG, self.snapshot_size // 2)

    def close(self) -> None:
        """Give up every file."""
        log: LogFile | None = getattr(self, "log", None)
        if log:
            log.close()
        self._head.close()
        self.lock.close()
        self.presence.leave()
        if self._begun and not self.read_only:
            with suppress(OSError):
                keep_reserve(self.folder)

    def scan_log(self, gen: int) -> frame.Scan:
        """Every good line of a generation, the header first. FileNotFoundError if it is not there."""
        data = fsio.read_file(f"{self.folder}/{names.log_name(gen)}")
        return frame.scan(data[: self.log.size] if gen == self.log.gen else data)

    def read_line(self, place: Place) -> Line:
        """One commit, read again."""
        log = LogFile.open(self.folder, place.gen, writable=False)
        try:
            body = frame.body_of(fsio.read_at(log.fd, place.length, place.start)[:-1])
        finally:
            log.close()
        if body is None:
            raise damage.damaged(log.path, place.start)
        line: Line = frame.parse(body)
        return upcast.line_to_present(line, log.header["schema"])
