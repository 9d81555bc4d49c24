"""The high-water mark: how far the journal had come when a commit was last acknowledged.

Written in place after every commit, without a sync, so it may be older than the journal but never
newer than what is on the disk. A journal that ends before the mark has lost acknowledged work.
"""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from presales_tui.data import frame, fsio

_WIDTH = 80


class Head(NamedTuple):
    """A place in the journal."""

    gen: int = 0
    seq: int = 0
    size: int = 0


class HeadFile:
    """The mark of one folder."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._fd = -1

    def read(self) -> Head:
        """The mark; zeros if there is none that can be read."""
        try:
            if self._fd < 0:
                self._fd = fsio.open_read(self._path)
            body = frame.body_of(fsio.read_at(self._fd, _WIDTH, 0).rstrip(b"\n"))
        except OSError:
            return Head()
        if body is None:
            return Head()
        found = frame.parse(body)
        return Head(found["gen"], found["seq"], found["size"])

    def open_for_writing(self) -> None:
        """Be ready to move the mark."""
        self.close()
        self._fd = fsio.open_or_create(self._path)

    def write(self, head: Head) -> None:
        """Move the mark. A failure is of no account: an old mark only watches over less."""
        body = b'{"gen":%d,"seq":%d,"size":%d}' % head
        with suppress(OSError):
            fsio.write_at(self._fd, frame.frame(body.ljust(_WIDTH - 10)), 0)

    def close(self) -> None:
        """Give up the file."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with suppress(OSError):
                fsio.close(fd)
