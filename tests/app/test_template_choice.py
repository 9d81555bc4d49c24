"""The template of decks: chosen from folders, its mapping seen, changed by hand and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from presales_tui.model.opportunity import Opportunity
from tests.app.conftest import Deal, Open, screen_text, type_text
from tests.documents.companies import company


async def said(pilot: Pilot[None], words: str) -> str:
    """The screen, once it says something."""
    for _ in range(200):
        await pilot.pause(0.02)
        if words in (text := screen_text(pilot)):
            return text
    raise AssertionError(screen_text(pilot))


def kept(deal: Deal) -> Opportunity:
    return deal.store.all(Opportunity)[0]


async def test_a_layout_is_chosen_by_hand_before_the_template_is_kept(
    deal: Deal, bench: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = company(tmp_path)
    monkeypatch.chdir(tmp_path)
    async with bench("outline") as pilot:
        await pilot.press("T")
        await pilot.pause()
        await type_text(pilot, "公司模板")
        await pilot.press("enter")
        assert "Content: A-01" in await said(pilot, "What the template is used for")
        await pilot.press("down", "down", "down", "enter")
        assert "As it is matched" in await said(pilot, "Layout for: Content")
        await type_text(pilot, "A-03")
        await pilot.press("enter")
        assert "by hand" in await said(pilot, "Content: A-03")
        await pilot.press("enter")
        await said(pilot, "Decks are made with 公司模板.pptx.")
        assert kept(deal).deck_template == str(file)
        assert kept(deal).deck_layouts == (("content", "A-03"),)
        # Seen again, and left to the matching again.
        await pilot.press("T")
        await said(pilot, "公司模板.pptx: mapping")
        await pilot.press("enter")
        await said(pilot, "Content: A-03")
        await pilot.press("down", "down", "down", "enter")
        await said(pilot, "As it is matched")
        await type_text(pilot, "matched")
        await pilot.press("enter")
        await said(pilot, "Content: A-01")
        await pilot.press("enter")
        await said(pilot, "Decks are made with")
        assert kept(deal).deck_layouts == ()


async def test_a_file_that_is_no_template_says_why_and_nothing_is_kept(
    deal: Deal, bench: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "空.pptx").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    async with bench("outline") as pilot:
        await pilot.press("T")
        await pilot.pause()
        await type_text(pilot, "空")
        await pilot.press("enter")
        await said(pilot, "cannot be used")
        assert kept(deal).deck_template == ""
