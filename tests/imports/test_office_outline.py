"""Decks and Word documents become outlines: text, lists, tables, notes; what has no place is told."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Pt
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from presales_tui.imports.any_outline import Read, read_outline
from presales_tui.model.errors import BadInput
from presales_tui.model.outline import in_order


def read(folder: Path, name: str, content: bytes) -> Read:
    path = folder / name
    path.write_bytes(content)
    return read_outline(path)


def deck() -> bytes:
    """Cover, chapter, bullets with notes, a table that goes on, a chart, a hidden slide."""
    made = Presentation()
    layouts = made.slide_layouts
    cover = made.slides.add_slide(layouts[0])
    cover.shapes.title.text = "招生平台"
    cover.placeholders[1].text = "启明教育"
    made.slides.add_slide(layouts[2]).shapes.title.text = "方案"
    bullets = made.slides.add_slide(layouts[1])
    bullets.shapes.title.text = "总体"
    frame = bullets.placeholders[1].text_frame
    frame.text = "一个平台"
    for level, text in ((1, "三层 *结构*"), (0, "两个月上线")):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    frame.paragraphs[2].runs[0].font.bold = True
    bullets.notes_slide.notes_text_frame.text = "先讲平台\n再讲结构"
    for title, rows in (
        ("报价", (("项", "天"), ("开发", "8"))),
        ("报价（续 2）", (("项", "天"), ("测试", "3"))),
    ):
        slide = made.slides.add_slide(layouts[5])
        slide.shapes.title.text = title
        table = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
    slide = made.slides.add_slide(layouts[5])
    slide.shapes.title.text = "覆盖"
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["即用", "开发"]
    data.add_series("条", (12, 3))  # type: ignore[no-untyped-call]
    box = (Inches(1), Inches(2), Inches(4), Inches(3))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data)
    slide._element.set("show", "0")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_deck(tmp_path: Path) -> None:
    found = read(tmp_path, "d.pptx", deck())
    sections = [put.new for put in found.change("o", ()).puts]
    assert [f"{'-' * p.depth}{p.section.title}" for p in in_order(sections)] == [  # type: ignore[arg-type]
        "方案",
        "-总体",
        "-报价",
        "-覆盖",
    ]
    by_title = {part.title: part for part in found.parts}
    assert by_title["总体"].body == "- 一个平台\n   - 三层 \\*结构\\*\n- **两个月上线**"
    assert by_title["总体"].notes == ["先讲平台\n再讲结构"]
    assert by_title["报价"].body == "| 项 | 天 |\n| --- | --- |\n| 开发 | 8 |\n| 测试 | 3 |"
    assert "| 即用 | 12 |" in by_title["覆盖"].body
    assert by_title["覆盖"].parked
    told = " ".join(found.told)
    assert "招生平台 / 启明教育" in told
    assert "charts that came as tables: 1" in told
    assert "1 hidden slide is" in told


def document() -> bytes:
    made = Document()
    made.add_heading("1 背景", 1)
    made.add_paragraph("十二个校区。").add_run("很忙").bold = True
    made.add_heading("1.1 现状", 2)
    made.add_paragraph("靠表格", style="List Bullet")
    made.add_paragraph("靠聊天群", style="List Bullet 2")
    made.add_paragraph("先登记", style="List Number")
    made.add_paragraph("再分派", style="List Number")
    table = made.add_table(2, 2)
    for n, text in enumerate(("项", "值", "a|b", "3")):
        table.cell(n // 2, n % 2).text = text
    made.add_heading("2 方案", 1)
    made.add_paragraph("说过的话", style="Quote")
    made.sections[0].header.paragraphs[0].text = "商业机密"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_word_document(tmp_path: Path) -> None:
    found = read(tmp_path, "d.docx", document())
    assert [(part.level, part.title) for part in found.parts] == [(1, "背景"), (2, "现状"), (1, "方案")]
    bodies = [part.body for part in found.parts]
    assert bodies[0] == "十二个校区。**很忙**"
    assert bodies[1] == (
        "- 靠表格\n   - 靠聊天群\n1. 先登记\n2. 再分派\n\n| 项 | 值 |\n| --- | --- |\n| a\\|b | 3 |"
    )
    assert bodies[2] == "> 说过的话"
    assert "numbers before the headings taken off: 3" in found.told
    assert "headers and footers left out: 1" in found.told


def test_a_word_document_without_heading_styles(tmp_path: Path) -> None:
    made = Document()
    for text in (
        "前言说明。",
        "一、项目背景",
        "十二个校区。",
        "（一）现状",
        "• 靠表格",
        "二、方案",
        "一个平台。",
    ):
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    found = read(tmp_path, "d.docx", out.getvalue())
    assert [part.title for part in found.parts] == ["Introduction", "一、项目背景", "（一）现状", "二、方案"]
    assert found.parts[2].body == "- 靠表格"
    assert found.told == ["no heading styles: typed numbers made the headings"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04....", "no PowerPoint deck, Word document or XMind map"),
        (b"PK\x03\x04ppt/presentation.xml", "damaged"),
        (b"PK\x03\x04word/document.xml", "damaged"),
        (b"\xd0\xcf\x11\xe0old", "save it as .pptx or .docx"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read(tmp_path, "x.pptx", content)


def test_what_a_markdown_deck_says_of_its_slides_is_taken_or_told(tmp_path: Path) -> None:
    text = """---
