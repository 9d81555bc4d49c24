"""The trial: an issue in two keystrokes and a title, clocks in words, steps with their time."""

from __future__ import annotations

from presales_tui.model.trial import Criterion, Issue, Trial
from tests.app.conftest import Deal, Open, screen_text, type_text


async def test_an_issue_is_a_key_and_a_title(deal: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await pilot.press("a")
        await type_text(pilot, "报表打不开")
        await pilot.press("enter")
        await pilot.pause()
        new = next(i for i in deal.store.all(Issue) if i.title == "报表打不开")
        assert new.reported
        assert new.trial == deal.store.all(Trial)[0].id
        assert [step[0] for step in new.status_log] == ["open"]
        assert "in time" in screen_text(pilot)


async def test_the_status_is_kept_with_its_time_and_who(deal: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await pilot.press("a")
        await type_text(pilot, "不会导入")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("m", "2")
        await pilot.pause()
        new = next(i for i in deal.store.all(Issue) if i.title == "不会导入")
        assert [step[0] for step in new.status_log] == ["open", "ack"]
        assert new.status_log[1][1] >= new.status_log[0][1] > "2026"
        assert new.status_log[1][2] == "陈工"
        assert "+ met" in screen_text(pilot) or "met" in screen_text(pilot)


async def test_criteria_have_their_own_keys(deal: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await pilot.press("shift+tab")
        await pilot.press("m", "2")
        await pilot.pause()
        assert deal.store.all(Criterion)[0].state == "met"
        assert "criteria met 1/1" in screen_text(pilot)


async def test_counts_by_kind_are_shown(bench: Open) -> None:
    async with bench("trial") as pilot:
        assert "Issues: 0 open of 1" in screen_text(pilot)
        assert "defect 1" in screen_text(pilot)
