"""Writes the built-in template. The same source always gives the same bytes.

    python -m presales_tui.documents.template.make

A white slide with a dark title, one thin rule and a small footer; cover, chapter and closing slides
in deep blue. All colours and fonts are those of the theme, so a user can change them in one place.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from presales_tui.documents.drawing.xml import EMU, NS, escaped, xfrm
from presales_tui.documents.frame import WIDE
from presales_tui.documents.look import LEVELS
from presales_tui.documents.plan import Box
from presales_tui.documents.template import HOLDERS, LAYOUTS, NUMBER_IDX, REFS_IDX, Role
from presales_tui.documents.template.theme import theme_xml

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
NO_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'
FOOTERS = (
    ("dt", 10, Box(48, 508, 160, 18), "l"),
    ("ftr", 11, WIDE.footer._replace(y=508), "ctr"),
    ("sldNum", 12, Box(812, 508, 100, 18), "r"),
)


def placeholder(
    id_: int, name: str, kind: str, idx: int, box: Box | None, text: str, body: str = "", style: str = ""
) -> str:
    """A placeholder of a master or layout. Without a box it stands where the master has it."""
    type_ = f' type="{kind}"' if kind else ""
    number = f' idx="{idx}"' if idx else ""
    size = ' sz="quarter"' if kind in ("dt", "ftr", "sldNum") else ""
    content = (
        text
        if text.startswith("<")
        else f'<a:p><a:r><a:rPr lang="zh-CN"/><a:t>{escaped(text)}</a:t></a:r></a:p>'
    )
    place = f'{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{escaped(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{type_}{size}{number}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f"<p:txBody><a:bodyPr{' ' + body if body else ''}>{'<a:normAutofit/>' if body else ''}</a:bodyPr>"
        f"<a:lstStyle>{style}</a:lstStyle>{content}</p:txBody></p:sp>"
    )


def bar(id_: int, name: str, box: Box, colour: str) -> str:
    """A filled rectangle that belongs to the design."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def tree(shapes: str, background: str = "") -> str:
    """The common slide data of a master, layout or notes master."""
    fill = (
        f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{background}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        if background
        else ""
    )
    return (
        f'{fill}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{shapes}</p:spTree>'
    )


def _level(
    n: int, size: float, colour: str = "tx1", *, bullet: bool = True, bold: bool = False, align: str = "l"
) -> str:
    left = round((20 + 22 * (n - 1)) * EMU) if bullet else 0
    hang = -round(20 * EMU) if bullet else 0
    mark = (
        '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/>'
        f'<a:buChar char="{"•–"[n % 2 == 0]}"/>'
        if bullet
        else "<a:buNone/>"
    )
    return (
        f'<a:lvl{n}pPr marL="{left}" indent="{hang}" algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" '
        'latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{mark}<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{n}pPr>"
    )


def _title_style(size: float, colour: str) -> str:
    return _level(1, size, colour, bullet=False, bold=True).replace("+mn-", "+mj-")


