"""The requirement list as a sheet: to work on in Excel or WPS, and to come back as it went.

A cell never begins what a spreadsheet takes for a formula, and the import takes the guard off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.imports.records.form import SheetColumn, guard, text_of
from presales_tui.imports.requirements.columns import COLUMNS
from presales_tui.imports.sheets.markdown import cell_source
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import Scale
from presales_tui.model.text import clean

_INTERNAL = frozenset({"impact"})
"""Columns that are ours alone: what a requirement means for the deal."""
_ALWAYS = frozenset(
    {
        "ref",
        "external_id",
        "module",
        "title",
        "statement",
        "type",
        "priority",
        "status",
        "fit",
        "effort",
        "acceptance",
    }
)
"""Columns that are there also while they are empty."""
MOST_CELL = 32_767
"""Characters of a cell of a workbook, as Excel has it."""


def begin(order: Order) -> Work:
    """Read the requirements. BadInput if there is none."""
    audience: Audience = "internal" if order.variant == "internal" else order.audience
    book = Book.of(order.store, order.opportunity).for_audience(audience)
    requirements = sorted(book.requirements, key=lambda r: (len(r.ref), r.ref))
    if not requirements:
        raise BadInput(_("There is no requirement to export yet."))
    hidden = frozenset() if audience == "internal" else _INTERNAL
    columns = [
        column
        for column in COLUMNS
        if column.name not in hidden
        and (column.name in _ALWAYS or order.format == "xlsx" or _used(column, requirements))
    ]
    lang, format_ = order.lang, order.format
    name = clean(book.opportunity.name)

    def work() -> Made:
        told = _("{n} requirements").format(n=len(requirements))
        if format_ == "xlsx":
            return Made(workbook(requirements, columns, lang, name), told)
        rows = [[clean(text_of(column, r, lang)) for column in columns] for r in requirements]
        header = [column.label(lang) for column in columns]
        return Made(markdown(header, rows) if format_ == "md" else delimited(header, rows), told)

    return work


def _used(column: SheetColumn, requirements: Sequence[Requirement]) -> bool:
    default = text_of(column, Requirement(), "en")
    return any(text_of(column, r, "en") != default for r in requirements)


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
    requirements: Sequence[Requirement], columns: Sequence[SheetColumn], lang: str, name: str
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
    sheet = book.add_worksheet("需求清单" if lang == "zh" else "Requirements")
    legend = book.add_worksheet("图例" if lang == "zh" else "Legend")
    sheet.set_row(0, 24)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.label(lang), head)
    for line, r in enumerate(requirements, 1):
        for at, column in enumerate(columns):
            _write(sheet, line, at, clean(text_of(column, r, lang)), text, quoted, r, column, lang)
    sheet.freeze_panes(1, next((at + 1 for at, c in enumerate(columns) if c.name == "title"), 1))
    sheet.autofilter(0, 0, len(requirements), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _write_legend(legend, sheet, columns, lang, head, text, max(len(requirements) + 200, 500))
    book.close()
    return file.getvalue()


def _write(
    sheet: Any,
    line: int,
    at: int,
    value: str,
    text: Any,
    quoted: Any,
    r: Requirement,
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
