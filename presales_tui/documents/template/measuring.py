"""The frame that a template gives to the planner: measured from the layouts that were matched."""

from __future__ import annotations

import re
from collections.abc import Iterable

from presales_tui.documents.plan import Box
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.template import Role
from presales_tui.documents.template.clearing import area, covered, in_the_way, room
from presales_tui.documents.template.reading import Drawn, Held

REFS = 18.0
"""Points for the line of refs."""
FOOT = 16.0
_WIDE = re.compile(r"black|wide|rounded|extended|heavy|verdana|bookman", re.IGNORECASE)
_WIDE_FACTOR = 1.12
_SMALL = 2800
"""Hundredths of a point from which the title of any slide is large enough for a cover too."""
_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_CAPITALS = {"all": 1.4, "small": 1.15}
"""How much wider a title is that the template sets in capitals: `cell` grows by this, most words by less."""


def latin_factor(face: str) -> float:
    """How much wider than usual the Latin text of a font may be drawn."""
    return _WIDE_FACTOR if _WIDE.search(face) else 1.0


def measure(
    found: dict[Role, Drawn], width: float, height: float, fonts: tuple[str, str], unit: float
) -> Frame:
    """The frame, in points of the file; `fonts` are those of the theme for titles and text.

    `unit` is how many of them a point of the plan is.
    """
    line = REFS * unit
    content = found["content"]
    foot = _foot(found, height, unit)
    slide = Box(0, 0, width, height)
    inner = [found[role] for role in ("content", "two", "title")]
    title = _title(content, width, height, fonts[0])
    title = room(title, _taken(inner, title, slide))
    body = _body(content, title, foot, width, height)
    body = room(body, _taken(inner, body, slide))
    full = body
    below = foot - (body.y + body.h)
    if below < line + 2:
        body = body._replace(h=body.h - (line + 2 - max(below, 0.0)))
    refs = Box(body.x, body.y + body.h + 2, body.w, line)
    boxes = {kind: _footer(found, kind, body, height, unit) for kind in ("ftr", "dt", "sldNum")}
    at = boxes["ftr"].y
    if _across(boxes["ftr"], refs) and body.y < at < refs.y + refs.h and not content.of("ftr"):
        body = body._replace(h=max(body.h - (refs.y + refs.h - at), 1.0))
        full = full._replace(h=min(full.h, at - body.y - 2))
        refs = refs._replace(y=body.y + body.h + 2)
    cover, section, closing = (found[role] for role in ("cover", "section", "closing"))
    high = _low(cover, width, height, fonts[0])
    under = _under(cover, high, width, height, unit)
    section_title = _low(section, width, height, fonts[0])
    section_body = _under(section, section_title, width, height, unit, boxes["ftr"])
    if section.part == content.part:
        section_title, section_body = title, body
    closing_title = _low(closing, width, height, fonts[0])
    second = cover.texts[1].inner if len(cover.texts) > 1 else Box(0, 0, 0, 0)
    # A square beside the title is for a picture or a number.
    meta = second if second.h >= 40 and second.w > max(150, 1.5 * second.h) else None
    return Frame(
        width=width,
        height=height,
        title=title,
        body=body,
        refs=refs,
        cover_title=high,
        cover_subtitle=under,
        cover_meta=meta or under,
        section_title=section_title,
        section_body=section_body,
        closing_title=closing_title,
        closing_body=_under(closing, closing_title, width, height, unit),
        footer=boxes["ftr"],
        footer_date=boxes["dt"],
        footer_number=boxes["sldNum"],
        title_sizes=_sizes(content.title, 28, 16, unit),
        cover_sizes=_sizes(_own(cover, content), 40, 18, unit),
        section_sizes=_sizes(_own(section, content), 36, 18, unit),
        meta=meta is not None,
        latin=latin_factor(fonts[1]),
        title_drawn=_drawn(content, title),
        body_without_refs=full,
    )


def _taken(drawn: Iterable[Drawn], box: Box, slide: Box) -> list[Box]:
    """What stands in a place on any of some layouts."""
    return [each for layout in drawn for each in in_the_way(layout, box, slide)]


def _own(drawn: Drawn, content: Drawn) -> Held | None:
    """The title of a cover or chapter, if the company meant its size for one.

    The size of the titles of any slide, and that of small print which serves as a title, is not.
    """
    title = drawn.title
    meant = title is not None and (drawn.part != content.part or float(title.style.get("sz", 0)) >= _SMALL)
    return title if meant and title and (title.idx >= 0 or float(title.style.get("sz", 0)) >= 2000) else None


