"""What search finds, in which order, and how it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.data.place import EndOfLog
from presales_tui.model.initials import fold, initials, second_initials
from presales_tui.model.requirement import Requirement
from presales_tui.search.query import Query, matches
from presales_tui.search.shelf import Shelf
from presales_tui.search.snippet import in_brackets, snippet
from presales_tui.search.words import Entry, entry

END = EndOfLog(1, 1, 1, 0, "00000000")
NEED = Entry("requirements", "n", "REQ-012 排课冲突提示\n重庆银行要求三秒内提示，接口走 OAuth2。", 14)


def found(typed: str, text: Entry = NEED) -> str:
    """The snippet, or nothing."""
    query = Query.of(typed)
    hit = matches(query, text.text, text.head)
    return in_brackets(snippet(text.text, text.head, hit[1])) if hit else ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("冲突", "REQ-012 排课[冲突]提示"),
        ("课冲", "REQ-012 排[课冲]突提示"),
        ("req-012", "[REQ-012] 排课冲突提示"),
        ("ＲＥＱ－０１２", "[REQ-012] 排课冲突提示"),
        ("pkct", "REQ-012 [排课冲突]提示"),
        ("CTTS", "REQ-012 排课[冲突提示]"),
        ("oauth2", "REQ-012 排课冲突提示  …要求三秒内提示，接口走 [OAuth2]。"),
        ("cqyh", "REQ-012 排课冲突提示  [重庆银行]要求三秒内提示，接口走 OAuth2。"),
        ("排课 接口", "REQ-012 [排课]冲突提示  重庆银行要求三秒内提示，[接口]走 OAuth2。"),
        ("接口 pk", "REQ-012 [排课]冲突提示  重庆银行要求三秒内提示，[接口]走 OAuth2。"),
        ("排课 课冲", "REQ-012 [排课冲]突提示"),
    ],
)
def test_a_word_is_found_without_word_breaks_and_by_initials(typed: str, shown: str) -> None:
    assert found(typed) == shown


@pytest.mark.parametrize("typed", ["冲提", "排课 没有", "p", "示重", "qcyh", "12 13", ""])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    assert found(typed) == ""


def test_the_ref_itself_comes_first_then_titles_then_the_rest() -> None:
    texts = ["REQ-001 排课", "REQ-002 自动排课", "REQ-003 别的\n也说排课", "REQ-004 拍客", "REQ-005 x\n拍客"]
    entries = [Entry("requirements", str(n), text, len(text.split("\n")[0])) for n, text in enumerate(texts)]
    shelf = Shelf.of(END, entries)
    assert [shelf.key(p)[1] for _rank, p in sorted(shelf.search(Query.of("排课")))] == ["0", "1", "2"]
    assert [shelf.key(p)[1] for _rank, p in sorted(shelf.search(Query.of("pk")))] == ["0", "1", "3", "2", "4"]
    ranks = {shelf.key(place)[1]: rank for rank, place in shelf.search(Query.of("req-003"))}
    assert ranks == {"2": 0}


words = st.sampled_from(["排课", "重", "庆", "行长", "pk", "cq", "REQ-1", " ", "x", "ｂ", "\n", "会"])


@given(
    texts=st.lists(st.lists(words, max_size=6).map("".join), max_size=6),
    typed=st.sampled_from(["排课", "cq", "pk", "zq", "req-1", "x", "hz", "庆 pk", "cq x", "kx"]),
)
def test_the_strings_find_and_rank_as_the_plain_definition_does(texts: list[str], typed: str) -> None:
    query = Query.of(typed)
    entries = [Entry("lines", str(n), text, len(text.split("\n")[0])) for n, text in enumerate(texts)]
    plain = {one.id: hit[0] for one in entries if (hit := matches(query, one.text, one.head))}
    shelf = Shelf.of(END, entries)
    assert {shelf.key(place)[1]: rank for rank, place in shelf.search(query)} == plain


def test_initials_follow_common_use() -> None:
    assert initials(fold("排课冲突ＡＢ 信创")) == "pkctab xc"
    assert second_initials("重庆银行长三角") == "cqyhcsj"
    assert len(fold("İstanbul ß ﬁ")) == len("İstanbul ß ﬁ")


def test_every_text_of_a_record_is_searched_but_neither_codes_nor_ids() -> None:
    need = Requirement(
        ref="REQ-001", title="标题", statement="描述", fit="custom", priority="must", tags=("标签",),
        quote="原话", depends=("01930000-0000-7000-8000-000000000000",), module="模块", author="陈工",
        created="2026-01-01T00:00:00Z",
    )  # fmt: skip
    made = entry("requirements", need.id, need.to_doc())
    assert made is not None
    assert (made.text[: made.head], set(made.text[made.head + 1 :].split("\n"))) == (
        "REQ-001 标题",
        {"描述", "标签", "原话", "模块"},
    )
    assert entry("counters", "REQ", {"last": 3}) is None
    assert entry("requirements", "x", {"created": "2026-01-01T00:00:00Z"}) is None
