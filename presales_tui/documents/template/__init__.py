"""The built-in template: `plain.pptx`, made by `python -m presales_tui.documents.template.make`."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal, NamedTuple

from presales_tui.documents.frame import WIDE
from presales_tui.documents.plan import Box, Place, Slide

Role = Literal["cover", "section", "content", "two", "title", "closing"]

LAYOUTS: dict[Role, str] = {
    "cover": "Cover 封面",
    "section": "Section 章节",
    "content": "Content 正文",
    "two": "Two areas 两栏",
    "title": "Title only 仅标题",
    "closing": "Closing 封底",
}
"""Role of a layout to its name in the built-in template."""


class Holder(NamedTuple):
    """A placeholder of a layout: its type (empty: any content), its idx, and where it stands."""

    kind: str
    idx: int
    box: Box


_HALF = (WIDE.body.h - 12) / 2

HOLDERS: dict[Role, dict[Place, Holder]] = {
    "cover": {
        "subtitle": Holder("subTitle", 1, WIDE.cover_subtitle),
        "meta": Holder("body", 13, WIDE.cover_meta),
    },
    "section": {"subtitle": Holder("body", 1, WIDE.section_body)},
    "content": {"body": Holder("", 1, WIDE.body)},
    "two": {
        "body": Holder("", 1, WIDE.body._replace(h=_HALF)),
        "second": Holder("", 2, WIDE.body._replace(y=WIDE.body.y + _HALF + 12, h=_HALF)),
    },
    "title": {},
    "closing": {"subtitle": Holder("subTitle", 1, WIDE.closing_body)},
}
"""Of each layout which placeholder takes which place."""

NUMBER_IDX = 14
"""The chapter number on a section slide."""
REFS_IDX = 13
"""The refs of the requirements, on the slides with content."""


def template_bytes() -> bytes:
    """The built-in template as a file."""
    return (files(__package__) / "plain.pptx").read_bytes()


def role_of(slide: Slide) -> Role:
    """The layout that a slide needs."""
    if slide.kind in ("cover", "section", "closing"):
        return slide.kind
    places = {area.place for area in slide.areas}
    if "second" in places:
        return "two"
    return "content" if "body" in places else "title"
