"""A deck that a colleague worked on, seeded, is exported onto: nothing of either side is lost."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.documents.colleague import painting
from tests.documents.colleague.desk import opened, saved
from tests.documents.colleague.rounds import drawn, onto, play, start, work_there


@pytest.mark.parametrize("seed", [8, 10, 21, 33, 34, 55])
def test_a_round_loses_nothing(seed: int) -> None:
    assert play(seed, there=9).broken == []


def test_a_title_over_a_chart_is_theirs_when_its_figures_change_here() -> None:
    before = start()
    _plan, first = drawn(before)
    desk = work_there(first, Random(1), 1, (painting.chart_title,))
    needs = (*before.requirements[:2], replace(before.requirements[2], fit="custom"))
    found = onto(before._replace(requirements=needs), saved(desk.deck))
    after = opened(found.content())
    assert [fact.said for fact in desk.facts if not fact.holds(after)] == []
