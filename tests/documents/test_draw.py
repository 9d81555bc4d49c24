"""The file: read back with python-pptx and as XML."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.plan import Area, Box, Paragraph, Plan, Run, Slide
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.model.client import Client
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from tests.documents.support import book, opened, outline, plan_of, slide_texts, squeezed

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RICH = """系统支持 **多校区** 排课，见 [文档](https://example.com/a?b=1&c=2)。

1. 第一
   - 下级 `code`
2. 第二

- [x] 完成
- [ ] 未完成

|列|数|
|-|-:|
|甲|1|

```python
print("你好", x)
```

> 原话

![缺图](missing.png)
"""


def parts(plan: Plan) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(deck_bytes(plan))) as package:
        return {name: package.read(name) for name in package.namelist()}


def runs(plan: Plan) -> list[Any]:
    return [
        run
        for name, blob in parts(plan).items()
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
        for run in etree.fromstring(blob).iter(f"{A}r")
    ]


def text_of(run: Any) -> str:
    return str(run.findtext(f"{A}t"))


def test_everything_of_the_plan_is_in_the_file() -> None:
    plan = plan_of(RICH)
    told = squeezed("\n".join(slide_texts(opened(plan))))
    for words in ("系统支持多校区排课", "第一", "下级code", "完成", "甲", 'print("你好",x)', "原话", "缺图"):
        assert squeezed(words) in told


def test_every_slide_has_a_title_and_no_placeholder_is_empty() -> None:
    deck = opened(
        plan_deck(book(("1", "章", ""), ("1.1", "节", RICH), ("2", "空", ""), ("2.1", "x", "")), lang="zh")
    )
    for slide in deck.slides:
        assert slide.shapes.title is not None
        for shape in slide.placeholders:
            assert shape.text_frame.text.strip()


def test_date_footer_and_number_are_on_every_slide_but_the_outer_ones() -> None:
    deck = opened(plan_deck(book(("1", "章", ""), ("1.1", "节", "x")), lang="zh"))
    slides = list(deck.slides)
    for n, slide in enumerate(slides, 1):
        told = {shape.placeholder_format.idx: shape.text_frame.text for shape in slide.placeholders}
        if n in (1, len(slides)):
            assert not {10, 11, 12} & told.keys()
        else:
            assert (told[10], told[11], told[12]) == (
                "2026-11-23",
                "智慧教务平台 · 启明教育集团 · 商业机密",
                str(n),
            )


def test_tables_are_native_with_the_planned_heights() -> None:
    plan = plan_of(RICH)
    (table,) = [s for slide in opened(plan).slides for s in slide.shapes if s.has_table]
    assert [[c.text for c in row.cells] for row in table.table.rows] == [["列", "数"], ["甲", "1"]]
    assert sum(row.height for row in table.table.rows) == pytest.approx(table.height, abs=50)
    assert table.table.cell(1, 1).text_frame.paragraphs[0].alignment is not None


def test_lists_are_lists() -> None:
    xml = b"".join(parts(plan_of(RICH)).values())
    assert xml.count(b'<a:buAutoNum type="arabicPeriod"/>') == 2
    assert "☑".encode() in xml
    assert "☐".encode() in xml
    assert b'lvl="1"' in xml


def test_a_numbered_list_goes_on_with_its_number_on_the_next_slide() -> None:
    body = "\n".join(
        f"{n}. 这是第 {n} 条需要说明的事项，说明文字有一定长度，占去一行多一些的位置" for n in range(1, 30)
    )
    xml = [
        b.decode()
        for name, b in parts(plan_of(body)).items()
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
    ]
    starts = [set(re.findall(r'buAutoNum type="arabicPeriod"(?: startAt="(\d+)")?', text)) for text in xml]
    used = [s for s in starts if s]
    assert len(used) > 1
    assert all(len(s) == 1 for s in used)
    assert used[0] == {""}


def test_list_levels_stay_within_what_the_format_knows() -> None:
    body = "".join("  " * n + f"- {n}\n" for n in range(15))
    xml = b"".join(parts(plan_of(body)).values())
    assert max(int(level) for level in re.findall(rb'lvl="(\d+)"', xml)) == 8


def test_chinese_and_latin_are_marked_as_what_they_are() -> None:
    plan = plan_of("系统支持 single sign-on，共 1000 条。", lang="zh")
    for run in runs(plan):
        language = run.find(f"{A}rPr").get("lang")
        if re.search("[\u4e00-\u9fff]", text_of(run)):
            assert language == "zh-CN"
        elif re.search("[a-z]", text_of(run)):
            assert language == "en-US"


def test_fonts_come_from_the_theme_in_both_scripts() -> None:
    theme = parts(plan_of("x"))["ppt/theme/theme1.xml"].decode()
    assert theme.count('<a:ea typeface="微软雅黑"/>') == 2
    assert theme.count('<a:latin typeface="Arial"/>') == 2
    faces = {latin.get("typeface") for run in runs(plan_of(RICH)) for latin in run.iter(f"{A}latin")}
    assert faces == {"Consolas"}


def test_web_links_are_links_and_the_agenda_leads_to_the_chapters() -> None:
    deck = opened(
        plan_deck(
            book(
                ("1", "甲", ""),
                ("1.1", "a", "[文档](https://example.com/a?b=1&c=2)"),
                ("2", "乙", ""),
                ("2.1", "b", "x"),
            ),
            lang="zh",
        )
    )
    slides = list(deck.slides)
    assert any(
        rel.is_external and rel.target_ref == "https://example.com/a?b=1&c=2"
        for rel in slides[3].part.rels.values()
    )
    jumps = [rel.target_part for rel in slides[1].part.rels.values() if rel.reltype.endswith("/slide")]
    assert [part.partname for part in jumps] == [slides[2].part.partname, slides[4].part.partname]


def test_sections_of_the_slide_sorter_hold_every_slide_once() -> None:
    plan = plan_deck(book(("1", "甲", ""), ("1.1", "a", "x"), ("2", "乙", ""), ("2.1", "b", "y")), lang="zh")
    xml = parts(plan)["ppt/presentation.xml"].decode()
    assert re.findall(r'<p14:section name="([^"]+)"', xml) == ["开始", "甲", "乙", "结束"]
    assert re.findall(r'<p14:sldId id="(\d+)"', xml) == re.findall(r'<p:sldId[^>]* id="(\d+)"', xml)


def test_notes_are_speaker_notes() -> None:
    made = book(("1", "甲", "x"), requirements=(Requirement(id="r", ref="REQ-001", title="线索分级"),))
    section = replace(made.sections[0], notes="先讲\n再问", requirements=("r",))
    slide = opened(plan_deck(made._replace(sections=(section,)), lang="zh")).slides[1]
    assert slide.notes_slide.notes_text_frame.text == "先讲\n再问\n\n需求：\n- REQ-001 线索分级"
    assert any(shape.text_frame.text == "响应需求：REQ-001" for shape in slide.placeholders)


def test_properties_of_the_document() -> None:
    properties = opened(plan_of("x", "en", version="V2")).core_properties
    assert (properties.title, properties.author, properties.subject) == (
        "智慧教务平台",
        "王工",
        "启明教育集团",
    )
    assert (properties.version, properties.language) == ("V2", "en-US")


def test_a_picture_is_embedded_with_its_label_and_keeps_its_shape(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "a.png"
    Image.new("RGB", (400, 200), "navy").save(path)
    plan = plan_of(f"- 一\n\n![总体架构]({path})")
    (picture,) = [s for slide in opened(plan).slides for s in slide.shapes if s.shape_type == 13]
    assert picture.width / picture.height == pytest.approx(2, rel=0.01)
    assert 'descr="总体架构"' in b"".join(parts(plan).values()).decode("utf-8", "replace")
    path.unlink()
    assert "总体架构" in "".join(slide_texts(opened(plan)))


def test_the_coverage_chart_is_native_and_its_figures_can_be_edited() -> None:
    needs = tuple(
        Requirement(title=str(n), fit=fit) for n, fit in enumerate(("standard", "custom", "custom"))
    )
    deck = opened(plan_of("{{coverage}}", requirements=needs))
    (chart,) = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert list(chart.plots[0].categories) == ["标准满足", "二次开发"]
    assert list(chart.plots[0].series[0].values) == [1, 2]
    assert chart.part.chart_workbook.xlsx_part is not None


def test_key_figures_are_a_native_table_with_large_numbers() -> None:
    needs = (Requirement(title="x", fit="standard"),)
    deck = opened(plan_of("{{coverage}}", requirements=needs))
    (table,) = [s.table for slide in deck.slides for s in slide.shapes if s.has_table]
    values, labels = zip(*(cell.text_frame.paragraphs for cell in table.rows[0].cells), strict=True)
    assert [value.text for value in values] == ["1", "100%", "100%", "100%"]
    assert all(
        value.runs[0].font.size >= 2 * label.runs[0].font.size
        for value, label in zip(values, labels, strict=True)
    )


HOSTILE = "控制\x0b符\x1b[31m\x00\x1f \ud800 \ufffe <a:t>&amp;\" ]]> 'x'"


def test_nothing_that_is_typed_breaks_the_file() -> None:
    rows = outline(
        ("1", HOSTILE, f"{HOSTILE}\n\n|{HOSTILE}|\n|-|\n|x|\n\n```\n{HOSTILE}\n```\n\n![{HOSTILE}](n.png)"),
        ("2", "", "x"),
    )
    sections = (replace(rows[0], notes=HOSTILE), rows[1])
    plan = plan_deck(
        book(
            sections=sections,
            client=Client(name=HOSTILE),
            opportunity=Opportunity(name=HOSTILE),
            author=HOSTILE,
            date=HOSTILE,
            version=HOSTILE,
        ),
        lang="zh",
    )
    for name, blob in parts(plan).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(blob)
    assert "␛[31m" in "".join(slide_texts(opened(plan)))


def test_shape_ids_are_unique_on_every_slide() -> None:
    for name, blob in parts(plan_of(RICH)).items():
        if name.startswith("ppt/slides/slide"):
            ids = re.findall(rb'<p:cNvPr id="(\d+)"', blob)
            assert len(ids) == len(set(ids))


def test_the_deck_is_a_sound_package() -> None:
    assert zipfile.ZipFile(io.BytesIO(deck_bytes(plan_of("x")))).testzip() is None


def test_the_same_plan_gives_the_same_slides() -> None:
    one, two = parts(plan_of(RICH)), parts(plan_of(RICH))
    assert {n: b for n, b in one.items() if "slides/" in n} == {
        n: b for n, b in two.items() if "slides/" in n
    }


def test_a_list_below_a_table_and_code_still_has_its_bullets() -> None:
    body = "- 一\n\n```\nx\n```\n\n- 二\n\n|a|\n|-|\n|b|\n\n- 三"
    xml = b"".join(
        b for name, b in parts(plan_of(body)).items() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
    ).decode()
    shapes = re.findall(r"<p:sp>.*?</p:sp>", xml, re.S)
    (third,) = [shape for shape in shapes if "三" in shape]
    assert "<p:ph" in third or "buChar" in third
    assert 'txBox="1"' in third


def test_a_plan_made_by_hand_is_made_safe_as_well() -> None:
    area = Area(Box(0, 0, 100, 100), (Paragraph((Run("b\x00\x1bc"),)),), 18, place="body")
    plan = Plan((Slide("content", "a\x0b\x1b", 28, (area,), notes="n\x00"),), 960, 540, "zh", "t\x1b")
    for name, blob in parts(plan).items():
        if name.startswith("ppt/"):
            etree.fromstring(blob)


def test_a_mark_at_the_end_of_a_line_stands_inside_its_box() -> None:
    """Some programs hang it into the margin else, beside the box: its column was measured with it."""
    master = parts(plan_of(RICH))["ppt/slideMasters/slideMaster1.xml"]
    assert b'hangingPunct="0"' in master
    assert b'hangingPunct="1"' not in master


def test_frames_of_a_diagram_keep_the_font_of_code_beside_chinese() -> None:
    """They are East Asian to most programs, and twice as wide in that font."""
    found = runs(plan_of("```\n│ 财务维度 ──┐\n```"))
    fonts = {text_of(run).strip(): run.find(f"{A}rPr/{A}ea") for run in found}
    assert fonts["──┐"].get("typeface") == "Consolas"
    assert fonts["财务维度"] is None


def test_a_variation_selector_begins_a_run_but_not_inside_a_joined_sign() -> None:
    said = [text_of(run) for run in runs(plan_of("🏷️ 标签 ⚠️ 🏳️‍🌈"))]
    assert "🏷" in said
    assert any("⚠️" in text and "🏳️‍🌈" in text for text in said)


def test_the_number_of_a_hundredth_chapter_has_room() -> None:
    chapters = [row for n in range(1, 101) for row in ((f"{n}", f"章 {n}", ""), (f"{n}.1", "节", "文字"))]
    plan = plan_deck(book(*chapters), lang="zh")
    sections = [slide for slide in opened(plan).slides if "Section" in slide.slide_layout.name]
    first, last = (
        next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 14)
        for slide in (sections[0], sections[-1])
    )
    assert last.text == "100"
    assert first.text_frame.paragraphs[0].runs[0].font.size is None
    assert last.text_frame.paragraphs[0].runs[0].font.size.pt == 48
