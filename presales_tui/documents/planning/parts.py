"""What stands on a slide before it has a place: texts, rows of a table, lines of code, pictures, columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presales_tui.documents.plan import Block, Chart, Figures, Items, Paragraph, Picture, Quote
from presales_tui.documents.planning.look import TextPiece, look, piece_height
from presales_tui.documents.planning.tables import Fitted

Visual = Picture | Chart


class TextPart:
    """Paragraphs, one under the other."""

    __match_args__ = ("pieces",)

    def __init__(self, pieces: list[TextPiece], height: float) -> None:
        self.pieces = pieces
        self.height = height


class TablePart(NamedTuple):
    """Some rows of a fitted table: from `first` up to, not with, `last`."""

    fitted: Fitted
    first: int
    last: int

    @property
    def height(self) -> float:
        """In points, header included."""
        return self.fitted.header + sum(self.fitted.table.heights[1 + self.first : 1 + self.last])


class CodePart(NamedTuple):
    """Lines of code."""

    lines: list[str]
    language: str
    height: float


class VisualPart(NamedTuple):
    """A picture or chart; its height may still grow."""

    visual: Visual
    height: float


class PicturesPart(NamedTuple):
    """Pictures in rows; their height may still grow."""

    pictures: Sequence[Picture]
    height: float


class FiguresPart(NamedTuple):
    """A strip of key figures."""

    figures: Figures
    height: float


class ColumnsPart(NamedTuple):
    """Two columns, each with parts of its own, one under the other."""

    left: list[TextPart | TablePart | CodePart | VisualPart | PicturesPart | FiguresPart]
    right: list[TextPart | TablePart | CodePart | VisualPart | PicturesPart | FiguresPart]
    height: float


Part = TextPart | TablePart | CodePart | VisualPart | PicturesPart | FiguresPart | ColumnsPart


class Page:
    """What stands on one slide."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.beside: Visual | PicturesPart | None = None
        """Stands to the right of the only part, a text."""
        self.used = 0.0


def pieces_of(block: Block) -> list[TextPiece] | None:
    """The paragraphs of a text block; None: it is no text."""
    match block:
        case Items(items=items):
            return list(items)
        case Paragraph() | Quote():
            return [block]
        case _:
            return None


def text_height(pieces: Sequence[TextPiece], size: float, width: float, spread: float = 1.0) -> float:
    """Height in points of paragraphs one under the other."""
    total = 0.0
    for n, piece in enumerate(pieces):
        total += piece_height(piece, size, width)
        if n:
            total += look(piece, size).before * spread
    return total
