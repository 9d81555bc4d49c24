"""The product library: a store of its own, beside the clients and handed over with none."""

from __future__ import annotations

import zipfile
from pathlib import Path

from presales_tui.data import Workspace, backup, plain_json, restore
from presales_tui.model.capability import Capability
from presales_tui.model.change import Change
from presales_tui.model.client import Client


def test_it_is_no_client_and_its_first_change_can_be_taken_back(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "ws", user="chen")
    workspace.create_client(Client(name="积云"))
    assert not workspace.has_library
    library = workspace.library()
    done = library.commit(Change("Add capability").put(Capability(name="排课")))
    assert done.records[0].ref == "CAP-001"
    assert [face.name for face in workspace.clients()] == ["积云"]
    library.undo()
    assert library.all(Capability) == []
    library.redo()
    workspace.close()
    again = Workspace.open(tmp_path / "ws", user="li")
    assert [c.name for c in again.library().all(Capability)] == ["排课"]
    assert [face.name for face in again.clients()] == ["积云"]
    again.close()


def test_it_goes_with_the_workspace_and_not_with_a_client(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "ws", user="chen")
    store = workspace.create_client(Client(name="积云", name_en="jiyun"))
    workspace.library().commit(Change("Add capability").put(Capability(name="机密能力")))
    backup(store, tmp_path / "client.zip")
    backup(workspace, tmp_path / "all.zip")
    assert "机密能力".encode() not in plain_json(store)
    workspace.close()
    names = zipfile.ZipFile(tmp_path / "client.zip").namelist()
    assert not any(name.startswith("library/") for name in names)
    restore(tmp_path / "all.zip", tmp_path / "copy")
    copy = Workspace.open(tmp_path / "copy", user="chen")
    assert [c.name for c in copy.library().all(Capability)] == ["机密能力"]
    assert len(copy.clients()) == 1
    copy.close()
