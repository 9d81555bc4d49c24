"""The sheet behind a chart: labels down the first column, a column of figures for each series.

The few parts that a workbook must have, written as they are: a library that writes any workbook takes
longer to load than the whole deck takes to draw.
"""

from __future__ import annotations

from collections.abc import Sequence

from presales_tui.documents.ooxml.packing import packed
from presales_tui.documents.ooxml.xml import HEAD, escaped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
}


def sheet_bytes(labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], format_: str) -> bytes:
    """The workbook, its figures in a number format (`General`: as they come)."""
    head = "".join(_text(f"{_column(n)}1", name) for n, (name, _values) in enumerate(series))
    rows = [f'<row r="1">{head}</row>']
    for n, label in enumerate(labels):
        figures = "".join(
            f'<c r="{_column(k)}{n + 2}" s="1"><v>{values[n]}</v></c>'
            for k, (_name, values) in enumerate(series)
        )
        rows.append(f'<row r="{n + 2}">{_text(f"A{n + 2}", label)}{figures}</row>')
    sheet = (
        f'<worksheet xmlns="{_MAIN}"><cols><col min="1" max="1" width="24" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )
    files = {**_FIXED, "xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": _styles(format_)}
    return packed([(name, f"{HEAD}{xml}".encode()) for name, xml in files.items()], frozenset())


def _column(series: int) -> str:
    return chr(ord("B") + series)


def _text(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'


def _styles(format_: str) -> str:
    number = 0 if format_ == "General" else 164
    formats = (
        f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{format_}"/></numFmts>' if number else ""
    )
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    return (
        f'<styleSheet xmlns="{_MAIN}">{formats}'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="2">{plain}<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
