"""Stages: what a move leaves behind, and the history that is read from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from presales_tui.model.opportunity import Opportunity
from presales_tui.model.stages import history
from presales_tui.model.steps import with_step

AT = ("2026-03-01T00:00:00+00:00", "2026-03-05T00:00:00+00:00", "2026-03-06T00:00:00+00:00")


def moved(*stages: str) -> Opportunity:
    here = Opportunity(stage_log=(("lead", AT[0]),))
    for stage, at in zip(stages, AT[1:], strict=False):
        new = with_step(replace(here, stage=stage), here, at, "陈工")
        assert isinstance(new, Opportunity)
        here = new
    return here


def test_a_stage_that_is_left_out_is_noted_as_passed_over() -> None:
    assert moved("solution").stage_log == (
        ("lead", AT[0]),
        ("qualified", AT[1], "skipped"),
        ("discovery", AT[1], "skipped"),
        ("solution", AT[1]),
    )


@pytest.mark.parametrize("stages", [("qualified",), ("lost",), ("on_hold", "solution")])
def test_the_next_stage_and_leaving_the_path_pass_over_nothing(stages: tuple[str, ...]) -> None:
    assert not [step for step in moved(*stages).stage_log if "skipped" in step]


def test_what_was_passed_over_once_is_not_noted_again() -> None:
    log = moved("discovery", "lead").stage_log
    again = with_step(
        replace(moved("discovery", "lead"), stage="solution"), moved("discovery", "lead"), AT[2], ""
    )
    assert isinstance(again, Opportunity)
    assert again.stage_log == (*log, ("solution", AT[2]))


def test_the_history_says_how_long_each_stage_lasted() -> None:
    stays = history(moved("solution", "presented").stage_log, datetime(2026, 3, 16, tzinfo=UTC))
    assert [(stay.stage, round(stay.days), stay.skipped) for stay in stays] == [
        ("lead", 4, False),
        ("qualified", 0, True),
        ("discovery", 0, True),
        ("solution", 1, False),
        ("presented", 10, False),
    ]


def test_a_verdict_is_kept_apart_from_the_stage() -> None:
    here = Opportunity(stage="lost")
    new = with_step(replace(here, technical_outcome="win"), here, AT[1], "")
    assert isinstance(new, Opportunity)
    assert (new.outcome_log, new.stage_log, new.stage) == ((("win", AT[1]),), (), "lost")
