"""Backup of a live workspace, and what comes back from it."""

from __future__ import annotations

import json
import threading
import zipfile
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace, backup, doctor, restore
from presales_tui.model.client import Client
from presales_tui.model.errors import BadInput, CannotWrite, NotFound, StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.support import add, edit, log, tables


def test_a_restored_workspace_holds_the_same(
    store: ClientStore, workspace: Workspace, tmp_path: Path
) -> None:
    made = add(store, "需求")
    store.compact()
    edit(store, made, title="需求，改过")
    second = workspace.create_client(Client(name="新东方"))
    add(second)
    backup(workspace, tmp_path / "all.zip")
    names = restore(tmp_path / "all.zip", tmp_path / "back")
    assert sorted(names) == sorted([store.folder.name, second.folder.name])
    back = Workspace.open(tmp_path / "back", user="chen")
    for original in (store, second):
        copy = back.store(original.client.id)
        assert tables(copy) == tables(original)
        assert copy.warnings == []
    copy = back.store(store.client.id)
    assert [e.title for e in copy.history()] == [e.title for e in store.history()]
    assert all(finding.ok or "reserve" in finding.what for finding in doctor(back))


def test_one_client_alone(store: ClientStore, workspace: Workspace, tmp_path: Path) -> None:
    workspace.create_client(Client(name="Other"))
    backup(store, tmp_path / "acme.zip")
    restore(tmp_path / "acme.zip", tmp_path / "back")
    assert [face.name for face in Workspace.open(tmp_path / "back").clients()] == ["Acme"]


def test_a_restored_copy_is_another_replica(store: ClientStore, tmp_path: Path) -> None:
    add(store)
    backup(store, tmp_path / "acme.zip")
    restore(tmp_path / "acme.zip", tmp_path / "back", letter="B")
    back = Workspace.open(tmp_path / "back", user="li")
    copy = back.store(store.client.id)
    assert add(copy).ref == "REQ-B01"
    assert add(copy).ref == "REQ-B02"
    assert add(store).ref == "REQ-002"
    identities = [json.loads((s.folder / "replica.json").read_bytes())["replica"] for s in (store, copy)]
    assert identities[0] != identities[1]
    back.close()
    assert add(Workspace.open(tmp_path / "back").store(store.client.id)).ref == "REQ-B03"
    assert copy.find_ref("req-b01") is not None


def test_a_restored_client_that_goes_on_in_place_of_the_lost_one_counts_on(
    store: ClientStore, tmp_path: Path
) -> None:
    add(store)
    backup(store, tmp_path / "acme.zip")
    restore(tmp_path / "acme.zip", tmp_path / "back")
    assert add(Workspace.open(tmp_path / "back").store(store.client.id)).ref == "REQ-002"


@pytest.mark.parametrize("letter", ["b", "1", "ABC", "é", "-"])
def test_a_site_letter_is_a_letter(letter: str, store: ClientStore, tmp_path: Path) -> None:
    backup(store, tmp_path / "acme.zip")
    with pytest.raises(BadInput, match="site letter"):
        restore(tmp_path / "acme.zip", tmp_path / "back", letter=letter)
    assert Workspace.open(tmp_path / "back").clients() == []


def test_private_and_derived_things_stay_out(store: ClientStore, tmp_path: Path) -> None:
    add(store)
    store.drafts.save("note", "secret draft")
    store.drafts.flush()
    (store.exports / "deck.pptx").write_bytes(b"x")
    backup(store, tmp_path / "acme.zip")
    with zipfile.ZipFile(tmp_path / "acme.zip") as archive:
        assert set(archive.namelist()) == {"backup.json", f"{store.folder.name}/log-000001.jsonl"}
    assert (tmp_path / "acme.zip").stat().st_mode & 0o777 == 0o600


def test_a_line_being_written_is_left_out(store: ClientStore, tmp_path: Path) -> None:
    add(store)
    whole = log(store).read_bytes()
    with log(store).open("ab") as file:
        file.write(b"1a2b3c4d {")
    backup(store, tmp_path / "acme.zip")
    with zipfile.ZipFile(tmp_path / "acme.zip") as archive:
        assert archive.read(f"{store.folder.name}/log-000001.jsonl") == whole


def test_nothing_is_overwritten(store: ClientStore, workspace: Workspace, tmp_path: Path) -> None:
    backup(store, tmp_path / "acme.zip")
    with pytest.raises(CannotWrite, match="exists already"):
        backup(store, tmp_path / "acme.zip")
    before = tables(store)
    with pytest.raises(CannotWrite, match="already"):
        restore(tmp_path / "acme.zip", workspace.path)
    assert tables(store) == before
    assert len(workspace.clients()) == 1


def test_what_is_no_backup_is_refused(store: ClientStore, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        restore(tmp_path / "none.zip", tmp_path / "back")
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(BadInput, match="damaged, or not a backup"):
        restore(tmp_path / "text.zip", tmp_path / "back")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a/log-000001.jsonl", "x")
    with pytest.raises(BadInput, match="not a backup of presales"):
        restore(tmp_path / "other.zip", tmp_path / "back")


def test_names_that_mean_harm_are_not_followed(store: ClientStore, tmp_path: Path) -> None:
    backup(store, tmp_path / "acme.zip")
    with zipfile.ZipFile(tmp_path / "acme.zip", "a") as archive:
        for name in (
            "../../evil",
            "/evil",
            f"{store.folder.name}/../evil",
            "..//log-000001.jsonl",
            ".ssh/log-000001.jsonl",
        ):
            archive.writestr(name, "evil")
    restore(tmp_path / "acme.zip", tmp_path / "back")
    assert not list(tmp_path.rglob("evil*"))
    assert list((tmp_path / "back").iterdir()) == [tmp_path / "back" / store.folder.name]


@pytest.mark.parametrize("kind", ["zip", "journal"])
def test_a_damaged_backup_restores_nothing(kind: str, store: ClientStore, tmp_path: Path) -> None:
    add(store, "x" * 500)
    add(store, "y")
    path = tmp_path / "acme.zip"
    backup(store, path)
    if kind == "zip":
        data = bytearray(path.read_bytes())
        data[len(data) // 3] ^= 0xFF
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path) as archive:
            content = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for name, data_ in content.items():
                archive.writestr(name, data_.replace(b"xxx", b"xyx"))
    with pytest.raises((BadInput, StoreProblem)):
        restore(path, tmp_path / "back")
    assert list((tmp_path / "back").iterdir()) == []


def test_a_backup_of_a_workspace_at_work_is_consistent(
    store: ClientStore, workspace: Workspace, tmp_path: Path
) -> None:
    stop = threading.Event()
    second = Workspace.open(workspace.path, user="li")
    theirs = second.store(store.client.id)

    def work() -> None:
        number = 0
        while not stop.is_set():
            add(theirs, str(number))
            number += 1
            if number % 9 == 0:
                theirs.compact()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        for number in range(8):
            backup(store, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        thread.join()
    for number in range(8):
        restore(tmp_path / f"{number}.zip", tmp_path / f"back{number}")
        back = Workspace.open(tmp_path / f"back{number}")
        copy = back.store(store.client.id)
        shown = [r.title for r in copy.all(Requirement)]
        assert shown == [str(n) for n in range(len(shown))]
        assert not copy.read_only
        assert copy.warnings == []
    second.close()
