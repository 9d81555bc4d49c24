"""Where a journal stands, told from the outside: without its lock, and without reading it.

What is derived from a journal and kept in a file of its own (a digest, an index) notes this place. As
long as the journal ends there, the file is true; the least doubt, and it is passed over.
"""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.data import fsio, names
from presales_tui.data.head import HeadFile
from presales_tui.data.journal import Journal


class EndOfLog(NamedTuple):
    """The end of the newest log."""

    gen: int
    seq: int
    """Number of the last commit."""
    size: int
    """Length of the log in bytes."""
    start: int
    """Where its last line begins."""
    crc: str
    """The checksum that this line begins with. It covers the hash of the line before it, and so on."""


def end_of(journal: Journal) -> EndOfLog:
    """How far a session has read."""
    log = journal.log
    return EndOfLog(log.gen, journal.seq, log.size, log.size - len(log.last) - 1, log.last[:8].decode())


def ends_there(folder: str, end: EndOfLog) -> bool:
    """Whether the journal of a folder ends there now, as far as it was ever acknowledged."""
    path = f"{folder}/{names.log_name(end.gen)}"
    try:
        if fsio.exists(f"{folder}/{names.log_name(end.gen + 1)}"):
            return False
        fd = fsio.open_read(path)
        try:
            if fsio.size(fd)[0] != end.size or fsio.read_at(fd, 8, end.start).decode() != end.crc:
                return False
        finally:
            fsio.close(fd)
    except (OSError, ValueError):
        return False
    head = HeadFile(f"{folder}/{names.HEAD}")
    try:
        return head.read().seq <= end.seq
    finally:
        head.close()


def from_json(value: object) -> EndOfLog:
    """The place that a file notes. ValueError or TypeError if it is none."""
    if not isinstance(value, list):
        raise TypeError
    gen, seq, size, start, crc = value
    return EndOfLog(int(gen), int(seq), int(size), int(start), str(crc))
