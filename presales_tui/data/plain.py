"""A plain TinyDB file: what stock TinyDB opens, with no journal around it."""

from __future__ import annotations

import json
from pathlib import Path

from presales_tui.data.fsio import write_atomic
from presales_tui.data.store import ClientStore


def plain_json(store: ClientStore) -> bytes:
    """Every table of a client as the JSON that `tinydb.TinyDB(path)` reads, in UTF-8."""
    tables = store.db.storage.read() or {}
    return json.dumps(tables, ensure_ascii=True, allow_nan=False).encode("ascii")


def export_plain(store: ClientStore, path: Path, *, force: bool = False) -> None:
    """Write that JSON into a file. CannotWrite if it exists and is not to be replaced.

    Document ids are text, so a reader sets `Table.document_id_class = str`.
    """
    write_atomic(path, plain_json(store), force=force)
