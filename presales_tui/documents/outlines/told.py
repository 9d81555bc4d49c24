"""What the hand-written sections of an outline tell already: a template does not tell it once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presales_tui.documents.outlines.drafts import data_lines
from presales_tui.documents.slots import DROP, EMPTY
from presales_tui.documents.text.data_line import DataLine
from presales_tui.model.outline import Section, fingerprint, shown

Told = tuple[str, frozenset[tuple[str, str]]]
"""A data line whatever it does without data: its name and its other options."""


def told_by_hand(sections: Iterable[Section], staying: frozenset[str] | None = None) -> frozenset[Told]:
    """The data lines of hand-written sections; `staying`: of those at or below these ids only."""
    sections = list(sections)
    above = {section.id: section.parent for section in sections}

    def stays(id_: str) -> bool:
        seen: set[str] = set()
        while id_ in above and id_ not in seen:
            if staying is None or id_ in staying:
                return True
            seen.add(id_)
            id_ = above[id_]
        return False

    return frozenset(
        _told(line)
        for section in shown(sections)
        if "{{" in section.body and section.made != fingerprint(section.body) and stays(section.id)
        for line in data_lines(section.body)
    )


def is_told(body: str, told: frozenset[Told]) -> bool:
    """Whether there is data in a text and all of it is told already."""
    wanted = list(_wanted(body)) if told else []
    return bool(wanted) and all(_told(line) in told for line in wanted)


def _wanted(body: str) -> Iterator[DataLine]:
    """The data lines that a section is made for: not those that go where there is no data."""
    return (line for line in data_lines(body) if dict(line.options).get(EMPTY) != DROP)


def _told(line: DataLine) -> Told:
    return line.name, frozenset(option for option in line.options if option[0] != EMPTY)
