"""What can be read: every cell of every screen, in the dark and the light theme, as it is drawn.

The bar is WCAG 2.1 AA for text, 4.5 to 1 (success criterion 1.4.3), by its formula for relative luminance.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color
from rich.color_triplet import ColorTriplet
from textual.pilot import Pilot

from presales_tui.app import PresalesApp
from presales_tui.model.change import Change
from presales_tui.model.followup import Action
from presales_tui.samples import create
from presales_tui.themes import THEMES
from tests.app.conftest import Deal

AA = 4.5
RULE = 3.0
"""Of a line that is no text (success criterion 1.4.11)."""

WALK = (
    ("1",),
    ("2", "tab", "down", "space"),
    ("3", "space", "down"),
    ("3", "e", "tab"),
    ("3", "slash", "f", "i", "t"),
    ("3", "C"),
    ("3", "colon", "down"),
    ("3", "question_mark"),
    ("3", "full_stop"),
    ("4", "down", "down"),
    ("4", "down", "e", "end", "shift+home"),
    ("5", "tab"),
    ("6", "v"),
    ("7",),
    ("8",),
)
"""Keys that lead to what is looked at; escape leads back."""


def luminance(colour: ColorTriplet) -> float:
    """Relative luminance, 0 to 1."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)


def contrast(one: ColorTriplet, two: ColorTriplet) -> float:
    """1 to 21."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def pairs(pilot: Pilot[None]) -> Iterator[tuple[Color, Color, str]]:
    """Letters, background and text of every run of cells that shows something."""
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is None or not segment.text.strip() or not style.color or not style.bgcolor:
                continue
            front, back = style.color, style.bgcolor
            yield (back, front, segment.text) if style.reverse else (front, back, segment.text)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES if not theme.ansi])
async def test_every_text_stands_out_from_its_background(deal: Deal, theme: str) -> None:
    create(deal.workspace)
    late = Action(opportunity=deal.opportunity.id, title="给出清单", owner="小陈", due="2026-01-09")
    deal.store.commit(Change("Late").put(late))
    app = PresalesApp(deal.workspace)
    faint: set[str] = set()
    seen = 0
    async with app.run_test(size=(100, 30)) as pilot:
        app.theme = theme
        app.desk.open(*next((face.id, face.opportunities[0].id) for face in deal.workspace.clients()))
        for keys in WALK:
            await pilot.press(*keys)
            await pilot.pause()
            for front, back, text in pairs(pilot):
                seen += 1
                letters, ground = front.get_truecolor(), back.get_truecolor()
                if (found := contrast(letters, ground)) < (RULE if text.strip() in "│─" else AA):
                    faint.add(f"{keys}: {letters.hex} on {ground.hex} {found:.1f}: {text.strip()[:20]}")
            while len(app.screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()
            await pilot.press("escape")
    assert seen > 400
    assert not faint, "\n".join(sorted(faint))


async def test_sixteen_colours_never_put_a_colour_on_itself(deal: Deal) -> None:
    app = PresalesApp(deal.workspace, start="requirements")
    async with app.run_test(size=(100, 30)) as pilot:
        app.theme = "presales-ansi"
        for keys in (("3", "space"), ("3", "e"), ("5",), ("6", "v"), ("4",)):
            await pilot.press(*keys)
            await pilot.pause()
            for front, back, text in pairs(pilot):
                assert front != back or front.is_default, text
            await pilot.press("escape")
