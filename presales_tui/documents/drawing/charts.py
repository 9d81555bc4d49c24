"""Native charts: bars that a user can edit in the sheet behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presales_tui.documents.drawing.chart_sheet import sheet_bytes
from presales_tui.documents.ooxml.xml import HEAD, escaped, segments
from presales_tui.documents.plan import Chart
from presales_tui.model.text import one_line

_CATEGORIES, _VALUES = 2068027336, 2113994440
"""Names of the two axes."""
_NO_ZERO = "0;;"
"""A number format: a part that is zero carries no label."""
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LABELS = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_TICKS = '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
_AXES = (
    f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
    f'<c:delete val="0"/><c:axPos val="l"/>{_TICKS}<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
    f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
    '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:min val="0.0"/></c:scaling><c:delete val="1"/>'
    f'<c:axPos val="b"/>{_TICKS}<c:crossAx val="{_CATEGORIES}"/><c:crosses val="autoZero"/></c:valAx>'
)
"""The first label at the top, every bar with its name; no axis of values, since every bar says its own."""
_ACCENTS = (1, 2, 4, 3)
"""Of the theme, for the parts of a bar."""
_LIGHT = '<a:lumMod val="60000"/><a:lumOff val="40000"/>'
"""The figures stand in the parts of a bar: dark text on light parts can be read in any theme."""
_LEGEND = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
_SHEET = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
"""The first relationship of the part is that of the sheet behind it."""


def chart_parts(planned: Chart) -> tuple[bytes, bytes]:
    """The part of a horizontal bar chart, the first label at the top, and the sheet behind it."""
    labels = [one_line(label) for label in planned.labels]
    rows = planned.stacks or ((planned.title, planned.values),)
    series = [(one_line(name), values) for name, values in rows]
    format_ = _NO_ZERO if planned.stacks else "General"
    if planned.stacks:
        grouping, overlap = "stacked", '<c:overlap val="100"/>'
        told = f'<c:numFmt formatCode="{_NO_ZERO}" sourceLinked="0"/>{_LABELS}'
    else:
        grouping, overlap = "clustered", ""
        told = f'<c:dLblPos val="outEnd"/>{_LABELS}'
    xml = (
        f'{HEAD}<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:chart>{_title(one_line(planned.title))}'
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="{grouping}"/>{"".join(_series(labels, series, format_))}<c:dLbls>{told}</c:dLbls>'
        f'<c:gapWidth val="60"/>{overlap}<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>'
        f'{_AXES}</c:plotArea>{_LEGEND if planned.stacks else ""}<c:dispBlanksAs val="gap"/></c:chart>'
        '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200"/></a:pPr>'
        f'<a:endParaRPr lang="en-US"/></a:p></c:txPr>{_SHEET}</c:chartSpace>'
    )
    return xml.encode(), sheet_bytes(labels, series, format_)


def _title(text: str) -> str:
    runs = "".join(
        f'<a:r><a:rPr {lang} sz="1400" b="1"/><a:t>{escaped(piece)}</a:t></a:r>'
        for piece, lang in segments(text, "zh")
    )
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{runs}</a:p></c:rich></c:tx>"
        '<c:layout/><c:overlay val="0"/></c:title>'
    )


def _series(
    labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], format_: str
) -> Iterator[str]:
    """The parts of the bars, in accents of the theme."""
    last = len(labels) + 1
    light = _LIGHT if len(series) > 1 else ""
    for n, (name, values) in enumerate(series):
        column = chr(ord("B") + n)
        yield (
            f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/>'
            f"<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>{_cache('str', [name])}</c:strRef></c:tx>"
            f'<c:spPr><a:solidFill><a:schemeClr val="accent{_ACCENTS[n % 4]}">{light}'
            "</a:schemeClr></a:solidFill></c:spPr>"
            f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{_cache('str', labels)}</c:strRef></c:cat>"
            f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>"
            f"{_cache('num', [str(value) for value in values], format_)}</c:numRef></c:val></c:ser>"
        )


def _cache(kind: str, values: Sequence[str], format_: str = "") -> str:
    """What stands in some cells of the sheet, so that it need not be opened to draw the chart."""
    points = "".join(f'<c:pt idx="{n}"><c:v>{escaped(value)}</c:v></c:pt>' for n, value in enumerate(values))
    code = f"<c:formatCode>{format_}</c:formatCode>" if format_ else ""
    return f'<c:{kind}Cache>{code}<c:ptCount val="{len(values)}"/>{points}</c:{kind}Cache>'
