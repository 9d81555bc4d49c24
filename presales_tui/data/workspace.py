"""The workspace: one directory, and in it one folder per client."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.data import faces, fsio, names
from presales_tui.data.faces import ClientFace
from presales_tui.data.places import check_private, default_path, is_unused, network_warning
from presales_tui.data.presence import new_session
from presales_tui.data.trouble import explained
from presales_tui.locale import _
from presales_tui.model.errors import NotFound, StoreProblem

if TYPE_CHECKING:
    from presales_tui.data.digests import Digests
    from presales_tui.data.drafts import Drafts, LeftOver
    from presales_tui.data.store import ClientStore
    from presales_tui.model.client import Client

_SLUG_LENGTH = 40


class Workspace:
    """An open workspace. One per session: its stores share one session name."""

    def __init__(self, path: Path, user: str) -> None:
        self.path = path
        self.user = user
        self._session = new_session()
        self._stores: dict[str, ClientStore] = {}

    @classmethod
    def open(cls, path: Path | None, *, user: str = "", create: bool = True) -> Workspace:
        """The workspace in a directory; `None`: the default one.

        NotFound if it is not there and shall not be made; StoreProblem if it is not this user's own.
        """
        where = str((path if path is not None else default_path(os.environ)).absolute())
        if not fsio.exists(where):
            if not create:
                raise NotFound(_("There is no workspace in {path}.").format(path=where))
            with explained(where):
                fsio.make_parents(where)
                with suppress(FileExistsError):
                    fsio.make_dir(where)
        with explained(where):
            if is_unused(where):
                fsio.make_private(where)
            check_private(where)
        return cls(Path(where), user)

    @property
    def warnings(self) -> list[str]:
        """What the user should know about the place."""
        found = network_warning(str(self.path))
        return [found] if found else []

    def notes(self) -> list[str]:
        """These warnings, and what was found amiss in the clients that are open."""
        stores = [store for store in self._stores.values() if not store.closed]
        found = [note for store in stores for note in (*store.warnings, store.read_only) if note]
        return [*self.warnings, *found]

    def clients(self) -> list[ClientFace]:
        """Every client, in the order of creation, without opening a journal."""
        found = []
        with explained(str(self.path)):
            for name in fsio.names(str(self.path)):
                folder = self.path / name
                if name.startswith(".") or name == names.LIBRARY or not fsio.is_dir(str(folder)):
                    continue
                face = faces.read(folder)
                if face is None and names.generations(fsio.names(str(folder)))[0]:
                    # Opening writes the face anew, unless the folder is only read.
                    store = self._new_store(folder)
                    face = store.face()
                    store.close()
                if face is not None:
                    found.append(face)
        return sorted(found, key=lambda face: face.id)

    def find_client(self, name: str) -> ClientFace:
        """The client of this name, else the only one with this in its name. NotFound otherwise."""
        every = self.clients()
        wanted = name.strip().casefold()
        exact = [face for face in every if wanted in (face.name.casefold(), face.name_en.casefold())]
        part = [face for face in every if wanted in f"{face.name}\n{face.name_en}".casefold()]
        found = exact or part
        if len(found) == 1:
            return found[0]
        listed = ", ".join(face.name for face in found or every) or _("none")
        if found:
            raise NotFound(_("“{name}” could be any of: {clients}.").format(name=name, clients=listed))
        raise NotFound(
            _("There is no client “{name}”. There are: {clients}. Add it: presales add client NAME.").format(
                name=name, clients=listed
            )
        )

    def create_client(self, client: Client) -> ClientStore:
        """A folder for a new client. It appears at once and whole, with the client's record in it."""
        if any(face.id == client.id for face in self.clients()):
            raise StoreProblem(_("This client is in {path} already.").format(path=self.path))
        folder = self.path / folder_name(client)
        making = self.path / f".new-{os.urandom(4).hex()}"
        with explained(str(self.path)):
            try:
                self._make_folder(making, client)
                fsio.replace(str(making), str(folder))
            except BaseException:
                fsio.remove_tree(str(making))
                raise
            fsio.sync_dir(str(self.path))
        return self._open(client.id, folder)

    @property
    def has_library(self) -> bool:
        """Whether there is a product library."""
        return fsio.is_dir(str(self.path / names.LIBRARY))

    def library(self) -> ClientStore:
        """The store of our product's capabilities, made when first asked for.

        It is a store like that of a client, with journal, undo and history, but it belongs to no client
        and is never handed over with one.
        """
        found = self._stores.get(names.LIBRARY)
        if found is not None and not found.closed:
            return found
        folder = self.path / names.LIBRARY
        if not self.has_library:
            from presales_tui.model.client import Client

            making = self.path / f".new-{os.urandom(4).hex()}"
            with explained(str(self.path)):
                try:
                    self._make_folder(making, Client(name=_("Product library"), visibility="internal"))
                    with suppress(OSError):  # Another session was faster: then there is one.
                        fsio.replace(str(making), str(folder))
                finally:
                    if fsio.exists(str(making)):
                        fsio.remove_tree(str(making))
                fsio.sync_dir(str(self.path))
        return self._open(names.LIBRARY, folder)

    def _make_folder(self, folder: Path, client: Client) -> None:
        from presales_tui.model.change import Change

        fsio.make_dir(str(folder))
        from presales_tui.data.logfile import LogFile

        LogFile.create(str(folder), 1, os.urandom(8).hex(), 0, b"").close()
        store = self._new_store(folder)
        try:
            store.commit(Change("Add client").put(client))
        finally:
            store.close()

    def opened(self, client_id: str) -> ClientStore | None:
        """The store of a client if this session has it open."""
        found = self._stores.get(client_id)
        return None if found is None or found.closed else found

    def open_clients(self) -> list[tuple[str, ClientStore]]:
        """(client id, store) of every client that this session has open; not the product library."""
        return [(id_, s) for id_, s in self._stores.items() if not s.closed and id_ != names.LIBRARY]

    # Drafts

    def flush_drafts(self) -> None:
        """Put all that is being typed on the disk now; called from another thread when the line drops."""
        for store in list(self._stores.values()):
            if not store.closed:
                store.drafts.flush()

    def left_over(self) -> list[LeftOver]:
        """The drafts of dead sessions in every client and in the product library, without their journals."""
        from presales_tui.data.drafts import LeftOver

        places = [(face.id, face.name, face.folder) for face in self.clients()]
        if self.has_library:
            places.append((names.LIBRARY, "", self.path / names.LIBRARY))
        return [
            LeftOver(place, name, folder, draft)
            for place, name, folder in places
            for draft in self._drafts_in(place, folder).left_over()
        ]

    def discard_draft(self, left: LeftOver) -> None:
        """Throw away a draft that a dead session left, and what external editors kept beside it."""
        self._drafts_in(left.place, left.folder).discard(left.draft.key)
        for path in left.in_editors():
            fsio.remove_tree(str(path.parent))

    def _drafts_in(self, place: str, folder: Path) -> Drafts:
        from presales_tui.data.drafts import Drafts
        from presales_tui.data.presence import Presence

        found = self._stores.get(place)
        if found is not None and not found.closed:
            return found.drafts
        return Drafts(Presence(str(folder), self._session, ""), self.user)

    @cached_property
    def digests(self) -> Digests:
        """What Today needs of each client, without its journal."""
        from presales_tui.data.digests import Digests

        return Digests(self)

    def store(self, client_id: str) -> ClientStore:
        """The store of a client, opened once; anew after it was closed. NotFound if there is none such."""
        found = self._stores.get(client_id)
        if found is not None and not found.closed:
            return found
        for face in self.clients():
            if face.id == client_id:
                return self._open(client_id, face.folder)
        raise NotFound(_("There is no such client in {path}.").format(path=self.path))

    def close(self) -> None:
        """Close every store."""
        while self._stores:
            self._stores.popitem()[1].close()

    def _new_store(self, folder: Path) -> ClientStore:
        # The first look at a workspace needs its faces alone, and shall not wait for what a journal needs.
        from presales_tui.data.store import ClientStore

        return ClientStore(folder, self.user, self._session)

    def _open(self, client_id: str, folder: Path) -> ClientStore:
        store = self._stores[client_id] = self._new_store(folder)
        return store


def folder_name(client: Client) -> str:
    """What the folder of a client is called: ASCII words of its name, and digits that tell it apart.

    The last digits of the id: the first ones are the time, and equal for clients made together.
    """
    kept = (c if c.isascii() and c.isalnum() else " " for c in (client.name_en or client.name).lower())
    words = "-".join("".join(kept).split())[:_SLUG_LENGTH].strip("-")
    return f"{words or 'client'}-{client.id[-8:]}"
