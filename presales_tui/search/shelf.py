"""The shelf: all texts of one client in a few long strings, which are searched as they are.

Python finds a word in a string of millions of characters in a few milliseconds, which is faster than
any structure made of Python objects, needs no words to be told apart (Chinese has none), and is as
large as the texts. The strings are the texts, the texts folded, and the first letters of their pinyin;
all of them run side by side, so that one place is the same in each. Records that were written since
stand beside them and are looked at one by one, until there are many.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from presales_tui.data.ops import Key
from presales_tui.data.place import EndOfLog
from presales_tui.model.initials import fold, has_second, initials, may_be_initials, second_initials
from presales_tui.search.query import (
    BODY,
    EXACT,
    HEAD,
    HEAD_INITIALS,
    INITIALS,
    START,
    Query,
    Texts,
    find,
)
from presales_tui.search.words import Entry

BESIDE = 256
"""So many records may stand beside the strings."""


class Strings(NamedTuple):
    """The texts of many records."""

    text: str
    folded: str
    first: str
    second: str
    """The other first letters, of those records only that have a character with two."""
    starts: array[int]
    """Where each record begins; one more for the end."""
    heads: array[int]
    """Length of ref and title of each."""
    second_places: array[int]
    """The records that `second` is of."""
    second_starts: array[int]
    """Where they begin in it; one more for the end."""


def strings_of(entries: Iterable[Entry]) -> tuple[Strings, list[str], list[str]]:
    """(strings, tables, ids) of some records."""
    tables, ids, texts, seconds = [], [], [], []
    starts, heads, places, second_starts = (array("I") for _string in range(4))
    at = second_at = 0
    for place, entry in enumerate(entries):
        tables.append(entry.table)
        ids.append(entry.id)
        starts.append(at)
        heads.append(entry.head)
        texts.append(entry.text)
        at += len(entry.text) + 1
        if has_second(entry.text):
            second = second_initials(fold(entry.text))
            places.append(place)
            second_starts.append(second_at)
            seconds.append(second)
            second_at += len(second) + 1
    starts.append(at)
    second_starts.append(second_at)
    text = "".join(f"{one}\n" for one in texts)
    folded = fold(text)
    if folded == text:
        folded = text
    second = "".join(f"{one}\n" for one in seconds)
    found = Strings(text, folded, initials(folded), second, starts, heads, places, second_starts)
    return found, tables, ids


class Shelf:
    """The texts of one client as they were at the end of its journal."""

    def __init__(self, end: EndOfLog, strings: Strings, tables: list[str], ids: list[str]) -> None:
        self.end = end
        self.strings = strings
        self.tables = tables
        self.ids = ids
        self.beside: dict[Key, tuple[Entry, Texts]] = {}
        self.gone: set[int] = set()
        """Places of records that are no longer as the strings have them."""
        self._places: dict[Key, int] = {}
        self._seconds = dict(zip(strings.second_places, range(len(strings.second_places)), strict=True))

    @classmethod
    def of(cls, end: EndOfLog, entries: Iterable[Entry]) -> Shelf:
        """A shelf made of the records of a client."""
        return cls(end, *strings_of(entries))

    @property
    def size(self) -> int:
        """Characters that it holds, about."""
        return len(self.strings.text) + sum(len(texts.folded) for _entry, texts in self.beside.values())

    def __len__(self) -> int:
        """How many records it holds."""
        return len(self.ids) - len(self.gone) + len(self.beside)

    # Keeping up

    def update(self, changed: Iterable[tuple[Key, Entry | None]], end: EndOfLog) -> None:
        """Take over what was written since; `None`: the record is gone."""
        self._index()
        for key, entry in changed:
            if (place := self._places.get(key)) is not None:
                self.gone.add(place)
            self.beside.pop(key, None)
            if entry is not None:
                self.beside[key] = entry, Texts.of(entry.text)
        self.end = end
        if max(len(self.beside), len(self.gone)) > BESIDE:
            self.settle()

    def settle(self) -> None:
        """Put what stands beside into the strings."""
        if self.beside or self.gone:
            self.__init__(self.end, *strings_of(list(self.entries())))  # type: ignore[misc]

    def _index(self) -> None:
        if not self._places:
            self._places = {key: at for at, key in enumerate(zip(self.tables, self.ids, strict=True))}

    def entries(self) -> Iterator[Entry]:
        """Every record."""
        for place in range(len(self.ids)):
            if place not in self.gone:
                yield self._entry(place)
        for entry, _texts in self.beside.values():
            yield entry

    def entry(self, key: Key) -> Entry:
        """One record. KeyError if it is not here."""
        if key in self.beside:
            return self.beside[key][0]
        self._index()
        return self._entry(self._places[key])

    def _entry(self, place: int) -> Entry:
        strings = self.strings
        text = strings.text[strings.starts[place] : strings.starts[place + 1] - 1]
        return Entry(self.tables[place], self.ids[place], text, strings.heads[place])

    # Searching

    def search(self, query: Query) -> list[tuple[int, int]]:
        """(rank, place) of every record that holds all words; `key` tells which record a place is."""
        if not query.words:
            return []
        first, *others = sorted(query.words, key=len, reverse=True)
        ranked = self._found(first)
        for word in others:
            before = {place: rank for rank, place in ranked}
            ranked = [(max(rank, before[place]), place) for rank, place in self._ranks(word, before)]
        if self.gone:
            ranked = [pair for pair in ranked if pair[1] not in self.gone]
        for place, (entry, texts) in enumerate(self.beside.values(), len(self.ids)):
            spans = [find(word, texts, entry.head) for word in query.words]
            ranks = [span.rank for span in spans if span is not None]
            if len(ranks) == len(spans):
                ranked.append((max(ranks), place))
        return ranked

    def key(self, place: int) -> Key:
        """(table, id) of the record at a place."""
        if place < len(self.ids):
            return self.tables[place], self.ids[place]
        return list(self.beside)[place - len(self.ids)]

    def _found(self, word: str) -> list[tuple[int, int]]:
        """(rank, place) of the records that hold a word: the strings are gone through once."""
        strings = self.strings
        if not may_be_initials(word):
            starts, heads, folded = strings.starts, strings.heads, strings.folded
            return [
                (
                    BODY
                    if at >= starts[place] + heads[place]
                    else _rank_in_head(word, folded, starts[place], at),
                    place,
                )
                for place, at in _scan(word, folded, starts)
            ]
        # Letters stay as they are in the initials: one scan finds both.
        found = dict(_scan(word, strings.first, strings.starts))
        for at, _where in _scan(word, strings.second, strings.second_starts):
            found.setdefault(strings.second_places[at], -1)
        return list(self._ranks(word, found))

    def _ranks(self, word: str, places: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """(rank, place) of those records that hold the word; as `query.find`, without cutting any out."""
        _text, folded, first, second, starts, heads, _places, second_starts = self.strings
        letters, more, seconds = may_be_initials(word), len(word) - 1, self._seconds
        for place in places:
            begin, end = starts[place], starts[place + 1] - 1
            head = begin + heads[place]
            if not letters:
                if (at := folded.find(word, begin, end)) >= 0:
                    yield (BODY if at >= head else _rank_in_head(word, folded, begin, at)), place
                continue
            # Where the word stands in the text it stands in the initials too.
            at = first.find(word, begin, end)
            if 0 <= at < head:
                literal = folded.find(word, at, min(head + more, end))
                yield (HEAD_INITIALS if literal < 0 else _rank_in_head(word, folded, begin, literal)), place
                continue
            other = seconds.get(place)
            again = -1
            if other is not None:
                again = second.find(word, second_starts[other], second_starts[other + 1] - 1)
                if 0 <= again < second_starts[other] + head - begin:
                    yield HEAD_INITIALS, place
                    continue
            if at >= 0:
                yield (BODY if folded.find(word, at, end) >= 0 else INITIALS), place
            elif again >= 0:
                yield INITIALS, place


def _rank_in_head(word: str, folded: str, begin: int, at: int) -> int:
    """As `query.rank_in_head`, in a long string."""
    if at == begin:
        rest = folded[at + len(word)]
        return EXACT if rest in " \n" else START
    return START if folded[at - 1] == " " and folded.find(" ", begin, at - 1) < 0 else HEAD


def _scan(word: str, string: str, starts: array[int]) -> Iterator[tuple[int, int]]:
    """(number of the record, first place in it) of the records that hold a word in such a string."""
    at = string.find(word)
    while at >= 0:
        place = bisect_right(starts, at) - 1
        yield place, at
        at = string.find(word, starts[place + 1])
