"""The page of a requirement: what it says, comments on it, and where its keys lead."""

from __future__ import annotations

from dataclasses import replace

from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.comment import Comment
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion
from presales_tui.widgets.minutes import Minutes
from presales_tui.widgets.reader import Reader
from tests.app.conftest import Deal, Open, screen_text, type_text


def told(deal: Deal) -> None:
    """The first requirement was said in a meeting; the second needs it; a criterion proves it."""
    first, second, *_rest = deal.store.all(Requirement)
    meeting = deal.store.all(Meeting)[0]
    line = Line(meeting=meeting.id, pos="a1", text="线索要自动分级")
    said = replace(
        first,
        quote="线索要自动分级",
        speaker="李主任",
        acceptance="九成一致",
        source_kind="meeting",
        source_id=meeting.id,
        source_line=line.id,
        effort_low=3.0,
        effort_high=4.0,
        effort_roles=(("backend", 2.0, 3.0), ("test", 1.0, 1.0)),
    )
    criterion = deal.store.all(Criterion)[0]
    change = Change("Sample").put(line).put(said, first)
    change.put(replace(second, depends=(first.id,)), second)
    deal.store.commit(change.put(replace(criterion, requirements=(first.id,)), criterion))


async def test_a_page_says_everything_and_its_keys_lead_on(deal: Deal, bench: Open) -> None:
    told(deal)
    async with bench("requirements") as pilot:
        await pilot.press("enter")
        await pilot.pause()
        text = pilot.app.screen.query_one(Reader).text
        for words in (
            "“线索要自动分级”  -- 李主任",
            "MTG-001 首次拜访 2026-01-05",
            f"{scales.ROLE.label('backend', 'en')}: 2-3",
            "九成一致",
            "[1] is needed by REQ-002 排课冲突提示",
            "[2] proven by criterion CRT-001",
        ):
            assert words in text
        await pilot.press("1")
        await pilot.pause()
        assert "[1] depends on REQ-001" in pilot.app.screen.query_one(Reader).text
        await pilot.press("p", "o")
        await pilot.pause()
        minutes = pilot.app.screen.query_one(Minutes)
        here = minutes.record_of(minutes.current)
        assert here is not None
        assert here.headline == "线索要自动分级"


async def test_a_comment_is_a_record_of_its_own(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("w")
        await pilot.pause()
        await type_text(pilot, "ask them first")
        await pilot.press("f2")
        await pilot.pause()
        comment = deal.store.all(Comment)[0]
        here = deal.store.all(Requirement)[0]
        assert (comment.about, comment.visibility, comment.author) == (here.id, "internal", "陈工")
        assert here.note == ""
        assert "REQ-001  !+" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Comments (1)" in pilot.app.screen.query_one(Reader).text
        await pilot.press("W", "enter")
        await pilot.pause()
        await type_text(pilot, "B")
        await pilot.press("f2")
        await pilot.pause()
        text = pilot.app.screen.query_one(Reader).text
        assert "Add comment" in text
        assert "Comment: ask them first -> Bask them first" in text


async def test_a_requirement_takes_its_comments_along_and_undo_brings_both_back(
    deal: Deal, bench: Open
) -> None:
    here = deal.store.all(Requirement)[0]
    deal.store.commit(
        Change("Add comment").put(Comment(opportunity=here.opportunity, about=here.id, text="x"))
    )
    async with bench("requirements") as pilot:
        await pilot.press("d", "y")
        await pilot.pause()
        assert deal.store.all(Comment) == []
        await pilot.press("u")
        await pilot.pause()
        assert [c.about for c in deal.store.all(Comment)] == [here.id]


async def test_requirements_are_added_in_a_burst_and_what_is_there_already_is_shown(
    deal: Deal, bench: Open
) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("a")
        await pilot.pause()
        for text in ("first need !must", "second need &CRM"):
            await type_text(pilot, text)
            await pilot.press("enter")
            await pilot.pause()
        assert "Added REQ-005" in screen_text(pilot)
        await type_text(pilot, "first need")
        await pilot.pause()
        assert "100%  REQ-004 first need" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "REQ-004 says so already" in screen_text(pilot)
        assert len(deal.store.all(Requirement)) == 5
        await pilot.press("tab")
        await pilot.pause()
        assert "must" in pilot.app.screen.query_one(Reader).text
        assert [(r.title, r.priority, r.module) for r in deal.store.all(Requirement)[3:]] == [
            ("first need", "must", ""),
            ("second need", "", "CRM"),
        ]


async def test_two_marked_requirements_become_one(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("M")
        await pilot.pause()
        assert "Mark two requirements" in screen_text(pilot)
        await pilot.press("space", "space", "M", "2")
        await pilot.pause()
        assert [r.title for r in deal.store.all(Requirement)] == ["排课冲突提示", "人脸识别签到"]
        assert "REQ-001: 线索分级" in deal.store.all(Requirement)[0].note