def _sizes(title: Held | None, usual: float, least: float, unit: float) -> tuple[float, ...]:
    """Sizes of a title, in points of the file, the largest first."""
    own = float(title.style.get("sz", usual * unit * 100)) / 100 if title else usual * unit
    smaller = [size * unit for size in _SIZES if size >= least and size * unit < own]
    return (own, *smaller)


def fitted(title: Held, face: str) -> Box:
    """The room of a title, narrower where its letters are wider than was measured."""
    own = title.style.get("face", "")
    factor = latin_factor(face if not own or own.startswith("+") else own)
    factor *= _CAPITALS.get(title.style.get("cap", ""), 1.0)
    spacing = float(title.style.get("spc", 0)) / 100
    if spacing > 0:
        factor *= 1 + spacing / 14
    return title.inner._replace(w=title.inner.w / factor)


def _title(drawn: Drawn, width: float, height: float, face: str) -> Box:
    title = drawn.title
    if title is not None and title.inner.y + title.inner.h <= 0.45 * height:
        own = float(title.style.get("sz", 2400)) / 100
        if title.inner.h >= max(20.0, min(1.25 * own, 0.085 * height)):
            return fitted(title, face)
        if title.inner.w >= 0.3 * width:
            # Lower than its own text: it grows to both sides, as it does when somebody types into it.
            box = fitted(title, face)
            high = max(min(1.4 * own, 0.12 * height), 0.085 * height)
            return box._replace(y=max(box.y + box.h / 2 - high / 2, 0.01 * height), h=high)
    return _high(drawn, width, height, face)


def _high(drawn: Drawn, width: float, height: float, face: str) -> Box:
    """Where a title goes on a layout without a place for one: at the top, where nothing stands."""
    slide, usual = Box(0, 0, width, height), Box(0.05 * width, 0.05 * height, 0.9 * width, 0.12 * height)
    free = room(usual, in_the_way(drawn, usual, slide))
    if free.h < 0.07 * height or free.w < 0.4 * width:
        wider = usual._replace(h=0.35 * height)
        free = room(wider, in_the_way(drawn, wider, slide))
        free = free._replace(h=min(free.h, usual.h))
    return free._replace(w=free.w / latin_factor(face))


def _drawn(drawn: Drawn, planned: Box) -> Box | None:
    held = drawn.title
    wider = held is not None and held.inner.w > planned.w and held.inner.x == planned.x
    return planned._replace(w=held.inner.w) if held and wider else None


def _foot(found: dict[Role, Drawn], height: float, unit: float) -> float:
    """Where the footers begin."""
    tops = [held.outer.y for role in ("content", "title") for held in found[role].of("dt", "ftr", "sldNum")]
    tops = [top for top in tops if top > 0.75 * height]
    return min(tops) if tops else height - (FOOT + 14) * unit


def _body(drawn: Drawn, title: Box, foot: float, width: float, height: float) -> Box:
    texts = [held.inner for held in drawn.texts]
    below = title.y + title.h
    left = min(max(title.x, 0.04 * width), 0.12 * width)
    top = below + 0.02 * height
    free = Box(left, top, width - 2 * left, foot - 4 - top)
    if texts and drawn.title is not None:
        body = texts[0]
        if body.w * body.h > 0.18 * width * height and body.y + body.h > below + 0.3 * height:
            start = max(body.y, below) if _across(body, title) else body.y
            body = Box(body.x, start, body.w, min(body.y + body.h, foot - 2) - start)
            if body.w > 0.55 * width:
                return body
            # A column of a layout that has nothing better: the slide is wider.
            free = room(free, in_the_way(drawn, free, Box(0, 0, width, height)) + _bands(drawn, free))
            return free if area(free) > 1.3 * area(body) else body
    return free


def _bands(drawn: Drawn, box: Box) -> list[Box]:
    """The filled shapes that reach into a place without being under most of it."""
    fills = [each.box for each in drawn.standing if each.kind == "fill" and covered(each.box, [box]) > 0.02]
    return [band for band in fills if covered(box, [band]) < 0.5]


def _across(one: Box, other: Box) -> bool:
    return min(one.x + one.w, other.x + other.w) > max(one.x, other.x)


def _footer(found: dict[Role, Drawn], kind: str, body: Box, height: float, unit: float) -> Box:
    """The narrowest footer of a kind; where there is none, a line at the lower edge."""
    held = [
        h.inner for role in ("content", "two", "title", "section") for h in found[role].of(kind) if h.upright
    ]
    if held:
        box = min(held, key=lambda box: box.w)
        if box.h < FOOT * unit:  # lower than its line: it grows to both sides
            top = min(box.y + box.h / 2 - FOOT * unit / 2, height - FOOT * unit)
            box = box._replace(y=top, h=FOOT * unit)
        return _beside(box, found, body) if kind == "ftr" else box
    numbers = [h.outer for role in ("content", "title") for h in found[role].of("sldNum", "dt")]
    right = min(
        (box.x for box in numbers if box.y > 0.75 * height and box.x > body.x + body.w / 2),
        default=body.x + body.w,
    )
    left = max(
        (box.x + box.w for box in numbers if box.y > 0.75 * height and box.x + box.w < body.x + body.w / 2),
        default=body.x,
    )
    foot = FOOT * unit
    top = min(max(body.y + body.h + REFS * unit + 4, height - foot - 10 * unit), height - foot)
    fixed = [box for role in found for box in found[role].fixed]
    left, right = _free(left, right, top, foot, fixed)
    return _above(Box(left, top, max(right - left - 6, 60), foot), fixed)


