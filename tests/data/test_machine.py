"""Two sessions, any order of work, kills, power cuts, torn ends, full disks; a model says what must be."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from presales_tui.data.store import ClientStore
from presales_tui.model.change import Change
from presales_tui.model.errors import StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.simdisk import SimDisk
from tests.data.workload import FOLDER, found, new_disk

USERS = ("chen", "li")
SLOTS = st.sampled_from([0, 1])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
Titles = dict[str, str]
"""Record id to title."""


class Sessions(RuleBasedStateMachine):
    """Each user works on records of their own, so what undo must bring back is plain to say."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.disk: SimDisk = new_disk()
        self.stores: list[ClientStore] = []
        self.titles: list[Titles] = [{}, {}]
        self.done: list[list[tuple[Titles, Titles]]] = [[], []]
        self.undone: list[list[tuple[Titles, Titles]]] = [[], []]
        self.refs: dict[str, str] = {}
        self.names = 0

    @initialize()
    def begin(self) -> None:
        self.disk.install(self.patch)
        found()
        self.disk.settle()
        self.stores = [self.open(0), self.open(1)]

    def open(self, slot: int) -> ClientStore:
        self.names += 1
        return ClientStore(FOLDER, USERS[slot], f"s{self.names}")

    def commit(self, slot: int, change: Change, after: Titles) -> None:
        before = self.titles[slot]
        self.stores[slot].commit(change)
        self.titles[slot] = after
        self.done[slot].append((before, after))
        self.undone[slot].clear()

    def own(self, slot: int, pick: int) -> Requirement | None:
        ids = sorted(self.titles[slot])
        return self.stores[slot].get(Requirement, ids[pick % len(ids)]) if ids else None

    @rule(slot=SLOTS, title=TEXTS, count=st.integers(1, 3))
    def add(self, slot: int, title: str, count: int) -> None:
        change = Change("Add")
        after = dict(self.titles[slot])
        for _ in range(count):
            self.names += 1
            record_id = f"{USERS[slot]}{self.names}"
            change.put(Requirement(id=record_id, title=title))
            after[record_id] = title
        self.commit(slot, change, after)

    @rule(slot=SLOTS, pick=st.integers(0, 9), title=TEXTS)
    def edit(self, slot: int, pick: int, title: str) -> None:
        was = self.own(slot, pick)
        if was is not None and was.title != title:
            change = Change("Edit").put(replace(was, title=title), was)
            self.commit(slot, change, {**self.titles[slot], was.id: title})

    @rule(slot=SLOTS, pick=st.integers(0, 9))
    def delete(self, slot: int, pick: int) -> None:
        was = self.own(slot, pick)
        if was is not None:
            left = {key: title for key, title in self.titles[slot].items() if key != was.id}
            self.commit(slot, Change("Delete").delete(was), left)

    @rule(slot=SLOTS)
    def undo(self, slot: int) -> None:
        if self.done[slot]:
            assert self.stores[slot].can_undo
            self.stores[slot].undo()
            step = self.done[slot].pop()
            self.undone[slot].append(step)
            self.titles[slot] = step[0]
        else:
            self.refused(self.stores[slot].undo)

    @rule(slot=SLOTS)
    def redo(self, slot: int) -> None:
        if self.undone[slot]:
            assert self.stores[slot].can_redo
            self.stores[slot].redo()
            step = self.undone[slot].pop()
            self.done[slot].append(step)
            self.titles[slot] = step[1]
        else:
            self.refused(self.stores[slot].redo)

    def refused(self, work: Callable[[], object]) -> None:
        with pytest.raises(StoreProblem):
            work()

    @rule(slot=SLOTS)
    def compact(self, slot: int) -> None:
        self.stores[slot].compact()

    @rule(slot=SLOTS)
    def reopen(self, slot: int) -> None:
        self.stores[slot].close()
        self.stores[slot] = self.open(slot)

    @rule()
    def kill(self) -> None:
        self.disk.leave()
        self.stores = [self.open(0), self.open(1)]

    @rule(seed=st.integers(0, 99))
    def power_cut(self, seed: int) -> None:
        left = list(self.disk.crashes(random.Random(seed), 8))
        self.disk = left[seed % len(left)]
        self.disk.install(self.patch)
        self.stores = [self.open(0), self.open(1)]

    @rule(torn=st.sampled_from([b"1", b"0123abcd {", b"\0" * 40, b"xx\nyy\n"]))
    def torn_end(self, torn: bytes) -> None:
        """A third session wrote a part of a line and died."""
        newest = max(name for name in self.disk.names(str(FOLDER)) if name.startswith("log-"))
        fd = self.disk.open_write(f"{FOLDER}/{newest}")
        self.disk.write_at(fd, torn, self.disk.size(fd)[0])
        self.disk.close(fd)

    @rule(slot=SLOTS, code=st.sampled_from([errno.ENOSPC, errno.EDQUOT]), short=st.booleans())
    def full_disk(self, slot: int, code: int, short: bool) -> None:
        def full(name: str, number: int) -> None:
            if name in ("write_at", "create", "allocate"):
                raise OSError(code, os.strerror(code))

        self.disk.short_writes = short
        self.disk.on_call = full
        store = self.stores[slot]
        self.refused(lambda: store.commit(Change("Add").put(Requirement(id="never", title="never"))))
        self.disk.on_call = lambda name, number: None

    @invariant()
    def both_see_what_was_acknowledged(self) -> None:
        expected = {**self.titles[0], **self.titles[1]}
        for store in self.stores:
            store.poll()
            shown = store.all(Requirement)
            assert {record.id: record.title for record in shown} == expected
            assert not store.read_only
            for record in shown:
                assert self.refs.setdefault(record.ref, record.id) == record.id
            assert all(one.id < two.id for one, two in pairwise(shown))

    def teardown(self) -> None:
        self.patch.undo()


long = bool(os.environ.get("PRESALES_LONG"))
TestSessions = Sessions.TestCase
TestSessions.settings = settings(
    max_examples=2000 if long else 150,
    stateful_step_count=50 if long else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
