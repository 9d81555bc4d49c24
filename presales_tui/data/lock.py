"""The lock of a client folder: one writer at a time, also between processes.

`flock` on a file of its own: the kernel releases it when its holder ends, however it ends, so it
can be busy but never left behind. It is never waited for inside the kernel, where a hung network
drive would freeze the terminal; it is asked for again, with growing pauses, for a bounded time.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from presales_tui.data import fsio
from presales_tui.data.clock import utc_now
from presales_tui.locale import _
from presales_tui.model.errors import StoreProblem

WAIT_SECONDS = 5.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.0005, 0.002
_NOTE_SIZE = 120


class FolderLock:
    """The lock of one folder, as one session sees it."""

    def __init__(self, path: str, who: str) -> None:
        self._path = path
        self._note = f"pid {os.getpid()} {who}".encode()[:_NOTE_SIZE].ljust(_NOTE_SIZE)
        self._fd = -1

    @contextmanager
    def held(self, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the lock. StoreProblem, naming the holder, if it is not free within `wait` seconds."""
        if not self.take(wait):
            raise StoreProblem(
                _("Another session is writing to {folder} and does not finish ({holder}). Try again.").format(
                    folder=fsio.folder_of(self._path), holder=self.holder() or _("unknown")
                )
            )
        try:
            yield
        finally:
            self.release()

    def take(self, wait: float = 0.0) -> bool:
        """Take the lock; False if it is not free within `wait` seconds."""
        if self._fd < 0:
            self._fd = self._open()
            if self._fd < 0:  # A read-only file system, and no lock file: nobody can write.
                return True
        end = 0.0
        pause = _FIRST_PAUSE
        while not fsio.try_lock(self._fd):
            now = time.monotonic()
            end = end or now + wait
            if now >= end:
                return False
            time.sleep(min(pause, end - now))
            pause = min(pause * 2, _LONGEST_PAUSE)
        return True

    def sign(self) -> None:
        """Say in the file who holds the lock. It only helps to explain a wait, so it never fails."""
        with suppress(OSError):
            fsio.write_at(self._fd, self._note, 0)

    def release(self) -> None:
        """Give the lock back. Never fails: closing the file releases it too."""
        if self._fd < 0:
            return
        try:
            fsio.unlock(self._fd)
        except OSError:
            self.close()

    def holder(self) -> str:
        """Who took the lock last: process id, user and terminal."""
        try:
            return fsio.read_at(self._fd, _NOTE_SIZE, 0).decode("utf-8", "replace").strip()
        except OSError:
            return ""

    def close(self) -> None:
        """Give up the file, and with it the lock."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with suppress(OSError):
                fsio.close(fd)

    def _open(self) -> int:
        try:
            return fsio.open_or_create(self._path)
        except OSError as error:
            if error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
                raise
        try:
            return fsio.open_read(self._path)
        except FileNotFoundError:
            return -1


def note_about(user: str) -> str:
    """Who holds a lock, for people: user, terminal, and since when."""
    try:
        terminal = os.ttyname(0)
    except OSError:
        terminal = ""
    return " ".join(word for word in (user, terminal, f"since {utc_now()}") if word)
