"""What would make PowerPoint or Word offer to repair a file: pointers, ids, types, the order of elements."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.onto.edited import EditedDeck
from presales_tui.documents.onto.writing import Onto
from presales_tui.documents.papers.solution import solution
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.template.load import load_template
from presales_tui.model.requirement import Requirement
from tests.documents.companies import changed, company
from tests.documents.support import book

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GUID = r"\{[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}\}"
ORDER = {
    "presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz "
    "embeddedFontLst custDataLst kinsoku defaultTextStyle extLst",
    "sld": "cSld clrMapOvr transition timing extLst",
    "notes": "cSld clrMapOvr extLst",
    "sp": "nvSpPr spPr style txBody extLst",
    "pic": "nvPicPr blipFill spPr style extLst",
    "graphicFrame": "nvGraphicFramePr xfrm graphic extLst",
    "spPr": "xfrm prstGeom noFill solidFill ln effectLst extLst",
    "pPr": "lnSpc spcBef spcAft buClr buSzPct buFont buNone buAutoNum buChar tabLst defRPr extLst",
    "rPr": "ln noFill solidFill effectLst highlight latin ea cs sym hlinkClick hlinkMouseOver rtl extLst",
    "tcPr": "lnL lnR lnT lnB noFill solidFill extLst",
    "tbl": "tblPr tblGrid tr",
}
"""Children in the order of ECMA-376, as far as we write them."""
BODY = (
    "见[官网](https://example.com/a b?x=1|2)与 `code`[^1]。\n\n- [x] 一\n  1. 二\n\n"
    "|a|b|\n|-|-|\n|**1**|~~2~~|\n\n"
    "```\nls\n```\n\n{{coverage}}\n\n> 引\n\n![图](none.png)\n\n[^1]: 脚注"
)
ROWS = (("1", "背景", ""), ("1.1", "现状", BODY), ("2", "方案", ""), ("2.1", "架构", "一个平台。"))
NEEDS = (Requirement(title="登录", fit="custom"),)


def faults(data: bytes) -> list[str]:
    """What is wrong with a package, in words."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        parts = {name: file.read(name) for name in names}
    found = [f"twice: {name}" for name, n in Counter(map(str.lower, names)).items() if n > 1]
    trees = {name: etree.fromstring(blob) for name, blob in parts.items() if name.endswith((".xml", ".rels"))}
    types = trees["[Content_Types].xml"]
    defaults = Counter(entry.get("Extension", "").lower() for entry in types if entry.get("Extension"))
    listed = Counter(entry.get("PartName", "").lstrip("/") for entry in types if entry.get("PartName"))
    found += [f"type twice: {each}" for each, n in (defaults + listed).items() if n > 1]
    found += [f"type of nothing: {name}" for name in listed if name not in parts]
    for name in names:
        if name not in listed and name.rpartition(".")[2].lower() not in defaults:
            found.append(f"no type: {name}")
    rels: dict[str, set[str]] = {}
    for name in (name for name in names if name.endswith(".rels")):
        folder, _, file_name = name.rpartition("/")
        owner = posixpath.join(posixpath.dirname(folder), file_name.removesuffix(".rels"))
        rels[owner] = {rel.get("Id", "") for rel in trees[name]}
        if len(rels[owner]) < len(trees[name]):
            found.append(f"an id twice: {name}")
        for rel in trees[name]:
            target = rel.get("Target", "")
            if rel.get("TargetMode") == "External":
                if re.search(r'[\s<>"{}|\\^`]', target):
                    found.append(f"no address: {target}")
                continue
            whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
            if whole not in parts:
                found.append(f"leads nowhere: {name} {target}")
    for name, root in trees.items():
        if not name.startswith("ppt/") or name.endswith(".rels"):
            continue
        for each in root.iter(etree.Element):
            tag = etree.QName(each).localname
            used = {value for key, value in each.attrib.items() if str(key).startswith(R) and value}
            found += [f"no such id: {name} {rid}" for rid in used - rels.get(name, set())]
            if tag in ORDER and "/slideLayouts/" not in name and "/slideMasters/" not in name:
                order = ORDER[tag].split()
                inside = [etree.QName(child).localname for child in each]
                wrong = [child for child in inside if child not in order]
                found += [f"{name}: {child} in {tag}" for child in wrong]
                if not wrong and inside != sorted(inside, key=order.index):
                    found.append(f"{name}: order in {tag}: {inside}")
            if tag in ("axId", "crossAx") and not each.get("val", "").isdigit():
                found.append(f"{name}: axis {each.get('val')}")
        ids = Counter(each.get("id") for each in root.iter("{*}cNvPr"))
        if re.search(r"/(slides|notesSlides)/", name) and max(ids.values()) > 1:
            found.append(f"{name}: a shape id twice")
    main = trees["ppt/presentation.xml"]
    slides = [entry.get("id") for entry in main.iterfind("{*}sldIdLst/{*}sldId")]
    sections = [each.get("id") for each in main.iterfind(".//{*}section/{*}sldIdLst/{*}sldId")]
    if sorted(slides) != sorted(sections):
        found.append("sections with other slides")
    guids = [each.get("id", "") for each in main.iter("{*}section")]
    found += [f"no GUID: {each}" for each in guids if not re.fullmatch(_GUID, each)]
    found += [f"a section twice: {each}" for each, n in Counter(guids).items() if n > 1]
    if len(main.findall("{*}notesMasterIdLst/{*}notesMasterId")) != 1:
        found.append("the notes master is not listed")
    told = trees["docProps/app.xml"].findtext("{*}Slides")
    if told != str(len(slides)) or trees["docProps/app.xml"].find("{*}TitlesOfParts") is not None:
        found.append(f"properties tell of {told} slides, not {len(slides)}")
    return found


