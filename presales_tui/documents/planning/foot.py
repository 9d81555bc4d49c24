"""Footnotes on their slides: each stands in small print at the foot of the slide that first refers to it.

The room is reserved before anything is paged. What is too long for a foot stays where the text left it:
in small print after the text of its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presales_tui.documents.plan import Area, Block, Items, Paragraph, Quote, Table, plain, single
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.planning.look import AREA_GAP, SMALL, piece_height
from presales_tui.documents.planning.paging import paginate

_NOTE = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]+) ")
_MARK = re.compile("(?<!m)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""A square metre is no footnote."""
MOST = 0.3
"""Share of the body that footnotes take at most."""
_TRIES = 4

Areas = tuple[Area, ...]


def paginate_with_notes(blocks: Sequence[Block], frame: Frame) -> list[Areas]:
    """The areas of every slide that the blocks take, footnotes on the slide where they are named."""
    notes = _notes(blocks)
    if not notes:
        return paginate(blocks, frame)
    most = frame.body.h * MOST
    reserved = 0.0
    for _ in range(_TRIES + len(notes)):
        rest = [block for block in blocks if block not in notes.values()]
        if not rest:
            break
        less = frame
        if reserved:
            less = frame._replace(body=frame.body._replace(h=frame.body.h - reserved - AREA_GAP))
        pages = paginate(rest, less)
        feet = _feet(pages, notes)
        heights = [_height(foot, frame) for foot in feet]
        too_long = [
            max(foot, key=lambda note: len(plain(note.runs)))
            for foot, high in zip(feet, heights, strict=True)
            if high > most
        ]
        lost = [note for note in notes.values() if not any(note in foot for foot in feet)]
        if too_long or lost:
            notes = {mark: note for mark, note in notes.items() if note not in (*too_long, *lost)}
            reserved = 0.0
            continue
        if max(heights) <= reserved:
            return [(*page, *_area(foot, frame)) for page, foot in zip(pages, feet, strict=True)]
        reserved = max(heights)
    return paginate(blocks, frame)


def _notes(blocks: Sequence[Block]) -> dict[str, Paragraph]:
    """The footnotes of one paragraph, by their mark."""
    found: dict[str, Paragraph] = {}
    for n, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.style != "small":
            continue
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        goes_on = isinstance(after, Paragraph) and after.style == "small" and not _mark(after)
        if (mark := _mark(block)) and not goes_on:
            found.setdefault(mark, block)
    return found


def _mark(note: Paragraph) -> str:
    found = _NOTE.match(plain(note.runs))
    return found[1] if found else ""


def _feet(pages: Sequence[Areas], notes: dict[str, Paragraph]) -> list[list[Paragraph]]:
    """What stands at the foot of each page."""
    open_ = dict(notes)
    feet = []
    for page in pages:
        marks = [mark for area in page for text in _texts(area.blocks) for mark in _MARK.findall(text)]
        feet.append([open_.pop(mark) for mark in dict.fromkeys(marks) if mark in open_])
    return feet


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in single(blocks):
        match block:
            case Paragraph() | Quote():
                yield plain(block.runs)
            case Items(items=items):
                yield from (plain(item.runs) for item in items)
            case Table(header=header, rows=rows):
                yield from (plain(cell) for row in (header, *rows) for cell in row)
            case _:
                pass


def _height(foot: Sequence[Paragraph], frame: Frame) -> float:
    gaps = SMALL * 0.6 * max(len(foot) - 1, 0)
    return sum(piece_height(note, SMALL, frame.body.w) for note in foot) + gaps


def _area(foot: Sequence[Paragraph], frame: Frame) -> Iterator[Area]:
    if foot:
        high = _height(foot, frame)
        box = frame.body._replace(y=frame.body.y + frame.body.h - high, h=high)
        yield Area(box, tuple(foot), SMALL)
