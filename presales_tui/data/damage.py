"""What is wrong with a journal, said with the place; and the folder where doubtful bytes are kept."""

from __future__ import annotations

from contextlib import suppress

from presales_tui.data import fsio, names
from presales_tui.data.publish import publish
from presales_tui.locale import _
from presales_tui.model.errors import StoreProblem


def damaged(path: str, offset: int) -> StoreProblem:
    """A line in the middle of a log does not fit its checksum."""
    return StoreProblem(
        _("{path} is damaged at byte {offset}. Restore a backup, or run: presales doctor").format(
            path=path, offset=offset
        )
    )


def broken_chain(path: str, seq: int) -> StoreProblem:
    """A log or line does not continue what comes before it."""
    return StoreProblem(
        _("{path} does not continue commit {seq}. Restore a backup, or run: presales doctor").format(
            path=path, seq=seq
        )
    )


def shorter(path: str, size: int, known: int) -> str:
    """A log lost bytes while it was open."""
    return _("{path} became shorter ({size} of {known} bytes). Run: presales doctor").format(
        path=path, size=size, known=known
    )


def newer(folder: str) -> str:
    """A folder is in a form that this program does not know yet."""
    return _("{path} was written by a newer presales; this one only reads it.").format(path=folder)


def lost(folder: str, seq: int, known: int, size: int) -> str:
    """A log ends before the last acknowledged commit."""
    return _(
        "The journal in {folder} ends at commit {seq} ({size} bytes), but commit {known} had been saved. "
        "Restore a backup, or run: presales doctor"
    ).format(folder=folder, seq=seq, known=known, size=size)


def quarantine(folder: str, name: str, data: bytes) -> str:
    """Keep bytes aside, under a name that is free; the path."""
    place = f"{folder}/{names.QUARANTINE}"
    with suppress(FileExistsError):
        fsio.make_dir(place)
    path = free_name(f"{place}/{name}")
    publish(path, data)
    return path


def free_name(path: str) -> str:
    """The path, or the first of `path.2`, `path.3`, … that nothing has."""
    candidate, number = path, 1
    while fsio.exists(candidate):
        number += 1
        candidate = f"{path}.{number}"
    return candidate
