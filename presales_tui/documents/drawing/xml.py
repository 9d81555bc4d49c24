"""What every piece of slide XML needs: lengths, escaping, colours, language of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from presales_tui.documents.plan import Box
from presales_tui.model.text import clean

EMU = 12700
"""English Metric Units in a point."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)

_EAST_ASIAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_SEGMENT = re.compile(
    rf"[{_EAST_ASIAN}](?:[^A-Za-z\n\u00c0-\u1fff]*[{_EAST_ASIAN}“”‘’…—·])*|[^{_EAST_ASIAN}]+"
)
_HAS_EAST_ASIAN = re.compile(f"[{_EAST_ASIAN}]")


def emu(points: float) -> int:
    """Points in EMU."""
    return round(points * EMU)


def escaped(text: str) -> str:
    """Text for XML, in content or in a quoted attribute; control characters are made visible."""
    return escape(clean(text), {'"': "&quot;"})


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
    if not _HAS_EAST_ASIAN.search(text):
        yield text, _ENGLISH
        return
    for found in _SEGMENT.finditer(text):
        piece = found[0]
        if _HAS_EAST_ASIAN.match(piece) or (lang == "zh" and not any(char.isalpha() for char in piece)):
            yield piece, _CHINESE
        else:
            yield piece, _ENGLISH


_CHINESE = 'lang="zh-CN" altLang="en-US"'
_ENGLISH = 'lang="en-US" altLang="zh-CN"'


def colour_map(links: str = "") -> str:
    """Which colour of the theme stands for what on a slide: as in the master, but for links."""
    if not links:
        return "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    accents = " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    return (
        '<p:clrMapOvr><a:overrideClrMapping bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" '
        f'{accents} hlink="{links}" folHlink="{links}"/></p:clrMapOvr>'
    )
