"""Follow-up: all that the meetings left behind, a key from where it was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.screens.ground.desk import Desk
from presales_tui.widgets.minutes import Minutes
from tests.app.conftest import Deal, Open, screen_text, type_text


def day(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def owed(deal: Deal) -> Deal:
    """Two meetings; the older one has a long text in which one line made an action."""
    here = deal.opportunity.id
    (first,) = deal.store.all(Meeting)
    change = Change("Sample")
    change.put(Meeting(opportunity=here, title="方案讲解", start="2026-01-08T14:00"))
    lines = [Line(meeting=first.id, pos=f"a{n:03}", text=f"第 {n} 行") for n in range(60)]
    send = Action(
        opportunity=here,
        title="发部署清单",
        owner="小陈",
        due=day(-3),
        source_id=first.id,
        source_line=lines[41].id,
    )
    for record in (
        *lines,
        send,
        Action(opportunity=here, title="提供测试账号", owner="李主任", side="client", due=day(5)),
        Action(opportunity=here, title="早做完了", state="done", due=day(-9)),
        Question(opportunity=here, title="谁来部署？", to="王工"),
        Commitment(opportunity=here, title="四小时内答复", contractual="implied"),
        Decision(opportunity=here, title="先试用两周"),
        Risk(opportunity=here, title="对手已进场", probability=2, impact=3),
    ):
        change.put(record)
    deal.store.commit(change)
    return deal


def desk(pilot: Pilot[None]) -> Desk:
    found: Desk = pilot.app.desk  # type: ignore[attr-defined]
    return found


def action(deal: Deal, title: str) -> Action:
    return next(a for a in deal.store.all(Action) if a.title == title)


async def test_what_is_open_stands_first_and_says_how_late_it_is(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        text = screen_text(pilot)
        assert "[Actions 2/3]" in text
        assert "Questions 1/1" in text
        assert "1 late" in text
        assert text.index("发部署清单") < text.index("提供测试账号") < text.index("早做完了")
        assert "late 3d" in next(line for line in text.splitlines() if "发部署清单" in line)
        assert "client 李主任" in text


async def test_each_kind_has_its_list(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        for key, words in (
            ("v", "谁来部署？"),
            ("tab", "implied"),
            ("v", "先试用两周"),
            ("v", "2x3"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert words in screen_text(pilot)
        await pilot.press("v", "v", "v", "v", "t")
        await pilot.pause()
        assert "A decision is not due on a day." in screen_text(pilot)


async def test_enter_goes_to_the_very_line(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        minutes = pilot.app.screen.query_one(Minutes)
        assert pilot.app.focused is minutes
        assert minutes.current.text == "第 41 行"  # type: ignore[union-attr]
        assert "第 41 行" in screen_text(pilot)
        # Once more, now that the screen has been there: from another meeting and another line.
        await pilot.press("home", "q", "up", "7", "enter")
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.query_one(Minutes).current.text == "第 41 行"  # type: ignore[union-attr]


async def test_what_no_meeting_said_says_so(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "did not come from a meeting" in screen_text(pilot)


async def test_the_state_of_marked_rows_is_one_step(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        await pilot.press("space", "space", "m", "4")
        await pilot.pause()
        assert {a.state for a in owed.store.all(Action)} == {"done"}
        assert "[Actions 0/3]" in screen_text(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert sorted(a.state for a in owed.store.all(Action)) == ["done", "todo", "todo"]


async def test_a_day_is_given_as_it_is_said(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        await pilot.press("t", "ctrl+u")
        await type_text(pilot, "+2d")
        await pilot.press("enter")
        await pilot.pause()
        assert action(owed, "发部署清单").due == day(2)
        await pilot.press("t", "ctrl+u", "enter")
        await pilot.pause()
        assert action(owed, "发部署清单").due == ""


async def test_add_edit_and_delete(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        await pilot.press("a")
        await type_text(pilot, "交测试名单 @李主任 >2026-01-02")
        await pilot.press("enter")
        await pilot.pause()
        new = action(owed, "交测试名单")
        assert (new.owner, new.side, new.due) == ("李主任", "client", "2026-01-02")
        await pilot.press("e", "end")
        await type_text(pilot, "二")
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert action(owed, "交测试名单二").id == new.id
        await pilot.press("d", "y")
        await pilot.pause()
        assert owed.store.get(Action, new.id) is None


async def test_the_filter_knows_what_is_late_and_states(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        await pilot.press("slash")
        await type_text(pilot, "is:late")
        await pilot.press("enter")
        await pilot.pause()
        assert "提供测试账号" not in screen_text(pilot)
        assert "发部署清单" in screen_text(pilot)
        await pilot.press("slash", "ctrl+u")
        await type_text(pilot, "状态:完成")
        await pilot.press("enter")
        await pilot.pause()
        assert "早做完了" in screen_text(pilot)
        assert "发部署清单" not in screen_text(pilot)


@pytest.fixture
def elsewhere(owed: Deal) -> Action:
    """Something that is owed to another client, more overdue than all else."""
    store = owed.workspace.create_client(Client(name="启明医院"))
    here = Opportunity(name="排号")
    talk = Meeting(opportunity=here.id, title="走访", start="2026-01-07T14:00")
    line = Line(meeting=talk.id, pos="a1", text="A: 报价")
    new = Action(opportunity=here.id, title="报价", due=day(-8), source_id=talk.id, source_line=line.id)
    change = Change("Sample")
    for record in (here, talk, line, new):
        change.put(record)
    store.commit(change)
    return new


async def test_over_all_clients(owed: Deal, elsewhere: Action, bench: Open) -> None:
    async with bench("follow") as pilot:
        desk(pilot).open(owed.store.client.id, owed.opportunity.id)
        assert "报价" not in screen_text(pilot)
        await pilot.press("w", "home")
        await pilot.pause()
        text = screen_text(pilot)
        assert text.index("报价") < text.index("发部署清单")
        assert "启明医院" in text
        await pilot.press("space", "space", "m")
        await pilot.pause()
        assert "belong to several opportunities" in screen_text(pilot)
        await pilot.press("home", "space", "j", "space", "home", "enter")
        await pilot.pause()
        await pilot.pause()
        assert desk(pilot).opportunity_id == elsewhere.opportunity
        assert pilot.app.screen.query_one(Minutes).current.text == "A: 报价"  # type: ignore[union-attr]


async def test_a_change_goes_to_the_client_that_it_is_of(
    owed: Deal, elsewhere: Action, bench: Open, see: Callable[[Action], Action]
) -> None:
    async with bench("follow") as pilot:
        desk(pilot).open(owed.store.client.id, owed.opportunity.id)
        await pilot.press("w", "home", "m", "4")
        await pilot.pause()
        assert see(elsewhere).state == "done"
        await pilot.press("u")
        await pilot.pause()
        assert see(elsewhere).state == "todo"


@pytest.fixture
def see(deal: Deal) -> Callable[[Action], Action]:
    """A record as its store has it now."""

    def found(was: Action) -> Action:
        stores = (deal.workspace.store(face.id) for face in deal.workspace.clients())
        return next(now for store in stores if (now := store.get(Action, was.id)))

    return found


async def test_an_empty_list_says_what_to_press(deal: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        assert "Press a to add one" in screen_text(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert "There is nothing here. Press a to add it." in screen_text(pilot)


async def test_today_leads_to_what_is_due(owed: Deal, bench: Open) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        await pilot.press("tab", "j", "j", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "[Actions 2/3]" in screen_text(pilot)
        grid = pilot.app.focused
        assert grid.current.record.title == "发部署清单"  # type: ignore[union-attr]


async def test_a_list_is_left_as_it_was_for_its_kind_alone(owed: Deal, bench: Open) -> None:
    async with bench("follow") as pilot:
        await pilot.press("v", "z", "2")
        await pilot.pause()
        assert "- 谁来部署？ (1)" in screen_text(pilot)
    async with bench("follow") as pilot:
        assert "Action " in screen_text(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert "- 谁来部署？ (1)" in screen_text(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert "There is nothing here" in screen_text(pilot)


async def test_a_field_of_another_client_is_set_there(
    owed: Deal, elsewhere: Action, bench: Open, see: Callable[[Action], Action]
) -> None:
    async with bench("follow") as pilot:
        desk(pilot).open(owed.store.client.id, owed.opportunity.id)
        await pilot.press("w", "home", "comma")
        await type_text(pilot, "owner")
        await pilot.press("enter")
        await type_text(pilot, "何佳")
        await pilot.press("enter")
        await pilot.pause()
        assert see(elsewhere).owner == "何佳"
        assert owed.store.get(Action, elsewhere.id) is None
