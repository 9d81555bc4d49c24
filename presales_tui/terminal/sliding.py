"""Finding text that only moved sideways in its row, so that the terminal can move it itself (ICH, DCH).

What is typed into a wrapped paragraph pushes every line below it. Terminals agree on what becomes of
whole characters that move; what they disagree on never happens here: no wide character is cut in half,
and what comes in is taken for unknown, whatever colour a terminal gives it.
"""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.terminal.cells import Row, steady

_FARTHEST = 24
"""Cells that text may have moved: a long word that went to the next line."""
_PROBE = 8
"""Cells behind the place of the change that must have moved, all of them."""
_WORTH = 8
"""Cells that a slide must save to be considered."""
UNKNOWN = "\0"
"""Stands in a cell of which nobody knows what it shows."""


class Slide(NamedTuple):
    """Cells `start` to before `stop` move right by `by` (left if negative), the others stay."""

    start: int
    stop: int
    by: int
    erase: int = 0
    """Cells at the end of the row to erase before, so that no character is cut there."""


def find_slides(old: Row, new: Row) -> list[Slide]:
    """Moves within one row that bring much of it where it shall be.

    There are two ways to move the same text: with everything to its right, or without.
    """
    width = len(new.chars)
    differing = [x for x in range(width) if new.chars[x] != old.chars[x] or new.looks[x] is not old.looks[x]]
    if len(differing) <= _WORTH:
        return []
    start, last = differing[0], differing[-1] + 1
    best: list[Slide] = []
    least = len(differing) - _WORTH
    for by in _candidates(old.chars, new.chars, start):
        # One cell more may be what it takes to cut no wide character in half.
        slides = [Slide(start, stop, by) for stop in sorted({last, min(last + 1, width), width})]
        slides.append(Slide(start, width, by, by + 1))
        slides = [slide for slide in slides if slide.stop - start > abs(by) and _safe(old, slide)]
        left = min((_wrong(slid(old, slide), new, start) for slide in slides), default=width)
        if left < least:
            best, least = slides, left
    return best


def _wrong(shown: Row, new: Row, start: int) -> int:
    """How many cells from `start` on are not yet as they shall be."""
    pairs = zip(shown.chars[start:], new.chars[start:], shown.looks[start:], new.looks[start:], strict=True)
    return sum(was != is_ or before is not after for was, is_, before, after in pairs)


def slid(row: Row, slide: Slide) -> Row:
    """What the row shows after the slide."""
    start, stop, by, erase = slide
    row = _erased(row, erase)
    result = row.copy()
    unknown, looks = [UNKNOWN] * abs(by), [row.looks[start]] * abs(by)
    if by > 0:
        result.chars[start:stop] = unknown + row.chars[start : stop - by]
        result.looks[start:stop] = looks + row.looks[start : stop - by]
    else:
        result.chars[start:stop] = row.chars[start - by : stop] + unknown
        result.looks[start:stop] = row.looks[start - by : stop] + looks
    return result


def _candidates(old: list[str], new: list[str], start: int) -> list[int]:
    """Distances by which the text behind `start` may have moved."""
    found = []
    was, now = old[start : start + _PROBE], new[start : start + _PROBE]
    for by in range(1, _FARTHEST + 1):
        if new[start + by : start + by + _PROBE] == was:
            found.append(by)
        if old[start + by : start + by + _PROBE] == now:
            found.append(-by)
    return found


def _erased(row: Row, count: int) -> Row:
    """The row with so many cells at its end erased, in whichever look."""
    if count <= 0:
        return row
    result = row.copy()
    result.chars[-count:] = [UNKNOWN] * count
    return result


def _safe(row: Row, slide: Slide) -> bool:
    """Whether every terminal does the same: only whole characters of an undisputed size are moved."""
    start, stop, by, erase = slide
    chars = row.chars
    if erase and (by < 0 or chars[stop - erase] == "" or chars[stop - by] != ""):
        return False
    chars = _erased(row, erase).chars
    cuts = (start, start - by, stop) if by < 0 else (start, stop - by, stop)
    if any(x < len(chars) and chars[x] == "" for x in cuts):
        return False
    return steady(row.chars[start:])
