"""An outline goes to OPML and comes back; what is no OPML, or means harm, is refused in one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presales_tui.documents.outlines.opml import outline_opml
from presales_tui.imports import opml
from presales_tui.imports.opml import is_opml, opml_change, opml_parts, opml_title
from presales_tui.model.errors import BadInput
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section, in_order
from presales_tui.model.text import clean, one_line
from tests.documents.support import outline

DEAL = Opportunity(id="o", name="智慧教务 & <平台>")


def read(text: str, existing: tuple[Section, ...] = ()) -> list[tuple[int, str, str, str]]:
    change = opml_change(text, opportunity=DEAL, existing=existing, name="x.opml")
    sections = [put.new for put in change.puts if isinstance(put.new, Section)]
    return [(p.depth, p.section.title, p.section.body, p.section.notes) for p in in_order(sections)]


def test_an_outline_comes_back_as_it_went() -> None:
    sections = (
        *outline(
            ("1", "背景", '第一行\n\n- "引号" & <尖括号>\n\n| 项 | 值 |\n|---|---|\n| a | 1 |'),
            ("1.1", "现状", "\tTab\n\n```\n  x < y\n```"),
            ("1.1.1", "更深", ""),
            ("2", "方案", "{{responses}}"),
        ),
        Section(id="3", pos="z", title="演示", notes="先演示\n再讲"),
    )
    text = outline_opml(sections, DEAL.name)
    assert is_opml(text, "-")
    assert opml_title(text, "x") == DEAL.name
    assert read(text) == [
        (p.depth, p.section.title, p.section.body, p.section.notes) for p in in_order(sections)
    ]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=30), st.text(max_size=60))
def test_whatever_is_written_comes_back(title: str, body: str) -> None:
    (row,) = read(outline_opml([Section(title=title, body=body)], title))
    assert row[1] == (one_line(title) or "—")
    assert row[2] == clean(body).strip("\n").rstrip()


def test_a_file_of_an_outliner_is_read() -> None:
    text = (
        '<?xml version="1.0" encoding="gb2312"?>\n<opml version="1.0"><head/><body>'
        '<outline text="目标" _note="漏跟率降到 2%"><outline title="只有 title"/><outline/></outline>'
        "<other/></body></opml>"
    )
    assert read(text) == [
        (0, "目标", "漏跟率降到 2%", ""),
        (1, "只有 title", "", ""),
        (1, "Untitled", "", ""),
    ]


def test_the_address_of_a_heading_is_kept() -> None:
    text = '<opml><body><outline text="官网" type="link" url="https://example.com/a"/></body></opml>'
    assert read(text) == [(0, "官网", "<https://example.com/a>", "")]


def test_it_follows_the_chapters_that_are_there() -> None:
    existing = Section(id="a", pos="m", title="第一章")
    text = outline_opml([Section(title="第二章")], "t")
    change = opml_change(text, opportunity=DEAL, existing=[existing], name="x.opml")
    (new,) = (put.new for put in change.puts)
    assert isinstance(new, Section)
    assert (new.pos > existing.pos, new.opportunity) == (True, "o")


def test_a_very_deep_one_is_written_and_read() -> None:
    sections = [
        Section(id=f"s{n}", parent=f"s{n - 1}" if n else "", pos="a", title=f"t{n}") for n in range(3000)
    ]
    assert read(outline_opml(sections, "t"))[-1][:2] == (2999, "t2999")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><opml><body><outline text="&a;"/></body></opml>', "entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><opml/>', "entities"),
        ("<opml><body><outline text='a'></body></opml>", "not well-formed"),
        ("no xml at all", "not well-formed"),
        ("<html/>", "no OPML"),
    ],
)
def test_what_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(text)


def test_too_many_sections_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opml, "MOST_SECTIONS", 2)
    with pytest.raises(BadInput, match="more than 2"):
        read('<opml><body><outline text="a"/><outline text="b"/><outline text="c"/></body></opml>')


def test_markup_of_other_outliners_becomes_markdown() -> None:
    text = (
        '<opml version="2.0"><body><outline text="&lt;b&gt;总体&lt;/b&gt; A &amp;amp; B" '
        '_note="见 &lt;a href=&quot;https://x.cn&quot;&gt;说明&lt;/a&gt;&lt;br&gt;&lt;b&gt;要点&lt;/b&gt;"/></body></opml>'
    )
    (part,) = opml_parts(text, "w.opml")
    assert (part.title, part.body) == ("总体 A & B", "见 [说明](https://x.cn)\n**要点**")
