"""What the sample slides of a template tell of layouts without a place for a title: where one stood."""

from __future__ import annotations

from typing import Any

from presales_tui.documents.ooxml.package import Package
from presales_tui.documents.plan import Box
from presales_tui.documents.template.reading import Held, parsed
from presales_tui.documents.template.standing import box_of, filled, snippet

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_LEAST = 20.0
"""Font size from which words on a sample slide are taken for its title."""


def title_told(package: Package, slide: str, width: float, height: float) -> Held | None:
    """The largest words of a sample slide, as a place for titles; None: none are large enough."""
    found: tuple[float, Any, Box] | None = None
    for shape in parsed(package.parts[slide]).iterfind(f"{_P}cSld/{_P}spTree/{_P}sp"):
        box = box_of(shape)
        if box is None or shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is not None:
            continue
        text = "".join(t.text or "" for t in shape.iter(f"{_A}t")).strip()
        sizes = [int(run.get("sz")) / 100 for run in shape.iter(f"{_A}rPr") if run.get("sz")]
        size = max(sizes, default=0.0)
        upright = shape.find(f"{_P}spPr/{_A}xfrm[@rot]") is None
        inside = 0 <= box.x < width and box.y >= 0 and box.y + box.h / 2 < 0.75 * height
        if len(text) > 1 and upright and inside and size >= _LEAST and (found is None or size > found[0]):
            found = size, shape, box
    if found is None:
        return None
    size, shape, box = found
    style = _style(shape, size)
    wide = _widened(box, style, width)
    return Held("title", -1, box, wide, True, wide, filled(shape), style)


def _style(shape: Any, size: float) -> dict[str, str]:
    style = {"sz": str(round(size * 100))}
    paragraph, fill = shape.find(f".//{_A}pPr[@algn]"), shape.find(f".//{_A}rPr/{_A}solidFill")
    if paragraph is not None:
        style["algn"] = paragraph.get("algn")
    if fill is not None and len(fill):
        style["fill"] = snippet(fill[0])
    return style


def _widened(box: Box, style: dict[str, str], width: float) -> Box:
    """Its words were short: the place for others goes on to the edges, the way that it is aligned."""
    margin = 0.06 * width
    high = max(box.h, float(style["sz"]) / 100 * 1.5)
    middle = box.x + box.w / 2
    if style.get("algn") == "ctr" or abs(middle - width / 2) < 0.03 * width:
        half = max(min(middle, width - middle) - margin, box.w / 2)
        return Box(middle - half, box.y, 2 * half, high)
    if style.get("algn") == "r":
        return Box(margin, box.y, box.x + box.w - margin, high)
    return Box(box.x, box.y, max(width - margin - box.x, box.w), high)
