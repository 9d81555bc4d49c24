"""What every reader of sheets gives: named tables, rows of text, and where each row stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from presales_tui.locale import _
from presales_tui.model.errors import BadInput

MOST_ROWS = 50_000
"""Rows of one file that hold anything; a store is made for as many records, not for a data dump."""
MOST_COLUMNS = 512
"""Columns of one table."""
MOST_CELL = 100_000
"""Characters of one cell; Excel itself ends at 32,767."""
MOST_MERGES = 20_000
"""Merged areas of one sheet."""
MOST_TABLES = 200
"""Sheets of one file."""


class Row(NamedTuple):
    """One row as text."""

    line: int
    """Its row in the sheet, or its line in the file, from 1."""
    cells: tuple[str, ...]
    """Clean text, trimmed, `\\n` for a line end inside; without empty cells at the end."""
    hidden: bool = False
    """Hidden in the workbook."""

    def cell(self, column: int) -> str:
        """The text of a column, empty beyond the last one."""
        return self.cells[column] if column < len(self.cells) else ""


class Merge(NamedTuple):
    """A merged area: rows as lines, columns from 0, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Table:
    """One sheet of a workbook, one table or list of a document, or the whole of a CSV file."""

    name: str
    rows: list[Row] = field(default_factory=list)
    """Those that hold anything, in their order."""
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    """A hidden sheet."""
    told: list[str] = field(default_factory=list)
    """What a person should know of how it was read, as sentences."""
    header: int | None = None
    """Lines of the header where the form itself says it (Markdown, ReqIF); `None`: to be found."""

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def cells(self) -> int:
        """Cells that are not empty."""
        return sum(1 for row in self.rows for cell in row.cells if cell)


@dataclass
class Tables:
    """A file as tables."""

    name: str
    form: str
    """`csv`, `tsv`, `xlsx`, `md` or `reqif`."""
    tables: list[Table]
    encoding: str = ""
    """Of a text file."""

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables)

    def find(self, names: list[str]) -> list[Table]:
        """The tables that are named, or numbered from 1. BadInput if one is not there."""
        found = []
        for wanted in names:
            number = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0
            here = [table for table in self.tables if table.name.casefold() == wanted.casefold()]
            if not here and 0 < number <= len(self.tables):
                here = [self.tables[number - 1]]
            if not here:
                raise BadInput(
                    _("There is no sheet {wanted} in {name}; there are: {sheets}.").format(
                        wanted=wanted, name=self.name, sheets=", ".join(table.name for table in self.tables)
                    )
                )
            found += here
        return found


class Limits:
    """Counts what was read of one file, and refuses what is no sheet that people keep."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows = 0

    def row(self, line: int, cells: list[str], hidden: bool = False) -> Row | None:
        """A row within the limits; `None` if there is nothing in it. BadInput beyond them."""
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return None
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise BadInput(
                _("{name} has more than {most} rows: cut it into parts.").format(
                    name=self._name, most=f"{MOST_ROWS:,}"
                )
            )
        if len(cells) > MOST_COLUMNS:
            raise BadInput(
                _("{name} has more than {most} columns in row {line}: it is not a list of records.").format(
                    name=self._name, most=MOST_COLUMNS, line=line
                )
            )
        longest = max(map(len, cells))
        if longest > MOST_CELL:
            raise BadInput(
                _("{name} has a cell of {n} characters in row {line}; at most {most} are read.").format(
                    name=self._name, n=f"{longest:,}", line=line, most=f"{MOST_CELL:,}"
                )
            )
        return Row(line, tuple(cells), hidden)
