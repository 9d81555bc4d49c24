"""Which sessions are alive: each holds the lock of a small file for as long as it runs.

The kernel releases the lock when the process ends, however it ends, so a file left behind is the
sign of a session that did not say goodbye, never a session that seems to be there.
"""

from __future__ import annotations

import os
from contextlib import suppress

from presales_tui.data import fsio, names

SUFFIX = ".lock"


class Presence:
    """The sign of life of one session in one client folder."""

    def __init__(self, folder: str, session: str, note: str) -> None:
        self.session = session
        self.directory = f"{folder}/{names.DRAFTS}"
        """Where the signs of life are, and the drafts."""
        self._note = note
        self._fd = -1

    def appear(self) -> None:
        """Be seen as alive from now on."""
        if self._fd >= 0:
            return
        with suppress(FileExistsError):
            fsio.make_dir(self.directory)
        self._fd = fsio.open_or_create(self._path(self.session))
        fsio.try_lock(self._fd)
        with suppress(OSError):
            fsio.write_at(self._fd, self._note.encode() + b"\n", 0)

    def leave(self) -> None:
        """Take the sign away."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with suppress(OSError):
                fsio.unlink(self._path(self.session))
            with suppress(OSError):
                fsio.close(fd)

    def is_alive(self, session: str) -> bool:
        """Whether a session is running."""
        try:
            fd = fsio.open_write(self._path(session))
        except OSError:
            return False
        try:
            return not fsio.try_lock(fd)
        except OSError:
            return False
        finally:
            fsio.close(fd)

    def forget(self, session: str) -> None:
        """Take away the file of a session that is known to be dead."""
        with suppress(OSError):
            fsio.unlink(self._path(session))

    def _path(self, session: str) -> str:
        return f"{self.directory}/{session + SUFFIX}"


def new_session() -> str:
    """A name for a session, unique on every machine."""
    return f"{os.getpid():x}-{os.urandom(4).hex()}"
