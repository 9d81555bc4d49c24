"""A small day of work on a simulated disk, and the one oracle for what may be left of it.

Acknowledgements are kept outside the store. Whatever happens, a store opened afterwards must hold
exactly the first j commits, with acknowledged <= j <= started, say nothing of damage, and go on.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from presales_tui.data.compaction import compact
from presales_tui.data.logfile import LogFile
from presales_tui.data.ops import Tables
from presales_tui.data.store import ClientStore
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.simdisk import SimDisk

FOLDER = Path("/ws/acme-00000001")


def open_store(session: str = "one") -> ClientStore:
    """The folder of the simulated disk."""
    return ClientStore(FOLDER, "chen", session)


def tables_of(store: ClientStore) -> Tables:
    """What a store shows, as stock TinyDB code would see it."""
    return copy.deepcopy(store.db.storage.read() or {})


def new_disk() -> SimDisk:
    """A disk with an empty workspace."""
    disk = SimDisk()
    disk.make_dir("/ws")
    disk.settle()
    return disk


def found() -> None:
    """Make the client folder and its first commit."""
    from presales_tui.data import fsio

    fsio.make_dir(str(FOLDER))
    LogFile.create(str(FOLDER), 1, "feedfacefeedface", 0, b"").close()
    store = open_store()
    store.commit(Change("Add client").put(Client(id="c", name="Acme")))
    store.close()


class Day:
    """Commits in a fixed order, each acknowledged outside the store."""

    def __init__(self) -> None:
        self.states: list[Tables] = []
        """The tables after each acknowledged commit, the first before any."""
        self.started = 0
        self.refused = 0
        self.store: ClientStore

    def begin(self) -> None:
        """Open the store as the first session."""
        self.store = open_store()
        self.states.append(tables_of(self.store))

    def step(self, work: Callable[[ClientStore], object]) -> None:
        """Do one thing that commits; what is acknowledged is noted outside."""
        self.started = len(self.states)
        work(self.store)
        self.states.append(tables_of(self.store))

    def work(self) -> None:
        """Inserts, an edit, a delete, undo and redo, a new log, another session, a reopening."""
        self.step(lambda s: s.commit(Change("Add").put(Requirement(id="r1", title="one", tags=("a", "b")))))
        self.step(lambda s: s.commit(Change("Add").put(Requirement(id="r2", title="第二条需求"))))
        self.step(edit("r1", title="one, and more of it", fit="custom"))
        self.step(lambda s: s.undo())
        self.step(lambda s: s.redo())
        self.compact()
        self.step(lambda s: s.commit(Change("Add").put(Requirement(id="r3", title="three"))))
        self.store.close()
        self.store = open_store("two")
        self.step(lambda s: s.commit(Change("Delete").delete(s.all(Requirement)[0])))
        self.compact()
        self.step(edit("r3", title=""))
        self.store.close()

    def compact(self) -> None:
        """A new log; it commits nothing."""
        self.store.compact()


def edit(record_id: str, **fields: Any) -> Callable[[ClientStore], object]:
    """An edit of one requirement."""

    def work(store: ClientStore) -> object:
        was = store.get(Requirement, record_id)
        assert was is not None
        return store.commit(Change("Edit").put(replace(was, **fields), was))

    return work


def verdict(states: list[Tables], acked: int, started: int) -> str:
    """Open what is left, and say what is wrong with it; empty: nothing.

    `states[j]` is what the first j commits make; `acked` and `started` count commits.
    """
    try:
        store = open_store("after")
    except StoreProblem as problem:
        return f"cannot be opened: {problem.sentence}"
    except (ValueError, KeyError, OSError) as error:
        return f"cannot be opened: {error!r}"
    try:
        if store.read_only:
            return f"read-only: {store.read_only}"
        damaged = [text for text in store.warnings if "damaged" in text]
        if damaged:
            return damaged[0]
        left = tables_of(store)
        allowed = states[acked : started + 1]
        if left not in allowed:
            return "lost or invented work"
        store.commit(Change("After").put(Requirement(id="z", title="after the fault")))
        shown = tables_of(store)
    except StoreProblem as problem:
        return f"cannot go on: {problem.sentence}"
    finally:
        store.close()
    again = open_store("again")
    try:
        return "" if tables_of(again) == shown else "the commit after the fault is not there"
    finally:
        again.close()


__all__ = ["FOLDER", "Day", "compact", "edit", "found", "new_disk", "open_store", "tables_of", "verdict"]
