"""Keys of one's own in the workbench."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from presales_tui.app import PresalesApp
from presales_tui.widgets.commands import use_keys
from presales_tui.widgets.commands.keymap import read_keys
from tests.app.conftest import Deal, screen_text


@pytest.fixture(autouse=True)
def default_keys() -> Iterator[None]:
    """What a test chose is no other test's."""
    yield
    use_keys({})


def app(deal: Deal, folder: Path, text: str, start: str = "requirements") -> PresalesApp:
    path = folder / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return PresalesApp(deal.workspace, start=start, keys=read_keys(path))


async def test_a_key_of_ones_own_works_and_is_shown_everywhere(deal: Deal, tmp_path: Path) -> None:
    text = '"requirements.fit" = "%"\n"list.filter" = "^r"\n"everywhere.trial" = "0"\n'
    async with app(deal, tmp_path, text).run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        foot = screen_text(pilot).splitlines()[-1]
        assert "% Fit" in foot
        assert "0Trial" in screen_text(pilot).splitlines()[0]
        await pilot.press("f", "slash")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
        await pilot.press("percent_sign")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 2
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        assert "%          Set how the product meets it." in screen_text(pilot)
        await pilot.press("q", "colon")
        await pilot.pause()
        await pilot.press(*"how")
        await pilot.pause()
        assert any("Fit" in line and "%" in line for line in screen_text(pilot).splitlines())
        await pilot.press("escape", "0")
        await pilot.pause()
        assert "分级准确率" in screen_text(pilot)


async def test_two_commands_that_change_keys_and_one_that_leaves_a_shared_key(
    deal: Deal, tmp_path: Path
) -> None:
    text = '"requirements.fit" = "p"\n"requirements.priority" = "f"\n"outline.fold" = "f9"\n'
    async with app(deal, tmp_path, text).run_test() as pilot:
        await pilot.press("f")
        await pilot.pause()
        assert "won't" in screen_text(pilot)
        await pilot.press("escape", "4", "space")
        await pilot.pause()
        assert "*1" in screen_text(pilot).splitlines()[-1]  # space marks rows where it folds no more


async def test_what_cannot_be_taken_is_told_once_and_the_rest_works(deal: Deal, tmp_path: Path) -> None:
    text = '"requirements.fit" = "p"\n"requirements.effort" = "%"\n'
    async with app(deal, tmp_path, text).run_test() as pilot:
        await pilot.pause()
        assert "Line 1: p is already requirements.priority" in screen_text(pilot).replace("\n", " ")
        await pilot.press("q", "percent_sign")
        await pilot.pause()
        assert "person-days" in screen_text(pilot).lower() or "Effort" in screen_text(pilot)
        assert len(pilot.app.screen_stack) == 2
