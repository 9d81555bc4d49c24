"""The commits made so far, newest last, as far back as somebody asks: what undo and history walk along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from presales_tui.data import frame
from presales_tui.data.journal import Journal, Line, Place


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
    """Marks of the commits read so far; older logs are read when the walk gets there."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        self._older_gen: int | None = None

    def add(self, line: Line, place: Place) -> None:
        """A commit was applied."""
        if self._older_gen is None:
            self._older_gen = place.gen - 1
        self._marks.append(mark_of(line, place))

    def newest_first(self, journal: Journal) -> Iterator[Mark]:
        """Every commit, newest first; it ends early where an old log is damaged or gone."""
        yield from reversed(self._marks)
        while True:
            if self._older_gen is None:
                self._older_gen = journal.log.gen - 1
            if self._older_gen < 1:
                return
            lines = lines_of(journal, self._older_gen)
            older = [mark_of(line, place) for line, place in lines or ()]
            self._marks[:0] = older
            self._older_gen = self._older_gen - 1 if lines is not None else 0
            yield from reversed(older)


def lines_of(journal: Journal, gen: int) -> list[tuple[Line, Place]] | None:
    """The commits of one generation, oldest first; `None` if its log cannot be read."""
    try:
        found = journal.scan_log(gen)
    except OSError:
        return None
    lines: list[Any] = frame.parse_all(found.bodies)
    ends = [*found.starts[1:], found.end]
    return [
        (line, Place(gen, start, end - start))
        for line, start, end in zip(lines, found.starts, ends, strict=True)
        if "s" in line
    ]
