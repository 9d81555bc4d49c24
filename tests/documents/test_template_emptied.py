"""What a template brings along from an older client stays behind, and what is damaged there does no harm."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from presales_tui.documents.template.load import load_template
from presales_tui.documents.template.telling import facts
from presales_tui.model.errors import BadInput
from tests.documents.companies import changed, company, made

OLD = "旧客户甲集团"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_RUN = f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr/><p:nvPr><p:ph type="hdr"/></p:nvPr></p:nvSpPr>\
<p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{OLD}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>'
ADDED = {
    "docProps/custom.xml": ("", "custom-properties"),
    "customXml/item1.xml": ("ppt/presentation.xml", "customXml"),
    "ppt/commentAuthors.xml": ("ppt/presentation.xml", "commentAuthors"),
    "ppt/authors.xml": ("ppt/presentation.xml", "authors"),
    "ppt/changesInfos/changesInfo1.xml": ("ppt/presentation.xml", "changesInfo"),
    "ppt/tags/tag1.xml": ("ppt/slideLayouts/slideLayout2.xml", "tags"),
}
"""Parts that speak of an older client, and which part leads to them by which relationship."""


def _used_before(folder: Path) -> Path:
    """A template in which a deck for another client was made."""

    def change(name: str, blob: bytes) -> bytes:
        text = blob.decode("utf-8", "ignore")
        for target, (owner, kind) in ADDED.items():
            rels = "/".join(("_rels", ".rels") if not owner else (*Path(owner).parent.parts, "_rels", ""))
            if name == (rels if not owner else f"{rels}{Path(owner).name}.rels"):
                rel = f'<Relationship Id="rId77{len(target)}" Type="{_OFFICE}/{kind}" Target="/{target}"/>'
                text = text.replace("</Relationships>", rel + "</Relationships>")
        if name == "ppt/slideLayouts/slideLayout2.xml":
            data = '<p:custDataLst><p:tags r:id="rId7721"/></p:custDataLst></p:nvPr>'
            return re.sub(r"(<p:ph type=\"title\"/>)</p:nvPr>", rf"\1{data}", text).encode()
        if name == "ppt/notesMasters/notesMaster1.xml":
            return text.replace("</p:spTree>", _RUN).encode()
        if name == "docProps/app.xml":
            return f"<Properties><Company>{OLD}</Company><X>{OLD}</X></Properties>".encode()
        if name == "docProps/core.xml":
            end = "</cp:coreProperties>"
            return text.replace(end, f"<cp:category>{OLD}</cp:category>{end}").encode()
        return text.encode() if name.endswith(".rels") else blob

    path = changed(company(folder), "used.pptx", change)
    with zipfile.ZipFile(path, "a") as more:
        for target in ADDED:
            more.writestr(target, f"<x>{OLD}</x>")
    return path


def test_nothing_of_an_older_client_travels_into_a_deck(tmp_path: Path) -> None:
    path = _used_before(tmp_path)
    with zipfile.ZipFile(path) as before:
        told = [name for name in before.namelist() if OLD.encode() in before.read(name)]
    assert len(told) >= len(ADDED) + 3
    assert b"custDataLst" in zipfile.ZipFile(path).read("ppt/slideLayouts/slideLayout2.xml")
    _deck, package = made(load_template(path))
    assert [name for name in package.namelist() if OLD.encode() in package.read(name)] == []
    assert not any(name.startswith(("customXml/", "ppt/tags/", "ppt/changes")) for name in package.namelist())
    assert b"custDataLst" not in package.read("ppt/slideLayouts/slideLayout2.xml")


def _hurt(path: Path, part: str) -> Path:
    """The file with bytes of one part changed, so that its checksum is wrong."""
    with zipfile.ZipFile(path) as source:
        entry = source.getinfo(part)
    data = bytearray(path.read_bytes())
    start = entry.header_offset + 30 + len(entry.filename.encode()) + 40
    data[start : start + 20] = bytes(20)
    hurt = path.with_name("hurt.pptx")
    hurt.write_bytes(data)
    return hurt


def test_a_damaged_sample_slide_is_left_out_like_all(tmp_path: Path) -> None:
    template = load_template(_hurt(company(tmp_path), "ppt/slides/slide1.xml"))
    deck, _package = made(template)
    assert len(deck.slides) > 3
    assert any("damaged" in sentence for sentence in facts(template))


@pytest.mark.parametrize("part", ["ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml"])
def test_a_template_whose_design_is_damaged_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(BadInput, match="damaged"):
        load_template(_hurt(company(tmp_path), part))


def test_a_template_that_changed_since_its_layouts_were_chosen_says_what_serves_now(tmp_path: Path) -> None:
    path = company(tmp_path)
    chosen = (("content", "A-03"),)
    assert not any("A-03" in sentence for sentence in facts(load_template(path, chosen)))
    renamed = changed(path, "new.pptx", lambda _name, blob: blob.replace(b'name="A-03"', b'name="B-09"'))
    path.write_bytes(renamed.read_bytes())
    template = load_template(path, chosen)
    told = next(sentence for sentence in facts(template) if "A-03" in sentence)
    assert "not there" in told
    assert template.layouts["content"].name in told
    assert len(made(template)[0].slides) > 3
