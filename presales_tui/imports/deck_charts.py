"""The figures of a chart in a deck, whatever kind of chart it is."""

from __future__ import annotations

from typing import Any

from presales_tui.imports.marking import Piece, marked, table

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def chart_table(chart: Any) -> str:
    """The figures of a chart as a table, its title above.

    Read off the XML: python-pptx knows no three-dimensional charts, stocks or surfaces.
    """
    title = ""
    if chart.has_title and chart.chart_title.has_text_frame:
        title = marked([Piece(chart.chart_title.text_frame.text, bold=True)])
    series = list(chart._chartSpace.iter(f"{_C}ser"))
    if not series:
        return title
    columns = [_points(one, "val", "yVal") for one in series]
    places = sorted({at for column in columns for at in column})
    labels = _points(series[0], "cat", "xVal")
    rows = [["", *(next(iter(_points(one, "tx").values()), "") for one in series)]]
    rows += [
        [labels.get(at, str(at + 1)), *(_figure(column.get(at, "")) for column in columns)] for at in places
    ]
    return "\n\n".join(filter(None, (title, table(rows))))


def _points(series: Any, *names: str) -> dict[int, str]:
    """Place to what stands there, of the first of these parts of a series that there is."""
    part = next((found for name in names if (found := series.find(_C + name)) is not None), None)
    if part is None:
        return {}
    levels = list(part.iter(f"{_C}lvl"))
    points = (levels[0] if levels else part).iter(f"{_C}pt")
    found = {int(point.get("idx", "0")): point.findtext(f"{_C}v") or "" for point in points}
    alone = part.findtext(f"{_C}v")
    return found or ({0: alone} if alone else {})


def _figure(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:
        return text
