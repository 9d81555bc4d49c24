"""The quick reader reads what the parser reads, or leaves it alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.documents import markdown
from presales_tui.documents.plain_markdown import plain_blocks
from presales_tui.documents.plan import Item, Items, Paragraph, Run

LINES = """
- a|  - b|    - c|- 中文 要点|文字|more text |  ind||- |-|1. x|- 1. x|+ y|a - b|  - d e|   - odd|　文字|
|- 　x|- a  |文：字|
    - q|- - x|2) z|1x|- 2x|=|x=|---|- *x*|# h|> q|{{dates}}|a\\u2028b|- `x`|-\\tx
""".replace("\n", "").split("|")


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_it_reads_what_the_parser_reads(text: str) -> None:
    quick = plain_blocks(text)
    if quick is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "plain_blocks", lambda source: None)
        assert markdown.blocks(text) == quick


def test_lists_and_paragraphs_need_no_parser() -> None:
    assert plain_blocks("要点：\n\n- 甲\n  - 乙\n- 丙\n\n完") == [
        Paragraph((Run("要点："),)),
        Items((Item((Run("甲"),)), Item((Run("乙"),), 1), Item((Run("丙"),)))),
        Paragraph((Run("完"),)),
    ]


def test_anything_else_does() -> None:
    for text in (
        "**重点**",
        "一行\n又一行",
        "1. 甲",
        "| a |",
        "- a\n   - b",
        "a_b_c",
        "- [x] 完成",
        "::: columns",
    ):
        assert plain_blocks(text) is None, text
