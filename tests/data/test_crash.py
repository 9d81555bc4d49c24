"""Power cuts at every moment, in every shape the disk may be left in; and the bugs they must find."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presales_tui.data import compaction, frame, fsio, logfile, names, publish, snapshot
from presales_tui.data.diagnosis import examine
from presales_tui.data.journal import Journal
from presales_tui.data.workspace import Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.simdisk import Killed, SimDisk
from tests.data.workload import FOLDER, Day, found, new_disk, open_store, tables_of, verdict

LONG = bool(os.environ.get("PRESALES_LONG"))
STATES_A_MOMENT = 200 if LONG else 30
MUTATING = frozenset(
    ["create", "write_at", "datasync", "sync_dir", "truncate", "replace", "unlink", "make_dir", "allocate"]
)


class Moment:
    """The disk before a call, and what had been promised by then."""

    def __init__(self, disk: SimDisk, call: str, acked: int, started: int) -> None:
        self.disk, self.call, self.acked, self.started = disk, call, acked, started


def record(patch: pytest.MonkeyPatch) -> tuple[Day, list[Moment]]:
    """The day of work, with a picture of the disk before every call that changes it."""
    disk = new_disk()
    disk.install(patch)
    found()
    disk.settle()
    day = Day()
    moments: list[Moment] = []

    def picture(name: str, number: int) -> None:
        if name in MUTATING:
            moments.append(Moment(disk.snapshot(), name, len(day.states) - 1, day.started))

    day.begin()
    disk.on_call = picture
    day.work()
    moments.append(Moment(disk.snapshot(), "end", len(day.states) - 1, day.started))
    disk.on_call = lambda name, number: None
    return day, moments


def explore(
    patch: pytest.MonkeyPatch, *, stop_at: int = 0, states: int = STATES_A_MOMENT
) -> tuple[int, list[str]]:
    """(disk states tried, what was wrong)."""
    try:
        day, moments = record(patch)
    except (ValueError, KeyError, AssertionError) as error:
        return 0, [f"the work itself failed: {error!r}"]
    rng = random.Random(7)
    tried, wrong = 0, []
    for moment in moments:
        seen = set()
        for disk in moment.disk.crashes(rng, states):
            picture = tuple(
                (name, bytes(node.data))
                for name, node in sorted(disk._walk(str(FOLDER)).entries.items())
                if name not in (names.LOCK, names.RESERVE, names.FACE)
            )
            if picture in seen:
                continue
            seen.add(picture)
            tried += 1
            disk.install(patch)
            said = verdict(day.states, moment.acked, moment.started)
            if said:
                wrong.append(f"before {moment.call}, acked {moment.acked}: {said}")
                if len(wrong) == stop_at:
                    return tried, wrong
    return tried, wrong


def test_no_power_cut_loses_or_invents_work(monkeypatch: pytest.MonkeyPatch) -> None:
    tried, wrong = explore(monkeypatch)
    assert not wrong[:3]
    assert tried > 300


def test_a_client_is_made_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = new_disk()
    disk.install(monkeypatch)
    pictures: list[tuple[SimDisk, bool]] = []

    def take(name: str, number: int) -> None:
        if name in MUTATING:
            pictures.append((disk.snapshot(), False))

    disk.on_call = take
    Workspace(Path("/ws"), "chen").create_client(Client(name="Acme"))
    disk.on_call = lambda name, number: None
    pictures.append((disk.snapshot(), True))
    rng = random.Random(3)
    seen = {0: 0, 1: 0}
    for picture, done in pictures:
        for left in picture.crashes(rng, STATES_A_MOMENT):
            left.install(monkeypatch)
            workspace = Workspace(Path("/ws"), "chen")
            faces = workspace.clients()
            assert len(faces) == 1 if done else len(faces) <= 1
            for face in faces:
                assert workspace.store(face.id).client.name == face.name == "Acme"
                assert workspace.store(face.id).warnings == []
            seen[len(faces)] += 1
    assert min(seen.values()) > 5


def test_a_power_cut_after_a_killed_session_loses_nothing_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed at a call, its work goes on in another session, and then the power goes."""

    rng = random.Random(11)
    last = 10_000
    call = 0
    tried = 0
    while call < last:
        call += 1 if LONG else 3
        disk = new_disk()
        disk.install(monkeypatch)
        found()
        disk.settle()
        start = disk.calls

        def kill(name: str, number: int, at: int = start + call) -> None:
            if number >= at:
                raise Killed

        day = Day()
        disk.on_call = kill
        try:
            day.begin()
            day.work()
            last = 0
        except Killed:
            pass
        disk.on_call = lambda name, number: None
        disk.leave()
        if not last:
            break
        store = open_store("other")
        before = tables_of(store)
        assert not day.states or before in day.states[len(day.states) - 1 :] or day.started == len(day.states)
        # What the other session has seen stays, also if it never writes itself.
        pictures = [(disk.snapshot(), before)]
        store.commit(Change("Go on").put(Requirement(id="y", title="the other session")))
        pictures.append((disk.snapshot(), tables_of(store)))
        store.close()
        for picture, shown in pictures:
            for crashed in picture.crashes(rng, 6):
                tried += 1
                crashed.install(monkeypatch)
                assert verdict([shown], 0, 0) == "", call
    assert tried > 100


