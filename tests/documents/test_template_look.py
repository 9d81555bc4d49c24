"""Templates whose look stands on their sample slides alone: taken onto the layouts, or told of."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from presales_tui.documents.template.load import load_template
from tests.documents.companies import company, made, part_changed
from tests.documents.test_template_design import picture, rgb, slides_with

PML = "http://schemas.openxmlformats.org/presentationml/2006/main"
DML = "http://schemas.openxmlformats.org/drawingml/2006/main"


def handed_out(folder: Path, *, alike: bool) -> Path:
    """A deck handed out as a template: six slides on plain layouts, each with a band, a logo and words."""
    path = company(folder, samples=0)
    deck: Any = Presentation(str(path))
    for n in range(6):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"旧客户 {n}"
        low = 520 if alike else 250 + 10 * n
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(0), Pt(low), Pt(720), Pt(20 if alike else 90))
        band.fill.solid()
        band.fill.fore_color.rgb = rgb("1F4E79")
        if alike:
            slide.shapes.add_picture(picture("navy"), Pt(640), Pt(4), Pt(60), Pt(12))
        slide.shapes.add_textbox(Pt(20), Pt(500), Pt(100), Pt(16)).text_frame.text = "旧客户保密"
    deck.save(path)
    return path


def test_plain_layouts_take_what_most_sample_slides_share_but_no_words(tmp_path: Path) -> None:
    template = load_template(handed_out(tmp_path, alike=True))
    assert any("sample slides share" in sentence for sentence in template.told)
    deck, package = made(template)
    layout = slides_with(deck, "A-01")[0].slide_layout
    kinds = [shape.shape_type for shape in layout.shapes if not shape.is_placeholder]
    assert len(kinds) == 2  # once each
    assert len({shape.shape_id for shape in layout.shapes}) == len(layout.shapes)
    assert not any("旧客户".encode() in package.read(name) for name in package.namelist())


def test_what_sample_slides_show_each_in_its_way_is_not_used_and_told(tmp_path: Path) -> None:
    template = load_template(handed_out(tmp_path, alike=False))
    assert any("layouts are plain" in sentence and "master" in sentence for sentence in template.told)
    layout = slides_with(made(template)[0], "A-01")[0].slide_layout
    assert all(shape.is_placeholder for shape in layout.shapes)
    assert not any("plain" in sentence for sentence in load_template(company(tmp_path)).told)


def test_a_shape_that_shows_the_background_is_no_look(tmp_path: Path) -> None:
    path = company(tmp_path, samples=0)
    deck: Any = Presentation(str(path))
    for n in range(4):
        slide = deck.slides.add_slide(deck.slide_layouts[n and 1])
        whole = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(0), Pt(0), deck.slide_width, deck.slide_height)
        whole._element.set("useBgFill", "1")  # as programs that propose designs do; its style says dark
    deck.save(path)
    cover = made(load_template(path))[0].slides[0]
    assert all(shape.is_placeholder for shape in cover.slide_layout.shapes)
    assert colour(cover.shapes.title) is None


def test_a_layout_that_fills_its_title_with_nothing_has_not_the_band_of_the_master(tmp_path: Path) -> None:
    deck: Any = Presentation(str(company(tmp_path)))
    band = deck.slide_master.placeholders[0]
    band.fill.solid()
    band.fill.fore_color.rgb = rgb("202020")
    deck.slide_layouts[0].placeholders[0].fill.background()
    path = tmp_path / "band.pptx"
    deck.save(path)
    slides = made(load_template(path))[0].slides
    assert colour(slides[0].shapes.title) is None  # black, on white
    assert colour(slides[1].shapes.title) is not None  # black, on the band


def colour(shape: Any) -> Any:
    """The fill that its first run is given; None: that of the template."""
    return shape.text_frame.paragraphs[0].runs[0]._r.find(f".//{{{DML}}}solidFill")


def test_a_title_that_was_pushed_off_the_slide_is_no_place_for_one(tmp_path: Path) -> None:
    deck: Any = Presentation(str(company(tmp_path)))
    for layout in deck.slide_layouts:
        if layout.name in ("过渡页", "A-03"):
            title = layout.placeholders[0]
            title.left, title.top, title.width, title.height = Pt(0), Pt(-90), Pt(720), Pt(80)
    path = tmp_path / "off.pptx"
    deck.save(path)
    for slide in made(load_template(path))[0].slides:
        title = slide.shapes.title
        top = title.top if title.top is not None else 0
        assert top >= 0, slide.slide_layout.name


def test_a_cover_of_plain_places_is_known_by_its_name_or_by_the_first_sample_slide(tmp_path: Path) -> None:
    def plain(deck: Any, name: str) -> None:
        layout = deck.slide_layouts[0]
        layout.name = name
        for held in list(layout.placeholders)[2:]:
            held._element.getparent().remove(held._element)
        for held, kind in zip(layout.placeholders, ("title", "body"), strict=True):
            held._element.find(f".//{{{PML}}}ph").set("type", kind)
        layout._element.attrib.pop("type", None)
        layout._element.set("userDrawn", "1")
        more = copy.deepcopy(layout.placeholders[1]._element)
        more.find(f".//{{{PML}}}ph").set("idx", "21")
        layout.shapes._spTree.append(more)
        for held, top, high in zip(layout.placeholders, (160, 240, 400), (60, 40, 40), strict=True):
            held.left, held.top, held.width, held.height = Pt(60), Pt(top), Pt(500), Pt(high)

    for name, samples in (("ACME - Title", 0), ("ACME 01", 2)):
        deck: Any = Presentation(str(company(tmp_path, samples=samples)))
        plain(deck, name)
        path = tmp_path / "plain.pptx"
        deck.save(path)
        assert load_template(path).layouts["cover"].name == name


def test_a_background_that_runs_from_colour_to_colour_is_taken_as_it_is_seen(tmp_path: Path) -> None:
    steps = "".join(
        f'<a:gs pos="{n}"><a:schemeClr val="phClr"><a:lumMod val="{share}000"/></a:schemeClr></a:gs>'
        for n, share in ((0, 20), (100_000, 30))
    )
    fill = f'<a:gradFill rotWithShape="1"><a:gsLst>{steps}</a:gsLst><a:lin ang="5400000"/></a:gradFill>'
    path = part_changed(
        company(tmp_path),
        "ppt/theme/theme1.xml",
        r"(<a:bgFillStyleLst><a:solidFill>.*?</a:solidFill>).*?</a:bgFillStyleLst>",
        rf"\1{fill}{fill}</a:bgFillStyleLst>",
    )
    path = part_changed(
        path,
        "ppt/slideMasters/slideMaster1.xml",
        r"<p:bg>.*?</p:bg>",
        '<p:bg><p:bgRef idx="1002"><a:schemeClr val="bg1"/></p:bgRef></p:bg>',
    )
    slides = made(load_template(path))[0].slides  # black text, on white that the theme makes dark grey
    assert all(colour(slide.shapes.title) is not None for slide in slides)
    body = next(shape for shape in slides[3].placeholders if shape.placeholder_format.idx == 1)
    assert colour(body) is not None  # LibreOffice mixes that of a list style with what the master says


def test_a_footer_at_the_top_of_slides_takes_nothing_from_text(tmp_path: Path) -> None:
    deck: Any = Presentation(str(company(tmp_path)))
    for layout in deck.slide_layouts:
        for held in list(layout.placeholders):
            if held.placeholder_format.type == 15 and layout.name == "A-01":
                held._element.getparent().remove(held._element)
            elif held.placeholder_format.type == 15:
                held.left, held.top, held.width, held.height = Pt(40), Pt(6), Pt(500), Pt(12)
    path = tmp_path / "top.pptx"
    deck.save(path)
    assert load_template(path).frame.body.h > 250


def test_a_layout_with_a_line_down_its_middle_or_a_picture_all_over_gives_way(tmp_path: Path) -> None:
    deck: Any = Presentation(str(company(tmp_path, samples=0)))
    two = next(layout for layout in deck.slide_layouts if layout.name == "A-02")
    title = next(layout for layout in deck.slide_layouts if layout.name == "A-03")
    path = company(tmp_path, "drawn.pptx", samples=0)
    for layout, box in ((two, (360, 130, 1, 300)), (title, (0, 0, 720, 540))):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Pt, box))
        layout.shapes._spTree.insert(2, shape._element)
    for entry in list(deck.slides._sldIdLst):
        deck.part.drop_rel(entry.rId)
        deck.slides._sldIdLst.remove(entry)
    deck.save(path)
    layouts = load_template(path).layouts
    assert {layouts[role].name for role in ("content", "two", "title")} == {"A-01"}
    plain = load_template(company(tmp_path, samples=0)).layouts
    assert [plain[role].name for role in ("two", "title")] == ["A-02", "A-03"]


def test_text_stays_on_the_slide_where_its_place_reaches_over_the_edge(tmp_path: Path) -> None:
    deck: Any = Presentation(str(company(tmp_path)))
    layout = next(layout for layout in deck.slide_layouts if layout.name == "A-01")
    title, body = layout.placeholders[0], layout.placeholders[1]
    title.left, title.top, title.width, title.height = Pt(0), Pt(-12), Pt(720), Pt(100)
    body.left, body.top, body.width, body.height = Pt(20), Pt(130), Pt(760), Pt(330)
    path = tmp_path / "over.pptx"
    deck.save(path)
    frame = load_template(path).frame
    assert frame.body.x + frame.body.w < 710
    assert frame.title.y > 0


def test_a_square_on_a_cover_is_no_place_for_author_and_date(tmp_path: Path) -> None:
    def metas(wide: int, high: int) -> bool:
        deck: Any = Presentation(str(company(tmp_path)))
        layout = deck.slide_layouts[0]
        more = copy.deepcopy(layout.placeholders[1]._element)
        more.find(f".//{{{PML}}}ph").set("idx", "21")
        more.find(f".//{{{PML}}}ph").set("type", "body")
        layout.shapes._spTree.append(more)
        held = list(layout.placeholders)[-1]
        held.left, held.top, held.width, held.height = Pt(60), Pt(20), Pt(wide), Pt(high)
        path = tmp_path / "square.pptx"
        deck.save(path)
        return load_template(path).frame.meta

    assert metas(400, 60)
    assert not metas(180, 180)
