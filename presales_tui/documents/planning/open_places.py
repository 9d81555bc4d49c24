"""What the sections of an outline leave to be completed, in words."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.documents.book import Book
from presales_tui.documents.planning.content import Content, open_texts, without_mark
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.planning.tree import Tree
from presales_tui.documents.words import word
from presales_tui.model.outline import Section


class OpenPlace(NamedTuple):
    """A section with something to be completed."""

    section: Section
    texts: tuple[str, ...]
    """What it is: as it stands on the slide, without the words that say it is to be completed."""


def open_places(book: Book, lang: str) -> list[OpenPlace]:
    """In the order of the outline: the sections that the client's deck counts as to be completed."""
    missing = set(plan_deck(book, lang=lang).missing)
    book = book.for_audience("client")
    tree = Tree(book.sections)
    content = Content(book, lang, "client", tree)
    nothing = (word(lang, "missing_body"),)
    return [
        OpenPlace(place.section, tuple(map(without_mark, open_texts(content.body(at)))) or nothing)
        for at, place in enumerate(tree.placed)
        if place.section.id in missing
    ]
