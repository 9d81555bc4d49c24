"""The face of a client: a small file that lists need, so that no journal is opened to show a name.

A copy of what the journal says, renewed when a client or an opportunity is written and checked when
the store is opened. Losing it loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from presales_tui.data import fsio, names
from presales_tui.data.clock import iso
from presales_tui.data.publish import publish

Tables = Mapping[str, Mapping[str, Any]]
"""The documents of a client as they are stored, by table and id."""


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


def refresh(folder: Path, tables: Tables) -> None:
    """Bring the face in a folder up to date. Never fails: a face is a convenience."""
    face = _made_of(tables)
    if face is None:
        return
    content = json.dumps(face, ensure_ascii=False).encode() + b"\n"
    path = f"{folder}/{names.FACE}"
    with suppress(OSError):
        if not fsio.exists(path) or fsio.read_file(path) != content:
            publish(path, content, durable=False)


def shown_by(folder: Path, tables: Tables) -> ClientFace | None:
    """The face that these documents have; `None` if the client's record is gone."""
    face = _made_of(tables)
    return None if face is None else _from_json(folder, face)


def read(folder: Path) -> ClientFace | None:
    """The face in a folder; `None` if there is none that can be read."""
    try:
        return _from_json(folder, json.loads(fsio.read_file(f"{folder}/{names.FACE}")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _made_of(tables: Tables) -> dict[str, Any] | None:
    # Read from the documents: a listing of requirements shall not pay for the classes of others.
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
