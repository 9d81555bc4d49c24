"""Titles that fit: they shrink, then wrap, then are cut, and the notes have the whole of them."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.documents.plan import Box, Run
from presales_tui.documents.planning.metrics import char_width, line_height, text_width, wrap

SIZES = (28.0, 26.0, 24.0, 22.0, 20.0)
_EASY = 24.0
"""A title of this size is read from afar on one line; a smaller one takes two if they can be larger."""
_LARGER = 1.2
"""By so much, at least."""
_SPARE = 3.0
"""Em that the last of all lines leaves empty, a quarter of it at most: programs break a line earlier
than we at one sign or another."""


class Title(NamedTuple):
    """A title as it is shown."""

    text: str
    size: float
    cut: bool


def fit_title(text: str, suffix: str, box: Box, sizes: tuple[float, ...] = SIZES) -> Title:
    """`text` and `suffix` in a box: on one line unless that is small, on as many as fit else."""
    whole = text + suffix
    wide, high = _width(whole), line_height(whole)
    one = next((size for size in sizes if wide * size <= box.w and size * high <= box.h), 0.0)
    if one >= _EASY or one == sizes[0]:
        return Title(whole, one, cut=False)
    size = next((size for size in sizes if _holds(whole, size, box)), 0.0)
    if one and (size < _LARGER * one or size * high * 2 > box.h * 1.02):
        return Title(whole, one, cut=False)
    if size:
        return Title(whole, size, cut=False)
    size = sizes[-1]
    return Title(_cut(text, suffix, box, size), size, cut=True)


def _width(text: str) -> float:
    return text_width((Run(text, bold=True),))


def _lines(text: str, size: float, box: Box) -> int:
    return max(int(box.h / (size * line_height(text))), 1)


def _holds(text: str, size: float, box: Box) -> bool:
    """Whether a text stays within the lines of a box."""
    width = box.w / size
    ends = wrap((Run(text, bold=True),), width)
    spare = _lines(text, size, box) - len(ends)
    return spare > 0 or (
        spare == 0 and (len(ends) < 2 or _width(text[ends[-2] :]) <= width - min(_SPARE, width / 4))
    )


def _cut(text: str, suffix: str, box: Box, size: float) -> str:
    """The longest beginning of `text` that fits with an ellipsis and the suffix."""
    narrowest = char_width("i") * size
    low, high = 1, min(len(text), int(_lines(text + suffix, size, box) * box.w / narrowest) + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if _holds(f"{text[:middle].rstrip()}…{suffix}", size, box):
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…{suffix}"
