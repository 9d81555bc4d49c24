"""The theme of the built-in template: colours and fonts."""

from __future__ import annotations

from presales_tui.documents.ooxml.xml import HEAD

COLOURS = {
    "dk1": "22303C",
    "lt1": "FFFFFF",
    "dk2": "15324B",
    "lt2": "E6EBEF",
    "accent1": "1F6FB2",
    "accent2": "1F7F73",
    "accent3": "E3A035",
    "accent4": "C0492F",
    "accent5": "5A6A77",
    "accent6": "7A5EA8",
    "hlink": "1F6FB2",
    "folHlink": "5A6A77",
}
LATIN = "Arial"
EAST_ASIAN = "微软雅黑"
MONOSPACED = "Consolas"


def theme_xml() -> str:
    """The theme part."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    scripts = f'<a:font script="Hans" typeface="{EAST_ASIAN}"/><a:font script="Hant" typeface="微軟正黑體"/>'
    font = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface=""/>{scripts}'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f"{HEAD}"
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="presales">'
        f'<a:themeElements><a:clrScheme name="presales">{colours}</a:clrScheme>'
        f'<a:fontScheme name="presales"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="presales"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
