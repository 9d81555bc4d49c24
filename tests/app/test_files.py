"""A file is chosen from a list or by its path, as it is typed, pasted or completed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from presales_tui.screens.dialogs.files import Files
from presales_tui.screens.dialogs.paths import typed_path
from presales_tui.screens.ground.dialog import OptionGrid
from presales_tui.widgets.inputs import LineInput
from tests.app.conftest import Open, type_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two folders and some files, with blanks and Chinese in their names."""
    tmp_path = tmp_path / "files"
    tmp_path.mkdir()
    (tmp_path / "投标 材料").mkdir()
    (tmp_path / "投标 材料" / "方案 (终).pptx").touch()
    (tmp_path / "Old").mkdir()
    for name in ("需求清单.csv", "需求一.xlsx", ".hidden.md"):
        (tmp_path / name).touch()
    return tmp_path


Ask = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], list[Path | None]]]]


@pytest.fixture
def ask(bench: Open) -> Ask:
    """Opens the dialog; gives what has been chosen."""

    @asynccontextmanager
    async def asking(start: Path, **more: Any) -> AsyncIterator[tuple[Pilot[None], list[Path | None]]]:
        given: list[Path | None] = []
        async with bench("outline") as pilot:
            pilot.app.push_screen(Files("?", start, **more), given.append)
            await pilot.pause()
            yield pilot, given
            await pilot.pause()

    return asking


def names(pilot: Pilot[None]) -> list[str]:
    return [option.label for option in pilot.app.screen.query_one(OptionGrid).rows]


def line(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(LineInput).value


async def test_a_list_is_walked_into_and_out_of(folder: Path, ask: Ask) -> None:
    async with ask(folder) as (pilot, given):
        assert names(pilot)[:3] == ["../", "Old/", "投标 材料/"]
        await pilot.press("down", "enter")
        assert names(pilot) == ["../", "方案 (终).pptx"]
        await pilot.press("backspace")
        assert "需求清单.csv" in names(pilot)
        await type_text(pilot, "投标")
        await pilot.press("enter", "enter")
    assert given == [folder / "投标 材料" / "方案 (终).pptx"]


async def test_a_typed_path_is_completed_as_in_a_shell(folder: Path, ask: Ask) -> None:
    async with ask(Path("/")) as (pilot, given):
        await type_text(pilot, f"{folder}/需")
        await pilot.press("tab")
        assert line(pilot) == f"{folder}/需求"
        assert sorted(names(pilot)) == ["需求一.xlsx", "需求清单.csv"]
        await type_text(pilot, "清")
        await pilot.press("tab", "enter")
    assert given == [folder / "需求清单.csv"]


async def test_small_letters_find_capital_ones_and_a_dot_what_is_hidden(folder: Path, ask: Ask) -> None:
    async with ask(folder) as (pilot, _given):
        await type_text(pilot, "ol")
        await pilot.press("tab")
        assert line(pilot) == "Old/"
        assert names(pilot) == ["../"]
        pilot.app.screen.query_one(LineInput).value = "."
        await pilot.pause()
        assert ".hidden.md" in names(pilot)


@pytest.mark.parametrize(
    "form",
    ["{0}", "'{0}'", '"{0}" ', "{0}\n", "file://{1}", "{2}"],
    ids=["bare", "'", '"', "line", "url", "\\"],
)
async def test_a_pasted_path_is_taken_in_every_form(folder: Path, ask: Ask, form: str) -> None:
    path = str(folder / "投标 材料" / "方案 (终).pptx")
    url = path.replace(" ", "%20")
    escaped = path.replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    async with ask(Path("/")) as (pilot, given):
        pilot.app.screen.query_one(LineInput).post_message(Paste(form.format(path, url, escaped)))
        await pilot.pause()
        await pilot.press("enter")
    assert given == [Path(path)]


async def test_what_is_no_file_is_said_and_the_line_stays(folder: Path, ask: Ask) -> None:
    async with ask(folder, check=lambda path: f"no {path.name}") as (pilot, given):
        for text in (f"{folder}/需求二.csv", "~nobody-of-this-name/x", "/" + "x" * 5000, "/a\0b"):
            pilot.app.screen.query_one(LineInput).value = text
            await pilot.pause()
            await pilot.press("enter")
            assert line(pilot) == text
            assert isinstance(pilot.app.screen, Files)
        pilot.app.screen.query_one(LineInput).value = "需求清单.csv"
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Files)
    assert not given


async def test_only_files_of_some_kinds_are_offered_but_any_can_be_typed(folder: Path, ask: Ask) -> None:
    async with ask(folder, endings=(".xlsx",)) as (pilot, given):
        assert names(pilot)[3:] == ["需求一.xlsx"]
        await type_text(pilot, "需求清单.csv")
        await pilot.press("enter")
    assert given == [folder / "需求清单.csv"]


def test_a_path_is_seen_from_home_and_from_the_folder_that_is_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert typed_path("~/需求一.xlsx", Path("/")) == folder / "需求一.xlsx"
    assert typed_path("../x", folder / "Old").resolve() == folder.resolve() / "x"
