"""What a slide carries so that a later export knows it again, and knows what was changed on it since.

On every slide stands one hidden shape without text. Its name says which section the slide tells, which
of its slides it is, and what was on it when it was drawn, as short digests. A hidden shape of its own
is what PowerPoint and LibreOffice both keep; names of placeholders, tags and the name of the slide do
not outlive LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from presales_tui.documents.plan import Slide
from presales_tui.model.digests import blake2b

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

_P_NVGRPSPPR = f"{_P}nvGrpSpPr"
_P_GRPSPPR = f"{_P}grpSpPr"
_P_EXTLST = f"{_P}extLst"
_A_P = f"{_A}p"
_A_OFF = f"{_A}off"
_A_EXT = f"{_A}ext"
_A_CHEXT = f"{_A}chExt"
_A_BLIP = f"{_A}blip"
_R_EMBED = f"{_R}embed"
_C_CHART = f"{_C}chart"
_R_ID = f"{_R}id"
_A_GRIDCOL = f"{_A}gridCol"
_A_BR = f"{_A}br"
_A_R = f"{_A}r"
_A_FLD = f"{_A}fld"
_A_T = f"{_A}t"
_A_RPR = f"{_A}rPr"
_A_PPR = f"{_A}pPr"
_A_SOLIDFILL = f"{_A}solidFill"
_A_HIGHLIGHT = f"{_A}highlight"
_C_V = f"{_C}v"

MARKER = "presales:"
"""How the name of the hidden shape begins."""
_NAME = r"presales:(?P<group>[a-z]+-[0-9a-z]*):(?P<n>\d+):(?P<text>\w+):(?P<form>\w+):(?P<notes>\w+)$"
_PLAIN = re.compile(r"[^0-9a-z]")
_FOOTERS = frozenset({"dt", "ftr", "sldNum"})
FORMAT = ("b", "i", "u", "strike", "sz", "baseline")
"""Attributes of a run that are told of its looks."""


class Face(NamedTuple):
    """What is on a slide, as digests; of nothing: `-`."""

    text: str
    """Words, their levels, tables, figures of charts, pictures."""
    form: str
    """Where things stand and how the words look, as far as the slide says it itself."""
    notes: str
    """Speaker notes."""


class Stamp(NamedTuple):
    """Which slide it is, and its face when it was drawn."""

    group: str
    """Kind of slide and section, such as `content-3f09a1b2c4d5`."""
    n: int
    """Which of the slides of its group, from 0."""
    face: Face

    @property
    def name(self) -> str:
        """The name of the hidden shape."""
        return f"{MARKER}{self.group}:{self.n}:" + ":".join(self.face)


def group_of(slide: Slide) -> str:
    """What the slides of one section have in common: the kind, and the random end of the section's id."""
    return f"{slide.kind}-{_PLAIN.sub('', slide.section_id.lower())[-12:]}"


def parse_stamp(name: str) -> Stamp | None:
    """The stamp that a shape's name holds."""
    found = re.match(_NAME, name)
    if found is None:
        return None
    return Stamp(found["group"], int(found["n"]), Face(found["text"], found["form"], found["notes"]))


def digest(parts: Iterator[str] | list[str]) -> str:
    """A short digest of some words; `-` would not be one, so of nothing it is `0`."""
    said = "\x1f".join(parts)
    return blake2b(said.encode("utf-8", "replace"), digest_size=6).hexdigest() if said else "0"


def notes_digest(text: str) -> str:
    """The digest of speaker notes: their words, whatever the line ends."""
    return digest([" ".join(text.split())] if text.strip() else [])


class Related:
    """What a slide refers to, by relationship id: the bytes of pictures, the XML of charts."""

    def picture(self, rid: str) -> bytes:
        """The bytes of a picture; empty if there is none."""
        raise NotImplementedError

    def chart(self, rid: str) -> bytes:
        """The XML of a chart; empty if there is none."""
        raise NotImplementedError


def text_and_form(slide: Any, related: Related) -> tuple[str, str]:
    """The digests of a slide's own XML, without its footers and its stamp."""
    words: list[str] = []
    looks: list[str] = []
    for shape in drawn_shapes(slide):
        _look(shape, words, looks, related)
    return digest(words), digest([*looks, *slide_looks(slide)])


def slide_looks(slide: Any) -> list[str]:
    """What is told of the looks of the slide itself."""
    looks = [name for name in ("timing", "transition") if slide.find(_P + name) is not None]
    return [*looks, "bg"] if slide.find(f"{_P}cSld/{_P}bg") is not None else looks


def shape_words(shape: Any, related: Related) -> tuple[list[str], list[str]]:
    """What is told of one shape: its words, its looks."""
    words: list[str] = []
    looks: list[str] = []
    _look(shape, words, looks, related)
    return words, looks


