"""Findings, suggestions, coverage by group, suspect marks and baselines in the workbench."""

from __future__ import annotations

from dataclasses import replace

from presales_tui.model.baseline import Baseline
from presales_tui.model.capability import Capability
from presales_tui.model.change import Change
from presales_tui.model.coverage import coverage
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.widgets.coverage_bar import bar
from tests.app.conftest import Deal, Open, screen_text, type_text


def need(deal: Deal, number: int) -> Requirement:
    return deal.store.all(Requirement)[number]


def stock(deal: Deal) -> None:
    change = Change("Sample")
    change.put(Capability(name="人脸识别签到", fit="third_party", answer="对接合作设备", evidence="案例 2"))
    change.put(Capability(name="冲突检测", synonyms=("排课冲突",)))
    deal.workspace.library().commit(change)


async def test_n_goes_to_the_next_finding_and_m_accepts_with_a_reason(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.pause()
        assert "!" in screen_text(pilot).splitlines()[3]
        await pilot.press("n")
        await pilot.pause()
        assert "REQ-002: No acceptance" in screen_text(pilot) or "REQ-002:" in screen_text(pilot)
        await pilot.press("N")
        await pilot.pause()
        await pilot.press("m")
        await type_text(pilot, "ok")
        await pilot.press("enter")
        await pilot.pause()
        assert "1 accepted" in screen_text(pilot)
        await pilot.press("q", "u")
        await pilot.pause()
    assert not any(r.accepted for r in deal.store.all(Requirement))


async def test_a_suggestion_fills_what_is_empty_and_leaves_what_was_written(deal: Deal, bench: Open) -> None:
    stock(deal)
    async with bench("requirements") as pilot:
        await pilot.press("P")
        await pilot.pause()
        assert "对接合作设备" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        taken = need(deal, 2)
        assert (taken.fit, taken.response, taken.evidence) == ("third_party", "对接合作设备", "案例 2")
        assert taken.capability == "CAP-001 人脸识别签到"
        await pilot.press("home", "down", "c")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert need(deal, 1).fit == "custom"
        assert need(deal, 1).capability == "CAP-002 冲突检测"


async def test_the_library_screen_adds_and_takes_back(deal: Deal, bench: Open) -> None:
    async with bench("library") as pilot:
        await pilot.press("a")
        await pilot.pause()
        await type_text(pilot, "SSO")
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert [c.name for c in deal.workspace.library().all(Capability)] == ["SSO"]
        assert "CAP-001" in screen_text(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert deal.workspace.library().all(Capability) == []
        assert deal.store.all(Requirement)


async def test_the_library_tells_of_the_open_client_what_is_true_now(deal: Deal, bench: Open) -> None:
    async with bench("library") as pilot:
        assert "100% +8-12pd ?1" in screen_text(pilot).splitlines()[0]
        await pilot.press("3", "f", "7", "8")
        await pilot.pause()
        assert "50% +8-12pd ?1" in screen_text(pilot).splitlines()[0]


async def test_coverage_by_module_and_type(bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("C")
        await pilot.pause()
        text = screen_text(pilot)
        assert "Coverage by module" in text
        assert "########################" in text
        assert "????????????????????????" in text
        await pilot.press("tab")
        await pilot.pause()
        assert "Coverage by type" in screen_text(pilot)


def test_a_bar_shows_the_smallest_share() -> None:
    some = [Requirement(fit="standard")] * 98 + [Requirement(fit="gap"), Requirement()]
    assert bar(coverage(some), 24) == "#" * 22 + "-?"
    assert bar(coverage([]), 24) == ""


async def test_a_section_is_marked_until_it_is_said_to_be_fine(deal: Deal, bench: Open) -> None:
    first = need(deal, 0)
    section = deal.store.all(Section)[0]
    deal.store.commit(Change("Link").put(replace(section, requirements=(first.id,)), section))
    deal.store.commit(Change("Edit requirement").put(replace(first, title="线索按意向分级"), first))
    async with bench("outline") as pilot:
        assert "~ 总体方案" in screen_text(pilot)
        await pilot.press("y")
        await pilot.pause()
        assert "~ 总体方案" not in screen_text(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert "~1" in screen_text(pilot)  # the answer of the requirement itself


async def test_freeze_and_see_what_changed(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("B", "a")
        await type_text(pilot, "v1")
        await pilot.press("enter")
        await pilot.pause()
        assert [b.title for b in deal.store.all(Baseline)] == ["v1"]
        first = need(deal, 0)
        deal.store.commit(Change("Set fit").put(replace(first, fit="gap"), first))
        await pilot.press("enter")
        await pilot.pause()
        text = screen_text(pilot)
        assert "~ REQ-001 线索分级" in text
        assert "Fit: configuration -> gap" in text
