"""How long a deck takes: what was set counts once, notes are read out, other slides take a minute."""

from __future__ import annotations

from dataclasses import replace

from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.planning.talk import talk_time, told
from tests.documents.support import book


def test_minutes_that_were_set_and_minutes_that_are_guessed() -> None:
    deal = book(
        ("1", "一", ""), ("1.1", "长", "文字 " * 1500), ("1.2", "有备注", "正文"), ("2", "二", "正文")
    )
    long_, noted = deal.sections[1], deal.sections[2]
    deal = deal._replace(
        sections=(
            deal.sections[0],
            replace(long_, minutes=4.0),
            replace(noted, notes="说" * 440),
            deal.sections[3],
        ),
    )
    talk = talk_time(plan_deck(deal, lang="zh"), deal.sections)
    assert talk.sections == {long_.id: 4.0, noted.id: 2.0, deal.sections[3].id: 1.0}
    assert talk.total == 7.0
    assert told(7.26) == "7.5"
    assert told(7.0) == "7"
