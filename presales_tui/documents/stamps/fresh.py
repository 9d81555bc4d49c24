"""The digests of a slide that was just drawn, read off its text without parsing it.

`stamp.text_and_form` reads any slide, whoever wrote it; this reads the few forms in which we write one,
many times faster, and must come to the very same words and looks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from presales_tui.documents.ooxml.escaping import unescape
from presales_tui.documents.stamps.stamp import (
    FORMAT,
    Face,
    Related,
    Stamp,
    digest,
    figures,
    marker_xml,
    notes_digest,
)
from presales_tui.model.digests import blake2b

_SHAPE = re.compile("<p:(sp|pic|graphicFrame)>")
_FOOTER = re.compile('<p:ph type="(?:dt|ftr|sldNum)"')
_PART = re.compile(
    r"<a:p>(.*?)</a:p>"
    r'|<a:off x="([^"]*)" y="([^"]*)"'
    r'|<a:ext cx="([^"]*)" cy="([^"]*)"'
    r'|<a:gridCol w="([^"]*)"'
    r'|<a:blip r:embed="([^"]*)"'
    r'|<c:chart [^>]*r:id="([^"]*)"',
    re.DOTALL,
)
_RUN = re.compile(
    r"<a:(?:(br)\b|(?:r|fld [^>]*)>(?:<a:rPr([^>]*?)(?:/>|>(.*?)</a:rPr>))?<a:t>([^<]*)</a:t>)", re.DOTALL
)
_LEVEL = re.compile(r'\blvl="(\d)"')
_ALIGN = re.compile(r'\balgn="(\w+)"')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_FILL = re.compile(r'<a:solidFill><a:\w+ val="([^"]*)"')
_HIGHLIGHT = re.compile(r'<a:highlight><a:\w+ val="([^"]*)"')
_ID = re.compile(r'<p:cNvPr id="(\d+)"')


def stamped(xml: str, group: str, n: int, notes: str, related: Related) -> tuple[str, Stamp]:
    """The XML of a fresh slide with its stamp."""
    text, form = text_and_form(xml, related)
    stamp = Stamp(group, n, Face(text, form, notes_digest(notes)))
    head, tail = xml.rsplit("</p:spTree>", 1)
    last = max(map(int, _ID.findall(xml)), default=1)
    return f"{head}{marker_xml(stamp, last + 1)}</p:spTree>{tail}", stamp


def text_and_form(xml: str, related: Related) -> tuple[str, str]:
    """The digests of a slide that is not stamped yet."""
    words: list[str] = []
    looks: list[str] = []
    pieces = _SHAPE.split(xml)
    for kind, shape in zip(pieces[1::2], pieces[2::2], strict=True):
        if _FOOTER.search(shape):
            continue
        looks.append(kind)
        for paragraph, x, y, cx, cy, column, picture, chart in _PART.findall(shape):
            if paragraph:
                _paragraph(paragraph, words, looks)
            elif x:
                looks.append(f"@{x},{y}")
            elif cx:
                looks.append(f"#{cx},{cy}")
            elif column:
                looks.append(f"w{column}")
            elif picture:
                words.append("picture " + blake2b(related.picture(picture), digest_size=6).hexdigest())
            elif chart:
                words += ["chart", *figures(related.chart(chart))]
    return digest(words), digest(looks)


def _paragraph(paragraph: str, words: list[str], looks: list[str]) -> None:
    text = ""
    shown: list[str] = []
    before = None
    for line_end, attributes, inner, said in _RUN.findall(paragraph):
        if line_end:
            text += "\n"
            continue
        form = _form(attributes, inner)
        if form != before and said:
            shown.append(f"{len(text)}{form}")
            before = form
        text += unescape(said) if "&" in said else said
    if not text.strip():
        return
    level, align = "0", ""
    if paragraph.startswith("<a:pPr "):
        level, align = _placed(paragraph[: paragraph.index(">")])
    words.append(level + " " + " ".join(text.split()))
    looks += shown
    if align:
        looks.append(align)


@lru_cache(maxsize=256)
def _placed(properties: str) -> tuple[str, str]:
    """Level and alignment of a paragraph."""
    level, align = _LEVEL.search(properties), _ALIGN.search(properties)
    return level[1] if level else "0", align[1] if align else ""


@lru_cache(maxsize=256)
def _form(attributes: str, inner: str) -> str:
    """How a run looks, as `stamp` tells it."""
    values = dict(_ATTRIBUTE.findall(attributes))
    form = [f"{name}{value}" for name in FORMAT if (value := values.get(name)) not in (None, "0", "none")]
    if fill := _FILL.search(inner):
        form.append(fill[1])
    if highlight := _HIGHLIGHT.search(inner):
        form.append("h" + highlight[1])
    return ",".join(form)
