"""Requirements: quick add, one-key values, bulk edits, filter, sort, and the coverage line."""

from __future__ import annotations

from pathlib import Path

from presales_tui.data import Workspace
from presales_tui.model.change import Change
from presales_tui.model.requirement import Requirement
from presales_tui.screens.ground.form import Form
from presales_tui.widgets.grid import Grid
from presales_tui.widgets.inputs import LineInput
from tests.app.conftest import Deal, Open, screen_text, type_text


def by_title(deal: Deal) -> dict[str, Requirement]:
    return {r.title: r for r in deal.store.all(Requirement)}


async def test_coverage_is_said_with_what_it_is_a_share_of(bench: Open) -> None:
    async with bench("requirements", size=(120, 30)) as pilot:
        text = screen_text(pilot)
        assert "ready 50%  satisfiable 100%  (assessed 2/3)" in text
        assert "custom 1: 8-12 days  weighted 100%  with 15% buffer: 9.2-13.8 days" in text


async def test_what_is_typed_replaces_a_number_and_only_y_deletes(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("j", "t")
        await pilot.pause()
        await type_text(pilot, "5")
        await pilot.press("enter")
        await pilot.pause()
        found = by_title(deal)["排课冲突提示"]
        assert (found.effort_low, found.effort_high) == (5, 5)
        await pilot.press("d", "j", "N")
        await pilot.pause()
        assert len(by_title(deal)) == 3


async def test_a_burst_of_new_requirements(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("a")
        for title in ("微信通知", "短信通知", "邮件通知"):
            await type_text(pilot, title)
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("enter")
        found = by_title(deal)
        assert [found[t].ref for t in ("微信通知", "短信通知", "邮件通知")] == [
            "REQ-004",
            "REQ-005",
            "REQ-006",
        ]


async def test_fit_of_marked_rows_is_one_step(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("space", "space", "f", "1")
        await pilot.pause()
        assert [r.fit for r in deal.store.all(Requirement)] == ["standard", "standard", "unknown"]
        await pilot.press("u")
        await pilot.pause()
        assert [r.fit for r in deal.store.all(Requirement)] == ["config", "custom", "unknown"]
        await pilot.press("U")
        await pilot.pause()
        assert [r.fit for r in deal.store.all(Requirement)] == ["standard", "standard", "unknown"]


async def test_effort_takes_a_range_and_refuses_words(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("t")
        await type_text(pilot, "soon")
        await pilot.press("enter")
        await pilot.pause()
        assert "Write days as 5 or 3-5, or by role" in screen_text(pilot)
        pilot.app.screen.query_one(LineInput).value = "3-5"
        await pilot.press("enter")
        await pilot.pause()
        assert by_title(deal)["线索分级"].effort_high == 5


async def test_the_filter_takes_words_and_fields(bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("slash")
        await type_text(pilot, "fit:二次开发")
        await pilot.pause()
        assert [r.title for r in pilot.app.screen.query_one(Grid).rows] == ["排课冲突提示"]
        await pilot.press("escape")
        await pilot.pause()
        assert len(pilot.app.screen.query_one(Grid).rows) == 3


async def test_sorting_by_fit_and_back(bench: Open) -> None:
    async with bench("requirements") as pilot:
        grid = pilot.app.screen.query_one(Grid)
        await pilot.press("s", "3")
        await pilot.pause()
        assert [r.fit for r in grid.rows] == ["config", "custom", "unknown"]
        await pilot.press("s", "3")
        await pilot.pause()
        assert [r.fit for r in grid.rows] == ["unknown", "custom", "config"]


async def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("e")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.query_one("#field-title", LineInput).value = ""
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert "Requirement is missing" in screen_text(pilot)
        form.query_one("#field-title", LineInput).value = "线索自动分级"
        form.query_one("#field-effort", LineInput).value = "2"
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert by_title(deal)["线索自动分级"].effort_low == 2


async def test_leaving_a_form_asks_before_it_throws_away(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("e")
        await type_text(pilot, "改")
        await pilot.press("escape")
        await pilot.pause()
        assert "Throw away what you typed?" in screen_text(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Form)
        await pilot.press("escape", "y")
        await pilot.pause()
        assert "线索分级" in by_title(deal)


def draft_on_disk(deal: Deal) -> str:
    """The drafts that a next session would find."""
    folder = Path(deal.store.folder) / "drafts"
    # Kept as ASCII JSON, which a form's texts are in once more.
    text = "".join(path.read_text("utf-8") for path in folder.glob("*.draft"))
    return text.replace("\\u6211\\u7684", "我的")


async def test_what_was_typed_last_is_on_the_disk_when_the_line_drops(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("e")
        await type_text(pilot, "我")
        await pilot.pause()
        # The first is on the disk soon; the second would be a second later.
        await type_text(pilot, "的")
        pilot.app.save_on_loss()  # type: ignore[attr-defined]
        assert "我的" in draft_on_disk(deal)


async def test_a_record_that_changed_under_the_form_is_a_choice(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("e")
        await type_text(pilot, "我的")
        other = Workspace.open(deal.workspace.path, user="同事")
        theirs = other.store(deal.store.client.id)
        was = theirs.all(Requirement)[0]
        theirs.commit(
            Change("Edit requirement").put(
                type(was)(**{**was.__dict__, "title": "同事改的", "priority": "could"}), was
            )
        )
        other.close()
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert "changed in another session" in screen_text(pilot)
        pilot.app.save_on_loss()  # type: ignore[attr-defined]
        assert "我的" in draft_on_disk(deal), "the line may drop while the question is open"
        await pilot.press("y")
        await pilot.pause()
        deal.store.drafts.flush()
        assert draft_on_disk(deal) == ""
        found = deal.store.all(Requirement)[0]
        assert found.title == "线索分级我的"
        assert found.priority == "could", "what was not edited here stays as they have it"


async def test_what_another_session_adds_appears(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        other = Workspace.open(deal.workspace.path, user="同事")
        other.store(deal.store.client.id).commit(
            Change("Add requirement").put(Requirement(opportunity=deal.opportunity.id, title="同事加的"))
        )
        other.close()
        await pilot.pause(1.0)
        assert "同事加的" in screen_text(pilot)


async def test_deleting_asks_and_can_be_taken_back(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("d", "y")
        await pilot.pause()
        assert "线索分级" not in by_title(deal)
        await pilot.press("u")
        await pilot.pause()
        assert by_title(deal)["线索分级"].ref == "REQ-001"
