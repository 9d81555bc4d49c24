"""The tour: every step of it can be done as it says, and it goes on when it has been done."""

from __future__ import annotations

from pathlib import Path

import pytest

from presales_tui import locale
from presales_tui.app import PresalesApp
from presales_tui.data import Workspace
from presales_tui.model.requirement import Requirement
from presales_tui.screens.dialogs.touring import FIRST, STEPS
from presales_tui.screens.today.screen import TodayScreen
from tests.app.conftest import Deal, screen_text, type_text


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_tour_can_be_walked_as_it_says(deal: Deal, lang: str) -> None:
    locale.set_language(lang)
    app = PresalesApp(deal.workspace, tour=True)

    async with app.run_test(size=(80, 24)) as pilot:

        async def at(step: int) -> None:
            await pilot.pause()
            app._poll()
            await pilot.pause()
            assert app.tour_text.startswith(f"{step}/{len(STEPS)} "), app.tour_text

        await pilot.pause()
        await at(1)
        assert f"1/{len(STEPS)}" in screen_text(pilot)
        await pilot.press("2")
        await at(2)
        await pilot.press("i")
        # Assessed by its mark already, as the first line of the README's own tour is.
        await type_text(pilot, "R: 支持扫码签到 !must =config")
        await pilot.press("enter")
        await at(3)
        await type_text(pilot, "客户介绍了校区")
        await pilot.press("enter", "escape", "3")
        await at(4)
        await pilot.press("G", "f", "1")
        await at(5)
        await pilot.press("u")
        await at(6)
        await pilot.press("U", "4")
        await at(7)
        await pilot.press("j", "k", "x")
        await app.workers.wait_for_complete()
        await at(8)
        await pilot.press("q", "5")
        await at(9)
        await pilot.press("a")
        await type_text(pilot, "login 500 !1 =defect")
        await pilot.press("enter")
        await at(10)
        await pilot.press("question_mark")
        await at(11)
        await pilot.press("q", "exclamation_mark")
        await pilot.pause()
        assert not app.tour_text
        assert f"/{len(STEPS)} " not in screen_text(pilot)
        await pilot.press("4")
        await pilot.pause()
        assert f"/{len(STEPS)} " not in screen_text(pilot)
    assert any(record.title == "支持扫码签到" for record in deal.store.all(Requirement))


async def test_a_tour_that_was_ended_does_not_begin_by_itself(deal: Deal) -> None:
    for begins in (True, False):
        app = PresalesApp(deal.workspace, tour=True)
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.pause()
            assert bool(app.tour_text) == begins
            if begins:
                await pilot.press("exclamation_mark")


async def test_the_workbench_on_ones_own_workspace_begins_none(deal: Deal) -> None:
    async with PresalesApp(deal.workspace).run_test() as pilot:
        await pilot.pause()
        assert not pilot.app.tour_text  # type: ignore[attr-defined]


async def test_the_tour_waits_for_an_opportunity(tmp_path: Path) -> None:
    app = PresalesApp(Workspace.open(tmp_path / "new", user="chen"), tour=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert app.tour_text == f"1/{len(STEPS)}  {FIRST}"
        await pilot.press("1", "a")
        await type_text(pilot, "Acme")
        await pilot.press("enter")
        await type_text(pilot, "Rules")
        await pilot.press("enter")
        await pilot.pause()
        app._poll()
        await pilot.pause()
        assert app.tour_text == f"1/{len(STEPS)}  {STEPS[0].text}"
        await pilot.press("2")
        await pilot.pause()
        app._poll()
        assert app.tour_text.startswith("2/")


async def test_a_step_that_comes_while_a_screen_is_being_made_does_no_harm() -> None:
    TodayScreen().guide("1/11")
