"""What stands on a layout that is no placeholder: words, pictures, filled shapes, with their places.

Every slide made with the layout shows them, so text keeps clear of words and pictures, and takes a
colour that is seen on the shape or picture that it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from presales_tui.documents.plan import Box, Run
from presales_tui.documents.planning.metrics import text_width

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMU = 12700
_LINE = 1.25
"""Height of a line against its size."""
_FAINT = 40_000
"""Below this share of its strength (thousandths of a percent) a fill or picture is a watermark."""

_THIN = 4.0
"""Points up to which a filled shape is a line."""
_PIECES = 6
_EMBLEM = 40_000.0
"""Square points up to which so many shapes in a group are a logo drawn by hand."""

Kind = Literal["words", "picture", "fill", "line"]


class Standing(NamedTuple):
    """One thing, in points."""

    kind: Kind
    box: Box
    fills: tuple[str, ...] = ()
    """Of a filled shape its colour as DrawingML, or those that it runs through."""
    picture: tuple[str, str] = ("", "")
    """Of a picture the part that shows it, and the id of the relationship there."""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """What of the picture is cut off: left, top, right, bottom, as shares."""
    outline: tuple[tuple[float, float], ...] = ()
    """Of a shape drawn by hand its corners; empty: it fills its box."""


class _Place(NamedTuple):
    """From the coordinates of a group to those of the slide."""

    x: float = 0.0
    y: float = 0.0
    by_x: float = 1.0
    by_y: float = 1.0

    def of(self, box: Box) -> Box:
        return Box(
            self.x + box.x * self.by_x, self.y + box.y * self.by_y, box.w * self.by_x, box.h * self.by_y
        )


def standing(part: str, root: Any) -> list[Standing]:
    """All that stands on a layout, master or slide, from the back to the front."""
    tree = root.find(f"{_P}cSld/{_P}spTree")
    return list(_walk(part, tree, _Place())) if tree is not None else []


def box_of(shape: Any, tag: str = f"{_P}spPr/{_A}xfrm") -> Box | None:
    """Where a shape says that it stands, in points."""
    place = shape.find(tag)
    if place is None or place.find(f"{_A}off") is None or place.find(f"{_A}ext") is None:
        return None
    return _pair(place.find(f"{_A}off"), place.find(f"{_A}ext"))


def _pair(off: Any, ext: Any) -> Box:
    found = ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy"))
    return Box(*(float(part.get(name) or 0) / _EMU for part, name in found))


def _walk(part: str, tree: Any, place: _Place) -> Iterator[Standing]:
    for shape in tree:
        if shape.tag == f"{_P}grpSp":
            inside = list(_walk(part, shape, _inner(shape, place)))
            yield from inside
            box = box_of(shape, f"{_P}grpSpPr/{_A}xfrm")
            if box and sum(each.kind == "fill" for each in inside) >= _PIECES and box.w * box.h < _EMBLEM:
                yield Standing("picture", place.of(box))
        elif shape.tag == f"{_P}cxnSp":
            if box := box_of(shape):
                yield Standing("line", place.of(box))
        elif shape.tag == f"{_P}pic":
            yield from _picture(part, shape, shape.find(f"{_P}blipFill"), place)
        elif shape.tag == f"{_P}graphicFrame":
            if box := box_of(shape, f"{_P}xfrm"):
                yield Standing("words", place.of(box))
        elif shape.tag == f"{_P}sp" and shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is None:
            yield from _shape(part, shape, place)


def _inner(group: Any, outer: _Place) -> _Place:
    place = group.find(f"{_P}grpSpPr/{_A}xfrm")
    names = ("off", "ext", "chOff", "chExt")
    parts = [place.find(f"{_A}{name}") if place is not None else None for name in names]
    if any(each is None for each in parts):
        return outer
    box, inside = _pair(parts[0], parts[1]), _pair(parts[2], parts[3])
    by_x, by_y = box.w / (inside.w or 1), box.h / (inside.h or 1)
    at = outer.of(Box(box.x - inside.x * by_x, box.y - inside.y * by_y, 0, 0))
    return _Place(at.x, at.y, outer.by_x * by_x, outer.by_y * by_y)


def _picture(part: str, shape: Any, fill: Any, place: _Place) -> Iterator[Standing]:
    box = box_of(shape)
    blip = fill.find(f"{_A}blip") if fill is not None else None
    if box is None or blip is None:
        return
    amount = blip.find(f"{_A}alphaModFix")
    if amount is not None and int(amount.get("amt") or 100_000) < _FAINT:
        return
    cut = fill.find(f"{_A}srcRect")
    crop = [int(cut.get(side) or 0) / 100_000 if cut is not None else 0.0 for side in ("l", "t", "r", "b")]
    yield Standing(
        "picture",
        place.of(box),
        picture=(part, blip.get(f"{_R}embed") or ""),
        crop=(crop[0], crop[1], crop[2], crop[3]),
    )


def _shape(part: str, shape: Any, place: _Place) -> Iterator[Standing]:
    box = box_of(shape)
    if box is None:
        return
    props = shape.find(f"{_P}spPr")
    if props.find(f"{_A}blipFill") is not None:
        yield from _picture(part, shape, props.find(f"{_A}blipFill"), place)
    elif filled(shape) and min(box.w, box.h) <= _THIN:
        yield Standing("line", place.of(box))
    elif fills := filled(shape):
        yield Standing("fill", place.of(box), fills, outline=_outline(props, place.of(box)))
    if (shape.findtext(f".//{_A}t") or "").strip():
        yield Standing("words", place.of(_ink(shape, box)))


_FILLS = tuple(f"{_A}{tag}" for tag in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))


def tells_fill(shape: Any) -> bool:
    """Whether a shape says itself what it is filled with, be it with nothing; else its master does."""
    props = shape.find(f"{_P}spPr")
    told = props is not None and any(child.tag in _FILLS for child in props)
    return told or shape.get("useBgFill") is not None or shape.find(f"{_P}style/{_A}fillRef") is not None


def filled(shape: Any) -> tuple[str, ...]:
    """The colours that a shape is filled with; none if it has none, or hardly any; `none`: not a colour."""
    props = shape.find(f"{_P}spPr")
    if props is None or props.find(f"{_A}noFill") is not None:
        return ()
    if shape.get("useBgFill") in ("1", "true"):
        return ()  # it shows the background, whatever its style says
    colours = props.findall(f"{_A}solidFill/*") or props.findall(f"{_A}gradFill/{_A}gsLst/{_A}gs/*")
    if not colours and any(
        props.find(f"{_A}{tag}") is not None for tag in ("pattFill", "grpFill", "blipFill")
    ):
        return ("none",)
    style = shape.find(f"{_P}style/{_A}fillRef")
    if not colours and style is not None and style.get("idx") not in (None, "0"):
        colours = list(style)
    alphas = [colour.find(f"{_A}alpha") for colour in colours]
    if any(alpha is not None and int(alpha.get("val") or 100_000) < _FAINT for alpha in alphas):
        return ()
    return tuple(map(snippet, colours))


def _outline(props: Any, box: Box) -> tuple[tuple[float, float], ...]:
    path = props.find(f"{_A}custGeom/{_A}pathLst/{_A}path")
    if path is None:
        return ()
    wide, high = float(path.get("w") or 0), float(path.get("h") or 0)
    if not wide or not high:
        return ()
    ends = [step.findall(f"{_A}pt")[-1] for step in path if step.find(f"{_A}pt") is not None]
    try:
        return tuple(
            (box.x + float(pt.get("x")) / wide * box.w, box.y + float(pt.get("y")) / high * box.h)
            for pt in ends
        )
    except ValueError:  # a corner that a formula gives
        return ()


def snippet(colour: Any) -> str:
    """A colour as DrawingML without name spaces of its own."""
    from lxml import etree

    return re.sub(r'\sxmlns:\w+="[^"]*"', "", etree.tostring(colour, encoding="unicode", with_tail=False))


def _ink(shape: Any, box: Box) -> Box:
    """Where the words of a shape stand: often far less than the shape."""
    body = shape.find(f"{_P}txBody/{_A}bodyPr")
    turned = shape.find(f"{_P}spPr/{_A}xfrm").get("rot") not in (None, "0")
    if body is None or turned or body.get("vert", "horz") != "horz":
        return box
    wrapped = body.get("wrap") != "none"
    wide = high = 0.0
    align = "l"
    for paragraph in shape.iterfind(f"{_P}txBody/{_A}p"):
        runs = [t.text or "" for t in paragraph.iter(f"{_A}t")]
        sizes = [int(each.get("sz")) / 100 for each in paragraph.iter(f"{_A}rPr") if each.get("sz")]
        size = max(sizes, default=18.0)
        props = paragraph.find(f"{_A}pPr")
        align = props.get("algn", align) if props is not None else align
        bold = any(each.get("b") == "1" for each in paragraph.iter(f"{_A}rPr"))
        long = text_width((Run("".join(runs), bold=bold),)) * size
        lines = max(1, -(-int(long) // max(int(box.w - 12), 1))) if wrapped else 1
        wide = max(wide, min(long, box.w - 12) if wrapped else long)
        high += lines * size * _LINE
    wide, high = wide + 14, high + 7
    at = {"ctr": 0.5, "b": 1.0}.get(body.get("anchor", "t"), 0.0)
    across = {"ctr": 0.5, "r": 1.0}.get(align, 0.0)
    return Box(box.x + (box.w - wide) * across, box.y + (box.h - high) * at, wide, high)
