"""Columns of the client's own that no field of ours is for: kept in the note, and columns again in a sheet.

An import keeps such a cell in the note, as `header: text`. Where several records have a line under the same
header, the sheet shows it under that header; what else is in the note stays there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from presales_tui.imports.records.form import Form, SheetColumn
from presales_tui.imports.records.headers import meaning
from presales_tui.model.record import Record
from presales_tui.model.text import cells

R = TypeVar("R", bound=Record)

_SIGN = ": "
_MOST = 24
"""Columns that a sheet gets besides its own."""
_WIDEST = 40
"""Cells of a header."""


def own_columns(form: Form, records: Sequence[R]) -> tuple[tuple[SheetColumn, ...], list[R]]:
    """The columns, and the records without what stands in them."""
    told = [_told(record) for record in records]
    counts = Counter(header for lines in told for header in dict(lines))
    noted = sum(bool(lines) for lines in told)
    found = [
        header
        for header, n in counts.items()
        # Prose has a colon too: one remark is no column.
        if n >= 2 and n * 4 >= noted and not any(meaning(form, header))
    ][:_MOST]
    if not found:
        return (), list(records)
    values: dict[str, dict[str, str]] = {header: {} for header in found}
    left = []
    for record in records:
        note: str = getattr(record, "note", "")
        rest, taken = _apart(note, found)
        for header, text in taken.items():
            values[header][record.id] = text
        change: Any = {"note": rest}
        left.append(replace(record, **change) if taken else record)
    return tuple(_column(header, values[header]) for header in found), left


def _told(record: Record) -> list[tuple[str, str]]:
    """Header and text of the lines of a note that read as a cell kept there."""
    note: str = getattr(record, "note", "")
    return [(head, text) for line in note.split("\n") if (head := _head(line)) and (text := _text(line))]


def _head(line: str) -> str:
    head, sign, text = line.partition(_SIGN)
    sound = sign and text.strip() and head == head.strip() and cells(head) <= _WIDEST and "://" not in head
    return head if sound else ""


def _text(line: str) -> str:
    return line.partition(_SIGN)[2]


def _apart(note: str, headers: Sequence[str]) -> tuple[str, dict[str, str]]:
    """What stays in a note, and the text of each header in it.

    A line that goes on below is left whole, and so is a header that stands there twice: which words
    belong to it cannot be told.
    """
    lines = note.split("\n")
    heads = [_head(line) for line in lines]
    times = Counter(heads)
    rest: list[str] = []
    taken: dict[str, str] = {}
    for at, (line, head) in enumerate(zip(lines, heads, strict=True)):
        alone = at + 1 == len(lines) or heads[at + 1] in headers
        if head in headers and times[head] == 1 and alone:
            taken[head] = _text(line)
        else:
            rest.append(line)
    return "\n".join(rest), taken


def _column(header: str, values: dict[str, str]) -> SheetColumn:
    return SheetColumn(header, header, header, kind="own", width=18, show=partial(_shown, values))


def _shown(values: dict[str, str], record: Any, _lang: str) -> str:
    return values.get(record.id, "")
