"""A baseline gives back what was frozen, and tells what changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presales_tui.model.baseline import difference, freeze, frozen_values
from presales_tui.model.errors import BadInput
from presales_tui.model.requirement import Requirement

SOME = [
    Requirement(ref="REQ-001", title="导出", fit="custom", effort_low=3, effort_high=5, tags=("集成",)),
    Requirement(ref="REQ-002", title="登录", statement="多行\n“引号” 🐼"),
    Requirement(ref="REQ-010", title="作废的"),
]


def test_what_was_frozen_comes_back() -> None:
    made = freeze(SOME, opportunity="o", title="v1", taken="2026-01-01T00:00:00Z")
    assert made.content() == frozen_values(SOME)
    assert made.count == 3
    assert made.digest == freeze(reversed(SOME), opportunity="p", title="x", taken="").digest
    assert not difference(made.content(), frozen_values(SOME))


def test_added_changed_by_field_and_dropped() -> None:
    before = frozen_values(SOME)
    new = Requirement(ref="REQ-011", title="新的")
    after = frozen_values([replace(SOME[0], title="导出报表", updated="x", effort_high=8), SOME[1], new])
    found = difference(before, after)
    assert [r.ref for r in found.added] == ["REQ-011"]
    assert [r.ref for r in found.dropped] == ["REQ-010"]
    (changed,) = found.changed
    assert changed.fields == ("title", "effort_high")
    assert (changed.before.title, changed.after.title) == ("导出", "导出报表")


def test_stamps_and_acceptances_are_no_change_of_what_was_agreed() -> None:
    stamped = replace(SOME[0], seen=(("x", "y"),), accepted=(("vague", "", "ok"),), author="li")
    assert not difference(frozen_values(SOME), frozen_values([stamped, *SOME[1:]]))


@pytest.mark.parametrize("frozen", ["no base64!", "AAAA", "eJwrSS0uAQAEXQHB", "eJyLjgUAARUAuQ=="])
def test_a_damaged_one_says_so(frozen: str) -> None:
    made = replace(freeze(SOME, opportunity="o", title="v1", taken=""), ref="BSL-001", frozen=frozen)
    with pytest.raises(BadInput, match="BSL-001"):
        made.content()


def test_ten_thousand_are_kept_small() -> None:
    many = [
        Requirement(ref=f"REQ-{n}", title=f"第 {n} 条需求：按校区导出报表", fit="custom") for n in range(2000)
    ]
    assert len(freeze(many, opportunity="o", title="v", taken="").frozen) < 2000 * 60
