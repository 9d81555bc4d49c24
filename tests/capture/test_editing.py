"""The full editor: what of the minutes changed, and what that does to lines and records."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presales_tui.capture.minutes import add_line, edit_text
from presales_tui.model.followup import Action
from presales_tui.model.meeting import Line
from presales_tui.model.position import following
from presales_tui.model.requirement import Requirement
from tests.capture.support import MEETING, NOW, Notebook

PEOPLE = {"李主任": "client"}


def notebook_of(text: str) -> Notebook:
    return edited(Notebook(), text)


def edited(notebook: Notebook, text: str) -> Notebook:
    change = edit_text(MEETING, notebook.lines, notebook.records, text, now=NOW, people=PEOPLE)
    return notebook.apply(change)


def made(notebook: Notebook) -> list[tuple[str, str]]:
    """(kind, title) of the records, in the order of the lines that made them."""
    records = notebook.records
    found = [records[line.record] for line in notebook.lines if line.record in records]
    return [(type(record).__name__, record.headline) for record in found]


def test_new_marked_lines_make_records_and_point_at_them() -> None:
    notebook = notebook_of(
        "开场\nR:: 导出 !must @李主任\n\n```\nR:: code\n```\nQ: 一个冒号\n- A:: 给清单 @李主任"
    )
    assert made(notebook) == [("Requirement", "导出"), ("Action", "给清单")]
    record = notebook.records[notebook.lines[1].record]
    assert isinstance(record, Requirement)
    assert (record.source_line, record.speaker, record.priority) == (notebook.lines[1].id, "李主任", "must")
    action = notebook.records[notebook.lines[7].record]
    assert isinstance(action, Action)
    assert action.side == "client"


def test_no_change_is_no_change() -> None:
    notebook = notebook_of("一\nR:: 二")
    assert not edit_text(MEETING, notebook.lines, notebook.records, "一\r\nR:: 二", now=NOW)
    assert not edit_text(MEETING, [], {}, "", now=NOW)


def test_only_what_changed_is_written() -> None:
    notebook = notebook_of("\n".join(f"第 {n} 句" for n in range(50)))
    text = (
        notebook.text.replace("第 20 句", "第二十句")
        .replace("第 30 句\n", "")
        .replace("第 40 句", "第 40 句\n插入")
    )
    change = edit_text(MEETING, notebook.lines, notebook.records, text, now=NOW)
    assert [put.new.headline for put in change.puts] == ["第二十句", "插入"]
    assert [line.headline for line in change.deletes] == ["第 30 句"]
    assert notebook.apply(change).text == text


def test_an_edited_line_takes_along_what_the_line_said_and_leaves_what_a_hand_changed() -> None:
    notebook = notebook_of("开场\nR:: 导出报表 !should =config ~3d #报表 @李主任\n结束")
    line = notebook.lines[1]
    record = notebook.records[line.record]
    notebook.put(replace(record, fit="custom", effort_low=5.0, effort_high=8.0, acceptance="能导出"))  # type: ignore[call-arg]
    edited(notebook, "开场\nR:: 导出月度报表 !must =standard ~3d #月报 @王老师\n结束")
    after = notebook.records[line.record]
    assert isinstance(after, Requirement)
    assert (after.title, after.quote, after.speaker) == ("导出月度报表", "导出月度报表", "王老师")
    assert (after.priority, after.tags) == ("must", ("月报",))
    assert (after.fit, after.effort_low, after.effort_high, after.acceptance) == (
        "custom",
        5.0,
        8.0,
        "能导出",
    )
    assert notebook.lines[1].id == line.id


def test_a_title_changed_by_hand_stays_and_a_removed_attribute_goes() -> None:
    notebook = notebook_of("R:: 导出 !must")
    line = notebook.lines[0]
    notebook.put(replace(notebook.records[line.record], title="批量导出"))  # type: ignore[call-arg]
    edited(notebook, "R:: 导出 Excel")
    record: Any = notebook.records[line.record]
    assert (record.title, record.quote, record.priority) == ("批量导出", "导出 Excel", "")


@pytest.mark.parametrize("text", ["开场", "开场\n导出 !must", "", "开场\n```\nR:: 导出 !must\n```"])
def test_removing_a_line_or_its_mark_never_deletes_the_record(text: str) -> None:
    notebook = notebook_of("开场\nR:: 导出 !must")
    before = notebook.records
    edited(notebook, text)
    assert notebook.records == before
    assert notebook.text == text


def test_a_mark_taken_away_and_given_back_is_the_same_record() -> None:
    notebook = notebook_of("开场\nR:: 导出报表 !must")
    before = list(notebook.records)
    edited(notebook, "开场\n导出报表")
    edited(notebook, "开场\nR:: 导出所有报表")
    assert list(notebook.records) == before
    assert made(notebook) == [("Requirement", "导出所有报表")]


def test_another_mark_makes_a_second_record() -> None:
    notebook = notebook_of("R:: 导出报表")
    edited(notebook, "A:: 导出报表")
    assert made(notebook) == [("Action", "导出报表")]
    assert len(notebook.records) == 2


def test_a_line_written_anew_in_its_place_is_still_that_line() -> None:
    notebook = notebook_of("一\nR:: 每月导出一次统计报表\n二")
    record = notebook.lines[1].record
    edited(notebook, "一\nR:: 单点登录对接企业微信\n二")
    assert made(notebook) == [("Requirement", "单点登录对接企业微信")]
    assert notebook.lines[1].record == record


def test_a_moved_line_keeps_its_record() -> None:
    notebook = notebook_of("R:: 甲\n一\n二\n三\nR:: 乙")
    before = {line.text: (line.id, line.record) for line in notebook.lines}
    edited(notebook, "R:: 乙\n三\nR:: 甲\n二\n一")
    assert {line.text: (line.id, line.record) for line in notebook.lines} == before
    assert len(notebook.records) == 2
    assert notebook.text == "R:: 乙\n三\nR:: 甲\n二\n一"


def test_a_deleted_neighbour_does_not_lend_its_record() -> None:
    notebook = notebook_of("R:: 支持导出 Excel\nR:: 支持导出 PDF")
    excel, pdf = (line.record for line in notebook.lines)
    edited(notebook, "R:: 支持导出 PDF 文件")
    records: Any = notebook.records
    assert (records[excel].title, records[pdf].title) == ("支持导出 Excel", "支持导出 PDF 文件")


def test_a_copied_line_makes_a_record_of_its_own() -> None:
    notebook = notebook_of("R:: 导出")
    edited(notebook, "R:: 导出\nR:: 导出")
    assert len(notebook.records) == 2
    assert len({line.record for line in notebook.lines}) == 2


def test_a_record_deleted_by_hand_does_not_come_back() -> None:
    notebook = notebook_of("R:: 导出报表")
    del notebook.all[notebook.lines[0].record]
    edited(notebook, "R:: 导出月度报表")
    assert not notebook.records


def test_the_due_date_of_an_old_line_counts_from_its_own_day() -> None:
    notebook = Notebook().apply(add_line(MEETING, "A: 给清单 >周五", after="", now=NOW.replace(day=2)))
    edited(notebook, "A:: 给部署清单 >周五")
    action: Any = notebook.records[notebook.lines[0].record]
    assert (action.title, action.due) == ("给部署清单", "2026-11-06")
    edited(notebook, "A:: 给部署清单 >周四")
    assert notebook.records[action.id].due == "2026-11-05"  # type: ignore[attr-defined]


def test_two_lines_at_one_place_are_told_apart() -> None:
    lines = [
        Line(meeting=MEETING.id, pos=pos, text=text)
        for pos, text in [("a1", "一"), ("a1", "二"), ("a2", "三")]
    ]
    notebook = Notebook(lines)
    first, second = sorted((line.text for line in lines[:2]), key=notebook.text.index)
    for text in (f"{first}\n插入\n{second}\n三", f"新\n{first}\n插入\n{second}\n三\n末"):
        edited(notebook, text)
        assert notebook.text == text
    assert {line.id for line in lines} <= set(notebook.all)


TEXTS = st.lists(
    st.sampled_from(["", "", "一", "二", "三", "- 同意", "R:: 导出", "A:: 清单 >周五", "```", "Q: 问"])
    | st.text(max_size=12),
    max_size=25,
).map("\n".join)


@settings(max_examples=150)
@given(TEXTS, TEXTS)
def test_after_an_edit_the_minutes_read_as_written(first: str, second: str) -> None:
    notebook = notebook_of(first)
    kept = Counter(line.text for line in notebook.lines)
    ids = {line.id: line.text for line in notebook.lines}
    records = set(notebook.records)
    edited(notebook, second)
    again = Notebook()
    edited(again, second)
    assert notebook.text == again.text
    assert again.text == notebook_of(again.text).text
    assert records <= set(notebook.records)
    positions = [line.pos for line in notebook.lines]
    assert positions == sorted(set(positions))
    # Every line with words that is on both sides, and as often, is the same line.
    same = Counter(line.text for line in notebook.lines if ids.get(line.id) == line.text)
    now = Counter(line.text for line in notebook.lines)
    assert all(same[text] == min(kept[text], now[text]) for text in now if text.strip())


LINE = st.integers(0, 40)


@given(
    st.lists(
        st.tuples(st.sampled_from(["cut", "put", "change"]), LINE, st.text("文字ab ", max_size=6)), max_size=6
    )
)
def test_lines_that_an_edit_did_not_touch_keep_their_identity(edits: list[tuple[str, int, str]]) -> None:
    texts = [f"第 {n} 句" if n % 3 else "" for n in range(41)]
    notebook = notebook_of("\n".join(texts))
    before = {line.text: line.id for line in notebook.lines if line.text}
    for what, place, said in edits:
        place = min(place, len(texts) - 1)
        if what == "put":
            texts.insert(place, said)
        elif what == "cut" and len(texts) > 1:
            del texts[place]
        else:
            texts[place] = said
    edited(notebook, "\n".join(texts))
    assert notebook.text == "\n".join(texts)
    for line in notebook.lines:
        assert before.get(line.text, line.id) == line.id


@pytest.mark.parametrize("kind", ["small", "repeated", "everything", "shuffled"])
def test_long_minutes_are_compared_without_comparing_all_with_all(kind: str) -> None:
    """30,000 lines: where time grew with the square, this would take many minutes."""
    texts = [["", "- 同意", f"第 {n} 句话", "R:: 导出"][n % 4] for n in range(30_000)]
    if kind == "repeated":
        texts = [f"第 {n % 5000} 句话" for n in range(30_000)]
    rows = zip(following("", len(texts)), texts, strict=True)
    lines = [Line(meeting=MEETING.id, pos=pos, text=text, record="gone") for pos, text in rows]
    new = list(texts)
    if kind in ("small", "repeated"):
        new[10], new[29_990] = new[10] + "了", new[29_990] + "了"
        new.insert(15_000, "插入")
    elif kind == "everything":
        new = [text + "!" for text in texts]
    else:
        new = texts[15_000:] + texts[:15_000]
    notebook = Notebook(lines)
    change = edit_text(MEETING, lines, {}, "\n".join(new), now=NOW)
    assert notebook.apply(change).text == "\n".join(new)
    if kind in ("small", "repeated"):
        assert len(change) == 3
    if kind == "shuffled":
        assert {line.id for line in lines if line.text} <= set(notebook.all)
