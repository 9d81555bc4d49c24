"""The building blocks of masters and layouts: placeholders, bars, paragraph styles."""

from __future__ import annotations

from presales_tui.documents.ooxml.xml import bullet as bullet_xml
from presales_tui.documents.ooxml.xml import colour as theme_fill
from presales_tui.documents.ooxml.xml import emu, escaped, xfrm
from presales_tui.documents.plan import Box
from presales_tui.documents.planning.look import BULLET_HANG, LEVEL_STEP

PLAIN = 'lIns="0" tIns="0" rIns="0" bIns="0"'
"""Text body without insets: a box is as wide as its text may be."""
MIDDLE = f'{PLAIN} anchor="ctr"'
BOTTOM = f'{PLAIN} anchor="b"'

SLIDE_NUMBER = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
)
NO_TEXT = "<a:endParaRPr/>"


def placeholder(
    id_: int, name: str, kind: str, idx: int, box: Box | None, prompt: str, body: str = "", style: str = ""
) -> str:
    """A placeholder. Without a box it stands where the master has it; `prompt` is text or XML."""
    type_ = f' type="{kind}"' if kind else ""
    number = f' idx="{idx}"' if idx else ""
    size = ' sz="quarter"' if kind in ("dt", "ftr", "sldNum") else ""
    if not prompt.startswith("<"):
        prompt = f'<a:r><a:rPr lang="zh-CN"/><a:t>{escaped(prompt)}</a:t></a:r>'
    place = f'{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    props = f"<a:bodyPr {body}><a:normAutofit/></a:bodyPr>" if body else "<a:bodyPr/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{escaped(name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{type_}{size}{number}/></p:nvPr></p:nvSpPr>"
        f"<p:spPr>{place}</p:spPr><p:txBody>{props}<a:lstStyle>{style}</a:lstStyle><a:p>{prompt}</a:p>"
        "</p:txBody></p:sp>"
    )


def corner(id_: int, name: str, box: Box, colour: str, alpha: int) -> str:
    """A triangle that fills the lower right corner of its box; `alpha` in percent."""
    shape = (
        bar(id_, name, box, colour)
        .replace("<a:xfrm>", '<a:xfrm flipH="1">')
        .replace('"rect"', '"rtTriangle"')
    )
    return shape.replace(f'val="{colour}"/>', f'val="{colour}"><a:alpha val="{alpha * 1000}"/></a:schemeClr>')


def bar(id_: int, name: str, box: Box, colour: str) -> str:
    """A filled rectangle that belongs to the design."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{NO_TEXT}</a:p></p:txBody></p:sp>"
    )


def level(
    n: int,
    size: float,
    colour: str = "tx1",
    *,
    bullet: str = "",
    bold: bool = False,
    align: str = "l",
    fonts: str = "mn",
) -> str:
    """The style of list level `n` (from 1); `bullet` is the colour of its bullet, empty: none."""
    left = emu(BULLET_HANG + LEVEL_STEP * (n - 1)) if bullet else 0
    hang = -emu(BULLET_HANG) if bullet else 0
    mark = bullet_xml(n - 1, theme_fill(bullet)) if bullet else "<a:buNone/>"
    return (
        f'<a:lvl{n}pPr marL="{left}" indent="{hang}" algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" '
        'latinLnBrk="0" hangingPunct="0"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+{fonts}-lt"/>'
        f'<a:ea typeface="+{fonts}-ea"/><a:cs typeface="+{fonts}-cs"/></a:defRPr></a:lvl{n}pPr>'
    )


def title_level(size: float, colour: str) -> str:
    """The style of a title."""
    return level(1, size, colour, bold=True, fonts="mj")


def tree(shapes: str, background: str = "") -> str:
    """What stands on a master or layout; `background` is a colour of the theme."""
    fill = ""
    if background:
        fill = (
            f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{background}"/></a:solidFill>'
            "<a:effectLst/></p:bgPr></p:bg>"
        )
    return (
        f'{fill}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{shapes}</p:spTree>"
    )
