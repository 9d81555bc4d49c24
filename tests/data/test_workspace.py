"""The workspace: where it is, who may use it, and the clients in it."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from presales_tui.data import Workspace, default_path, fsio, places
from presales_tui.data.workspace import folder_name
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import NotFound, StoreProblem
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from tests.data.support import add, edit


def test_presales_home_is_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_path({"PRESALES_HOME": str(tmp_path / "here")}) == tmp_path / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path({"PRESALES_HOME": "~/notes"}) == tmp_path / "notes"


def test_else_it_is_in_the_users_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path({}) == tmp_path / "presales"
    with_default = Workspace.open(None)
    assert with_default.path == tmp_path / "presales"


def test_only_its_owner_can_look_into_it_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        workspace = Workspace.open(tmp_path / "deep" / "down" / "ws", user="chen")
        store = workspace.create_client(Client(name="Acme"))
        add(store)
        store.compact()
        store.drafts.save("k", "text")
        store.drafts.flush()
        assert store.exports.is_dir()
        for path in [workspace.path, *workspace.path.rglob("*")]:
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path
        assert stat.S_IMODE(workspace.path.parent.stat().st_mode) == 0o700
        workspace.close()
    finally:
        os.umask(old)


def test_a_strict_umask_locks_nobody_out(tmp_path: Path) -> None:
    old = os.umask(0o777)
    try:
        workspace = Workspace.open(tmp_path / "ws")
        add(workspace.create_client(Client(name="Acme")))
        workspace.close()
        modes = {stat.S_IMODE(path.stat().st_mode) for path in workspace.path.rglob("*")}
    finally:
        os.umask(old)
    assert modes == {0o600, 0o700}


def test_an_empty_directory_is_taken_and_shut(tmp_path: Path) -> None:
    place = tmp_path / "ws"
    place.mkdir()
    place.chmod(0o777)
    Workspace.open(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_directory_that_others_write_to_is_refused(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "ws")
    workspace.create_client(Client(name="Acme"))
    workspace.close()
    workspace.path.chmod(0o770)
    with pytest.raises(StoreProblem, match="chmod 700"):
        Workspace.open(workspace.path)
    workspace.path.chmod(0o700)
    folder = Workspace.open(workspace.path).clients()[0].folder
    folder.chmod(0o707)
    again = Workspace.open(workspace.path)
    with pytest.raises(StoreProblem, match="chmod 700"):
        again.store(again.clients()[0].id)


def test_a_link_is_refused(tmp_path: Path) -> None:
    Workspace.open(tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(StoreProblem, match="symbolic link"):
        Workspace.open(tmp_path / "link")


def test_a_link_in_place_of_a_log_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    store = workspace.create_client(Client(name="Acme"))
    workspace.close()
    path = store.folder / "log-000001.jsonl"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    again = Workspace.open(workspace.path)
    with pytest.raises(StoreProblem, match="symbolic link"):
        again.store(again.clients()[0].id)


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_another_accounts_directory_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "ws"
    place.mkdir(mode=0o700)
    os.chown(place, 12345, 12345)
    with pytest.raises(StoreProblem, match="another account"):
        Workspace.open(place)


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreProblem, match="not a directory"):
        Workspace.open(tmp_path / "file")


def test_a_missing_workspace_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Workspace.open(tmp_path / "ws", create=False)
    assert not (tmp_path / "ws").exists()


@pytest.mark.parametrize(
    ("name", "name_en", "start"),
    [
        ("Acme GmbH & Co.", "", "acme-gmbh-co-"),
        ("新东方", "New Oriental", "new-oriental-"),
        ("新东方", "", "client-"),
        ("../../etc/passwd", "", "etc-passwd-"),
        ("x" * 300, "", "x" * 40 + "-"),
    ],
)
def test_folder_names_are_plain_ascii(name: str, name_en: str, start: str) -> None:
    client = Client(name=name, name_en=name_en)
    assert folder_name(client) == start + client.id[-8:]


def test_clients_made_at_once_have_different_folders(workspace: Workspace) -> None:
    stores = [workspace.create_client(Client(name="Acme")) for _ in range(5)]
    assert len({store.folder for store in stores}) == 5
    assert [face.id for face in workspace.clients()] == [store.client.id for store in stores]


def test_lists_need_no_journal(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    store = workspace.create_client(Client(name="新东方", name_en="New Oriental"))
    deal = Opportunity(name="排课", stage="lead")
    stored = store.commit(Change("Add opportunity").put(deal)).records[0]
    workspace.close()
    again = Workspace.open(workspace.path)
    monkeypatch.setattr("presales_tui.data.store.ClientStore", None)
    (face,) = again.clients()
    assert (face.id, face.name, face.name_en, face.folder) == (
        store.client.id,
        "新东方",
        "New Oriental",
        store.folder,
    )
    assert face.opportunities == ((stored.id, "排课", "lead"),)
    assert face.updated[:4].isdigit()


def test_lists_follow_edits_undo_and_other_sessions(workspace: Workspace) -> None:
    store = workspace.create_client(Client(name="Acme"))
    edit(store, store.client, name="Acme AG")
    assert workspace.clients()[0].name == "Acme AG"
    store.undo()
    assert workspace.clients()[0].name == "Acme"
    second = Workspace.open(workspace.path)
    theirs = second.store(store.client.id)
    edit(theirs, theirs.client, name="Acme Inc")
    assert workspace.clients()[0].name == "Acme Inc"
    second.close()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"id": 1}', None])
def test_a_damaged_face_is_made_anew(workspace: Workspace, content: bytes | None) -> None:
    store = workspace.create_client(Client(name="Acme"))
    face = store.folder / "client.json"
    if content is None:
        face.unlink()
    else:
        face.write_bytes(content)
    assert [face.name for face in workspace.clients()] == ["Acme"]
    assert json.loads(face.read_bytes())["name"] == "Acme"


def test_a_stale_face_is_put_right_when_the_client_is_opened(workspace: Workspace) -> None:
    store = workspace.create_client(Client(name="Acme"))
    client_id = store.client.id
    workspace.close()
    face = store.folder / "client.json"
    face.write_text(face.read_text().replace("Acme", "Old name"))
    again = Workspace.open(workspace.path)
    again.store(client_id)
    assert again.clients()[0].name == "Acme"


def test_clients_are_found_by_name_or_part_of_it(workspace: Workspace) -> None:
    for name, name_en in [("新东方", "New Oriental"), ("新华医院", "Xinhua"), ("New", "")]:
        workspace.create_client(Client(name=name, name_en=name_en))
    assert workspace.find_client("New").name == "New"
    assert workspace.find_client("ORIENT").name == "新东方"
    assert workspace.find_client("医院").name == "新华医院"
    with pytest.raises(NotFound, match=r"“新” could be any of: 新东方, 新华医院\."):
        workspace.find_client("新")
    with pytest.raises(NotFound, match=r"There are: 新东方, 新华医院, New\."):
        workspace.find_client("Acme")


def test_a_client_is_made_once(workspace: Workspace) -> None:
    client = Client(name="Acme")
    workspace.create_client(client)
    with pytest.raises(StoreProblem, match="already"):
        workspace.create_client(client)
    assert [path.name for path in workspace.path.iterdir()] == [folder_name(client)]


def test_a_closed_store_is_opened_anew(workspace: Workspace) -> None:
    store = workspace.create_client(Client(name="Acme"))
    add(store, "kept")
    store.close()
    store.close()
    again = workspace.store(store.client.id)
    assert again is not store
    assert add(again, "goes on").ref == "REQ-002"


def test_a_store_is_opened_once(workspace: Workspace) -> None:
    store = workspace.create_client(Client(name="Acme"))
    assert workspace.store(store.client.id) is store
    with pytest.raises(NotFound):
        workspace.store("nobody")


def test_a_creation_that_fails_leaves_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(fd: int) -> None:
        raise OSError(28, "No space left on device")

    client = Client(name="Acme")
    with monkeypatch.context() as patch:
        patch.setattr(fsio, "datasync", refuse)
        with pytest.raises(StoreProblem, match="no space left"):
            workspace.create_client(client)
    assert list(workspace.path.iterdir()) == []
    assert workspace.create_client(client).client.name == "Acme"


def test_other_things_in_the_directory_are_left_alone(workspace: Workspace) -> None:
    (workspace.path / "state.json").write_text("{}")
    (workspace.path / "my notes").mkdir()
    assert workspace.clients() == []
    workspace.create_client(Client(name="Acme"))
    assert len(workspace.clients()) == 1


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /home rw,relatime shared:9 master:1 - nfs4 server:/home rw,vers=4.2
31 22 0:27 / /home/with\\040blank rw - tmpfs tmpfs rw
32 30 0:28 / /homework rw - xfs /dev/vdb rw
nonsense
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var", "ext4"),
        ("/home", "nfs4"),
        ("/home/chen/ws", "nfs4"),
        ("/home/with blank/x", "tmpfs"),
        ("/homework/x", "xfs"),
    ],
)
def test_the_file_system_of_a_path(path: str, kind: str) -> None:
    assert places.file_system(path, MOUNTS) == kind


def test_a_network_drive_is_warned_of(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workspace.warnings == []
    monkeypatch.setattr(places, "file_system", lambda path, mounts: "nfs4")
    assert "nfs4" in workspace.warnings[0]


def test_the_package_itself_costs_next_to_nothing_to_import() -> None:
    import subprocess

    program = (
        "import sys, presales_tui.data; print([m for m in sys.modules if 'tinydb' in m or 'model' in m])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "module", ["platformdirs", "hashlib", "zipfile", "textual", "pptx", "logging", "tempfile"]
)
def test_reading_a_client_does_not_import(module: str, workspace: Workspace) -> None:
    import subprocess

    add(workspace.create_client(Client(name="Acme")))
    program = (
        "import sys; from pathlib import Path; from presales_tui.data import Workspace;"
        "from presales_tui.model.requirement import Requirement;"
        f"w = Workspace.open(Path({str(workspace.path)!r}));"
        "print(w.store(w.clients()[0].id).all(Requirement)[0].title);"
        f"assert {module!r} not in sys.modules"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "single sign-on"
    assert Requirement.prefix == "REQ"
