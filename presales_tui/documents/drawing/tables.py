"""Native tables: header in the colour of the theme, thin rules, stripes, sums set apart."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.documents.drawing.text import TONES, Pen, runs_xml
from presales_tui.documents.ooxml.xml import emu, escaped, hundredths, xfrm
from presales_tui.documents.plan import Area, Figures, Run, Runs, Table, plain
from presales_tui.documents.planning.look import CELL_X, CELL_Y, FIGURE_BAR, FIGURE_LABEL, SCHEDULE_X
from presales_tui.documents.planning.tables import bold, gaps, spans

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_NO_LINE = '<a:ln{side} w="0"><a:noFill/></a:ln{side}>'
_LINE = '<a:ln{side} w="{width}">{fill}</a:ln{side}>'
_SIDES = "".join(_NO_LINE.format(side=side) for side in ("L", "R"))
_NO_TOP = _NO_LINE.format(side="T")
_MANY = 4
"""Rows from which a table is striped."""
_TINT = 14
"""Percent of its tone that the ground of a state has."""


def _padding(across: float = CELL_X, more: float = 0.0) -> str:
    """Of a cell, in the scale of the template; `more`: to the right."""
    x, y = emu(across), emu(CELL_Y)
    return f'marL="{x}" marR="{emu(across + more)}" marT="{y}" marB="{y}"'


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
    rest = "".join(_NO_LINE.format(side=side) for side in ("R", "T", "B"))
    bar = f'<a:lnL w="{emu(FIGURE_BAR)}">{pen.fill("mark")}</a:lnL>'
    ground = pen.fill("stripe") if figures.names else "<a:noFill/>"
    anchor = "ctr" if figures.names else "t"
    cells = []
    for figure in each:
        if not figure.said:
            free = f"{_NO_LINE.format(side='L')}{rest}<a:noFill/>"
            cells.append(
                "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody>"
                f"<a:tcPr {_padding()}>{free}</a:tcPr></a:tc>"
            )
            continue
        value = runs_xml((Run(figure.value, bold=True),), lang, pen, area.size, "lead")
        label = runs_xml((Run(figure.label),), lang, pen, FIGURE_LABEL, "text")
        cells.append(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{value}</a:p><a:p>{label}</a:p></a:txBody>"
            f'<a:tcPr {_padding()} anchor="{anchor}">{bar}{rest}{ground}</a:tcPr></a:tc>'
        )
    row = f'<a:tr h="{emu(area.box.h)}">{"".join(cells)}</a:tr>'
    return _frame(
        area, shape_id, "; ".join(figure.said for figure in each if figure.said), columns, row, header=False
    )


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
    text = len(align) - table.schedule
    begins = [n >= text and bool(plain(cell)) for n, cell in enumerate(table.header)]
    room = [
        f'{_padding(CELL_X, more) if n < text else _padding(SCHEDULE_X)} anchor="ctr"'
        for n, more in enumerate(gaps(table))
    ]
    cells = _Cells(align, room, begins, spans(table), lang, pen)
    found = [cells.row(header, table.heights[0], _Style(size, "on_head", "head"))]
    many = len(table.rows) >= _MANY and not table.schedule
    sums = [_is_sum(row) for row in table.rows]
    for n, (row, high) in enumerate(zip(table.rows, table.heights[1:], strict=True)):
        first = sums[n] and not all(sums) and not (n and sums[n - 1])
        striped = many and n % 2 == 1
        found.append(cells.row(row, high, _Style(size, "text", "stripe" if striped else "", first)))
    return found


def _is_sum(row: tuple[Runs, ...]) -> bool:
    """Whether all that a row says is bold."""
    said = [run for cell in row for run in cell if run.text.strip()]
    return bool(said) and all(run.bold for run in said)


class _Cells(NamedTuple):
    """What the cells of a table have in common."""

    align: list[str]
    room: list[str]
    """Of each column, what its cells keep free around their text."""
    begins: list[bool]
    """Of each column, whether it begins a stretch that the header names."""
    spans: list[int]
    """How many columns each header stands over."""
    lang: str
    pen: Pen

    def row(self, row: tuple[Runs, ...], height: float, style: _Style) -> str:
        """A row of the table."""
        pen = self.pen
        ground = pen.fill(style.background) if style.background else "<a:noFill/>"
        above = _LINE.format(side="T", width=emu(1), fill=pen.fill("mark")) if style.ruled else _NO_TOP
        rule = pen.fill("rule")
        edges = above + _LINE.format(side="B", width=emu(0.75), fill=rule)
        thin = _LINE.format(side="L", width=emu(0.75), fill=rule) + _NO_LINE.format(side="R")
        head = style.background == "head"
        cells = []
        for n, (cell, to) in enumerate(zip(row, self.align, strict=True)):
            said = runs_xml(cell, self.lang, pen, style.size, style.text)
            end = "" if said else f'<a:endParaRPr lang="en-US" sz="{hundredths(style.size)}"/>'
            bar = len(cell) == 1 and cell[0].tone == "bar"
            sides = thin if self.begins[n] and not bar else _SIDES
            under = ground if head else self._under(cell) or ground
            over = self.spans[n] if head else 1
            merged = f' gridSpan="{over}"' if over > 1 else "" if over else ' hMerge="1"'
            cells.append(
                f'<a:tc{merged}><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{to}"/>{said}{end}</a:p>'
                f"</a:txBody><a:tcPr {self.room[n]}>{sides}{edges}{under}</a:tcPr></a:tc>"
            )
        return f'<a:tr h="{emu(height)}">{"".join(cells)}</a:tr>'

    def _under(self, cell: Runs) -> str:
        """The ground of a cell that tells a state, or of a stretch of a bar; empty: that of its row."""
        tone = cell[0].tone if len(cell) == 1 else ""
        if tone == "bar":
            return self.pen.fill(TONES[tone])
        return _tint(self.pen.fill(TONES[tone])) if tone in ("good", "warn", "bad") else ""


def _tint(fill: str) -> str:
    """A colour so thin that text can be read on it."""
    head, name, tail = fill.rpartition("</a:solidFill>")[0].rpartition("/>")
    alpha = f'<a:alpha val="{_TINT * 1000}"/>'
    if not tail:  # a colour without changes of its own
        kind = head[head.rindex("<a:") + 3 :].split(" ", 1)[0]
        return f"{head}>{alpha}</a:{kind}></a:solidFill>"
    return f"{head}{name}{alpha}{tail}</a:solidFill>"
