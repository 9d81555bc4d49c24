"""Native tables: header in the colour of the theme, thin rules, stripes, sums set apart."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.documents.drawing.text import Pen, runs_xml
from presales_tui.documents.ooxml.xml import emu, escaped, hundredths, xfrm
from presales_tui.documents.plan import Area, Figures, Run, Runs, Table, plain
from presales_tui.documents.planning.look import CELL_X, CELL_Y, FIGURE_BAR, FIGURE_LABEL
from presales_tui.documents.planning.tables import bold

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_NO_LINE = '<a:ln{side} w="0"><a:noFill/></a:ln{side}>'
_LINE = '<a:ln{side} w="{width}">{fill}</a:ln{side}>'
_SIDES = "".join(_NO_LINE.format(side=side) for side in ("L", "R"))
_NO_TOP = _NO_LINE.format(side="T")
_MANY = 4
"""Rows from which a table is striped."""


def _padding() -> str:
    """Of a cell, in the scale of the template."""
    x, y = emu(CELL_X), emu(CELL_Y)
    return f'marL="{x}" marR="{x}" marT="{y}" marB="{y}"'


def table_xml(area: Area, table: Table, shape_id: int, lang: str, pen: Pen) -> str:
    """The graphic frame of a table."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in table.widths)
    align = [_ALIGN[a] for a in table.align] or ["l"] * len(table.header)
    rows = _rows(table, align, area.size, lang, pen)
    label = " | ".join(plain(cell) for cell in table.header)
    return _frame(area, shape_id, label, columns, "".join(rows), header=True)


def figures_xml(area: Area, figures: Figures, shape_id: int, lang: str, pen: Pen) -> str:
    """Key figures as a table of one row: each large, with a bar to its left and what it counts below."""
    each = figures.figures
    columns = f'<a:gridCol w="{emu(area.box.w / len(each))}"/>' * len(each)
    bar = f'<a:lnL w="{emu(FIGURE_BAR)}">{pen.fill("mark")}</a:lnL>'
    sides = bar + "".join(_NO_LINE.format(side=side) for side in ("R", "T", "B"))
    cells = []
    for figure in each:
        value = runs_xml((Run(figure.value, bold=True),), lang, pen, area.size, "lead")
        label = runs_xml((Run(figure.label),), lang, pen, FIGURE_LABEL, "text")
        cells.append(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{value}</a:p><a:p>{label}</a:p></a:txBody>"
            f'<a:tcPr {_padding()} anchor="t">{sides}<a:noFill/></a:tcPr></a:tc>'
        )
    row = f'<a:tr h="{emu(area.box.h)}">{"".join(cells)}</a:tr>'
    return _frame(area, shape_id, "; ".join(figure.said for figure in each), columns, row, header=False)


def _frame(area: Area, shape_id: int, label: str, columns: str, rows: str, *, header: bool) -> str:
    first = ' firstRow="1" bandRow="1"' if header else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{shape_id}" name="Table {shape_id}" '
        f'descr="{_whole(escaped(label)[:250])}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        "</p:nvGraphicFramePr>"
        f"{xfrm(area.box, 'p')}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f"<a:tblPr{first}>"
        f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}"
        "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _whole(label: str) -> str:
    """A label cut to a length, without half an XML entity at its end."""
    start = label.rfind("&")
    return label[:start] if start >= 0 and ";" not in label[start:] else label


class _Style(NamedTuple):
    """How the cells of a row look: fills as `Pen.fill` takes them."""

    size: float
    text: str = "text"
    background: str = ""
    """Empty: none."""
    ruled: bool = False
    """Whether there is a rule above, as on a sum."""


def _rows(table: Table, align: list[str], size: float, lang: str, pen: Pen) -> list[str]:
    """Header and rows; every second one of many is striped, and a row in bold is a sum."""
    header = tuple(map(bold, table.header))
    found = [_row(header, table.heights[0], align, _Style(size, "on_head", "head"), lang, pen)]
    many = len(table.rows) >= _MANY
    sums = [_is_sum(row) for row in table.rows]
    for n, (row, high) in enumerate(zip(table.rows, table.heights[1:], strict=True)):
        first = sums[n] and not all(sums) and not (n and sums[n - 1])
        striped = many and n % 2 == 1
        style = _Style(size, "text", "stripe" if striped else "", first)
        found.append(_row(row, high, align, style, lang, pen))
    return found


def _is_sum(row: tuple[Runs, ...]) -> bool:
    """Whether all that a row says is bold."""
    said = [run for cell in row for run in cell if run.text.strip()]
    return bool(said) and all(run.bold for run in said)


def _row(row: tuple[Runs, ...], height: float, align: list[str], style: _Style, lang: str, pen: Pen) -> str:
    background = pen.fill(style.background) if style.background else "<a:noFill/>"
    above = _LINE.format(side="T", width=emu(1), fill=pen.fill("mark")) if style.ruled else _NO_TOP
    below = _LINE.format(side="B", width=emu(0.75), fill=pen.fill("rule"))
    look = f'<a:tcPr {_padding()} anchor="ctr">{_SIDES}{above}{below}{background}</a:tcPr></a:tc>'
    cells = []
    for cell, to in zip(row, align, strict=True):
        text = runs_xml(cell, lang, pen, style.size, style.text)
        end = "" if text else f'<a:endParaRPr lang="en-US" sz="{hundredths(style.size)}"/>'
        said = f'<a:p><a:pPr algn="{to}"/>{text}{end}</a:p>'
        cells.append(f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{said}</a:txBody>{look}")
    return f'<a:tr h="{emu(height)}">{"".join(cells)}</a:tr>'
