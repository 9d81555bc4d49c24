"""Sheets become requirements: recognised columns, rows accounted for, nothing lost, found again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from openpyxl import Workbook

from presales_tui.imports.records.form import guard, unguard
from presales_tui.imports.records.found import Outcome
from presales_tui.imports.records.headers import find_column, meaning
from presales_tui.imports.records.mapping import map_tables
from presales_tui.imports.records.memory import Memory
from presales_tui.imports.records.planning import Plan
from presales_tui.imports.records.rows import LONGEST_TITLE, short_title
from presales_tui.imports.records.words import code_of
from presales_tui.imports.requirements import FORM, plan_import
from presales_tui.imports.requirements.columns import COLUMNS
from presales_tui.imports.sheets import read_tables
from presales_tui.model import scales
from presales_tui.model.errors import BadInput
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import cells
from tests.imports.support import corpus, corpus_files

SHEET = """需求清单 第二版,,,,,,,
序号,一级模块,需求名称,需求描述,优先级（高/中/低）,是否满足,工作量,客户备注
1,排课,排课冲突提示,"老师、教室、学生
不能冲突",高,满足,,王老师提
2,,课表导出,导出为 Excel,中,需开发,3-5,
三、招生管理,,,,,,,
3,,线索分级,,低,看情况,,
4,,,,高,,,
"""


def planned(
    text: str, existing: tuple[Requirement, ...] = (), name: str = "a.csv", maps: Sequence[str] = ()
) -> Plan:
    return plan_import(read_tables(text.encode(), name), opportunity="o", existing=existing, maps=maps)


def made(plan: Plan) -> list[Requirement]:
    return [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]


def kinds(plan: Plan) -> list[str]:
    return [outcome.kind for outcome in plan.outcomes]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("需求描述", "statement"),
        ("优先级（高/中/低）", "priority"),
        ("Custom field (Requirement ID)", "external_id"),
        ("客户需求描述", "statement"),
        ("是否满足", "fit"),
        ("Req ID", "external_id"),
        ("验收标准", "acceptance"),
        ("Interested in next level?", ""),
        ("职业", ""),
    ],
)
def test_a_header_says_which_field_it_is(header: str, field: str) -> None:
    assert meaning(FORM, header)[0] == field


@pytest.mark.parametrize(
    ("scale", "word", "code"),
    [
        (scales.PRIORITY, "高", "must"),
        (scales.PRIORITY, "P1", "should"),
        (scales.PRIORITY, "M", "must"),
        (scales.PRIORITY, "Nice to have", "could"),
        (scales.FIT, "部分满足", "workaround"),
        (scales.FIT, "满足（定制）", "custom"),
        (scales.FIT, "看情况", ""),
        (scales.REQUIREMENT_TYPE, "安全需求", "security"),
        (scales.REQUIREMENT_STATUS, "已确认", "confirmed"),
    ],
)
def test_a_word_of_a_sheet_is_a_code_of_ours(scale: scales.Scale, word: str, code: str) -> None:
    assert code_of(scale, word) == code


def test_a_lone_m_beside_h_and_l_is_medium() -> None:
    found = made(planned("需求名称,优先级\na,H\nb,M\nc,L\n"))
    assert [r.priority for r in found] == ["must", "should", "could"]
    assert [r.priority for r in made(planned("需求名称,优先级\na,M\nb,O\n"))] == ["must", "could"]


def test_every_row_has_an_outcome_and_every_cell_a_place() -> None:
    plan = planned(SHEET)
    assert kinds(plan) == ["above", "above", "new", "new", "section", "new", "refused"]
    first, second, third = made(plan)
    assert (first.external_id, first.module, first.title) == ("1", "排课", "排课冲突提示")
    assert (first.statement, first.priority, first.fit) == ("老师、教室、学生\n不能冲突", "must", "standard")
    assert first.note == "优先级（高/中/低）: 高\n客户备注: 王老师提"
    assert (second.fit, second.effort_low, second.effort_high) == ("custom", 3, 5)
    assert (third.module, third.fit) == ("三、招生管理", "unknown")
    assert third.note == "优先级（高/中/低）: 低\n是否满足: 看情况"
    assert [outcome.line for outcome in plan.outcomes] == [1, 2, 3, 5, 6, 7, 8]
    assert plan.outcomes[-1].why == "no text in the column of the title"


def test_merged_modules_go_down_and_merged_titles_are_one_requirement() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["模块", "需求名称", "需求描述", "优先级"],
        ["排课", "冲突提示", "老师不冲突", "高"],
        [None, None, "教室不冲突", None],
        [None, "导出", "Excel", "低"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B3")
    file = io.BytesIO()
    book.save(file)
    plan = plan_import(read_tables(file.getvalue(), "a.xlsx"), opportunity="o")
    found = made(plan)
    assert [(r.module, r.title) for r in found][-1] == ("排课", "导出")
    assert all("教室不冲突" in r.statement + r.note for r in found[:1]) or found[1].title == "教室不冲突"
    assert {r.module for r in found} == {"排课"}


def test_the_second_time_only_what_is_new_is_changed_and_it_is_shown() -> None:
    before = tuple(
        replace(r, ref=f"REQ-00{n}", capability="排课引擎") for n, r in enumerate(made(planned(SHEET)), 1)
    )
    assert kinds(planned(SHEET, before)).count("same") == 3
    assert not planned(SHEET, before).change
    plan = planned(SHEET.replace("课表导出", "课表批量导出").replace("3-5", ""), before)
    [outcome] = [outcome for outcome in plan.outcomes if outcome.kind == "updated"]
    assert outcome.changes == (("title", "课表导出", "课表批量导出"),)
    # A cell that became empty in the client's sheet takes nothing away that we have.
    assert [(r.ref, r.effort_high, r.capability) for r in made(plan)] == [("REQ-002", 5, "排课引擎")]


def test_a_sheet_without_numbers_is_found_again_by_its_words() -> None:
    text = "需求名称,优先级\n登录,高\n登录,低\n导出,中\n"
    before = tuple(made(planned(text)))
    assert not planned(text, before).change
    assert kinds(planned(text + "新的,高\n", before)).count("new") == 1


def test_a_ref_that_stands_twice_is_refused_and_named() -> None:
    plan = planned("编号,需求\nREQ-001,a\nREQ-001,b\n")
    assert kinds(plan) == ["above", "new", "refused"]
    assert "row 2: REQ-001" in plan.outcomes[-1].why


def test_the_same_row_twice_is_one_requirement() -> None:
    plan = planned("序号,需求名称\n1,a\n1,a\n1,b\n")
    assert kinds(plan) == ["above", "new", "merged", "new"]


def test_a_long_text_has_a_short_title_and_stays_whole() -> None:
    text = "系统应当支持排课。" + "每周的课表按照教室和老师的时间自动生成；" * 9
    [found] = made(planned(f"需求描述\n{text}\n{text}x\n"))[:1]
    assert (found.title, found.statement) == ("系统应当支持排课", text)
    assert cells(short_title("字" * 300)) <= LONGEST_TITLE


def test_sheets_that_are_no_requirements_are_left_out_with_their_rows_told() -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "封面"
    first.append(["某项目", "2026"])
    listed = book.create_sheet("需求")
    listed.append(["编号", "需求名称", "优先级"])
    listed.append([1, "登录", "高"])
    file = io.BytesIO()
    book.save(file)
    tables = read_tables(file.getvalue(), "a.xlsx")
    plan = plan_import(tables, opportunity="o")
    assert [(outcome.table, outcome.kind) for outcome in plan.outcomes] == [
        ("封面", "refused"), ("需求", "above"), ("需求", "new"),
    ]  # fmt: skip
    assert [r.title for r in made(plan_import(tables, opportunity="o", sheets=["1"]))] == ["某项目"]
    with pytest.raises(BadInput, match=r"no sheet 无 in a\.xlsx; there are: 封面, 需求"):
        plan_import(tables, opportunity="o", sheets=["无"])


def test_a_person_says_what_a_column_is() -> None:
    plan = planned(SHEET, maps=["客户备注=speaker", "C=-", "需求描述=需求"])
    first = made(plan)[0]
    assert (first.title, first.speaker) == ("老师、教室、学生", "王老师提")
    for wrong, words in (("需求描述", "column=field"), ("x=title", "no column x"), ("C=nothing", "no field")):
        with pytest.raises(BadInput, match=words):
            planned(SHEET, maps=[wrong])
    assert find_column(FORM, "优先级") == find_column(FORM, "priority") == "priority"


def test_a_mapping_is_remembered_by_its_headers_and_without_their_words(tmp_path: Path) -> None:
    tables = read_tables(SHEET.encode(), "a.csv")
    mapped = map_tables(FORM, tables, maps=["客户备注=speaker"])
    Memory(tmp_path, FORM).keep(mapped)
    assert "客户" not in (tmp_path / "mappings.json").read_text()
    again = map_tables(FORM, tables, remembered=Memory(tmp_path, FORM).find)
    assert again[0].remembered
    assert again[0].mapping == mapped[0].mapping
    (tmp_path / "mappings.json").write_text("[1")
    assert not map_tables(FORM, tables, remembered=Memory(tmp_path, FORM).find)[0].remembered


@pytest.mark.parametrize(
    "text",
    ["=1+1", "-5", "+86", "@x", "'=1", "''-", "- a", "\t=1", "＝1", "a=1", "'a", "", "  =cmd|' /C calc'!A0"],
)
def test_a_guarded_cell_begins_no_formula_and_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text).strip()[:1] not in set("=+-@＝＋－＠")


def test_every_field_of_a_requirement_that_a_form_shows_has_a_column() -> None:
    from presales_tui.fields.requirement import FORMS

    linked = {"depends", "conflicts", "duplicates"}
    assert {field.name for field in FORMS[Requirement]} - linked <= {column.name for column in COLUMNS}


def test_outcomes_of_an_update_name_the_record() -> None:
    before = tuple(
        replace(r, ref="REQ-009") for r in made(planned("需求名称,优先级\n登录,高\n导出,低\n"))[:1]
    )
    outcomes: list[Outcome] = planned("需求名称,优先级\n登录,低\n导出,低\n", before).outcomes
    assert outcomes[1].record is not None
    assert outcomes[1].record.ref == "REQ-009"
    assert outcomes[1].changes == (("priority", "must", "could"), ("note", "优先级: 高", "优先级: 低"))


@corpus
def test_no_cell_of_the_corpus_is_lost() -> None:
    benchmark = import_module("benchmarks.sheets")
    for path in corpus_files("1_requirements", "6_sheets_docs"):
        try:
            plan = plan_import(read_tables(path), opportunity="o")
        except BadInput:
            continue
        assert list(benchmark.lost(plan)) == [], path.name


@pytest.mark.parametrize(
    ("header", "words", "codes"),
    [
        ("优先级", "1 2 3 4", "must should could could"),
        ("优先级", "P0 P1 P2 P3", "must should could could"),
        ("优先级", "P1 P2 P3", "must should could"),
        ("优先级", "一级 二级 三级", "must should could"),
        ("Priority", "H M L", "must should could"),
        ("优先级", "高 中 低", "must should could"),
        ("优先级", "A类 B类 C类", "must should could"),
        ("重要性", "5 4 3 2 1", "must must should could could"),
        ("优先级（5最高）", "5 3 1", "must should could"),
        ("重要程度", "★★★ ★★☆ ★", "must should could"),
    ],
)
def test_ranks_are_read_by_the_whole_column_told_and_kept(header: str, words: str, codes: str) -> None:
    rows = "".join(f"功能{n},{word}\n" for n, word in enumerate(words.split()))
    plan = planned(f"需求名称,{header}\n{rows}")
    assert [r.priority for r in made(plan)] == codes.split()
    assert [r.note for r in made(plan)] == [f"{header}: {word}" for word in words.split()]
    assert [told for told in plan.told if f"{words.split()[0]} → must" in told]


def test_a_row_without_a_title_is_called_by_its_other_text() -> None:
    plan = planned(
        "编号,需求名称,优先级,验收标准,客户备注\n1,登录,高,,\n2,,低,三秒内打开首页,很急\n3,,高,,要能导出\n合计,,,,\n4,,中,,\n"
    )
    assert [r.title for r in made(plan)] == ["登录", "三秒内打开首页", "要能导出"]
    assert made(plan)[1].acceptance == "三秒内打开首页"
    assert made(plan)[1].note.endswith("客户备注: 很急")
    assert "has no title: called by what stands in 验收标准" in "; ".join(plan.told)
    assert kinds(plan)[-2:] == ["refused", "refused"], "a sum and a row without words are none"
    assert (
        made(
            planned(
                "需求名称,客户备注\n登录,\n,要能导出\n",
                tuple(made(planned("需求名称,客户备注\n登录,\n,要能导出\n"))),
            )
        )
        == []
    )


def test_a_list_nested_400_deep_is_kept_whole() -> None:
    plan = planned("\n".join("  " * n + f"- 需求 {n}" for n in range(400)), name="a.md")
    assert [r.title for r in made(plan)] == [f"需求 {n}" for n in range(400)]


def test_what_is_nested_deeper_than_is_read_stands_in_the_last_item() -> None:
    plan = planned("\n".join("  " * n + f"- 需求 {n}" for n in range(1100)), name="a.md")
    kept = made(plan)
    assert [r.title for r in kept] == [f"需求 {n}" for n in range(len(kept))]
    assert [f"需求 {n}" in kept[-1].statement for n in range(len(kept), 1100)] == [True] * (1100 - len(kept))
    assert "nested so deep" in "; ".join(plan.told)


def test_the_questions_of_a_survey_are_its_header() -> None:
    question = (
        "Which of these would you say keeps you from doing more of the reviews that you would like to do?"
    )
    plan = planned(f"Who,{question},When\nann,time,2018-01-02\nbob,tools,2018-01-03\n")
    assert kinds(plan) == ["above", "new", "new"]
