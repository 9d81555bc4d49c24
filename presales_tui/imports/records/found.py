"""What is found in a sheet: its header, the fields of its columns, and what becomes of each row."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from presales_tui.imports.sheets.table import Row, Table
from presales_tui.locale import N_
from presales_tui.model.text import one_line

NEW, UPDATED, SAME, MERGED, SECTION, ABOVE, REFUSED = (
    "new", "updated", "same", "merged", "section", "above", "refused",
)  # fmt: skip
OUTCOMES = {
    NEW: N_("new"),
    UPDATED: N_("updated"),
    SAME: N_("unchanged"),
    MERGED: N_("merged"),
    SECTION: N_("group"),
    ABOVE: N_("header"),
    REFUSED: N_("refused"),
}
"""What became of a row, as English messages."""


class Header(NamedTuple):
    """Where the header of a table is, and what it says."""

    first: int
    """Index of its first row in `Table.rows`; -1: there is none."""
    last: int
    """Index of its last row."""
    words: tuple[str, ...]
    """The header of each column, in one line; empty: none."""
    score: int
    """How much of it was recognised; below 2 it is a guess by form alone."""

    @property
    def signature(self) -> str:
        """What a mapping is remembered by. The words of a client are not in it."""
        folded = "\n".join(fold(word) for word in self.words)
        return hashlib.sha256(folded.encode()).hexdigest()[:32]


def fold(word: str) -> str:
    """A header without case, blanks and punctuation around it."""
    return re.sub(r"[\s_*:：\"'“”]+", "", word.casefold().replace("（", "(").replace("）", ")"))


@dataclass
class Mapped:
    """A table with its header, and the field of every column."""

    table: Table
    header: Header
    mapping: list[str]
    taken: bool = True
    """Whether it is imported."""
    remembered: bool = False
    """The mapping is the one that was used last for these headers."""

    def rows(self) -> list[tuple[str, str, str]]:
        """(header, field, first cell) of every column that holds anything, to be shown."""
        body = self.table.rows[self.header.last + 1 :]
        found = []
        for at, name in enumerate(self.mapping):
            example = next((cell for row in body[:50] if (cell := row.cell(at))), "")
            if example or self.header.words[at]:
                found.append((self.header.words[at], name, one_line(example)))
        return found


@dataclass
class Outcome:
    """What becomes of one row."""

    table: str
    line: int
    kind: str
    """A key of `OUTCOMES`."""
    why: str = ""
    """The reason, as a sentence; empty for what needs none."""
    record: Any = None
    """The record that the row is or goes into."""
    was: Any = None
    """What it was before."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """(field, before, after) as text, of an update."""
    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Field of a link to the header and the text of its cell, to be read once all rows are known."""
    said: str = ""
    """What stands in a row that is refused."""


@dataclass
class Draft:
    """A record as a row says it."""

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Field of a column to the text of its cell; also of cells that are empty."""
    notes: list[str] = field(default_factory=list)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Field of a link to the header and the text of its cell."""
    said: list[str] = field(default_factory=list)
    """What a person should know of the row, as sentences without its words."""

    @property
    def words(self) -> str:
        """What it is about, to be told from others by."""
        return str(self.values.get("title", ""))
