"""Settings chosen in the workbench."""

from __future__ import annotations

from pathlib import Path

import pytest

from presales_tui.app import PresalesApp
from presales_tui.screens.ground.dialog import Read
from presales_tui.settings import FILE
from tests.app.conftest import Deal, Open, screen_text, type_text


async def test_a_theme_is_worn_at_once_and_kept(bench: Open, private_home: Path) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("full_stop")
        await pilot.pause()
        assert "theme: " in screen_text(pilot)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert pilot.app.theme == "presales-light"
        assert (private_home / "presales" / FILE).read_text("utf-8") == 'theme = "light"\n'


async def test_a_name_is_asked_for_and_a_bad_value_told(
    bench: Open, private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("full_stop", "down", "down", "down", "enter")
        await pilot.pause()
        await type_text(pilot, "陈工")
        await pilot.press("enter")
        await pilot.pause()
        assert "from the next start on" in screen_text(pilot)
        assert (private_home / "presales" / FILE).read_text("utf-8") == 'user = "陈工"\n'
        await pilot.press("full_stop", "down", "down", "down", "down", "enter")
        await pilot.pause()
        await type_text(pilot, "deals")
        await pilot.press("enter")
        await pilot.pause()
        assert "whole path" in screen_text(pilot)


async def test_what_is_wrong_in_the_file_is_told_on_the_first_picture(deal: Deal) -> None:
    app = PresalesApp(deal.workspace, told=["Settings in x:", "Line 1: no"])
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, Read)
        assert "Line 1: no" in screen_text(pilot)
