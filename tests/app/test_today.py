"""Today in the workbench: what is due leads to its record, keys act on what is under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from textual.pilot import Pilot

from presales_tui.app import PresalesApp
from presales_tui.data import Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.followup import Action
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Issue
from presales_tui.screens.ground.desk import Desk
from presales_tui.screens.today.screen import Deals, Dues, TodayScreen
from presales_tui.search.finder import Finder
from presales_tui.widgets.pictures import Pictures
from presales_tui.widgets.reader import Reader
from tests.app.conftest import Deal, Open, screen_text, type_text


def desk(pilot: Pilot[None]) -> Desk:
    app = pilot.app
    assert isinstance(app, PresalesApp)
    return app.desk


def day(by: int) -> str:
    return (date.today() + timedelta(days=by)).isoformat()


@pytest.fixture
def other(deal: Deal) -> Opportunity:
    """A second client with something due."""
    store = deal.workspace.create_client(Client(name="临海银行"))
    here = Opportunity(name="统一认证", stage="solution", value=3_000_000)
    change = Change("Sample").put(here)
    change.put(Action(opportunity=here.id, title="发部署清单", due=day(-3)))
    change.put(Meeting(opportunity=here.id, title="方案评审", start=day(2)))
    store.commit(change)
    return here


def move(pilot: Pilot[None], test: Callable[[object], bool]) -> None:
    dues = pilot.app.screen.query_one(Dues)
    dues.focus()
    dues.move_to(next(n for n, row in enumerate(dues.rows) if test(row)))


@pytest.mark.parametrize("key", ["enter", "2"])
async def test_a_key_goes_to_the_very_record_of_another_client(
    deal: Deal, other: Opportunity, bench: Open, key: str
) -> None:
    later = Meeting(opportunity=other.id, title="更晚的", start=day(9))
    client = next(face for face in deal.workspace.clients() if face.name == "临海银行")
    deal.workspace.store(client.id).commit(Change("Add").put(later))
    async with bench("today") as pilot:
        await pilot.pause()
        move(pilot, lambda row: row.kind == "Meeting")  # type: ignore[attr-defined]
        await pilot.press(key)
        await pilot.pause()
        await pilot.pause()
        assert desk(pilot).opportunity_id == other.id
        assert pilot.app.focused.current.title == "方案评审"  # type: ignore[union-attr]


async def test_a_digit_opens_its_screen_on_the_opportunity_under_the_cursor(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        assert desk(pilot).opportunity_id == deal.opportunity.id
        await pilot.press("j", "3")
        await pilot.pause()
        assert desk(pilot).opportunity_id == other.id


async def test_what_is_late_is_told_without_colour_and_first(other: Opportunity, bench: Open) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        text = screen_text(pilot)
        assert f"!{day(-3)[5:]} -3d" in text
        rows = pilot.app.screen.query_one(Dues).rows
        assert [row.group for row in rows] == sorted((row.group for row in rows), key="late today next".index)


async def test_the_stage_keeps_what_it_passes_over_and_shows_it(deal: Deal, bench: Open) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        await pilot.press("m", "4", "v", "2", "w")
        await pilot.pause()
        text = pilot.app.screen.query_one(Reader).text
        assert "- discovery" in text
        assert "passed over" in text
        assert "> solution" in text
        assert "+ technical win" in text
    here = deal.store.get(Opportunity, deal.opportunity.id)
    assert here is not None
    assert (here.stage, here.technical_outcome) == ("solution", "win")


async def test_the_next_step_is_one_line_with_its_day(deal: Deal, bench: Open) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        await pilot.press("t")
        await type_text(pilot, "+3d 演示排课")
        await pilot.press("enter")
        await pilot.pause()
        here = deal.store.get(Opportunity, deal.opportunity.id)
        assert here is not None
        assert (here.next_step, here.next_date) == ("演示排课", day(3))
        assert "演示排课" in screen_text(pilot)


async def test_pictures_take_the_place_of_what_is_due_and_go_again(other: Opportunity, bench: Open) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        await pilot.press("tab", "p")
        await pilot.pause()
        assert isinstance(pilot.app.focused, Deals)
        text = screen_text(pilot)
        assert "Stages, number, value" in text
        assert "solution" in text
        assert "3.0M" in text
        assert "Open issues" in text
        await pilot.press("p")
        await pilot.pause()
        assert "++++" in screen_text(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert pilot.app.screen.query_one(Dues).display
        assert not pilot.app.screen.query_one(Pictures).display


async def test_a_tall_terminal_shows_lists_and_pictures(other: Opportunity, bench: Open) -> None:
    async with bench("today", size=(120, 40)) as pilot:
        await pilot.pause()
        text = screen_text(pilot)
        for seen in ("Due:", "Stages, number", "Open issues", "Coverage: #"):
            assert seen in text


async def test_what_another_session_writes_elsewhere_is_seen(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    client = next(face for face in deal.workspace.clients() if face.name == "临海银行")
    deal.workspace.store(client.id).close()
    async with bench("today") as pilot:
        await pilot.pause(0.1)
        await pilot.pause()
        session = Workspace.open(deal.workspace.path, user="李工")
        new = Action(opportunity=other.id, title="另一处写的", due=day(0))
        session.store(client.id).commit(Change("Add").put(new))
        session.close()
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        screen.poll_others()
        await pilot.pause(0.1)
        await pilot.pause()
        assert "另一处写的" in screen_text(pilot)


async def test_the_health_of_an_opportunity_is_one_line(deal: Deal, bench: Open) -> None:
    late = (datetime.now() - timedelta(days=9)).astimezone().isoformat()
    change = Change("Sample").put(Issue(opportunity=deal.opportunity.id, title="登录慢", reported=late))
    deal.store.commit(change)
    async with bench("today") as pilot:
        await pilot.pause()
        rows = screen_text(pilot).splitlines()
        line = next(row for row in rows if "Verdict" in row)
        for seen in ("招生平台", "Verdict open", "100%", "+8-12pd", "?1", "1 !!1", "no next step"):
            assert seen in line
        table = next(row for row in rows if "lead" in row and "8-12" in row)
        assert "!9d" in table


async def test_figures_of_a_client_are_there_without_its_journal(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    client = next(face for face in deal.workspace.clients() if face.name == "临海银行")
    store = deal.workspace.store(client.id)
    store.commit(Change("Add").put(Requirement(opportunity=other.id, fit="gap")))
    deal.workspace.digests.keep_all()
    store.close()
    async with bench("today") as pilot:
        await pilot.pause(0.1)
        assert deal.workspace.opened(client.id) is None
        row = next(line for line in screen_text(pilot).splitlines() if "临海" in line)
        assert " 0%" in row


def test_minutes_count_as_a_touch_on_their_day(deal: Deal) -> None:
    meeting = Meeting(opportunity=deal.opportunity.id, title="远程", start=day(-1))
    deal.store.commit(Change("Add").put(meeting).put(Line(meeting=meeting.id, text="客户说")))
    found = deal.workspace.digests.look(deal.workspace.clients()[0])[0].pulse
    touch = found.vitals[deal.opportunity.id].touch
    assert touch is not None
    assert touch.id == meeting.id


async def test_leaving_keeps_digests_and_indexes_true_for_the_next_start(deal: Deal, bench: Open) -> None:
    text = "很长的说明" * 3000
    async with bench("today") as pilot:
        await pilot.press("Q")
        await pilot.pause(0.1)
        await pilot.press("escape")
        for n in range(8):
            new = Requirement(opportunity=deal.opportunity.id, title=f"第{n}条", statement=text)
            deal.store.commit(Change("Add").put(new))
    deal.workspace.close()
    assert (deal.store.folder / "log-000002.jsonl").exists()
    later = Workspace.open(deal.workspace.path, user="x")
    face = later.clients()[0]
    assert later.digests.at_hand(face) is not None
    assert Finder(later).waiting() == []


async def test_a_client_that_cannot_be_read_is_named_and_the_others_are_shown(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    client = next(face for face in deal.workspace.clients() if face.name == "临海银行")
    deal.workspace.store(client.id).close()
    log = client.folder / "log-000001.jsonl"
    log.write_bytes(log.read_bytes().replace("部署".encode(), "不署".encode()))
    async with bench("today") as pilot:
        await pilot.pause(0.2)
        await pilot.pause()
        assert "log-000001.jsonl" in pilot.app.screen.query_one(Reader).text
        await pilot.press("q")
        await pilot.pause()
        text = screen_text(pilot)
        assert "统一认证" in text
        assert "招生平台" in text


async def test_the_lists_are_filtered_by_client_and_words(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        deals, dues = pilot.app.screen.query_one(Deals), pilot.app.screen.query_one(Dues)
        for query, names in (
            ("临海", ["统一认证"]),
            ("stage:lead", ["招生平台"]),
            ("认证 -积云", ["统一认证"]),
        ):
            deals.set_filter(query)
            assert [row.name for row in deals.rows] == names, query
        for query, wanted in (("清单", ["ACT-001 发部署清单"]), ("临海 meeting", ["MTG-001 方案评审"])):
            dues.set_filter(query)
            assert [row.what for row in dues.rows] == wanted, query


async def test_a_field_is_set_in_the_client_that_is_marked_and_never_in_two(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        await pilot.press("asterisk", "comma")
        await pilot.pause()
        assert "several clients" in screen_text(pilot)
        await pilot.press("asterisk", "end", "comma")
        await pilot.pause()
        await type_text(pilot, "sales_owner")
        await pilot.press("enter")
        await type_text(pilot, "周经理")
        await pilot.press("enter")
        await pilot.pause()
        store = deal.workspace.store(desk(pilot).client_id)
        assert [one.sales_owner for one in store.all(Opportunity)] == ["周经理"]
        assert desk(pilot).opportunity_id == other.id


async def test_the_history_is_of_the_opportunity_under_the_cursor(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    async with bench("today") as pilot:
        await pilot.pause()
        await pilot.press("j", "h")
        await pilot.pause()
        assert "陈工  Sample" in pilot.app.screen.query_one(Reader).text


async def test_a_client_that_was_open_last_and_is_damaged_does_not_block_the_start(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    deal.store.close()
    log = deal.store.folder / "log-000001.jsonl"
    log.write_bytes(log.read_bytes().replace("线索分级".encode(), "线索分组".encode()))
    async with bench("today") as pilot:
        await pilot.pause(0.2)
        await pilot.pause()
        assert "log-000001.jsonl" in pilot.app.screen.query_one(Reader).text
        await pilot.press("q")
        await pilot.pause()
        assert "统一认证" in screen_text(pilot)
        await pilot.press("j", "3")
        await pilot.pause()
        assert desk(pilot).opportunity_id == other.id
