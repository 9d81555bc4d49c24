"""The stop before a document leaves the house: nothing that is marked internal is quoted in it.

What the records say is left out of an edition for the client by `Book.for_audience`. This looks at
what people have written themselves: a section or its notes that name an internal record by its ref, or
have a sentence of it, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from presales_tui.documents.book import Book
from presales_tui.documents.plan import Chart, Code, Figures, Picture, Plan, Run, Slide, Table, plain
from presales_tui.documents.planning.parts import pieces_of
from presales_tui.documents.scripts import EAST_ASIAN
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.outline import Section, in_order
from presales_tui.model.record import Record

LEAST_EAST_ASIAN = 8
LEAST_OTHER = 24
"""Characters of a sentence from which it is taken for a quotation; shorter ones are found by chance."""
MOST_NAMED = 6

_UNSEEN = re.compile(r"[\s*_`#>\-\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_SENTENCE = r"[^。！？；\n.!?;]+"
_NO_TEXT = frozenset({"id", "ref", "created", "updated", "opportunity", "parent", "pos", "visibility"})


class Leak(NamedTuple):
    """Something internal on a slide."""

    slide: int
    """From 1."""
    ref: str
    """Of the internal record."""
    in_notes: bool


class Place(NamedTuple):
    """Where something internal stands."""

    section: str
    """Id of the section; empty: none."""
    where: str
    """For a person: `slide 3, notes`."""
    ref: str


class Leaving(Problem):
    """A document for the client says something internal; it was not made."""

    exit_code = 4

    def __init__(self, sentence: str, places: Sequence[Place] = ()) -> None:
        super().__init__(sentence)
        self.places = tuple(places)
        """All of them, to be shown and gone to."""


def leaks(book: Book, plan: Plan) -> list[Leak]:
    """What a plan for the client says of the internal records of its book, in the order of the slides."""
    named = _internal(book)
    found: list[Leak] = []
    for number, slide in enumerate(plan.slides, 1):
        for text, in_notes in ((_said(slide), False), (slide.notes, True)):
            found += [Leak(number, ref, in_notes) for ref in named(text)]
    return found


def _internal(book: Book) -> Callable[[str], list[str]]:
    """Asks of a text which internal records of the book it names or quotes."""
    shown = {id(record) for record in _records(book.for_audience("client"))}
    hidden = [record for record in _records(book) if id(record) not in shown]
    if not hidden and not book.client.notes.strip():
        return lambda _text: []
    # What an external record says too is no secret; the sections are what is judged.
    told = (r for r in _records(book) if id(r) in shown and not isinstance(r, Section))
    open_ = _squeezed("\n".join(text for record in told for text in _texts(record)))
    open_ += _squeezed(f"{book.client.background} {book.opportunity.summary}")
    refs = {record.ref: record.ref for record in hidden if record.ref}
    words = {
        sentence: record.ref or record.headline
        for record in hidden
        for text in _texts(record)
        for sentence in _sentences(text)
        if sentence not in open_
    }
    words |= {s: _("internal notes on the client") for s in _sentences(book.client.notes) if s not in open_}

    def named(text: str) -> list[str]:
        tokens = set(re.findall(r"[A-Z]{2,5}-[A-Z]?\d+", text))
        whole = _squeezed(text)
        found = [ref for ref in refs if ref in tokens]
        found += [ref for sentence, ref in words.items() if sentence in whole]
        return list(dict.fromkeys(found))

    return named


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
    told = [
        (_("slide {n}, notes: {ref}") if leak.in_notes else _("slide {n}: {ref}")).format(
            n=leak.slide, ref=leak.ref
        )
        for leak in found[:MOST_NAMED]
    ]
    if len(found) > MOST_NAMED:
        told.append(_("and {n} more").format(n=len(found) - MOST_NAMED))
    raise Leaving(
        _(
            "Not written: the deck for the client quotes what is internal ({where}). Change the text, "
            "mark the record external, or make an internal edition (--internal)."
        ).format(where="; ".join(told)),
        places,
    )


def check_sections(book: Book, *, notes: bool = False) -> None:
    """Raise `Leaving` unless the titles and bodies that a client may see are clean of what is internal.

    `notes`: the speaker notes as well, where they are in the document.
    """
    sections = in_order(book.for_audience("client").sections)
    said = ((one.section, one.number, one.section.notes if notes else "") for one in sections)
    check_texts(
        book, [(one.id, number, unquote(f"{one.title}\n{one.body}\n{more}")) for one, number, more in said]
    )


def check_texts(book: Book, texts: Iterable[tuple[str, str, str]]) -> None:
    """Raise `Leaving` unless texts are clean of what is internal: (id of a section, number, text)."""
    named = _internal(book)
    places = [
        Place(section, _("section {number}").format(number=number), ref)
        for section, number, text in texts
        for ref in named(text)
    ]
    if not places:
        return
    told = [f"{place.where}: {place.ref}" for place in places]
    if len(told) > MOST_NAMED:
        told[MOST_NAMED:] = [_("and {n} more").format(n=len(told) - MOST_NAMED)]
    raise Leaving(
        _(
            "Not written: the document for the client quotes what is internal ({where}). Change the text, "
            "mark the record external, or make an internal edition (--internal)."
        ).format(where="; ".join(told)),
        places,
    )


def _records(book: Book) -> Iterator[Record]:
    yield from book.sections
    yield from book.requirements
    yield from book.pains
    yield from book.meetings
    yield from book.trials
    yield from book.criteria
    yield from book.issues
    yield from book.actions
    yield from book.commitments
    yield from book.risks
    yield from book.decisions
    yield from book.team


def _texts(record: Record) -> Iterator[str]:
    """What a record says in words."""
    for name in record.defaults():
        if name not in _NO_TEXT:
            value = getattr(record, name)
            if isinstance(value, str):
                yield value


def _sentences(text: str) -> Iterable[str]:
    for found in re.findall(_SENTENCE, text):
        sentence = _squeezed(found)
        if len(sentence) >= (
            LEAST_EAST_ASIAN if any(map(EAST_ASIAN.__contains__, sentence)) else LEAST_OTHER
        ):
            yield sentence


def _squeezed(text: str) -> str:
    """As it is compared: without blanks, marks and what cannot be seen, of one width and one case."""
    return _UNSEEN.sub("", normalize("NFKC", text)).casefold()


def _words(runs: tuple[Run, ...]) -> str:
    """What runs say, and where they lead: an address is read as well."""
    return " ".join([plain(runs), *(unquote(run.link) for run in runs if run.link)])


def _said(slide: Slide) -> str:
    """All that stands on a slide."""
    found = [slide.title, slide.refs_line]
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
