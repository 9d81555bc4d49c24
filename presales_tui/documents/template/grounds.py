"""What text stands on in a layout: its background, a filled shape or a picture; as one colour."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from presales_tui.documents.ooxml.package import Package
from presales_tui.documents.plan import Box
from presales_tui.documents.template import PLAIN_MAP
from presales_tui.documents.template.clearing import area, shared
from presales_tui.documents.template.colours import Colours
from presales_tui.documents.template.reading import Drawn, Held, colour_map_of, parsed
from presales_tui.documents.template.standing import Standing, snippet

_NS = {
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WHOLE = 0.95
"""A picture that covers so much lets nothing through."""
_EVEN = 22.0
"""Spread of brightness (of 255) up to which a picture is even."""
_FIRST_BACKGROUND = 1001
"""The number of the first background of a theme."""
_MOST = 0.6
"""Share of a place that a shape must fill to be what its text stands on."""


class Grounds:
    """The grounds of one template."""

    def __init__(self, package: Package, width: float, height: float) -> None:
        self._package = package
        self._slide = Box(0, 0, width, height)
        self._pictures: dict[str, Any] = {}

    def colours_of(self, master: str) -> Mapping[str, str]:
        """The colour map of a master."""
        return colour_map_of(self._package, master) or PLAIN_MAP

    def under(self, drawn: Drawn, box: Box, colours: Colours, held: Held | None = None) -> str:
        """The colour (RRGGBB) that text in a place stands on; empty: it cannot be told.

        `held` is the placeholder that stands there, which may be filled itself.
        """
        if held is not None and held.fills:
            return _shown(held.fills, colours)
        return self._on_top(list(drawn.standing), drawn, box, colours)

    def _on_top(self, standing: list[Standing], drawn: Drawn, box: Box, colours: Colours) -> str:
        """The colour of the uppermost of some things under a place; of a veil with what is behind it."""
        while standing:
            each = standing.pop()
            if each.kind == "fill" and _fills(each, box):
                return _shown(each.fills, colours)
            if each.kind == "picture" and each.picture[1] and area(shared(box, each.box)) > _MOST * area(box):
                colour, share = self._in_picture(each.picture, each.box, each.crop, box)
                if share > _WHOLE or not colour:
                    return colour
                behind = self._on_top(standing, drawn, box, colours)
                return _mixed(colour, share, behind) if behind else ""
        return self._background(drawn, box, colours)

    def _background(self, drawn: Drawn, box: Box, colours: Colours) -> str:
        for part in (drawn.part, drawn.master):
            found = parsed(self._package.parts[part]).find("p:cSld/p:bg", _NS)
            if found is None:
                continue
            blip = found.find("p:bgPr/a:blipFill/a:blip", _NS)
            if blip is not None:
                whole = (0.0, 0.0, 0.0, 0.0)
                of = (part, blip.get(f"{_R}embed") or "")
                colour, share = self._in_picture(of, self._slide, whole, box)
                return colour if share > 0.5 else ""
            paths = ("p:bgPr/a:solidFill/*", "p:bgPr/a:gradFill/a:gsLst/a:gs/*")
            fills: list[Any] = next((each for path in paths if (each := found.findall(path, _NS))), [])
            named = found.find("p:bgRef", _NS)
            if named is not None and len(named):
                return _mean(self._of_theme(drawn.master, named, colours))
            return _mean([colours.seen(snippet(fill)) for fill in fills])
        return colours.of("bg1")

    def _of_theme(self, master: str, named: Any, colours: Colours) -> list[str]:
        """The colours of a background that the theme describes: of a run from one to another all of them."""
        base = colours.seen(snippet(named[0]))
        theme = parsed(self._package.parts[self._package.target(master, "theme")])
        fills = theme.findall(".//a:bgFillStyleLst/*", _NS)
        at = int(named.get("idx") or 0) - _FIRST_BACKGROUND
        steps = fills[at].findall("a:gsLst/a:gs/*", _NS) if 0 <= at < len(fills) else []
        plain = [snippet(step).replace('schemeClr val="phClr"', f'srgbClr val="{base}"') for step in steps]
        return [colours.seen(step) for step in plain] or [base]

    def _in_picture(
        self, of: tuple[str, str], place: Box, crop: tuple[float, float, float, float], box: Box
    ) -> tuple[str, float]:
        """The mean colour of the piece of a picture that a box stands on, and how much of it covers."""
        image = self._picture(*of)
        if image is None or not place.w or not place.h:
            return "", 1.0
        common = shared(box, place)
        left, top, right, bottom = crop
        wide, high = image.size
        across, down = (1 - left - right) * wide / place.w, (1 - top - bottom) * high / place.h
        x, y = left * wide + (common.x - place.x) * across, top * high + (common.y - place.y) * down
        piece = (x, y, max(x + common.w * across, x + 1), max(y + common.h * down, y + 1))
        red, green, blue, alpha = image.resize((1, 1), box=_within(piece, wide, high)).getpixel((0, 0))
        return f"{red:02X}{green:02X}{blue:02X}", alpha / 255

    def is_calm(self, target: str, box: Box) -> bool:
        """Whether a picture (its part) behind a whole slide is even where text stands: no scene, no words."""
        image = self._read(target)
        if image is None:
            return False
        wide, high = image.size[0] / self._slide.w, image.size[1] / self._slide.h
        piece = (box.x * wide, box.y * high, (box.x + box.w) * wide, (box.y + box.h) * high)
        tiles = image.convert("L").resize((16, 8), box=_within(piece, *image.size))
        tones = list(tiles.getdata())
        middle = sum(tones) / len(tones)
        return bool((sum((tone - middle) ** 2 for tone in tones) / len(tones)) ** 0.5 < _EVEN)

    def _picture(self, part: str, rid: str) -> Any:
        """A picture, small; None if it is none that can be read."""
        target = next((rel.target for rel in self._package.rels.get(part, ()) if rel.id == rid), "")
        return self._read(target)

    def _read(self, target: str) -> Any:
        if target not in self._pictures:
            self._pictures[target] = _opened(self._package.parts.get(target, b""))
        return self._pictures[target]


def _shown(fills: tuple[str, ...], colours: Colours) -> str:
    return "" if "none" in fills else _mean([colours.seen(fill) for fill in fills])


def _mixed(colour: str, share: float, behind: str) -> str:
    """A colour that covers a share of another."""
    pairs = [(int(colour[n : n + 2], 16), int(behind[n : n + 2], 16)) for n in (0, 2, 4)]
    return "".join(f"{round(share * over + (1 - share) * under):02X}" for over, under in pairs)


def _mean(colours: list[str]) -> str:
    """The colour in the middle of some; empty: of none."""
    parts = [[int(colour[n : n + 2], 16) for colour in colours] for n in (0, 2, 4)]
    return "".join(f"{sum(part) // len(part):02X}" for part in parts) if colours else ""


def _opened(blob: bytes) -> Any:
    try:
        from PIL import Image
    except ImportError:  # it comes with python-pptx; without it a colour is not told
        return None
    try:
        with Image.open(io.BytesIO(blob)) as image:
            image.draft("RGB", (256, 256))
            image.thumbnail((256, 256))
            return image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _within(
    piece: tuple[float, float, float, float], wide: int, high: int
) -> tuple[float, float, float, float]:
    x, y, right, bottom = piece
    x, y = min(max(x, 0), wide - 1), min(max(y, 0), high - 1)
    return x, y, min(max(right, x + 1), wide), min(max(bottom, y + 1), high)


def _fills(each: Standing, box: Box) -> bool:
    """Whether a shape is under the middle of a place and most of it."""
    if not each.outline:
        return area(shared(box, each.box)) > _MOST * area(box)
    spots = [(x, y) for x in (0.1, 0.5, 0.9) for y in (0.2, 0.5, 0.8)]
    hit = sum(_inside(each.outline, box.x + box.w * x, box.y + box.h * y) for x, y in spots)
    return hit > _MOST * len(spots)


def _inside(outline: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Whether a point is within a polygon."""
    found = False
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found
