"""The response and solution clocks of a trial issue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.scales import CLOCK, ISSUE_STATUS, LEVEL3
from presales_tui.model.sla import TARGETS, clocks, parse_utc, priority
from presales_tui.model.trial import Issue

BEGAN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Steps = list[tuple[str, float]]


def stamp(hours: float) -> str:
    return (BEGAN + timedelta(hours=hours)).isoformat()


def issue(status: str = "open", steps: Steps | None = None, **fields: Any) -> Issue:
    log = tuple((code, stamp(hours), "陈立") for code, hours in steps or [])
    return Issue(status=status, status_log=log, reported=stamp(0), **fields)


def states(of: Issue, hours: float) -> tuple[str, str]:
    response, solution = clocks(of, BEGAN + timedelta(hours=hours))
    return response.state, solution.state


def test_priority_is_the_matrix_of_impact_and_urgency() -> None:
    matrix = {(i, u): priority(issue(impact=i, urgency=u)) for i in LEVEL3.codes for u in LEVEL3.codes}
    assert matrix == {
        ("high", "high"): "P1",
        ("high", "medium"): "P2",
        ("medium", "high"): "P2",
        ("high", "low"): "P3",
        ("medium", "medium"): "P3",
        ("low", "high"): "P3",
        ("medium", "low"): "P4",
        ("low", "medium"): "P4",
        ("low", "low"): "P4",
    }
    assert priority(issue(impact="of a newer version", urgency="")) == "P3"


@pytest.mark.parametrize(
    ("hours", "response", "solution"),
    [
        (0, "early", "early"),
        (2.9, "early", "early"),
        (3, "soon", "early"),
        (4, "soon", "early"),
        (4.1, "late", "early"),
        (36, "late", "soon"),
        (48, "late", "soon"),
        (49, "late", "late"),
    ],
)
def test_an_untouched_p3_runs_through_its_states(hours: float, response: str, solution: str) -> None:
    assert states(issue(), hours) == (response, solution)


def test_the_first_answer_stops_the_response_clock_for_good() -> None:
    answered = issue("reopened", [("ack", 3), ("resolved", 5), ("reopened", 6)])
    assert states(answered, 30) == ("met", "early")
    assert states(issue("ack", [("ack", 5)]), 6) == ("missed", "early")


def test_confirming_later_does_not_make_a_solution_late() -> None:
    steps: Steps = [("ack", 1), ("resolved", 20), ("closed", 300)]
    assert states(issue("closed", steps), 400) == ("met", "met")
    again: Steps = [("ack", 1), ("resolved", 20), ("reopened", 60), ("resolved", 90), ("closed", 91)]
    assert states(issue("closed", again), 400) == ("met", "missed")


def test_waiting_for_the_customer_stops_the_solution_clock() -> None:
    waiting = issue("waiting_customer", [("ack", 1), ("waiting_customer", 10)])
    response, solution = clocks(waiting, BEGAN + timedelta(days=30))
    assert (solution.state, solution.left) == ("paused", timedelta(hours=38))
    assert response.state == "met"
    resumed = issue(
        "in_progress", [("waiting_customer", 10), ("in_progress", 110), ("waiting_customer", 111)]
    )
    assert clocks(resumed, BEGAN + timedelta(hours=211))[1].left == timedelta(hours=48 - 10 - 1)


def test_waiting_does_not_save_what_was_late_already() -> None:
    assert states(issue("waiting_customer", [("waiting_customer", 60)]), 61) == ("missed", "late")


def test_times_out_of_order_count_as_no_time() -> None:
    odd = issue("resolved", [("waiting_customer", 10), ("in_progress", 5), ("resolved", -3)])
    response, solution = clocks(odd, BEGAN + timedelta(hours=20))
    assert solution == ("met", timedelta(hours=48))
    assert response.left <= timedelta(hours=4)


@pytest.mark.parametrize("reported", ["", "yesterday", "2026-02-30T09:00"])
def test_without_a_readable_report_time_the_clock_has_just_begun(reported: str) -> None:
    response, solution = clocks(Issue(reported=reported), BEGAN)
    assert (response.left, solution.left) == TARGETS["P3"]


def test_a_time_without_a_zone_is_utc() -> None:
    assert parse_utc("2026-11-23T09:00") == parse_utc("2026-11-23T09:00:00Z") == BEGAN
    assert parse_utc("2026-11-23T17:00:00+08:00") == BEGAN


steps = st.lists(st.tuples(st.sampled_from(ISSUE_STATUS.codes), st.floats(-200, 400)), max_size=6)


@given(
    st.sampled_from(ISSUE_STATUS.codes),
    steps,
    st.floats(-10, 500),
    st.sampled_from(LEVEL3.codes),
    st.sampled_from(LEVEL3.codes),
)
def test_any_log_has_clocks_that_never_exceed_their_target(
    status: str, log: Steps, hours: float, impact: str, urgency: str
) -> None:
    of = issue(status, log, impact=impact, urgency=urgency)
    found = clocks(of, BEGAN + timedelta(hours=hours))
    for clock, target in zip(found, TARGETS[priority(of)], strict=True):
        assert clock.state in CLOCK
        assert clock.left <= target
        assert (clock.left < timedelta()) == (clock.state in ("late", "missed"))
    if status == "waiting_customer":
        assert found[1].state in ("paused", "late")
