"""Whole files, published at once: a reader sees the old content or the new, never a part."""

from __future__ import annotations

import os
from contextlib import suppress

from presales_tui.data import fsio
from presales_tui.data.names import TEMPORARY


def publish(path: str, data: bytes, *, durable: bool = True) -> None:
    """Write a file beside its place, and give it its name when it is complete.

    Durable: it is on the disk, name and content, when this returns. Otherwise it only survives the
    end of the process. After an error the file is what it was.
    """
    temporary = prepare(path, data, durable=durable)
    try:
        fsio.replace(temporary, path)
    except OSError:
        discard(temporary)
        raise
    if durable:
        fsio.sync_dir(fsio.folder_of(path))


def prepare(path: str, data: bytes, *, durable: bool = True) -> str:
    """The first half of `publish`: the complete file under a temporary name, which is returned."""
    temporary = f"{path}.{os.getpid():x}-{os.urandom(3).hex()}{TEMPORARY}"
    fd = fsio.create(temporary)
    try:
        try:
            fsio.write_at(fd, data, 0)
            if durable:
                fsio.datasync(fd)
        finally:
            fsio.close(fd)
    except OSError:
        discard(temporary)
        raise
    return temporary


def discard(path: str) -> None:
    """Take a temporary file away if that is possible; what is left over, the doctor names."""
    with suppress(OSError):
        fsio.unlink(path)
