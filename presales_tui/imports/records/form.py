"""What a sheet of one kind of record looks like: its columns, and how a cell becomes a value and back.

The same rows make the export, so that what goes out comes in again as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from presales_tui.model.record import Record
from presales_tui.model.scales import Scale
from presales_tui.model.text import one_line

if TYPE_CHECKING:
    from presales_tui.imports.records.found import Draft, Header, Mapped
    from presales_tui.imports.sheets.table import Table

NOTE = "note"
"""The field that keeps what no other field is for; every kind of record with a form has one."""
REFS = "refs"
"""The kind of a column that names other records (see `records.links`)."""
REF = "ref"
"""The kind of a column that names one record of another kind (`SheetColumn.of`)."""
SKIP = "-"
"""In a mapping: leave the column out."""


class SheetColumn(NamedTuple):
    """One column: a field of the record, with the headers that mean it."""

    name: str
    """Field of the record, or what stands for the `fields`."""
    zh: str
    en: str
    words: str = ""
    """Further headers, separated by blanks; `_` stands for a blank inside one."""
    kind: str = "line"
    """`line`, `text`, `scale`, `list`, `flag`, `refs` (of other records), `ref` (of one of another kind), or
    `own`: with `fields`, `show` and `read` of its own."""
    scale: Scale | None = None
    width: int = 12
    """Cells in a workbook."""
    fields: tuple[str, ...] = ()
    """The fields of the record that it stands for; empty: the one of its name. Of `own` columns also none:
    such a column is told in the export, and read together with others."""
    show: Callable[[Any, str], str] | None = None
    """(record, language) to the text of the cell."""
    read: Callable[[str, bool], dict[str, Any] | None] | None = None
    """(text, hint) to the changed values; `None`: it says nothing that we know."""
    hint: Callable[[Iterable[str]], bool] | None = None
    """All words of a column to the hint, where one word alone can be read in two ways."""
    ranks: tuple[str, ...] = ()
    """Codes from the highest down, of a scale that sheets write as 1-4, P0-P3 or ★★★ as well."""
    of: type[Record] | None = None
    """Of which kind the record is that a `ref` names."""
    exact: bool = False
    """Only a header that we know means it, not a longer one with such a word in it."""

    def label(self, lang: str) -> str:
        """Its header."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Form:
    """One kind of record as a sheet."""

    record: type[Record]
    columns: tuple[SheetColumn, ...]
    title: str
    """Title of the change that an import makes (English message)."""
    unlike: str
    """Why a sheet is not taken (English message with `{sheet}`)."""
    nothing: str
    """What is said of a file with nothing to take (English message with `{name}`)."""
    long_text: str
    """The field that a text too long for a title goes into."""
    number: str
    """The field with the number that others know the record by."""
    by_content: tuple[str, ...] = ()
    """Columns of a scale that are also known by what stands in them."""
    firm: frozenset[str] = frozenset()
    """Columns that are what their header says, also if most of their words are not known."""
    masked: frozenset[str] = frozenset()
    """Fields in which secrets and personal data are masked before anything is kept."""
    group: str = ""
    """The field that a heading between the rows or a merged column names; empty: there is none."""
    remembered_as: str = ""
    """What the mappings that were used are kept under."""
    refine: Callable[[Table, Header, list[str]], None] | None = None
    """Last word on the fields of the columns."""
    likely: Callable[[Mapped], bool] | None = None
    """Whether a table without any header that we know holds such records at all."""
    tell: Callable[[Mapped], Iterable[str]] | None = None
    """What a person should know of how a table is read, as sentences."""
    untitled: Callable[[Draft], str] | None = None
    """A title for a row that has none; without it such a row is refused."""
    named_by_rest: bool = False
    """A row without a title is called by the first other text in it, and that is told."""
    settle: Callable[[Draft, Any], None] | None = None
    """Last word on a row, with the record that it was found to be (or None)."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """Fields of a new record that no column says."""

    @cached_property
    def by_name(self) -> dict[str, SheetColumn]:
        """Name to column."""
        return {column.name: column for column in self.columns}

    @property
    def names(self) -> tuple[type[Record], ...]:
        """The other kinds of records that a row may name."""
        return tuple(column.of for column in self.columns if column.of is not None)

    @cached_property
    def own_ref(self) -> re.Pattern[str]:
        """What our own refs of such records look like."""
        return re.compile(rf"{self.record.prefix}-[A-Z]{{0,2}}\d+", re.IGNORECASE)

    @property
    def texts(self) -> tuple[str, str]:
        """The fields that say what the record is."""
        return ("title", self.long_text)

    def default_of(self, column: SheetColumn) -> dict[str, Any]:
        """The fields of a column, as a new record has them."""
        defaults = {**self.record.defaults(), **self.defaults}
        return {name: defaults[name] for name in fields_of(column)}

    def __hash__(self) -> int:
        """By identity: there is one of each kind."""
        return id(self)


_GUARDED = re.compile(r"'+\s*[=+\-@＝＋－＠]")
_DANGEROUS = re.compile(r"'*\s*[=+\-@＝＋－＠]")


def guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what could begin one."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    """What was guarded, as it was; any other text unchanged."""
    return text[1:] if _GUARDED.match(text) else text


def fields_of(column: SheetColumn) -> tuple[str, ...]:
    """The fields of the record that a column stands for."""
    return column.fields if column.kind == "own" else (column.name,)


def text_of(column: SheetColumn, record: Record, lang: str) -> str:
    """The cell of a record's field: labels for codes."""
    if column.show is not None:
        return column.show(record, lang)
    value: Any = getattr(record, column.name)
    if column.kind in ("list", REFS):
        return ", ".join(value)
    if column.kind == "flag":
        return ("是" if lang == "zh" else "yes") if value else ""
    if column.scale is not None:
        return column.scale.label(value, lang)
    return str(value)


def value_of(column: SheetColumn, text: str, hint: bool = False) -> dict[str, Any] | None:
    """The fields that a cell with something in it gives; `None` if it is no value of this column."""
    if column.read is not None:
        return column.read(text, hint)
    if column.kind == "list":
        words = re.split(r"[,，、;；\n]", text)
        return {column.name: tuple(dict.fromkeys(w for word in words if (w := word.strip())))}
    if column.kind == "flag":
        return _flag(column.name, text)
    if column.scale is not None:
        from presales_tui.imports.records.words import code_of

        code = code_of(column.scale, text, medium=hint)
        return {column.name: code} if code else None
    return {column.name: text if column.kind == "text" else one_line(text)}


def hint_of(column: SheetColumn, words: Iterable[str]) -> bool:
    """How the words of a column are to be read where one alone can be read in two ways."""
    if column.hint is not None:
        return column.hint(words)
    # A lone M beside H or L is medium and not must.
    return column.scale is not None and bool({word.strip().casefold() for word in words} & {"h", "l"})


_YES = frozenset(["是", "yes", "y", "true", "1", "√", "✓", "✔", "x", "有"])
_NO = frozenset(["否", "no", "n", "false", "0", "×", "✗", "✘", "-", "无"])


def _flag(name: str, text: str) -> dict[str, Any] | None:
    word = text.strip().casefold()
    return {name: word in _YES} if word in _YES | _NO else None
