"""The outline as a solution document in Word: what a reader finds in it, and what a client does not."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.gate import Leaving
from presales_tui.documents.papers.solution import solution
from presales_tui.model.requirement import Requirement
from tests.documents.support import book
from tests.documents.test_onto_fresh import PIXEL
from tests.documents.test_slots import NEEDS

ROWS = (
    ("1", "背景", "十二个校区。\n\n# 小标题\n\n- 一级\n  - 二级\n\n1. 第一步"),
    ("1.1", "现状", "| 项 | 值 |\n|---|---|\n| 校区 | 12 |"),
    ("2", "二、方案", "{{responses}}\n\n{{coverage}}"),
    ("2.1", "待写", ""),
)


def opened(made: Book, lang: str = "zh", audience: Audience = "client") -> Any:
    return Document(io.BytesIO(solution(made, lang, audience).content))


def said(file: Any) -> str:
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in file.paragraphs), *cells])


def headings(file: Any) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in file.paragraphs if p.style.name.startswith(("Heading", "Title"))]


def test_headings_are_those_of_the_outline_and_numbered() -> None:
    file = opened(book(*ROWS, requirements=NEEDS))
    assert headings(file) == [
        ("Title", "智慧教务平台"),
        ("Heading 1", "1 背景"),
        ("Heading 2", "1.1 现状"),
        ("Heading 1", "二、方案"),
        ("Heading 2", "2.1 待写"),
    ]
    assert 'TOC \\o "1-3"' in file.element.xml


def test_lists_tables_data_lines_and_charts_are_in_it() -> None:
    file = opened(book(*ROWS, requirements=NEEDS))
    words = said(file)
    for expected in ("•\t一级", "•\t二级", "1.\t第一步", "小标题", "待补：本节内容"):
        assert expected in words
    heads = [[cell.text for cell in table.rows[0].cells] for table in file.tables]
    assert ["项", "值"] in heads
    assert ["编号", "需求", "优先级", "满足程度", "响应"] in heads
    assert any(head[0] == "" and head[-1] in ("数量", "合计") for head in heads)


def test_one_top_section_is_the_title_of_the_document() -> None:
    file = opened(book(("1", "总体方案", "前言。"), ("1.1", "背景", "文"), ("1.2", "计划", "文")))
    assert headings(file) == [("Title", "总体方案"), ("Heading 1", "1 背景"), ("Heading 1", "2 计划")]
    assert "前言。" in said(file)


def test_chinese_has_a_font_of_its_own_and_the_language_is_told() -> None:
    styles = opened(book(*ROWS)).styles
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        assert styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) == "Microsoft YaHei"


def test_pictures_are_shown_and_missing_ones_are_marked(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PIXEL)
    (tmp_path / "broken.png").write_bytes(PIXEL[:20])
    body = f"![架构图]({tmp_path}/a.png)\n\n![缺图](none.png)\n\n![坏图]({tmp_path}/broken.png)"
    file = opened(book(("1", "图", body)))
    assert len(file.inline_shapes) == 1
    assert "[缺图 (none.png)]" in said(file)


def test_nothing_internal_is_in_the_edition_for_the_client() -> None:
    made = book(("1", "背景", "公开"), ("2", "底价", "八折"), ("2.1", "细节", "七折"))
    shut = tuple(replace(s, visibility="internal" if s.id == "2" else "external") for s in made.sections)
    made = made._replace(sections=shut)
    assert "折" not in said(opened(made))
    assert "底价" not in said(opened(made))
    inside = opened(made, audience="internal")
    assert "七折" in said(inside)
    assert "内部" in inside.sections[0].header.paragraphs[0].text


def test_a_quotation_of_something_internal_stops_it_and_is_named() -> None:
    secret = Requirement(ref="REQ-007", title="友商报价比我们低两成左右", visibility="internal")
    made = book(
        ("1", "背景", "好"), ("1.1", "对手", "据说友商报价比我们低两成左右。"), requirements=(secret,)
    )
    with pytest.raises(Leaving, match=r"section 1\.1: REQ-007"):
        solution(made, "zh", "client")
    assert solution(made, "zh", "internal").content


def test_requirements_that_a_section_answers_are_named_unless_switched_off() -> None:
    made = book(("1", "背景", "文"), requirements=(Requirement(id="r", ref="REQ-001", title="导出"),))
    made = made._replace(sections=(replace(made.sections[0], requirements=("r",)),))
    assert "响应需求：REQ-001" in said(
        Document(io.BytesIO(solution(made, "zh", "client", refs=True).content))
    )
    assert "REQ-001" not in said(Document(io.BytesIO(solution(made, "zh", "client", refs=False).content)))
    assert "Answers: REQ-001" in said(Document(io.BytesIO(solution(made, "en", "client", refs=True).content)))


def test_a_ref_keeps_its_line_beside_long_texts() -> None:
    rows = "\n".join(f"| REQ-00{n} | {'需求很长' * 20} | 必须 | {'答复更长' * 30} |" for n in range(3))
    file = opened(book(("1", "表", f"| 编号 | 需求 | 优先级 | 响应 |\n|---|---|---|---|\n{rows}")))
    ref, need, _priority, answer = (column.width.mm for column in file.tables[-1].columns)
    assert ref >= 18
    assert ref < need <= answer
    assert sum(column.width.mm for column in file.tables[-1].columns) <= 168
