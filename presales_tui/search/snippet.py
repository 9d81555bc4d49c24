"""A piece of a text around what was found in it, with the hits in brackets: readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presales_tui.search.query import Span

BEFORE = 12
"""Characters shown before a hit."""


class Piece(NamedTuple):
    """Some characters, found or not."""

    text: str
    found: bool


def pieces(text: str, spans: Sequence[Span], begin: int, end: int) -> list[Piece]:
    """A stretch of a text, cut where hits begin and end. Hits that overlap are one."""
    found: list[Piece] = []
    at = begin
    for start, stop in _merged(spans):
        start, stop = max(start, at), min(stop, end)
        if start >= stop:
            continue
        if start > at:
            found.append(Piece(text[at:start], False))
        found.append(Piece(text[start:stop], True))
        at = stop
    if at < end:
        found.append(Piece(text[at:end], False))
    return found


def _merged(spans: Sequence[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted((span.start, span.start + span.length) for span in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def snippet(text: str, head: int, spans: Sequence[Span]) -> list[Piece]:
    """Ref and title, then, if a word is only found further on, the text around it."""
    found = pieces(text, spans, 0, head)
    beyond = [span for span in spans if span.start + span.length > head]
    if beyond:
        first = min(span.start for span in beyond)
        begin = max(head + 1, text.rfind("\n", 0, first) + 1, first - BEFORE)
        dots = "…" if begin > head + 1 and text[begin - 1] != "\n" else ""
        stop = text.find("\n", first)
        found.append(Piece(f"  {dots}", False))
        found += pieces(text, spans, begin, len(text) if stop < 0 else stop)
    return one_line(found)


def one_line(found: Sequence[Piece]) -> list[Piece]:
    """The pieces without line ends."""
    return [Piece(piece.text.replace("\n", " "), piece.found) for piece in found]


def in_brackets(found: Sequence[Piece]) -> str:
    """The pieces as one text; hits stand in brackets."""
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in found)
