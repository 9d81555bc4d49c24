"""Sizes, layouts and colours that the company's own designer would choose."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Emu, Pt

from presales_tui.documents.plan import Box
from presales_tui.documents.planning.titles import fit_title
from presales_tui.documents.template.clearing import in_the_way
from presales_tui.documents.template.colours import Colours, contrast, is_lost, palette
from presales_tui.documents.template.load import load_template
from presales_tui.documents.template.reading import Drawn
from presales_tui.documents.template.standing import Standing
from tests.documents.companies import changed, company, made
from tests.documents.test_template_design import drawn, rgb

LONG = "实施团队与从旧系统迁移一万二千个账号时双方需要提前准备的环境、数据与人员清单"
SIZES = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 16.0)


def test_a_long_title_takes_two_lines_rather_than_small_print() -> None:
    assert fit_title(LONG, "", Box(0, 0, 810, 97), SIZES).size >= 28
    assert fit_title(LONG, "", Box(0, 0, 810, 30), SIZES) == (LONG, 20.0, False)  # room for one line only
    assert fit_title("关键指标与目标", "", Box(0, 0, 810, 97), SIZES).size == 44
    assert fit_title(LONG[:30], "", Box(0, 0, 810, 97), SIZES).size == 24  # read from afar on one line
    assert len(fit_title(LONG, "", Box(0, 0, 400, 10), SIZES).text) > 10  # lower than a line: it has one


def test_a_long_cover_title_on_very_large_slides_is_larger_than_what_stands_below_it(tmp_path: Path) -> None:
    path = tmp_path / "large.pptx"
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Emu(24384000), Emu(13716000)
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            shape.left, shape.top = shape.left * 2, shape.top * 2
            shape.width, shape.height = shape.width * 2, shape.height * 2
    deck.save(path)
    sizes = load_template(path).frame.cover_sizes
    assert sizes[1] / sizes[0] > 0.8
    assert sizes[-1] == pytest.approx(18)


def test_a_page_of_portraits_is_no_cover_whatever_its_name(tmp_path: Path) -> None:
    path = company(tmp_path)
    deck: Any = Presentation(str(path))
    for layout in deck.slide_layouts:
        title = next((p for p in layout.placeholders if p.placeholder_format.type in (1, 3)), None)
        if layout.name in ("封面页", "过渡页") and title is not None:
            title._element.getparent().remove(title._element)
    cover = deck.slide_layouts[0]
    body = next(p for p in deck.slide_layouts[1].placeholders if p.placeholder_format.idx == 1)
    for n in range(6):
        from copy import deepcopy

        shape = deepcopy(body._element)
        shape.nvSpPr.nvPr.find("{*}ph").set("idx", str(40 + n))
        cover.shapes._spTree.append(shape)
    deck.save(path)
    assert load_template(path).layouts["cover"].name != "封面页"


def test_a_line_between_title_and_text_is_not_drawn_over() -> None:
    slide = Box(0, 0, 960, 540)
    layout = Drawn("p", "n", "obj", "m", standing=[Standing("line", Box(40, 110, 880, 0))])
    assert in_the_way(layout, Box(40, 100, 880, 380), slide)
    assert not in_the_way(layout, Box(40, 120, 880, 360), slide)
    short = replace(layout, standing=[Standing("line", Box(40, 110, 60, 0))])
    assert not in_the_way(short, Box(40, 100, 880, 380), slide)


def test_text_is_read_on_a_veil_over_a_dark_slide(tmp_path: Path) -> None:
    """A picture that lets most of a black background through counts as what is seen, not as unknown."""
    path = drawn(company(tmp_path), 0, place=(0, 0, 720, 540), colour="white")
    deck: Any = Presentation(str(path))
    fill = deck.slide_layouts[0].background.fill
    fill.solid()
    fill.fore_color.rgb = rgb("000000")
    deck.save(path)

    def veiled(name: str, blob: bytes) -> bytes:
        if not (name.startswith("ppt/media/") and name.endswith(".png")):
            return blob
        import io

        out = io.BytesIO()
        Image.new("RGBA", (40, 30), (255, 255, 255, 40)).save(out, "PNG")
        return out.getvalue()

    template = load_template(changed(path, "veil.pptx", veiled))
    title = template.layouts["cover"].title_text
    assert "bg1" in title or "FFFFFF" in title
    assert made(template)[0].slides[0].shapes.title.text


def test_the_header_of_a_table_is_read_where_theme_and_head_are_alike() -> None:
    theme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in {"dk1": "606060", "lt1": "505050", "dk2": "555555", "lt2": "5A5A5A"}.items()
    )
    colours = Colours(theme, {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"})
    looks = palette(colours, '<a:schemeClr val="tx1"/>', '<a:srgbClr val="FFFFFF"/>')
    on, head = (colours.seen(looks.fills[use]) for use in ("on_head", "head"))
    assert contrast(on, head) >= 4.5


def test_text_beside_a_narrow_title_does_not_make_a_layout_the_one_for_content(tmp_path: Path) -> None:
    path = company(tmp_path)
    deck: Any = Presentation(str(path))
    for layout in deck.slide_layouts:
        if layout.name == "A-01":
            title, body = layout.placeholders[0], layout.placeholders[1]
            title.left, title.top, title.width, title.height = (Pt(v) for v in (40, 40, 200, 120))
            body.left, body.top, body.width, body.height = (Pt(v) for v in (260, 40, 420, 440))
    deck.save(path)
    assert load_template(path).layouts["content"].name != "A-01"


def test_dark_text_on_dark_slides_is_lost_before_light_text_on_a_middle_colour() -> None:
    assert is_lost("000000", "1B1BB0")
    assert not is_lost("FFFFFF", "1CADE4")  # what many companies choose for titles
    assert not is_lost("898989", "FFFFFF")
    assert is_lost("FFFFFF", "E0E0E0")


def two_masters(path: Path) -> Path:
    """The template with cover and chapter on a second master, whose slides have another look."""
    master = "ppt/slideMasters/slideMaster"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    moved = (1, 3)

    def change(name: str, blob: bytes) -> bytes:
        text = blob.decode("utf-8", "ignore")
        if name == "ppt/_rels/presentation.xml.rels":
            new = (
                f'<Relationship Id="rId88" Type="{rel}/slideMaster" Target="slideMasters/slideMaster2.xml"/>'
            )
            return text.replace("</Relationships>", new + "</Relationships>").encode()
        if name == "ppt/presentation.xml":
            listed = '<p:sldMasterId id="2147489999" r:id="rId88"/></p:sldMasterIdLst>'
            return text.replace("</p:sldMasterIdLst>", listed).encode()
        if name == f"{master}1.xml":
            for n in moved:
                text = re.sub(rf'<p:sldLayoutId [^>]*r:id="rId{n}"/>', "", text)
            return text.encode()
        if name == "[Content_Types].xml":
            own = '<Override PartName="/ppt/slideMasters/slideMaster2.xml" ContentType="application/vnd.'
            own += 'openxmlformats-officedocument.presentationml.slideMaster+xml"/></Types>'
            return text.replace("</Types>", own).encode()
        if name in [f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels" for n in moved]:
            return text.replace("slideMaster1.xml", "slideMaster2.xml").encode()
        return blob

    with zipfile.ZipFile(path) as source:
        xml, rels = source.read(f"{master}1.xml"), source.read("ppt/slideMasters/_rels/slideMaster1.xml.rels")
    target = changed(path, "masters.pptx", change)
    for n in range(1, 12):
        if n not in moved:
            xml = re.sub(rf'<p:sldLayoutId [^>]*r:id="rId{n}"/>'.encode(), b"", xml)
    with zipfile.ZipFile(target, "a") as more:
        more.writestr(f"{master}2.xml", xml)
        more.writestr("ppt/slideMasters/_rels/slideMaster2.xml.rels", rels)
    return target


def test_the_cover_of_another_master_is_used_if_that_of_the_content_has_none(tmp_path: Path) -> None:
    path = company(tmp_path)
    deck: Any = Presentation(str(path))
    section = deck.slides.add_slide(deck.slide_layouts[2])
    section.shapes.title.text = "样例章"
    deck.save(path)
    template = load_template(two_masters(path))
    names = {role: layout.name for role, layout in template.layouts.items()}
    assert (names["cover"], names["section"], names["content"]) == ("封面页", "过渡页", "A-01")
    deck, _package = made(template)
    assert deck.slides[0].slide_layout.slide_master != deck.slides[3].slide_layout.slide_master
    by_hand = load_template(two_masters(path), (("closing", "过渡页"),))
    assert by_hand.layouts["closing"].name == "过渡页"
    assert not any("not there" in sentence for sentence in by_hand.told)
