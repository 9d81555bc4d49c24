"""What makes a line a record, and what does not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.capture.attributes import ATTRIBUTES
from presales_tui.capture.marks import MARKS, canonical, parse_line, remark, unmark

MONDAY = date(2026, 11, 23)
KINDS = [mark.kind for mark in MARKS]
WORDS = [(mark.kind, word) for mark in MARKS for word in (mark.letter, *mark.words)]


def parsed(line: str, *, loose: bool = False) -> dict[str, Any] | None:
    found = parse_line(line, loose=loose, today=MONDAY)
    if found is None:
        return None
    return {"kind": found.kind, "title": found.title, "speaker": found.speaker, **found.fields}


@pytest.mark.parametrize(("kind", "word"), WORDS)
@pytest.mark.parametrize("colons", ["::", "：：", ":：", " ::"])
def test_every_word_marks_its_kind(kind: str, word: str, colons: str) -> None:
    for written in (word, word.upper(), word.lower()):
        assert parsed(f"{written}{colons} 导出 Excel") == {
            "kind": kind,
            "title": "导出 Excel",
            "speaker": "",
        }


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "  ",
        "\t",
        "　　",
        "- ",
        "* ",
        "+ ",
        "• ",
        "3. ",
        "3、",
        "3) ",
        "（3）",
        "2.1 ",
        "① ",
        "一、",
        "- [ ] ",
        "  - 1. ",
    ],
)
def test_a_list_bullet_or_number_may_stand_before_the_mark(lead: str) -> None:
    assert parsed(f"{lead}需求：：导出") == {"kind": "requirement", "title": "导出", "speaker": ""}


@pytest.mark.parametrize(
    "line",
    [
        "R: one colon",
        "问题：一个冒号",
        "R::",
        "R:: ",
        "R:: !must",
        "需求：： @李主任 #标签",
        "Q:: ???",
        "R::: three",
        "他说 R:: 在中间",
        "| R:: 表格 |",
        "> R:: 引用",
        "`R:: code`",
        "std::vector",
        "A::B::method()",
        "Q::next() returned",
        "a::1",
        "a::1/64",
        "C::\t",
        "https://a::b",
        "\\R:: escaped",
        "İssue:: dotted",
        "",
        "：：",
    ],
)
def test_what_stays_minutes(line: str) -> None:
    assert parsed(line) is None


@pytest.mark.parametrize("line", ["C:\\Users\\a", "C:/tmp", "D:\\数据", "A:80", "R:", "R: ", "R:::"])
def test_what_stays_minutes_even_at_the_prompt(line: str) -> None:
    assert parsed(line, loose=True) is None
    assert canonical(line) == line


def test_at_the_prompt_one_colon_is_enough_and_the_line_keeps_two() -> None:
    assert canonical("R: 导出") == "R:: 导出"
    assert canonical("- 需求：导出") == "- 需求：：导出"
    assert canonical("需求：：导出") == "需求：：导出"
    assert canonical("R: !must") == "R: !must"
    assert canonical("李主任介绍了校区") == "李主任介绍了校区"


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("R:: x !must", {"priority": "must"}),
        ("R:: x !m", {"priority": "must"}),
        ("R:: x !S", {"priority": "should"}),
        ("R:: x !可有", {"priority": "could"}),
        ("R:: x !不做", {"priority": "wont"}),
        ("R:: x !must !一票否决", {"priority": "must", "impact": "breaker"}),
        ("R:: x !challenge", {"impact": "challenge"}),
        ("R:: x !internal", {"visibility": "internal"}),
        ("A:: x !内部", {"visibility": "internal"}),
        ("K:: x !可外发", {"visibility": "external"}),
        ("R:: x =config", {"fit": "config"}),
        ("R:: x =二次开发", {"fit": "custom"}),
        ("R:: x =二开", {"fit": "custom"}),
        ("R:: x =out-of-the-box", {"fit": "standard"}),
        ("R:: x ~5d", {"effort_low": 5.0, "effort_high": 5.0}),
        ("R:: x ~3-5人天", {"effort_low": 3.0, "effort_high": 5.0}),
        ("R:: x &招生CRM", {"module": "招生CRM"}),
        ("R:: x #线索 #集成 #线索", {"tags": ("线索", "集成")}),
        ("R:: x @李主任", {"speaker": "李主任"}),
        ("R:: ★ x", {"clause_mark": "★"}),
        ("R:: ▲x", {"clause_mark": "▲"}),
        ("P:: x @李主任 #效率", {"speaker": "李主任", "tags": ("效率",)}),
        ("A:: x @小陈 >周五", {"owner": "小陈", "due": "2026-11-27"}),
        ("A:: x >next fri @小陈", {"owner": "小陈", "due": "2026-12-04"}),
        ("A:: x > 月底 #急", {"due": "2026-11-30", "tags": ("急",)}),
        ("A:: x >end of next month, !内部", {"due": "2026-12-31", "visibility": "internal"}),
        ("Q:: x ＞3天后", {"due": "2026-11-26"}),
        ("- [x] A:: x", {"state": "done"}),
        ("- [ ] A:: x", {}),
        ("- [x] C:: x", {"state": "done"}),
        ("- [x] R:: x", {}),
        ("C:: x @李主任 =no >+3d", {"to": "李主任", "contractual": "no", "due": "2026-11-26"}),
        ("C:: x =默示", {"contractual": "implied"}),
        ("Q:: x @王老师 >12-01", {"speaker": "王老师", "due": "2026-12-01"}),
        ("K:: x !high", {"impact": 3}),
        ("K:: x !低 >明天", {"impact": 1, "due": "2026-11-24"}),
        (
            "I:: x !1 =报错 @赵老师",
            {"severity": "s1", "kind": "defect", "speaker": "赵老师", "reporter": "赵老师"},
        ),
        ("I:: x !严重 !高 =不会使用", {"severity": "s1", "impact": "high", "kind": "usage"}),
        ("D:: x !internal", {"visibility": "internal"}),
        ("R:: x !must，", {"priority": "must"}),
        ("A:: x @小陈， >周五。", {"owner": "小陈", "due": "2026-11-27"}),
    ],
)
def test_attributes(line: str, fields: dict[str, Any]) -> None:
    found = parse_line(line, today=MONDAY)
    assert found is not None
    assert found.title == "x"
    assert {**found.fields, **({"speaker": found.speaker} if found.speaker else {})} == fields


@pytest.mark.parametrize(
    "words",
    [
        "延迟 ~5 秒",
        "延迟 ~5",
        "大于 >100 条",
        ">2026-02-30 上线",
        "a@b.com 联系",
        "PR #123",
        "x &amp; y",
        "a & b # c @ d = e ! f ~ g > h",
        "!urgent",
        "=abc",
        "C# 和 C++",
        "x !must y !should",
    ],
)
def test_a_word_that_is_not_understood_stays_text(words: str) -> None:
    found = parse_line(f"R:: {words}", today=MONDAY)
    assert found is not None
    assert found.title == words.replace(" !must", "")


def test_what_stands_behind_the_sign_of_a_day_and_is_none_stays_text() -> None:
    for words, no_day in (("延迟 >5 ms", ""), ("x > y", ""), ("开会 >2-30", "2-30"), ("x >fri then", "")):
        found = parse_line(f"A:: {words}", today=MONDAY)
        assert found is not None
        assert (found.title, found.no_day) == (words.replace(" >fri", ""), no_day)


def test_the_attributes_of_one_kind_are_text_to_another() -> None:
    assert parsed("A:: x !must =config ~3d &m ★") == {
        "kind": "action",
        "title": "x !must =config ~3d &m ★",
        "speaker": "",
    }


def test_a_backslash_writes_the_word_itself() -> None:
    found = parse_line(r"R:: 输入 \!must 和 \@all 和 \★ 时 C:\temp", today=MONDAY)
    assert found is not None
    assert (found.title, dict(found.fields)) == ("输入 !must 和 @all 和 ★ 时 C:\\temp", {})


def test_the_quote_is_the_words_as_they_were_written() -> None:
    found = parse_line("- R:: !must  每天  1000 条\t自动分级 =config @李主任  ", today=MONDAY)
    assert found is not None
    assert found.quote == "每天  1000 条\t自动分级"
    assert found.title == "每天 1000 条 自动分级"


def test_a_long_requirement_is_titled_by_its_first_sentence() -> None:
    first = "系统每天接收来自官网、微信和地推的咨询约一千条，要按意向自动分级，版本为 v2.5 以上。"
    found = parse_line(f"R:: {first}" + "其余的话也要保留，一个字都不能少。" * 8, today=MONDAY)
    assert found is not None
    assert found.title == first.rstrip("。")
    assert found.fields["statement"].startswith(first)
    assert found.fields["statement"].endswith("一个字都不能少。")
    endless = parse_line("R:: " + "没有句号的长句，" * 30, today=MONDAY)
    assert endless is not None
    assert endless.title.endswith("…")
    assert 80 <= len(endless.title.encode("gb18030")) <= 122
    assert "statement" not in (parsed("R:: 短句。第二句。") or {})


_LETTERS = st.sampled_from([mark.letter for mark in MARKS] + [word for mark in MARKS for word in mark.words])
_PIECES = (
    "!must !高 =config =二开 ~3-5d &排课 #集成 @李主任 >周五 >12-01 !internal =no"
    " 导出 Excel 1000 条 ★ \\!must ~5 !x"
)
_PIECE = st.sampled_from(_PIECES.split())
LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "- ", "3. ", "- [x] "]),
    _LETTERS,
    st.sampled_from(["::", "：：", ":", "：", " :: "]),
    st.lists(_PIECE, max_size=8).map(" ".join) | st.text(max_size=40),
)


@given(st.text(max_size=200) | LINES, st.booleans())
def test_no_text_breaks_the_parser(line: str, loose: bool) -> None:
    found = parse_line(line, loose=loose, today=MONDAY)
    if found is not None:
        assert any(map(str.isalnum, found.title))
        assert "\n" not in found.title
        values: dict[str, Any] = {"title": found.title, "quote": found.quote, **found.fields}
        record = found.mark.record(**values)
        assert type(record).from_doc(record.id, record.to_doc()) == record


@given(LINES)
def test_the_canonical_line_makes_the_same_record_from_two_colons(line: str) -> None:
    assert parse_line(canonical(line), today=MONDAY) == parse_line(line, loose=True, today=MONDAY)
    assert canonical(canonical(line)) == canonical(line)


@given(LINES.filter(lambda line: all(" " <= char < "\x7f" or char > "\u00a0" for char in line)))
def test_full_width_and_half_width_are_the_same(line: str) -> None:
    wide = re.sub(r"(?<!\S)[!=~&#@>](?=\S)|:", lambda found: chr(ord(found[0]) + 0xFEE0), line)
    half = re.sub(r"(?<!\S)[！＝～＆＃＠＞](?=\S)|：", lambda found: chr(ord(found[0]) - 0xFEE0), line)
    wide_said, half_said = parsed(wide, loose=True), parsed(half, loose=True)
    if half_said is not None and wide_said is not None:
        # A word that stayed text stays as it was typed.
        assert [(key, value) for key, value in wide_said.items() if key not in ("title", "statement")] == [
            (key, value) for key, value in half_said.items() if key not in ("title", "statement")
        ]
    assert (wide_said is None) == (half_said is None)


@given(
    st.sampled_from(["", "- ", "3. ", "  - [ ] "]),
    st.lists(st.sampled_from(["导出", "Excel", "1000", "a:b", "!must", "(一期)"]), min_size=1, max_size=6),
    st.sampled_from(KINDS),
    st.sampled_from(KINDS),
)
def test_a_line_gets_another_mark_and_loses_it(lead: str, words: list[str], kind: str, other: str) -> None:
    line = lead + " ".join(["校区", *words])
    marked = remark(remark(line, kind), other)
    found = parse_line(marked, today=MONDAY)
    assert found is not None
    assert found.kind == other
    assert unmark(marked) == line


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("导出 Excel", "A:: 导出 Excel"),
        ("- 导出", "- A:: 导出"),
        ("3. [ ] 导出", "3. [ ] A:: 导出"),
        ("## 导出", "A:: 导出"),
        ("> - 导出", "- A:: 导出"),
        ("- R:: 导出 !must", "- A:: 导出 !must"),
        ("需求：：导出", "A:: 导出"),
        ("Q: 能导出吗", "A:: 能导出吗"),
        ("待办：导出", "待办：：导出"),
        ("A:: 导出", "A:: 导出"),
    ],
)
def test_remark_puts_the_mark_where_the_words_begin(line: str, marked: str) -> None:
    assert remark(line, "action") == marked


def test_the_page_on_marks_names_them_all() -> None:
    page = (Path(__file__).parents[2] / "docs" / "capture.md").read_text("utf-8")
    for mark in MARKS:
        row = next(line for line in page.splitlines() if line.startswith(f"| `{mark.letter}::`"))
        for word in (*(f"{word}：：" for word in mark.words_zh), *(f"{word}::" for word in mark.words_en)):
            assert f"`{word}`" in row
    for attribute in ATTRIBUTES:
        for written in attribute.written.split():
            assert written == "…" or f"`{written}`" in page, written
