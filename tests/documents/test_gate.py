"""What is marked internal does not leave in a deck for the client, not even quoted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presales_tui.documents.book import Book
from presales_tui.documents.gate import Leaving, check
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.model.client import Contact
from presales_tui.model.comment import Comment
from presales_tui.model.followup import Question
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.requirement import Requirement
from tests.documents.support import CLIENT, OPPORTUNITY, Store, book

SECRET = Requirement(ref="REQ-007", title="友商报价比我们低两成左右", visibility="internal")
OPEN = Requirement(ref="REQ-001", title="排课规则可按校区配置")


def the_book(body: str, notes: str = "") -> Book:
    made = book(("1", "背景", body), requirements=(SECRET, OPEN))
    return made._replace(sections=tuple(replace(s, notes=notes) for s in made.sections))


def test_a_ref_or_a_sentence_of_an_internal_record_stops_the_export_and_is_named() -> None:
    for source, where in (
        (the_book("见 REQ-007。"), "slide 2: REQ-007"),
        (the_book("据了解，友商报价比我们低两成左右。"), "slide 2: REQ-007"),
        (the_book("正文", notes="注意：友商报价比我们低两成左右"), "slide 2, notes: REQ-007"),
    ):
        with pytest.raises(Leaving, match=where):
            check(source, plan_deck(source, lang="zh"))


def test_what_is_external_too_or_not_quoted_goes_out() -> None:
    source = the_book("REQ-001：排课规则可按校区配置。友商很多。")
    check(source, plan_deck(source, lang="zh"))
    same = source._replace(requirements=(SECRET, replace(OPEN, title=SECRET.title)))
    same = same._replace(sections=(replace(same.sections[0], body=SECRET.title),))
    check(same, plan_deck(same, lang="zh"))


def test_internal_notes_on_the_client_are_not_quoted_either() -> None:
    source = the_book("院长更看重业绩指标而不是价格。")._replace(
        client=replace(CLIENT, notes="院长更看重业绩指标而不是价格"),
    )
    with pytest.raises(Leaving):
        check(source, plan_deck(source, lang="zh"))


@pytest.mark.parametrize(
    "body",
    [
        "[说明](https://example.com/友商报价比我们低两成左右)",
        "[说明](https://example.com/%E5%8F%8B%E5%95%86%E6%8A%A5%E4%BB%B7%E6%AF%94%E6%88%91%E4%BB%AC%E4%BD%8E%E4%B8%A4%E6%88%90%E5%B7%A6%E5%8F%B3)",
        "友商报价\u200b比我们\u200b低两成左右",
        "| 项 | 值 |\n|---|---|\n| [甲](https://example.com/REQ-007) | 1 |",
    ],
)
def test_addresses_and_what_cannot_be_seen_hide_nothing(body: str) -> None:
    source = the_book(body)
    with pytest.raises(Leaving, match="REQ-007"):
        check(source, plan_deck(source, lang="zh"))


@pytest.mark.parametrize(
    "ref", ["req-007", "ＲＥＱ－００７", "REQ\u200b-007", "REQ\u2011007", "REQ_007", "REQ 007 3"]
)
def test_a_ref_is_known_in_any_spelling(ref: str) -> None:
    source = the_book(f"见 {ref} 天。")
    with pytest.raises(Leaving, match="REQ-007"):
        check(source, plan_deck(source, lang="zh"))


def test_other_numbers_are_no_refs() -> None:
    source = the_book("REQ-0071、XREQ-007、REQ 70。")
    check(source, plan_deck(source, lang="zh"))


@pytest.mark.parametrize(
    ("secret", "body"),
    [
        ("底价320万", "- 底价320万\n- 另一点"),
        ("友商以3.5折成交了", "据悉友商以3.5折成交了。"),
        ("Their ceiling is 2.8 million", "We heard: their ceiling is 2.8 million."),
        ("校长的侄子在友商的销售部工作，别提他", "注意校长的侄子在友商的销售部工作。"),
    ],
)
def test_short_titles_decimals_and_clauses_are_quotations(secret: str, body: str) -> None:
    source = the_book(body)._replace(requirements=(replace(SECRET, title=secret), OPEN))
    with pytest.raises(Leaving, match="REQ-007"):
        check(source, plan_deck(source, lang="zh"))


def test_what_is_planned_for_the_deal_and_what_an_internal_deal_is_about_stay_in() -> None:
    planned = replace(OPPORTUNITY, next_step="下周约副校长单独谈价格")
    about = replace(OPPORTUNITY, summary="把友商从三个校区换掉", visibility="internal")
    for opportunity, body in ((planned, planned.next_step), (about, about.summary)):
        source = the_book(body)._replace(opportunity=opportunity)
        with pytest.raises(Leaving):
            check(source, plan_deck(source, lang="zh"))


def test_a_sentence_that_goes_on_on_the_next_slide_is_found() -> None:
    stops = 0
    for before in range(640, 710, 10):
        source = the_book("补" * before + SECRET.title + "补" * 600)
        plan = plan_deck(source, lang="zh")
        stops += all(SECRET.title not in str(slide) for slide in plan.slides)
        with pytest.raises(Leaving, match="REQ-007"):
            check(source, plan)
    assert stops  # it was divided


HIDDEN = (
    Contact(ref="CON-001", name="信息中心王处长本人", notes="王处长更喜欢另一家的界面", side="client"),
    Comment(ref="CMT-001", opportunity="o", text="这个功能我们从来没有做过"),
    Question(ref="QST-001", opportunity="o", title="预算批复流程走完了没有", visibility="internal"),
    Qualification(opportunity="o", element="pain", evidence="院长说漏跟率影响他的考核"),
    DecisionStep(opportunity="o", title="一期", notes="招标参数由我们起草"),
    Meeting(id="m", opportunity="o", title="内部评审会议纪要", visibility="internal"),
    Line(meeting="m", text="底价不能低于八十六万元"),
)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "王处长更喜欢另一家的界面",
            "CON-001",
            "这个功能我们从来没有做过",
            "CMT-001",
            "预算批复流程走完了没有",
        ),
        *("院长说漏跟率影响他的考核", "招标参数由我们起草", "底价不能低于八十六万元"),
    ],
)
def test_what_no_document_shows_is_not_quoted_by_hand_either(said: str) -> None:
    store = Store(Opportunity(id="o", name="商机"), Section(opportunity="o", title="一", body=said), *HIDDEN)
    source = Book.of(store, "o", private=True)
    with pytest.raises(Leaving):
        check(source, plan_deck(source, lang="zh"))


def test_people_are_called_by_their_names_and_open_minutes_are_open() -> None:
    talk = Meeting(id="n", opportunity="o", title="需求调研")
    open_ = Line(meeting="n", text="每天一千条咨询由前台手工分派")
    body = f"由信息中心王处长本人主持。{open_.text}。"
    store = Store(
        Opportunity(id="o", name="商机"),
        Section(opportunity="o", title="一", body=body),
        talk,
        open_,
        *HIDDEN,
    )
    source = Book.of(store, "o", private=True)
    check(source, plan_deck(source, lang="zh"))
