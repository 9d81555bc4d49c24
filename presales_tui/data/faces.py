"""The face of a client: a small file that lists need, so that no journal is opened to show a name.

A copy of what the journal says, renewed when a client or an opportunity is written and checked when
the store is opened. Losing it loses nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from presales_tui.data import fsio, names
from presales_tui.data.clock import iso
from presales_tui.data.publish import publish

if TYPE_CHECKING:
    from presales_tui.data.store import ClientStore


class OpportunityFace(NamedTuple):
    """An opportunity in a list."""

    id: str
    name: str
    stage: str
    """Scale `stage`."""


class ClientFace(NamedTuple):
    """A client in a list."""

    id: str
    name: str
    folder: Path
    opportunities: tuple[OpportunityFace, ...]
    updated: str
    """UTC of the last commit, ISO 8601 to the second; empty: not known."""
    name_en: str = ""


def refresh(store: ClientStore) -> None:
    """Bring the face up to date with the store. Never fails: a face is a convenience."""
    face = _worn_by(store)
    if face is None:
        return
    content = json.dumps(face, ensure_ascii=False).encode() + b"\n"
    path = f"{store.folder}/{names.FACE}"
    with suppress(OSError):
        if not store.read_only and (not fsio.exists(path) or fsio.read_file(path) != content):
            publish(path, content, durable=False)


def shown_by(store: ClientStore) -> ClientFace | None:
    """The face as the store itself has it; `None` if the client's record is gone."""
    face = _worn_by(store)
    return None if face is None else _from_json(store.folder, face)


def read(folder: Path) -> ClientFace | None:
    """The face in a folder; `None` if there is none that can be read."""
    try:
        return _from_json(folder, json.loads(fsio.read_file(f"{folder}/{names.FACE}")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _worn_by(store: ClientStore) -> dict[str, Any] | None:
    # Read from the documents: a listing of requirements shall not pay for the classes of others.
    tables = store.db.storage.read() or {}
    clients = list(tables.get("clients", {}).items())
    if not clients:
        return None
    client_id, client = clients[0]
    deals = tables.get("opportunities", {}).items()
    return {
        "id": client_id,
        "name": client.get("name", ""),
        "name_en": client.get("name_en", ""),
        "opportunities": [[id_, deal.get("name", ""), deal.get("stage", "lead")] for id_, deal in deals],
    }


def _from_json(folder: Path, face: dict[str, Any]) -> ClientFace:
    deals = tuple(OpportunityFace(*deal) for deal in face["opportunities"])
    return ClientFace(face["id"], face["name"], folder, deals, _updated(folder), face["name_en"])


def _updated(folder: Path) -> str:
    """When the last commit was made: its mark is written with it."""
    try:
        changed = fsio.changed(f"{folder}/{names.HEAD}")
    except OSError:
        return ""
    return iso(int(changed)) + "Z"
