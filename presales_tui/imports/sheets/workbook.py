"""XLSX through openpyxl, one pass a sheet: values, formats, merged areas, what is hidden.

The file is looked at as a zip first: what it says it unpacks to is limited, and zipfile reads no more
than that. XML with entities is refused by defusedxml, which openpyxl takes when it is installed.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from presales_tui.imports.sheets.table import MOST_MERGES, MOST_TABLES, Limits, Merge, Table
from presales_tui.locale import _, ngettext
from presales_tui.model.errors import BadInput, Problem
from presales_tui.model.text import clean

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_UNPACKED = 160 * 1024 * 1024
"""Bytes of all XML parts; 50,000 rows of thirty filled columns take about half of it."""
MOST_PART_RATIO = 400
"""A part of some MB that shrinks more than this is no sheet: XML of real cells shrinks 10 to 60 times."""
_SMALL = 4 * 1024 * 1024
_MOST_PARTS = 5_000


def read_workbook(data: bytes, name: str) -> list[Table]:
    """The sheets of a workbook, also hidden ones. BadInput if it is none, damaged, or beyond the limits."""
    _check_zip(data, name)
    damaged = BadInput(
        _("{name} is damaged or not a workbook: save it anew in Excel or WPS.").format(name=name)
    )
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise BadInput(_("Workbooks cannot be read here: openpyxl is not installed. Save as CSV.")) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Pictures, charts, macros and links to other files are never opened.
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                if len(book.worksheets) > MOST_TABLES:
                    raise BadInput(
                        _("{name} has more than {most} sheets: cut it into parts.").format(
                            name=name, most=MOST_TABLES
                        )
                    )
                limits = Limits(name)
                return [_table(sheet, limits, name) for sheet in book.worksheets]
            finally:
                book.close()
    except Problem:
        raise
    except MemoryError:
        raise BadInput(_("{name} needs more memory than there is.").format(name=name)) from None
    except Exception:  # noqa: BLE001 - a damaged workbook raises anything from openpyxl, zipfile and expat
        raise damaged from None


def _check_zip(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeDecodeError):
        raise BadInput(
            _("{name} is cut off or damaged: it cannot be opened as a workbook.").format(name=name)
        ) from None
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput(_("{name} is protected with a password: save it without one first.").format(name=name))
    xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
    size = sum(part.file_size for part in xml)
    bomb = any(
        part.file_size > _SMALL and part.file_size > MOST_PART_RATIO * max(part.compress_size, 1)
        for part in xml
    )
    if len(parts) > _MOST_PARTS or size > MOST_UNPACKED or bomb:
        raise BadInput(
            _("{name} unpacks to {size} MB: it is not a sheet that a person keeps.").format(
                name=name, size=max(size // (1024 * 1024), 1)
            )
        )
    if not any(part.filename.startswith("xl/") for part in parts):
        raise BadInput(_("{name} is a zip archive, but not a workbook.").format(name=name))


def _table(sheet: ReadOnlyWorksheet, limits: Limits, name: str) -> Table:
    from openpyxl.worksheet._reader import WorkSheetParser

    table = Table(clean(sheet.title), hidden=sheet.sheet_state != "visible")
    book: Any = sheet.parent
    shown: dict[int, str] = {}

    def shape(style: int) -> str:
        if style not in shown:
            shown[style] = _number_format(book, style)
        return shown[style]

    with sheet._get_source() as source:
        # What iter_rows does inside; it drops the merged areas and hidden rows that the parser has read.
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for line, found in parser.parse():
            row = limits.row(line, _cells(found, shape, limits, line), _is_hidden(parser, line))
            if row is not None:
                table.rows.append(row)
        merges = parser.merged_cells.mergeCell if parser.merged_cells is not None else []
        if len(merges) > MOST_MERGES:
            raise BadInput(
                _("{name} has {n} merged areas in sheet {sheet}; at most {most} are read.").format(
                    name=name, n=f"{len(merges):,}", sheet=table.name, most=f"{MOST_MERGES:,}"
                )
            )
        table.merges = list(_merges(merges))
        hidden = sum(row.hidden for row in table.rows)
        if hidden:
            table.told.append(
                ngettext("{n} hidden row is read too.", "{n} hidden rows are read too.", hidden).format(
                    n=hidden
                )
            )
        columns = _hidden_columns(parser)
        if columns:
            table.told.append(_("Hidden columns are read too: {columns}.").format(columns=", ".join(columns)))
    if table.hidden:
        table.told.append(_("The sheet is hidden."))
    table.rows.sort(key=lambda row: row.line)
    return table


def _is_hidden(parser: Any, line: int) -> bool:
    return str(parser.row_dimensions.get(str(line), {}).get("hidden", "0")) in ("1", "true")


def _hidden_columns(parser: Any) -> list[str]:
    return [
        letter
        for letter, found in list(parser.column_dimensions.items())[:100]
        if str(found.get("hidden", "0")) in ("1", "true")
    ]


def _merges(found: Any) -> Iterator[Merge]:
    from openpyxl.utils.cell import range_boundaries

    for area in found:
        left, top, right, bottom = range_boundaries(str(area.ref))
        if None not in (left, top, right, bottom):
            yield Merge(int(top), int(left) - 1, int(bottom), int(right) - 1)


def _cells(found: list[dict[str, Any]], shape: Any, limits: Limits, line: int) -> list[str]:
    filled = [cell for cell in found if cell["value"] is not None]
    if not filled:
        return []
    width = max(cell["column"] for cell in filled)
    first = min(cell["column"] for cell in filled)
    if width - first >= 16384:
        raise ValueError(width)
    cells = [""] * width
    for cell in filled:
        cells[cell["column"] - 1] = as_seen(cell["value"], shape(int(cell["style_id"] or 0)))
    return cells


def _number_format(book: Any, style: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    try:
        number = book._cell_styles[style].numFmtId
    except IndexError:
        return "General"
    if number < 164:
        return str(BUILTIN_FORMATS.get(number, "General"))
    formats = book._number_formats
    return str(formats[number - 164]) if number - 164 < len(formats) else "General"


def as_seen(value: object, shape: str = "General") -> str:
    """A cell as a person reads it: a date without a midnight, a share as percent, no `.0`."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        if not (value.hour or value.minute or value.second):
            return value.date().isoformat()
        return value.isoformat(" ", "minutes" if not value.second else "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, int | float):
        return _number(float(value), shape) if isinstance(value, float) or "%" in shape else str(value)
    return clean(str(value)).strip(" \t\u3000\xa0").strip("\n")


def _number(value: float, shape: str) -> str:
    plain = shape.split(";")[0].split('"')[0]
    if "%" in plain:
        digits = len(plain.split(".")[1].rstrip("%").strip()) if "." in plain else 0
        exact = round(value * 100, 10)
        return f"{exact:.{digits}f}%" if round(exact, digits) == exact else f"{exact:.15g}%"
    # Fifteen digits is what a workbook keeps: 0.1 + 0.2 is 0.3 in it.
    return f"{value:.15g}"
