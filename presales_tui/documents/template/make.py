"""Writes the built-in template. The same source always gives the same bytes.

python -m presales_tui.documents.template.make
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from presales_tui.documents.ooxml.xml import HEAD, NS, emu
from presales_tui.documents.planning.frame import WIDE
from presales_tui.documents.template import LAYOUTS
from presales_tui.documents.template.layouts import ALL_LEVELS, layout_xml, master_xml, notes_master_xml
from presales_tui.documents.template.shapes import level
from presales_tui.documents.template.theme import theme_xml

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml."
_TYPES = {
    "ppt/presentation.xml": f"{_PRESENTATION}presentation.main+xml",
    "ppt/slideMasters/slideMaster1.xml": f"{_PRESENTATION}slideMaster+xml",
    "ppt/notesMasters/notesMaster1.xml": f"{_PRESENTATION}notesMaster+xml",
    "ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    **{
        f"ppt/slideLayouts/slideLayout{n}.xml": f"{_PRESENTATION}slideLayout+xml"
        for n in range(1, len(LAYOUTS) + 1)
    },
}
"""Content type of every part."""


def presentation_xml() -> str:
    """The presentation part, without slides."""
    text = "".join(level(n, 18) for n in ALL_LEVELS)
    return (
        f'{HEAD}<p:presentation {NS} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDE.width)}" cy="{emu(WIDE.height)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{text}</p:defaultTextStyle></p:presentation>"
    )


def _rels(*targets: tuple[str, str]) -> str:
    """Relationships rId1, rId2, … from (kind, target)."""
    rows = []
    for n, (kind, target) in enumerate(targets, 1):
        type_ = kind if kind == _CORE else f"{_OFFICE}/relationships/{kind}"
        rows.append(f'<Relationship Id="rId{n}" Type="{type_}" Target="{target}"/>')
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _content_types() -> str:
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _TYPES.items())
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def parts() -> dict[str, str]:
    """Every part of the package by name."""
    layouts = [("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(LAYOUTS) + 1)]
    found = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _rels(
            ("officeDocument", "ppt/presentation.xml"),
            (_CORE, "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>presales</dc:title></cp:coreProperties>'
        ),
        "docProps/app.xml": (
            f'{HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
            "<Application>presales</Application></Properties>"
        ),
        "ppt/presentation.xml": presentation_xml(),
        "ppt/_rels/presentation.xml.rels": _rels(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "ppt/slideMasters/slideMaster1.xml": master_xml(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(*layouts, ("theme", "../theme/theme1.xml")),
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels(("theme", "../theme/theme2.xml")),
        "ppt/theme/theme1.xml": theme_xml(),
        "ppt/theme/theme2.xml": theme_xml(),
    }
    for n, role in enumerate(LAYOUTS, 1):
        name = f"slideLayout{n}.xml"
        found[f"ppt/slideLayouts/{name}"] = layout_xml(role)
        found[f"ppt/slideLayouts/_rels/{name}.rels"] = _rels(
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
