"""The issue log goes out as a sheet and comes back as it went; what is internal stays here."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presales_tui.documents.sheets.record_sheet import delimited, markdown, workbook
from presales_tui.imports.issues import plan_import
from presales_tui.imports.issues.columns import COLUMNS, FORM
from presales_tui.imports.records.form import text_of
from presales_tui.imports.records.found import NEW, SAME
from presales_tui.imports.records.links import named
from presales_tui.imports.sheets import read_tables
from presales_tui.model import scales
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean
from presales_tui.model.trial import Criterion, Issue

SHOWN = [column for column in COLUMNS if column.name != "done"]
FULL = Issue(
    opportunity="o",
    ref="ISS-001",
    title="=登录报 500",
    kind="deployment",
    severity="s2",
    impact="high",
    urgency="low",
    status="resolved",
    status_log=(
        ("open", "2026-03-02T01:05:00Z", "王老师"),
        ("in_progress", "2026-03-02T01:20:00Z", "Li Ming"),
        ("waiting_customer", "2026-03-02T02:20:00Z", ""),
        ("resolved", "2026-03-02T07:00:00Z", "小李"),
    ),
    reported="2026-03-02T01:05:00Z",
    reporter="王老师",
    phone="+86 138",
    assignee="小李",
    steps="1. 打开\n2. 登录",
    observed="- 白屏\n| 表 |",
    log="ERROR a|b\n\tat x",
    cause="@网关",
    fix="重启",
    faq=True,
    tags=("网关", "登录"),
    note="一行\n二行",
    visibility="internal",
)


def written(issues: list[Issue], form: str, lang: str) -> bytes:
    if form == "xlsx":
        return workbook(issues, SHOWN, lang, "x", "x")
    rows = [[clean(text_of(column, i, lang)) for column in SHOWN] for i in issues]
    header = [column.label(lang) for column in SHOWN]
    return markdown(header, rows) if form == "md" else delimited(header, rows)


@pytest.mark.parametrize("form", ["xlsx", "csv", "md"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_field_comes_back(form: str, lang: str) -> None:
    tables = read_tables(written([FULL], form, lang), f"x.{form}")
    made = next(o.record for o in plan_import(tables, opportunity="o").outcomes if o.kind == NEW)
    assert replace(made, id=FULL.id) == FULL
    again = plan_import(tables, opportunity="o", existing=[FULL])
    assert again.count(SAME) == 1
    assert not again.change


def test_no_cell_is_a_formula() -> None:
    import io

    book = openpyxl.load_workbook(io.BytesIO(written([FULL], "xlsx", "zh")))
    sheet = book.worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    texts = [str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row if cell.value]
    assert not any(text.startswith(("=", "+", "@")) for text in texts)


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=25)
@given(_WORDS, _WORDS, st.sampled_from(scales.ISSUE_STATUS.codes), st.sampled_from(["zh", "en"]))
def test_any_text_comes_back(title: str, text: str, status: str, lang: str) -> None:
    title, text = " ".join(clean(title).split()) or "x", clean(text).strip()
    one = replace(FULL, title=title, observed=text, status=status, status_log=FULL.status_log[:1])
    tables = read_tables(written([one], "csv", lang), "x.csv")
    made = next(o.record for o in plan_import(tables, opportunity="o").outcomes if o.kind == NEW)
    assert (made.title, made.observed.strip(), made.status) == (one.title, one.observed, status)


def test_links_to_requirement_and_criterion_go_out_as_refs_and_come_back() -> None:
    need = Requirement(opportunity="o", ref="REQ-007", external_id="A-7", title="排课")
    other = replace(need, id="other", ref="REQ-008", external_id="")
    gate = Criterion(opportunity="o", ref="CRI-002", title="并发")
    linked = replace(FULL, requirement=need.id, criterion=gate.id)
    shown = named(FORM, linked, {need.id: need.ref, gate.id: gate.ref})
    assert (shown.requirement, shown.criterion) == ("REQ-007", "CRI-002")
    others = [need, other, gate]
    again = plan_import(
        read_tables(written([shown], "csv", "zh"), "x.csv"), opportunity="o", existing=[linked], others=others
    )
    assert again.count(SAME) == 1
    data = written([shown], "csv", "en").replace(b"REQ-007", b"REQ-008").replace(b"CRI-002", b"")
    changed = plan_import(read_tables(data, "x.csv"), opportunity="o", existing=[linked], others=others)
    (put,) = changed.change.puts
    assert isinstance(put.new, Issue)
    assert (put.new.requirement, put.new.criterion) == ("other", "")


def test_a_link_by_the_client_s_number_and_one_to_nothing() -> None:
    need = Requirement(opportunity="o", ref="REQ-007", external_id="A-7", title="排课")
    text = "问题,关联需求\n登录失败,a-7\n白屏,A-9\n".encode()
    found = plan_import(read_tables(text, "x.csv"), opportunity="o", others=[need])
    first, second = (put.new for put in found.change.puts)
    assert isinstance(first, Issue)
    assert isinstance(second, Issue)
    assert first.requirement == need.id
    assert (second.requirement, second.note) == ("", "关联需求: A-9")