def master_xml() -> str:
    """The slide master: title, body, footers, one rule under the title."""
    shapes = bar(7, "Rule", Box(48, 90, 864, 1), "bg2") + bar(8, "Mark", Box(0, 36, 8, 40), "accent1")
    shapes += placeholder(2, "Title", "title", 0, WIDE.title, "标题 Title", f'{NO_INSETS} anchor="ctr"')
    shapes += placeholder(3, "Body", "body", 1, WIDE.body, "正文 Text", NO_INSETS)
    for n, (kind, _, box, align) in enumerate(FOOTERS):
        style = _level(1, 10, "tx2", bullet=False, align=align)
        shapes += placeholder(
            4 + n, kind, kind, n + 2, box, _footer_text(kind), f'{NO_INSETS} anchor="ctr"', style
        )
    body = "".join(_level(n, max(20 - 2 * min(n - 1, 2), 16)) for n in range(1, LEVELS + 2))
    other = "".join(_level(n, 18, bullet=False) for n in range(1, LEVELS + 2))
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS)))
    return (
        f"{HEAD}<p:sldMaster {NS}><p:cSld>{tree(shapes, 'bg1')}</p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{_title_style(28, 'tx2')}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _footer_text(kind: str) -> str:
    if kind == "sldNum":
        return '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld></a:p>'
    return "<a:p><a:endParaRPr/></a:p>"


def layout_xml(role: Role) -> str:
    """One layout."""
    places = HOLDERS[role]
    shapes, background, master = "", "", ""
    if role == "cover":
        background, master = "tx2", ' showMasterSp="0"'
        shapes += bar(20, "Band", Box(0, 0, 18, 540), "accent1") + bar(
            21, "Line", Box(72, 270, 96, 3), "accent3"
        )
        shapes += placeholder(
            2,
            "Title",
            "ctrTitle",
            0,
            WIDE.cover_title,
            "方案标题 Title",
            f'{NO_INSETS} anchor="b"',
            _title_style(40, "bg1"),
        )
        shapes += placeholder(
            3, "Subtitle", *places["subtitle"], "客户 Client", NO_INSETS, _level(1, 24, "bg1", bullet=False)
        )
        shapes += placeholder(
            4,
            "Meta",
            *places["meta"],
            "编制 版本 日期",
            f'{NO_INSETS} anchor="b"',
            _level(1, 16, "bg2", bullet=False),
        )
    elif role == "section":
        background, master = "tx2", ' showMasterSp="0"'
        shapes += bar(20, "Band", Box(0, 0, 18, 540), "accent1")
        shapes += placeholder(
            2,
            "Title",
            "title",
            0,
            WIDE.section_title,
            "章节标题 Section",
            f'{NO_INSETS} anchor="b"',
            _title_style(36, "bg1"),
        )
        shapes += placeholder(
            3, "Contents", *places["subtitle"], "本章内容 Contents", NO_INSETS, _level(1, 20, "bg2")
        )
        shapes += placeholder(
            4,
            "Number",
            "body",
            NUMBER_IDX,
            Box(72, 120, 130, 96),
            "01",
            f'{NO_INSETS} anchor="b"',
            _level(1, 66, "accent3", bullet=False, bold=True),
        )
    elif role == "closing":
        background, master = "tx2", ' showMasterSp="0"'
        shapes += bar(20, "Band", Box(0, 0, 18, 540), "accent1") + bar(
            21, "Line", Box(72, 268, 96, 3), "accent3"
        )
        shapes += placeholder(
            2,
            "Title",
            "title",
            0,
            WIDE.closing_title,
            "谢谢 Thank you",
            f'{NO_INSETS} anchor="b"',
            _title_style(40, "bg1"),
        )
        shapes += placeholder(
            3, "Contact", *places["subtitle"], "联系人 Contact", NO_INSETS, _level(1, 20, "bg2", bullet=False)
        )
    else:
        shapes += placeholder(2, "Title", "title", 0, None, "标题 Title")
        for n, holder in enumerate(places.values()):
            shapes += placeholder(3 + n, f"Content {n + 1}", *holder, "正文 Text")
        shapes += placeholder(
            8,
            "Refs",
            "body",
            REFS_IDX,
            WIDE.refs,
            "响应需求 Answers",
            f'{NO_INSETS} anchor="ctr"',
            _level(1, 12, "accent5", bullet=False),
        )
    if role not in ("cover", "closing"):
        for n, (kind, idx, _, align) in enumerate(FOOTERS):
            style = _level(1, 10, "bg2", bullet=False, align=align) if role == "section" else ""
            shapes += placeholder(10 + n, kind, kind, idx, None, _footer_text(kind), "", style)
    kind = {
        "cover": "title",
        "section": "secHead",
        "content": "obj",
        "two": "twoObj",
        "title": "titleOnly",
        "closing": "cust",
    }[role]
    return (
        f'{HEAD}<p:sldLayout {NS} type="{kind}" preserve="1" userDrawn="1"{master}>'
        f'<p:cSld name="{LAYOUTS[role]}">{tree(shapes, background)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def notes_master_xml() -> str:
    """The master of the speaker notes: the slide on top, the notes below."""
    slide = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{xfrm(Box(54, 54, 432, 243))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    notes = placeholder(3, "Notes", "body", 3, Box(54, 320, 432, 360), "备注 Notes")
    style = "".join(_level(n, 12, bullet=False) for n in range(1, LEVELS + 2))
    return (
        f"{HEAD}<p:notesMaster {NS}><p:cSld>{tree(slide + notes, 'bg1')}</p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )


def presentation_xml() -> str:
    """The presentation part, without slides."""
    return (
        f'{HEAD}<p:presentation {NS} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{round(WIDE.width * EMU)}" cy="{round(WIDE.height * EMU)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{''.join(_level(n, 18, bullet=False) for n in range(1, LEVELS + 2))}</p:defaultTextStyle>"
        "</p:presentation>"
    )


def _rels(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if "://" in kind else REL + "/" + kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def parts() -> dict[str, str]:
    """Every part of the package by name."""
    roles = list(LAYOUTS)
    overrides = {
        "ppt/presentation.xml": TYPE + "presentation.main+xml",
        "ppt/slideMasters/slideMaster1.xml": TYPE + "slideMaster+xml",
        "ppt/notesMasters/notesMaster1.xml": TYPE + "notesMaster+xml",
        "ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        **{
            f"ppt/slideLayouts/slideLayout{n}.xml": TYPE + "slideLayout+xml" for n in range(1, len(roles) + 1)
        },
    }
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    found = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ),
        "_rels/.rels": _rels(
            ("officeDocument", "ppt/presentation.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>presales</dc:title></cp:coreProperties>'
        ),
        "docProps/app.xml": (
            f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>presales</Application></Properties>"
        ),
        "ppt/presentation.xml": presentation_xml(),
        "ppt/_rels/presentation.xml.rels": _rels(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "ppt/slideMasters/slideMaster1.xml": master_xml(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(
            *(("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(roles) + 1)),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels(("theme", "../theme/theme2.xml")),
        "ppt/theme/theme1.xml": theme_xml(),
        "ppt/theme/theme2.xml": theme_xml(),
    }
    for n, role in enumerate(roles, 1):
        found[f"ppt/slideLayouts/slideLayout{n}.xml"] = layout_xml(role)
        found[f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels"] = _rels(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return found


def build() -> bytes:
    """The template as a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode())
    return out.getvalue()


if __name__ == "__main__":
    (Path(__file__).parent / "plain.pptx").write_bytes(build())
