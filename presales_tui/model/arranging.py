"""Sections put elsewhere in the outline, one or several at once, as one change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from presales_tui.model.change import Change
from presales_tui.model.outline import Section, in_order
from presales_tui.model.position import between, following


class Arranging:
    """An outline while it is rearranged. What is moved takes all below it along."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._was = {section.id: section for section in sections}
        self._now = dict(self._was)
        self._order: list[str] = []
        self._above: dict[str, str] = {}
        """As the outline shows it: a lost parent, or one in a circle, is none."""
        self._children: defaultdict[str, list[str]] = defaultdict(list)
        path: list[str] = []
        for section, depth, _number in in_order(self._was.values()):
            del path[depth:]
            self._above[section.id] = path[-1] if path else ""
            self._children[self._above[section.id]].append(section.id)
            self._order.append(section.id)
            path.append(section.id)

    def now(self, sections: Iterable[str]) -> list[Section]:
        """Some sections as they have become."""
        return [self._now[id_] for id_ in sections]

    def parent(self, section: str) -> str:
        """The section above; empty: it is a chapter."""
        return self._above[section]

    def siblings(self, section: str) -> list[str]:
        """All on its level under the same parent, itself included."""
        return self._children[self.parent(section)]

    def knows(self, section: str) -> bool:
        """Whether there is such a section; empty: the place of all chapters."""
        return not section or section in self._now

    def children(self, section: str) -> list[str]:
        """All that hang right below a section (empty: the chapters), in order."""
        return list(self._children[section])

    def tops(self, sections: Collection[str]) -> list[str]:
        """Of some sections those that hang on no other of them, in reading order."""
        wanted = {id_ for id_ in sections if id_ in self._now}
        return [id_ for id_ in self._order if id_ in wanted and not self._below_any(id_, wanted)]

    def ordered(self, sections: Collection[str]) -> list[str]:
        """Some sections in reading order."""
        return [id_ for id_ in self._order if id_ in sections]

    def _below_any(self, section: str, wanted: set[str]) -> bool:
        while section := self._above[section]:
            if section in wanted:
                return True
        return False

    def put(self, section: str, parent: str, after: str | None) -> None:
        """Under a parent, after one of its children; `None`: as the last, empty: as the first."""
        self.siblings(section).remove(section)
        there = self._children[parent]
        at = len(there) if after is None else there.index(after) + 1 if after else 0
        before = self._now[there[at - 1]].pos if at else ""
        later = next((pos for id_ in there[at:] if (pos := self._now[id_].pos) > before), "")
        pos = between(before, later) if later else following(before, 1)[0]
        self._now[section] = replace(self._now[section], parent=parent, pos=pos)
        self._above[section] = parent
        there.insert(at, section)

    def indent(self, sections: Collection[str]) -> bool:
        """Each under the sibling before it; whether any could be."""
        done = False
        for id_ in self.tops(sections):
            siblings = self.siblings(id_)
            at = siblings.index(id_)
            if at:
                self.put(id_, siblings[at - 1], None)
                done = True
        return done

    def outdent(self, sections: Collection[str]) -> bool:
        """Each right after its parent; whether any could be."""
        done = False
        for id_ in reversed(self.tops(sections)):
            if parent := self.parent(id_):
                self.put(id_, self.parent(parent), parent)
                done = True
        return done

    def shift(self, sections: Collection[str], by: int) -> bool:
        """Each past the next sibling, or before the one before; whether any could be."""
        tops = self.tops(sections)
        moving = set(tops)
        done = False
        for id_ in reversed(tops) if by > 0 else tops:
            siblings = self.siblings(id_)
            at = siblings.index(id_)
            if not 0 <= at + by < len(siblings) or siblings[at + by] in moving:
                continue
            after = siblings[at + 1] if by > 0 else siblings[at - 2] if at > 1 else ""
            self.put(id_, self.parent(id_), after)
            done = True
        return done

    def after(self, sections: Collection[str], target: str) -> None:
        """All of them after another section, on its level."""
        for id_ in self.tops(sections):
            self.put(id_, self.parent(target), target)
            target = id_

    def below(self, sections: Collection[str], target: str) -> None:
        """All of them as the last below another section."""
        for id_ in self.tops(sections):
            self.put(id_, target, None)

    def change(self, title: str) -> Change:
        """What has become of it; empty: nothing."""
        change = Change(title)
        for id_, was in self._was.items():
            if self._now[id_] != was:
                change.put(self._now[id_], was)
        return change
