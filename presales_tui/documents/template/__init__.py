"""What a deck is drawn into: the built-in template, or that of a company (see `load`).

The built-in one is `plain.pptx`, made by `python -m presales_tui.documents.template.make`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from presales_tui.documents.ooxml.package import Package
from presales_tui.documents.ooxml.packing import unpacked
from presales_tui.documents.plan import Box, Place, Slide
from presales_tui.documents.planning.frame import WIDE, Frame

Role = Literal["cover", "section", "content", "two", "title", "closing"]
ROLES: tuple[Role, ...] = ("cover", "section", "content", "two", "title", "closing")

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
    """A placeholder of a layout: its type (empty: any content), its idx, and where its text stands."""

    kind: str
    idx: int
    box: Box


_HALF = (WIDE.body.w - 28) / 2

HOLDERS: dict[Role, dict[Place, Holder]] = {
    "cover": {
        "subtitle": Holder("subTitle", 1, WIDE.cover_subtitle),
        "meta": Holder("body", 13, WIDE.cover_meta),
    },
    "section": {"subtitle": Holder("body", 1, WIDE.section_body)},
    "content": {"body": Holder("", 1, WIDE.body)},
    "two": {
        "body": Holder("", 1, WIDE.body._replace(w=_HALF)),
        "second": Holder("", 2, WIDE.body._replace(x=WIDE.body.x + _HALF + 28, w=_HALF)),
    },
    "title": {},
    "closing": {"subtitle": Holder("subTitle", 1, WIDE.closing_body)},
}
"""Of each layout of the built-in template which placeholder takes which place."""

NUMBER_IDX = 14
"""The chapter number on a section slide."""
NUMBER_BOX = Box(72, 120, 130, 96)
NUMBER_SIZES = (66.0, 48.0, 36.0, 24.0)
"""Of that number, the largest first; from chapter 100 it has no room in it."""
REFS_IDX = 13
"""The refs of the requirements, on the slides with content."""

PLAIN_MAP = {
    "bg1": "lt1",
    "tx1": "dk1",
    "bg2": "lt2",
    "tx2": "dk2",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
    "hlink": "hlink",
    "folHlink": "folHlink",
}
"""Which colour of the theme stands for what: what almost every master says."""


class Layout(NamedTuple):
    """How one layout is used."""

    part: str
    """Name of its part."""
    name: str
    title: Holder | None
    """None: the title is a placeholder of its own on the slide."""
    holders: Mapping[Place, Holder]
    footers: Mapping[str, Holder]
    """`dt`, `ftr`, `sldNum`: those that it has."""
    number: int = -1
    """idx of the placeholder for the chapter number; -1: none."""
    refs: int = -1
    """The same for the refs of requirements."""
    colours: dict[str, str] | None = None
    """A colour map of its own; None: that of the master."""
    link: str = ""
    """Colour of the theme for links that look like text; empty: links look like links."""
    text: str = ""
    """What text boxes on it are filled with: as `Palette.fill` takes it; empty: like all text."""
    recoloured: bool = False
    """Whether its placeholders are given `text` too, since their own colour is not read where they stand."""
    footer_text: str = ""
    """Colour of a footer of ours where that of text is not read; empty: it is."""
    title_size: float = 0.0
    """Font size of its title, in points of the plan; 0: slides say it."""
    title_wider: float = 1.0
    """How much wider its title is drawn than it was planned, for letters wider than those measured."""
    title_text: str = ""
    """Colour of its title where slides must say it, since it stands elsewhere than the layout has it."""


class Palette(NamedTuple):
    """The colours of what no placeholder says: fills as DrawingML by their use."""

    fills: dict[str, str]

    def fill(self, use: str) -> str:
        """`a:solidFill` for a use (`text`, `muted`, …), a colour of the theme or one as DrawingML."""
        known = use if use.startswith("<") else self.fills.get(use, f'<a:schemeClr val="{use}"/>')
        return f"<a:solidFill>{known}</a:solidFill>"


BUILT_IN_PALETTE = Palette(
    {
        "text": '<a:schemeClr val="tx1"/>',
        "muted": '<a:schemeClr val="accent5"/>',
        "lead": '<a:schemeClr val="accent1"/>',
        "mark": '<a:schemeClr val="accent1"/>',
        "warn": '<a:schemeClr val="accent4"/>',
        "panel": '<a:schemeClr val="bg2"/>',
        "code": '<a:schemeClr val="tx1"/>',
        "rule": '<a:schemeClr val="bg2"/>',
        "good": '<a:schemeClr val="accent2"/>',
        "fair": '<a:schemeClr val="accent3"><a:lumMod val="60000"/></a:schemeClr>',
        "stripe": '<a:schemeClr val="tx1"><a:alpha val="4000"/></a:schemeClr>',
        "head": '<a:schemeClr val="tx2"/>',
        "on_head": '<a:schemeClr val="bg1"/>',
    }
)


class Template(NamedTuple):
    """A template, ready to be drawn into."""

    name: str
    """File name; empty: the built-in one."""
    package: Package
    """Without slides."""
    frame: Frame
    layouts: dict[Role, Layout]
    presentation: tuple[str, str, str]
    """The presentation part in three pieces; between them come the list of slides and the sections."""
    palette: Palette = BUILT_IN_PALETTE
    scale: float = 1.0
    """Points of the file to one point of the plan: not 1 where slides are very large or small."""
    fonts: str = ""
    """Font of East Asian runs as DrawingML, where the theme has none."""
    colours: Mapping[str, str] = PLAIN_MAP
    bullets: bool = True
    """Whether its text placeholders bring bullets; else the slides bring them."""
    large_bullets: bool = False
    """Whether those bullets are larger than their text, which would make its lines higher."""
    plain_text: str = ""
    """Attributes that take away what its text style has and was not measured: bold, capitals."""
    left: str = ""
    """`algn="l"` where its text placeholders are not set to the left."""
    deep_text: bool = False
    """Whether slides must say the colour of deeper levels, which could not be read else."""
    links: str = ""
    """Colour of the theme for links, where its own cannot be read on its slides."""
    title_paragraph: str = ""
    """Paragraph properties of titles, where they would stand otherwise than was measured."""
    names: tuple[str, ...] = ()
    """Of all its layouts, to choose from by hand; those of the master that is used come first."""
    told: tuple[str, ...] = ()
    """What was left out or made good, in sentences for the user."""


def template_bytes() -> bytes:
    """The built-in template as a file."""
    return Path(__file__).with_name("plain.pptx").read_bytes()


PRESENTATION = "ppt/presentation.xml"


@lru_cache(maxsize=1)
def built_in() -> Template:
    """The built-in template. Its parts are known, so nothing of it is parsed."""
    package = Package.of(unpacked(template_bytes()))
    xml = package.parts[PRESENTATION].decode()
    at = xml.index("<p:sldSz")
    footers = {
        "dt": Holder("dt", 10, WIDE.footer_date),
        "ftr": Holder("ftr", 11, WIDE.footer),
        "sldNum": Holder("sldNum", 12, WIDE.footer_number),
    }
    titles = {"cover": WIDE.cover_title, "section": WIDE.section_title, "closing": WIDE.closing_title}
    links = {"section": "lt2", "content": "dk2"}
    layouts: dict[Role, Layout] = {}
    for n, role in enumerate(LAYOUTS, 1):
        layouts[role] = Layout(
            f"ppt/slideLayouts/slideLayout{n}.xml",
            LAYOUTS[role],
            Holder("ctrTitle" if role == "cover" else "title", 0, titles.get(role, WIDE.title)),
            HOLDERS[role],
            {} if role in ("cover", "closing") else footers,
            number=NUMBER_IDX if role == "section" else -1,
            refs=REFS_IDX if role in ("content", "two", "title") else -1,
            link=links.get(role, "dk1"),
            title_size=28 if role in ("content", "two", "title") else 0,
        )
    end = xml.index("</p:presentation>")
    return Template("", package, WIDE, layouts, (xml[:at], xml[at:end], f"</p:extLst>{xml[end:]}"))


def role_of(slide: Slide) -> Role:
    """The layout that a slide needs."""
    if slide.kind in ("cover", "section", "closing"):
        return slide.kind
    places = {area.place for area in slide.areas}
    if "second" in places:
        return "two"
    return "content" if "body" in places else "title"
