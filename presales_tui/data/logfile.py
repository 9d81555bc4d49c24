"""One generation of the journal: a header line, then one line a commit, only ever appended to."""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import Any

from presales_tui.data import frame, fsio, upcast
from presales_tui.data.names import log_name
from presales_tui.data.publish import discard, prepare
from presales_tui.data.trouble import FULL
from presales_tui.locale import _
from presales_tui.model.digests import sha256
from presales_tui.model.errors import StoreProblem

FORMAT = "presales journal"


class SyncFailed(OSError):
    """The disk did not confirm a write: what it kept is unknown until the file is opened anew."""


class LogFile:
    """An open log, and how far this session has read it."""

    def __init__(self, folder: str, gen: int, fd: int, header: dict[str, Any], line: bytes) -> None:
        self.path = f"{folder}/{log_name(gen)}"
        self.gen = gen
        self.fd = fd
        self.header = header
        """format, schema, store (id), gen, base (last commit before it), p (hash of the line before)."""
        self.last = line
        """The last good line, without its line end."""
        self.size = len(line) + 1
        """Length up to and with the last good line, in bytes."""

    @classmethod
    def create(cls, folder: str, gen: int, store: str, base: int, before: bytes) -> LogFile:
        """A new, empty log, on the disk with its name. `before`: the last line of the one it continues."""
        header = {"format": FORMAT, "schema": upcast.SCHEMA, "store": store, "gen": gen, "base": base}
        header["p"] = line_hash(before) if before else ""
        line = frame.frame_line(header)
        path = f"{folder}/{log_name(gen)}"
        temporary = prepare(path, line)
        try:
            fsio.replace(temporary, path)
        except OSError:
            discard(temporary)
            raise
        fsio.sync_dir(folder)
        return cls(folder, gen, fsio.open_write(path), header, line[:-1])

    @classmethod
    def open(cls, folder: str, gen: int, *, writable: bool) -> LogFile:
        """An existing log, read up to its header. StoreProblem if it has none."""
        path = f"{folder}/{log_name(gen)}"
        fd = fsio.open_write(path) if writable else fsio.open_read(path)
        line = fsio.read_at(fd, 4096, 0).partition(b"\n")[0]
        body = frame.body_of(line)
        header = frame.parse(body) if body is not None else {}
        if header.get("format") != FORMAT or header.get("gen") != gen:
            fsio.close(fd)
            raise StoreProblem(
                _(
                    "{path} does not begin as a journal does. Restore a backup, or run: presales doctor"
                ).format(path=path)
            )
        return cls(folder, gen, fd, header, line)

    def tail(self) -> bytes:
        """What stands in the file behind the part already read."""
        return fsio.read_at(self.fd, fsio.size(self.fd)[0] - self.size, self.size)

    def advance(self, scan: frame.Scan) -> None:
        """Take a scanned tail as read."""
        self.size = scan.end
        self.last = scan.last or self.last

    def append(self, line: bytes) -> None:
        """Add a line; when this returns it is on the disk.

        After an OSError the file is cut back to what it was. SyncFailed: as far as can be told.
        """
        try:
            fsio.write_at(self.fd, line, self.size)
        except OSError:
            self.cut_back()
            raise
        try:
            fsio.datasync(self.fd)
        except OSError as error:
            cut = self.cut_back()
            if error.errno in FULL and cut:
                raise
            raise SyncFailed(error.errno or errno.EIO, error.strerror or "") from error
        self.size += len(line)
        self.last = line[:-1]

    def cut_back(self) -> bool:
        """Cut the file to its good length; whether that worked."""
        with suppress(OSError):
            fsio.truncate(self.fd, self.size)
            return True
        return False

    def close(self) -> None:
        """Give up the file."""
        fd, self.fd = self.fd, -1
        if fd >= 0:
            with suppress(OSError):
                fsio.close(fd)


def line_hash(line: bytes) -> str:
    """What the next line says about this one (without line end): the chain that shows tampering."""
    return sha256(line).hexdigest()[:32]
