"""A sheet imported in the workbench: a path that tab completes, a preview that can be changed, one undo."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Issue, Trial
from presales_tui.screens.dialogs.paths import complete
from presales_tui.screens.shared.sheet_import import ImportPreview
from presales_tui.widgets.inputs import LineInput
from tests.app.conftest import Deal, Open, screen_text

SHEET = "需求名称,模块,优先级,谁提的\n线索分级,CRM,高,王工\n课表导出,排课,低,李工\n,,中,\n"


async def choose(pilot: Pilot[None], path: Path) -> None:
    """Ask for the file and wait for its preview."""
    await pilot.press("I")
    await pilot.pause()
    pilot.app.screen.query_one(LineInput).value = str(path)
    await pilot.press("enter")
    for _ in range(200):
        await pilot.pause()
        if isinstance(pilot.app.screen, ImportPreview):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(screen_text(pilot))


async def test_a_sheet_is_previewed_changed_imported_and_taken_back(
    deal: Deal, bench: Open, tmp_path: Path
) -> None:
    file = tmp_path / "需求.csv"
    file.write_text(SHEET, "gb18030")
    before = {r.id: r for r in deal.store.all(Requirement)}
    async with bench("requirements", size=(100, 30)) as pilot:
        await choose(pilot, file)
        text = screen_text(pilot)
        assert "new 1" in text
        assert "updated 1" in text
        assert "no text in the column" in text
        # The last column becomes the speaker instead of a note.
        await pilot.press("end", "enter")
        await pilot.pause()
        pilot.app.screen.query_one(LineInput).value = "speaker"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "updated 1" in screen_text(pilot)
        await pilot.press("y")
        await pilot.pause()
        found = {r.title: r for r in deal.store.all(Requirement)}
        assert (found["课表导出"].speaker, found["课表导出"].priority) == ("李工", "could")
        assert (found["线索分级"].speaker, found["线索分级"].fit) == ("王工", "config")
        assert len(found) == len(before) + 1
        await pilot.press("u")
        await pilot.pause()
        assert {r.id: r for r in deal.store.all(Requirement)} == before


async def test_a_file_that_is_no_sheet_is_said_and_nothing_changes(
    deal: Deal, bench: Open, tmp_path: Path
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK\x03\x04 cut off")
    version = deal.store.version
    async with bench("requirements") as pilot:
        await pilot.press("I")
        await pilot.pause()
        pilot.app.screen.query_one(LineInput).value = str(tmp_path / "none.csv")
        await pilot.press("enter")
        await pilot.pause()
        assert "There is no such file." in screen_text(pilot)
        pilot.app.screen.query_one(LineInput).value = str(file)
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "cut off or damaged" in screen_text(pilot)
        assert deal.store.version == version


async def test_escape_leaves_the_preview_and_the_store_as_it_was(
    deal: Deal, bench: Open, tmp_path: Path
) -> None:
    file = tmp_path / "需求.csv"
    file.write_text(SHEET, "utf-8")
    version = deal.store.version
    async with bench("requirements") as pilot:
        await choose(pilot, file)
        await pilot.press("tab", "enter")
        await pilot.pause()
        await pilot.press("q", "escape")
        await pilot.pause()
        assert deal.store.version == version


def test_a_path_is_completed_as_far_as_it_is_certain(tmp_path: Path) -> None:
    for name in ("需求清单.csv", "需求一.xlsx", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    assert complete(f"{tmp_path}/需") == (f"{tmp_path}/需求", ["需求一.xlsx", "需求清单.csv"])
    assert complete(f"{tmp_path}/f") == (f"{tmp_path}/folder/", ["folder/"])
    assert complete(f"{tmp_path}/x")[1] == []
    assert complete(f"{tmp_path}/none/x") == (f"{tmp_path}/none/x", [])


async def test_an_export_of_a_tracker_comes_in_on_the_trial_screen(
    deal: Deal, bench: Open, tmp_path: Path
) -> None:
    file = tmp_path / "问题.json"
    file.write_text('[{"number": 7, "title": "导出乱码", "state": "closed", "labels": [{"name": "bug"}]}]')
    async with bench("trial", size=(80, 24)) as pilot:
        await choose(pilot, file)
        assert "导出乱码" in screen_text(pilot)
        await pilot.press("y")
        await pilot.pause()
        made = next(i for i in deal.store.all(Issue) if i.title == "导出乱码")
        assert (made.external_ticket, made.status, made.kind) == ("7", "closed", "defect")
        assert made.trial == deal.store.all(Trial)[0].id
        await pilot.press("u")
        await pilot.pause()
        assert deal.store.get(Issue, made.id) is None
