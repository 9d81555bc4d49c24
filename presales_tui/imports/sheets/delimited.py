"""CSV and TSV: the delimiter is found, not asked for."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice

from presales_tui.imports.files import Text
from presales_tui.imports.sheets.table import MOST_CELL, Limits, Table
from presales_tui.locale import _
from presales_tui.model.errors import BadInput

_DELIMITERS = ",;\t|，"
"""In this order where two fit equally well. The last is what a Chinese keyboard types."""
_LOOKED_AT = 64_000
"""Characters that decide on the delimiter."""
_SAMPLE = 200
"""Rows that decide on the delimiter."""


def read_delimited(text: Text, delimiter: str = "") -> Table:
    """The rows of a delimited text. BadInput for a quotation mark that never closes around it all."""
    delimiter = delimiter or find_delimiter(text.text)
    table = Table(text.name)
    limits = Limits(text.name)
    # One above what is read, so that the sentence about a long cell is ours and the limit does not move.
    before = csv.field_size_limit(max(csv.field_size_limit(), len(text.text) + 1, MOST_CELL))
    try:
        reader = csv.reader(_lines(text.text), delimiter=delimiter)
        start = 1
        for cells in reader:
            row = limits.row(start, [_cell(cell) for cell in cells])
            if row is not None:
                table.rows.append(row)
            start = reader.line_num + 1
    except csv.Error:
        raise BadInput(_("{name} cannot be read as a table.").format(name=text.name)) from None
    finally:
        csv.field_size_limit(before)
    return table


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.removesuffix("\n").split("\n")]


def _cell(cell: str) -> str:
    return cell.strip(" \t\u3000\xa0").strip("\n") if cell else cell


def find_delimiter(text: str) -> str:
    """The delimiter whose rows agree most on how wide they are; a comma if none gives columns at all."""
    sample = text[:_LOOKED_AT]
    if len(text) > _LOOKED_AT:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        score = _agreement(sample, delimiter) if delimiter in sample else 0.0
        if score > most * 1.05:
            best, most = delimiter, score
    return best


def _agreement(sample: str, delimiter: str) -> float:
    """The share of the lines that stand in rows of the commonest width above one; wider rows count more.

    Lines, not rows: a cell of many lines, full of another delimiter, is one row of the right one.
    """
    lines: Counter[int] = Counter()
    rows: Counter[int] = Counter()
    reader = csv.reader(_lines(sample), delimiter=delimiter)
    before = every = 0
    try:
        for row in islice(reader, _SAMPLE):
            taken, before = reader.line_num - before, reader.line_num
            if not any(row):
                continue
            every += taken
            # A quotation mark that is left over was opened behind another delimiter.
            if len(row) > 1 and not any(cell.count('"') % 2 for cell in row):
                lines[len(row)] += taken
                rows[len(row)] += 1
    except csv.Error:
        return 0.0
    # Rows of a title or of notes have another width: what counts is how many agree on more than one.
    return max(
        (n / every * min(width, 8) ** 0.25 * rows[width] / (rows[width] + 1) for width, n in lines.items()),
        default=0.0,
    )
