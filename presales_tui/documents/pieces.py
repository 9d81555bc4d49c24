"""A written document as pieces in reading order: what a Markdown and a Word file are both made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from presales_tui.documents.plan import Block
from presales_tui.model.text import one_line


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of a part of the document."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Pairs:
    """Label and value, one pair a row: the head of minutes."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    """Share of each column; empty: all alike."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents, which the word processor fills."""

    levels: int
    hint: str
    """What stands there until it is filled."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Blocks as a deck is made of, with their data lines filled in; in Word files only."""

    blocks: tuple[Block, ...]


Piece = Heading | Pairs | Grid | Prose | NewPage | Contents | Filled

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def escaped(text: str) -> str:
    """A value as plain words of Markdown, in one line."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|#])")
_A_REF = re.compile(r"[A-Z]{2,5}-[A-Z]?\d+")


def said_in(piece: Piece) -> Iterator[tuple[str, str]]:
    """(ref, words) of a piece as they were before they became Markdown; a row of a table each."""
    match piece:
        case Heading(text, _):
            yield "", text
        case Pairs(rows):
            yield "", "\n".join(text for row in rows for text in row)
        case Grid(header, rows, _):
            for row in (header, *rows):
                yield row[0] if row and _A_REF.fullmatch(row[0]) else "", "\n".join(row)
        case Prose(text):
            yield "", _ESCAPED.sub(r"\1", text)
        case Filled():
            raise TypeError("blocks are looked at as the sections that they are made of")
        case _:
            pass


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([_row(header), "|" + " --- |" * len(header), *(_row(row) for row in rows)])


def markdown_text(pieces: Iterable[Piece]) -> str:
    """The pieces as one Markdown text."""
    parts: list[str] = []
    for piece in pieces:
        match piece:
            case Heading(text, level):
                parts.append(f"{'#' * level} {escaped(text)}")
            case Pairs(rows):
                parts.append(_table(("", ""), rows))
            case Grid(header, rows, _):
                parts.append(_table(header, rows))
            case Prose(text):
                parts.append(text.strip("\n"))
            case NewPage() | Contents():
                pass
            case Filled():
                raise TypeError("blocks are written into Word files only")
    return "\n\n".join(part for part in parts if part) + "\n"
