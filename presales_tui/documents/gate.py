"""The stop before a document leaves the house: nothing that is marked internal is quoted in it.

What the records say is left out of an edition for the client by `Book.for_audience`. This looks at
what people have written themselves: a section or its notes, a line of minutes, an answer that name an
internal record by its ref, or have a sentence of it, word for word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from presales_tui.documents.book import Book
from presales_tui.documents.internal import quoting
from presales_tui.documents.plan import Chart, Code, Figures, Picture, Plan, Run, Slide, Table, plain
from presales_tui.documents.planning.parts import pieces_of
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.outline import in_order
from presales_tui.model.record import Record

if TYPE_CHECKING:
    from presales_tui.documents.pieces import Piece

MOST_NAMED = 6


class Leak(NamedTuple):
    """Something internal on a slide."""

    slide: int
    """From 1."""
    ref: str
    """Of the internal record."""
    in_notes: bool


class Place(NamedTuple):
    """Where something internal stands."""

    at: str
    """Id of the record that says it, such as a section; empty: none."""
    where: str
    """For a person: `slide 3, notes`."""
    ref: str
    screen: str = "outline"
    """Where that record is shown."""


class Text(NamedTuple):
    """A text of a document for the client, and where it stands."""

    where: str
    """For a person: `section 2.1`, `MTG-003, line 7`."""
    text: str
    at: str = ""
    """See `Place`."""
    screen: str = "outline"


class Leaving(Problem):
    """A document for the client says something internal; it was not made."""

    exit_code = 4

    def __init__(self, sentence: str, places: Sequence[Place] = ()) -> None:
        super().__init__(sentence)
        self.places = tuple(places)
        """All of them, to be shown and gone to."""


def where_told(places: Sequence[Place]) -> str:
    """The first of some places in words, and how many more there are."""
    told = [f"{place.where}: {place.ref}" for place in places]
    if len(told) > MOST_NAMED:
        told[MOST_NAMED:] = [_("and {n} more").format(n=len(told) - MOST_NAMED)]
    return "; ".join(told)


def leaks(book: Book, plan: Plan) -> list[Leak]:
    """What a plan for the client says of the internal records of its book, in the order of the slides."""
    named = quoting(book)
    found: list[Leak] = []
    before, known = "", set[str]()
    for number, slide in enumerate(plan.slides, 1):
        body = _body(slide)
        here = named("\n".join((slide.title, slide.refs_line, body)))
        # A sentence may begin on one slide and end on the next.
        across = [ref for ref in named(before + body) if ref not in known and ref not in here]
        found += [Leak(number, ref, in_notes=False) for ref in (*here, *across)]
        found += [Leak(number, ref, in_notes=True) for ref in named(slide.notes)]
        before, known = body, {*here, *across}
    return found


def check(book: Book, plan: Plan) -> None:
    """Raise `Leaving`, which names what is internal and where, unless a plan for the client is clean."""
    found = leaks(book, plan)
    if not found:
        return
    places = [
        Place(
            plan.slides[leak.slide - 1].section_id,
            (_("slide {n}, notes") if leak.in_notes else _("slide {n}")).format(n=leak.slide),
            leak.ref,
        )
        for leak in found
    ]
    raise Leaving(
        _(
            "Not written: the deck for the client quotes what is internal ({where}). Change the text, "
            "mark the record external, or make an internal edition (--internal)."
        ).format(where=where_told(places)),
        places,
    )


def check_sections(book: Book, *, notes: bool = False) -> None:
    """Raise `Leaving` unless the titles and bodies that a client may see are clean of what is internal.

    `notes`: the speaker notes as well, where they are in the document.
    """
    sections = in_order(book.for_audience("client").sections)
    said = ((one.section, one.number, one.section.notes if notes else "") for one in sections)
    texts = (
        Text(
            _("section {number}").format(number=number),
            unquote(f"{one.title}\n{one.body}\n{more}"),
            one.id,
        )
        for one, number, more in said
    )
    check_texts(book, texts)


def check_pieces(book: Book, pieces: Iterable[Piece], more: Iterable[Record] = ()) -> None:
    """Raise `Leaving` unless a written document for the client is clean; see `check_texts`."""
    check_texts(book, _texts(pieces), more)


def _texts(pieces: Iterable[Piece]) -> Iterator[Text]:
    """What stands in a document, row by row of its tables, under its headings."""
    from presales_tui.documents.pieces import Heading, said_in

    heading = ""
    for piece in pieces:
        if isinstance(piece, Heading):
            heading = piece.text
        for ref, text in said_in(piece):
            yield Text(", ".join(part for part in (heading, ref) if part), unquote(text))


def check_texts(book: Book, texts: Iterable[Text], more: Iterable[Record] = ()) -> None:
    """Raise `Leaving` unless texts are clean of what is internal.

    `more`: records that the document shows and the book does not hold; what they say is no secret.
    """
    named = quoting(book, more)
    places = [Place(one.at, one.where, ref, one.screen) for one in texts for ref in named(one.text)]
    if not places:
        return
    raise Leaving(
        _(
            "Not written: the document for the client quotes what is internal ({where}). Change the text, "
            "mark the record external, or make an internal edition (--internal)."
        ).format(where=where_told(places)),
        places,
    )


def _words(runs: tuple[Run, ...]) -> str:
    """What runs say, and where they lead: an address is read as well."""
    return " ".join([plain(runs), *(unquote(run.link) for run in runs if run.link)])


def _body(slide: Slide) -> str:
    """All that stands on a slide below its title."""
    found: list[str] = []
    for block in slide.blocks:
        pieces = pieces_of(block)
        if pieces is not None:
            found += [_words(piece.runs) for piece in pieces]
        elif isinstance(block, Table):
            found += [_words(cell) for row in (block.header, *block.rows) for cell in row]
        elif isinstance(block, Code):
            found += block.lines
        elif isinstance(block, Picture):
            found.append(block.label)
        elif isinstance(block, Chart):
            found += [block.title, *block.labels]
        elif isinstance(block, Figures):
            found += [each.said for each in block.figures]
    return "\n".join(found)
