"""What was promised is found under its name after a power cut: content alone is not enough."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presales_tui.data import backup, doctor, restore
from presales_tui.data.fsio import write_atomic
from presales_tui.data.publish import publish
from presales_tui.data.store import ClientStore
from presales_tui.data.workspace import Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.requirement import Requirement
from tests.data.simdisk import Killed, SimDisk
from tests.data.workload import FOLDER, found, new_disk, open_store, tables_of

WS = Path("/ws")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SimDisk:
    """A simulated disk, in place."""
    made = new_disk()
    made.install(monkeypatch)
    return made


def power_cuts(disk: SimDisk, patch: pytest.MonkeyPatch) -> Iterator[SimDisk]:
    """Every disk that a power cut may leave now, each in place in its turn."""
    disk.leave()
    for left in disk.snapshot().crashes(random.Random(5), 60):
        left.install(patch)
        yield left


def kill_at(disk: SimDisk, call: str, number: int, work: Callable[[], object]) -> None:
    """The process is gone at the n-th call of a kind."""
    seen = 0

    def kill(name: str, _number: int) -> None:
        nonlocal seen
        seen += name == call
        if seen >= number:
            raise Killed

    disk.on_call = kill
    with pytest.raises(Killed):
        work()
    disk.on_call = lambda name, number: None
    disk.leave()


def titles(store: ClientStore) -> list[str]:
    return [record.title for record in store.all(Requirement)]


def test_a_published_file(disk: SimDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    publish("/ws/replica.json", b"old")
    publish("/ws/replica.json", b"new")
    for left in power_cuts(disk, monkeypatch):
        assert bytes(left._walk("/ws/replica.json").data) == b"new"


def test_a_snapshot(disk: SimDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those before it are dropped in its favour."""
    found()
    store = open_store()
    for _ in range(3):
        store.compact()
    for left in power_cuts(disk, monkeypatch):
        assert "snap-000004.json" in left.names(str(FOLDER))


def test_a_document_for_the_user(disk: SimDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (*reversed(tmp_path.parents), tmp_path):
        if folder != Path("/"):
            disk.make_dir(str(folder))
    disk.settle()
    write_atomic(tmp_path / "deck.pptx", b"slides")
    for left in power_cuts(disk, monkeypatch):
        assert bytes(left._walk(str(tmp_path / "deck.pptx")).data) == b"slides"


def test_what_the_doctor_set_aside(disk: SimDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    found()
    store = open_store()
    store.compact()
    store.close()
    snapshot = f"{FOLDER}/snap-000002.json"
    fd = disk.open_write(snapshot)
    disk.write_at(fd, b"X", 40)
    damaged = bytes(disk._walk(snapshot).data)
    disk.settle()
    assert any(finding.repaired for finding in doctor(Workspace(WS, "chen"), repair=True))
    for left in power_cuts(disk, monkeypatch):
        assert "snap-000002.json" not in left.names(str(FOLDER))
        assert bytes(left._walk(f"{FOLDER}/quarantine/snap-000002.json").data) == damaged


def test_a_restored_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Workspace.open(tmp_path / "ws")
    for name in ("Acme", "Yunfan"):
        original.create_client(Client(name=name))
    backup(original, tmp_path / "backup.zip")
    original.close()
    disk = new_disk()
    disk.install(monkeypatch)
    restore(tmp_path / "backup.zip", WS)
    for _left in power_cuts(disk, monkeypatch):
        clients = Workspace(WS, "chen").clients()
        assert [face.name for face in clients] == ["Acme", "Yunfan"]
        assert [Workspace(WS, "chen").store(face.id).client.name for face in clients] == ["Acme", "Yunfan"]


def test_a_client_whose_maker_died_before_its_name_was_safe(
    disk: SimDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncs = 0

    def count(name: str, _number: int) -> None:
        nonlocal syncs
        syncs += name == "sync_dir"

    trial = new_disk()
    trial.install(monkeypatch)
    trial.on_call = count
    Workspace(WS, "chen").create_client(Client(name="Acme"))
    disk.install(monkeypatch)
    kill_at(disk, "sync_dir", syncs, lambda: Workspace(WS, "chen").create_client(Client(name="Acme")))
    (face,) = Workspace(WS, "li").clients()
    store = Workspace(WS, "li").store(face.id)
    store.commit(Change("Add").put(Requirement(title="acknowledged")))
    for _left in power_cuts(disk, monkeypatch):
        (face,) = Workspace(WS, "chen").clients()
        assert titles(Workspace(WS, "chen").store(face.id)) == ["acknowledged"]


def test_a_log_whose_maker_died_before_its_name_was_safe(
    disk: SimDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found()
    warm = open_store("warm")
    warm.commit(Change("Add").put(Requirement(id="r1", title="one")))
    warm.close()
    disk.settle()
    kill_at(disk, "sync_dir", 1, open_store("killed").compact)
    assert "log-000002.jsonl" in disk.names(str(FOLDER))
    store = open_store("next")
    store.commit(Change("Add").put(Requirement(id="r2", title="acknowledged")))
    shown = tables_of(store)
    for _left in power_cuts(disk, monkeypatch):
        assert tables_of(open_store("after")) == shown
