"""A note becomes a meeting with all its lines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.imports.files import read_text
from presales_tui.imports.notes import Notes, notes_change
from presales_tui.model.errors import BadInput
from presales_tui.model.followup import Action
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.record import Sourced
from presales_tui.model.text import clean
from tests.imports.support import NOW, OPPORTUNITY, corpus, corpus_files, lines_of

NOTE = """# 首次拜访 2026-11-20 14:30-16:00

李主任介绍了校区情况。

- R:: 每天 1000 条咨询自动分级 !must @李主任
- A:: 给部署清单 @李主任 >周五

Q: 一个冒号是普通文字

```
R:: code
```
"""


def imported(text: str, name: str = "note.md", **options: Any) -> Notes:
    return notes_change(text, name=name, opportunity=OPPORTUNITY, now=NOW, **options)


def records_of(notes: Notes) -> list[Any]:
    return [put.new for put in notes.change.puts if isinstance(put.new, Sourced)]


def test_a_note_is_a_held_meeting_with_every_line_and_its_records() -> None:
    notes = imported(NOTE, people={"李主任": "client"})
    meeting = notes.meeting
    assert notes.change.puts[0].new == meeting
    assert (meeting.opportunity, meeting.state, meeting.imported_from) == (OPPORTUNITY.id, "held", "note.md")
    assert (meeting.title, meeting.start) == ("首次拜访 2026-11-20 14:30-16:00", "2026-11-20T14:30")
    assert meeting.end == "2026-11-20T16:00"
    lines = lines_of(notes.change)
    assert "\n".join(line.text for line in lines) + "\n" == NOTE
    assert all((line.meeting, line.at) == (meeting.id, "") for line in lines)
    requirement, action = records_of(notes)
    assert notes.counts == {"requirement": 1, "action": 1}
    assert (notes.lines, notes.candidates) == (12, 1)
    assert (requirement.title, requirement.opportunity) == ("每天 1000 条咨询自动分级", OPPORTUNITY.id)
    assert [line.record for line in lines if line.record] == [requirement.id, action.id]
    assert [line.id for line in lines if line.record] == [requirement.source_line, action.source_line]
    assert isinstance(action, Action)
    # The Friday of the meeting, which was one itself, not that of the import.
    assert (action.side, action.due) == ("client", "2026-11-20")


def test_loose_takes_one_colon_and_keeps_two() -> None:
    notes = imported(NOTE, loose=True)
    assert notes.counts == {"requirement": 1, "action": 1, "question": 1}
    assert notes.candidates == 0
    assert lines_of(notes.change)[7].text == "Q:: 一个冒号是普通文字"


def test_a_due_date_in_a_note_without_a_date_counts_from_the_given_day() -> None:
    assert records_of(imported("A:: 给清单 >明天", today=date(2026, 3, 1)))[0].due == "2026-03-02"
    assert records_of(imported("A:: 给清单 >明天"))[0].due == "2026-11-24"


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("---\ntitle: 需求调研\n---\n# 别的", "x.md", "需求调研"),
        ("---\ntitle: ''\n---\n# 技术交流", "x.md", "技术交流"),
        ("# **技术**[交流](https://x.y/z) `v2` ##\n", "x.md", "技术交流 v2"),
        ("技术交流\n====\n", "x.md", "技术交流"),
        ("```\n# code\n```\n## 技术交流", "x.md", "技术交流"),
        ("说了很多话。\n---\n还有一句", "拜访.md", "拜访"),
        ("说了很多话\n两行\n---\n还有一句", "拜访.md", "拜访"),
        ("说了很多话\n\n# 技术交流", "x.md", "技术交流"),
        ("PMC 例会 2025-01-12\n\n## 参会人员", "x.md", "PMC 例会 2025-01-12"),
        ("# 2026-11-23\n\n说了话", "拜访积云.md", "拜访积云"),
        ("说了话\n没有标题", "/tmp/拜访.积云.md", "拜访.积云"),
        ("R:: 2026-12-01 前导出", "拜访.md", "拜访"),
        ("说了话", "-", "Minutes"),
        ("C:\\x", "", "Minutes"),
    ],
)
def test_the_title(text: str, name: str, title: str) -> None:
    assert imported(text, name).meeting.title == title


@pytest.mark.parametrize(
    ("text", "name", "start", "end"),
    [
        ("---\ndate: 2026-11-20\n---\n# 会 2025-01-01", "2024-01-01.md", "2026-11-20", ""),
        ("# 例会 2022-8-2 9:30-12:30(UTC+08:00)", "x.md", "2022-08-02T09:30", "2022-08-02T12:30"),
        ("# 例会\n\n会议时间：2021年8月31日 下午2:30—4:00", "x.md", "2021-08-31T14:30", "2021-08-31T16:00"),
        ("# 例会\n\n参会人：甲\n\n## 时间：2021.8.31", "x.md", "2021-08-31", ""),
        ("# Thursday June 10, 2021 at 07:00pm GMT+8", "x.md", "2021-06-10T19:00", ""),
        ("# WG\nMar 6, 2019", "x.md", "2019-03-06", ""),
        ("# WG\n\nDate: 27 May 2021", "x.md", "2021-05-27", ""),
        ("**12/19/2017**", "x.md", "2017-12-19", ""),
        ("说了话", "2022_08_02_meeting.md", "2022-08-02", ""),
        ("说了话", "003-20210610.md", "2021-06-10", ""),
        ("说了话", "2021_0831_record.md", "2021-08-31", ""),
        ("# 拜访\n\n截止 2026-12-31 前上线", "2026-11-23.md", "2026-11-23", ""),
        ("# 拜访\n\n说了话，上次是 2026-11-01", "x.md", "2026-11-01", ""),
        ("# 2022年架构例会\n\n版本 2022.13.45", "x.md", "", ""),
        ("# 例会 2026-11-20 99:99", "x.md", "2026-11-20", ""),
        ("编号 1234202108311234", "x.md", "", ""),
    ],
)
def test_when_it_was(text: str, name: str, start: str, end: str) -> None:
    meeting = imported(text, name).meeting
    assert (meeting.start, meeting.end) == (start, end)


@given(st.text(max_size=300) | st.lists(st.sampled_from(NOTE.split("\n"))).map("\n".join), st.booleans())
def test_every_line_is_kept_in_order(text: str, loose: bool) -> None:
    notes = imported(text, loose=loose)
    lines = [line.text for line in lines_of(notes.change)]
    written = clean(text).removesuffix("\n").split("\n") if clean(text) else []
    assert notes.lines == len(lines) == len(written)
    if not loose:
        assert lines == written
    assert sum(notes.counts.values()) == len(records_of(notes))


def test_a_long_note_is_one_change_in_one_pass() -> None:
    notes = imported("Q: 问\n李主任说了很多话，这是其中一句。\n" * 15_000 + "R:: 导出\n")
    assert (notes.lines, notes.candidates, notes.counts) == (30_001, 15_000, {"requirement": 1})
    assert len(notes.change) == 30_003


@corpus
def test_real_minutes_are_kept_whole_and_make_no_record() -> None:
    seen = 0
    for path in corpus_files("2_meetings", suffix=".md"):
        text = read_text(path)
        notes = imported(text.text, text.name)
        assert notes.counts == {}, path
        assert [line.text for line in lines_of(notes.change)] == text.text.removesuffix("\n").split("\n")
        assert len(notes.meeting.title) > 3
        for encoding in ("gb18030", "utf-16"):
            chinese = sum("\u4e00" <= char <= "\u9fff" for char in text.text) > 200
            if chinese or encoding == "utf-16":
                assert read_text(text.text.encode(encoding)).text == text.text
        seen += 1
    assert seen >= 15


@corpus
def test_no_real_document_makes_a_record_by_accident() -> None:
    for path in corpus_files("1_requirements", "3_outlines", "4_issues_logs", "6_sheets_docs", "7_hostile"):
        try:
            text = read_text(path)
        except BadInput:
            continue
        assert imported(text.text, text.name).counts == {}, path


def test_a_meeting_is_the_only_record_beside_lines_of_plain_minutes() -> None:
    kinds = {type(put.new) for put in imported("一\n二").change.puts}
    assert kinds == {Meeting, Line}
