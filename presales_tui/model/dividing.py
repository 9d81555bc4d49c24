"""One section becomes several, several become one, and titles that were pasted become sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from presales_tui.locale import N_
from presales_tui.model.arranging import Arranging
from presales_tui.model.change import Change
from presales_tui.model.outline import Section
from presales_tui.model.text import cells, clean, one_line

LONGEST = 60
"""Cells of a title that is taken from a text; what is longer stays in the text as it is."""
DEEPEST = 12
"""Levels of titles that are pasted."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_POINT = re.compile(
    r"(?:[-*+][ \t]+|[•·][ \t]*|\d{1,3}[.)][ \t]+|\d{1,3}、[ \t]*|[（(]\d{1,3}[）)][ \t]*)"
    r"(?:\[[ xX]\][ \t]+)?(?=\S)"
)
_MARKS = re.compile(r"\*\*|__|~~|`")
_STOP = re.compile(r"[。！？；!?;：:]|\.\s")


class Piece(NamedTuple):
    """A part of a text that may be a section of its own."""

    line: int
    """Where it begins, counted from 0."""
    title: str
    body: str
    level: int = 0


def pieces(body: str) -> list[Piece]:
    """Where a text may be cut: at headings, at the points of a list, at paragraphs; each up to the next."""
    lines = body.split("\n")
    starts = list(_starts(lines))
    ends = [*starts[1:], len(lines)]
    # An empty text begins nowhere, and so has an end too many.
    return [_piece(lines, start, end) for start, end in zip(starts, ends, strict=False)]


def _starts(lines: Sequence[str]) -> Iterator[int]:
    fence = ""
    before = ""
    for n, line in enumerate(lines):
        found = _FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            if not fence and not before.strip():
                yield n
            fence = "" if fence else found[1]
        elif fence or not line.strip() or line[0].isspace():
            pass
        elif _HEADING.match(line) or _POINT.match(line) or not before.strip():
            yield n
        before = line


def _piece(lines: Sequence[str], start: int, end: int) -> Piece:
    line, below = lines[start], list(lines[start + 1 : end])
    if heading := _HEADING.match(line):
        return Piece(start, _bare(heading[2]), "\n".join(below).strip("\n"), len(heading[1]))
    if point := _POINT.match(line):
        width = min((len(one) - len(one.lstrip()) for one in below if one.strip()), default=0)
        said = line[point.end() :]
        below = [one[width:] for one in below]
    else:
        said = line
    title = _bare(said)
    if cells(title) > LONGEST or _FENCE.match(line) or line.lstrip().startswith(("|", ">", "{{", "![")):
        stop = _STOP.search(title)
        short = title[: stop.start()] if stop and cells(title[: stop.start()]) <= LONGEST else ""
        below = [said, *below]
        title = short or _fitting(title)
    return Piece(start, title, "\n".join(below).strip("\n"))


def _bare(text: str) -> str:
    return one_line(_MARKS.sub("", text)).strip(" ：:")


def _fitting(text: str) -> str:
    while cells(text) > LONGEST - 1:
        text = text[:-1]
    return f"{text}…" if text else "…"


def all_pieces(body: str) -> list[Piece]:
    """The headings of a text with all below each; without headings the points of its first list."""
    found = pieces(body)
    lines = body.split("\n")
    headings = [piece for piece in found if piece.level]
    if headings:
        top = min(piece.level for piece in headings)
        starts = [piece.line for piece in headings if piece.level == top]
        ends = [*starts[1:], len(lines)]
        return [_piece(lines, start, end) for start, end in zip(starts, ends, strict=True)]
    return [piece for piece in found if _POINT.match(lines[piece.line])]


def cut(section: Section, sections: Iterable[Section], parts: Sequence[Piece]) -> tuple[Change, list[str]]:
    """(the change that makes parts of a text sections below it; their ids). What stands before stays."""
    lines = section.body.split("\n")
    rest = "\n".join(lines[: parts[0].line]).strip("\n")
    new = [_beside(section, part.title, part.body) for part in parts]
    arranging = Arranging([*sections, *new])
    after = ""
    for one in new:
        arranging.put(one.id, section.id, after)
        after = one.id
    change = Change("Split section").put(replace(section, body=rest), section)
    for one in arranging.now(one.id for one in new):
        change.put(one)
    return change, [one.id for one in new]


def cut_at(section: Section, sections: Sequence[Section], line: int) -> tuple[Change, list[str]]:
    """(the change that makes a text from a line on a section of its own; its id).

    It comes right behind: after the section, or as the first of those below it, so that no word moves.
    """
    lines = section.body.split("\n")
    ends = [piece.line for piece in pieces(section.body) if piece.line > line]
    first = _piece(lines, line, ends[0] if ends else len(lines))
    later = "\n".join(lines[ends[0] :]) if ends else ""
    body = "\n\n".join(filter(None, (first.body, later.strip("\n"))))
    new = _beside(section, first.title, body)
    arranging = Arranging([*sections, new])
    if any(one.parent == section.id for one in sections):
        arranging.put(new.id, section.id, "")
    else:
        new = replace(new, parked=section.parked)
        arranging = Arranging([*sections, new])
        arranging.put(new.id, arranging.parent(section.id), section.id)
    change = Change("Split section")
    change.put(replace(section, body="\n".join(lines[:line]).strip("\n")), section)
    for one in arranging.now([new.id]):
        change.put(one)
    return change, [new.id]


def _beside(section: Section, title: str, body: str) -> Section:
    return Section(
        opportunity=section.opportunity, title=title or "—", body=body, visibility=section.visibility
    )


def joined(first: Section, others: Sequence[Section], sections: Iterable[Section]) -> Change:
    """The change that puts sections into another one, as headings of its text; what is below them follows."""
    gone = {one.id for one in others}
    body = "\n\n".join(
        filter(None, (first.body.rstrip(), *(f"## {one.title}\n\n{one.body}".strip() for one in others)))
    )
    every = (first, *others)
    links = dict.fromkeys(id_ for one in every for id_ in one.requirements)
    merged = replace(
        first,
        body=body,
        notes="\n\n".join(filter(None, (one.notes.strip() for one in every))),
        requirements=tuple(links),
        seen=tuple(dict(pair for one in every for pair in one.seen).items()),
        minutes=sum(one.minutes for one in every) if all(one.minutes for one in every) else first.minutes,
    )
    arranging = Arranging(sections)
    for one in others:
        after = one.id if one.parent == first.id else None
        for child in arranging.children(one.id):
            if child not in gone:
                arranging.put(child, first.id, after)
                after = child if after is not None else None
    change = arranging.change(N_("Join sections"))
    change.put(merged, first)
    for one in others:
        change.delete(one)
    return change


def titles_of(text: str) -> list[tuple[int, str]]:
    """(level, title) for each line of a text: indented, with bullets or numbers, or headings."""
    found: list[tuple[int, str]] = []
    above: list[int] = []
    for line in clean(text).expandtabs(4).split("\n"):
        if not line.strip():
            continue
        if heading := _HEADING.match(line):
            depth, title = len(heading[1]) * 2 - 100, heading[2]
        else:
            said = line.strip()
            point = _POINT.match(said)
            depth, title = len(line) - len(line.lstrip()), said[point.end() :] if point else said
        while above and above[-1] >= depth:
            above.pop()
        found.append((min(len(above), DEEPEST - 1), _bare(title) or one_line(title)))
        above.append(depth)
    return found
