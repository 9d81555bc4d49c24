"""Asks of a text whether it names an internal record by its ref, or quotes one.

A quotation is a sentence or a long clause anywhere in the text, or a short title that is a whole line of
it. What an external record says too is no secret.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from unicodedata import normalize

from presales_tui.documents.book import Book
from presales_tui.documents.scripts import EAST_ASIAN
from presales_tui.locale import _
from presales_tui.model.client import Contact
from presales_tui.model.outline import Section
from presales_tui.model.record import Record

LEAST_EAST_ASIAN = 8
LEAST_OTHER = 18
"""Characters of a sentence from which it is taken for a quotation; shorter ones are found by chance."""
_CLAUSE = (12, 32)
"""The same for a clause of a sentence: East Asian, other."""
_LINE = (5, 10)
"""The same for what fills a line."""
_HEAD = 8
"""Characters by which a quotation is found; none is shorter."""

_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_DASHES = r"\-\u2010-\u2015\u2212"
_NO_WORDS = re.compile(rf"[\s*_`#>|~\"'“”‘’{_DASHES}{_UNSEEN}]+")
_HIDDEN = re.compile(f"[{_UNSEEN}]+")
_REF = re.compile(rf"(?<![a-z])([a-z]{{2,5}})[\s_{_DASHES}]{{0,3}}([a-z]?\d+)")
_END = re.compile(r"[。！？；\n]+|[.!?;]+(?=\s|$)")
_COMMA = re.compile(r"[，、：]|[,:](?=\s)")
_NO_TEXT = frozenset({"id", "ref", "created", "updated", "opportunity", "parent", "pos", "visibility"})
_NOT_OURS = frozenset({"name", "job", "department", "phone", "email", "role", "side", "reports_to"})
"""What a client knows of their own people."""
_OURS = {"issues": ("note",)}
"""Table to fields of an external record that no document for a client shows."""
_ANSWERS = {
    "requirements": ("response", "evidence", "capability", "note"),
    "issues": ("cause", "fix", "workaround"),
    "questions": ("answer",),
    "decisions": ("why", "context"),
    "criteria": ("evidence",),
    "meetings": ("agenda",),
    "trials": ("environment", "end_state"),
}
"""Table to fields that our side writes into an external record: they are judged, as sections are. What
another record of the kind says in the same field, such as one answer to two needs, is no secret there."""

Named = Callable[[str], list[str]]
"""Which internal records a text names or quotes: their refs, or what else they are called by."""


class _Secrets:
    def __init__(self) -> None:
        self.refs: dict[str, str] = {}
        self.lines: dict[str, str] = {}
        self.quotes: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        """The head of a sentence to (the sentence, what is named)."""

    def add(self, texts: Iterable[str], name: str, titles: Iterable[str], open_: str, more: str = "") -> None:
        """What a record says; not what is said openly as well, there or in `more`."""
        for text in texts:
            for quote in _quotes(text):
                if quote not in open_ and quote not in more:
                    self.quotes[quote[:_HEAD]].append((quote, name))
        for title in titles:
            line = squeezed(title)
            if len(line) >= _least(line, _LINE) and line not in open_:
                self.lines[line] = name

    def named(self, text: str) -> list[str]:
        """What a text names or quotes."""
        seen = _HIDDEN.sub("", normalize("NFKC", text)).casefold()
        found = [self.refs[ref] for one in _REF.finditer(seen) if (ref := one[1] + one[2]) in self.refs]
        if self.lines:
            lines = (squeezed(line) for line in text.splitlines())
            found += [self.lines[line] for line in lines if line in self.lines]
        if self.quotes:
            whole = squeezed(text)
            heads = self.quotes
            for at in range(len(whole) - _HEAD + 1):
                for quote, name in heads.get(whole[at : at + _HEAD], ()):
                    if whole.startswith(quote, at):
                        found.append(name)
        return list(dict.fromkeys(found))


def quoting(book: Book, more: Iterable[Record] = ()) -> Named:
    """Asks of a text which internal records of a book it names or quotes.

    `more`: external records that the book does not hold; what they say is no secret either.
    """
    shown = {id(record) for record in _records(book.for_audience("client"))}
    if not _any(book, shown):
        return lambda _text: []
    more = [record for record in more if record.visibility == "external"]
    said = (text for record in more for text in _texts(record, _ANSWERS.get(record.table, ())))
    open_ = squeezed("\n".join((*_open(book, shown), *said)))
    answers = _answers((*more, *(record for record in _records(book) if id(record) in shown)))
    found = _Secrets()
    for record in (*_records(book), *book.private):
        ours = _OURS.get(record.table, ())
        name = record.ref or record.headline
        if id(record) not in shown:
            if record.ref:
                found.refs[squeezed(record.ref)] = record.ref
            titles = [] if isinstance(record, Contact) else [record.headline]
            judged = _ANSWERS.get(record.table, ())
            found.add(_texts(record, judged), name, titles, open_)
            for field in judged:
                found.add([getattr(record, field)], name, (), open_, answers[record.table, field])
        elif ours:
            found.add((getattr(record, field) for field in ours), name, (), open_)
    client, opportunity = book.client, book.opportunity
    notes = _("internal notes on the client")
    found.add([client.notes], notes, client.notes.splitlines(), open_)
    found.add([opportunity.next_step], _("next step"), [opportunity.next_step], open_)
    if client.visibility != "external":
        found.add([client.background], client.name, (), open_)
    if opportunity.visibility != "external":
        found.add([opportunity.summary], opportunity.name, (), open_)
    return found.named


def _any(book: Book, shown: set[int]) -> bool:
    """Whether there is anything that a client may not read."""
    client, opportunity = book.client, book.opportunity
    return bool(
        book.private
        or client.notes.strip()
        or opportunity.next_step.strip()
        or "internal" in (client.visibility, opportunity.visibility)
        or any(id(record) not in shown or record.table in _OURS for record in _records(book))
    )


def _open(book: Book, shown: set[int]) -> Iterator[str]:
    """What is no secret: an external record says it. The sections are what is judged."""
    for record in _records(book):
        if id(record) in shown and not isinstance(record, Section):
            judged = (*_OURS.get(record.table, ()), *_ANSWERS.get(record.table, ()))
            yield from _texts(record, judged)
    client, opportunity = book.client, book.opportunity
    yield client.name
    yield opportunity.name
    if client.visibility == "external":
        yield client.background
    if opportunity.visibility == "external":
        yield opportunity.summary


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


def _answers(records: Iterable[Record]) -> dict[tuple[str, str], str]:
    """What external records say in the fields of `_ANSWERS`, as it is compared."""
    found: dict[tuple[str, str], list[str]] = {(t, f): [] for t, fields in _ANSWERS.items() for f in fields}
    for record in records:
        for field in _ANSWERS.get(record.table, ()):
            found[record.table, field].append(getattr(record, field))
    return {key: squeezed("\n".join(texts)) for key, texts in found.items()}


def _texts(record: Record, without: Iterable[str] = ()) -> Iterator[str]:
    """What a record says in words."""
    skip = {*without, *(_NOT_OURS if isinstance(record, Contact) else ())}
    return (text for name, text in _named_texts(record) if name not in skip)


def _named_texts(record: Record) -> Iterator[tuple[str, str]]:
    for name in record.defaults():
        if name not in _NO_TEXT and isinstance(value := getattr(record, name), str) and value:
            yield name, value


def _quotes(text: str) -> Iterator[str]:
    """Sentences and long clauses, as they are compared."""
    for sentence in _END.split(text):
        whole = squeezed(sentence)
        if len(whole) >= _least(whole, (LEAST_EAST_ASIAN, LEAST_OTHER)):
            yield whole
            clauses = [squeezed(clause) for clause in _COMMA.split(sentence)]
            if len(clauses) > 1:
                yield from (clause for clause in clauses if len(clause) >= _least(clause, _CLAUSE))


def _least(text: str, least: tuple[int, int]) -> int:
    return least[0] if any(map(EAST_ASIAN.__contains__, text)) else least[1]


def squeezed(text: str) -> str:
    """As it is compared: without blanks, marks and what cannot be seen, of one width and one case."""
    return _NO_WORDS.sub("", normalize("NFKC", text)).casefold()