theme: seriph
title: 演示
---

# 一

文字

---
layout: image-right
image: ./架构.png
---

<div>
<h1>二 <b>标题</b></h1>
<p>说明</p>
</div>

---

没有标题的一页

---
hide: true
---

# 三
"""
    found = read(tmp_path, "d.md", text.encode())
    assert [(part.title, part.parked) for part in found.parts] == [
        ("一", False),
        ("二 标题", False),
        ("三", True),
    ]
    assert "架构.png" in found.parts[1].body
    assert "<h1>" not in found.parts[1].body
    assert "<p>说明</p>" in found.parts[1].body
    assert found.told[:2] == ["title of the whole, no section: 演示", "looks of the old deck left out: theme"]
    assert "slides without a title, joined to the one before: 1" in found.told
    assert "没有标题的一页" in found.parts[1].body


def test_the_classes_of_remark_go_and_what_is_in_them_stays(tmp_path: Path) -> None:
    text = "class: center\n\n# .white[封面]\n\n---\n\n# 栏\n\n.left[\n- 甲 [链接](x)\n- 数组 a[1]\n]\n"
    text += "\n???\n讲\n"
    found = read(tmp_path, "d.md", text.encode())
    assert [part.title for part in found.parts] == ["封面", "栏"]
    assert found.parts[1].body == "- 甲 [链接](x)\n- 数组 a[1]"


def rewritten(content: bytes, part: str, *changes: tuple[bytes, bytes]) -> bytes:
    """A package in which some words of a part are others."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for was, now in changes if part in name else ():
                assert was in data
                data = data.replace(was, now)
            new.writestr(name, data)
    return out.getvalue()


def test_a_template_of_decks_and_a_chart_in_three_dimensions(tmp_path: Path) -> None:
    main = b"presentationml.presentation.main", b"presentationml.template.main"
    content = rewritten(deck(), "[Content_Types]", main)
    content = rewritten(content, "charts/chart", (b"c:barChart", b"c:bar3DChart"))
    found = read(tmp_path, "d.potx", content)
    chart = next(part for part in found.parts if part.title == "覆盖")
    assert [line.replace(" ", "") for line in chart.body.splitlines() if "即用" in line or "条" in line] == [
        "||条|",
        "|即用|12|",
    ]


def test_a_deck_in_the_strict_form_says_what_to_do(tmp_path: Path) -> None:
    names = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    with pytest.raises(BadInput, match=r"strict form.*\.pptx"):
        read(tmp_path, "s.pptx", rewritten(deck(), "ppt/presentation.xml", names))


