"""Sections cut apart and put together: every word stays, and nothing changes its place."""

from __future__ import annotations

from collections.abc import Sequence

from presales_tui.model.change import Change
from presales_tui.model.dividing import all_pieces, cut, cut_at, joined, pieces, titles_of
from presales_tui.model.outline import Section, in_order

BODY = """前言一句。

- **统一入口**：官网、电话
  - 去重
- 3.5 万条历史数据

```
- 不是一点
## 不是标题
```

最后一段。"""


def after(change: Change, sections: Sequence[Section]) -> list[Section]:
    found = {section.id: section for section in sections}
    for put in change.puts:
        assert isinstance(put.new, Section)
        found[put.new.id] = put.new
    for gone in change.deletes:
        found.pop(gone.id)
    return list(found.values())


def shown(sections: Sequence[Section]) -> list[str]:
    return [f"{one.number} {one.section.title}" for one in in_order(sections)]


def test_a_text_may_be_cut_where_a_block_begins_and_never_inside_code() -> None:
    assert [(piece.line, piece.title) for piece in pieces(BODY)] == [
        (0, "前言一句。"),
        (2, "统一入口：官网、电话"),
        (4, "3.5 万条历史数据"),
        (6, "…"),
        (11, "最后一段。"),
    ]


def test_the_points_of_a_list_become_sections_below_before_those_that_are_there() -> None:
    section = Section(
        id="a", title="方案", body="开头\n\n- 一\n  - 甲\n- 二", pos="a1", visibility="internal"
    )
    child = Section(id="b", parent="a", title="旧的", pos="a1")
    change, ids = cut(section, [section, child], all_pieces(section.body))
    now = after(change, [section, child])
    assert shown(now) == ["1 方案", "1.1 一", "1.2 二", "1.3 旧的"]
    by_id = {one.id: one for one in now}
    assert [by_id["a"].body, by_id[ids[0]].body] == ["开头", "- 甲"]
    assert {by_id[id_].visibility for id_ in ids} == {"internal"}


def test_headings_go_before_points_and_take_all_below_them_along() -> None:
    section = Section(id="a", title="方案", body="# 一\n- 甲\n### 细\nx\n# 二\n\n- 乙")
    change, ids = cut(section, [section], all_pieces(section.body))
    by_id = {one.id: one for one in after(change, [section])}
    assert [(by_id[id_].title, by_id[id_].body) for id_ in ids] == [("一", "- 甲\n### 细\nx"), ("二", "- 乙")]


def test_from_a_line_on_it_is_a_section_right_behind() -> None:
    section = Section(id="a", title="方案", body=BODY, pos="a1")
    last = Section(id="z", title="完", pos="a2")
    change, (new,) = cut_at(section, [section, last], 4)
    now = after(change, [section, last])
    assert shown(now) == ["1 方案", "2 3.5 万条历史数据", "3 完"]
    by_id = {one.id: one for one in now}
    assert by_id["a"].body.endswith("- 去重")
    assert by_id[new].body.startswith("```\n- 不是一点")
    assert by_id[new].body.endswith("最后一段。")


def test_a_long_line_gives_a_short_title_and_stays_whole_in_the_text() -> None:
    long = "先由总部统一建设，再分三批推广到各个校区。" + "每一批上线之前都要完成数据核对与培训，" * 4
    section = Section(id="a", title="方案", body=f"- {long}")
    change, (new,) = cut(section, [section], all_pieces(section.body))
    found = next(one for one in after(change, [section]) if one.id == new)
    assert found.title == "先由总部统一建设，再分三批推广到各个校区"
    assert found.body == long


def test_joined_sections_keep_words_notes_links_and_children() -> None:
    sections = [
        Section(id="a", title="一", body="甲", notes="n1", requirements=("r1",), pos="a1", minutes=2),
        Section(id="b", title="二", body="乙", notes="n2", requirements=("r2", "r1"), pos="a2", minutes=3),
        Section(id="c", parent="b", title="下面", pos="a1"),
    ]
    now = after(joined(sections[0], sections[1:2], sections), sections)
    assert shown(now) == ["1 一", "1.1 下面"]
    merged = next(one for one in now if one.id == "a")
    assert (merged.body, merged.notes) == ("甲\n\n## 二\n\n乙", "n1\n\nn2")
    assert (merged.requirements, merged.minutes) == (("r1", "r2"), 5)
    change, _ids = cut(merged, now, all_pieces(merged.body))
    assert shown(after(change, now)) == ["1 一", "1.1 二", "1.2 下面"]


def test_a_child_joined_to_its_parent_leaves_its_own_children_where_they_were() -> None:
    sections = [
        Section(id="a", title="一", pos="a1"),
        Section(id="b", parent="a", title="二", pos="a1"),
        Section(id="c", parent="b", title="下面", pos="a1"),
        Section(id="d", parent="a", title="后面", pos="a2"),
    ]
    now = after(joined(sections[0], sections[1:2], sections), sections)
    assert shown(now) == ["1 一", "1.1 下面", "1.2 后面"]


def test_pasted_lines_are_titles_with_levels() -> None:
    text = "1. 背景\n\t- 现状\n\t\t* **痛点**\n\t- 目标\n2. 方案\n"
    assert titles_of(text) == [(0, "背景"), (1, "现状"), (2, "痛点"), (1, "目标"), (0, "方案")]
    assert titles_of("# 甲\n## 乙\n- 丙\n# 丁") == [(0, "甲"), (1, "乙"), (2, "丙"), (0, "丁")]
    assert titles_of("   \n\n") == []


def test_an_empty_text_has_no_pieces() -> None:
    assert pieces("") == []
    assert pieces(" \n\t\n") == []
