"""Short words for what tests of the store do all the time."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from presales_tui.data import ClientStore, Commit, Workspace
from presales_tui.data.ops import Tables
from presales_tui.model.change import Change
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement

R = TypeVar("R", bound=Record)


def add(store: ClientStore, title: str = "single sign-on", **fields: Any) -> Requirement:
    """A new requirement, as stored."""
    found = store.commit(Change("Add requirement").put(Requirement(title=title, **fields))).records[0]
    assert isinstance(found, Requirement)
    return found


def edit(store: ClientStore, was: R, **fields: Any) -> R:
    """A record edited from the state that is given, as stored."""
    found = store.commit(Change("Edit requirement").put(replace(was, **fields), was)).records[0]
    assert isinstance(found, type(was))
    return found


def delete(store: ClientStore, was: Record) -> Commit:
    """Remove a record, from the state that is given."""
    return store.commit(Change("Delete requirement").delete(was))


def tables(store: ClientStore) -> Tables:
    """All tables, as stock TinyDB code sees them."""
    return copy.deepcopy(store.db.storage.read() or {})


def without_counters(store: ClientStore) -> Tables:
    """All tables but the counters, which undo leaves alone."""
    found = tables(store)
    found.pop("counters", None)
    return found


def reopened(store: ClientStore, user: str = "chen") -> ClientStore:
    """The same folder, opened by a new session."""
    return next(iter(reopen(store.folder.parent, user)))


def reopen(path: Path, user: str = "chen") -> list[ClientStore]:
    """Every client of a workspace, opened by a new session."""
    workspace = Workspace.open(path, user=user)
    return [workspace.store(face.id) for face in workspace.clients()]


def log(store: ClientStore, gen: int = 1) -> Path:
    """The path of a log."""
    return store.folder / f"log-{gen:06d}.jsonl"
