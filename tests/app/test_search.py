"""Search in the workbench: as it is typed, over all clients or one, to the very record or line."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from presales_tui.app import PresalesApp
from presales_tui.data.kinds import TABLES
from presales_tui.model.baseline import freeze
from presales_tui.model.capability import Capability
from presales_tui.model.change import Change
from presales_tui.model.client import Client, Contact
from presales_tui.model.followup import Decision
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.training import Training
from presales_tui.model.trial import Criterion, Issue
from presales_tui.screens.dialogs.finding import FoundGrid, Search
from presales_tui.screens.ground.desk import Desk
from presales_tui.screens.ground.dialog import Read
from presales_tui.screens.ground.options import Option, rank
from presales_tui.screens.requirements.baselines import Baselines
from presales_tui.screens.trial.after_sale import AfterSaleScreen
from presales_tui.search.kinds import label
from presales_tui.search.target import SCREENS
from presales_tui.widgets.rows import Rows
from tests.app.conftest import Deal, Open, screen_text, type_text


def desk(pilot: Pilot[None]) -> Desk:
    app = pilot.app
    assert isinstance(app, PresalesApp)
    return app.desk


async def looked_for(pilot: Pilot[None], typed: str) -> FoundGrid:
    """Type into a new search until every client is ready."""
    await pilot.press("Q")
    await type_text(pilot, typed)
    for _turn in range(100):
        await pilot.pause(0.02)
        if not desk(pilot).finder.waiting():
            break
    assert isinstance(pilot.app.screen, Search)
    pilot.app.screen._look()
    await pilot.pause()
    return pilot.app.screen.query_one(FoundGrid)


@pytest.fixture
def other(deal: Deal) -> Opportunity:
    """A second client with something of every kind that has a place of its own."""
    store = deal.workspace.create_client(Client(name="临海银行"))
    here = Opportunity(name="统一认证")
    meeting = Meeting(opportunity=here.id, title="评审甲")
    change = Change("Sample").put(here).put(meeting)
    chapter = Section(opportunity=here.id, pos="a1", title="总章")
    for record in (
        Line(meeting=meeting.id, pos="a1", text="别的话"),
        Line(meeting=meeting.id, pos="a2", text="行里说要国密乙"),
        Requirement(opportunity=here.id, title="要求丙"),
        chapter,
        Section(opportunity=here.id, pos="a1", parent=chapter.id, title="章节丁"),
        Criterion(opportunity=here.id, title="标准戊"),
        Issue(opportunity=here.id, title="报错己", observed="日志里有 ORA-01555"),
        Decision(opportunity=here.id, title="决定庚"),
        Contact(name="赵辛"),
        DecisionStep(opportunity=here.id, pos="a1", title="步骤壬"),
        Qualification(opportunity=here.id, element="pain", evidence="证据癸"),
    ):
        change.put(record)
    store.commit(change)
    return here


@pytest.mark.parametrize(
    ("typed", "screen", "title"),
    [
        ("评审甲", "meetings", "评审甲"),
        ("国密乙", "meetings", "行里说要国密乙"),
        ("gmy", "meetings", "行里说要国密乙"),
        ("要求丙", "requirements", "要求丙"),
        ("章节丁", "outline", "章节丁"),
        ("标准戊", "trial", "标准戊"),
        ("ora-01555", "trial", "报错己"),
        ("决定庚", "follow", "决定庚"),
        ("赵辛", "people", "赵辛"),
        ("步骤壬", "people", "步骤壬"),
        ("证据癸", "people", "pain"),
        ("临海", "today", "统一认证"),
    ],
)
async def test_enter_goes_to_the_very_record_of_another_client(
    deal: Deal, other: Opportunity, bench: Open, typed: str, screen: str, title: str
) -> None:
    async with bench("today") as pilot:
        grid = await looked_for(pilot, typed)
        assert grid.rows
        await pilot.press("enter")
        for _turn in range(3):
            await pilot.pause()
        assert pilot.app.current_mode == screen
        assert desk(pilot).opportunity_id == other.id
        rows = pilot.app.focused
        assert isinstance(rows, Rows)
        found = rows.record_of(rows.current)
        assert title in (found and found.headline, getattr(found, "name", ""), getattr(found, "element", ""))


async def test_tab_searches_the_open_client_alone(deal: Deal, other: Opportunity, bench: Open) -> None:
    async with bench("requirements") as pilot:
        grid = await looked_for(pilot, "req-001")
        assert {row.client for row in grid.rows} == {"积云教育", "临海银行"}
        assert grid.rows[0].client == "积云教育"
        await pilot.press("tab")
        await pilot.pause()
        assert {row.client for row in grid.rows} == {"积云教育"}
        await pilot.press("escape", "Q")
        await pilot.pause()
        assert "req-001" in screen_text(pilot)
        await type_text(pilot, "qz")
        assert isinstance(pilot.app.screen, Search)
        assert pilot.app.screen.typed == "qz"


async def test_hits_are_marked_without_colour_and_shown_in_full(
    deal: Deal, other: Opportunity, bench: Open
) -> None:
    async with bench("today") as pilot:
        await looked_for(pilot, "ora gmy")
        assert "Nothing found." in screen_text(pilot)
        await pilot.press("escape")
        await looked_for(pilot, "ora")
        text = screen_text(pilot)
        assert "报错己  日志里有 [ORA]-01555" in text
        assert "\n 日志里有 [ORA]-01555" in text


async def test_what_our_product_can_do_is_found_and_shown_too(deal: Deal, bench: Open) -> None:
    deal.workspace.library().commit(Change("Add").put(Capability(name="国密网关", description="支持 SM4")))
    async with bench("today") as pilot:
        grid = await looked_for(pilot, "sm4")
        assert [row.client for row in grid.rows] == ["Product library"]
        await pilot.press("enter")
        for _turn in range(3):
            await pilot.pause()
        assert pilot.app.current_mode == "library"
        assert "国密网关" in screen_text(pilot)


async def test_what_is_written_meanwhile_is_found(deal: Deal, bench: Open) -> None:
    async with bench("today") as pilot:
        assert not (await looked_for(pilot, "zhxd")).rows
        deal.store.commit(Change("Add").put(Requirement(opportunity=deal.opportunity.id, title="最后写的")))
        await pilot.press("backspace", "backspace", "backspace")
        await type_text(pilot, "hxd")
        await pilot.pause()
        assert [row.text for row in pilot.app.screen.query_one(FoundGrid).rows] == ["REQ-004 最后写的"]


async def test_what_stands_in_no_list_of_its_screen_is_opened_itself(deal: Deal, bench: Open) -> None:
    here = deal.opportunity.id
    pain = Pain(opportunity=here, title="排班靠人工甲", cost="每天两小时")
    training = Training(opportunity=here, title="管理员培训乙")
    frozen = freeze(
        deal.store.all(Requirement), opportunity=here, title="首版丙", taken="2026-11-01T00:00:00Z"
    )
    later = freeze(
        deal.store.all(Requirement), opportunity=here, title="次版丁", taken="2026-11-09T00:00:00Z"
    )
    deal.store.commit(Change("Sample").put(pain).put(training).put(frozen).put(later))
    async with bench() as pilot:
        await looked_for(pilot, "排班靠人工甲")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Read)
        assert "每天两小时" in screen_text(pilot)
        await pilot.press("escape")
        await looked_for(pilot, "管理员培训乙")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AfterSaleScreen)
        assert isinstance(pilot.app.focused, Rows)
        assert getattr(pilot.app.focused.current, "id", "") == training.id
        await looked_for(pilot, "首版丙")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Read)
        assert "首版丙" in screen_text(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Baselines)
        assert getattr(pilot.app.screen.query_one(Rows).current, "id", "") == frozen.id


def test_every_kind_of_record_has_a_name_and_a_place() -> None:
    assert set(SCREENS) == set(TABLES)
    assert all(label(table) != table for table in TABLES)


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("冲突", ["ct"]),
        ("pkct", ["ct"]),
        ("cqyh", ["bank"]),
        ("yinhang", []),
        ("银 认证", ["bank"]),
        ("pk", ["plain", "ct"]),
        ("重认", ["bank"]),
        ("yh rz", ["bank"]),
        ("pt", ["ct"]),
    ],
)
def test_going_somewhere_takes_words_initials_and_letters_with_gaps(typed: str, order: list[str]) -> None:
    options = [
        Option("ct", "实验中学 / 排课冲突"),
        Option("bank", "重庆银行 / 统一认证"),
        Option("plain", "Acme / PK portal"),
    ]
    found = [option.id for option in rank(typed, options)]
    assert found[: len(order)] == order
    assert order or not found


def test_what_is_typed_is_not_looked_for_in_ids_of_records() -> None:
    options = [Option("01a218a3-a242-7041-8bf7-916cc2dc5020", "总体方案"), Option("docx", "大纲")]
    assert rank("dc5", options) == []
    assert [option.id for option in rank("docx", options)] == ["docx"]
