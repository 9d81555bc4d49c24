"""Masters and layouts of the built-in template.

A white slide with a dark title, one thin rule and a small footer; cover, chapter and closing slides
in deep blue. All colours and fonts are those of the theme, so a user can change them in one place.
"""

from __future__ import annotations

from presales_tui.documents.ooxml.xml import HEAD, NS, colour_map, xfrm
from presales_tui.documents.plan import Box
from presales_tui.documents.planning.frame import FOOTER_SIZE, WIDE
from presales_tui.documents.planning.look import LEVELS
from presales_tui.documents.template import (
    HOLDERS,
    LAYOUTS,
    NUMBER_BOX,
    NUMBER_IDX,
    NUMBER_SIZES,
    PLAIN_MAP,
    REFS_IDX,
    Role,
)
from presales_tui.documents.template.shapes import (
    BOTTOM,
    MIDDLE,
    NO_TEXT,
    PLAIN,
    SLIDE_NUMBER,
    bar,
    corner,
    level,
    placeholder,
    title_level,
    tree,
)

KINDS: dict[Role, str] = {
    "cover": "title",
    "section": "secHead",
    "content": "obj",
    "two": "twoObj",
    "title": "titleOnly",
    "closing": "cust",
}
"""What PowerPoint calls the layouts."""

FOOTERS = (
    ("dt", 10, WIDE.footer_date, "l"),
    ("ftr", 11, WIDE.footer, "ctr"),
    ("sldNum", 12, WIDE.footer_number, "r"),
)
_MAP = " ".join(f'{name}="{name}"' for name in (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"))
COLOURS = f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {_MAP}/>'
ALL_LEVELS = range(1, LEVELS + 2)


def master_xml() -> str:
    """The slide master: title, body, footers, one rule under the title."""
    shapes = bar(7, "Rule", Box(48, 90, 864, 1), "bg2") + bar(8, "Mark", Box(0, 36, 8, 40), "accent1")
    shapes += bar(9, "Foot", Box(48, 503, 864, 0.75), "bg2")
    shapes += placeholder(2, "Title", "title", 0, WIDE.title, "标题 Title", MIDDLE)
    shapes += placeholder(3, "Body", "body", 1, WIDE.body, "正文 Text", PLAIN)
    for n, (kind, _, box, align) in enumerate(FOOTERS):
        prompt = SLIDE_NUMBER if kind == "sldNum" else NO_TEXT
        shapes += placeholder(
            4 + n, kind, kind, n + 2, box, prompt, MIDDLE, level(1, FOOTER_SIZE, "accent5", align=align)
        )
    body = "".join(level(n, max(20 - 2 * min(n - 1, 2), 16), bullet="accent1") for n in ALL_LEVELS)
    other = "".join(level(n, 18) for n in ALL_LEVELS)
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS)))
    return (
        f"{HEAD}<p:sldMaster {NS}><p:cSld>{tree(shapes, 'bg1')}</p:cSld>{COLOURS}"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{title_level(28, 'tx2')}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout_xml(role: Role) -> str:
    """One layout."""
    dark = role in ("cover", "section", "closing")
    shapes = {"cover": _cover, "section": _section, "closing": _closing}.get(role, lambda: _content(role))()
    if role not in ("cover", "closing"):
        for n, (kind, idx, _, align) in enumerate(FOOTERS):
            style = level(1, FOOTER_SIZE, "bg2" if dark else "accent5", align=align)
            prompt = SLIDE_NUMBER if kind == "sldNum" else NO_TEXT
            shapes += placeholder(10 + n, kind, kind, idx, None, prompt, "", style)
    hidden = ' showMasterSp="0"' if dark else ""
    return (
        f'{HEAD}<p:sldLayout {NS}{hidden} type="{KINDS[role]}" preserve="1" userDrawn="1">'
        f'<p:cSld name="{LAYOUTS[role]}">{tree(shapes, "tx2" if dark else "")}</p:cSld>'
        f"{colour_map(PLAIN_MAP if role == 'section' else None, 'lt2')}</p:sldLayout>"
    )


def _corners() -> str:
    """What the dark slides have in their lower right corner."""
    return corner(30, "Corner 1", Box(480, 60, 480, 480), "accent1", 22) + corner(
        31, "Corner 2", Box(708, 288, 252, 252), "accent1", 45
    )


def _cover() -> str:
    title = title_level(40, "bg1")
    places = HOLDERS["cover"]
    return (
        _corners()
        + bar(20, "Band", Box(0, 0, 18, 540), "accent1")
        + bar(21, "Line", Box(72, 264, 96, 3), "accent3")
        + placeholder(2, "Title", "ctrTitle", 0, WIDE.cover_title, "方案标题 Title", BOTTOM, title)
        + placeholder(3, "Subtitle", *places["subtitle"], "客户 Client", PLAIN, level(1, 24, "bg1"))
        + placeholder(4, "Meta", *places["meta"], "编制 版本 日期", BOTTOM, level(1, 16, "bg2"))
    )


def _section() -> str:
    title = title_level(36, "bg1")
    number = level(1, NUMBER_SIZES[0], "accent3", bold=True)
    contents = level(1, 20, "bg2", bullet="accent3")
    place = HOLDERS["section"]["subtitle"]
    return (
        _corners()
        + bar(20, "Band", Box(0, 0, 18, 540), "accent1")
        + placeholder(2, "Title", "title", 0, WIDE.section_title, "章节标题 Section", BOTTOM, title)
        + placeholder(3, "Contents", *place, "本章内容 Contents", PLAIN, contents)
        + placeholder(4, "Number", "body", NUMBER_IDX, NUMBER_BOX, "01", BOTTOM, number)
    )


def _closing() -> str:
    title = title_level(40, "bg1")
    place = HOLDERS["closing"]["subtitle"]
    return (
        _corners()
        + bar(20, "Band", Box(0, 0, 18, 540), "accent1")
        + bar(21, "Line", Box(72, 264, 96, 3), "accent3")
        + placeholder(2, "Title", "title", 0, WIDE.closing_title, "谢谢 Thank you", BOTTOM, title)
        + placeholder(3, "Contact", *place, "联系人 Contact", PLAIN, level(1, 20, "bg2"))
    )


def _content(role: Role) -> str:
    shapes = placeholder(2, "Title", "title", 0, None, "标题 Title")
    for n, holder in enumerate(HOLDERS[role].values()):
        shapes += placeholder(3 + n, f"Content {n + 1}", *holder, "正文 Text")
    refs = level(1, 12, "accent5")
    return shapes + placeholder(8, "Refs", "body", REFS_IDX, WIDE.refs, "响应需求 Answers", MIDDLE, refs)


def notes_master_xml() -> str:
    """The master of the speaker notes: the slide on top, the notes below."""
    slide = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{xfrm(Box(54, 54, 432, 243))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    notes = placeholder(3, "Notes", "body", 3, Box(54, 320, 432, 360), "备注 Notes")
    style = "".join(level(n, 12) for n in ALL_LEVELS)
    return (
        f"{HEAD}<p:notesMaster {NS}><p:cSld>{tree(slide + notes, 'bg1')}</p:cSld>{COLOURS}"
        f"<p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )
