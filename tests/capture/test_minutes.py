"""A line at the prompt, and a line made a record afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.capture.editing import edit_text
from presales_tui.capture.marks import MARKS, parse_line
from presales_tui.capture.minutes import add_line, minutes_text, retype
from presales_tui.model.errors import BadInput
from presales_tui.model.followup import Action, Commitment, Risk
from presales_tui.model.meeting import Line
from presales_tui.model.record import Sourced
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.sla import priority
from presales_tui.model.trial import Issue
from tests.capture.support import MEETING, NOW, UTC_NOW, Notebook

PEOPLE = {"李主任": "client", "小陈": "us", "周工": "partner"}


def typed(*texts: str, meeting: Any = MEETING) -> Notebook:
    notebook = Notebook()
    for text in texts:
        after = notebook.lines[-1].pos if notebook.lines else ""
        notebook.apply(add_line(meeting, text, after=after, now=NOW, people=PEOPLE))
    return notebook


def only(notebook: Notebook) -> Any:
    (record,) = notebook.records.values()
    return record


def test_a_marked_line_becomes_a_record_that_points_back() -> None:
    notebook = typed("需求：每天 1000 条咨询自动分级 !must &招生CRM @李主任")
    (line,) = notebook.lines
    record = only(notebook)
    assert line.text == "需求：：每天 1000 条咨询自动分级 !must &招生CRM @李主任"
    assert (line.meeting, line.at, line.record) == (MEETING.id, UTC_NOW, record.id)
    assert record == Requirement(
        id=record.id,
        opportunity="opp",
        title="每天 1000 条咨询自动分级",
        priority="must",
        module="招生CRM",
        source_kind="meeting",
        source_id=MEETING.id,
        source_line=line.id,
        quote="每天 1000 条咨询自动分级",
        speaker="李主任",
    )


def test_lines_stay_in_the_order_they_were_typed() -> None:
    texts = [f"第 {n} 句" for n in range(200)]
    notebook = typed(*texts)
    assert notebook.text == "\n".join(texts)
    assert max(len(line.pos) for line in notebook.lines) <= 4


def test_a_line_can_be_put_between_two() -> None:
    notebook = typed("一", "三")
    first, last = notebook.lines
    notebook.apply(add_line(MEETING, "二", after=first.pos, before=last.pos, now=NOW))
    assert notebook.text == "一\n二\n三"
    notebook.put(replace(last, pos=first.pos))
    notebook.apply(add_line(MEETING, "四", after=first.pos, before=first.pos, now=NOW))
    assert notebook.lines[2].text == "四" or notebook.lines[3].text == "四"


def test_what_is_typed_is_one_clean_line() -> None:
    notebook = typed("", "  缩进  ", "a\r\nb\x1b[31m")
    assert [line.text for line in notebook.lines] == ["", "  缩进  ", "a b␛[31m"]
    assert not notebook.records


@pytest.mark.parametrize(
    ("owner", "side"), [("李主任", "client"), ("小陈", "us"), ("周工", "partner"), ("某人", "us")]
)
def test_the_owner_of_an_action_decides_its_side(owner: str, side: str) -> None:
    action = only(typed(f"A: 提供清单 @{owner} >周五"))
    assert (action.owner, action.side, action.due, action.speaker) == (owner, side, "2026-11-27", "")


def test_a_promise_knows_to_whom_and_an_issue_who_met_it() -> None:
    promise = only(typed("C: 4 小时内答复 @李主任 =no"))
    assert isinstance(promise, Commitment)
    assert (promise.to, promise.contractual) == ("李主任", "no")
    issue = only(typed("I: 登录报错 !严重 =报错 @赵老师"))
    assert isinstance(issue, Issue)
    assert (issue.reporter, issue.severity, issue.kind) == ("赵老师", "s1", "defect")


def test_what_is_said_in_an_internal_meeting_is_internal() -> None:
    inside = replace(MEETING, visibility="internal")
    assert only(typed("R: 一", meeting=inside)).visibility == "internal"
    assert only(typed("R: 一 !external", meeting=inside)).visibility == "external"
    assert only(typed("R: 一")).visibility == "external"
    assert only(typed("K: 一")).visibility == "internal"


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=30), max_size=8
    )
)
def test_any_text_typed_line_by_line_is_the_minutes(texts: list[str]) -> None:
    notebook = typed(*("x" + text for text in texts))
    shown = notebook.text.split("\n") if texts else []
    assert [line.replace("\ufeff", "") for line in shown] == [
        ("x" + text).replace("\ufeff", "") for text in texts
    ]
    assert minutes_text(notebook.lines) == notebook.text


def change_kind(notebook: Notebook, kind: str) -> Any:
    line = notebook.lines[0]
    record = notebook.records.get(line.record)
    notebook.apply(retype(line, record, kind, meeting=MEETING, now=NOW, people=PEOPLE))
    return notebook.records.get(notebook.lines[0].record)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.kind)
def test_a_plain_line_becomes_a_record_of_any_kind_and_minutes_again(mark: Any) -> None:
    notebook = typed("- 每天导出一次")
    record = change_kind(notebook, mark.kind)
    assert type(record) is mark.record
    assert (record.title, record.quote, record.source_line) == (
        "每天导出一次",
        "每天导出一次",
        notebook.lines[0].id,
    )
    assert notebook.text == f"- {mark.letter}:: 每天导出一次"
    assert parse_line(notebook.text, today=date(2026, 11, 23)) is not None
    assert change_kind(notebook, "") is None
    assert notebook.text == "- 每天导出一次"
    assert not notebook.records


def test_a_record_of_another_kind_takes_the_place_of_the_old_one() -> None:
    notebook = typed("R: 私有化部署清单 !must #部署 @李主任")
    before = only(notebook)
    notebook.put(replace(before, title="给出私有化部署清单", visibility="internal"))
    action = change_kind(notebook, "action")
    assert isinstance(action, Action)
    assert list(notebook.records) == [action.id]
    assert (action.title, action.tags, action.visibility) == ("给出私有化部署清单", ("部署",), "internal")
    assert (action.owner, action.side) == ("李主任", "client")
    assert notebook.text == "A:: 私有化部署清单 !must #部署 @李主任"


def test_a_kind_keeps_its_own_default_where_nobody_chose() -> None:
    notebook = typed("R: 机房没有外网")
    risk = change_kind(notebook, "risk")
    assert isinstance(risk, Risk)
    assert risk.visibility == "internal"
    assert change_kind(notebook, "pain").visibility == "external"
    assert isinstance(only(notebook), Pain)


def test_the_same_kind_again_changes_nothing() -> None:
    notebook = typed("R: 导出")
    line, record = notebook.lines[0], only(notebook)
    assert not retype(line, record, "requirement", meeting=MEETING, now=NOW)
    assert not retype(typed("普通").lines[0], None, "", meeting=MEETING, now=NOW)


def test_a_due_date_counts_from_the_day_of_the_line() -> None:
    line = Line(meeting=MEETING.id, pos="a1", text="给清单 >明天", at="2026-11-01T16:30:00Z")
    notebook = Notebook([line])
    assert change_kind(notebook, "action").due == "2026-11-03"
    imported = Notebook([replace(line, at="")])
    assert change_kind(imported, "action").due == "2026-11-24"


@pytest.mark.parametrize("text", ["", "   ", "---", "!must"])
def test_a_line_without_words_makes_no_record(text: str) -> None:
    notebook = typed(text)
    with pytest.raises(BadInput):
        retype(notebook.lines[0], None, "requirement", meeting=MEETING, now=NOW)


@given(st.text(max_size=60), st.sampled_from(MARKS), st.sampled_from(MARKS))
def test_no_line_breaks_retyping(text: str, first: Any, second: Any) -> None:
    notebook = typed(text)
    found: Sourced | None = None
    for mark in (first, second):
        try:
            found = change_kind(notebook, mark.kind)
        except BadInput:
            return
        assert type(found) is mark.record
        assert len(notebook.records) == 1


def test_an_issue_of_the_minutes_has_the_clocks_that_its_severity_says() -> None:
    made = add_line(MEETING, "I: 登录报 500 !1", after="", now=NOW)
    (issue,) = [put.new for put in made.puts if isinstance(put.new, Issue)]
    assert (issue.severity, priority(issue)) == ("s1", "P1")


def test_an_edited_severity_changes_the_clocks() -> None:
    notes = Notebook().apply(add_line(MEETING, "I: 登录报 500 !1", after="", now=NOW))
    (line,) = notes.lines
    records = {r.id: r for r in notes.all.values() if isinstance(r, Issue)}
    notes.apply(edit_text(MEETING, [line], records, "I:: 登录报 500 !4", now=NOW))
    (issue,) = [r for r in notes.all.values() if isinstance(r, Issue)]
    assert priority(issue) == "P4"


def test_a_fit_may_be_said_as_people_say_it() -> None:
    for word in ("现成", "标配", "满足"):
        made = add_line(MEETING, f"R: 看板 ={word}", after="", now=NOW)
        assert [put.new.fit for put in made.puts if isinstance(put.new, Requirement)] == ["standard"]
