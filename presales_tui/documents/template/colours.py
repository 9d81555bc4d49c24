"""The colours of a template for what no placeholder says: chosen so that they can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from presales_tui.documents.template import Palette

_SCHEME = re.compile(r'schemeClr val="(\w+)"')
_PLAIN = re.compile(r'srgbClr val="(\w{6})"')
_SYSTEM = re.compile(r'lastClr="([0-9A-Fa-f]{6})"')
_CHANGE = re.compile(r'<a:(lumMod|lumOff|tint|shade) val="(\d+)"')
_BARE = re.compile(r"^<a:(\w+) ([^>]*?)/>$")
"""A colour without changes of its own."""
LOST = 2.2
"""Contrast below which text is hardly read."""
_LOST_IN_DARK = 4.0
"""The same for dark text on a dark ground."""
_DEEPER = tuple(f'<a:lumMod val="{share}000"/>' for share in (75, 60, 50))
_BRIGHTER = tuple(f'<a:lumMod val="{share}000"/><a:lumOff val="{100 - share}000"/>' for share in (75, 60, 40))
"""Changes to a colour of the theme, the least first."""
_PRESET = {"black": "000000", "white": "FFFFFF"}


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (RRGGBB), 1 to 21, by the rule of WCAG."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_lost(text: str, ground: str) -> bool:
    """Whether text in a colour that a company has chosen is hardly read on a ground (both RRGGBB).

    Dark on dark is lost sooner than light on a middle colour, though the rule of WCAG holds them for alike.
    """
    dark = _luminance(text) < _luminance(ground) < 0.2
    return contrast(text, ground) < (_LOST_IN_DARK if dark else LOST)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _changed(colour: str, snippet: str) -> str:
    """A colour with what DrawingML says of its brightness: `lumMod`, `lumOff`, `tint`, `shade`."""
    changes = dict(_CHANGE.findall(snippet))
    if not changes:
        return colour
    share = {name: int(value) / 100_000 for name, value in changes.items()}
    hue, light, full = rgb_to_hls(*(int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)))
    light = light * share.get("lumMod", 1.0) + share.get("lumOff", 0.0)
    if "tint" in share:
        light = 1 - (1 - light) * share["tint"]
    light *= share.get("shade", 1.0)
    return "".join(f"{round(value * 255):02X}" for value in hls_to_rgb(hue, min(max(light, 0), 1), full))


def with_change(snippet: str, change: str) -> str:
    """A colour as DrawingML with one more change, such as an alpha."""
    bare = re.sub(_BARE, rf"<a:\1 \2>{change}</a:\1>", snippet)
    return bare if bare != snippet else re.sub(r"(</a:\w+>)$", rf"{change}\1", snippet)


def bright(colour: str) -> bool:
    """Whether a colour (RRGGBB) is light enough to be the text of dark slides."""
    return _luminance(colour) > 0.4


class Colours:
    """The colours of a theme as its master uses them."""

    def __init__(self, theme: str, mapping: Mapping[str, str]) -> None:
        self._theme: dict[str, str] = {}
        for name in ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"):
            found = re.search(rf"<a:{name}>(.*?)</a:{name}>", theme, re.DOTALL)
            inside = found[1] if found else ""
            value = re.search(r'(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"', inside)
            preset = re.search(r'prstClr val="(\w+)"', inside)
            light = name.startswith("lt")
            named = _PRESET.get(preset[1], "") if preset else ""
            self._theme[name] = value[1] if value else named or ("FFFFFF" if light else "000000")
        self._map = mapping

    def of(self, name: str) -> str:
        """RRGGBB of a colour such as `tx1` or `accent2`."""
        return self._theme.get(self._map.get(name, name), "808080")

    def is_lost(self, snippet: str, background: str) -> bool:
        """Whether text of a colour (DrawingML) can hardly be seen on a plain background."""
        return bool(snippet and background) and contrast(self.seen(snippet), self.seen(background)) < 2

    def seen(self, snippet: str) -> str:
        """RRGGBB of a colour as DrawingML, with its changes of brightness."""
        if found := _SCHEME.search(snippet):
            return _changed(self.of(found[1]), snippet)
        found = _PLAIN.search(snippet)
        if found is None and (system := _SYSTEM.search(snippet)):
            return system[1].upper()
        return _changed(found[1].upper(), snippet) if found else self.of("tx1")

    def read_on(self, ground: str) -> str:
        """A colour as DrawingML that is read on a ground (RRGGBB): of the theme, else black or white."""
        best = max(("tx1", "bg1", "tx2"), key=lambda name: contrast(self.of(name), ground))
        if contrast(self.of(best), ground) >= 4.5:
            return f'<a:schemeClr val="{best}"/>'
        plain = max(("000000", "FFFFFF"), key=lambda value: contrast(value, ground))
        return f'<a:srgbClr val="{plain}"/>'


def readable_links(colours: Colours, background: str, mapping: Mapping[str, str]) -> str:
    """The colour of the theme that links must take to be read; empty: their own will do."""
    ground = colours.seen(background) if background else colours.of("bg1")
    if contrast(colours.of("hlink"), ground) >= 3:
        return ""
    names = ("accent1", "accent2", "accent5", "tx2", "tx1")
    best = next((name for name in names if contrast(colours.of(name), ground) >= 4), "tx1")
    return mapping.get(best, best)


def palette(colours: Colours, text: str, background: str) -> Palette:
    """Fills by use; `text` is the colour of body text as DrawingML, `background` that of the slides."""
    ground = colours.seen(background) if background else colours.of("bg1")
    ink = colours.seen(text)

    def first(names: tuple[str, ...], least: float, other: str) -> str:
        for name in names:
            if contrast(colours.of(name), ground) >= least:
                return f'<a:schemeClr val="{name}"/>'
        return other

    def deepened(least: float, other: str) -> str:
        """The first accent as deep (on dark slides: as bright) as it must be to be seen."""
        for change in _DEEPER if _luminance(ground) > 0.2 else _BRIGHTER:
            snippet = f'<a:schemeClr val="accent1">{change}</a:schemeClr>'
            if contrast(colours.seen(snippet), ground) >= least:
                return snippet
        return other

    def signal(on_light: str, on_dark: str) -> str:
        """One of two plain colours that mean the same everywhere; text where neither is read."""
        best = max((on_light, on_dark), key=lambda value: contrast(value, ground))
        return f'<a:srgbClr val="{best}"/>' if contrast(best, ground) >= 4 else text

    dark_ink = _luminance(ink) < 0.4
    softer = '<a:lumMod val="75000"/><a:lumOff val="25000"/>' if dark_ink else '<a:lumMod val="85000"/>'
    muted = with_change(text, softer) if "lum" not in text else text
    head = first(("tx2", "accent1", "accent2"), 3.0, '<a:schemeClr val="accent1"/>')

    panel = "F2F2F2" if dark_ink else "262626"
    return Palette(
        {
            "text": text,
            "muted": muted,
            "lead": first(("accent1", "accent2", "tx2"), 4.5, deepened(4.5, text)),
            "mark": first(("accent1", "accent2"), 3.0, deepened(3.0, text)),
            "good": signal("1B7A4B", "8FDDB4"),
            "fair": signal("8A5A00", "FFD180"),
            "stripe": with_change(text, '<a:alpha val="5000"/>'),
            "warn": '<a:srgbClr val="C0392B"/>' if dark_ink else '<a:srgbClr val="FFB4A2"/>',
            "panel": f'<a:srgbClr val="{panel}"/>',
            "code": f'<a:srgbClr val="{"1F1F1F" if dark_ink else "F2F2F2"}"/>',
            "rule": '<a:srgbClr val="BFBFBF"/>',
            "head": head,
            "on_head": colours.read_on(colours.seen(head)),
        }
    )
