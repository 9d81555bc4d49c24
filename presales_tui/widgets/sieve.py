"""Which rows of a list a filter lets through, at the speed of typing: ten thousand rows in a millisecond.

The text of a record is put together once and kept while the record is the same; a query that goes on
from the last one only looks at what that one let through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from presales_tui.model.record import Record

if TYPE_CHECKING:
    from presales_tui.model.filter import Query

_SLICE = 400
"""Rows whose text is put together at a time: a few milliseconds."""


class _Found(NamedTuple):
    """Rows that passed, with the record and the text of each."""

    rows: list[Any]
    records: list[Record]
    texts: list[str]


class Sieve:
    """All rows of a list in their order, and those that the query lets through."""

    def __init__(self, record_of: Callable[[Any], Record | None]) -> None:
        self._record_of = record_of
        self._rows: Sequence[Any] = ()
        self._known: dict[str, tuple[Record, str]] = {}
        """Id of a record to the state and the text that it had then."""
        self._warmed = 0
        """How many rows, from the first on, have been made ready."""
        self._every: _Found | None = None
        """What an empty query finds; `None`: not asked for yet."""
        self._last: tuple[Query, _Found] | None = None
        self.problem = ""
        """What is wrong with the query, in a sentence."""

    def fill(self, rows: Sequence[Any]) -> None:
        """These are the rows now."""
        self._rows = rows
        self._every = self._last = None
        self._warmed = 0

    @property
    def is_warm(self) -> bool:
        """Whether the texts of nearly all rows are there; the others are put together when needed."""
        return len(self._known) >= 0.9 * len(self._rows)

    def warm(self) -> bool:
        """Put the texts of some more rows together; whether any are left."""
        if self.is_warm:
            return False
        end = min(self._warmed + _SLICE, len(self._rows))
        for row in self._rows[self._warmed : end]:
            if (record := self._record_of(row)) is not None:
                self._text(record)
        self._warmed = end
        return end < len(self._rows)

    def sift(self, text: str) -> Sequence[Any]:
        """The rows that a query lets through, in their order."""
        self.problem = ""
        if not text.strip():
            self._last = None
            return self._rows
        from presales_tui.model.filter import parse_filter

        query = parse_filter(text)
        self.problem = query.problem
        found = self._all()
        if self._last is not None and query.narrows(self._last[0]):
            found = self._last[1]
        for term, test in zip(query.terms, query.tests, strict=True):
            if term.op:
                fits = list(map(test, found.records))
            else:
                word = term.value.casefold()
                fits = [(word in one) != term.exclude for one in found.texts]
            found = _Found(*(list(compress(each, fits)) for each in found))
        self._last = (query, found)
        return found.rows

    def _all(self) -> _Found:
        """All rows with a record, and their records and texts."""
        if self._every is None:
            pairs = [(row, record) for row in self._rows if (record := self._record_of(row)) is not None]
            self._every = _Found(
                [row for row, _record in pairs],
                [record for _row, record in pairs],
                [self._text(record) for _row, record in pairs],
            )
        return self._every

    def _text(self, record: Record) -> str:
        """The text of a record."""
        kept = self._known.get(record.id)
        if kept is None or kept[0] is not record:
            from presales_tui.model.filter import text_of

            kept = self._known[record.id] = (record, text_of(record))
        return kept[1]
