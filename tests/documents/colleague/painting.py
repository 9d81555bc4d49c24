"""Edits of looks: places, sizes, fonts, fills, pictures, charts, motion, layouts, the theme."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Pt

from tests.documents.colleague.desk import A, C, Desk, P, charts, group, shapes, some, tables, texts
from tests.documents.test_onto_fresh import PIXEL

_rgb: Any = RGBColor.from_string
_chart_data: Any = CategoryChartData


def move(desk: Desk) -> None:
    """A shape goes elsewhere."""
    found = shapes(desk.slide())
    if found:
        shape, x = desk.rng.choice(found), 100 * desk.number()
        width, height, top = shape.width, shape.height, shape.top
        shape.left, shape.top, shape.width, shape.height = Emu(x), top, width, height
        desk.fact(f"at {x}", some(f"{A}off", "x", str(x)))


def resize(desk: Desk) -> None:
    """A shape gets another size."""
    found = [s for s in shapes(desk.slide()) if not s.has_table]
    if found:
        shape, wide = desk.rng.choice(found), 1000 * desk.number()
        left, top, height = shape.left, shape.top, shape.height
        shape.left, shape.top, shape.width, shape.height = left, top, Emu(wide), height
        desk.fact(f"wide {wide}", some(f"{A}ext", "cx", str(wide)))


def turn(desk: Desk) -> None:
    """A shape is turned a little."""
    found = [s for s in shapes(desk.slide()) if hasattr(s, "rotation") and not s.is_placeholder]
    found += [s for s in texts(desk.slide()) if s._element.find(f".//{A}xfrm") is not None]
    if found:
        shape, angle = desk.rng.choice(found), desk.number()
        frame = shape._element.find(f".//{A}xfrm")
        if frame is not None:
            frame.set("rot", str(angle))
            desk.fact(f"turned {angle}", some(f"{A}xfrm", "rot", str(angle)))


def paint(desk: Desk) -> None:
    """Words in another colour."""
    runs = [run for s in texts(desk.slide()) for p in s.text_frame.paragraphs for run in p.runs]
    if runs:
        colour = desk.colour()
        run = desk.rng.choice(runs)
        run.font.color.rgb = _rgb(colour)
        run.font.bold = desk.rng.random() < 0.5
        desk.fact(f"colour {colour}", some(f"{A}srgbClr", "val", colour))


def font(desk: Desk) -> None:
    """Words in another font."""
    runs = [run for s in texts(desk.slide()) for p in s.text_frame.paragraphs for run in p.runs]
    if runs:
        name = f"Font {desk.number()}"
        desk.rng.choice(runs).font.name = name
        desk.fact(f"font {name}", some(f"{A}latin", "typeface", name))


def large(desk: Desk) -> None:
    """Words in another size."""
    runs = [run for s in texts(desk.slide()) for p in s.text_frame.paragraphs for run in p.runs]
    if runs:
        size = desk.number() // 10 * 10
        desk.rng.choice(runs).font.size = Pt(size / 100)
        desk.fact(f"size {size}", some(f"{A}rPr", "sz", str(size)))


def fill(desk: Desk) -> None:
    """A colour behind a shape."""
    found = texts(desk.slide())
    if found:
        colour, shape = desk.colour(), desk.rng.choice(found)
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(colour)
        desk.fact(f"fill {colour}", some(f"{A}srgbClr", "val", colour))


def cell_fill(desk: Desk) -> None:
    """A colour behind a cell."""
    found = tables(desk.deck)
    if found:
        table, colour = desk.rng.choice(found).table, desk.colour()
        one = table.cell(len(table.rows) - 1, len(table.columns) - 1)
        one.fill.solid()
        one.fill.fore_color.rgb = _rgb(colour)
        desk.fact(f"cell fill {colour}", some(f"{A}srgbClr", "val", colour))


def spacing(desk: Desk) -> None:
    """More room before a paragraph."""
    paragraphs = [p for s in texts(desk.slide()) for p in s.text_frame.paragraphs if p.text.strip()]
    if paragraphs:
        space = desk.number() // 100 * 100 + desk.count
        desk.rng.choice(paragraphs).space_before = Pt(space / 100)
        desk.fact(f"space {space}", some(f"{A}spcPts", "val", str(space)))


def merge(desk: Desk) -> None:
    """Two cells become one."""
    found = [t for t in tables(desk.deck) if len(t.table.columns) > 1 and len(t.table.rows) > 1]
    if found:
        shape = desk.rng.choice(found)
        last, here = len(shape.table.rows) - 1, group(shape.part.slide)
        if shape.table.cell(last, 0).is_merge_origin or shape.table.cell(last, 0).is_spanned:
            return
        shape.table.cell(last, 0).merge(shape.table.cell(last, 1))
        desk.fact(
            f"merged cells in {here}",
            lambda deck: any(
                group(slide) == here and slide._element.find(f".//{A}tc[@gridSpan]") is not None
                for slide in deck.slides
            ),
        )


def picture(desk: Desk) -> None:
    """A picture of their own."""
    colour = desk.number()
    blob = PIXEL[:-12] + b"\x00\x00\x00\x04tEXt" + colour.to_bytes(4, "big") + b"\0\0\0\0" + PIXEL[-12:]
    desk.slide().shapes.add_picture(io.BytesIO(blob), 100000, 100000, 500000, 500000)
    desk.fact(
        f"picture {colour}",
        lambda deck: any(
            s.shape_type == 13 and s.image.blob == blob for slide in deck.slides for s in slide.shapes
        ),
    )


def box(desk: Desk) -> None:
    """A text box of their own."""
    slide, words = desk.slide(), desk.words()
    made = slide.shapes.add_textbox(5000000, 300000, 2000000, 400000)
    made.text_frame.text = words
    desk.fact(
        f"box {words}",
        lambda deck: any(
            s.has_text_frame and words in s.text_frame.text for t in deck.slides for s in t.shapes
        ),
    )


def arrow(desk: Desk) -> None:
    """A shape without words."""
    slide, wide = desk.slide(), 100 * desk.number()
    slide.shapes.add_shape(MSO_SHAPE.RIGHT_ARROW, 300000, 300000, wide, 200000)
    desk.fact(f"arrow {wide}", some(f"{A}ext", "cx", str(wide)))


def bundle(desk: Desk) -> None:
    """Two shapes of their own in a group."""
    slide, wide, words = desk.slide(), 100 * desk.number(), desk.words()
    made = slide.shapes.add_group_shape()
    made.shapes.add_shape(MSO_SHAPE.OVAL, 300000, 300000, wide, 200000)
    made.shapes.add_textbox(300000, 600000, 900000, 200000).text_frame.text = words
    desk.fact(f"group {words}", some(f"{A}ext", "cx", str(wide)))
    desk.fact(
        f"group {words}",
        lambda deck: any(words in str(etree.tostring(s._element, encoding="unicode")) for s in deck.slides),
    )


def chart(desk: Desk) -> None:
    """Other figures in a chart, and in the sheet behind it."""
    found = charts(desk.deck)
    if found:
        data, value = _chart_data(), desk.number()
        one = desk.rng.choice(found)
        data.categories = [str(c) for c in one.plots[0].categories]
        data.add_series("系列", [value, *range(1, len(data.categories))])
        one.replace_data(data)
        desk.fact(f"chart {value}", lambda deck: any(_charted(c, value) for c in charts(deck)))


def chart_title(desk: Desk) -> None:
    """A title of their own over a chart."""
    found = charts(desk.deck)
    if found:
        one, words = desk.rng.choice(found), desk.words()
        one.has_title = True
        one.chart_title.text_frame.text = words
        desk.fact(
            f"chart title {words}",
            lambda deck: any(t.text == words for c in charts(deck) for t in c._chartSpace.iter(f"{A}t")),
        )


def _charted(chart_: Any, value: int) -> bool:
    shown = any(v.text in (str(value), f"{value}.0") for v in chart_._chartSpace.iter(f"{C}v"))
    book = chart_.part.chart_workbook.xlsx_part
    if book is None:
        return False
    with zipfile.ZipFile(io.BytesIO(book.blob)) as file:
        return shown and f"<v>{value}</v>" in file.read("xl/worksheets/sheet1.xml").decode()


def chart_paint(desk: Desk) -> None:
    """Bars in another colour."""
    found = charts(desk.deck)
    if found:
        colour, one = desk.colour(), desk.rng.choice(found)
        one.plots[0].series[0].format.fill.solid()
        one.plots[0].series[0].format.fill.fore_color.rgb = _rgb(colour)
        desk.fact(
            f"bars {colour}",
            lambda deck: any(
                colour in etree.tostring(c._chartSpace, encoding="unicode") for c in charts(deck)
            ),
        )


def transition(desk: Desk) -> None:
    """How the slide comes."""
    slide, time = desk.slide(), desk.number()
    if slide._element.find(f"{P}transition") is None:
        made = etree.fromstring(f'<p:transition xmlns:p="{P[1:-1]}" advTm="{time}"><p:fade/></p:transition>')
        before = slide._element.find(f"{P}timing")
        before = before if before is not None else slide._element.find(f"{P}extLst")
        slide._element.append(made) if before is None else before.addprevious(made)
        desk.fact(f"transition {time}", some(f"{P}transition", "advTm", str(time)))


def animation(desk: Desk) -> None:
    """A shape comes in on a click."""
    slide, time = desk.slide(), desk.number()
    found = shapes(slide)
    if found and slide._element.find(f"{P}timing") is None:
        id_ = desk.rng.choice(found).shape_id
        made = etree.fromstring(
            f'<p:timing xmlns:p="{P[1:-1]}"><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" '
            'nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek"><p:cTn id="2" '
            'dur="indefinite" nodeType="mainSeq"><p:childTnLst><p:par><p:cTn id="3" fill="hold"><p:stCondLst>'
            '<p:cond delay="indefinite"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr>'
            f'<p:cTn id="4" dur="{time}" fill="hold"/><p:tgtEl><p:spTgt spid="{id_}"/></p:tgtEl>'
            "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr><p:to>"
            '<p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>'
            "<p:prevCondLst/><p:nextCondLst/></p:seq></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
        )
        for empty in (f"{P}prevCondLst", f"{P}nextCondLst"):
            for each in list(made.iter(empty)):
                each.getparent().remove(each)
        last = slide._element.find(f"{P}extLst")
        slide._element.append(made) if last is None else last.addprevious(made)
        desk.fact(f"animation {time}", lambda deck: any(_animated(s, str(time)) for s in deck.slides))


def _animated(slide: Any, time: str) -> bool:
    """With the time given, of shapes that are there."""
    if not any(each.get("dur") == time for each in slide._element.iter(f"{P}cTn")):
        return False
    there = {about.get("id") for about in slide._element.iter(f"{P}cNvPr")}
    return all(each.get("spid") in there for each in slide._element.iter(f"{P}spTgt"))


def background(desk: Desk) -> None:
    """Another background."""
    slide, colour = desk.slide(), desk.colour()
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _rgb(colour)
    desk.fact(f"background {colour}", some(f"{A}srgbClr", "val", colour))


def layout(desk: Desk) -> None:
    """Another layout of the same deck."""
    slide = desk.slide()
    here = group(slide)
    others = [each for each in desk.deck.slide_layouts if each.name != slide.slide_layout.name]
    if others and here:
        chosen = desk.rng.choice(others)
        for rid, rel in list(slide.part.rels.items()):
            if rel.reltype.endswith("/slideLayout"):
                slide.part.rels.pop(rid)
        slide.part.relate_to(
            chosen.part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideLayout"
        )
        name = chosen.name
        desk.fact(
            f"layout {name} of {here}",
            lambda deck: any(group(s) == here and s.slide_layout.name == name for s in deck.slides),
        )


def theme(desk: Desk) -> None:
    """Other colours in the theme."""
    colour = desk.colour()
    for rel in desk.deck.slide_masters[0].part.rels.values():
        if rel.reltype.endswith("/theme"):
            part = rel.target_part
            root = etree.fromstring(part.blob)
            accent = root.find(f".//{A}accent1")
            accent[0].set("val", colour)
            part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    desk.fact(
        f"theme {colour}",
        lambda deck: any(
            colour.encode() in rel.target_part.blob
            for rel in deck.slide_masters[0].part.rels.values()
            if rel.reltype.endswith("/theme")
        ),
    )


def logo(desk: Desk) -> None:
    """A word on the master."""
    words = desk.words()
    master = desk.deck.slide_masters[0]
    model = next(s for s in master.shapes if s.has_text_frame)
    copy = etree.fromstring(etree.tostring(model._element))
    for text in copy.iter(f"{A}t"):
        text.text = words
    next(copy.iter(f"{P}cNvPr")).set("id", str(desk.number()))
    if words in etree.tostring(copy, encoding="unicode"):
        master.shapes._spTree.append(copy)
        desk.fact(
            f"master {words}",
            lambda deck: words in etree.tostring(deck.slide_masters[0]._element, encoding="unicode"),
        )


EDITS = (
    move, resize, turn, paint, font, large, fill, cell_fill, spacing, merge, picture, box, arrow, bundle,
    chart, chart_paint, chart_title, transition, animation, background, layout, theme, logo,
)  # fmt: skip
