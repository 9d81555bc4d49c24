"""The response and solution clocks of a trial issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model import sla
from presales_tui.model.courses import Courses
from presales_tui.model.flow import amiss, skewed
from presales_tui.model.scales import CLOCK, ISSUE_STATUS, LEVEL3
from presales_tui.model.sla import (
    DEFAULT,
    TARGETS,
    clocks,
    parse_span,
    parse_utc,
    priority,
    rules_of,
)
from presales_tui.model.trial import Issue, Trial

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
    assert solution[:2] == ("met", timedelta(hours=48))
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


# Out of order, skewed, by a trial's own rules


@given(st.sampled_from(ISSUE_STATUS.codes), steps, st.randoms(use_true_random=False), st.floats(0, 500))
def test_a_step_noted_late_counts_when_it_was(status: str, log: Steps, chance: Any, hours: float) -> None:
    log = [(code, round(at, 2) + n / 1000) for n, (code, at) in enumerate(log)]
    mixed = list(log)
    chance.shuffle(mixed)
    now = BEGAN + timedelta(hours=hours)
    first, second = (clocks(issue(status, one), now) for one in (log, mixed))
    if len({max(at, 0) for _code, at in log}) == len(log):
        assert first == second


@given(st.sampled_from(ISSUE_STATUS.codes), steps, st.floats(0, 500), st.floats(0, 100))
def test_a_clock_that_runs_only_loses_time(status: str, log: Steps, hours: float, more: float) -> None:
    for rules in (DEFAULT, rules_of(OFFICE)):
        of = issue(status, log)
        before, after = (clocks(of, BEGAN + timedelta(hours=h), rules) for h in (hours, hours + more))
        for was, now in zip(before, after, strict=True):
            assert now.left <= was.left


@given(steps, st.floats(0, 300))
def test_a_due_time_is_where_nothing_is_left(log: Steps, hours: float) -> None:
    for rules in (DEFAULT, rules_of(OFFICE)):
        of = issue("in_progress", log)
        clock = clocks(of, BEGAN + timedelta(hours=hours), rules)[1]
        if clock.due is not None:
            assert abs(clocks(of, clock.due, rules)[1].left) <= timedelta(seconds=1)


OFFICE = Trial(calendar="working", zone="Asia/Shanghai", targets=(("P3", "2h", "1d"),))


def test_a_trial_has_targets_and_hours_of_its_own() -> None:
    rules = rules_of(OFFICE)
    # Monday 17:00 in Shanghai: one hour is left of that day.
    now = BEGAN + timedelta(hours=25)
    response, solution = clocks(issue(), now, rules)
    assert solution.due == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert (solution.state, solution.left) == ("late", -timedelta(hours=1))
    assert response.state == "late"
    night = clocks(issue(), BEGAN + timedelta(hours=10), rules)[0]
    assert night.left == timedelta(hours=1), "the night does not count"


def test_waiting_over_a_weekend_moves_the_end_by_what_was_waited_in_working_hours() -> None:
    rules = rules_of(OFFICE)
    held = issue("in_progress", [("ack", 0.5), ("waiting_customer", 16), ("in_progress", 17)])
    assert clocks(held, BEGAN + timedelta(hours=18), rules)[1].due == datetime(
        2026, 11, 24, 10, 0, tzinfo=UTC
    )


def test_what_was_waited_before_the_report_is_not_counted() -> None:
    odd = issue("in_progress", [("waiting_customer", -10), ("in_progress", 5)])
    assert clocks(odd, BEGAN + timedelta(hours=20))[1].left == timedelta(hours=48 - 15)


@pytest.mark.parametrize("years", [-9, 9, 40])
def test_a_clock_wrong_by_years_makes_no_nonsense(years: int) -> None:
    far = BEGAN + timedelta(days=365 * years)
    now = BEGAN + timedelta(hours=1)
    for rules in (DEFAULT, rules_of(OFFICE)):
        of = replace(issue("resolved", [("ack", 0.1)]), reported=BEGAN.isoformat())
        of = replace(of, status_log=(*of.status_log, ("resolved", far.isoformat(), "陈立")))
        _response, solution = clocks(of, now, rules)
        assert solution.state == "met", "not later than now, not before the report"
        early = replace(issue(), reported=far.isoformat())
        assert clocks(early, now, rules)[1].state == ("late" if years < 0 else "early")
    assert skewed(of, now)


def test_what_cannot_be_about_the_times_is_one_sentence() -> None:
    now = BEGAN + timedelta(hours=5)
    before = amiss(issue("resolved", [("ack", 1), ("resolved", -2)]), now)
    assert "before the report" in before
    assert "\n" not in before
    assert "still to come" in amiss(issue("resolved", [("resolved", 50)]), now)
    assert not amiss(issue("resolved", [("ack", 1), ("resolved", 2)]), now)


@given(
    st.lists(
        st.tuples(st.sampled_from(ISSUE_STATUS.codes), steps, st.sampled_from(LEVEL3.codes)), max_size=8
    ),
    st.booleans(),
)
def test_the_most_urgent_stand_first_whether_or_not_all_was_worked_out(
    given_: list[tuple[str, Steps, str]], office: bool
) -> None:
    trial = replace(OFFICE, calendar="working" if office else "always")
    courses = Courses([trial])
    of = [
        replace(
            issue(status, log, impact=impact),
            trial=trial.id,
            reported=(BEGAN + timedelta(hours=7 * n % 20)).isoformat(),
        )
        for n, (status, log, impact) in enumerate(given_)
    ]
    found = courses.most_urgent_first(of)
    keys = [(priority(one), round(courses.course(one).solve_by, 3)) for one in found]
    assert keys == sorted(keys)


def test_many_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    courses = Courses([OFFICE])
    of = [replace(issue(), trial=OFFICE.id, title=str(n)) for n in range(50)]
    ordered = courses.most_urgent_first(of)
    assert courses.warm(of, 0) == 0
    monkeypatch.setattr(sla, "course", lambda *_: pytest.fail("looked at again"))
    assert courses.most_urgent_first(of) == ordered
    assert courses.clocks(of[0])[1].due is not None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30m", 1800), ("1h30m", 5400), ("2d", 2 * 9 * 3600), ("4小时", 14400), ("5个工作日", 5 * 9 * 3600)],
)
def test_targets_are_written_in_either_language(text: str, seconds: float) -> None:
    assert parse_span(text, 9 * 3600) == seconds


@pytest.mark.parametrize("text", ["", "soon", "0h", "-1h", "3", "1h soon"])
def test_what_is_no_target_is_refused(text: str) -> None:
    assert parse_span(text) is None
