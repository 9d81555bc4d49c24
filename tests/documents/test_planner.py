"""Which slides there are, what stands on each, and that everything fits and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presales_tui.documents.book import Book
from presales_tui.documents.plan import Code, Items, Paragraph, Slide, Table, plain
from presales_tui.documents.planning.frame import WIDE
from presales_tui.documents.planning.parts import text_height
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.model.client import Client
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from tests.documents.support import book, content, plan_of, said, squeezed, texts_of, titles, too_much

SENTENCE = "系统应支持按校区、年级、学科多维度配置排课规则，并在冲突时自动提示。"
TABLE = "|列一|列二|\n|-|-|\n" + "\n".join(f"|值{n}|{SENTENCE}|" for n in range(40))


# -- properties over random Markdown

_word = st.integers(0, 10**6).map(lambda n: f"w{n}x")
_cjk = st.integers(1, 60).map(lambda n: (SENTENCE * 2)[:n])
_phrase = st.lists(st.one_of(_word, _cjk), min_size=1, max_size=25).map(" ".join)
_paragraph = st.one_of(_phrase, st.integers(1, 12).map(lambda n: SENTENCE * n))
_list = st.lists(st.tuples(st.integers(0, 5), _phrase), min_size=1, max_size=12).map(
    lambda rows: "\n".join("  " * min(level, n) + f"- {text}" for n, (level, text) in enumerate(rows))
)
_numbered = st.lists(_phrase, min_size=1, max_size=12).map(
    lambda rows: "\n".join(f"{n}. {text}" for n, text in enumerate(rows, 7))
)
_code = st.lists(st.one_of(_word, st.just(""), _phrase), min_size=1, max_size=40).map(
    lambda rows: "```\n" + "\n".join(rows) + "\n```"
)
_token = st.integers(100, 500).map(lambda n: "q" * n)
_lead = _word.map(lambda text: f"### {text}")
_quote = _phrase.map(lambda text: f"> {text}")
_image = _word.map(lambda text: f"![{text}](missing.png)")


@st.composite
def _table(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 12))
    rows = draw(st.lists(st.lists(_phrase, min_size=columns, max_size=columns), min_size=1, max_size=8))
    lines = ["|" + "|".join(row) + "|" for row in rows]
    return "\n".join([lines[0], "|" + "-|" * columns, *lines[1:]])


_body = st.lists(
    st.one_of(_paragraph, _list, _numbered, _code, _token, _lead, _quote, _image, _table()), max_size=9
).map("\n\n".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_body, min_size=1, max_size=4), st.sampled_from(["zh", "en"]))
def test_everything_is_said_and_everything_fits(bodies: list[str], lang: str) -> None:
    rows = [(f"1.{n}" if n else "1", f"节 {n}", body) for n, body in enumerate(bodies)]
    plan = plan_deck(book(*rows), lang=lang)
    for slide in plan.slides:
        assert too_much(slide) == []
        assert slide.title
        assert all(area.blocks for area in slide.areas)
    have = said(plan)
    source = "\n".join(bodies)
    for word in set(re.findall(r"w\d+x", source)):
        assert word in have
    wanted, found = Counter(re.findall(r"[\u4e00-\u9fff]", source)), Counter(have)
    assert all(found[char] >= count for char, count in wanted.items())
    assert have.count("q") >= source.count("q")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from(["", SENTENCE, SENTENCE * 30])), min_size=1, max_size=25
    )
)
def test_every_section_is_on_a_slide_with_its_title(rows: list[tuple[int, str]]) -> None:
    sections = []
    path: list[str] = []
    for n, (depth, body) in enumerate(rows):
        del path[depth:]
        path.append(f"s{n}")
        sections.append((".".join(path), f"标题{n}号", body))
    plan = plan_deck(book(*sections), lang="zh")
    have = said(plan)
    for id_, title, _ in sections:
        assert title in have
        assert plan.first_slide(id_) is not None
    assert all(too_much(slide) == [] for slide in plan.slides)


# -- the order of a deck


def test_cover_agenda_chapters_and_closing() -> None:
    plan = plan_deck(
        book(("1", "背景", ""), ("1.1", "现状", SENTENCE), ("2", "方案", ""), ("2.1", "架构", SENTENCE)),
        lang="zh",
    )
    assert [(s.kind, s.title) for s in plan.slides] == [
        ("cover", "智慧教务平台"),
        ("agenda", "目录"),
        ("section", "背景"),
        ("content", "现状"),
        ("section", "方案"),
        ("content", "架构"),
        ("closing", "谢谢"),
    ]
    assert [s.number for s in plan.slides if s.kind == "section"] == ["01", "02"]
    assert [s.chapter for s in plan.slides][2:6] == ["背景", "背景", "方案", "方案"]
    (items,) = plan.slides[1].blocks
    assert isinstance(items, Items)
    assert [item.runs[0].link for item in items.items] == ["#1", "#2"]


def test_the_cover_says_who_what_when_and_how_confidential() -> None:
    cover = plan_deck(book(("1", "a", "x"), version="V1.2"), lang="zh").slides[0]
    told = " ".join(text for area in cover.areas for text in texts_of(area))
    for wanted in ("启明教育集团", "王工", "V1.2", "2026-11-23", "商业机密"):
        assert wanted in told
    internal = plan_deck(book(("1", "a", "x")), lang="zh", audience="internal")
    assert "内部资料" in " ".join(text for area in internal.slides[0].areas for text in texts_of(area))
    assert "内部资料" in internal.footer


def test_an_english_deck_has_the_english_name_of_the_client() -> None:
    client = Client(name="启明教育集团", name_en="Qiming Education")
    assert "QimingEducation" in said(plan_deck(book(("1", "a", "x"), client=client), lang="en"))
    assert "启明教育集团" in said(plan_deck(book(("1", "a", "x"), client=client), lang="zh"))


def test_chapters_without_parts_need_no_slides_of_their_own() -> None:
    plan = plan_deck(book(("1", "背景", SENTENCE), ("2", "方案", SENTENCE)), lang="zh")
    assert [s.kind for s in plan.slides] == ["cover", "agenda", "content", "content", "closing"]


def test_only_chapters_with_parts_and_long_ones_are_opened_by_a_slide() -> None:
    long = "\n\n".join([SENTENCE * 6] * 8)
    rows = (("1", "背景", ""), ("1.1", "现状", SENTENCE), ("2", "说明", SENTENCE), ("3", "附录", long))
    plan = plan_deck(book(*rows), lang="zh")
    opened_by = [(s.title, s.number) for s in plan.slides if s.kind == "section"]
    assert opened_by == [("背景", "01"), ("附录", "03")]
    at = plan.first_slide("2")
    assert at is not None
    assert (plan.slides[at].kind, plan.slides[at].chapter) == ("content", "说明")
    assert "".join(texts_of(plan.slides[at].areas[0])) == SENTENCE


def test_a_long_agenda_stands_in_two_columns_and_a_short_one_over_its_slide() -> None:
    def agendas(count: int) -> list[Slide]:
        plan = plan_deck(book(*((str(n), f"第{n}部分", "") for n in range(1, count + 1))), lang="zh")
        return [slide for slide in plan.slides if slide.kind == "agenda"]

    (long,) = agendas(13)
    assert [len(texts_of(area)) for area in long.areas] == [7, 6]
    assert [area.place for area in long.areas] == ["body", "second"]
    assert too_much(long) == []
    (short,) = agendas(4)
    (area,) = short.areas
    pieces = [item for block in area.blocks if isinstance(block, Items) for item in block.items]
    assert 0.6 < text_height(pieces, area.size, area.box.w, area.spread) / area.box.h <= 1
    assert len(agendas(40)) > 1


def test_a_line_in_bold_goes_with_what_it_announces() -> None:
    rows = "\n".join(f"| 第 {n} 项 | {SENTENCE} |" for n in range(9))
    table = f"| 项 | 说明 |\n|---|---|\n{rows}"
    for before in range(1, 9):
        lines = "\n".join(f"| {n} | {SENTENCE} |" for n in range(before))
        body = f"| 项 | 说明 |\n|---|---|\n{lines}\n\n时长扣除等待。\n\n**按严重程度**\n\n{table}"
        lines_of = [[t for area in s.areas for t in texts_of(area) if t] for s in content(plan_of(body))]
        assert "按严重程度" not in [texts[-1] for texts in lines_of]


def test_slides_of_one_section_name_the_requirements_that_they_tell_of() -> None:
    needs = tuple(
        Requirement(
            ref=f"REQ-{n:03}", title=f"第{n}项能力", module="排课", fit="standard", response=SENTENCE * 3
        )
        for n in range(1, 10)
    )
    section = Section(id="1", title="排课", body="{{functions}}", requirements=tuple(r.id for r in needs))
    slides = content(plan_deck(book(sections=(section,), requirements=needs), lang="zh"))
    assert len(slides) > 1
    for slide in slides:
        text = "".join(t for area in slide.areas for t in texts_of(area))
        assert slide.refs == tuple(r.ref for r in needs if r.title in text)
        assert all(ref in slide.refs_line for ref in slide.refs)
    # What no slide tells of by name belongs to all of them.
    silent = replace(needs[0], id="x", ref="REQ-010", title="没有提到的")
    section = replace(section, body='{{functions module="排课"}}', requirements=(*section.requirements, "x"))
    more = (*needs, replace(silent, module="别的"))
    slides = content(plan_deck(book(sections=(section,), requirements=more), lang="zh"))
    assert {len(slide.refs) for slide in slides} == {10}


def test_a_chapter_slide_lists_at_least_half_of_its_sections_or_none() -> None:
    parts = [(f"1.{n}", f"第{n}节", SENTENCE) for n in range(1, 7)]
    counts = {}
    for high in (60, 110, 200):
        frame = WIDE._replace(section_body=WIDE.section_body._replace(h=high))
        plan = plan_deck(book(("1", "一", ""), *parts, ("2", "二", "a")), lang="zh", frame=frame)
        (chapter,) = [slide for slide in plan.slides if slide.kind == "section"]
        counts[high] = [len(texts_of(area)) for area in chapter.areas]
    assert counts == {60: [], 110: [4], 200: [6]}


def test_one_section_above_all_is_the_title_of_the_deck() -> None:
    plan = plan_deck(book(("1", "教务方案书", ""), ("1.1", "背景", "a"), ("1.2", "方案", "b")), lang="zh")
    assert plan.slides[0].title == "教务方案书"
    assert plan.first_slide("1") == 0
    assert titles(content(plan)) == ["背景", "方案"]


def test_agenda_numbers_nothing_that_has_a_number() -> None:
    plan = plan_deck(book(("1", "第一章 背景", "a"), ("2", "二、方案", "b")), lang="zh")
    (items,) = plan.slides[1].blocks
    assert isinstance(items, Items)
    assert [item.number for item in items.items] == [0, 0]


def test_chapter_slides_number_nothing_that_has_a_number() -> None:
    def numbers(*titles: str) -> list[str]:
        rows = [(str(n), title, "") for n, title in enumerate(titles, 1)]
        rows += [(f"{n}.1", "节", "- 一") for n in range(1, len(titles) + 1)]
        plan = plan_deck(book(*sorted(rows)), lang="zh")
        return [slide.number for slide in plan.slides if slide.kind == "section"]

    assert numbers("背景", "方案") == ["01", "02"]
    assert numbers("前言", "1. 背景", "2. 方案") == ["", "", ""]


@pytest.mark.parametrize("title", ["感谢聆听！", "谢谢各位领导", "Thank you for your attention", "Q&A"])
def test_a_last_section_of_thanks_is_the_closing_slide(title: str) -> None:
    rows = ("1", "背景", "- 一"), ("2", title, "")
    plan = plan_deck(book(*rows), lang="zh")
    assert [s.title for s in plan.slides if s.kind in ("content", "section", "closing")] == ["背景", title]
    assert plan.slides[-1].section_ids == ("2",)
    assert not plan.missing


def test_thanks_that_say_more_are_a_section() -> None:
    for rows in (
        [("1", "背景", "- 一"), ("2", "谢谢", "- 王工 138")],
        [("1", "谢谢", ""), ("2", "背景", "- 一")],
        [("1", "背景", "- 一"), ("2", "感谢信管理功能", "")],
        [("1", "谢谢", "")],
    ):
        plan = plan_deck(book(*rows), lang="zh")
        assert plan.slides[-1].section_ids == ()
        assert {row[1] for row in rows} <= {s.title for s in plan.slides[:-1]}


def test_an_empty_outline_still_gives_a_deck_that_says_what_is_missing() -> None:
    plan = plan_deck(book(), lang="en")
    assert [s.kind for s in plan.slides] == ["cover", "content", "closing"]
    (block,) = plan.slides[1].blocks
    assert isinstance(block, Paragraph)
    assert block.style == "missing"


def test_sections_without_bodies_become_a_list_of_their_titles() -> None:
    plan = plan_deck(
        book(
            ("1", "章", ""),
            ("1.1", "计划", ""),
            ("1.1.1", "蓝图", ""),
            ("1.1.2", "上线", ""),
            ("1.2", "x", "text"),
            ("2", "y", "text"),
        ),
        lang="zh",
    )
    slide = next(s for s in plan.slides if s.title == "计划")
    (items,) = slide.blocks
    assert isinstance(items, Items)
    assert [(plain(i.runs), i.level) for i in items.items] == [("蓝图", 0), ("上线", 0)]
    assert slide.section_ids == ("1.1", "1.1.1", "1.1.2")


def test_a_single_section_without_a_body_says_that_it_is_to_be_completed() -> None:
    plan = plan_deck(book(("1", "章", "x"), ("2", "培训", "")), lang="zh")
    (block,) = content(plan)[-1].blocks
    assert isinstance(block, Paragraph)
    assert plain(block.runs).startswith("待补")


@pytest.mark.parametrize("before", range(6))
def test_a_point_goes_with_the_first_one_below_it(before: int) -> None:
    told = "\n".join(f"- 第 {n} 点\n  - {SENTENCE * 2}" for n in range(20))
    slides = content(plan_of("\n\n".join([*["前言。"] * before, told])))
    lists = [[item for b in slide.blocks if isinstance(b, Items) for item in b.items] for slide in slides]
    assert len(lists) > 2
    for items in lists:
        assert items[-1].level == 1
        assert items[0].level == 0 or items[0].continued


def test_short_sections_of_the_third_level_share_a_slide_under_leads() -> None:
    plan = plan_deck(
        book(
            ("1", "方案", ""),
            ("1.1", "集成", ""),
            ("1.1.1", "LDAP", "统一身份认证。"),
            ("1.1.2", "微信", "按班级推送。"),
            ("2", "x", "y"),
        ),
        lang="zh",
    )
    slides = [s for s in content(plan) if s.chapter == "方案"]
    assert titles(slides) == ["集成"]
    leads = [plain(b.runs) for b in slides[0].blocks if isinstance(b, Paragraph) and b.style == "lead"]
    assert leads == ["LDAP", "微信"]


# -- splitting


def test_a_long_section_goes_on_with_the_number_of_the_slide_in_its_title() -> None:
    plan = plan_of(SENTENCE * 60)
    slides = content(plan)
    assert len(slides) > 2
    assert titles(slides)[1:3] == ["第一节（续 2）", "第一节（续 3）"]
    assert [s.part for s in slides][:2] == [f"1/{len(slides)}", f"2/{len(slides)}"]
    for slide in slides[:-1]:
        last = slide.blocks[-1]
        assert isinstance(last, Paragraph)
        assert plain(last.runs).endswith("。")


def test_english_continues_in_english() -> None:
    plan = plan_of("A sentence that ends here. " * 120, lang="en")
    assert titles(content(plan))[1] == "第一节 (cont. 2)"


def test_slides_of_one_section_are_filled_evenly() -> None:
    slides = content(plan_of("\n".join(f"- 第 {n} 条" for n in range(13))))
    counts = [len(block.items) for s in slides for block in s.blocks if isinstance(block, Items)]
    assert len(counts) == 2
    assert abs(counts[0] - counts[1]) <= 2


def test_a_table_repeats_its_header_and_keeps_its_rows() -> None:
    tables = [b for s in content(plan_of(TABLE)) for b in s.blocks if isinstance(b, Table)]
    assert len(tables) > 1
    assert {tuple(map(plain, t.header)) for t in tables} == {("列一", "列二")}
    assert [plain(row[0]) for t in tables for row in t.rows] == [f"值{n}" for n in range(40)]


def test_a_table_too_wide_is_divided_by_columns_and_keeps_its_first() -> None:
    head = "|" + "|".join(f"column{n:02}" for n in range(30)) + "|"
    row = "|" + "|".join(f"value{n:02}" for n in range(30)) + "|"
    tables = [
        b for s in content(plan_of(f"{head}\n|{'-|' * 30}\n{row}")) for b in s.blocks if isinstance(b, Table)
    ]
    assert len(tables) > 1
    assert all(plain(t.header[0]) == "column00" for t in tables)
    assert [plain(c) for t in tables for c in t.rows[0][1:]] == [f"value{n:02}" for n in range(1, 30)]


def test_a_cell_higher_than_a_slide_goes_on_in_the_next_row() -> None:
    plan = plan_of(f"|a|b|\n|-|-|\n|x|{SENTENCE * 80}|")
    tables = [b for s in content(plan) for b in s.blocks if isinstance(b, Table)]
    assert squeezed("".join(plain(row[1]) for t in tables for row in t.rows)) == SENTENCE * 80


def test_code_is_divided_between_lines_in_order() -> None:
    lines = [f"line {n}" for n in range(80)]
    codes = [b for s in content(plan_of("```\n" + "\n".join(lines) + "\n```")) for b in s.blocks]
    assert len(codes) > 1
    assert [line for b in codes if isinstance(b, Code) for line in b.lines] == lines


def test_a_diagram_has_room_where_its_frames_are_drawn_as_wide_as_chinese() -> None:
    """They are, where the font of code is missing; where it is there, no line of it is broken."""
    bar = "─" * 60
    heights = []
    for line in (f"# {bar}", f"# 系列颜色 {bar}"):
        (area,) = content(plan_of(f"```\n{line}\n```"))[0].areas
        assert [each.lines for each in area.blocks if isinstance(each, Code)] == [(line,)]
        heights.append(area.box.h)
    assert heights[1] > heights[0] * 1.4


def test_a_short_text_shares_its_slide_with_the_table_it_announces() -> None:
    slides = content(plan_of("以下为关键指标：\n\n|指标|值|\n|-|-|\n|并发|1000|"))
    assert len(slides) == 1
    assert [type(b) for b in slides[0].blocks] == [Paragraph, Table]


def test_little_text_is_large_and_much_text_is_never_small() -> None:
    (little,) = content(plan_of("- 一\n- 二"))
    assert little.areas[0].size == 28
    much = content(plan_of("\n".join(f"- {SENTENCE}" for _ in range(30))))
    assert {area.size for slide in much for area in slide.areas} <= {18, 20, 22, 24}


def test_a_title_too_long_is_cut_and_stands_whole_in_the_notes() -> None:
    title = "很长的标题" * 60
    slide = content(plan_deck(book(("1", title, SENTENCE)), lang="zh"))[0]
    assert slide.title.endswith("…")
    assert title in slide.notes


def test_a_lead_is_not_left_alone_at_the_end_of_a_slide() -> None:
    body = "\n\n".join(f"### 小节 {n}\n\n{SENTENCE * 3}" for n in range(12))
    for slide in content(plan_of(body)):
        last = slide.blocks[-1]
        assert not (isinstance(last, Paragraph) and last.style == "lead")


# -- requirements and notes


def test_refs_stand_on_the_slide_and_titles_in_the_notes() -> None:
    needs = tuple(Requirement(id=f"r{n}", ref=f"REQ-{n:03}", title=f"需求{n}") for n in range(60))
    made = book(("1", "方案", SENTENCE), requirements=needs)
    section = replace(made.sections[0], requirements=("r1", "r2", "gone"), notes="先演示再讲")
    (slide,) = content(plan_deck(made._replace(sections=(section,)), lang="zh"))
    assert slide.refs == ("REQ-001", "REQ-002")
    assert slide.refs_line == "响应需求：REQ-001、REQ-002"
    assert slide.notes.startswith("先演示再讲")
    assert "REQ-002 需求2" in slide.notes
    many = replace(section, requirements=tuple(r.id for r in needs))
    (slide,) = content(plan_deck(made._replace(sections=(many,)), lang="zh"))
    assert len(slide.refs) == 60
    assert re.search(r"等 \d+ 项$", slide.refs_line)
    assert "REQ-059" in slide.notes


def test_notes_are_told_once() -> None:
    made = book(("1", "方案", SENTENCE * 40))
    section = replace(made.sections[0], notes="只说一次")
    plan = plan_deck(made._replace(sections=(section,)), lang="zh")
    assert said(plan).count("只说一次") == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_very_deep_outline_is_planned(lang: str) -> None:
    rows = [
        (".".join(str(n) for n in range(depth + 1)), f"t{depth}", "x" if depth % 7 == 0 else "")
        for depth in range(300)
    ]
    plan = plan_deck(book(*rows), lang=lang)
    assert "t299" in said(plan)


def test_a_table_that_fits_on_a_slide_is_not_left_with_one_row_on_the_next() -> None:
    rows = "\n".join(f"|r{n}|v|" for n in range(9))
    slides = content(plan_of(f"{SENTENCE * 6}\n\n|a|b|\n|-|-|\n{rows}"))
    counts = [len(b.rows) for s in slides for b in s.blocks if isinstance(b, Table)]
    assert sum(counts) == 9
    assert min(counts) >= 2


def test_an_endless_paragraph_and_an_endless_cell_are_planned_whole() -> None:
    assert Counter(said(plan_of(SENTENCE * 1500)))["冲"] == 1500
    told = Counter(said(plan_of(f"|a|b|\n|-|-|\n|x|{SENTENCE * 600}|")))
    assert told["冲"] == 600


def test_notes_are_never_lost_whatever_has_no_slide_of_its_own() -> None:
    """The title of the outline, and a section whose body shows nothing, have no slide."""
    sections = (
        Section(id="a", pos="1", title="方案", notes="题记"),
        Section(id="b", parent="a", pos="1", title="一", body="<!-- nothing to show -->", notes="备注一"),
        Section(id="c", parent="b", pos="1", title="甲", body="- 要点", notes="备注甲"),
    )
    plan = plan_deck(Book(Client(name="某校"), Opportunity(name="教务"), sections), lang="zh")
    told = "\n".join(slide.notes for slide in plan.slides)
    assert all(told.count(note) == 1 for note in ("题记", "备注一", "备注甲")), told
