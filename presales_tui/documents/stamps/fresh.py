"""The digests of a slide that was just drawn, read off its text without parsing it.

`reading.face_of` reads any slide, whoever wrote it; this reads the few forms in which we write one,
many times faster, and must come to the very same digests.
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
    features,
    figures,
    marker_xml,
    notes_digest,
    of_chart,
    of_picture,
)

_SHAPE = re.compile("<p:(sp|pic|graphicFrame)>")
_FOOTER = re.compile('<p:ph type="(?:dt|ftr|sldNum)"')
_ABOUT = re.compile(r'<p:nv\w+><p:cNvPr id="\d+" name="[^"]*" descr="([^"]*)"')
_PART = re.compile(
    r"<a:p>(.*?)</a:p>"
    r"|<(?:p:spPr|p:xfrm)>(.*?)</p:(?:spPr|xfrm)>"
    r"|<a:tcPr [^>]*>(.*?)</a:tcPr>"
    r'|<a:gridCol w="([^"]*)"'
    r'|<a:blip r:embed="([^"]*)"'
    r'|<c:chart [^>]*r:id="([^"]*)"',
    re.DOTALL,
)
_PLACE = re.compile(r'<a:off x="([^"]*)" y="([^"]*)"/><a:ext cx="([^"]*)" cy="([^"]*)"')
_RUN = re.compile(
    r"<a:(?:(br)\b|(?:r|fld [^>]*)>(?:<a:rPr([^>]*?)(?:/>|>(.*?)</a:rPr>))?<a:t>([^<]*)</a:t>)", re.DOTALL
)
_LEVEL = re.compile(r'\blvl="(\d)"')
_ALIGN = re.compile(r'\balgn="(\w+)"')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_FILL = re.compile(r'<a:solidFill><a:\w+ val="([^"]*)"')
_HIGHLIGHT = re.compile(r'<a:highlight><a:\w+ val="([^"]*)"')
_LINK = re.compile(r'<a:hlinkClick r:id="([^"]*)"')
_FONT = re.compile(r'<a:(?:latin|ea) typeface="([^"]*)"')
_SET = re.compile(
    r'<a:(?:(buNone|buChar|buAutoNum|buBlip)(?: (?:char|type)="([^"]*)")?|spcP(?:ts|ct) val="([^"]*)")'
)
_DRAWN = re.compile(
    r'<a:(?:(?:srgb|scheme|sys|prst)Clr val="([^"]*)"|prst(?:Geom|Dash) (?:prst|val)="([^"]*)"'
    r"|(noFill|effectLst|blip)\b)"
)
_ID = re.compile(r'<p:cNvPr id="(\d+)"')


def stamped(xml: str, group: str, n: int, notes: str, related: Related) -> tuple[str, Stamp]:
    """The XML of a fresh slide with its stamp."""
    stamp = Stamp(group, n, face_of(xml, related, notes_digest(notes)))
    head, tail = xml.rsplit("</p:spTree>", 1)
    last = max(map(int, _ID.findall(xml)), default=1)
    return f"{head}{marker_xml(stamp, last + 1)}</p:spTree>{tail}", stamp


class _Told:
    """What is told of the shapes read so far, layer by layer."""

    def __init__(self, related: Related) -> None:
        self.related = related
        self.words: list[str] = []
        self.looks: list[str] = []
        self.marks: list[str] = []
        self.finish: list[str] = []
        self.places: list[str] = []


def face_of(xml: str, related: Related, notes: str) -> Face:
    """The digests of a slide that is not stamped yet."""
    told = _Told(related)
    pieces = _SHAPE.split(xml)
    for kind, shape in zip(pieces[1::2], pieces[2::2], strict=True):
        if not _FOOTER.search(shape):
            _shape(kind, shape, told)
    return Face(
        digest(told.words),
        digest(told.looks),
        notes,
        digest(told.marks),
        digest([*told.finish, related.layout()]),
        ";".join(told.places),
    )


def _shape(kind: str, shape: str, told: _Told) -> None:
    told.looks.append(kind)
    box = "i"
    fonts: list[str] = []
    if (described := _ABOUT.match(shape)) and (alt := " ".join(unescape(described[1]).split())):
        told.marks.append(alt)
    for paragraph, place, cell, column, picture, chart in _PART.findall(shape):
        if paragraph:
            _paragraph(paragraph, told, fonts)
        elif place:
            if found := _PLACE.search(place):
                x, y, cx, cy = found.groups()
                told.looks += (f"@{x},{y}", f"#{cx},{cy}")
                box = ",".join(str(round(int(each) / 12700)) for each in found.groups())
            if kind != "graphicFrame":
                told.finish += _features(place[found.end() :] if found else place)
        elif cell:
            told.finish += _cell(cell)
        elif column:
            told.looks.append(f"w{column}")
        elif picture:
            told.words.append(of_picture(told.related.part(picture)))
        elif chart:
            drawn = told.related.part(chart)
            told.words += ["chart", *figures(drawn)]
            told.finish += of_chart(drawn)
    told.finish += fonts
    told.places.append(box)


def _paragraph(paragraph: str, told: _Told, fonts: list[str]) -> None:
    text = ""
    shown: list[str] = []
    meant: list[str] = []
    faces: set[str] = set()
    before = None
    meaning = ""
    for line_end, attributes, inner, said in _RUN.findall(paragraph):
        if line_end:
            text += "\n"
            continue
        if said:
            form, emphasis, link, faced = _form(attributes, inner)
            if form != before:
                shown.append(f"{len(text)}{form}")
                before = form
            if link:
                emphasis += f">{told.related.link(link)}"
            if emphasis != meaning:
                meant.append(f"{len(text)}{emphasis}")
                meaning = emphasis
            if faced:
                faces.update(faced)
            text += unescape(said) if "&" in said else said
    if not text.strip():
        return
    level, align = "0", ""
    set_: tuple[str, ...] = ()
    if paragraph.startswith("<a:pPr"):
        level, align, set_ = _placed(paragraph[: paragraph.index("<a:r>") if "<a:r>" in paragraph else None])
    told.words.append(level + " " + " ".join(text.split()))
    told.looks += shown
    if align:
        told.looks.append(align)
    told.marks += meant
    fonts += sorted(faces)
    fonts += set_


@lru_cache(maxsize=256)
def _placed(properties: str) -> tuple[str, str, tuple[str, ...]]:
    """Level, alignment, bullets and spaces of a paragraph."""
    level, align = _LEVEL.search(properties), _ALIGN.search(properties)
    set_ = tuple(name + value + space for name, value, space in _SET.findall(properties))
    return level[1] if level else "0", align[1] if align else "", set_


@lru_cache(maxsize=256)
def _form(attributes: str, inner: str) -> tuple[str, str, str, tuple[str, ...]]:
    """How a run looks: its form, emphasis, link and fonts, as `reading` tells them."""
    values = dict(_ATTRIBUTE.findall(attributes))
    form = [f"{name}{value}" for name in FORMAT if (value := values.get(name)) not in (None, "0", "none")]
    if fill := _FILL.search(inner):
        form.append(fill[1])
    if highlight := _HIGHLIGHT.search(inner):
        form.append("h" + highlight[1])
    link = _LINK.search(inner)
    return ",".join(form), features(values), link[1] if link else "", tuple(_FONT.findall(inner))


@lru_cache(maxsize=256)
def _features(drawn: str) -> tuple[str, ...]:
    """Fills, lines and forms."""
    return tuple(colour or form or name for colour, form, name in _DRAWN.findall(drawn))


@lru_cache(maxsize=256)
def _cell(properties: str) -> tuple[str, ...]:
    """What a cell is filled with: it stands behind its lines."""
    return _features(properties.rpartition("</a:lnB>")[2])
