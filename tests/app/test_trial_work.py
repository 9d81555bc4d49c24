"""The trial as a contract and its issue log as work: lock, board, merge, close, chart, after-sale."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from presales_tui.data import ClientStore
from presales_tui.model.change import Change
from presales_tui.model.evidence import Evidence
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from presales_tui.model.training import Training
from presales_tui.model.trial import Criterion, Issue, Trial
from tests.app.conftest import Deal, Open, screen_text, type_text


@pytest.fixture
def log(deal: Deal) -> Deal:
    """Four open issues besides the closed one; the second has evidence and stands in a criterion's way."""
    here, trial = deal.opportunity.id, deal.store.all(Trial)[0]
    said: tuple[tuple[str, dict[str, Any]], ...] = (
        ("登录报错", {"impact": "high", "urgency": "high", "tags": ("登录",)}),
        ("登录又报错", {"kind": "defect", "reporter": "王老师", "fix": "换证书"}),
        ("导出乱码", {"severity": "s2"}),
        ("要家长端", {"kind": "new_need"}),
    )
    issues = [
        Issue(opportunity=here, trial=trial.id, title=title, reported=f"2026-01-0{n}T02:00:00Z", **more)
        for n, (title, more) in enumerate(said, 6)
    ]
    change = Change("Sample")
    for issue in issues:
        change.put(issue)
    change.put(Evidence(opportunity=here, issue=issues[1].id, title="app.log", text="500"))
    was = deal.store.all(Criterion)[0]
    change.put(replace(was, issues=(issues[1].id,)), was)
    deal.store.commit(change)
    return deal


def named(store: ClientStore, title: str) -> Issue:
    return next(issue for issue in store.all(Issue) if issue.title == title)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def say(pilot: Pilot[None], text: str) -> None:
    await type_text(pilot, text)
    await press(pilot, "enter")


