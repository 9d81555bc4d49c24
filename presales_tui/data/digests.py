"""The digests of a workspace: of clients that are open from their stores, of the others from their files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from presales_tui.data import digest, fsio, names
from presales_tui.data.digest import Digest
from presales_tui.data.place import end_of, ends_there

if TYPE_CHECKING:
    from presales_tui.data.faces import ClientFace
    from presales_tui.data.store import ClientStore


class Stores(Protocol):
    """Where the stores of clients are: the workspace."""

    def opened(self, client_id: str) -> ClientStore | None:
        """The store of a client that is open already."""

    def store(self, client_id: str) -> ClientStore:
        """The store of a client, opened if need be."""

    def open_clients(self) -> list[tuple[str, ClientStore]]:
        """(client id, store) of every client that is open."""


class Digests:
    """What is known of each client. Each is read or made once, and again when its journal went on."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._known: dict[str, Digest] = {}
        self._logs: dict[str, str] = {}
        """The log that each of these ends with."""
        self._written: dict[str, Digest] = {}
        """What stands in the files, as far as this session knows."""

    def at_hand(self, face: ClientFace) -> Digest | None:
        """The digest of a client if no journal must be read for it; `None`: one must (`look`)."""
        store = self._stores.opened(face.id)
        if store is not None:
            return self._of(face.id, store)
        known = self._known.get(face.id)
        if known is None or not ends_there(str(face.folder), known.end):
            known = digest.read(face.folder)
            if known is None:
                self._known.pop(face.id, None)
                return None
            self._known[face.id] = self._written[face.id] = known
            self._logs[face.id] = f"{face.folder}/{names.log_name(known.end.gen)}"
        return known

    def look(self, face: ClientFace) -> tuple[Digest, list[str]]:
        """The digest of a client, out of its journal; and what was found amiss there. Keeps it in the file.

        Raises a `Problem` if the journal cannot be read. A client that was not open is closed again.
        """
        was_open = self._stores.opened(face.id) is not None
        store = self._stores.store(face.id)
        try:
            notes = [note for note in (*store.warnings, store.read_only) if note]
            found = self._of(face.id, store)
            self._keep(face.id, found, store)
            return found, notes
        finally:
            if not was_open:
                store.close()

    def keep_all(self) -> None:
        """Write the digests of the clients that are open, for the next start."""
        for client_id, store in self._stores.open_clients():
            self._keep(client_id, self._of(client_id, store), store)

    def stale(self) -> bool:
        """Whether another session went on with a client that is not open here. Costs a look at each log."""
        for client_id, known in self._known.items():
            if self._stores.opened(client_id) is None:
                try:
                    if fsio.status(self._logs[client_id]).st_size != known.end.size:
                        return True
                except (OSError, KeyError):
                    del self._known[client_id]  # the folder is gone, and is looked for once more
                    return True
        return False

    def _of(self, client_id: str, store: ClientStore) -> Digest:
        known = self._known.get(client_id)
        if known is None or known.end != end_of(store.journal):
            known = self._known[client_id] = digest.made_of(store, date.today())
            self._logs[client_id] = store.journal.log.path
        return known

    def _keep(self, client_id: str, found: Digest, store: ClientStore) -> None:
        if not store.read_only and self._written.get(client_id) is not found:
            digest.write(store.folder, found)
            self._written[client_id] = found
