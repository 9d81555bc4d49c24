"""The disk says no, at every call, once or from then on: refused work is nowhere, the rest is safe."""

from __future__ import annotations

import copy
import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from presales_tui.data import frame, ops
from presales_tui.data.logfile import LogFile
from presales_tui.data.ops import Tables
from presales_tui.data.storage import JournalStorage, Step
from presales_tui.data.store import ClientStore
from presales_tui.model.change import Change
from presales_tui.model.errors import StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.simdisk import SimDisk
from tests.data.workload import found, new_disk, open_store, tables_of

ENOSPC_AT = frozenset(["open_or_create", "create", "write_at", "datasync", "make_dir", "allocate", "replace"])
EIO_AT = ENOSPC_AT | frozenset(
    ["open_read", "open_write", "read_at", "sync_dir", "truncate", "names", "unlink", "size"]
)


def add(record_id: str) -> Callable[[ClientStore], object]:
    return lambda s: s.commit(Change("Add").put(Requirement(id=record_id, title=f"title of {record_id}")))


def change(record_id: str) -> Callable[[ClientStore], object]:
    def work(store: ClientStore) -> object:
        was = store.get(Requirement, record_id)
        return store.commit(Change("Edit").put(replace(was, title="edited", fit="gap"), was)) if was else None

    return work


def drop(record_id: str) -> Callable[[ClientStore], object]:
    def work(store: ClientStore) -> object:
        was = store.get(Requirement, record_id)
        return store.commit(Change("Delete").delete(was)) if was else None

    return work


WORK: list[Callable[[ClientStore], object]] = [
    add("r1"),
    change("r1"),
    lambda s: s.undo(),
    lambda s: s.redo(),
    lambda s: s.compact(),
    add("r2"),
    drop("r1"),
    lambda s: s.compact(),
    add("r3"),
]


class Run:
    """The work on a disk that fails at one call, and what was wrong with the outcome."""

    def __init__(self, patch: pytest.MonkeyPatch, code: int, at: int, *, for_ever: bool) -> None:
        self.disk: SimDisk = new_disk()
        self.disk.install(patch)
        found()
        self.disk.settle()
        self.disk.short_writes = code == errno.ENOSPC
        self.happened = False
        self.code = code
        self.first = self.disk.calls + at
        self.for_ever = for_ever
        self.in_doubt: list[Tables] = []
        self.last: Tables = {}
        patch.setattr(LogFile, "append", self._appending(LogFile.append))

    def _appending(self, append: Callable[[LogFile, bytes], None]) -> Callable[[LogFile, bytes], None]:
        def noting(log: LogFile, line: bytes) -> None:
            would = copy.deepcopy(self.last)
            for op in frame.parse(line[9:])["ops"]:
                ops.apply_op(would, op)
            try:
                append(log, line)
            except OSError:
                self.in_doubt.append(would)
                raise

        return noting

    def _fail(self, name: str, number: int) -> None:
        kinds = ENOSPC_AT if self.code == errno.ENOSPC else EIO_AT
        if name in kinds and (number >= self.first if self.for_ever else number == self.first):
            self.happened = True
            raise OSError(self.code, os.strerror(self.code), name)

    def wrong(self) -> str:
        """What is wrong; empty: nothing."""
        store = open_store("one")
        self.last = tables_of(store)
        self.disk.on_call = self._fail
        for step in WORK:
            try:
                step(store)
            except StoreProblem:
                pass
            else:
                if tables_of(store) != self.last:
                    self.in_doubt.clear()
                self.last = tables_of(store)
            if tables_of(store) != self.last:
                return "the session shows refused work"
            with suppress(StoreProblem):
                store.poll()
        self.disk.on_call = lambda name, number: None
        if store.read_only and self.code != errno.EIO:
            return f"read-only after a full disk: {store.read_only}"
        if not store.read_only:
            store.commit(Change("Go on").put(Requirement(id="y", title="the disk is well again")))
            self.last = tables_of(store)
            self.in_doubt.clear()
        store.close()
        self.disk.leave()
        again = open_store("again")
        left = tables_of(again)
        if left != self.last and not (self.code == errno.EIO and left in self.in_doubt):
            return "lost, or refused work appears"
        if again.read_only:
            return f"read-only after reopening: {again.read_only}"
        again.commit(Change("After").put(Requirement(id="z", title="reopened")))
        again.close()
        return ""


def attempts(code: int, *, for_ever: bool) -> tuple[int, list[str]]:
    """(runs in which the fault happened, what was wrong)."""
    wrong: list[str] = []
    at = runs = 0
    quiet = 0
    while quiet < 40:
        at += 1
        with pytest.MonkeyPatch.context() as patch:
            run = Run(patch, code, at, for_ever=for_ever)
            said = run.wrong()
        if said:
            wrong.append(f"call {at}: {said}")
        runs += run.happened
        quiet = 0 if run.happened else quiet + 1
    return runs, wrong


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for-ever"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["ENOSPC", "EIO"])
def test_refused_work_is_nowhere_and_the_rest_is_safe(code: int, *, for_ever: bool) -> None:
    runs, wrong = attempts(code, for_ever=for_ever)
    assert not wrong[:3]
    assert runs > 30


def test_touching_memory_before_the_disk_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seeded bug: the view that a failing disk leaves behind shows work that was refused."""

    def commit(self: JournalStorage, plan: Callable[[], Step]) -> object:
        with self.mutex, self.journal.exclusive():
            step = plan()
            planned = ops.deltas(self.tables, step.docs)
            for op in planned:
                ops.apply_op(self.tables, op)
            line, place = self.journal.append(step.title, planned, **step.about)
            self._apply(line, place)
            return line

    monkeypatch.setattr(JournalStorage, "commit", commit)
    _runs, wrong = attempts(errno.ENOSPC, for_ever=True)
    assert any("refused work" in said for said in wrong)
