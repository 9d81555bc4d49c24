"""Titles that fit: they shrink, then wrap, then are cut, and the notes have the whole of them."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.documents.plan import Box, Run
from presales_tui.documents.planning.metrics import char_width, line_height, text_width, wrap

SIZES = (28.0, 26.0, 24.0, 22.0, 20.0)
_SPARE = 3.0
"""Em that the last of all lines leaves empty, a quarter of it at most: programs break a line earlier
than we at one sign or another."""


class Title(NamedTuple):
    """A title as it is shown."""

    text: str
    size: float
    cut: bool


def fit_title(text: str, suffix: str, box: Box, sizes: tuple[float, ...] = SIZES) -> Title:
    """`text` and `suffix` in a box: one line in any of the sizes if it can be, as many as fit else."""
    whole = text + suffix
    for size in sizes:
        if _width(whole) * size <= box.w and size * line_height(whole) <= box.h:
            return Title(whole, size, cut=False)
    for size in sizes:
        if _holds(whole, size, box):
            return Title(whole, size, cut=False)
    size = sizes[-1]
    return Title(_cut(text, suffix, box, size), size, cut=True)


def _width(text: str) -> float:
    return text_width((Run(text, bold=True),))


def _lines(text: str, size: float, box: Box) -> int:
    return int(box.h / (size * line_height(text)))


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
