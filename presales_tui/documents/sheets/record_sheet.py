"""Records as a sheet: to work on in Excel or WPS, and to come back as they went.

A cell never begins what a spreadsheet takes for a formula, and the import takes the guard off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from presales_tui.documents.book import Book
from presales_tui.documents.registry import Made
from presales_tui.imports.records.form import Form, SheetColumn, guard, text_of
from presales_tui.imports.sheets.markdown import cell_source
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.record import Record
from presales_tui.model.scales import Scale
from presales_tui.model.text import clean

MOST_CELL = 32_767
"""Characters of a cell of a workbook, as Excel has it."""


def made(
    records: Sequence[Record],
    columns: Sequence[SheetColumn],
    *,
    lang: str,
    format_: str,
    name: str,
    sheet: str,
    told: str,
) -> Made:
    """The sheet in a format: `xlsx`, `csv` or `md`. `name` is of the workbook, `sheet` of the sheet in it."""
    if format_ == "xlsx":
        return Made(workbook(records, columns, lang, name, sheet), told)
    rows = [[clean(text_of(column, r, lang)) for column in columns] for r in records]
    header = [column.label(lang) for column in columns]
    return Made(markdown(header, rows) if format_ == "md" else delimited(header, rows), told)


def check_rows(
    book: Book, records: Sequence[Record], columns: Sequence[SheetColumn], lang: str, screen: str
) -> None:
    """Raise `Leaving`, which names the rows, unless a sheet for the client is clean of what is internal."""
    from presales_tui.documents.gate import Text, check_texts

    rows = (
        Text(r.ref, "\n".join(text_of(column, r, lang) for column in columns), r.id, screen) for r in records
    )
    check_texts(book, rows)


def used(form: Form, column: SheetColumn, records: Sequence[Record]) -> bool:
    """Whether any record says something in a column that a new one does not."""
    default = text_of(column, form.record(), "en")
    return any(text_of(column, r, "en") != default for r in records)


def delimited(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """CSV that Excel opens by itself: UTF-8 with a mark, every formula disarmed."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows([guard(text) for text in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """One table; a line end in a cell is `<br>`. A guard here too: tables are pasted into sheets."""
    lines = [header, ["---"] * len(header), *([cell_source(guard(text)) for text in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()


def workbook(
    records: Sequence[Record], columns: Sequence[SheetColumn], lang: str, name: str, sheet_name: str
) -> bytes:
    """A workbook to work in: a header that stays, filters, widths, lists of values, a legend."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": name, "created": datetime(2000, 1, 1)})
    font = {"font_name": "微软雅黑" if lang == "zh" else "Calibri", "font_size": 10}
    head = book.add_format({**font, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "border": 1,
                            "text_wrap": True, "valign": "vcenter"})  # fmt: skip
    plain = {**font, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    text = book.add_format(plain)
    quoted = book.add_format({**plain, "quote_prefix": True})
    sheet = book.add_worksheet(sheet_name)
    legend = book.add_worksheet("图例" if lang == "zh" else "Legend")
    sheet.set_row(0, 24)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.label(lang), head)
    for line, r in enumerate(records, 1):
        for at, column in enumerate(columns):
            _write(sheet, line, at, clean(text_of(column, r, lang)), text, quoted, r, column, lang)
    sheet.freeze_panes(1, next((at + 1 for at, c in enumerate(columns) if c.name == "title"), 1))
    sheet.autofilter(0, 0, len(records), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _write_legend(legend, sheet, columns, lang, head, text, max(len(records) + 200, 500))
    book.close()
    return file.getvalue()


def _write(
    sheet: Any,
    line: int,
    at: int,
    value: str,
    text: Any,
    quoted: Any,
    r: Record,
    column: SheetColumn,
    lang: str,
) -> None:
    if len(value) >= MOST_CELL:
        raise BadInput(
            _("{ref}: {field} has {n} characters; a cell of a workbook holds {most}. Export as CSV.").format(
                ref=r.ref, field=column.label(lang), n=f"{len(value):,}", most=f"{MOST_CELL:,}"
            )
        )
    # An item of a list is text, and looks like it: no formula begins with a hyphen and a blank.
    shown = value if value.startswith(("- ", "+ ")) else guard(value)
    sheet.write_string(line, at, shown, quoted if shown != value or shown[:1] in "-+" else text)


def _write_legend(
    legend: Any, sheet: Any, columns: Sequence[SheetColumn], lang: str, head: Any, text: Any, last: int
) -> None:
    """The values of every scale, one column a scale: what they are, and where the lists come from."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    write = legend.write_string
    place = 0
    for at, column in enumerate(columns):
        scale: Scale | None = column.scale
        if scale is None:
            continue
        legend.set_column(place, place, 18)
        write(0, place, column.label(lang), head)
        for row, term in enumerate(scale.terms, 1):
            write(row, place, term.label(lang), text)
        top, bottom = (xl_rowcol_to_cell(row, place, True, True) for row in (1, len(scale.terms)))
        name = legend.get_name()
        sheet.data_validation(
            1,
            at,
            last,
            at,
            {
                "validate": "list",
                "source": f"='{name}'!{top}:{bottom}",
                "error_type": "warning",
                "error_title": column.label(lang),
                "error_message": _("Choose a value of the list, or the import keeps it in the note."),
            },
        )
        place += 1
