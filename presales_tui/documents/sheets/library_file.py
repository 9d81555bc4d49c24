"""The product library as a file: CSV and XLSX that import again, Markdown to read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from presales_tui.locale import _
from presales_tui.model import scales
from presales_tui.model.capability import Capability
from presales_tui.model.errors import Problem
from presales_tui.model.text import clean, one_line

FORMATS = ("xlsx", "csv", "md")

_COLUMNS = (
    ("ref", "编号", "Ref"),
    ("module", "模块", "Module"),
    ("name", "名称", "Name"),
    ("fit", "匹配", "Fit"),
    ("description", "描述", "Description"),
    ("answer", "标准应答", "Answer"),
    ("limits", "限制", "Limits"),
    ("version", "版本", "Version"),
    ("evidence", "证据", "Evidence"),
    ("synonyms", "同义词", "Synonyms"),
    ("tags", "标签", "Tags"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """Text that no sheet takes for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def library_bytes(library: Iterable[Capability], format_: str, lang: str) -> bytes:
    """The file. A `Problem` if what writes XLSX is not installed."""
    rows = sorted(library, key=lambda c: (c.module, len(c.ref), c.ref))
    header = [zh if lang == "zh" else en for _name, zh, en in _COLUMNS]
    if format_ == "md":
        return _markdown(rows, header, lang).encode()
    table = [header, *([_cell(c, name, lang) for name, _zh, _en in _COLUMNS] for c in rows)]
    return csv_bytes(table) if format_ == "csv" else xlsx_bytes(table, _("Product library"))


def _cell(capability: Capability, name: str, lang: str) -> str:
    value = getattr(capability, name)
    if name == "fit":
        return scales.FIT.label(value, lang)
    return clean(value) if isinstance(value, str) else "、".join(value) if lang == "zh" else ", ".join(value)


def csv_bytes(table: Iterable[Sequence[str]]) -> bytes:
    """CSV as Excel reads it: with a byte order mark, and no cell that is a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([safe(cell) for cell in row] for row in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def xlsx_bytes(table: Sequence[Sequence[str]], title: str) -> bytes:
    """A workbook of one sheet, every cell a text. A `Problem` if openpyxl is missing."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise Problem(_("XLSX needs openpyxl, which is not installed here. Use csv.")) from None
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    for row_number, row in enumerate(table, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(row_number, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", safe(text))[:32767]
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row_number == 1:
                cell.font = Font(bold=True)
    for column in range(1, len(table[0]) + 1):
        longest = max((len(row[column - 1]) for row in table if len(row) >= column), default=8)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest * 1.6, 8), 48)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _markdown(rows: Sequence[Capability], header: Sequence[str], lang: str) -> str:
    """A chapter a module, a heading a capability; it can be imported again."""
    found: list[str] = []
    module: str | None = None
    for c in rows:
        if c.module != module:
            module = c.module
            found.append(f"# {one_line(module) or '-'}")
        found.append(f"## {one_line(c.name)}")
        if c.description:
            found.append(c.description.strip())
        pairs = [
            f"- {label}: {one_line(value)}"
            for (name, _zh, _en), label in zip(_COLUMNS, header, strict=True)
            if name not in ("module", "name", "description") and (value := _cell(c, name, lang))
        ]
        found.append("\n".join(pairs))
    return "\n\n".join(found) + "\n"