@pytest.mark.parametrize("name", ["需求.csv", "list.XLSX"])
def test_a_sheet_is_told_from_an_outline(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="sheet"):
        read(tmp_path, name, "编号,需求\n1,排课\n".encode())


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTES = (
    f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> 见合同</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def test_footnotes_of_word_stand_below_their_section_and_wide_cells_keep_their_columns(
    tmp_path: Path,
) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    made = Document()
    made.add_heading("报价", 1)
    paragraph = made.add_paragraph("含税")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    made.add_heading("范围", 1)
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
    for at, text in enumerate("甲乙丙"):
        table.cell(1, at).text = text
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    made.part.relate_to(
        Part(PackURI("/word/footnotes.xml"), kind, NOTES.encode(), made.part.package), RT.FOOTNOTES
    )
    out = io.BytesIO()
    made.save(out)
    found = read(tmp_path, "a.docx", out.getvalue())
    assert [part.body for part in found.parts] == [
        "含税[^1]\n\n[^1]: 见合同",
        "| 合计 |  |  |\n| --- | --- | --- |\n| 甲 | 乙 | 丙 |",
    ]
    strict = rewritten(
        out.getvalue(),
        "word/document.xml",
        (b"schemas.openxmlformats.org/wordprocessingml", b"purl.oclc.org/ooxml/w"),
    )
    with pytest.raises(BadInput, match="strict form"):
        read(tmp_path, "b.docx", strict)


def test_a_diagram_of_powerpoint_comes_as_a_list(tmp_path: Path) -> None:
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI
    from pptx.oxml import parse_xml

    names = 'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" ' + (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    points = "".join(
        f'<d:pt modelId="{id_}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'
        for id_, text in (("1", "总经理"), ("2", "销售"), ("3", "售前"))
    )
    ties = "".join(
        f'<d:cxn srcId="{above}" destId="{id_}" srcOrd="{order}"/>'
        for above, id_, order in (("0", "1", 0), ("1", "3", 1), ("1", "2", 0))
    )
    model = f'<d:dataModel {names}><d:ptLst><d:pt modelId="0" type="doc"/>{points}</d:ptLst>'
    model += f"<d:cxnLst>{ties}</d:cxnLst>"
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "组织"
    part = Part(
        PackURI("/ppt/diagrams/data1.xml"), "x/y", made.part.package, f"{model}</d:dataModel>".encode()
    )
    rel = slide.part.relate_to(
        part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    )
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:graphicFrame {names}><p:nvGraphicFramePr><p:cNvPr id="9" name="图示"/>'
            "<p:cNvGraphicFramePr/><p:nvPr/>"
            "</p:nvGraphicFramePr><p:xfrm><a:off x='0' y='0'/><a:ext cx='9' cy='9'/></p:xfrm><a:graphic>"
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
            f'<d:relIds r:dm="{rel}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )
    )
    out = io.BytesIO()
    made.save(out)
    found = read(tmp_path, "a.pptx", out.getvalue())
    assert found.parts[0].body == "- 总经理\n   - 销售\n   - 售前"
    assert "diagrams that came as lists: 1" in found.told


def test_bold_lines_are_headings_where_no_style_is(tmp_path: Path) -> None:
    made = Document()
    for text in ("某某科技", "编制：李工", "2026 年 4 月 24 日"):
        made.add_paragraph().add_run(text).bold = True
    for size, title in ((16, "建设方案"), (12, "业务挑战："), (12, "客户收益")):
        run = made.add_paragraph().add_run(title)
        run.bold, run.font.size = True, Pt(size)
        made.add_paragraph(f"{title.strip('：')}的说明。")
    target = io.BytesIO()
    made.save(target)
    found = read(tmp_path, "方案.docx", target.getvalue())
    assert [(part.level, part.title) for part in found.parts] == [
        (1, "Introduction"),
        (1, "建设方案"),
        (2, "业务挑战"),
        (2, "客户收益"),
    ]
    assert "编制：李工" in found.parts[0].body
    assert found.parts[2].body == "业务挑战的说明。"
    assert "no heading styles: bold lines made the headings" in found.told


def test_typed_numbers_are_headings_where_hardly_any_style_is(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("智慧校园建设方案", style="Title")
    for text in ("一、项目背景", "背景的说明。", "二、总体方案", "（一）架构", "架构的说明。", "三、报价"):
        made.add_paragraph(text)
    target = io.BytesIO()
    made.save(target)
    found = read(tmp_path, "方案.docx", target.getvalue())
    assert [(part.level, part.title) for part in found.parts] == [
        (2, "一、项目背景"),
        (2, "二、总体方案"),
        (3, "（一）架构"),
        (2, "三、报价"),
    ]
    assert found.title == "智慧校园建设方案"
    assert "few heading styles: typed numbers made headings too" in found.told
