"""How a layout of a company template is used: which placeholder takes what, and colours that are seen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from presales_tui.documents.plan import Box, Place
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.template import PLAIN_MAP, Holder, Layout, Role
from presales_tui.documents.template.colours import LOST, Colours, contrast, is_lost
from presales_tui.documents.template.grounds import Grounds
from presales_tui.documents.template.measuring import latin_factor
from presales_tui.documents.template.reading import Drawn, Held

_THEME_COLOURS = frozenset(PLAIN_MAP.values())
_PLAIN = ("dk1", "lt1", "dk2", "lt2")
"""Colours of a theme that text is set in."""
_INNER: tuple[Role, ...] = ("content", "two", "title")


def _title_box(role: Role, frame: Frame) -> Box:
    boxes = {"cover": frame.cover_title, "section": frame.section_title, "closing": frame.closing_title}
    return boxes.get(role, frame.title)


def _text_box(role: Role, frame: Frame) -> Box:
    boxes = {"cover": frame.cover_subtitle, "section": frame.section_body, "closing": frame.closing_body}
    return boxes.get(role, frame.body)


def layout_of(role: Role, drawn: Drawn, frame: Frame, mapping: Mapping[str, str], face: str) -> Layout:
    """The layout as slides of a role use it: colour map of its master, font of titles."""
    title, box = drawn.title, _title_box(role, frame)
    holder = None
    if title is not None and title.idx >= 0:
        same = (
            title.inner == title.own
            and abs(title.inner.y - box.y) < 1
            and abs(title.inner.x - box.x) < 1
            and title.inner.w >= box.w - 1
        )
        holder = Holder(title.kind, title.idx, box if same else title.own)
    footers = {
        held.kind: Holder(held.kind, held.idx, held.inner)
        for held in drawn.of("dt", "ftr", "sldNum")
        if held.upright and held.inner.h > 9
    }
    size = float(title.style.get("sz", 0)) / 100 if title else 0.0
    fill = title.style.get("fill", "") if title and role not in _INNER else ""
    texts = drawn.texts
    if texts:
        fill = texts[0].style.get("fill", "") or fill
    link = ""
    scheme = re.search(r'^<a:schemeClr val="(\w+)"', fill or "")
    if scheme and scheme[1] != "phClr":
        link = (drawn.colours or mapping).get(scheme[1], scheme[1])
    if not link and (role in _INNER or box == frame.title):
        link = (drawn.colours or mapping).get("tx1", "dk1")
    return Layout(
        drawn.part,
        drawn.name,
        holder,
        _places(role, drawn, frame),
        footers,
        colours=drawn.colours,
        link=link if link in _THEME_COLOURS else "",
        text="" if role in _INNER or "phClr" in fill else fill,
        title_size=size,
        title_wider=_wider(title, box, face),
    )


def _wider(title: Held | None, planned: Box, face: str) -> float:
    if title is None or abs(title.inner.x - planned.x) > 1 or abs(title.inner.y - planned.y) > 1:
        return latin_factor(face)
    return max(title.inner.w / planned.w, 1.0) if planned.w else 1.0


def seen(role: Role, use: Layout, drawn: Drawn, frame: Frame, theme: str, grounds: Grounds) -> Layout:
    """Title and text take a colour that is read where they stand, if that of the layout is not."""
    colours = Colours(theme, drawn.colours or grounds.colours_of(drawn.master))
    box = _title_box(role, frame)
    own = drawn.title.style.get("fill", "") if drawn.title is not None else ""
    if drawn.title is None and role not in _INNER:
        box = box._replace(y=box.y + 0.4 * box.h, h=0.6 * box.h)  # it stands at the lower edge
    known = grounds.under(drawn, box, colours, drawn.title)
    if "phClr" in own:
        use = use._replace(title_text="text")
    elif known and _is_lost(colours.seen(own or '<a:schemeClr val="tx1"/>'), known, drawn.title):
        use = use._replace(title_text=colours.read_on(known))
    elif use.title is None:
        use = use._replace(title_text=own)
    held = next(iter(drawn.texts), None)
    known = grounds.under(drawn, _text_box(role, frame), colours, held)
    ink = use.text or next((held.style.get("fill", "") for held in drawn.texts), "")
    if "phClr" in ink or not ink:
        ink = '<a:schemeClr val="tx1"/>'
    if known and _is_lost(colours.seen(ink), known, held):
        ink = colours.read_on(known)
        use = use._replace(text=ink, recoloured=True)
    read = contrast(colours.seen(ink), known) if known else 21.0
    if known and contrast(colours.of(use.link or "hlink"), known) < min(1.5 * LOST, read - 0.1):
        use = use._replace(link=max(_PLAIN, key=lambda name: contrast(colours.of(name), known)))
    known = grounds.under(drawn, frame.footer, colours)
    if known and contrast(colours.of("tx1"), known) < 2 * LOST:
        use = use._replace(footer_text=colours.read_on(known))
    return use


def _is_lost(ink: str, ground: str, held: Held | None) -> bool:
    """Whether text is not read: what a company has chosen for a place counts for more than our black."""
    chosen = held is not None and bool(held.style.get("fill"))
    return is_lost(ink, ground) if chosen else contrast(ink, ground) < 4.0


def _places(role: Role, drawn: Drawn, frame: Frame) -> dict[Place, Holder]:
    """Which placeholder takes what; its box is that of the frame where it is the same."""
    texts = drawn.texts
    found: dict[Place, Holder] = {}

    def holder(held: Held, box: Box) -> Holder:
        near = all(abs(a - b) < 1 for a, b in zip(held.own, box, strict=True))
        return Holder(held.kind, held.idx, box if near else held.own)

    if len({held.idx for held in texts}) < len(texts):
        texts = texts[:1]  # nothing tells them apart
    if role == "content" and texts:
        found["body"] = holder(texts[0], frame.body)
    elif role == "two" and len(texts) >= 2:
        left, right = sorted(texts[:2], key=lambda held: held.own.x)
        found = {"body": holder(left, frame.left), "second": holder(right, frame.right)}
    elif role == "two" and texts:
        found["body"] = holder(texts[0], frame.body)
    elif role not in _INNER:
        for held in texts:
            box = _text_box(role, frame)
            if held.inner[:3] == box[:3]:
                found["subtitle"] = holder(held, box)
            elif role == "cover" and frame.meta and held.inner == frame.cover_meta:
                found["meta"] = holder(held, frame.cover_meta)
    return found