def made(template: Any = None, **more: Any) -> tuple[Any, bytes]:
    frame = {"frame": template.frame} if template else {}
    plan = plan_deck(book(*ROWS, requirements=NEEDS, **more), lang="zh", **frame)
    return plan, deck_bytes(plan, template)


def old_pandoc(name: str, blob: bytes) -> bytes:
    """A release of pandoc wrote the list of the notes master under a name that is not known."""
    wrong = b'</p:sldMasterIdLst><p:notesMasterIdLst><p:NotesMasterId r:id="rId1"/></p:notesMasterIdLst>'
    return blob.replace(b"</p:sldMasterIdLst>", wrong) if name == "ppt/presentation.xml" else blob


@pytest.mark.parametrize("kind", ["built in", "company", "old pandoc"])
def test_nothing_in_a_deck_asks_for_repair(kind: str, tmp_path: Path) -> None:
    path = company(tmp_path)
    template = None if kind == "built in" else load_template(path)
    if kind == "old pandoc":
        template = load_template(changed(path, "pandoc.pptx", old_pandoc))
    assert faults(made(template)[1]) == []


def test_nothing_in_a_deck_exported_again_asks_for_repair() -> None:
    plan, first = made()
    deck = Presentation(io.BytesIO(first))
    deck.slides[3].shapes[0].text_frame.text = "改过"
    edited = io.BytesIO()
    deck.save(edited)
    plan = plan_deck(book(*ROWS[:2], ("3", "新章", BODY), version="V2.0", requirements=NEEDS), lang="zh")
    data = Onto(plan, deck_bytes(plan), EditedDeck(edited.getvalue(), "deck.pptx")).content()
    assert faults(data) == []
    assert Presentation(io.BytesIO(data)).core_properties.version == "V2.0"


def test_the_settings_of_a_word_file_stand_in_their_order() -> None:
    data = solution(book(*ROWS, requirements=NEEDS), "zh", "client").content
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = etree.fromstring(file.read("word/settings.xml"))
    tags = [etree.QName(each).localname for each in root]
    assert tags.index("updateFields") < tags.index("compat")
    assert [str(key) for zoom in root.iterfind("{*}zoom") for key in zoom.attrib if "percent" in str(key)]


def test_only_an_address_that_office_reads_becomes_a_link() -> None:
    good = (
        "https://[::1]:80/x",
        "http://例子.中国/路#段#2",
        "HTTP://X.Y",
        "https://u@a.b:443?q=1",
        "mailto:a@b.c",
    )
    bad = (
        "http://[bad",
        "http://",
        "https:///x",
        "http://x:99999/",
        "https://u:p@ss@h/",
        "http://a..b/",
        "file:///c",
    )
    for addresses, count in ((good, len(good)), (bad, 0)):
        body = "\n\n".join(f"[官网 {n}](<{address}>)" for n, address in enumerate(addresses))
        data = deck_bytes(plan_deck(book(("1", "链接", body)), lang="zh"))
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            told = b"".join(file.read(name) for name in file.namelist() if "slides/_rels" in name)
        assert told.count(b'TargetMode="External"') == count
        assert b"%23" in told or addresses == bad
        assert faults(data) == []
