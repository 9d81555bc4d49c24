"""Branches of one outline put into another one, or once more into their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from presales_tui.model.arranging import Arranging
from presales_tui.model.change import Change
from presales_tui.model.outline import Section, descendants


class Branches(NamedTuple):
    """Sections with all that is below them, as they were when they were copied."""

    opportunity: str
    """Id of the one that they are from."""
    client: str
    """Name of its client."""
    sections: tuple[Section, ...] = ()
    tops: tuple[str, ...] = ()
    """Ids of those that hang on no other of them, in reading order."""

    @classmethod
    def of(cls, sections: Sequence[Section], chosen: Collection[str], client: str) -> Branches:
        """What is chosen of an outline."""
        tops = tuple(Arranging(sections).tops(chosen))
        ids = {id_ for top in tops for id_ in descendants(sections, top)}
        kept = tuple(section for section in sections if section.id in ids)
        return cls(kept[0].opportunity if kept else "", client, kept, tops)

    def naming(self, name: str) -> int:
        """How many of them name somebody, such as the client that they were written for."""
        return sum(name in f"{one.title}\n{one.body}\n{one.notes}" for one in self.sections) if name else 0


def graft(
    branches: Branches,
    opportunity: str,
    outline: Iterable[Section],
    target: Section | None,
    title: str,
    within: str = "",
) -> tuple[Change, list[str]]:
    """(a change that adds copies after a section, or as the last chapters; ids of those at the top).

    `within`: id of a section below which they come as the last, rather than after `target`.

    The requirements that a section answers are of one opportunity alone: in another one they are let go.
    What it was generated for comes along where that place is not taken yet.
    """
    there = list(outline)
    taken = {section.slot for section in there if section.slot}
    own = branches.opportunity == opportunity
    ids = {section.id: Section().id for section in branches.sections}
    tops = set(branches.tops)
    copies = [
        replace(
            old,
            id=ids[old.id],
            opportunity=opportunity,
            ref="",
            created="",
            updated="",
            author="",
            slot="" if old.slot in taken else old.slot,
            requirements=old.requirements if own else (),
            seen=old.seen if own else (),
            parent="" if old.id in tops else ids[old.parent],
        )
        for old in branches.sections
    ]
    arranging = Arranging([*there, *copies])
    after = target.id if target is not None else ""
    new = [ids[id_] for id_ in branches.tops]
    for id_ in new:
        if within:
            arranging.put(id_, within, None)
        elif after:
            arranging.put(id_, arranging.parent(after), after)
            after = id_
        else:
            arranging.put(id_, "", None)
    change = Change(title)
    for section in arranging.now(ids.values()):
        change.put(section)
    return change, new
