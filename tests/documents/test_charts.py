"""Native charts: what python-pptx would have made of the same figures, and a sheet that can be edited."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.package import Package
from pptx.parts.chart import ChartPart
from pptx.util import Pt

from presales_tui.documents.drawing.charts import chart_parts
from presales_tui.documents.plan import Chart

PLAIN = Chart("工作量 & <x>", ('甲 "1"', "乙", "丙\x1b"), (1, 2.5, 0))
STACKED = Chart("覆盖", ("A", "乙"), (3, 2), (("标准", (1, 2)), ("二次开发", (2, 0))))
ACCENTS = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2)


def drawn(planned: Chart) -> bytes:
    """The chart as python-pptx draws it."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [label.replace("\x1b", "␛") for label in planned.labels]
    for name, values in planned.stacks or ((planned.title, planned.values),):
        data.add_series(name, values, number_format="0;;" if planned.stacks else "General")
    kind = XL_CHART_TYPE.BAR_STACKED if planned.stacks else XL_CHART_TYPE.BAR_CLUSTERED
    part: ChartPart = ChartPart.new(kind, data, Package(""))
    chart = part.chart
    chart.font.size = Pt(12)
    chart.has_legend = bool(planned.stacks)
    chart.has_title = True
    chart.chart_title.text_frame.text = planned.title
    title = chart.chart_title.text_frame.paragraphs[0].runs[0].font
    title.size, title.bold = Pt(14), True
    plot = chart.plots[0]
    plot.gap_width = 60
    plot.has_data_labels = True
    if planned.stacks:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        plot.overlap = 100
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0;;", False
    else:
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for series, colour in zip(plot.series, ACCENTS, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
        if planned.stacks:
            series.format.fill.fore_color.brightness = 0.4
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.fill.background()
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    return part.blob


def plainly(xml: bytes) -> bytes:
    """Without what is ours on purpose: language of the title, positive names of axes, no leader lines,
    every bar named."""
    xml = re.sub(rb'<a:rPr lang="[^"]*" altLang="[^"]*"', b"<a:rPr", xml)
    xml = re.sub(rb'(<c:(?:axId|crossAx) val=")-', rb"\1", xml)
    xml = xml.replace(b'<c:showLeaderLines val="1"/>', b"").replace(b'<c:delete val="1"/>', b"<c:delete/>")
    xml = xml.replace(b'<c:tickLblSkip val="1"/>', b"")
    xml = re.sub(rb"</a:t></a:r><a:r><a:rPr[^>]*/><a:t>", b"", xml)
    return bytes(etree.tostring(etree.fromstring(xml), method="c14n"))


@pytest.mark.parametrize("chart", [PLAIN, STACKED], ids=["plain", "stacked"])
def test_a_chart_is_what_python_pptx_makes_of_it(chart: Chart) -> None:
    assert plainly(chart_parts(chart)[0]) == plainly(drawn(chart))


def test_the_sheet_behind_holds_the_figures() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(chart_parts(STACKED)[1]))["Sheet1"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "标准", "二次开发"],
        ["A", 1, 2],
        ["乙", 2, 0],
    ]
    assert sheet["C3"].number_format == "0;;"
    plain = openpyxl.load_workbook(io.BytesIO(chart_parts(PLAIN)[1]))["Sheet1"]
    assert [cell.value for cell in plain["A"]] == [None, '甲 "1"', "乙", "丙␛"]
    assert [cell.value for cell in plain["B"]] == ["工作量 & <x>", 1, 2.5, 0]


def test_the_title_says_its_language() -> None:
    assert b'lang="zh-CN" altLang="en-US" sz="1400" b="1"/><a:t>\xe8\xa6\x86' in chart_parts(STACKED)[0]
