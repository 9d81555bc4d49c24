"""The commits made so far, newest last, as far back as somebody asks: what undo and history walk along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presales_tui.data import frame
from presales_tui.data.journal import Journal, Line, Place

PIECE = 64
"""Lines of an old log that are parsed at a time: undo seldom walks far."""


class Mark(NamedTuple):
    """A commit, without what it did."""

    seq: int
    title: str
    user: str
    session: str
    undo_of: int
    """Number of the commit that this one takes back; 0: none."""
    redo_of: int
    """Number of the commit that this one makes again; 0: none."""
    place: Place


def mark_of(line: Line, place: Place) -> Mark:
    """The mark of a line."""
    get = line.get
    return Mark(line["s"], line["title"], line["u"], line["x"], get("undo_of", 0), get("redo_of", 0), place)


class Trail:
    """Marks of the commits read so far; older logs are read, piece by piece, when the walk gets there."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        """The newest commits, oldest of them first."""
        self._unread: list[tuple[bytes, Place]] = []
        """Lines before those, of one log, not parsed yet."""
        self._older_gen: int | None = None
        """The newest log of which nothing is here yet."""

    def add(self, line: Line, place: Place) -> None:
        """A commit was applied."""
        if self._older_gen is None:
            self._older_gen = place.gen - 1
        self._marks.append(mark_of(line, place))

    def newest_first(self, journal: Journal) -> Iterator[Mark]:
        """Every commit, newest first; it ends early where an old log is damaged or gone."""
        at = 0
        while True:
            at += 1
            while at > len(self._marks):
                if not self._read_on(journal):
                    return
            yield self._marks[-at]

    def _read_on(self, journal: Journal) -> bool:
        """Parse some more marks, or open the log before; False if there is nothing before."""
        if self._older_gen is None:
            self._older_gen = journal.log.gen - 1
        if not self._unread:
            if self._older_gen < 1:
                return False
            try:
                self._unread = _lines_of(journal, self._older_gen)
            except OSError:
                self._older_gen = 0
                return False
            self._older_gen -= 1
        some = self._unread[-PIECE:]
        del self._unread[-PIECE:]
        lines = frame.parse_all([body for body, _place in some])
        self._marks[:0] = [mark_of(line, place) for line, (_body, place) in zip(lines, some, strict=True)]
        return True


def _lines_of(journal: Journal, gen: int) -> list[tuple[bytes, Place]]:
    """The bodies of the commits of one generation, with their places, oldest first."""
    found = journal.scan_log(gen)
    ends = [*found.starts[1:], found.end]
    spans = zip(found.bodies, found.starts, ends, strict=True)
    return [(body, Place(gen, start, end - start)) for body, start, end in spans][1:]
