"""The map of people, the decision process and MEDDPICC."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.qualification import DecisionStep, Qualification, in_order
from presales_tui.screens.ground.form import Form
from presales_tui.widgets.choice import Choice
from presales_tui.widgets.inputs import LineInput, TextBox
from presales_tui.widgets.minutes import Minutes
from presales_tui.widgets.people_map import PeopleMap
from tests.app.conftest import Deal, Open, screen_text, type_text

PEOPLE = (
    Contact(name="张文博", job="校长", influence=3, interest=2, stance="supporter"),
    Contact(name="李敏", job="招生中心主任", influence=3, interest=3, stance="champion"),
    Contact(name="欧阳建国·阿布都热合曼", job="主任", influence=1, interest=3, stance="opponent"),
    Contact(name="王工", side="us", influence=3, interest=3),
)


def place(deal: Deal) -> None:
    change = Change("Sample")
    for person in PEOPLE:
        change.put(person)
    deal.store.commit(change)


def under_cursor(pilot: Pilot[None]) -> str:
    here = pilot.app.screen.query_one(PeopleMap).current
    return here.name if here else ""


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_map_places_people_and_cuts_wide_names(
    deal: Deal, bench: Open, size: tuple[int, int]
) -> None:
    place(deal)
    async with bench("people", size=size) as pilot:
        await pilot.press("v")
        await pilot.pause()
        lines = screen_text(pilot).split("\n")
        assert all(cell_len(line) <= size[0] for line in lines)
        (top,) = [line.split("|") for line in lines if "张文博" in line and "|" in line]
        assert "high" in top[0]
        assert ("+ " in top[2], "张文博" in top[2], "++ 李敏" in top[3]) == (True, True, True)
        (low,) = [line.split("|") for line in lines if "欧阳" in line]
        assert "-- 欧阳" in low[3]
        assert not any("王工" in line for line in lines[:-1])
        # Of him neither influence nor interest is known: that is not low.
        (unknown,) = [line.split("|") for line in lines if "李主任" in line and "|" in line]
        assert unknown[0].startswith("?")
        assert "? " in unknown[4]


async def test_the_cursor_goes_over_the_map_in_four_ways(deal: Deal, bench: Open) -> None:
    place(deal)
    async with bench("people") as pilot:
        await pilot.press("v", "home")
        assert under_cursor(pilot) == "张文博"
        await pilot.pause()
        assert "manage closely" in screen_text(pilot)
        await pilot.press("right")
        assert under_cursor(pilot) == "李敏"
        await pilot.press("down")
        assert under_cursor(pilot).startswith("欧阳")
        await pilot.press("up", "left")
        assert under_cursor(pilot) == "张文博"
        await pilot.press("m", "4")
        await pilot.pause()
        assert next(c for c in deal.store.all(Contact) if c.name == "张文博").stance == "skeptic"


async def test_steps_are_added_after_one_another_and_moved(deal: Deal, bench: Open) -> None:
    def titles() -> list[str]:
        return [step.title for step in in_order(deal.store.all(DecisionStep))]

    async with bench("people") as pilot:
        await pilot.press("v", "v", "a")
        for title in ("技术选型", "预算审批", "合同会签"):
            pilot.app.screen.query_one(LineInput).value = title
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert titles() == ["技术选型", "预算审批", "合同会签"]
        await pilot.press("K")
        await pilot.pause()
        assert titles() == ["技术选型", "合同会签", "预算审批"]
        await pilot.press("J")
        await pilot.pause()
        await pilot.press("J")
        await pilot.pause()
        assert "It is at the end." in screen_text(pilot)
        assert titles() == ["技术选型", "预算审批", "合同会签"]
        await pilot.press("m", "3", "d", "y")
        await pilot.pause()
        assert titles() == ["技术选型", "预算审批"]
        assert all(step.visibility == "internal" for step in deal.store.all(DecisionStep))


async def test_a_letter_says_its_gap_until_something_shows_it(deal: Deal, bench: Open) -> None:
    async with bench("people") as pilot:
        await pilot.press("V")
        await pilot.pause()
        assert "MEDDPICC 0/8" in screen_text(pilot)
        assert "Gap: Which figure must move" in screen_text(pilot)
        await pilot.press("e")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.query_one("#field-state", Choice).value = "green"
        await pilot.press("f2")
        await pilot.pause()
        assert "called validated, but nothing shows it" in screen_text(pilot)
        assert "MEDDPICC 0/8" in screen_text(pilot)
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one("#field-evidence", TextBox).text = "转化率 3% 到 6%"
        await pilot.press("f2")
        await pilot.pause()
        assert "MEDDPICC 1/8" in screen_text(pilot)
        (one,) = deal.store.all(Qualification)
        assert (one.element, one.state, one.visibility) == ("metrics", "green", "internal")


async def test_lines_of_minutes_show_a_letter_and_lead_back(deal: Deal, bench: Open) -> None:
    meeting = deal.store.all(Meeting)[0]
    said = [
        Line(meeting=meeting.id, pos=f"a{n}", text=text) for n, text in enumerate(("寒暄", "- 预算 80 万"))
    ]
    deal.store.commit(Change("Sample").put(said[0]).put(said[1]))

    def line_here(pilot: Pilot[None]) -> str:
        here = pilot.app.screen.query_one(Minutes).current
        return here.id if here else ""

    def letter() -> Qualification:
        (found,) = deal.store.all(Qualification)
        return found

    async with bench("people") as pilot:
        await pilot.press("V", "o")
        await pilot.pause()
        assert "No line is linked to it" in screen_text(pilot)
        await pilot.press("l")
        await type_text(pilot, "预算")
        await pilot.press("enter")
        await pilot.pause()
        assert (letter().element, letter().links, letter().state) == ("metrics", (said[1].id,), "yellow")
        assert "- 预算 80 万 (01-05 首次拜访)" in screen_text(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert pilot.app.screen.query_one(Minutes).has_focus
        assert line_here(pilot) == said[1].id
        # From the line: what shows it comes off, and another line goes on.
        await pilot.press("v", "1")
        await pilot.pause()
        assert letter().links == ()
        await pilot.press("k", "space", "j", "space", "v", "1")
        await pilot.pause()
        assert set(letter().links) == {said[0].id, said[1].id}
        # One of several comes off alone.
        await pilot.press("6", "l", "enter")
        await pilot.pause()
        (left,) = letter().links
        gone = next(line.id for line in said if line.id != left)
        await pilot.press("l")
        await type_text(pilot, "寒" if gone == said[0].id else "预算")
        await pilot.press("enter")
        await pilot.pause()
        assert letter().links == (left, gone)
        await pilot.press("o")
        await type_text(pilot, "寒")
        await pilot.press("enter")
        await pilot.pause()
        assert line_here(pilot) == said[0].id


async def test_the_head_of_people_says_when_we_were_last_in_touch(deal: Deal, bench: Open) -> None:
    async with bench("people") as pilot:
        assert "never in touch" in screen_text(pilot) or "last in touch" in screen_text(pilot)
        day = (date.today() - timedelta(days=3)).isoformat()
        deal.store.commit(
            Change("Sample").put(Meeting(opportunity=deal.opportunity.id, start=day, state="held"))
        )
        # Where there is no room for all notes, the last one goes.
        await pilot.resize_terminal(100, 24)
        await pilot.press("7")
        await pilot.pause()
        assert "last in touch 3d ago" in screen_text(pilot)
        await pilot.press("6")
        await pilot.pause()
        assert "last in touch 3d ago" in screen_text(pilot)
