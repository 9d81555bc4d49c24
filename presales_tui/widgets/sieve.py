"""Which rows of a list a filter lets through, at the speed of typing: ten thousand rows in a millisecond.

The text of a record is put together once and kept while the record is the same; a query that goes on
from the last one only looks at what that one let through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

from presales_tui.model.record import Record

if TYPE_CHECKING:
    from presales_tui.model.filter import Query

_SLICE = 400
"""Rows whose text is put together at a time: a few milliseconds."""


class Sieve:
    """All rows of a list in their order, and those that the query lets through."""

    def __init__(self, record_of: Callable[[Any], Record | None]) -> None:
        self._record_of = record_of
        self._rows: Sequence[Any] = ()
        self._known: dict[str, tuple[Record, str]] = {}
        """Id of a record to the state and the text that it had then."""
        self._texts: list[str] | None = None
        """The texts of the rows, in their order; `None`: not asked for yet."""
        self._last: tuple[Query, Sequence[Any], list[str] | None] | None = None
        self.problem = ""
        """What is wrong with the query, in a sentence."""

    def fill(self, rows: Sequence[Any]) -> None:
        """These are the rows now."""
        self._rows = rows
        self._texts = self._last = None

    @property
    def is_warm(self) -> bool:
        """Whether the texts of nearly all rows are there; the others are put together when needed."""
        return len(self._known) >= 0.9 * len(self._rows)

    def warm(self, start: int) -> int:
        """Put the texts of some rows together, from a place on; the place to go on at, 0: done."""
        end = min(start + _SLICE, len(self._rows))
        for row in self._rows[start:end]:
            self._text(row)
        return end if end < len(self._rows) else 0

    def sift(self, text: str) -> Sequence[Any]:
        """The rows that a query lets through, in their order."""
        self.problem = ""
        if not text.strip():
            self._last = None
            return self._rows
        from presales_tui.model.filter import parse_filter

        query = parse_filter(text)
        self.problem = query.problem
        rows, texts = self._rows, self._texts
        if self._last is not None and query.narrows(self._last[0]):
            rows, texts = self._last[1:]
        if query.words is None:
            rows, texts = self._tested(rows, query), None
        else:
            if texts is None:
                texts = [self._text(row) for row in rows]
                if rows is self._rows:
                    self._texts = texts
            for word in query.words:
                fits = [word in one for one in texts]
                rows, texts = list(compress(rows, fits)), list(compress(texts, fits))
        self._last = (query, rows, texts)
        return rows

    def _tested(self, rows: Sequence[Any], query: Query) -> list[Any]:
        pairs = [(row, record) for row in rows if (record := self._record_of(row)) is not None]
        for test in query.tests:
            pairs = [pair for pair in pairs if test(pair[1])]
        return [row for row, _record in pairs]

    def _text(self, row: Any) -> str:
        """The text of a row; one without a record has none, and no word is found in it."""
        record = self._record_of(row)
        if record is None:
            return ""
        kept = self._known.get(record.id)
        if kept is None or kept[0] is not record:
            from presales_tui.model.filter import text_of

            kept = self._known[record.id] = (record, text_of(record))
        return kept[1]
