"""Finding rows that only moved up or down, so that the terminal can move them itself."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq
from typing import NamedTuple

from presales_tui.terminal.cells import Row

_STEPS = (1, -1, 2, -2, 3, -3)
_WORTH = 40
"""Cells that a move must save; the sequence costs about 20 bytes."""
_FEWEST_ROWS = 4


class Shift(NamedTuple):
    """Rows `top` to before `bottom` move up by `by` rows (down if negative); blank rows come in."""

    top: int
    bottom: int
    by: int


def find_shift(old: Sequence[Row], new: Sequence[Row], changed: Sequence[int]) -> Shift | None:
    """The move that saves most cells, or None. `changed` are the rows that differ, in order."""
    if len(changed) < _FEWEST_ROWS:
        return None
    first, last = changed[0], changed[-1] + 1
    # Most changes are no scrolling at all: look at three rows before looking at all of them.
    probes = [changed[len(changed) * part // 4] for part in (1, 2, 3)]
    best: Shift | None = None
    most = _WORTH
    for by in _STEPS:
        gains = [_gain(old, new, y, by) for y in probes if first <= y + by < last]
        if sum(gains) <= 0:
            continue
        shift, saved = _widest(old, new, first, last, by)
        if shift is not None and saved > most:
            best, most = shift, saved
    return best


def _widest(
    old: Sequence[Row], new: Sequence[Row], first: int, last: int, by: int
) -> tuple[Shift | None, int]:
    """The run of rows between `first` and `last` that gains most by moving, and the cells it saves."""
    best: Shift | None = None
    most = gained = 0
    start = max(first, first - by)
    for y in range(start, min(last, last - by)):
        gained += _gain(old, new, y, by)
        if gained <= 0:
            gained, start = 0, y + 1
            continue
        top, bottom = min(start, start + by), max(y, y + by) + 1
        # The rows that come in blank must be drawn, also where they showed the right thing.
        incoming = range(bottom - by, bottom) if by > 0 else range(top, top - by)
        saved = gained - sum(_equal(old[row], new[row]) for row in incoming)
        if saved > most:
            best, most = Shift(top, bottom, by), saved
    return best, most


def _gain(old: Sequence[Row], new: Sequence[Row], y: int, by: int) -> int:
    return _equal(old[y + by], new[y]) - _equal(old[y], new[y])


def _equal(one: Row, other: Row) -> int:
    return sum(map(eq, one.chars, other.chars))
