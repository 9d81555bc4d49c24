"""What is on a slide, whoever wrote it: every shape with its words, place and looks, as it is compared.

Looks come in layers, because a colleague's program and a colleague change them in different ways: where
things stand and how runs look (`place`, `runs`), what words mean beside what they say (`marks`: emphasis,
links, descriptions), and the finish (`frame`, `fonts`: fills, lines, cells made one, fonts, bullets).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from presales_tui.documents.stamps.stamp import (
    FORMAT,
    MARKER,
    Face,
    Related,
    digest,
    features,
    figures,
    of_chart,
    of_picture,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_FOOTERS = frozenset({"dt", "ftr", "sldNum"})
_NO_SHAPES = (f"{_P}nvGrpSpPr", f"{_P}grpSpPr", f"{_P}extLst")
_COLOURS = (f"{_A}srgbClr", f"{_A}schemeClr", f"{_A}sysClr", f"{_A}prstClr")


class Piece(NamedTuple):
    """A paragraph; one without words says and shows nothing."""

    element: Any
    words: list[str]
    runs: list[str]
    marks: list[str]
    fonts: list[str]


class Seen(NamedTuple):
    """A shape."""

    element: Any
    things: list[str]
    """Pictures and the figures of charts."""
    place: list[str]
    alt: list[str]
    frame: list[str]
    pieces: list[Piece]

    @property
    def words(self) -> list[str]:
        """All that it says."""
        return self.things + [word for piece in self.pieces for word in piece.words]

    @property
    def box(self) -> str:
        """Where it stands as a stamp remembers it: `i` where its layout says it."""
        return box_of([one for one in self.place if one[:1] in "@#"])


def box_of(place: list[str]) -> str:
    """`x,y,w,h` in points, from `@x,y` and `#w,h` in EMU."""
    if len(place) < 2:
        return "i"
    numbers = re.findall(r"-?\d+", f"{place[0]},{place[1]}")
    return ",".join(str(round(int(number) / 12700)) for number in numbers) if len(numbers) == 4 else "i"


def face_of(slide: Any, related: Related, notes: str) -> Face:
    """The digests of a slide."""
    seen = list(shapes_of(slide, related))
    return Face(
        digest([word for one in seen for word in one.words]),
        digest(
            [
                look
                for one in seen
                for look in (*one.place, *(run for piece in one.pieces for run in piece.runs))
            ]
            + slide_looks(slide)
        ),
        notes,
        digest(
            [m for one in seen for m in (*one.alt, *(mark for piece in one.pieces for mark in piece.marks))]
        ),
        digest(
            [f for one in seen for f in (*one.frame, *(font for piece in one.pieces for font in piece.fonts))]
            + [related.layout()]
        ),
        ";".join(one.box for one in seen),
    )


def slide_looks(slide: Any) -> list[str]:
    """What is told of the looks of the slide itself."""
    looks = [name for name in ("timing", "transition") if slide.find(_P + name) is not None]
    return [*looks, "bg"] if slide.find(f"{_P}cSld/{_P}bg") is not None else looks


def shapes_of(slide: Any, related: Related) -> Iterator[Seen]:
    """The shapes of a slide without its footers and its stamp."""
    tree = slide.find(f"{_P}cSld/{_P}spTree")
    for shape in tree if tree is not None else ():
        if not isinstance(shape.tag, str) or shape.tag in _NO_SHAPES:
            continue
        holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if holder is not None and holder.get("type") in _FOOTERS:
            continue
        about = next(shape.iter(f"{_P}cNvPr"), None)
        if about is not None and about.get("name", "").startswith(MARKER):
            continue
        yield _seen(shape, about, related)


def _seen(shape: Any, about: Any, related: Related) -> Seen:
    things: list[str] = []
    place = [shape.tag.rpartition("}")[2]]
    frame: list[str] = []
    pieces: list[Piece] = []
    for part in shape.iter():
        tag = part.tag
        if tag == f"{_A}p":
            pieces.append(_piece(part, related))
        elif tag == f"{_A}off":
            place.append(f"@{part.get('x')},{part.get('y')}")
        elif tag in (f"{_A}ext", f"{_A}chExt") and part.get("cx"):
            place.append(f"#{part.get('cx')},{part.get('cy')}")
        elif tag == f"{_A}blip":
            things.append(of_picture(related.part(part.get(f"{_R}embed") or "")))
        elif tag == f"{_C}chart":
            drawn = related.part(part.get(f"{_R}id") or "")
            things += ["chart", *figures(drawn)]
            frame += of_chart(drawn)
        elif tag == f"{_A}gridCol":
            place.append(f"w{part.get('w')}")
        elif tag == f"{_A}tc":
            frame += [f"{name}{part.get(name)}" for name in ("gridSpan", "rowSpan") if part.get(name)]
        elif tag == f"{_A}tcPr":
            frame += _cell(part)
        elif tag == f"{_A}xfrm":
            frame += [f"{name}{value}" for name in ("rot", "flipH", "flipV") if (value := part.get(name))]
        elif tag == f"{_P}spPr":
            frame += _features(part)
        elif tag == f"{_A}srcRect":
            frame += [f"{name}{part.get(name)}" for name in "lrtb" if part.get(name)]
    described = " ".join((about.get("descr") or "").split()) if about is not None else ""
    return Seen(shape, things, place, [described] if described else [], frame, pieces)


def _cell(properties: Any) -> list[str]:
    """What a cell is filled with."""
    found = [part for part in properties if not part.tag.startswith(f"{_A}ln") and part.tag.endswith("ill")]
    return _features(found[0]) if found else []


def _features(root: Any) -> list[str]:
    """Fills, lines and forms."""
    found = []
    for part in root.iter():
        tag = part.tag
        if tag in _COLOURS:
            found.append(part.get("val", ""))
        elif tag in (f"{_A}prstGeom", f"{_A}prstDash"):
            found.append(part.get("prst", part.get("val", "")))
        elif tag in (f"{_A}noFill", f"{_A}effectLst", f"{_A}blip"):
            found.append(tag.rpartition("}")[2])
    return found


def _piece(paragraph: Any, related: Related) -> Piece:
    said: list[str] = []
    runs: list[str] = []
    marks: list[str] = []
    fonts: set[str] = set()
    before = meant = None
    for run in paragraph:
        if run.tag == f"{_A}br":
            said.append("\n")
        elif run.tag in (f"{_A}r", f"{_A}fld"):
            text = run.findtext(f"{_A}t") or ""
            at = len("".join(said))
            said.append(text)
            properties = run.find(f"{_A}rPr")
            form = _run_form(properties)
            # Spelling and language cut runs in two; what looks alike is one again.
            if form != before and text:
                runs.append(f"{at}{form}")
                before = form
            meaning = _meaning(properties, related)
            if meaning != meant and text:
                if meaning or meant:
                    marks.append(f"{at}{meaning}")
                meant = meaning
            if properties is not None and text:
                fonts |= {
                    one.get("typeface", "") for one in properties if one.tag.endswith(("}latin", "}ea"))
                }
    text = "".join(said)
    if not text.strip():
        return Piece(paragraph, [], [], [], [])
    properties = paragraph.find(f"{_A}pPr")
    level = properties.get("lvl", "0") if properties is not None else "0"
    if properties is not None and properties.get("algn"):
        runs.append(str(properties.get("algn")))
    finish = sorted(fonts) + (_paragraph_features(properties) if properties is not None else [])
    return Piece(paragraph, [level + " " + " ".join(text.split())], runs, marks, finish)


def _paragraph_features(properties: Any) -> list[str]:
    found = []
    for part in properties.iter():
        name = part.tag.rpartition("}")[2]
        if name in ("buNone", "buChar", "buAutoNum", "buBlip"):
            found.append(name + (part.get("char") or part.get("type") or ""))
        elif name in ("spcPts", "spcPct"):
            found.append(part.get("val", ""))
    return found


def _meaning(properties: Any, related: Related) -> str:
    """Emphasis and link of a run."""
    if properties is None:
        return ""
    click = properties.find(f"{_A}hlinkClick")
    link = related.link(click.get(f"{_R}id") or "") if click is not None else ""
    return features({name: properties.get(name) for name in ("b", "i", "strike")}) + (
        f">{link}" if link else ""
    )


def _run_form(properties: Any) -> str:
    if properties is None:
        return ""
    form = [f"{name}{value}" for name in FORMAT if (value := properties.get(name)) not in (None, "0", "none")]
    fill = properties.find(f"{_A}solidFill")
    if fill is not None and len(fill):
        form.append(fill[0].get("val", ""))
    highlight = properties.find(f"{_A}highlight")
    if highlight is not None and len(highlight):
        form.append("h" + highlight[0].get("val", ""))
    return ",".join(form)
