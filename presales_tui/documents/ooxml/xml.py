"""What every piece of slide XML needs: lengths, escaping, colours, language of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from presales_tui.documents.ooxml.escaping import escape
from presales_tui.documents.plan import Box
from presales_tui.documents.scripts import EAST_ASIAN, Kinds
from presales_tui.model.text import clean

EMU = 12700
"""English Metric Units in a point."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def _kind(char: str) -> str:
    """`E` East Asian, `q` what goes with it inside a text, `l` a letter or the end of a line, `x` other."""
    if char in EAST_ASIAN:
        return "E"
    if char in "“”‘’…—·":
        return "q"
    return "l" if char == "\n" or (char.isascii() and char.isalpha()) or "\u00c0" <= char <= "\u1fff" else "x"


_KINDS = Kinds(_kind)
_SEGMENT = re.compile("E(?:[Eqx]*[Eq])?|[lqx]+")
_CODE_SEGMENT = re.compile("E+|[^E]+")

_SCALE = ContextVar("scale", default=1.0)


@contextmanager
def scaled(factor: float) -> Iterator[None]:
    """Within it every length and font size that is written is multiplied: for very large or small slides."""
    before = _SCALE.set(factor)
    try:
        yield
    finally:
        _SCALE.reset(before)


def emu(points: float) -> int:
    """Points in EMU."""
    return round(points * EMU * _SCALE.get())


def hundredths(points: float) -> int:
    """A font size or a space between paragraphs, in the unit of the file."""
    return round(points * 100 * _SCALE.get())


def escaped(text: str) -> str:
    """Text for XML, in content or in a quoted attribute; control characters are made visible."""
    return escape(clean(text))


def xfrm(box: Box, tag: str = "a") -> str:
    """A rectangle as `a:xfrm` (or `p:xfrm` in a frame)."""
    return (
        f'<{tag}:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></{tag}:xfrm>'
    )


def segments(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Text in pieces of one language: (piece, attributes of its run properties).

    Digits and punctuation between Chinese characters count as Chinese.
    """
    kinds = "" if text.isascii() else text.translate(_KINDS)
    if "E" not in kinds:
        yield text, _ENGLISH
        return
    for found in _SEGMENT.finditer(kinds):
        start, end = found.span()
        piece = text[start:end]
        if kinds[start] == "E" or (lang == "zh" and not any(char.isalpha() for char in piece)):
            yield piece, CHINESE
        else:
            yield piece, _ENGLISH


def code_segments(text: str, _lang: str) -> Iterator[tuple[str, str]]:
    """Code in pieces of East Asian characters and of others, which have fonts of their own."""
    if text.isascii():
        yield text, _ENGLISH
        return
    kinds = text.translate(_KINDS)
    for found in _CODE_SEGMENT.finditer(kinds):
        start, end = found.span()
        yield text[start:end], CHINESE if kinds[start] == "E" else _ENGLISH


CHINESE = 'lang="zh-CN" altLang="en-US"'
_ENGLISH = 'lang="en-US" altLang="zh-CN"'


def colour_map(colours: Mapping[str, str] | None = None, links: str = "") -> str:
    """Which colour of the theme stands for what on a slide: as in the master unless `colours` are given.

    `links` is the colour of the theme for links that shall look like text.
    """
    if colours is None:
        return "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    if links:
        colours = {**colours, "hlink": links, "folHlink": links}
    values = " ".join(f'{name}="{value}"' for name, value in colours.items())
    return f"<p:clrMapOvr><a:overrideClrMapping {values}/></p:clrMapOvr>"


def colour(name: str) -> str:
    """A fill with a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def bullet(level: int, fill: str, size: str = "") -> str:
    """The bullet of a list level (from 0) with a fill (`a:solidFill`) and its size, if that must be said."""
    char = "–" if level % 2 else "•"
    inner = fill.removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")
    return f'<a:buClr>{inner}</a:buClr>{size}<a:buFont typeface="Arial"/><a:buChar char="{char}"/>'
