"""What a slide carries so that a later export knows it again, and knows what was changed on it since.

On every slide stands one hidden shape without text. Its name says which section the slide tells, which
of its slides it is, and what was on it when it was drawn, as short digests. A hidden shape of its own
is what PowerPoint and LibreOffice both keep; names of placeholders, tags and the name of the slide do
not outlive LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from presales_tui.documents.plan import Slide
from presales_tui.model.digests import blake2b

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_C_V = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"

MARKER = "presales:"
"""How the name of the hidden shape begins."""
_NAME = (
    r"presales:(?P<group>[a-z]+-[0-9a-z]*):(?P<n>\d+):(?P<text>\w+):(?P<form>\w+):(?P<notes>\w+)"
    r"(?::(?P<marks>\w*):(?P<finish>\w*):(?P<places>[-0-9,;i]*))?$"
)
_LONGEST = 250
"""Characters in the name of a shape."""
_CHART = rb'<\w+:(\w+Chart)>|<\w+:(?:srgb|scheme)Clr val="(\w+)"|<\w+:t>([^<]*)'
_PLAIN = re.compile(r"[^0-9a-z]")
_NOT = (None, "0", "false", "none", "noStrike")
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
    marks: str = ""
    """Emphasis, links, descriptions; empty: drawn before that was written down."""
    finish: str = ""
    """Fills, lines, fonts, bullets, the layout; empty as above."""
    places: str = ""
    """Where its shapes stood, in points; empty as above, or too many."""


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
        name = f"{MARKER}{self.group}:{self.n}:" + ":".join(self.face if self.face.finish else self.face[:3])
        return name if len(name) <= _LONGEST else name.rpartition(":")[0] + ":"


def group_of(slide: Slide) -> str:
    """What the slides of one section have in common: the kind, and the random end of the section's id."""
    return f"{slide.kind}-{group_end(slide.section_id)}"


def group_end(section_id: str) -> str:
    """What the groups of a section end with: the random end of its id."""
    return _PLAIN.sub("", section_id.lower())[-12:]


def parse_stamp(name: str) -> Stamp | None:
    """The stamp that a shape's name holds."""
    found = re.match(_NAME, name)
    if found is None:
        return None
    return Stamp(found["group"], int(found["n"]), Face(*(found[name] or "" for name in Face._fields)))


def digest(parts: Iterator[str] | list[str]) -> str:
    """A short digest of some words; `-` would not be one, so of nothing it is `0`."""
    said = "\x1f".join(parts)
    return blake2b(said.encode("utf-8", "replace"), digest_size=6).hexdigest() if said else "0"


def notes_digest(text: str) -> str:
    """The digest of speaker notes: their words, whatever the line ends."""
    return digest([" ".join(text.split())] if text.strip() else [])


class Related:
    """What a slide refers to, by relationship id."""

    def part(self, rid: str) -> bytes:
        """The bytes of a picture, the XML of a chart; empty if there is none."""
        raise NotImplementedError

    def link(self, rid: str) -> str:
        """The address that a link leads to; `#` for another slide, empty if there is none."""
        raise NotImplementedError

    def layout(self) -> str:
        """The name of its layout."""
        raise NotImplementedError


def of_picture(blob: bytes) -> str:
    """What is told of a picture."""
    return "picture " + blake2b(blob, digest_size=6).hexdigest()


def of_chart(drawn: bytes) -> list[str]:
    """What is told of the looks of a chart: its kinds, its colours, its titles."""
    return [b"".join(found).decode("utf-8", "replace") for found in re.findall(_CHART, drawn)]


def features(values: Mapping[str, str | None]) -> str:
    """Emphasis of a run, from its attributes."""
    return "".join(name for name in ("b", "i", "strike") if values.get(name) not in _NOT)


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
