"""Two sessions at one client: in one process, and as real processes that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace, fsio
from presales_tui.model.errors import StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.support import add, edit, log, reopened, tables


def test_poll_shows_what_the_other_session_wrote(store: ClientStore, other: ClientStore) -> None:
    assert not other.poll()
    made = add(store)
    version = other.version
    assert other.poll()
    assert not other.poll()
    assert other.all(Requirement) == [made]
    assert other.version == version + 1


def test_a_commit_builds_on_what_the_other_session_wrote(store: ClientStore, other: ClientStore) -> None:
    assert add(store).ref == "REQ-001"
    assert add(other).ref == "REQ-002"
    assert add(store).ref == "REQ-003"
    assert tables(store)["requirements"].keys() > tables(other)["requirements"].keys()
    other.poll()
    assert tables(store) == tables(other)


def test_sessions_follow_each_other_into_a_new_log(store: ClientStore, other: ClientStore) -> None:
    add(store, "a")
    other.poll()
    store.compact()
    add(store, "b")
    store.compact()
    add(store, "c")
    assert other.poll()
    assert [r.title for r in other.all(Requirement)] == ["a", "b", "c"]
    add(other, "d")
    store.poll()
    assert tables(store) == tables(other) == tables(reopened(store))


def test_two_threads_of_one_session_take_turns(store: ClientStore) -> None:
    def work(name: str) -> None:
        for number in range(20):
            add(store, f"{name} {number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.all(Requirement)) == 60
    assert len({r.ref for r in store.all(Requirement)}) == 60


def test_a_busy_lock_is_not_waited_for_for_ever(store: ClientStore, other: ClientStore) -> None:
    fd = fsio.open_or_create(str(store.folder / "lock"))
    os.pwrite(fd, b"pid 4711 wang pts/3".ljust(120), 0)
    assert fsio.try_lock(fd)
    storage = store._storage
    with pytest.raises(StoreProblem, match=r"pid 4711 wang pts/3"), storage.journal.exclusive(wait=0.05):
        pass
    assert not store.poll()
    fsio.close(fd)
    add(store)
    other.poll()
    assert len(other.all(Requirement)) == 1


def test_the_lock_names_the_session_that_wrote_last(store: ClientStore, other: ClientStore) -> None:
    for session, user in ((store, "chen"), (other, "li"), (store, "chen")):
        add(session)
        assert f" {user} " in (store.folder / "lock").read_text()


def test_poll_does_not_wait_for_a_writer(store: ClientStore, other: ClientStore) -> None:
    add(store)
    fd = fsio.open_or_create(str(store.folder / "lock"))
    assert fsio.try_lock(fd)
    assert not other.poll()
    fsio.close(fd)
    assert other.poll()


def test_a_removed_folder_is_said(store: ClientStore) -> None:
    add(store)
    log(store).unlink()
    assert store.poll()
    assert not store.poll()
    assert "removed" in store.read_only
    with pytest.raises(StoreProblem, match="removed"):
        add(store)


def test_a_stale_reader_sees_a_conflict_not_a_loss(store: ClientStore, other: ClientStore) -> None:
    made = add(store)
    other.poll()
    edit(store, made, title="first")
    edit(other, made, fit="gap")
    store.poll()
    assert (store.all(Requirement)[0].title, store.all(Requirement)[0].fit) == ("first", "gap")


WRITER = """
import random, sys, time
from pathlib import Path
from presales_tui.data import Workspace
from presales_tui.model.change import Change
from presales_tui.model.requirement import Requirement

path, name = Path(sys.argv[1]), sys.argv[2]
workspace = Workspace.open(path, user=name)
store = workspace.store(workspace.clients()[0].id)
number = 0
while True:
    number += 1
    made = store.commit(Change("Add").put(Requirement(title=f"{name} {number}"))).records[0]
    if number % 7 == 0:
        store.compact()
    sys.stdout.write(f"{made.ref} {made.title}\\n")
    sys.stdout.flush()
    time.sleep(random.random() / 500)
"""


def start_writer(path: Path, name: str) -> subprocess.Popen[str]:
    """A process that commits as fast as it can, and tells of each commit when it is acknowledged."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )


def test_killed_processes_lose_nothing_that_was_acknowledged(
    store: ClientStore, workspace: Workspace
) -> None:
    rounds = 25 if os.environ.get("PRESALES_LONG") else 4
    acknowledged: list[str] = []
    for turn in range(rounds):
        writers = [start_writer(workspace.path, f"w{turn}-{n}") for n in range(3)]
        for writer in writers:
            assert writer.stdout is not None
            acknowledged.append(writer.stdout.readline().strip())
        time.sleep(0.05)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        for writer in writers:
            assert writer.stdout is not None
            lines = writer.stdout.read().split("\n")
            acknowledged.extend(line for line in lines[:-1] if line)
            writer.stdout.close()
            writer.wait()
    again = reopened(store)
    kept = {f"{r.ref} {r.title}" for r in again.all(Requirement)}
    assert len(acknowledged) >= rounds * 3
    assert set(acknowledged) <= kept
    assert len(kept) - len(set(acknowledged)) <= rounds * 3
    assert len({r.ref for r in again.all(Requirement)}) == len(kept)
    assert not again.read_only
    add(again, "after")
    store.poll()
    assert tables(store) == tables(again)
