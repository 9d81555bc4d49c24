"""Disk space kept back for the moment when there is none: given up so that work can still be saved."""

from __future__ import annotations

from contextlib import suppress

from presales_tui.data import fsio, names

SIZE = 128 * 1024


def keep_reserve(folder: str) -> None:
    """Claim the reserve of a folder if it has none and the disk has room for it."""
    path = f"{folder}/{names.RESERVE}"
    if fsio.exists(path):
        return
    with suppress(OSError):
        fd = fsio.create(path)
        try:
            fsio.allocate(fd, SIZE)
        except OSError:
            fsio.unlink(path)
        finally:
            fsio.close(fd)


def give_up(folder: str) -> bool:
    """Give the reserve back to the disk; whether there was one."""
    try:
        fsio.unlink(f"{folder}/{names.RESERVE}")
    except OSError:
        return False
    return True
