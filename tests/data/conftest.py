"""A workspace with one client, as most tests of the store need it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.model.client import Client


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of `chen`."""
    opened = Workspace.open(tmp_path / "ws", user="chen")
    yield opened
    opened.close()


@pytest.fixture
def store(workspace: Workspace) -> ClientStore:
    """The store of the client Acme."""
    return workspace.create_client(Client(name="Acme"))


@pytest.fixture
def other(workspace: Workspace, store: ClientStore) -> Iterator[ClientStore]:
    """The same client, opened by `li` in another session."""
    second = Workspace.open(workspace.path, user="li")
    yield second.store(store.client.id)
    second.close()