def no_sync(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SimDisk, "datasync", lambda self, fd: None)


def no_directory_sync(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SimDisk, "sync_dir", lambda self, path: None)


def name_before_sync(patch: pytest.MonkeyPatch) -> None:
    """The temporary file gets its name first, and is synced after."""
    prepare = publish.prepare
    waiting: list[str] = []

    def unsynced(path: str, data: bytes, *, durable: bool = True) -> str:
        temporary = prepare(path, data, durable=False)
        waiting.append(temporary)
        return temporary

    def replace(source: str, target: str) -> None:
        disk_replace(source, target)
        if source in waiting:
            fd = fsio.open_write(target)
            fsio.datasync(fd)
            fsio.close(fd)

    class Fsio:
        """`fsio` with another `replace`."""

        def __getattr__(self, name: str) -> Any:
            return replace if name == "replace" else getattr(fsio, name)

    def disk_replace(source: str, target: str) -> None:
        fsio.replace(source, target)

    for module in (compaction, logfile, publish):
        patch.setattr(module, "prepare", unsynced)
        patch.setattr(module, "fsio", Fsio())


def no_checksum(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(frame, "body_of", lambda line: line[9:])


def torn_end_left(patch: pytest.MonkeyPatch) -> None:
    """The next commit is written behind the torn line."""

    def leave(self: Journal, scan: frame.Scan, size: int) -> None:
        self.log.size = size

    patch.setattr(Journal, "_set_aside", leave)


def snapshot_in_place(patch: pytest.MonkeyPatch) -> None:
    """Written under its own name, piece by piece."""

    def compact(journal: Journal, tables: Any) -> None:
        gen = journal.log.gen + 1
        store = journal.log.header["store"]
        header = {"store": store, "gen": gen, "seq": journal.seq, "t": journal.time, "actors": journal.counts}
        log = logfile.LogFile.create(journal.folder, gen, store, journal.seq, journal.log.last)
        journal.attach(gen, log)
        fd = fsio.open_or_create(f"{journal.folder}/{names.snap_name(gen)}")
        fsio.write_at(fd, snapshot.encode(header, tables), 0)
        fsio.datasync(fd)
        fsio.close(fd)
        fsio.sync_dir(journal.folder)

    patch.setattr(compaction, "compact", compact)


def old_log_removed_first(patch: pytest.MonkeyPatch) -> None:
    compact = compaction.compact

    def removing(journal: Journal, tables: Any) -> None:
        old = journal.log.path
        create = logfile.LogFile.create

        def create_and_remove(*args: Any) -> logfile.LogFile:
            log = create(*args)
            fsio.unlink(old)
            return log

        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(logfile.LogFile, "create", create_and_remove)
            compact(journal, tables)

    patch.setattr(compaction, "compact", removing)


@pytest.mark.parametrize(
    "bug",
    [
        no_sync,
        no_directory_sync,
        name_before_sync,
        no_checksum,
        torn_end_left,
        snapshot_in_place,
        old_log_removed_first,
    ],
)
def test_a_seeded_bug_is_found(
    bug: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    bug(monkeypatch)
    _tried, wrong = explore(monkeypatch, stop_at=1, states=40)
    assert wrong


def refused_half_way(disk: SimDisk) -> None:
    """The disk is full in the middle of a line; what was written of it is cut off again."""

    def full(name: str, number: int) -> None:
        if name == "write_at":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    disk.short_writes = True
    disk.on_call = full
    with pytest.raises(StoreProblem):
        open_store("refused").commit(Change("Add").put(Requirement(id="no", title="never acknowledged")))
    disk.on_call = lambda name, number: None


def killed_half_way(disk: SimDisk) -> None:
    """A session died in the middle of a line."""
    fd = disk.open_write(f"{FOLDER}/log-000001.jsonl")
    disk.write_at(fd, b"0123abcd {", disk.size(fd)[0])
    disk.leave()


@pytest.mark.parametrize("half_way", [refused_half_way, killed_half_way])
def test_a_line_that_was_cut_off_never_comes_back_in_front_of_a_new_log(
    half_way: Callable[[SimDisk], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = new_disk()
    disk.install(monkeypatch)
    found()
    disk.settle()
    half_way(disk)
    disk.leave()
    store = open_store("next")
    pictures: list[SimDisk] = []

    def picture(name: str, number: int) -> None:
        if name in MUTATING:
            pictures.append(disk.snapshot())

    disk.on_call = picture
    store.compact()
    disk.on_call = lambda name, number: None
    pictures.append(disk.snapshot())
    shown = tables_of(store)
    rng = random.Random(13)
    assert len(pictures) > 5
    for before in pictures:
        for left in before.crashes(rng, STATES_A_MOMENT):
            left.install(monkeypatch)
            assert verdict([shown], 0, 0) == ""
            assert all(finding.ok for finding in examine(str(FOLDER)) if finding.where.endswith(".jsonl"))
