"""Footers of a deck that is exported onto: one version on all slides, and what somebody wrote there stays."""

from __future__ import annotations

from typing import Any

from presales_tui.documents.onto.edited import EditedDeck
from presales_tui.documents.onto.writing import Onto
from presales_tui.documents.planning.planner import plan_deck
from tests.documents.colleague.desk import opened, saved
from tests.documents.colleague.rounds import drawn
from tests.documents.support import book

ROWS = (
    ("1", "背景", "十二个校区。"),
    ("2", "方案", "一个平台。"),
    ("3", "实施", "四个阶段。"),
    ("4", "团队", "六个人。"),
)


def foot(slide: Any) -> Any:
    """The footer of a slide; none if it has none."""
    return next((s for s in slide.placeholders if "FOOTER" in str(s.placeholder_format.type)), None)


def by_title(deck: Any) -> dict[str, Any]:
    """The slides by their titles."""
    return {slide.shapes.title.text_frame.text: slide for slide in deck.slides}


def test_all_slides_say_the_version_of_now_but_for_footers_written_there() -> None:
    _plan, first = drawn(book(*ROWS, version="V1.0"))
    deck = opened(first)
    listed = deck.slides._sldIdLst
    listed.insert(2, listed[4])  # moved there: all behind it have other numbers
    there = by_title(deck)
    foot(there["背景"]).text_frame.text = "联合体版本"
    foot(there["方案"]).text_frame.text = "同事的脚注"
    foot(there["实施"])._element.getparent().remove(foot(there["实施"])._element)
    rows = (ROWS[0], ("2", "方案", "两个平台。"), ("3", "实施", "五个阶段。"), ROWS[3])
    now = book(*rows, version="V2.0")
    plan, fresh = drawn(now)
    found = Onto(plan, fresh, EditedDeck(saved(deck), "deck.pptx"))
    assert found.reprinted
    content = found.content()
    after = by_title(opened(content))
    assert "两个平台" in "".join(s.text_frame.text for s in after["方案"].shapes if s.has_text_frame)
    assert foot(after["背景"]).text_frame.text == "联合体版本"
    assert foot(after["方案"]).text_frame.text == "同事的脚注"
    assert foot(after["实施"]) is None
    assert foot(after["团队"]).text_frame.text == plan.footer
    assert "V2.0" in plan.footer
    shown = [field.findtext("{*}t") for s in opened(content).slides for field in s._element.iter("{*}fld")]
    assert shown == [str(n) for n in range(2, 2 + len(shown))]
    again = Onto(plan_deck(now, lang="zh"), fresh, EditedDeck(content, "deck.pptx"))
    assert not again.reprinted
