"""What works on every screen: switching, picking, palette, help, language, export, undo."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from textual.screen import Screen

from presales_tui import locale
from presales_tui.app import PresalesApp
from presales_tui.cli import main
from presales_tui.data import Workspace
from presales_tui.model.opportunity import Opportunity
from presales_tui.screens.dialogs.carrying import Carrying
from presales_tui.screens.dialogs.helping import help_lines
from presales_tui.screens.ground.base import SCREENS
from presales_tui.screens.ground.dialog import OptionGrid, Pick, Read
from presales_tui.screens.shared.main import DeskScreen
from presales_tui.settings import apply
from presales_tui.widgets.commands import COMMANDS, CONTEXTS, HOME, commands, show_key
from presales_tui.widgets.reader import Reader
from presales_tui.widgets.rows import Rows
from tests.app.conftest import Deal, Open, screen_text, type_text


@pytest.mark.parametrize("key", list("123456789"))
async def test_digits_change_the_screen(bench: Open, key: str) -> None:
    async with bench() as pilot:
        await pilot.press(key)
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, DeskScreen)
        screens = [
            "today",
            "meetings",
            "requirements",
            "outline",
            "trial",
            "people",
            "follow",
            "library",
            "aftersale",
        ]
        assert screens[int(key) - 1] == screen.HERE


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_every_screen_fits_every_size(bench: Open, size: tuple[int, int]) -> None:
    async with bench(size=size) as pilot:
        for key in "12345":
            await pilot.press(key)
            await pilot.pause()
            lines = screen_text(pilot).splitlines()
            assert len(lines) == size[1]
            assert "积云教育" in lines[0] or size[0] < 80


async def test_a_first_opportunity_from_nothing(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "empty", user="陈工")
    async with PresalesApp(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Press a to add the first" in screen_text(pilot)
        await pilot.press("3", "a")
        await pilot.pause()
        assert "Open or add an opportunity first" in screen_text(pilot)
        await pilot.press("1", "a")
        await type_text(pilot, "江城医院")
        await pilot.press("enter")
        await pilot.pause()
        await type_text(pilot, "预约挂号")
        await pilot.press("enter")
        await pilot.pause()
        assert "江城医院 / 预约挂号" in screen_text(pilot)
        await pilot.press("2", "1", "3")
        await pilot.pause()
        assert "No requirement yet" in screen_text(pilot)
    workspace.close()


async def test_go_to_another_opportunity_by_a_part_of_its_name(deal: Deal, bench: Open) -> None:
    from presales_tui.model.change import Change

    deal.store.commit(Change("Add opportunity").put(Opportunity(name="二期")))
    async with bench("requirements") as pilot:
        await pilot.press("g")
        await type_text(pilot, "二期")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "积云教育 / 二期" in screen_text(pilot)


async def test_the_palette_finds_and_runs_a_command(bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("colon")
        await type_text(pilot, "MoSCoW")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Pick)
        assert "won't" in screen_text(pilot)


async def test_the_palette_puts_what_is_here_before_what_is_elsewhere(bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("colon")
        await type_text(pilot, "template")
        await pilot.pause()
        found = pilot.app.screen.query_one(OptionGrid).current
        assert found is not None
        assert found.id == "outline/design"


async def test_the_palette_says_why_a_command_does_not_apply(bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("colon")
        await type_text(pilot, "taken back")
        await pilot.pause()
        assert "nothing to redo" in screen_text(pilot)


def test_every_command_is_in_the_palette_of_every_screen() -> None:
    """Those of other screens too: a context is in force on a screen that a digit leads to, or everywhere."""
    places = {*SCREENS, "everywhere"}
    assert {HOME[command.where] for command in COMMANDS} <= places


async def test_the_palette_runs_a_command_of_another_screen(bench: Open) -> None:
    async with bench("requirements") as pilot:
        for words, seen in (
            ("add a step", "New step"),
            ("Add a meeting", "New meeting"),
            ("Add an issue", "New issue"),
        ):
            await pilot.press("colon")
            await type_text(pilot, words)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
            assert seen in screen_text(pilot), words
            await pilot.press("escape")
            await pilot.pause()


async def test_help_lists_every_key_that_works_here(bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Read)
        assert "space Further" in screen_text(pilot)
        await pilot.press("end")
        await pilot.pause()
        foot = screen_text(pilot).splitlines()[-1]
        assert "Further" not in foot
        assert len(set(foot.split()[-1].split("/"))) == 1
        text = pilot.app.screen.query_one(Reader).text
        for command in commands("outline", "everywhere"):
            assert command.help in text
            assert show_key(command.keys.split(",")[0]) in text
        assert "Mark the rows that are not marked." in text
        assert "Sort by a column" not in text
        assert text.count("  space ") == 1
        assert "!must" in text


def test_every_command_has_someone_who_runs_it() -> None:
    from presales_tui.screens.meetings.screen import MeetingsScreen
    from presales_tui.screens.outline.screen import OutlineScreen
    from presales_tui.screens.people.follow import FollowScreen
    from presales_tui.screens.people.screen import PeopleScreen
    from presales_tui.screens.requirements.library import LibraryScreen
    from presales_tui.screens.requirements.screen import RequirementsScreen
    from presales_tui.screens.today.screen import TodayScreen
    from presales_tui.screens.trial.after_sale import AfterSaleScreen
    from presales_tui.screens.trial.screen import TrialScreen

    screens = (
        FollowScreen,
        LibraryScreen,
        TodayScreen,
        MeetingsScreen,
        RequirementsScreen,
        OutlineScreen,
        TrialScreen,
        PeopleScreen,
        AfterSaleScreen,
    )
    for command in COMMANDS:
        if command.where == "everywhere" and command.id in SCREENS:
            continue
        name = f"do_{command.where}_{command.id}"
        assert any(hasattr(screen, name) for screen in screens), name
        assert command.where in CONTEXTS


def test_no_key_is_taken_by_a_terminal_or_a_multiplexer() -> None:
    taken = {f"ctrl+{letter}" for letter in "abshimqwnt"} | {"f11", "ctrl+enter", "alt+enter"}
    for command in COMMANDS:
        keys = command.keys.split(",")
        assert not taken.intersection(keys), command
        assert any(not re.fullmatch(r"f\d+", key) for key in keys), command


def test_one_key_means_one_thing_in_a_list() -> None:
    for contexts in (
        ("today", "list", "everywhere"),
        ("meetings", "list", "everywhere"),
        ("lines", "list", "everywhere"),
        ("requirements", "list", "everywhere"),
        ("criteria", "trial", "list", "everywhere"),
        ("issues", "trial", "list", "everywhere"),
    ):
        keys = [key for command in commands(*contexts) for key in command.keys.split(",")]
        assert len(keys) == len(set(keys)), contexts


async def test_the_language_changes_with_a_key_and_is_remembered(bench: Open, private_home: Path) -> None:
    async with bench("requirements") as pilot:
        assert "3Req" in screen_text(pilot)
        await pilot.press("L")
        await pilot.pause()
        assert "需求" in screen_text(pilot).splitlines()[0]
        assert "即用率" in screen_text(pilot)
    # The next start reads it from the user's settings.
    env: dict[str, str] = {"PRESALES_CONFIG": str(private_home / "presales")}
    apply(env)
    assert locale.from_environment(env) == "zh"


async def test_export_writes_a_deck_and_says_how_to_fetch_it(
    deal: Deal, bench: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.9 50000 10.0.0.5 2222")
    async with bench("requirements") as pilot:
        await pilot.press("x")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(pilot.app.screen, Carrying)
        written = list(deal.store.exports.glob("*.pptx"))
        assert len(written) == 1
        shown = pilot.app.screen.query_one(Reader).text
        assert str(written[0]) in shown
        assert "scp -P 2222" in shown
        again = next(line for line in shown.splitlines() if line.startswith("ssh "))
        await pilot.press("q", "x")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert len(list(deal.store.exports.glob("*.pptx"))) == 2
    # The line without a file in between names this workspace, and what is open in it.
    _ssh, server, *sent = shlex.split(again.partition(" > ")[0])
    assert server == "10.0.0.5"
    words = shlex.split(" ".join(sent))[1:]
    assert words[-2:] == ["-o", "-"]
    assert main([*words[:-1], str(tmp_path / "again.pptx")]) == 0
    assert (tmp_path / "again.pptx").stat().st_size == pytest.approx(written[0].stat().st_size, rel=0.05)


async def test_undo_works_across_screens_and_restarts(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("p", "3")
        await pilot.pause()
    async with bench("outline") as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert "Taken back: Set priority" in screen_text(pilot)
        await pilot.press("3")
        await pilot.pause()
        assert "must" in screen_text(pilot)


async def test_history_says_who_changed_what(bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("f", "1")
        await pilot.pause()
        await pilot.press("h")
        await pilot.pause()
        text = pilot.app.screen.query_one(Reader).text
        assert "陈工  Set fit" in text
        assert "Fit: configuration -> out of the box" in text


async def test_deleting_an_opportunity_takes_everything_and_one_undo_brings_it_back(
    deal: Deal, bench: Open
) -> None:
    async with bench("today") as pilot:
        before = {name: len(deal.store.db.table(name)) for name in deal.store.db.tables()}
        await pilot.press("d", "y")
        await pilot.pause()
        assert not deal.store.all(Opportunity)
        await pilot.press("u")
        await pilot.pause()
        after = {name: len(deal.store.db.table(name)) for name in deal.store.db.tables()}
        assert after == before
        assert "积云教育 / " in screen_text(pilot).splitlines()[0]


@pytest.mark.parametrize("screen", ["today", "meetings", "requirements", "outline", "trial"])
async def test_no_list_is_a_dead_end_for_the_keyboard(bench: Open, screen: str) -> None:
    async with bench(screen) as pilot:
        here: Screen[object] = pilot.app.screen
        lists = [widget for widget in here.query(Rows) if widget.can_focus and widget.display]
        reached = set()
        for _ in range(8):
            if isinstance(pilot.app.focused, Rows):
                reached.add(pilot.app.focused)
            await pilot.press("tab")
        assert reached == set(lists)


async def test_what_the_store_found_when_it_was_opened_is_told_once(deal: Deal, bench: Open) -> None:
    folder = deal.store.folder
    deal.store.close()
    with next(folder.glob("log-*.jsonl")).open("ab") as log:
        log.write(b"0badc0de {")
    async with bench("today") as pilot:
        # The journals are read behind the first picture; the notice follows.
        for _ in range(100):
            await pilot.pause(0.02)
            if isinstance(pilot.app.screen, Read) and pilot.app.screen.query(Reader):
                break
        assert "unfinished line" in pilot.app.screen.query_one(Reader).text
        await pilot.press("q", "3", "1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DeskScreen)


async def test_a_last_look_for_other_sessions_while_leaving_is_no_error(bench: Open) -> None:
    async with bench("today") as pilot:
        app = pilot.app
        assert isinstance(app, PresalesApp)
    app._poll()


@pytest.mark.parametrize("where", CONTEXTS)
def test_every_command_is_in_the_help_of_its_place(where: str) -> None:
    text = "\n".join(line for line, _look in help_lines([where]))
    for command in commands(where):
        assert command.help in text
        assert command.all_keys in text
