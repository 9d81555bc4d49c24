"""A workspace with one client, as most tests of the store need it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.data.journal import Journal
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


@pytest.fixture(autouse=True)
def nothing_left_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test may forget a store, as a killed session does; its files are given back all the same."""
    opened: list[Journal] = []
    really_open = Journal.open

    def remember(journal: Journal) -> None:
        opened.append(journal)
        really_open(journal)

    monkeypatch.setattr(Journal, "open", remember)
    yield
    for journal in opened:
        journal.close()
