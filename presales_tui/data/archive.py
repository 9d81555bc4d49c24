"""A backup of a live workspace, and a workspace made from one.

A backup is a plain zip: per client the logs and the newest snapshot. What belongs to this copy alone
(its identity, lock, mark, reserve, drafts) and what can be made again (exports) stays out.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from presales_tui.data import fsio, names
from presales_tui.data.clock import utc_now
from presales_tui.data.presence import new_session
from presales_tui.data.publish import publish
from presales_tui.data.replica import check_letter, new_replica
from presales_tui.data.store import ClientStore
from presales_tui.data.trouble import explained, reason
from presales_tui.data.workspace import Workspace
from presales_tui.locale import _
from presales_tui.model.errors import BadInput, CannotWrite, NotFound

FORMAT = "presales backup"
SCHEMA = 1
_MANIFEST = "backup.json"
_MEMBER = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)/(log-\d{6,}\.jsonl|snap-\d{6,}\.json)")


def backup(what: Workspace | ClientStore, path: Path, *, force: bool = False) -> None:
    """Write a workspace or one client into a file, while others may be working in it.

    CannotWrite if the file exists and is not to be replaced, or cannot be written.
    """
    stores = [what] if isinstance(what, ClientStore) else [what.store(face.id) for face in what.clients()]
    library = what.library() if isinstance(what, Workspace) and what.has_library else None

    def write(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            clients = {}
            for store in stores:
                clients[store.folder.name] = {"name": store.client.name, "id": store.client.id}
                for name, content in _content(store):
                    archive.writestr(f"{store.folder.name}/{name}", content)
            for name, content in _content(library) if library else ():
                archive.writestr(f"{names.LIBRARY}/{name}", content)
            manifest = {"format": FORMAT, "schema": SCHEMA, "made": utc_now(), "clients": clients}
            archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))

    fsio.write_atomic(path, write, force=force)


def restore(path: Path, into: Path, *, letter: str = "") -> list[str]:
    """Put the clients of a backup into a workspace directory; the names of their folders.

    Each becomes a copy with an identity of its own; give it a site letter if the original lives on.
    A client that is there already is refused (CannotWrite), and then nothing is restored.
    """
    if not path.is_file():
        raise NotFound(_("There is no file {path}.").format(path=path))
    check_letter(letter)
    try:
        with _opened(path) as archive:
            members = _members(archive, path)
            workspace = Workspace.open(into)
            there = [name for name in members if fsio.exists(f"{workspace.path}/{name}")]
            if there:
                raise CannotWrite(
                    _("{clients} is in {path} already. Restore into another directory.").format(
                        clients=", ".join(there), path=workspace.path
                    )
                )
            _unpack_all(archive, members, str(workspace.path), letter)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise BadInput(_("{path} is damaged, or not a backup.").format(path=path)) from None
    return list(members)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except OSError as error:
        raise BadInput(_("{path} cannot be read: {why}.").format(path=path, why=reason(error))) from None


def _content(store: ClientStore) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the files that make up a client, of one moment."""
    folder = str(store.folder)
    with explained(folder):
        listed = fsio.names(folder)
        logs, snaps = names.generations(listed)
        # A log only grows, so what is read of each is a state that existed; a log that was begun
        # after the listing is the continuation of one that is complete here.
        for gen in snaps[-1:]:
            yield names.snap_name(gen), fsio.read_file(f"{folder}/{names.snap_name(gen)}")
        for gen in logs:
            content = fsio.read_file(f"{folder}/{names.log_name(gen)}")
            yield names.log_name(gen), content[: content.rfind(b"\n") + 1]


def _members(archive: zipfile.ZipFile, path: Path) -> dict[str, list[str]]:
    """Folder to file names. Only names that this program gives are taken; the rest may mean harm."""
    found: dict[str, list[str]] = {}
    if _MANIFEST in archive.namelist():
        for member in archive.namelist():
            parts = _MEMBER.fullmatch(member)
            if parts:
                found.setdefault(parts[1], []).append(parts[2])
    if not found:
        raise BadInput(_("{path} is not a backup of presales.").format(path=path))
    return found


def _unpack_all(archive: zipfile.ZipFile, members: dict[str, list[str]], into: str, letter: str) -> None:
    """All clients are read and checked before the first of them appears."""
    made = {name: f"{into}/.new-{os.urandom(4).hex()}" for name in members}
    try:
        with explained(into):
            for name, folder in made.items():
                fsio.make_dir(folder)
                for file in members[name]:
                    publish(f"{folder}/{file}", archive.read(f"{name}/{file}"))
                new_replica(folder, letter)
                ClientStore(Path(folder), "", new_session()).close()
            for name, folder in made.items():
                fsio.replace(folder, f"{into}/{name}")
            fsio.sync_dir(into)
    except BaseException:
        for folder in made.values():
            fsio.remove_tree(folder)
        raise
