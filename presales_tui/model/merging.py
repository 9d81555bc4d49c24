"""Two requirements that say the same become one, and everything that spoke of either speaks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from presales_tui.locale import N_
from presales_tui.model.change import Change
from presales_tui.model.comment import Comment
from presales_tui.model.meeting import Line
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion, Issue

TITLE = N_("Merge requirements")
R = TypeVar("R", bound=Record)

_ONE = (
    *("module", "actor", "type", "level", "quality", "priority", "impact", "status", "fit", "clause"),
    *("clause_mark", "deviation", "capability", "evidence", "external_id"),
)
"""Fields with one value: that of the one that stays, unless it has none."""
_TEXTS = ("statement", "acceptance", "response")
"""Fields in which the words of both stand, one below the other."""
_LISTS = ("depends", "conflicts", "duplicates", "tags")
_TOLD = frozenset({"capability", "evidence", "external_id", "clause", "module"})
"""What the one that goes says otherwise in these is kept in the note."""


class Source(Protocol):
    """As much of a store as a merge reads."""

    def where(self, kind: type[R], **equals: Any) -> list[R]:
        """Records of one kind whose fields have these values."""


def merged(keep: Requirement, other: Requirement) -> Requirement:
    """One requirement of two: `keep`, with what only `other` knows; no word of either is lost.

    The title of the other, and what it says otherwise where there is room for one value, go to the note.
    Internal if either was.
    """
    defaults = Requirement.defaults()
    values: dict[str, Any] = {}
    notes = [keep.note, other.note]
    if other.title.strip() != keep.title.strip():
        notes.append(f"{other.ref}: {other.title}".removeprefix(": "))
    for name in _ONE:
        mine, theirs = getattr(keep, name), getattr(other, name)
        if mine == defaults[name]:
            values[name] = theirs
        elif name in _TOLD and theirs not in (defaults[name], mine):
            notes.append(theirs)
    for name in _TEXTS:
        values[name] = _both("\n", getattr(keep, name), getattr(other, name))
    for name in _LISTS:
        both = dict.fromkeys((*getattr(keep, name), *getattr(other, name)))
        values[name] = tuple(one for one in both if one not in (keep.id, other.id))
    for name in ("quote", "speaker"):
        values[name] = _both(" / ", getattr(keep, name), getattr(other, name))
    if not keep.estimated:
        values |= {name: getattr(other, name) for name in ("effort_low", "effort_high", "effort_roles")}
    if not (keep.source_id or keep.source_line):
        for name in ("source_kind", "source_id", "source_line"):
            values[name] = getattr(other, name) or getattr(keep, name)
    if "internal" in (keep.visibility, other.visibility):
        values["visibility"] = "internal"
    return replace(keep, **values, note=_both("\n", *notes))


def merge_change(keep: Requirement, other: Requirement, store: Source) -> Change:
    """The change that merges `other` into `keep`: links, comments and lines of minutes follow."""
    change = Change(TITLE).put(merged(keep, other), keep).delete(other)
    where = keep.opportunity

    def other_to_keep(ids: Iterable[str], own: str = "") -> tuple[str, ...]:
        renamed = (keep.id if one == other.id else one for one in ids)
        return tuple(one for one in dict.fromkeys(renamed) if one != own)

    for r in store.where(Requirement, opportunity=where):
        if r.id in (keep.id, other.id):
            continue
        links: dict[str, Any] = {name: other_to_keep(getattr(r, name), r.id) for name in _LISTS[:3]}
        if any(links[name] != getattr(r, name) for name in links):
            change.put(replace(r, **links), r)
    for section in store.where(Section, opportunity=where):
        if other.id in section.requirements:
            change.put(replace(section, requirements=other_to_keep(section.requirements)), section)
    for criterion in store.where(Criterion, opportunity=where):
        if other.id in criterion.requirements:
            change.put(replace(criterion, requirements=other_to_keep(criterion.requirements)), criterion)
    for issue in store.where(Issue, requirement=other.id):
        change.put(replace(issue, requirement=keep.id), issue)
    for comment in store.where(Comment, about=other.id):
        change.put(replace(comment, about=keep.id), comment)
    for line in store.where(Line, record=other.id):
        change.put(replace(line, record=keep.id), line)
    return change


def _both(between: str, *texts: str) -> str:
    """Texts one behind the other, each once."""
    found: list[str] = []
    for text in texts:
        if text.strip() and text not in found:
            found.append(text)
    return between.join(found)
