"""A section while it is written: the slides it makes stand beside it, or below it where that is narrow."""

from __future__ import annotations

from textual.pilot import Pilot

from presales_tui.model.outline import Section
from presales_tui.screens.outline.editing import SectionEditor
from presales_tui.widgets.reader import Reader
from tests.app.conftest import Deal, Open, screen_text, type_text


async def slides(pilot: Pilot[None], words: str) -> str:
    """The slides beside the text, once they say something."""
    reader = pilot.app.screen.query_one(Reader)
    for _ in range(100):
        await pilot.pause(0.02)
        if words in reader.text:
            break
    return reader.text if reader.display else ""


async def test_the_slides_follow_what_is_typed(deal: Deal, bench: Open) -> None:
    async with bench("outline", (120, 40)) as pilot:
        await pilot.press("down", "e")
        assert "三层架构" in await slides(pilot, "三层架构")
        await type_text(pilot, "abc")
        said = await slides(pilot, "abc三层架构")
        assert "abc三层架构" in said
        assert "slides" in said.split("\n")[0]
        assert next(s for s in deal.store.all(Section) if s.title == "架构").body == "三层架构"
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, SectionEditor)


async def test_on_a_narrow_screen_they_are_asked_for_and_stand_below(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("down", "o")
        await pilot.pause()
        assert not pilot.app.screen.query_one(Reader).display
        await type_text(pilot, "say")
        await pilot.press("ctrl+t")
        assert "Notes: say" in await slides(pilot, "Notes: say")
        assert "Notes: say" in screen_text(pilot)
        await pilot.press("ctrl+j")
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert pilot.app.screen.query_one(Reader).display, "as it was chosen"
