"""The outline as a sequence in reading order, with what the planner asks about its branches.

A branch is a range of indices, so nothing here recurses: an imported outline may be very deep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from presales_tui.model.outline import Placed, Section, in_order


class Tree:
    """Sections in reading order."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self.placed: list[Placed] = in_order(sections)

    def __len__(self) -> int:
        return len(self.placed)

    def section(self, at: int) -> Section:
        """The section at an index."""
        return self.placed[at].section

    def depth(self, at: int) -> int:
        """0 is the top."""
        return self.placed[at].depth

    @cached_property
    def _ends(self) -> list[int]:
        ends = [len(self.placed)] * len(self.placed)
        open_: list[int] = []
        for at, place in enumerate(self.placed):
            while open_ and self.placed[open_[-1]].depth >= place.depth:
                ends[open_.pop()] = at
            open_.append(at)
        return ends

    def end(self, at: int) -> int:
        """The index after the last section under this one."""
        return self._ends[at]

    @cached_property
    def _empty(self) -> list[bool]:
        empty = [not place.section.body.strip() for place in self.placed]
        for at in range(len(self.placed) - 1, -1, -1):
            parent = self._parents[at]
            if parent >= 0 and not empty[at]:
                empty[parent] = False
        return empty

    @cached_property
    def _parents(self) -> list[int]:
        parents: list[int] = []
        above: list[int] = []
        for at, place in enumerate(self.placed):
            del above[place.depth :]
            parents.append(above[-1] if above else -1)
            above.append(at)
        return parents

    def parent(self, at: int) -> int:
        """Index of the section above; -1: none."""
        return self._parents[at]

    def is_empty(self, at: int) -> bool:
        """Whether neither this section nor any under it has a body."""
        return self._empty[at]

    def has_children(self, at: int) -> bool:
        """Whether there are sections under this one."""
        return self.end(at) > at + 1

    def children(self, at: int) -> Iterator[int]:
        """Indices of the sections directly under this one; -1: the top ones."""
        child, end = (at + 1, self.end(at)) if at >= 0 else (0, len(self.placed))
        while child < end:
            yield child
            child = self.end(child)

    @cached_property
    def chapter_depth(self) -> int:
        """Depth of the chapters: 1 if the outline has one top section that is its title, else 0."""
        return 1 if len(self.placed) > 1 and self.end(0) == len(self.placed) else 0

    @cached_property
    def chapters(self) -> list[int]:
        """Indices of the chapters."""
        return [at for at, place in enumerate(self.placed) if place.depth == self.chapter_depth]

    @cached_property
    def has_dividers(self) -> bool:
        """Whether chapters get a slide of their own: not where every chapter is one section."""
        return any(self.has_children(at) for at in self.chapters)