def paragraph_words(paragraph: Any) -> tuple[list[str], list[str]]:
    """What is told of one paragraph: its words, its looks; nothing of an empty one."""
    words: list[str] = []
    looks: list[str] = []
    _paragraph(paragraph, words, looks)
    return words, looks


def drawn_shapes(slide: Any) -> Iterator[Any]:
    """The shapes of a slide without its footers and its stamp."""
    tree = slide.find(f"{_P}cSld/{_P}spTree")
    for shape in tree if tree is not None else ():
        if not isinstance(shape.tag, str) or shape.tag in (_P_NVGRPSPPR, _P_GRPSPPR, _P_EXTLST):
            continue
        holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if holder is not None and holder.get("type") in _FOOTERS:
            continue
        if _is_marker(shape):
            continue
        yield shape


def _is_marker(shape: Any) -> bool:
    about = shape.find(f"{_P}nvSpPr/{_P}cNvPr")
    return about is not None and about.get("name", "").startswith(MARKER)


def _look(shape: Any, words: list[str], looks: list[str], related: Related) -> None:
    """Reads one shape, groups with all that is in them."""
    looks.append(shape.tag.rpartition("}")[2])
    for part in shape.iter():
        tag = part.tag
        if tag == _A_P:
            _paragraph(part, words, looks)
        elif tag == _A_OFF:
            looks.append(f"@{part.get('x')},{part.get('y')}")
        elif tag in (_A_EXT, _A_CHEXT) and part.get("cx"):
            looks.append(f"#{part.get('cx')},{part.get('cy')}")
        elif tag == _A_BLIP:
            rid = part.get(_R_EMBED) or ""
            words.append("picture " + blake2b(related.picture(rid), digest_size=6).hexdigest())
        elif tag == _C_CHART:
            words += ["chart", *figures(related.chart(part.get(_R_ID) or ""))]
        elif tag == _A_GRIDCOL:
            looks.append(f"w{part.get('w')}")


def _paragraph(paragraph: Any, words: list[str], looks: list[str]) -> None:
    said: list[str] = []
    shown: list[str] = []
    before = None
    for run in paragraph:
        if run.tag == _A_BR:
            said.append("\n")
        elif run.tag in (_A_R, _A_FLD):
            text = run.findtext(_A_T) or ""
            said.append(text)
            form = _run_form(run.find(_A_RPR))
            # Spelling and language cut runs in two; what looks alike is one again.
            if form != before and text:
                shown.append(f"{len(''.join(said)) - len(text)}{form}")
                before = form
    text = "".join(said)
    if not text.strip():
        return
    properties = paragraph.find(_A_PPR)
    level = properties.get("lvl", "0") if properties is not None else "0"
    words.append(level + " " + " ".join(text.split()))
    looks += shown
    if properties is not None and properties.get("algn"):
        looks.append(str(properties.get("algn")))


def _run_form(properties: Any) -> str:
    if properties is None:
        return ""
    form = [f"{name}{value}" for name in FORMAT if (value := properties.get(name)) not in (None, "0", "none")]
    fill = properties.find(_A_SOLIDFILL)
    if fill is not None and len(fill):
        form.append(fill[0].get("val", ""))
    highlight = properties.find(_A_HIGHLIGHT)
    if highlight is not None and len(highlight):
        form.append("h" + highlight[0].get("val", ""))
    return ",".join(form)


def figures(chart: bytes) -> Iterator[str]:
    """Names and figures of a chart, a figure in one spelling whoever wrote it."""
    if not chart:
        return
    from xml.etree import ElementTree

    for value in ElementTree.fromstring(chart).iter(_C_V):  # noqa: S314
        text = (value.text or "").strip()
        try:
            yield f"{float(text):.6g}"
        except ValueError:
            yield text


def marker_xml(stamp: Stamp, shape_id: int) -> str:
    """The hidden shape: a point in the corner, without line, fill and text."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{stamp.name}" hidden="1"/>'
        "<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="12700" cy="12700"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def marker_element(stamp: Stamp, shape_id: int) -> Any:
    """The hidden shape as an element of its own."""
    names = f'xmlns:p="{_P[1:-1]}" xmlns:a="{_A[1:-1]}"'
    from lxml import etree

    return etree.fromstring(marker_xml(stamp, shape_id).replace("<p:sp>", f"<p:sp {names}>", 1))


def read_stamp(slide: Any) -> Stamp | None:
    """The stamp of a slide; none if it was not drawn here, or the shape is gone."""
    for about in slide.iter(f"{_P}cNvPr"):
        name = about.get("name", "")
        if name.startswith(MARKER):
            return parse_stamp(name)
    return None
