"""How long the deck takes to present: what the speaker set for a section, else what its slides suggest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from presales_tui.documents.plan import Plan, Slide
from presales_tui.model.outline import Section

A_SLIDE = 1.0
"""Minutes of a content slide that nobody has set a time for and that has no notes to speak."""
SPOKEN_EAST_ASIAN = 220
SPOKEN_WORDS = 130
"""Characters, or words, that are spoken in a minute."""

_EAST_ASIAN = re.compile("[\u2e80-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9][\w'-]*")


class Talk(NamedTuple):
    """Minutes of the whole deck, and of each section."""

    total: float
    sections: dict[str, float]
    """Section id to its minutes, for sections with slides of their own."""
    wanted: frozenset[str]
    """Ids of the sections whose time was set by hand."""


def talk_time(plan: Plan, sections: Iterable[Section]) -> Talk:
    """The times of a plan; a section's own time counts once, however many slides it has."""
    known = {section.id: section for section in sections}
    total = 0.0
    found: dict[str, float] = {}
    wanted: set[str] = set()
    for slide in plan.slides:
        minutes = 0.0
        # What shares a slide is spoken of one after the other.
        set_here = [id_ for id_ in slide.section_ids if id_ in known and known[id_].minutes > 0]
        for id_ in set_here:
            if id_ not in wanted:
                wanted.add(id_)
                found[id_] = known[id_].minutes
                total += known[id_].minutes
        if slide.kind == "content" and slide.section_id not in wanted:
            minutes = _spoken(slide, known)
            if set_here and minutes == A_SLIDE:
                continue
            found[slide.section_id] = found.get(slide.section_id, 0.0) + minutes
            total += minutes
    return Talk(total, found, frozenset(wanted))


def _spoken(slide: Slide, known: dict[str, Section]) -> float:
    """Minutes of a slide: its notes read out, but no less than a glance takes."""
    first = slide.part.partition("/")[0] in ("", "1")
    notes = " ".join(known[id_].notes for id_ in slide.section_ids if id_ in known) if first else ""
    if not notes.strip():
        return A_SLIDE
    east = len(_EAST_ASIAN.findall(notes))
    words = len(_WORD.findall(notes))
    return max(A_SLIDE / 2, east / SPOKEN_EAST_ASIAN + words / SPOKEN_WORDS)


def told(minutes: float) -> str:
    """Minutes as a person says them: `7`, `7.5`, `0.5`."""
    return f"{round(minutes * 2) / 2:g}"
