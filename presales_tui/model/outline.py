"""The solution outline (方案): a tree of sections with Markdown bodies, and its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple
from zlib import crc32

from presales_tui.model.record import Record, frozen_record


@frozen_record
class Section(Record):
    """One heading of the outline, with what is said under it."""

    table: ClassVar[str] = "sections"
    prefix: ClassVar[str] = "SEC"

    opportunity: str = ""
    parent: str = ""
    """Id of the section above; empty: a chapter."""
    pos: str = ""
    """Place among its siblings: a position key (see `model.position`)."""
    title: str = ""
    body: str = ""
    """Markdown; a line `{{responses}}` and the like stands for a table drawn from the records."""
    notes: str = ""
    """Speaker notes. Markdown."""
    requirements: tuple[str, ...] = ()
    """Ids of the requirements that the section answers."""
    seen: tuple[tuple[str, str], ...] = ()
    """Requirements whose words moved on, with what it was linked to (see `model.suspect`)."""
    slot: str = ""
    """The place in an outline template that it was generated for: `pains`, `functions/排课`; empty: none."""
    made: str = ""
    """Fingerprint of the text as it was generated: while the text is that one, it may be made again."""
    minutes: float = 0.0
    """How long the speaker wants to talk of it; 0: as its slides suggest."""
    parked: bool = False
    """Kept in the outline, but in no document, and all below it neither."""


def fingerprint(text: str) -> str:
    """What tells a generated text from one that somebody has worked on."""
    return f"{crc32(text.strip().encode()):08x}"


class Placed(NamedTuple):
    """A section in its place: depth 0 is a chapter, number is `2.1.3`."""

    section: Section
    depth: int
    number: str


def in_order(sections: Iterable[Section]) -> list[Placed]:
    """All sections in reading order, every one exactly once.

    A section whose parent is missing becomes a chapter, and so does one member of a cycle (two
    sessions may move two sections under each other): nothing that was written is ever invisible.
    """
    every = list(sections)
    ids = {section.id for section in every}
    children: dict[str, list[Section]] = {}
    for section in every:
        parent = section.parent if section.parent in ids and section.parent != section.id else ""
        children.setdefault(parent, []).append(section)
    for siblings in children.values():
        siblings.sort(key=lambda s: (s.pos, s.id))
    placed: list[Placed] = []
    seen: set[str] = set()

    def walk(first: list[Section], after: int) -> None:
        """Depth first without recursion: an imported outline may nest deeper than Python's stack."""
        stack: list[tuple[Iterator[tuple[int, Section]], str]] = [(_numbered(first, after), "")]
        while stack:
            siblings, above = stack[-1]
            step = next(siblings, None)
            if step is None:
                stack.pop()
                continue
            count, section = step
            if section.id in seen:
                continue
            seen.add(section.id)
            number = f"{above}.{count}" if above else str(count)
            placed.append(Placed(section, len(stack) - 1, number))
            stack.append((_numbered(children.get(section.id, []), 0), number))

    roots = children.get("", [])
    walk(roots, 0)
    chapters = len(roots)
    for section in sorted(every, key=lambda s: (s.pos, s.id)):
        if section.id not in seen:
            walk([section], chapters)
            chapters += 1
    return placed


def _numbered(sections: list[Section], after: int) -> Iterator[tuple[int, Section]]:
    return enumerate(sections, after + 1)


def descendants(sections: Iterable[Section], section_id: str) -> set[str]:
    """Ids of everything under a section, itself included."""
    found = {section_id}
    pending = [section_id]
    children: dict[str, list[str]] = {}
    for section in sections:
        children.setdefault(section.parent, []).append(section.id)
    while pending:
        for child in children.get(pending.pop(), ()):
            if child not in found:
                found.add(child)
                pending.append(child)
    return found


def shown(sections: Iterable[Section]) -> list[Section]:
    """The sections without those that are parked, and what is below them."""
    every = list(sections)
    hidden: set[str] = set()
    for section in every:
        if section.parked and section.id not in hidden:
            hidden |= descendants(every, section.id)
    return [section for section in every if section.id not in hidden]
