"""The trial: an issue in two keystrokes and a title, clocks in words, steps with their time."""

from __future__ import annotations

from presales_tui.model.change import Change
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


async def test_a_solved_issue_without_an_answer_asks_for_one(bench: Open) -> None:
    async with bench("trial") as pilot:
        await pilot.press("m", "6")
        await pilot.pause()
        assert "e adds it" in screen_text(pilot)


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


async def test_the_earlier_answer_is_told_while_the_title_is_typed_and_taken_along(
    deal: Deal, bench: Open
) -> None:
    old = Issue(opportunity=deal.opportunity.id, title="登录页面报 500 错误", fix="重启网关", status="closed")
    deal.store.commit(Change("x").put(old))
    async with bench("trial", size=(80, 24)) as pilot:
        await pilot.press("a")
        await type_text(pilot, "又登录 500")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        ref = next(i.ref for i in deal.store.all(Issue) if i.id == old.id)
        assert f"like {ref}: 重启网关" in screen_text(pilot)
        await pilot.press("ctrl+t")
        await pilot.pause()
        new = next(i for i in deal.store.all(Issue) if i.title == "又登录 500")
        assert (new.fix, new.status) == ("重启网关", "open")
