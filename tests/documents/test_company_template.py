"""Templates of companies: matched whatever their names, emptied, filled; or refused with the reason."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from presales_tui.documents.template.load import load_template
from presales_tui.model.errors import BadInput, NotFound
from tests.documents.companies import NAMES, SENTENCE, changed, company, made, part_changed, saying, without


def test_layouts_are_found_by_their_placeholders_whatever_they_are_called(tmp_path: Path) -> None:
    template = load_template(company(tmp_path))
    names = {role: layout.name for role, layout in template.layouts.items()}
    assert names == {
        "cover": "封面页",
        "section": "过渡页",
        "content": "A-01",
        "two": "A-02",
        "title": "A-03",
        "closing": "封面页",
    }
    assert template.frame.width == 720
    assert template.frame.height == 540


def test_a_layout_chosen_by_hand_goes_before_what_was_matched(tmp_path: Path) -> None:
    template = load_template(company(tmp_path), (("content", "A-03"),))
    assert template.layouts["content"].name == "A-03"
    deck, _package = made(template)
    assert SENTENCE[:10] in "".join(
        shape.text_frame.text for shape in deck.slides[3].shapes if shape.has_text_frame
    )


def test_sample_slides_go_with_all_that_belongs_to_them(tmp_path: Path) -> None:
    deck, package = made(load_template(company(tmp_path)))
    text = "".join(
        shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
    )
    assert "样例" not in text
    slides = [name for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    assert len(slides) == len(deck.slides)
    assert not any("样例备注".encode() in package.read(name) for name in package.namelist())
    assert "docProps/thumbnail.jpeg" not in package.namelist()


def test_a_show_of_some_sample_slides_becomes_a_show_of_all(tmp_path: Path) -> None:
    def some(name: str, blob: bytes) -> bytes:
        if name != "ppt/presProps.xml":
            return blob
        return re.sub(
            rb"(<p:presentationPr[^>]*>)", rb'\1<p:showPr loop="1"><p:sldRg st="1" end="2"/></p:showPr>', blob
        )

    path = changed(company(tmp_path), "show.pptx", some)
    shown = load_template(path).package.parts["ppt/presProps.xml"]
    assert b'<p:showPr loop="1"></p:showPr>' in shown


def test_text_stands_in_the_placeholder_where_the_layout_has_it(tmp_path: Path) -> None:
    template = load_template(company(tmp_path))
    deck, _package = made(template)
    slide = next(slide for slide in deck.slides if slide.shapes.title.text == "现状")
    body = next(p for p in slide.placeholders if p.placeholder_format.idx == 1)
    assert body.text_frame.text == SENTENCE
    assert slide.slide_layout.name == "A-01"
    numbers = {p.placeholder_format.type: p.text_frame.text for p in slide.placeholders}
    assert "商业机密" in "".join(numbers.values())
    for shape in slide.shapes:
        assert shape.left >= 0
        assert shape.left + shape.width <= deck.slide_width


def test_a_template_of_very_large_slides_gets_type_of_their_size(tmp_path: Path) -> None:
    path = tmp_path / "large.pptx"
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Emu(24384000), Emu(13716000)
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            shape.left, shape.top = shape.left * 2, shape.top * 2
            shape.width, shape.height = shape.width * 2, shape.height * 2
    deck.save(path)
    template = load_template(path)
    assert template.scale == pytest.approx(2, rel=0.01)
    sizes = re.findall(
        r'<a:lvl1pPr[^>]*>.*?<a:defRPr sz="(\d+)"', made(template)[1].read("ppt/slides/slide4.xml").decode()
    )
    assert all(int(size) >= 3600 for size in sizes)


def test_macros_are_left_out_and_the_file_is_an_ordinary_deck(tmp_path: Path) -> None:
    plain = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    macros = "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"

    def with_macros(name: str, blob: bytes) -> bytes:
        if name == "[Content_Types].xml":
            return blob.replace(plain.encode(), macros.encode()).replace(
                b"</Types>",
                b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            )
        if name == "ppt/_rels/presentation.xml.rels":
            kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
            rel = b'<Relationship Id="rId99" Type="%s" Target="vbaProject.bin"/>' % kind
            return blob.replace(b"</Relationships>", rel + b"</Relationships>")
        return blob

    path = changed(company(tmp_path), "m.potm", with_macros)
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("ppt/vbaProject.bin", b"macro")
    _deck, package = made(load_template(path))
    assert not any("vba" in name.lower() for name in package.namelist())
    types = package.read("[Content_Types].xml").decode()
    assert plain in types
    assert "macroEnabled" not in types


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "PowerPoint 97"),
        (b"hello", "not a PowerPoint file"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"", "not a PowerPoint file"),
    ],
)
def test_what_is_no_template_is_refused_with_the_reason(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "x.pptx"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=why):
        load_template(path)


def test_a_template_without_layouts_or_with_broken_parts_is_refused(tmp_path: Path) -> None:
    whole = company(tmp_path)
    bare = changed(whole, "bare.pptx", lambda name, blob: None if "slideLayout" in name else blob)
    with pytest.raises(BadInput, match="no layouts"):
        load_template(bare)
    broken = changed(
        whole, "broken.pptx", lambda name, blob: blob[:200] if "slideLayout1.xml" in name else blob
    )
    with pytest.raises(BadInput, match="damaged"):
        load_template(broken)
    bomb = changed(
        whole, "bomb.pptx", lambda name, blob: b"<!DOCTYPE x>" + blob if "theme1.xml" in name else blob
    )
    with pytest.raises(BadInput, match="entities"):
        load_template(bomb)
    with pytest.raises(NotFound):
        load_template(tmp_path / "nowhere.pptx")


def test_a_cover_without_a_title_is_known_by_its_name_and_gets_one(tmp_path: Path) -> None:
    path = part_changed(
        company(tmp_path),
        "ppt/slideLayouts/slideLayout1.xml",
        r'<p:ph type="ctrTitle"/>',
        '<p:ph type="body" idx="7"/>',
    )
    template = load_template(path)
    assert template.layouts["cover"].name == "封面页"
    deck, _ = made(template)
    cover = deck.slides[0]
    assert cover.slide_layout.name == "封面页"
    assert cover.shapes.title.text == "智慧教务平台"
    assert cover.shapes.title.width > Emu(914400)


def test_links_that_could_not_be_read_take_another_colour(tmp_path: Path) -> None:
    path = part_changed(
        company(tmp_path),
        "ppt/theme/theme1.xml",
        r"<a:hlink>.*?</a:hlink>",
        '<a:hlink><a:srgbClr val="FFFF99"/></a:hlink>',
    )
    template = load_template(path)
    assert template.links
    _, package = made(template, "见 [官网](https://example.com)")
    slides = [package.read(name).decode() for name in package.namelist() if "slides/slide" in name]
    slide = next(text for text in slides if "官网" in text)
    assert f'hlink="{template.links}"' in slide
    assert not load_template(company(tmp_path)).links


def test_deeper_levels_that_could_not_be_read_are_given_the_colour_of_text(tmp_path: Path) -> None:
    white = r'\1<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    path = part_changed(
        company(tmp_path),
        "ppt/slideMasters/slideMaster1.xml",
        r"(<p:bodyStyle>.*?<a:lvl2pPr.*?<a:defRPr[^>]*>)<a:solidFill>.*?</a:solidFill>",
        white,
    )
    template = load_template(path)
    assert template.deep_text
    _, package = made(template, "- 甲\n  - 乙")
    slide = next(
        text for n in package.namelist() if "乙" in (text := package.read(n).decode("utf-8", "ignore"))
    )
    assert re.search(r"<a:lvl2pPr [^>]*>.*?<a:defRPr[^>]*><a:solidFill>", slide.split("</a:lvl2pPr>")[0])


def test_a_footer_of_ours_keeps_clear_of_what_stands_on_every_slide(tmp_path: Path) -> None:
    deck: Any = Presentation(str(company(tmp_path)))
    master = deck.slide_master
    for held in [*master.placeholders, *(p for layout in deck.slide_layouts for p in layout.placeholders)]:
        if held.placeholder_format.type in (13, 15, 16):  # number, footer, date
            held._element.getparent().remove(held._element)
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Emu(0), deck.slide_height - Emu(400000), Emu(3000000), Emu(300000))
    box.text_frame.text = "某某集团版权所有"
    master.shapes._spTree.append(box._element)
    path = tmp_path / "fixed.pptx"
    deck.save(path)
    frame = load_template(path).frame
    assert frame.footer.x >= 8 * 18  # eight characters of 18 points, though their box is wider


def test_damaged_properties_of_a_template_are_written_anew(tmp_path: Path) -> None:
    path = company(tmp_path)
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("docProps/custom.xml", "<Properties")
    path = part_changed(
        path,
        "_rels/.rels",
        "</Relationships>",
        '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'custom-properties" Target="docProps/custom.xml"/></Relationships>',
    )
    deck, _ = made(load_template(path))
    assert len(deck.slides) > 3


def test_the_footer_stands_beside_the_words_of_a_layout_without_a_place_for_it(tmp_path: Path) -> None:
    def change(name: str, blob: bytes) -> bytes:
        if name != "ppt/slideLayouts/slideLayout6.xml":
            return blob
        return saying("www.example.com", 246, 505, without(b"ftr", without(b"dt", blob)))

    deck, _ = made(load_template(changed(company(tmp_path), "words.pptx", change)))
    boxes = [s for slide in deck.slides for s in slide.shapes if s.name.startswith("Footer")]
    own = [s for s in boxes if not s.is_placeholder]
    assert own
    assert all(s.left.pt >= 246 + 120 or s.left.pt + s.width.pt <= 246 for s in own)


def test_a_closing_layout_that_says_its_thanks_itself_is_left_alone(tmp_path: Path) -> None:
    def change(name: str, blob: bytes) -> bytes:
        if name != "ppt/slideLayouts/slideLayout7.xml":
            return blob
        blob = re.sub(rb'<p:cSld name="[^"]*"', '<p:cSld name="致谢页"'.encode(), blob)
        return saying("谢谢观看", 300, 250, blob)

    path = changed(company(tmp_path), "thanks.pptx", change)
    assert load_template(path).layouts["closing"].name == NAMES["Title Slide"]
    bare = changed(path, "bare.pptx", lambda _, blob: blob.replace("谢谢观看".encode(), b""))
    assert load_template(bare).layouts["closing"].name == "致谢页"


def test_levels_that_a_template_sets_bold_or_justified_are_set_plain(tmp_path: Path) -> None:
    def change(name: str, blob: bytes) -> bytes:
        if name != "ppt/slideMasters/slideMaster1.xml":
            return blob
        head, body, rest = blob.partition(b"<p:bodyStyle>")
        rest = re.sub(rb'(<a:lvl2pPr [^>]*?)algn="l"', rb'\1algn="just"', rest, count=1)
        at = rest.index(b"<a:lvl2pPr")
        return head + body + rest[:at] + rest[at:].replace(b"<a:defRPr ", b'<a:defRPr b="1" ', 1)

    deck, _ = made(load_template(changed(company(tmp_path), "bold.pptx", change)), "- 一\n  - 二")
    (text,) = [
        s for slide in deck.slides for s in slide.shapes if s.has_text_frame and "二" in s.text_frame.text
    ]
    level = text._element.find(".//{*}lvl2pPr")
    assert level.get("algn") == "l"
    assert level.find("{*}defRPr").get("b") == "0"


def test_a_mark_at_the_end_of_a_line_stands_inside_its_box_in_every_template(tmp_path: Path) -> None:
    deck, _ = made(load_template(company(tmp_path)))
    for slide in deck.slides:
        bodies = [shape._element.txBody for shape in slide.placeholders if shape.placeholder_format.idx < 10]
        assert bodies
        for body in bodies:
            assert 'hangingPunct="0"' in body.xml


def test_further_lines_of_a_title_are_as_wide_as_its_first(tmp_path: Path) -> None:
    def change(name: str, blob: bytes) -> bytes:
        if name != "ppt/slideMasters/slideMaster1.xml":
            return blob
        head, titles, rest = blob.partition(b"<p:titleStyle>")
        return (
            head
            + titles
            + re.sub(rb"<a:lvl1pPr[^>]*>", b'<a:lvl1pPr marL="900000" indent="-900000">', rest, count=1)
        )

    deck, _ = made(load_template(changed(company(tmp_path), "hanging.pptx", change)))
    titles = [slide.shapes.title for slide in deck.slides if slide.shapes.title]
    assert titles
    for title in titles:
        begin = title._element.txBody.find(".//{*}pPr")
        assert (begin.get("marL"), begin.get("indent")) == ("0", "0")


def test_a_template_from_right_to_left_does_not_turn_our_lines_around(tmp_path: Path) -> None:
    def change(name: str, blob: bytes) -> bytes:
        if name != "ppt/slideMasters/slideMaster1.xml":
            return blob
        return re.sub(rb' rtl="0"', b"", blob).replace(b"<a:lvl1pPr ", b'<a:lvl1pPr rtl="1" ')

    deck, _ = made(load_template(changed(company(tmp_path), "rtl.pptx", change)), "- 一\n  - 二")
    (text,) = [
        s for slide in deck.slides for s in slide.shapes if s.has_text_frame and "二" in s.text_frame.text
    ]
    assert {style.get("rtl") for style in text._element.txBody.find("{*}lstStyle")} == {"0"}


def test_bullets_larger_than_their_text_do_not_make_its_lines_higher(tmp_path: Path) -> None:
    path = company(tmp_path)
    master = "ppt/slideMasters/slideMaster1.xml"
    for size in ('<a:buSzPct val="150000"/>', '<a:buSzPct val="150%"/>', '<a:buSzPts val="4000"/>'):
        large = part_changed(path, master, "<a:buFont ", f"{size}<a:buFont ")
        deck, _ = made(load_template(large), "- 甲\n- 乙")
        style = deck.slides[-3].shapes[1].text_frame._txBody.xml
        assert 'buSzPct val="100000"' in style, size
    deck, _ = made(load_template(path), "- 甲\n- 乙")
    assert "buSz" not in deck.slides[-3].shapes[1].text_frame._txBody.xml
