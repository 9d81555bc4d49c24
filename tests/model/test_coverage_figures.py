"""Coverage and cost: the definitions that are stated wherever the figure is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.coverage import cost, coverage, live
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import FIT, PRIORITY, REQUIREMENT_STATUS

requirements = st.lists(
    st.builds(
        Requirement,
        id=st.uuids().map(str),
        fit=st.sampled_from(FIT.codes),
        priority=st.sampled_from([*PRIORITY.codes, ""]),
        status=st.sampled_from(REQUIREMENT_STATUS.codes),
        effort_low=st.integers(0, 20).map(float),
        effort_high=st.integers(0, 40).map(float),
    ),
    max_size=30,
)


def one(fit: str, **fields: object) -> Requirement:
    return Requirement(fit=fit, **fields)  # type: ignore[arg-type]


def test_what_counts_as_ready_and_as_satisfiable() -> None:
    ready = {code for code in FIT.codes if coverage([one(code)]).ready}
    satisfiable = {code for code in FIT.codes if coverage([one(code)]).satisfiable}
    assert ready == {"standard", "config"}
    assert satisfiable == {"standard", "config", "custom", "third_party", "workaround"}


def test_unknown_is_not_assessed_and_never_met() -> None:
    found = coverage([one("standard"), one("unknown"), one("unknown")])
    assert (found.total, found.assessed, found.unknown) == (3, 1, 2)
    assert found.satisfiable_pct == 100.0
    nothing = coverage([one("unknown")])
    assert nothing.satisfiable == nothing.ready == 0
    assert nothing.satisfiable_pct is nothing.ready_pct is nothing.weighted_ready_pct is None


def test_rejected_and_superseded_are_no_requirements_any_more() -> None:
    gone = [one("gap", status="rejected"), one("gap", status="superseded"), one("gap", status="deferred")]
    assert coverage(gone).total == 1
    assert live(gone) == [gone[2]]


def test_weights_tell_a_missed_must_from_a_missed_could() -> None:
    found = coverage([one("standard", priority="must"), one("gap", priority="could")])
    assert found.satisfiable_pct == 50.0
    assert found.weighted_satisfiable_pct == 75.0
    only_wont = coverage([one("standard", priority="wont")])
    assert (only_wont.satisfiable_pct, only_wont.weighted_satisfiable_pct) == (100.0, None)


def test_custom_work_is_summed_and_what_has_no_estimate_is_counted() -> None:
    found = coverage(
        [
            one("custom", effort_low=3.0, effort_high=5.0),
            one("custom", effort_low=0.0, effort_high=2.0),
            one("custom"),
            one("config", effort_low=9.0, effort_high=9.0),
        ]
    )
    assert (found.custom, found.unestimated, found.days_low, found.days_high) == (3, 1, 3.0, 7.0)


def test_cost_adds_the_buffer_and_the_day_rate() -> None:
    found = coverage([one("custom", effort_low=10.0, effort_high=20.0)])
    assert cost(found, 15.0, 2000.0) == pytest.approx((11.5, 23.0, 23_000.0, 46_000.0))
    assert cost(found, 0.0, 0.0) == (10.0, 20.0, 0.0, 0.0)


@given(requirements)
def test_figures_are_consistent_whatever_the_list(found: list[Requirement]) -> None:
    figures = coverage(found)
    assert 0 <= figures.ready <= figures.satisfiable <= figures.assessed <= figures.total == len(live(found))
    assert figures.unestimated <= figures.custom <= figures.satisfiable
    for pct in (
        figures.ready_pct,
        figures.satisfiable_pct,
        figures.weighted_ready_pct,
        figures.weighted_satisfiable_pct,
    ):
        assert pct is None or 0 <= pct <= 100
    assert coverage(reversed(found)) == figures


@given(requirements, st.integers(0, 29))
def test_learning_that_an_unknown_is_a_gap_never_raises_coverage(found: list[Requirement], at: int) -> None:
    before = coverage(found)
    after = coverage([*found, one("gap", priority="must")])
    assert (after.satisfiable_pct or 0) <= (before.satisfiable_pct or 0)
    assert coverage([*found, one("unknown")]).satisfiable_pct == before.satisfiable_pct
