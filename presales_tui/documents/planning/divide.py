"""Paragraphs in two: at the end of a sentence where there is one, with style, level and speaker kept."""

from __future__ import annotations

from collections.abc import Iterator

from presales_tui.documents.plan import Item, Paragraph, Quote, Run, plain
from presales_tui.documents.planning.look import TextPiece, drawn, look
from presales_tui.documents.planning.metrics import (
    cut_point,
    line_height,
    sentence_end,
    split_runs,
    whole_character,
    wrap,
)

LONGEST = 1200
"""Characters of a paragraph; a longer one is several, or measuring it again and again would take minutes."""

HEADLINE = 40
"""Characters up to which a paragraph in bold is the headline of what follows."""


def manageable(piece: TextPiece) -> Iterator[TextPiece]:
    """The paragraph, or more of them where it is very long."""
    while len(text := plain(piece.runs)) > LONGEST:
        before, after = split_runs(piece.runs, cut_point(text, LONGEST))
        if not before or not after:
            break
        yield _head(piece, before)
        piece = _tail(piece, after)
    yield piece


def announces(piece: TextPiece) -> bool:
    """Whether a paragraph must not be the last of a slide: a lead, a bold line, one that ends in a colon."""
    if isinstance(piece, Paragraph) and piece.style == "lead":
        return True
    text = plain(piece.runs)
    if isinstance(piece, Paragraph) and len(text) <= HEADLINE and all(run.bold for run in piece.runs):
        return True
    return text.endswith((":", "："))


def opens(piece: TextPiece, following: TextPiece | None) -> bool:
    """Whether what follows a point of a list is one below it."""
    return isinstance(piece, Item) and isinstance(following, Item) and following.level > piece.level


def divide(
    piece: TextPiece, size: float, width: float, room: float, *, force: bool
) -> tuple[TextPiece | None, TextPiece | None]:
    """As much of a paragraph as is `room` points high in a column of `width`, and the rest.

    Unless forced it is divided only at the end of a sentence, after two lines at least; (None, None):
    it has to go to the next slide as it is.
    """
    no_cut = (piece, None) if force else (None, None)
    shape = look(piece, size)
    text = plain(drawn(piece))
    lines = int(room / (shape.size * line_height(text)) + 1e-6)
    if force:
        lines = max(lines, 1)
    elif lines < 2:
        return None, None
    ends = wrap(drawn(piece), max((width - shape.left) / shape.size, 1.0))
    if lines >= len(ends):
        return no_cut
    limit = min(ends[lines - 1], len(plain(piece.runs)) - 1)
    if limit < 1:
        return no_cut
    at = cut_point(text, max(whole_character(text, limit), 1)) if force else sentence_end(text, limit)
    if not force and at < limit * 0.4:
        return None, None
    before, after = split_runs(piece.runs, at)
    if not before or not after:
        return no_cut
    return _head(piece, before), _tail(piece, after)


def _head(piece: TextPiece, runs: tuple[Run, ...]) -> TextPiece:
    if isinstance(piece, Item):
        return Item(runs, piece.level, piece.number, piece.check, piece.continued)
    if isinstance(piece, Quote):
        return Quote(runs)
    return Paragraph(runs, piece.style)


def _tail(piece: TextPiece, runs: tuple[Run, ...]) -> TextPiece:
    if isinstance(piece, Item):
        return Item(runs, piece.level, continued=True)
    if isinstance(piece, Quote):
        return Quote(runs, piece.by)
    return Paragraph(runs, piece.style)
