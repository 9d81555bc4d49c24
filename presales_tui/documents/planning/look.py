"""How each kind of text looks, in figures that the planner measures with and the writer draws."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from presales_tui.documents.plan import Item, Paragraph, Quote, Run, Runs
from presales_tui.documents.planning.metrics import height

TextPiece = Paragraph | Item | Quote
"""One drawn paragraph."""

SMALL = 12.0
"""Small print, in points."""

MISSING_SIZE = 14.0
"""Of the label of a picture that is not there, in points."""

AREA_GAP = 12.0
"""Between two areas of a slide, in points."""

CODE_PAD = 8.0
"""Inside the frame of code and of a missing picture, on every side."""

PANEL = 120.0
"""Height in points from which what is missing is outlined as a place to fill."""

PANEL_PAD = 24.0
"""Inside that outline, left and right."""

CELL_X = 7.0
CELL_Y = 4.0
"""Padding of a table cell, left and right, top and bottom."""

SCHEDULE_X = 2.0
"""The same of a stretch of time in a schedule."""

CELL_LINE = 1.1
CELL_CODE_LINE = 1.14
"""Factors on a line of a table that is East Asian or has code in it: rows grow with a substituted font."""

CODE_LINE = 1.2
"""Height of a line of code in em, before anything East Asian in it."""

LEVELS = 8
"""The deepest list level that the file format knows (counted from 0)."""

BULLET_HANG = 20.0
"""From a bullet to its text, in points."""

LEVEL_STEP = 22.0
"""How much further in each level stands, in points."""


FIGURE_SIZES = (36.0, 32.0, 28.0, 24.0, 20.0)
"""Of a key figure, the largest that fits, in points."""

NAME_SIZES = (24.0, 20.0, 18.0)
"""The same of the name on a card."""

FIGURE_LABEL = 14.0
"""Of what stands below a key figure, in points."""

FIGURE_BAR = 3.0
"""Width of the bar to the left of a key figure, in points."""


class Look(NamedTuple):
    """Lengths in points."""

    size: float
    left: float
    """Where the text begins."""
    hang: float
    """How far to the left of it the bullet stands."""
    before: float
    """Space above, unless it is the first paragraph of its area."""


class Sizes(NamedTuple):
    """The font sizes of a slide, in points."""

    text: float
    table: float
    code: float


def look(piece: TextPiece, size: float) -> Look:
    """The look of a paragraph where plain text has `size` points."""
    if isinstance(piece, Item):
        return _item(piece.level, piece.number, piece.continued, size)
    match piece:
        case Quote():
            return Look(size - 2, 24.0, 0.0, size * 0.42)
        case Paragraph(style="lead"):
            return Look(size, 0.0, 0.0, size * 0.7)
        case Paragraph(style="small"):
            return Look(SMALL, 0.0, 0.0, SMALL * 0.6)
        case _:
            return Look(size, 0.0, 0.0, size * 0.5)


@lru_cache(maxsize=1024)
def _item(level: int, number: int, continued: bool, size: float) -> Look:
    own = max(size - 2 * min(level, 2), 14.0) if level else size
    hang = 0.0 if continued else BULLET_HANG
    if number:
        hang = max(own * (0.75 + 0.6 * len(str(number))), BULLET_HANG)
    left = BULLET_HANG + min(level, LEVELS) * LEVEL_STEP + max(hang - BULLET_HANG, 0.0)
    before = size * (0.15 if continued else 0.28 if level else 0.42)
    return Look(own, left, hang, before)


def drawn(piece: TextPiece) -> Runs:
    """The runs as they are drawn: leads are bold, a quotation has its marks and its speaker."""
    if isinstance(piece, Paragraph) and piece.style == "lead":
        return tuple(Run(r.text, True, r.italic, r.strike, r.code, r.link, r.tone) for r in piece.runs)
    if isinstance(piece, Quote) and piece.by:
        return (*piece.runs, Run(f"  — {piece.by}"))
    return piece.runs


def piece_height(piece: TextPiece, size: float, width: float) -> float:
    """Height in points without the space above."""
    shape = look(piece, size)
    return height(drawn(piece), shape.size, width - shape.left)
