"""Evidence in the workbench: seen masked before it is kept, and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from presales_tui.model.evidence import Evidence
from presales_tui.model.trial import Issue
from presales_tui.screens.dialogs.files import age, entries, size
from presales_tui.screens.trial import attaching
from presales_tui.widgets.inputs import LineInput, TextBox
from tests.app.conftest import Deal, Open, screen_text, type_text

LOG = "user=a password=Abc#1 from 10.0.0.9\njava.lang.Bad: x\n" + "".join(
    f"\tat com.a.B.c{n}(B.java:{n})\n" for n in range(9)
)


async def _attach(pilot: Pilot[None], path: str) -> None:
    await pilot.press("A")
    # A temporary path is long, and each typed character takes its time.
    pilot.app.screen.query_one(LineInput).value = path
    await pilot.press("enter")
    await pilot.pause()


async def test_nothing_is_kept_before_the_masked_text_was_seen(
    deal: Deal, bench: Open, tmp_path: Path
) -> None:
    log = tmp_path / "app.log"
    log.write_text(LOG)
    async with bench("trial") as pilot:
        await _attach(pilot, str(log))
        shown = screen_text(pilot)
        assert "- user=a password=Abc#1 from 10.0.0.9" in shown
        assert "+ user=a password=<password> from <ip-" in shown
        await pilot.press("q")
        await pilot.pause()
        assert deal.store.all(Evidence) == []
        await _attach(pilot, f"{log}:1")
        await pilot.press("enter")
        await pilot.pause()
        (kept,) = deal.store.all(Evidence)
        assert "Abc#1" not in kept.text
        assert "10.0.0.9" not in kept.text
        assert kept.lines == 1
        await pilot.press("u")
        await pilot.pause()
        assert deal.store.all(Evidence) == []


async def test_evidence_is_read_with_its_traces_folded(deal: Deal, bench: Open, tmp_path: Path) -> None:
    log = tmp_path / "app.log"
    log.write_text(LOG)
    async with bench("trial") as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "no evidence yet" in screen_text(pilot)
        await _attach(pilot, str(log))
        await pilot.press("enter", "v")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "EVD-001" in shown
        assert "com.a.B.c0" in shown
        assert "… +6" in shown
        assert "com.a.B.c8" not in shown


async def test_a_wrong_name_keeps_the_line_and_says_why(bench: Open) -> None:
    async with bench("trial") as pilot:
        await _attach(pilot, "/no/such.log")
        assert "There is no file /no/such.log" in screen_text(pilot)
        assert "/no/such.log" in screen_text(pilot).split("\n")[-2]


async def test_a_file_is_picked_from_a_list(
    deal: Deal, bench: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logs" / "old").mkdir(parents=True)
    (tmp_path / "logs" / "app.log").write_text("error 7\n")
    monkeypatch.setattr(attaching, "LOGS", tmp_path / "logs")
    async with bench("trial") as pilot:
        await pilot.press("A", "enter")
        await pilot.pause()
        assert "old/" in screen_text(pilot)
        await type_text(pilot, "app")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert [e.text for e in deal.store.all(Evidence)] == ["error 7"]


def test_a_folder_shows_folders_first_and_then_the_newest(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").write_text("")
    (tmp_path / "a.log").write_text("x" * 2000)
    assert [option.label for option in entries(tmp_path)] == ["../", "b/", "a.log"]
    assert (size(0), size(999), size(2000), size(3 * 1024**3)) == ("0B", "999B", "2.0K", "3.0G")
    assert (age(59), age(7200), age(3 * 86400)) == ("0m", "2h", "3d")


async def test_a_log_in_the_form_is_masked_before_its_draft_is_written(deal: Deal, bench: Open) -> None:
    async with bench("trial", size=(80, 24)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one("#field-log", TextBox).text = "db password=Zk9!geheim at 10.9.8.7"
        await pilot.pause()
        deal.store.drafts.flush()
        written = b"".join(path.read_bytes() for path in deal.store.folder.rglob("*.draft"))
        assert written
        assert b"geheim" not in written
        assert b"10.9.8.7" not in written
        await pilot.press("ctrl+j")
        await pilot.pause()
        kept = next(i.log for i in deal.store.all(Issue) if i.log)
        assert kept.startswith("db password=<password> at <ip-")
    everything = b"".join(path.read_bytes() for path in deal.store.folder.rglob("*") if path.is_file())
    assert b"geheim" not in everything
