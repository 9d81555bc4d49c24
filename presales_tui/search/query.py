"""What is searched for: words that must all be there, in any order, each in the text or as initials."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.model.initials import fold, initials, may_be_initials, second_initials

EXACT, START, HEAD, HEAD_INITIALS, BODY, INITIALS = range(6)
"""How good a hit is: the ref itself, where the title begins, in the title, …"""
RANKS = 6


class Query(NamedTuple):
    """Some folded words."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> Query:
        """The words that somebody typed."""
        return cls(tuple(dict.fromkeys(fold(typed).split())))


class Span(NamedTuple):
    """Where a word was found, and how good that is."""

    rank: int
    start: int
    length: int


class Texts(NamedTuple):
    """A text as it is compared: folded, and as first letters of its pinyin, usual and other."""

    folded: str
    first: str
    second: str

    @classmethod
    def of(cls, text: str) -> Texts:
        """The strings of a text."""
        folded = fold(text)
        return cls(folded, initials(folded), second_initials(folded))


def find(word: str, texts: Texts, head: int) -> Span | None:
    """The best place of a word in one record; `None`: it is not in it. `head`: length of ref and title."""
    folded, first, second = texts
    at = folded.find(word)
    if 0 <= at < head:
        return Span(rank_in_head(word, folded, at), at, len(word))
    place = -1
    if may_be_initials(word):
        found = [where for where in (first.find(word), second.find(word)) if where >= 0]
        place = min(found, default=-1)
    if 0 <= place < head:
        return Span(HEAD_INITIALS, place, len(word))
    if at >= 0:
        return Span(BODY, at, len(word))
    return Span(INITIALS, place, len(word)) if place >= 0 else None


def rank_in_head(word: str, folded: str, at: int) -> int:
    """How good a hit in ref and title is; `folded` begins with them."""
    if at == 0:
        rest = folded[len(word) : len(word) + 1]
        return EXACT if not rest.strip() else START
    return START if " " not in folded[: at - 1] and folded[at - 1] == " " else HEAD


def matches(query: Query, text: str, head: int) -> tuple[int, tuple[Span, ...]] | None:
    """How good a record fits (lower is better) and where; `None`: it does not hold all words.

    The plain definition: what an index finds must be what this finds.
    """
    texts = Texts.of(text)
    spans = [find(word, texts, head) for word in query.words]
    good = tuple(span for span in spans if span is not None)
    return (max(span.rank for span in good), good) if good and len(good) == len(spans) else None