def _above(footer: Box, fixed: list[Box]) -> Box:
    """The footer, on top of what takes the whole of its line."""
    on_line = [box for box in fixed if _on(box, footer) and box.h < 4 * footer.h]
    return footer._replace(y=min(box.y for box in on_line) - footer.h) if on_line else footer


def _beside(box: Box, found: dict[Role, Drawn], body: Box) -> Box:
    """The footer, moved or made narrower where a layout without a place for it has something else there."""
    others = [drawn for drawn in found.values() if not drawn.of("ftr")]
    taken = [each for drawn in others for each in drawn.fixed]
    taken += [held.outer for drawn in others for held in drawn.of("dt", "sldNum")]
    if not any(_on(box, each) and each.w < 0.7 * body.w for each in taken):
        return box
    left, right = _free(body.x, body.x + body.w, box.y, box.h, taken)
    return box._replace(x=max(left, min(box.x, right - box.w)), w=min(box.w, right - left))


def _free(left: float, right: float, top: float, high: float, fixed: list[Box]) -> tuple[float, float]:
    """The widest stretch of a line in which nothing stands that is on every slide."""
    on_line = [
        (box.x, box.x + box.w)
        for box in fixed
        if box.y < top + high and box.y + box.h > top and box.w < 0.7 * (right - left)
    ]
    edges = [(left, left), *sorted(on_line), (right, right)]
    best = (left, left)
    reached = left
    for start, end in edges:
        if start - reached > best[1] - best[0]:
            best = (reached, start)
        reached = max(reached, end + 6)
    return best if best[1] - best[0] > 60 else (left, right)


def _low(drawn: Drawn, width: float, height: float, face: str) -> Box:
    """The title of a cover, a chapter or the closing slide."""
    if drawn.title is not None and drawn.title.inner.h >= 24 and drawn.title.inner.w >= 0.25 * width:
        return fitted(drawn.title, face)
    usual = Box(0.08 * width, 0.26 * height, 0.84 * width, 0.2 * height)
    free = room(usual, in_the_way(drawn, usual, Box(0, 0, width, height)))
    return free._replace(w=free.w / latin_factor(face))


def _under(
    drawn: Drawn, title: Box, width: float, height: float, unit: float, footer: Box | None = None
) -> Box:
    """The place for what stands with such a title: its own, else the room below or above it.

    It ends above the `footer`, and above what the layout has below it.
    """
    own = [
        held
        for held in drawn.texts
        if held.inner.h >= 28 and held.inner.w > 0.2 * width and not _on(held.inner, title)
    ]
    if own:
        subtitles = [held for held in own if held.kind == "subTitle"]
        box = (subtitles or own)[0].inner
        others = [held.outer for held in drawn.of("dt", "ftr", "sldNum")] + ([footer] if footer else [])
        others += [each.box for each in drawn.standing if _across(each.box, box)]
        feet = [each.y for each in others if each.y > box.y + box.h / 2]
        bands = [each.box for each in drawn.standing if each.kind == "fill" and each.box.h < 0.7 * height]
        feet += [band.y + band.h - 4 for band in bands if covered(box, [band]) > 0.9]
        foot = min([height - 20 * unit, *feet])
        floor = title.y - 6 * unit if _across(box, title) and title.y > box.y else foot
        return box._replace(h=max(min(box.h, floor - box.y), min(110.0 * unit, floor - box.y), 14.0))
    below = title.y + title.h + 8
    slide = Box(0, 0, width, height)
    if height - below >= 0.25 * height:
        box = Box(title.x, below, min(title.w, width - title.x - 10), min(height - below - 40, 0.4 * height))
    else:
        high = min(0.3 * height, max(title.y - 20, 30))
        box = Box(title.x, title.y - high - 8, min(title.w, width - title.x - 10), high)
    # Nothing says that this place is meant for text: it is kept clear of bands of colour too.
    return room(box, in_the_way(drawn, box, slide) + _bands(drawn, box))


def _on(one: Box, other: Box) -> bool:
    down = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return _across(one, other) and down > 4
