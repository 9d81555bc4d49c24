"""Native tables: header in the colour of the theme, thin rules between the rows."""

from __future__ import annotations

from presales_tui.documents.drawing.text import Pen, runs_xml
from presales_tui.documents.drawing.xml import emu, escaped, hundredths, xfrm
from presales_tui.documents.look import CELL_X, CELL_Y, FIGURE_BAR, FIGURE_LABEL
from presales_tui.documents.plan import Area, Figures, Run, Runs, Table, plain
from presales_tui.documents.tables import bold

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_NO_LINE = '<a:ln{side} w="0"><a:noFill/></a:ln{side}>'
_RULE = '<a:lnB w="{width}">{fill}</a:lnB>'
_PADDING = f'marL="{emu(CELL_X)}" marR="{emu(CELL_X)}" marT="{emu(CELL_Y)}" marB="{emu(CELL_Y)}"'
_SIDES = "".join(_NO_LINE.format(side=side) for side in ("L", "R", "T"))


def table_xml(area: Area, table: Table, shape_id: int, lang: str, pen: Pen) -> str:
    """The graphic frame of a table."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in table.widths)
    align = [_ALIGN[a] for a in table.align] or ["l"] * len(table.header)
    rows = [_row(tuple(map(bold, table.header)), table.heights[0], align, area.size, lang, pen, header=True)]
    rows += [
        _row(row, high, align, area.size, lang, pen)
        for row, high in zip(table.rows, table.heights[1:], strict=True)
    ]
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
            f'<a:tcPr {_PADDING} anchor="t">{sides}<a:noFill/></a:tcPr></a:tc>'
        )
    row = f'<a:tr h="{emu(area.box.h)}">{"".join(cells)}</a:tr>'
    return _frame(area, shape_id, "; ".join(figure.said for figure in each), columns, row, header=False)


def _frame(area: Area, shape_id: int, label: str, columns: str, rows: str, *, header: bool) -> str:
    first = ' firstRow="1"' if header else ""
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


def _row(
    row: tuple[Runs, ...],
    height: float,
    align: list[str],
    size: float,
    lang: str,
    pen: Pen,
    *,
    header: bool = False,
) -> str:
    fill = "on_head" if header else "text"
    background = pen.fill("head") if header else "<a:noFill/>"
    rule = _RULE.format(width=emu(0.75), fill=pen.fill("rule"))
    cells = []
    for cell, to in zip(row, align, strict=True):
        text = runs_xml(cell, lang, pen, size, fill)
        end = "" if text else f'<a:endParaRPr lang="en-US" sz="{hundredths(size)}"/>'
        cells.append(
            f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{to}"/>{text}{end}</a:p></a:txBody>'
            f'<a:tcPr {_PADDING} anchor="ctr">{_SIDES}{rule}{background}</a:tcPr></a:tc>'
        )
    return f'<a:tr h="{emu(height)}">{"".join(cells)}</a:tr>'