async def test_a_locked_target_changes_with_a_reason_only(deal: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await press(pilot, "K")
        await say(pilot, "李主任")
        trial = deal.store.all(Trial)[0]
        assert (trial.signed_by, bool(trial.locked)) == ("李主任", True)
        assert "locked" in screen_text(pilot)
        await press(pilot, "shift+tab", "d", "y")
        assert "Say why" in screen_text(pilot)
        await press(pilot, "escape")
        assert deal.store.all(Criterion), "without a reason it stays"
        await press(pilot, "d", "y")
        await say(pilot, "客户放弃")
        assert not deal.store.all(Criterion)
        assert deal.store.all(Trial)[0].amendments[0][-1] == "客户放弃"
        await press(pilot, "u")
        assert deal.store.all(Criterion)
        await press(pilot, "K")
        assert "Locked already" in screen_text(pilot)


async def test_a_reason_is_asked_of_the_form_too_and_its_words_are_not_lost(deal: Deal, bench: Open) -> None:
    was = deal.store.all(Trial)[0]
    deal.store.commit(Change("Lock").put(replace(was, locked="2026-01-05T00:00:00Z"), was))
    async with bench("trial") as pilot:
        await press(pilot, "shift+tab", "e")
        await type_text(pilot, "X")
        await press(pilot, "ctrl+j")
        assert "Say why" in screen_text(pilot)
        await say(pilot, "typo")
        assert deal.store.all(Criterion)[0].title.endswith("X")
        assert not deal.store.drafts.left_over()


async def test_criteria_are_added_a_line_each_and_the_state_follows_the_figures(
    deal: Deal, bench: Open
) -> None:
    async with bench("trial") as pilot:
        await press(pilot, "shift+tab", "a")
        await say(pilot, "首页打开 <= 2 秒 !must *5")
        await press(pilot, "enter")
        new = deal.store.all(Criterion)[1]
        assert (new.title, new.target, new.unit, new.must, new.weight) == ("首页打开", "<=2", "秒", True, 5)
        for figure, state in (("3.1", "not_met"), ("1.8", "met")):
            await press(pilot, "t", "ctrl+u")
            await say(pilot, figure)
            assert deal.store.all(Criterion)[1].state == state


async def test_the_midpoint_is_kept_with_its_reason(deal: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await press(pilot, "P", "2")
        await say(pilot, "数据晚到")
        trial = deal.store.all(Trial)[0]
        assert (trial.midpoint, trial.midpoint_note) == ("adjust", "数据晚到")
        assert trial.midpoint_day


async def test_the_board_moves_an_issue_along_the_flow(log: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await press(pilot, "B")
        text = screen_text(pilot)
        assert "To answer 4" in text
        assert "Solved 1" in text
        assert "Target" not in text, "the board has the room of the criteria"
        await press(pilot, "home", "greater_than_sign", "greater_than_sign")
        moved = named(log.store, "登录报错")
        assert moved.status == "waiting_customer"
        assert [step[0] for step in moved.status_log] == ["in_progress", "waiting_customer"]
        await press(pilot, "greater_than_sign", "greater_than_sign", "greater_than_sign")
        assert "no step further" in screen_text(pilot)
        assert named(log.store, "登录报错").status == "resolved"
        await press(pilot, "less_than_sign", "less_than_sign", "less_than_sign", "less_than_sign")
        assert named(log.store, "登录报错").status == "reopened"
        await press(pilot, "B")
        assert "Target" in screen_text(pilot)


async def test_the_cursor_goes_from_lane_to_lane_and_the_filter_stays(log: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await press(pilot, "B", "home", "right")
        assert pilot.app.screen.issue_rows.current.title == "登录 500"  # type: ignore[attr-defined]
        await press(pilot, "left", "end", "slash")
        await say(pilot, "导出")
        assert "To answer 1" in screen_text(pilot)
        await press(pilot, "B")
        assert "登录又" not in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (160, 50)])
async def test_the_board_fits_any_window(log: Deal, bench: Open, size: tuple[int, int]) -> None:
    async with bench("trial", size=size) as pilot:
        await press(pilot, "B")
        text = screen_text(pilot)
        assert "To answer" in text
        assert ("Solved" in text) == (size[0] >= 80)
        await press(pilot, "home", "right")
        assert "Solved" in screen_text(pilot), "lanes come into view with the cursor"


async def test_duplicates_are_merged_whole_and_taken_back_in_one_step(log: Deal, bench: Open) -> None:
    before = {issue.id: issue for issue in log.store.all(Issue)}
    into, other = named(log.store, "登录报错"), named(log.store, "登录又报错")
    async with bench("trial") as pilot:
        await press(pilot, "M")
        assert "Mark the duplicates" in screen_text(pilot)
        await press(pilot, "home", "space", "space", "M", "enter")
        found = log.store.get(Issue, into.id)
        assert found is not None
        assert log.store.get(Issue, other.id) is None
        assert (found.fix, found.reporter, found.merged[0][0]) == ("换证书", "王老师", other.ref)
        assert log.store.all(Evidence)[0].issue == into.id
        assert log.store.all(Criterion)[0].issues == (into.id,)
        await press(pilot, "u")
        assert {issue.id: issue for issue in log.store.all(Issue)} == before
        assert log.store.all(Evidence)[0].issue == other.id


async def test_many_are_closed_at_once(log: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await press(pilot, "asterisk", "c")
        await say(pilot, "见手册")
        assert {issue.status for issue in log.store.all(Issue)} == {"closed"}
        assert named(log.store, "登录又报错").fix == "换证书", "what was written stays"
        assert named(log.store, "导出乱码").fix == "见手册"
        assert "Closed 4" in screen_text(pilot)


async def test_an_issue_becomes_a_requirement_linked_both_ways(log: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        pilot.app.screen.seek(named(log.store, "要家长端").id)  # type: ignore[attr-defined]
        await press(pilot, "r")
        issue = named(log.store, "要家长端")
        made = log.store.get(Requirement, issue.requirement)
        assert made is not None
        assert (made.title, made.source_kind, made.source_id) == ("要家长端", "trial", issue.id)
        await press(pilot, "r")
        assert "linked with a requirement already" in screen_text(pilot)


async def test_priority_is_one_choice_and_the_clocks_follow(log: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        pilot.app.screen.seek(named(log.store, "导出乱码").id)  # type: ignore[attr-defined]
        await press(pilot, "p", "1")
        assert (named(log.store, "导出乱码").impact, named(log.store, "导出乱码").urgency) == ("high", "high")


async def test_the_chart_says_severity_without_colour(log: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await press(pilot, "C")
        text = screen_text(pilot)
        assert "Open 4" in text
        assert "2 major" in text
        assert "|" in text
        assert "new need 1/1" in text


async def test_findings_are_walked_and_accepted(log: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        await press(pilot, "N")
        text = screen_text(pilot)
        assert "Issue past its clock" in text
        assert "Trial started without" in text
        await press(pilot, "m")
        await say(pilot, "客户放假")
        assert "1 accepted" in screen_text(pilot)
        assert log.store.all(Opportunity)[0].accepted[0][2] == "客户放假"
        await press(pilot, "q", "n")
        assert "Issue past its clock" in screen_text(pilot)


async def test_the_facts_of_this_server_are_kept_once_accepted(
    deal: Deal, bench: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presales_tui.imports.host.PROGRAMS", ())
    async with bench("trial") as pilot:
        await press(pilot, "H")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Memory" in screen_text(pilot)
        assert not deal.store.all(Trial)[0].host
        await press(pilot, "enter")
        assert "Memory: " in deal.store.all(Trial)[0].host


async def test_trainings_and_needs_lead_to_the_next_phase(log: Deal, bench: Open) -> None:
    async with bench("aftersale") as pilot:
        assert "要家长端" in screen_text(pilot)
        await press(pilot, "a")
        await say(pilot, "微信推送 ~25d")
        await press(pilot, "enter")
        assert "enough for a second phase" in screen_text(pilot)
        await press(pilot, "O", "1", "enter")
        phase = next(one for one in log.store.all(Opportunity) if one.previous == log.opportunity.id)
        needs = log.store.where(Requirement, opportunity=phase.id)
        assert {need.title for need in needs} == {"要家长端", "微信推送"}
        assert named(log.store, "要家长端").requirement in {need.id for need in needs}
        assert "New needs: 0" in screen_text(pilot), "what went over is not told again"
        await press(pilot, "u")
        assert len(log.store.all(Opportunity)) == 1
        assert "New needs: 2" in screen_text(pilot)


async def test_a_training_is_planned_held_and_counted(deal: Deal, bench: Open) -> None:
    async with bench("aftersale") as pilot:
        await press(pilot, "shift+tab", "a")
        await type_text(pilot, "教务培训")
        await press(pilot, "ctrl+j", "m", "2")
        assert [(t.title, t.state) for t in deal.store.all(Training)] == [("教务培训", "held")]
        assert "1 held of 1" in screen_text(pilot)


async def test_lists_of_the_trial_keep_their_views(log: Deal, bench: Open) -> None:
    async with bench("trial") as pilot:
        screen: Any = pilot.app.screen
        await press(pilot, "s", "6")
        await press(pilot, "V")
        assert "Open ones" in screen_text(pilot)
        await press(pilot, "escape")
        assert screen.issue_rows.sorting


async def test_the_board_opens_on_an_issue_of_a_late_lane(log: Deal, bench: Open) -> None:
    was = named(log.store, "登录报错")
    gone = replace(was, status="resolved", impact="high", urgency="high")
    log.store.commit(Change("x").put(gone, was))
    async with bench("trial", size=(80, 24)) as pilot:
        await press(pilot, "end", "B")
        text = screen_text(pilot)
        assert "To answer" in text
        assert "Solved" in text
