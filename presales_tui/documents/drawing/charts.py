"""Native charts: bars that a user can edit in the sheet behind them."""

from __future__ import annotations

from typing import Any

from presales_tui.documents.plan import Chart
from presales_tui.model.text import one_line


def chart_parts(planned: Chart) -> tuple[bytes, bytes]:
    """The part of a horizontal bar chart, the first label at the top, and the sheet behind it."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.package import Package
    from pptx.parts.chart import ChartPart
    from pptx.util import Pt

    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [one_line(label) for label in planned.labels]
    for name, values in planned.stacks or ((planned.title, planned.values),):
        data.add_series(one_line(name), values, number_format="0;;" if planned.stacks else "General")
    kind = XL_CHART_TYPE.BAR_STACKED if planned.stacks else XL_CHART_TYPE.BAR_CLUSTERED
    part: ChartPart = ChartPart.new(kind, data, Package(""))
    chart = part.chart
    chart.font.size = Pt(14)
    chart.has_legend = bool(planned.stacks)
    chart.has_title = True
    chart.chart_title.text_frame.text = one_line(planned.title)
    title = chart.chart_title.text_frame.paragraphs[0].runs[0].font
    title.size, title.bold = Pt(16), True
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
    # A zero carries no label; the parts take the accents of the theme in their order.
    accents = (
        MSO_THEME_COLOR.ACCENT_1,
        MSO_THEME_COLOR.ACCENT_2,
        MSO_THEME_COLOR.ACCENT_3,
        MSO_THEME_COLOR.ACCENT_4,
    )
    for series, colour in zip(plot.series, accents, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.fill.background()
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    (sheet,) = (rel.target_part.blob for rel in part.rels.values())
    return part.blob, sheet
