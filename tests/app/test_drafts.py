"""Words typed and not entered yet: on the disk wherever they stand, offered where they belong."""

from __future__ import annotations

from typing import Any, cast

import pytest
from textual.pilot import Pilot

from presales_tui.data import Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import StoreProblem
from presales_tui.model.requirement import Requirement
from presales_tui.widgets.choice import Choice
from tests.app.conftest import Deal, Open, screen_text, type_text

WORDS = "排课x"
PLACES: dict[str, tuple[str, ...]] = {
    "the next step": ("1", "t"),
    "the capture line": ("2", "i"),
    "a new requirement": ("3", "a"),
    "the name of a baseline": ("3", "B", "a"),
    "a section's text": ("4", "e"),
    "a new issue": ("5", "tab", "a"),
    "a capability": ("8", "a"),
}
"""Where something is typed, and the keys that lead there."""


def lose_the_line(pilot: Pilot[None]) -> None:
    cast("Any", pilot.app).save_on_loss()


def on_disk(deal: Deal) -> list[str]:
    folders = [deal.workspace.path / "library", deal.store.folder]
    found = [path for folder in folders for path in folder.glob("drafts/*.draft")]
    # Kept as ASCII JSON, which a form's texts are in once more.
    return [path.read_text("utf-8").replace("\\u6392\\u8bfe", "排课") for path in found]


async def test_words_are_on_the_disk_in_every_dialog_until_they_are_not_wanted(
    deal: Deal, bench: Open
) -> None:
    async with bench("today") as pilot:
        for place, keys in PLACES.items():
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await type_text(pilot, WORDS)
            lose_the_line(pilot)
            assert any(WORDS in text for text in on_disk(deal)), place
            if place == "the capture line":
                await pilot.press("ctrl+u")
            for key in ("escape", "y", "escape"):
                await pilot.press(key)
                await pilot.pause()
            lose_the_line(pilot)
            assert on_disk(deal) == [], place


async def test_a_value_that_was_chosen_is_kept_as_what_was_typed(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("e")
        await pilot.pause()
        choice = pilot.app.screen.query(Choice).first()
        choice.focus()
        await pilot.press("right")
        await pilot.pause()
        lose_the_line(pilot)
        (kept,) = on_disk(deal)
        assert choice.value in kept
        await pilot.press("left")
        await pilot.pause()
        lose_the_line(pilot)
        assert on_disk(deal) == []


@pytest.mark.parametrize("place", ["the next step", "a section's text", "a new issue", "a capability"])
async def test_the_next_session_goes_on_in_the_very_dialog(deal: Deal, bench: Open, place: str) -> None:
    before = Workspace.open(deal.workspace.path, user="陈工")
    from presales_tui.app import PresalesApp

    app = PresalesApp(before)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*PLACES[place])
        await pilot.pause()
        await type_text(pilot, WORDS)
    before.close()
    async with bench() as pilot:
        await pilot.pause()
        assert "Not saved when a session was cut off" in screen_text(pilot)
        assert WORDS in screen_text(pilot)
        await pilot.press("enter", "g")
        for _ in range(3):
            await pilot.pause()
        assert "Throw away" not in screen_text(pilot)
        assert WORDS in screen_text(pilot)


async def test_what_was_left_with_another_client_is_offered_and_opened(deal: Deal, bench: Open) -> None:
    before = Workspace.open(deal.workspace.path, user="陈工")
    other = before.create_client(Client(name="晨光教育"))
    other.drafts.save("ask:requirements:x", WORDS, screen="requirements", where="requirements", name="add")
    before.close()
    async with bench() as pilot:
        await pilot.pause()
        assert "晨光教育" in screen_text(pilot)
        await pilot.press("enter", "d")
        await pilot.pause()
    assert not list(other.folder.glob("drafts/*.draft"))


async def test_what_cannot_be_written_comes_back_with_the_reason(
    deal: Deal, bench: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bench("outline") as pilot:
        await pilot.press("a")
        await pilot.pause()
        await type_text(pilot, WORDS)

        def full(change: Change) -> None:
            raise StoreProblem("The disk is full.")

        monkeypatch.setattr(deal.store, "commit", full)
        await pilot.press("enter")
        await pilot.pause()
        lose_the_line(pilot)
        assert "The disk is full." in screen_text(pilot)
        assert WORDS in screen_text(pilot)
        assert any(WORDS in text for text in on_disk(deal))
        monkeypatch.undo()
        await pilot.press("enter")
        await pilot.pause()
        lose_the_line(pilot)
        assert on_disk(deal) == []
        assert WORDS in screen_text(pilot)
        assert not [r for r in deal.store.all(Requirement) if WORDS in r.title]
