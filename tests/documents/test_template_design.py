"""Decks that look like those of the company: clear of its logos and words, read on its grounds."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Pt

from presales_tui.documents.plan import Box
from presales_tui.documents.template.clearing import area, room, shared
from presales_tui.documents.template.load import load_template
from presales_tui.model.errors import BadInput, NotFound
from tests.documents.companies import changed, company, made, part_changed, saying

LAYOUTS = "ppt/slideLayouts/slideLayout"


def picture(colour: str, size: tuple[int, int] = (40, 30)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    out.seek(0)
    return out


def drawn(path: Path, *layouts: int, place: tuple[float, ...], colour: str) -> Path:
    """The template with a picture on some layouts, by their number from 0."""
    deck: Any = Presentation(str(path))
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for n in layouts:
        shape = slide.shapes.add_picture(picture(colour), *(Pt(value) for value in place))
        layout = deck.slide_layouts[n]
        rel = layout.part.relate_to(slide.part.related_part(shape._element.blip_rId), IMAGE)
        shape._element.blipFill.blip.rEmbed = rel
        layout.shapes._spTree.insert(2, shape._element)
    target = path.with_name(f"drawn-{path.name}")
    deck.save(target)
    return target


IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def rgb(value: str) -> Any:
    make: Any = RGBColor.from_string
    return make(value)


def box(shape: Any) -> Box:
    return Box(shape.left.pt, shape.top.pt, shape.width.pt, shape.height.pt)


def slides_with(deck: Any, layout: str) -> list[Any]:
    return [slide for slide in deck.slides if slide.slide_layout.name == layout]


def text_of(slide: Any, words: str) -> Any:
    return next(s for s in slide.shapes if s.has_text_frame and words in s.text_frame.text)


def test_the_best_room_beside_what_stands_in_a_place() -> None:
    place = Box(0, 0, 100, 50)
    assert room(place, []) == place
    assert room(place, [Box(80, 0, 20, 50)]) == Box(0, 0, 76, 50)
    assert room(place, [Box(-10, -5, 200, 20)]) == Box(0, 19, 100, 31)
    crowd = [Box(x * 10.0, 20, 4, 4) for x in range(30)]
    free = room(Box(0, 0, 300, 50), crowd)
    assert all(area(shared(free, each)) == 0 for each in crowd)
    assert free.h > 15


def test_titles_and_text_keep_clear_of_a_logo_and_of_words_of_the_layout(tmp_path: Path) -> None:
    logo = (560.0, 30.0, 140.0, 60.0)
    path = drawn(company(tmp_path), 1, 3, 5, place=logo, colour="navy")
    path = changed(
        path,
        "slogan.pptx",
        lambda name, blob: saying("诚信 创新 共赢", 40, 440, blob) if name == f"{LAYOUTS}2.xml" else blob,
    )
    template = load_template(path)
    assert template.layouts["content"].name == "A-01"
    assert template.frame.title.x + template.frame.title.w <= logo[0]
    assert template.frame.body.y + template.frame.body.h <= 440
    deck, _ = made(template)
    for slide in slides_with(deck, "A-01"):
        assert area(shared(box(slide.shapes.title), Box(*logo))) == 0


def test_a_picture_behind_the_whole_slide_takes_no_room_but_text_is_read_on_it(tmp_path: Path) -> None:
    path = drawn(company(tmp_path), 0, 1, 2, 3, 5, place=(0, 0, 720, 540), colour="#0A1E46")
    template = load_template(path)
    assert template.frame.body == load_template(company(tmp_path)).frame.body
    white = '<a:schemeClr val="bg1"/>'
    assert template.layouts["cover"].title_text == white
    assert template.layouts["content"].recoloured
    deck, _ = made(template)
    slide = next(slide for slide in deck.slides if "现状" in slide.shapes.title.text)
    assert 'schemeClr val="bg1"' in xml(text_of(slide, "冲突")).split("</a:lvl1pPr>")[0]


def xml(shape: Any) -> str:
    from lxml import etree

    return str(etree.tostring(shape._element, encoding="unicode"))


def test_text_on_a_filled_band_is_read_there(tmp_path: Path) -> None:
    deck: Any = Presentation(str(company(tmp_path)))
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, Pt(140), deck.slide_width, Pt(320))
    band.fill.solid()
    band.fill.fore_color.rgb = rgb("800000")
    deck.slide_layouts[0].shapes._spTree.insert(2, band._element)
    path = tmp_path / "band.pptx"
    deck.save(path)
    cover = load_template(path).layouts["cover"]
    assert cover.title_text == '<a:schemeClr val="bg1"/>'
    assert cover.recoloured


def test_words_all_over_the_layouts_are_a_reason_to_refuse_them(tmp_path: Path) -> None:
    def change(name: str, blob: bytes) -> bytes:
        if name != "ppt/slideMasters/slideMaster1.xml":
            return blob
        for y in range(0, 540, 24):
            for x in range(0, 720, 100):
                blob = saying("占用", x, y, blob)
        return blob

    with pytest.raises(BadInput, match="cannot be used: its layouts"):
        load_template(changed(company(tmp_path), "full.pptx", change))


def test_a_cover_without_a_place_for_its_title_has_it_where_the_sample_had_it(tmp_path: Path) -> None:
    deck: Any = Presentation()
    layout = deck.slide_layouts[0]
    layout.name = "自定义版式"
    for held in list(layout.placeholders):
        held._element.getparent().remove(held._element)
    sample = deck.slides.add_slide(layout)
    words = sample.shapes.add_textbox(Pt(60), Pt(300), Pt(200), Pt(60))
    words.text_frame.text = "样例标题"
    run = words.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(44), rgb("004080")
    path = tmp_path / "sample.pptx"
    deck.save(path)
    template = load_template(path)
    assert template.layouts["cover"].name == "自定义版式"
    title = made(template)[0].slides[0].shapes.title
    assert (round(title.left.pt), round(title.top.pt)) == (60, 300)
    assert title.width.pt > 500
    assert "004080" in xml(title)


def test_a_layout_that_the_company_forgot_gives_way_to_the_one_it_drew_on(tmp_path: Path) -> None:
    path = drawn(company(tmp_path), 1, place=(0, 0, 720, 60), colour="gray")
    template = load_template(path)
    assert template.layouts["title"].name == template.layouts["content"].name == "A-01"
    assert load_template(company(tmp_path)).layouts["title"].name == "A-03"


def test_stripes_of_a_table_stay_faint_whatever_the_colour_of_text(tmp_path: Path) -> None:
    grey = (
        r'\1<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr>'
        "</a:solidFill>"
    )
    path = part_changed(
        company(tmp_path),
        "ppt/slideMasters/slideMaster1.xml",
        r"(<p:bodyStyle>.*?<a:lvl1pPr.*?<a:defRPr[^>]*>)<a:solidFill>.*?</a:solidFill>",
        grey,
    )
    assert '<a:alpha val="5000"/>' in load_template(path).palette.fills["stripe"]


def test_chapter_lists_in_capitals_are_set_plain(tmp_path: Path) -> None:
    path = part_changed(
        company(tmp_path), f"{LAYOUTS}3.xml", r'(idx="1"/>.*?<a:lvl1pPr.*?<a:defRPr )', r'\1cap="all" '
    )
    assert ' cap="none"' in load_template(path).plain_text


def test_a_footer_lower_than_its_line_grows(tmp_path: Path) -> None:
    deck: Any = Presentation(str(company(tmp_path)))
    for holder in [deck.slide_master, *deck.slide_layouts]:
        for held in holder.placeholders:
            if held.placeholder_format.type == 15:
                held.left, held.top, held.width, held.height = Emu(3000000), Pt(520), Emu(2800000), Pt(4)
    path = tmp_path / "low.pptx"
    deck.save(path)
    frame = load_template(path).frame
    assert frame.footer.h >= 14
    assert frame.footer.y + frame.footer.h <= 540


def test_a_presentation_part_with_other_prefixes_is_read(tmp_path: Path) -> None:
    def change(name: str, blob: bytes) -> bytes:
        if name != "ppt/presentation.xml":
            return blob
        text = blob.decode().replace("<p:", "<q:").replace("</p:", "</q:").replace("xmlns:p=", "xmlns:q=")
        return text.replace("r:id=", "rel:id=").replace("xmlns:r=", "xmlns:rel=").encode()

    deck, _ = made(load_template(changed(company(tmp_path), "prefix.pptx", change)))
    assert len(deck.slides) > 3


def test_a_title_that_is_filled_itself_keeps_its_colour(tmp_path: Path) -> None:
    def fill(name: str, blob: bytes) -> bytes:
        if name != f"{LAYOUTS}2.xml":
            return blob
        red = '<p:spPr><a:solidFill><a:srgbClr val="B00000"/></a:solidFill></p:spPr>'
        style = (
            '<a:lstStyle><a:lvl1pPr><a:defRPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>'
        )
        head, title, rest = blob.partition(b'<p:ph type="title"/>')
        rest = rest.replace(b"<p:spPr/>", red.encode(), 1)
        return head + title + rest.replace(b"<a:lstStyle/>", f"{style}</a:lvl1pPr></a:lstStyle>".encode(), 1)

    template = load_template(changed(company(tmp_path), "red.pptx", fill))
    assert template.layouts["content"].title_text == ""


def test_the_first_sample_is_the_first_that_is_shown(tmp_path: Path) -> None:
    def change(name: str, blob: bytes) -> bytes:
        if name != "ppt/presentation.xml":
            return blob
        slides = blob.split(b"<p:sldIdLst>")[1].split(b"</p:sldIdLst>")[0]
        first, second = (part for part in slides.split(b"<p:sldId ")[1:])
        return blob.replace(slides, b"<p:sldId " + second + b"<p:sldId " + first)

    deck: Any = Presentation()
    layouts = [deck.slide_layouts[6], deck.slide_layouts[0]]
    for layout, name in zip(layouts, ("甲", "乙"), strict=True):
        layout.name = name
        for held in list(layout.placeholders):
            held._element.getparent().remove(held._element)
        words = deck.slides.add_slide(layout).shapes.add_textbox(Pt(60), Pt(200), Pt(300), Pt(60))
        words.text_frame.text = "样例标题"
        words.text_frame.paragraphs[0].runs[0].font.size = Pt(40)
    path = tmp_path / "order.pptx"
    deck.save(path)
    assert load_template(path).layouts["cover"].name == "甲"
    assert load_template(changed(path, "turned.pptx", change)).layouts["cover"].name == "乙"


def test_a_file_that_is_too_large_unpacked_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presales_tui.documents.ooxml.package.MOST_BYTES", 1000)
    with pytest.raises(BadInput, match="unpacked it is larger than"):
        load_template(company(tmp_path, "bomb.pptx"))


def test_a_path_that_cannot_be_one_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="choose it again"):
        load_template(f"{tmp_path}/a\0b.pptx")


def test_a_moved_title_in_capitals_is_drawn_as_wide_as_it_was_planned_for(tmp_path: Path) -> None:
    # The section titles of the stock template are set in capitals.
    path = drawn(company(tmp_path), 2, place=(600, 340, 100, 100), colour="navy")
    template = load_template(path)
    title = next(s.shapes.title for s in slides_with(made(template)[0], "过渡页"))
    assert title.left.pt + title.width.pt > 580
    assert title.width.pt > 1.3 * template.frame.section_title.w


def test_what_is_still_to_be_written_is_outlined_without_a_place_of_the_layout_too(tmp_path: Path) -> None:
    template = load_template(company(tmp_path))
    bare = {role: layout._replace(holders={}) for role, layout in template.layouts.items()}
    for each in (template, template._replace(layouts=bare)):
        deck, _ = made(each, "待补：写清规模与做法")
        (found,) = [
            shape
            for slide in deck.slides
            for shape in slide.shapes
            if shape.has_text_frame and "待补" in shape.text_frame.text
        ]
        assert 'prstDash val="dash"' in xml(found)
