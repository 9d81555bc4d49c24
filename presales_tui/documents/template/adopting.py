"""The look of sample slides whose layouts are plain: taken onto the layouts, or told of.

Many companies hand out a deck as their template: bands, logos and backgrounds stand on each of its slides,
and the layouts are those that every presentation begins with. What most slides share is their look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from presales_tui.documents.ooxml.package import Package
from presales_tui.documents.plan import Box
from presales_tui.documents.template import Role
from presales_tui.documents.template.clearing import covered
from presales_tui.documents.template.grounds import Grounds
from presales_tui.documents.template.reading import Drawn, parsed
from presales_tui.documents.template.standing import box_of, filled
from presales_tui.locale import _

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FEWEST = 3
"""Slides that must share a thing."""
_SHARE = 0.6
"""And how many of all but the first and the last."""
_POINTER = re.compile(r'\br:(\w+)="([^"]*)"')
_INNER: tuple[Role, ...] = ("content", "two", "title")
_DRAWN = 0.05
"""A sample slide with so much drawn on it has a look of its own."""


class _Thing(NamedTuple):
    """A background or a shape of a sample slide."""

    xml: str
    """With the names of parts where it had ids of relationships, without its own name and id."""
    box: Box | None
    """None: a background."""


def adopt(
    package: Package, slides: list[str], found: Mapping[Role, Drawn], width: float, height: float
) -> str:
    """Gives plain layouts the look that sample slides share; a sentence about it, or about what is not used.

    Empty: the layouts have a look, or there is none to take. What was taken is to be read again.
    """
    inner = [drawn for role in _INNER if _is_plain(package, drawn := found[role])]
    parts = list(dict.fromkeys(drawn.part for drawn in inner))
    if len(slides) < _FEWEST or not parts:
        return ""
    things = {slide: list(_things(package, slide)) for slide in slides}
    pages = slides[1:-1] if len(slides) > _FEWEST + 1 else slides
    often = Counter(thing.xml for slide in pages for thing in {t.xml: t for t in things[slide]}.values())
    least = max(_FEWEST, _SHARE * len(pages))
    look = {
        thing.xml: thing
        for slide in pages
        for thing in things[slide]
        if often[thing.xml] >= least and _frames(thing.box, width, height) and _goes(thing, inner)
    }
    for part in parts:
        _put(package, part, list(look.values()))
    cover = found["cover"]
    grounds = Grounds(package, width, height)
    places = [held.inner for held in (cover.title, *cover.texts[:1]) if held]
    front = [
        thing
        for thing in things[slides[0]]
        if (thing.box is None or _whole(thing.box, width, height))
        and all(
            grounds.is_calm(part, place) for _kind, part in _POINTER.findall(thing.xml) for place in places
        )
    ]
    if front and cover.part not in parts and _is_plain(package, cover):
        _put(package, cover.part, front[:1])
        look |= {thing.xml: thing for thing in front[:1]}
    if look:
        return _("its layouts are plain: they take the look that its sample slides share")
    own = [_drawn_on(things[slide], width * height) for slide in slides]
    if sum(own) * 2 < len(slides):
        return ""
    return _(
        "its layouts are plain, so decks are too: what its sample slides show is drawn on each of them, "
        "not on the slide master"
    )


def _is_plain(package: Package, drawn: Drawn) -> bool:
    if any(each.kind != "words" for each in drawn.standing) or drawn.design:
        return False
    ground = parsed(package.parts[drawn.master]).find(f"{_P}cSld/{_P}bg")
    if ground is None or not len(ground):
        return True
    return ground[0].get("idx") == "1001" or ground[0].find(f"{_A}solidFill") is not None


def _drawn_on(things: list[_Thing], room: float) -> bool:
    return any(thing.box is None for thing in things) or (
        sum(thing.box.w * thing.box.h for thing in things if thing.box) > _DRAWN * room
    )


def _goes(thing: _Thing, layouts: list[Drawn]) -> bool:
    """Whether a thing goes with the places for titles: a band that crosses one was meant for another."""
    if thing.box is None or "<p:pic" in thing.xml:
        return True
    titles = [drawn.title for drawn in layouts if drawn.title and drawn.title.idx >= 0]
    shares = [covered(title.inner, [thing.box]) for title in titles]
    return len(shares) == len(layouts) and all(share < 0.01 or share > 0.9 for share in shares)


def _whole(box: Box, width: float, height: float) -> bool:
    return box.w > 0.95 * width and box.h > 0.95 * height


def _frames(box: Box | None, width: float, height: float) -> bool:
    """Whether a thing is behind a slide or at its edges, where it leaves room for what others write."""
    if box is None or _whole(box, width, height):
        return True
    upper, lower = box.y + box.h <= 0.22 * height, box.y >= 0.85 * height
    return upper or lower or box.x + box.w <= 0.1 * width or box.x >= 0.9 * width


def _things(package: Package, slide: str) -> Iterator[_Thing]:
    """What is drawn on a slide: no words, nothing that leads anywhere but to its own pictures."""
    from lxml import etree

    targets = {rel.id: rel.target for rel in package.rels.get(slide, ()) if rel.kind == "image"}
    root = parsed(package.parts[slide])
    ground, tree = root.find(f"{_P}cSld/{_P}bg"), root.find(f"{_P}cSld/{_P}spTree")
    found: list[tuple[Any, Box | None]] = [(ground, None)] if _is_look(ground) else []
    for shape in tree if tree is not None else ():
        if shape.tag in (f"{_P}sp", f"{_P}pic", f"{_P}cxnSp", f"{_P}grpSp"):
            said = any((t.text or "").strip() for t in shape.iter(f"{_A}t"))
            group = shape.tag == f"{_P}grpSp"
            box = box_of(shape, f"{_P}grpSpPr/{_A}xfrm") if group else box_of(shape)
            seen = group or shape.tag != f"{_P}sp" or bool(filled(shape))
            if box and seen and not said and shape.find(f".//{_P}ph") is None:
                found.append((shape, box))
    for element, box in found:
        for extra in [*element.iter(f"{_A}extLst"), *element.iter(f"{_P}extLst"), *_data(element)]:
            extra.getparent().remove(extra)
        for named in element.iter(f"{_P}cNvPr"):
            named.attrib.clear()
        xml = etree.tostring(element, encoding="unicode", with_tail=False)
        pointers = _POINTER.findall(xml)
        if all(kind == "embed" and id_ in targets for kind, id_ in pointers):
            yield _Thing(_POINTER.sub(lambda m: f'r:embed="{targets[m[2]]}"', xml), box)


def _is_look(ground: Any) -> bool:
    """Whether a background says something: not one that is white, as plain slides are."""
    if ground is None or ground.find(f"{_P}bgPr") is None:
        return False
    colour = ground.find(f"{_P}bgPr/{_A}solidFill")
    return colour is None or not len(colour) or colour[0].get("val") not in ("bg1", "lt1", "FFFFFF")


def _data(element: Any) -> list[Any]:
    return [*element.iter(f"{_P}custDataLst"), *element.iter(f"{_A}hlinkClick")]


def _put(package: Package, part: str, things: list[_Thing]) -> None:
    """Backgrounds and shapes on a layout, behind its placeholders."""
    from lxml import etree

    root = parsed(package.parts[part])
    number = max([1, *(int(named.get("id") or 0) for named in root.iter(f"{_P}cNvPr"))])
    body, tree = root.find(f"{_P}cSld"), root.find(f"{_P}cSld/{_P}spTree")
    at = 2
    for thing in things:
        pointed = _POINTER.sub(lambda m: f'r:embed="{package.relate(part, "image", m[2])}"', thing.xml)
        element = parsed(pointed.encode())
        if thing.box is not None:
            for named in element.iter(f"{_P}cNvPr"):
                number += 1
                named.set("id", str(number))
                named.set("name", f"Look {number}")
            tree.insert(at, element)
            at += 1
        elif body.find(f"{_P}bg") is None:
            body.insert(0, element)
    package.parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
