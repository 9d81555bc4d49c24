"""Two columns, footnotes, diagrams: blocks beyond plain Markdown, from the text to the slide."""

from __future__ import annotations

from presales_tui.documents.book import Book
from presales_tui.documents.plan import Code, Columns, Items, Paragraph, Picture, Plan, Slide, Table, plain
from presales_tui.documents.planning.notes import spoken
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.text.markdown import blocks
from presales_tui.model.client import Client
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section

PANDOC = """
引言

::: columns
::: {.column width="50%"}
- 左
- 左二
- 左三
- 左四
- 左五
:::
::: column
| 甲 | 乙 |
|---|---|
| 1 | 2 |
:::
:::

后文
"""


def planned(*bodies: str) -> Plan:
    sections = tuple(
        Section(id=f"s{n}", pos=f"{n}", title=f"第 {n} 节", body=body) for n, body in enumerate(bodies, 1)
    )
    return plan_deck(Book(Client(name="某校"), Opportunity(name="教务"), sections), lang="zh")


def of_section(plan: Plan, n: int) -> list[Slide]:
    return [slide for slide in plan.slides if slide.section_id == f"s{n}" and slide.kind == "content"]


def test_the_marks_of_pandoc_and_of_slidev_make_columns() -> None:
    before, columns, after = blocks(PANDOC)
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert isinstance(columns, Columns)
    assert [type(block) for block in (*columns.left, *columns.right)] == [Items, Table]
    (slidev,) = blocks("左\n\n::right::\n\n右")
    assert isinstance(slidev, Columns)
    assert blocks("::left::\n\n左\n\n::right::\n\n右") == [slidev]


def test_a_mark_without_a_second_column_or_in_code_changes_nothing() -> None:
    assert blocks("甲\n\n::right::") == blocks("甲")
    assert blocks("::: tip 提示\n内容\n:::") == [*blocks("## 提示"), *blocks("内容")]
    assert blocks("```\n::right::\n```") == [Code(("::right::",))]


def test_columns_stand_side_by_side_and_neither_touches_the_other() -> None:
    (slide,) = of_section(planned(PANDOC), 1)
    text, left, table, after = slide.areas
    assert left.box.y == table.box.y > text.box.y
    assert left.box.x + left.box.w < table.box.x
    assert after.box.y >= max(left.box.y + left.box.h, table.box.y + table.box.h)


def test_columns_too_long_for_a_slide_come_one_after_the_other_and_lose_nothing() -> None:
    rows = "\n".join(f"- 第 {n} 条" for n in range(60))
    slides = of_section(planned(f"{rows}\n\n::right::\n\n右"), 1)
    said = "".join(
        plain(item.runs) for s in slides for b in s.blocks if isinstance(b, Items) for item in b.items
    )
    assert said == "".join(f"第 {n} 条" for n in range(60))
    assert any(isinstance(block, Paragraph) and plain(block.runs) == "右" for block in slides[-1].blocks)


def test_a_footnote_is_told_in_small_print_where_it_is_named() -> None:
    plan = planned("并发 5 万[^load]。", "附录\n\n[^load]: 压测于 **7 月**\n\n[^no]: 无人引用")
    (slide,) = of_section(plan, 1)
    said, note = slide.blocks
    assert isinstance(said, Paragraph)
    assert isinstance(note, Paragraph)
    assert plain(said.runs) == "并发 5 万¹。"
    assert (plain(note.runs), note.style) == ("¹ 压测于 7 月", "small")
    (other,) = of_section(plan, 2)
    assert [plain(b.runs) for b in other.blocks if isinstance(b, Paragraph)] == ["附录", "[^no]: 无人引用"]


def test_footnotes_stand_at_the_foot_of_the_slide_that_names_them_and_are_counted_through() -> None:
    lines = [f"第 {n} 段：按校区、年级、学科配置排课规则。" + f"[^n{n}]" * (n % 12 == 3) for n in range(40)]
    told = [f"[^n{n}]: 注 {n}" for n in range(40) if n % 12 == 3]
    plan = planned("并发 5 万[^load]。\n\n[^load]: 压测", "\n\n".join([*lines, *told]))
    (first,) = of_section(plan, 1)
    slides = of_section(plan, 2)
    assert plain(first.areas[-1].blocks[0].runs) == "¹ 压测"  # type: ignore[union-attr]
    placed = []
    for slide in slides:
        text, *feet = slide.areas
        said = "".join(plain(block.runs) for block in text.blocks if isinstance(block, Paragraph))
        for foot in feet:
            assert foot.box.y > text.box.y + text.box.h
            for block in foot.blocks:
                assert isinstance(block, Paragraph)
                mark, _, note = plain(block.runs).partition(" ")
                assert mark in said
                placed.append((mark, note))
    assert placed == [("²", "注 3"), ("³", "注 15"), ("⁴", "注 27"), ("⁵", "注 39")]


def test_a_footnote_too_long_for_a_foot_goes_on_after_the_text() -> None:
    slides = of_section(planned("甲[^a]乙[^b]\n\n[^a]: " + "很长。" * 700 + "\n\n[^b]: 短"), 1)
    said = ["".join(plain(b.runs) for b in slide.blocks if isinstance(b, Paragraph)) for slide in slides]
    assert sum(text.count("很长。") for text in said) == 700
    assert said[0].startswith("甲¹乙²")
    assert said[0].endswith("² 短")


def test_a_diagram_stays_text_beside_the_place_of_its_picture() -> None:
    (slide,) = of_section(planned("```mermaid\nflowchart LR\n  A --> B\n```"), 1)
    code, place = slide.blocks
    assert code == Code(("flowchart LR", "  A --> B"), "mermaid")
    assert isinstance(place, Picture)
    assert not place.path
    assert "Mermaid" in place.label


def test_lines_drawn_with_characters_stay_lines() -> None:
    drawing = "+---+    +---+\n| A |--->| B |\n+---+    +---+"
    assert blocks(f"如图\n\n{drawing}") == [*blocks("如图"), Code(tuple(drawing.split("\n")))]


def test_components_go_and_their_words_stay() -> None:
    (said,) = blocks('<Cite id="1">甲</Cite>与 <v-click>乙</v-click>，登录 <主机> 或 <host>')
    assert isinstance(said, Paragraph)
    assert plain(said.runs) == "甲与 乙，登录 <主机> 或 <host>"


def test_notes_are_told_plainly() -> None:
    written = "讲 **慢** 一点\n第二行\n\n- 按 `P`\n\n[站点](https://a.b)\n::right::"
    assert spoken(written) == "讲 慢 一点\n第二行\n\n- 按 P\n\n站点 (https://a.b)\n::right::"


def test_a_broken_line_of_code_stays_on_one_slide() -> None:
    wide = "│ " + "外协管理模块，" * 24 + " │"
    plan = planned("```\n" + "\n".join([wide, "│ 短 │"] * 20) + "\n```")
    for slide in of_section(plan, 1):
        for block in slide.blocks:
            if isinstance(block, Code):
                assert block.lines[0].startswith("│ ")
                assert block.lines[-1].endswith("│")
