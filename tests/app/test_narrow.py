"""In a window of 60x20 everything can still be read and reached."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.geometry import Region
from textual.pilot import Pilot

from presales_tui import locale
from presales_tui.locale import _
from presales_tui.model.capability import Capability
from presales_tui.model.change import Change
from presales_tui.model.followup import Action
from presales_tui.model.meeting import Line, Meeting
from presales_tui.screens.dialogs.carrying import Carrying
from presales_tui.screens.ground.base import BaseScreen
from presales_tui.screens.ground.dialog import Ask
from presales_tui.screens.ground.form import Area, Form
from presales_tui.widgets.bars import SELDOM, SHORT, TABS, Figures, KeyBar, cut_title
from presales_tui.widgets.rows import Rows
from tests.app.conftest import Deal, Open, screen_text

SIZE = (60, 20)
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(autouse=True)
def full(deal: Deal) -> None:
    """Something in every list."""
    (meeting,) = deal.store.all(Meeting)
    change = Change("Sample").put(Action(opportunity=deal.opportunity.id, title="给出清单", owner="陈工"))
    deal.store.commit(change.put(Line(meeting=meeting.id, pos="a1", text="每天约 1000 条咨询")))
    deal.workspace.library().commit(Change("Sample").put(Capability(name="智能排课", fit="config")))


def key_line(pilot: Pilot[None]) -> str:
    """The last line, which says which keys work."""
    bar = pilot.app.screen.query(KeyBar).last()
    assert bar.region.bottom == SIZE[1], bar.region
    line = screen_text(pilot).splitlines()[-1]
    assert re.match(r" \S+ \S", line), line
    return line


def test_a_long_client_leaves_room_for_the_opportunity() -> None:
    assert cut_title("积云教育 / 招生平台", 19) == "积云教育 / 招生平台"
    assert cut_title("积云教育 / 招生平台", 17) == "积云教育 / 招生…"
    assert cut_title("华东理工智造有限公司 / MES 与质量追溯平台", 31) == "华东理工智… / MES 与质量追溯平…"


@LANGUAGES
async def test_every_screen_shows_its_tab_its_rows_and_its_keys(bench: Open, lang: str) -> None:
    locale.set_language(lang)
    async with bench(size=SIZE) as pilot:
        for tab in TABS:
            await pilot.press(tab.key)
            await pilot.pause()
            screen = pilot.app.screen
            lines = screen_text(pilot).splitlines()
            label = _(SHORT.get(tab.id, tab.label))
            assert re.search(rf" {tab.key}{label} +\S", lines[0]), lines[0]
            assert all(
                re.search(rf" {other.key}(\D|$)", lines[0])
                for other in TABS
                if other.id not in SELDOM or other is tab
            ), lines[0]
            assert "招" in lines[0]
            grid = screen.focused
            assert isinstance(grid, Rows)
            assert grid.region.height >= grid.HEADER + 3
            if tab.id not in SELDOM:  # nothing was sold yet
                assert grid.rows, tab.id
                top = grid.region.y + grid.HEADER
                assert lines[top][grid.region.x : grid.region.right].strip(), tab.id
            key_line(pilot)


@pytest.mark.parametrize(("lang", "keys"), [("zh", "5"), ("en", "38")])
async def test_the_last_field_of_a_form_can_be_reached(bench: Open, lang: str, keys: str) -> None:
    locale.set_language(lang)
    async with bench(size=SIZE) as pilot:
        for key in keys:
            await pilot.press(key, "e")
            await pilot.pause()
            form = pilot.app.screen
            assert isinstance(form, Form)
            count = len(form.fields)
            rows = sum(area.place[1] - 1 for area in form.query(Area))
            await pilot.press(*["down"] * (count - 1 + rows))
            assert form.focused is form.query_one(f"#field-{form.fields[-1].name}")
            await pilot.press(*["up"] * (count - 2 + rows))
            assert form.focused is form.query_one(f"#field-{form.fields[1].name}")
            labels = [label.region.width - 2 for label in form.query(".label")]
            longest = max(cell_len(_(field.label)) for field in form.fields)
            assert min(labels) >= longest
            await pilot.press(*["tab"] * (count - 2))
            await pilot.pause()
            last = form.query_one(f"#field-{form.fields[-1].name}")
            assert form.focused is last
            assert Region(0, 1, SIZE[0], SIZE[1] - 2).contains_region(last.region), last.region
            assert last.region.width >= 30
            assert key_line(pilot).endswith(f"{count}/{count}")
            await pilot.press("escape")


@LANGUAGES
async def test_every_dialog_shows_its_keys(bench: Open, lang: str) -> None:
    locale.set_language(lang)
    async with bench(size=SIZE) as pilot:
        for keys in ("2i", "3m", "3X", "3g", "3?", "3a", "3/", "3:", "3C", "5T"):
            await pilot.press(*keys)
            await pilot.pause()
            line = key_line(pilot)
            assert "esc" in line or " q " in line, keys
            focused = pilot.app.screen.focused
            assert focused is not None
            assert Region(0, 0, *SIZE).contains_region(focused.region), keys
            await pilot.press("escape")


@LANGUAGES
async def test_the_line_that_fetches_a_file_is_there_in_full(
    bench: Open, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale.set_language(lang)
    monkeypatch.setenv("SSH_CONNECTION", "198.51.100.7 50022 192.0.2.10 22")
    path = Path("/home/presales/workspace/harbour-school/exports/招生与教务管理平台-2026-11-24-2.pptx")
    async with bench(size=SIZE) as pilot:
        shown = Carrying(path, ["export", "deck", "-o", "-"], "Deck", "48")
        pilot.app.push_screen(shown)
        await pilot.pause()
        assert shown.carry.scp
        text = re.sub(r"\s", "", screen_text(pilot))
        assert re.sub(r"\s", "", shown.carry.scp) in text
        key_line(pilot)


async def test_a_figure_is_shown_whole_or_not_at_all(bench: Open) -> None:
    async with bench("requirements", size=SIZE) as pilot:
        figures = pilot.app.screen.query_one(Figures)
        for width in range(20, 61):
            figures.styles.width = width
            figures.say(["ready 67%", "custom 6: 44-68 days", "2 without estimate"])
            await pilot.pause()
            line = screen_text(pilot).splitlines()[figures.region.y].strip()
            assert line in (
                "ready 67% …",
                "ready 67%  custom 6: 44-68 days …",
                "ready 67%  custom 6: 44-68 days  2 without estimate",
            )


async def test_a_dialog_comes_to_rest_in_a_window_that_is_dragged_to_nothing(
    bench: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("t")
        await pilot.resize_terminal(2, 1)
        await pilot.pause()
        painted: list[object] = []
        paint = type(pilot.app)._display

        def counted(app: Any, *update: Any) -> None:
            painted.append(update)
            paint(app, *update)

        monkeypatch.setattr(type(pilot.app), "_display", counted)
        await pilot.pause(0.2)
        assert len(painted) < 3


async def test_a_long_message_is_read_to_its_end(bench: Open) -> None:
    async with bench("requirements", size=SIZE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BaseScreen)
        screen.say("Not saved, the disk is full: /a/long/path/to/the/workspace " * 2 + "Make room.")
        await pilot.pause()
        assert "Make room." in screen_text(pilot)
        await pilot.press("down")
        screen.end_message()
        await pilot.pause()
        assert screen.query_one(KeyBar).size.height == 1
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Ask)
        pilot.app.screen._say(
            "Write a number or a range, such as 3-5; roles go before it: test 1. Try again."
        )
        await pilot.pause()
        text = screen_text(pilot)
        assert "Try again." in text
        assert "esc Cancel" in text
