"""Room for titles and text where nothing of a layout stands: beside logos, below slogans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from presales_tui.documents.plan import Box
from presales_tui.documents.template import Role
from presales_tui.documents.template.reading import TEXTS, TITLES, Drawn, Held

_GAP = 4.0
_TOUCH = 2.0
"""Points that words may reach into a place."""
_BRUSH = 8.0
"""The same for pictures, which are often clear at their edges."""
_BEHIND = 0.7
"""A picture that so much of a place stands on is meant to be behind it."""
_GROUND = 0.5
"""A picture that takes so much of a slide is its background."""
_DESIGNED = 0.3
"""A layout with so much drawn on it alone is what a company means by its slides."""
_WHOLE = 0.9
"""A layout with so much drawn on it alone is for a picture, not for what any slide tells."""
_THIN = 4.0
"""Points of width up to which something is a line."""
_LEAST = 0.45
"""Of a title's place: less is not worth staying in."""


def shared(one: Box, other: Box) -> Box:
    """What two boxes share; without width or height if nothing."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.x + one.w, other.x + other.w), min(one.y + one.h, other.y + other.h)
    return Box(x, y, max(right - x, 0), max(bottom - y, 0))


def area(box: Box) -> float:
    """Square points."""
    return box.w * box.h


def covered(box: Box, others: Iterable[Box]) -> float:
    """The share of a box that others take, 0 to 1."""
    return min(sum(area(shared(box, each)) for each in others) / max(area(box), 1), 1.0)


def in_the_way(drawn: Drawn, box: Box, slide: Box) -> list[Box]:
    """What of a layout stands in a place and is not meant to be behind it."""
    found = []
    for each in drawn.standing:
        common = shared(box, each.box)
        if each.kind == "line":
            found += [each.box] if _parts(each.box, box) else []
            continue
        least = _TOUCH if each.kind == "words" else _BRUSH
        if each.kind == "fill" or min(common.w, common.h) <= least:
            continue
        behind = area(each.box) > _GROUND * area(slide) or area(common) > _BEHIND * area(box)
        if each.kind == "words" or not behind:
            found.append(each.box)
    return found


def _parts(line: Box, box: Box) -> bool:
    """Whether a line runs through a place near its upper or lower edge, and so parts it from something."""
    if line.h > 4 or not box.h:
        return False
    at = (line.y - box.y) / box.h
    wide = min(line.x + line.w, box.x + box.w) - max(line.x, box.x)
    return wide > 0.25 * box.w and (0.02 < at < 0.3 or 0.7 < at < 0.98)


def room(box: Box, taken: Sequence[Box]) -> Box:
    """The best rectangle of a box in which nothing stands: the largest, rather wide than high."""
    grown = [Box(b.x - _GAP, b.y - _GAP, b.w + 2 * _GAP, b.h + 2 * _GAP) for b in taken]
    inside = [each for b in grown if area(each := shared(box, b)) > 0]
    if not inside:
        return box
    if len(inside) > 12:  # then they are taken for as many as can be tried out
        inside = [_around(inside[n::12]) for n in range(12)]
    edges = sorted({box.x, box.x + box.w, *(b.x for b in inside), *(b.x + b.w for b in inside)})
    best, worth = box._replace(h=0.0), 0.0
    for n, left in enumerate(edges):
        for right in edges[n + 1 :]:
            between = sorted((b for b in inside if b.x < right and b.x + b.w > left), key=lambda b: b.y)
            stops = [(box.y, box.y), *((b.y, b.y + b.h) for b in between), (box.y + box.h,) * 2]
            low = box.y
            for (_, end), (start, _) in pairwise(stops):
                low = max(low, end)
                free = Box(left, low, right - left, start - low)
                value = area(free) * (free.w / box.w) ** 0.5 if free.h > 0 else 0.0
                if value > worth:
                    best, worth = free, value
    return best


def _around(boxes: Sequence[Box]) -> Box:
    x, y = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(x, y, max(b.x + b.w for b in boxes) - x, max(b.y + b.h for b in boxes) - y)


def settled(
    found: Mapping[Role, Drawn], width: float, height: float, by_hand: Mapping[str, str]
) -> dict[Role, Drawn]:
    """The layouts of all roles, each clear of what it has itself.

    One for two columns or tables that leaves much less room than that for text gives way to it, and so does
    one with a line down its middle or a picture behind it all; one without a design gives way to one with
    it: companies draw on the layouts that they use, and forget the others.
    Roles in `by_hand` stay as they are.
    """
    alike = dict(found)
    design = found["content"].design
    least: dict[Role, float] = {"two": 0.01, "title": 0.01, "section": _DESIGNED}
    for role, share in least.items():
        if (
            role not in by_hand
            and design > share
            and found[role].design < 0.3 * design
            and not found[role].used
        ):
            alike[role] = found["content"]
    clear = {role: cleared(role, drawn, width, height) for role, drawn in alike.items()}
    slide, content = Box(0, 0, width, height), clear["content"]
    if content.texts:
        body = content.texts[0].inner
        inner: tuple[Role, ...] = ("two", "title")
        for role in (role for role in inner if role not in by_hand):
            free = room(body, in_the_way(clear[role], body, slide))
            alone = clear[role].design >= _WHOLE > 3 * content.design and not clear[role].used
            if area(free) < 0.85 * area(body) or alone or _is_divided(clear[role], body):
                clear[role] = content
    return clear


def _is_divided(drawn: Drawn, body: Box) -> bool:
    """Whether a line runs down through the middle of what text takes: it parts columns that are not ours."""
    lines = [each.box for each in drawn.standing if each.kind == "line" and each.box.w <= _THIN]
    middle = (body.x + 0.25 * body.w, body.x + 0.75 * body.w)
    return any(middle[0] < line.x < middle[1] and shared(line._replace(w=1), body).h > 20 for line in lines)


def cleared(role: Role, drawn: Drawn, width: float, height: float) -> Drawn:
    """A layout whose title and places for text keep clear of what it has itself."""
    if drawn.title is None and drawn.told is not None:
        drawn = replace(drawn, held=[drawn.told, *drawn.held])
    if not drawn.standing:
        return drawn
    slide = Box(0, 0, width, height)
    low = 0.8 if role in ("cover", "section", "closing") else 0.42
    held = [
        _title(drawn, each, slide, low * height)
        if each.kind in TITLES
        else replace(each, inner=_text(drawn, each.inner, slide))
        if each.kind in TEXTS
        else each
        for each in drawn.held
    ]
    return replace(drawn, held=held)


def _text(drawn: Drawn, box: Box, slide: Box) -> Box:
    return room(box, in_the_way(drawn, box, slide))


def _title(drawn: Drawn, title: Held, slide: Box, low: float) -> Held:
    """Where it stands if enough of that is free, else below what is in its way."""
    box = title.inner
    taken = in_the_way(drawn, box, slide)
    if not taken or not title.upright:
        return title
    free = room(box, taken)
    if area(free) < _LEAST * area(box) or free.h < min(24.0, box.h) or free.w < 0.25 * slide.w:
        wider = box._replace(h=max(low - box.y, box.h))
        below = room(wider, in_the_way(drawn, wider, slide))
        if below.h >= 24 and below.w >= 0.25 * slide.w:
            free = below._replace(h=min(below.h, box.h))
    return replace(title, inner=free)
