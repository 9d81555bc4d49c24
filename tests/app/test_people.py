"""People: one from a line, the form, merging, and what the list says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.meeting import Meeting
from presales_tui.screens.ground.form import Form
from presales_tui.screens.people.screen import ContactGrid
from presales_tui.widgets.choice import Choice
from presales_tui.widgets.inputs import LineInput
from tests.app.conftest import Deal, Open, screen_text


def people(deal: Deal) -> dict[str, Contact]:
    return {person.name: person for person in deal.store.all(Contact)}


def add(deal: Deal, *persons: Contact) -> None:
    change = Change("Sample")
    for person in persons:
        change.put(person)
    deal.store.commit(change)


async def test_people_are_added_one_after_the_other(deal: Deal, bench: Open) -> None:
    async with bench("people") as pilot:
        await pilot.press("a")
        for line in ("张主任 信息中心 决策人 客户 138 0000 1001", "王工，架构师，我方"):
            pilot.app.screen.query_one(LineInput).value = line
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        found = people(deal)
        zhang, wang = found["张主任"], found["王工"]
        assert (zhang.department, zhang.role, zhang.side) == ("信息中心", "DM", "client")
        assert (zhang.phone, zhang.stance) == ("138 0000 1001", "unknown")
        assert (wang.job, wang.side) == ("架构师", "us")
        assert zhang.visibility == wang.visibility == "internal"
        assert "? unknown" in screen_text(pilot)


async def test_the_list_says_who_has_not_been_met_for_long(deal: Deal, bench: Open) -> None:
    start = date.today() - timedelta(days=12)
    (was,) = deal.store.all(Meeting)
    deal.store.commit(
        Change("Sample").put(replace(was, start=f"{start}T10:00", state="held", attendees=("李主任",)), was)
    )
    async with bench("people") as pilot:
        assert "12d" in screen_text(pilot)
        assert "MTG-001 首次拜访" in screen_text(pilot)


async def test_the_form_knows_levels_and_superiors(deal: Deal, bench: Open) -> None:
    boss = Contact(name="林院长", influence=3)
    li = people(deal)["李主任"]
    add(deal, boss, Contact(name="小周", reports_to=li.id))
    async with bench("people") as pilot:
        screen = pilot.app.screen
        await pilot.press("home")
        while getattr(screen.query_one(ContactGrid).current, "name", "李主任") != "李主任":
            await pilot.press("j")
        await pilot.press("enter")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        above = form.query_one("#field-reports_to", Choice)
        assert [name for _ref, name in above.options] == ["", "林院长"]
        above.value = above.options[1][0]
        form.query_one("#field-influence", Choice).value = "2"
        await pilot.press("f2")
        await pilot.pause()
        done = people(deal)["李主任"]
        assert (done.reports_to, done.influence, done.interest) == (boss.id, 2, 0)


async def test_two_records_of_one_person_become_one(deal: Deal, bench: Open) -> None:
    add(deal, Contact(name="李敏", phone="138-0000-1002"))
    async with bench("people") as pilot:
        await pilot.press("M")
        await pilot.pause()
        assert "Mark two people" in screen_text(pilot)
        await pilot.press("home", "space", "space", "M")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        (one,) = deal.store.all(Contact)
        assert (one.name, one.aliases, one.phone) == ("李主任", ("李敏",), "138-0000-1002")
        await pilot.press("u")
        await pilot.pause()
        assert len(deal.store.all(Contact)) == 2


async def test_nobody_reports_to_somebody_who_is_gone(deal: Deal, bench: Open) -> None:
    li = people(deal)["李主任"]
    add(deal, Contact(name="小周", reports_to=li.id, influence=1))
    async with bench("people") as pilot:
        await pilot.press("slash", *"name:", "李", "enter", "d", "y")
        await pilot.pause()
        (left,) = deal.store.all(Contact)
        assert (left.name, left.reports_to) == ("小周", "")


async def test_the_stance_of_all_marked_is_one_step(deal: Deal, bench: Open) -> None:
    add(deal, Contact(name="李敏"))
    async with bench("people") as pilot:
        await pilot.press("space", "space", "m", "2")
        await pilot.pause()
        assert {person.stance for person in deal.store.all(Contact)} == {"supporter"}
        await pilot.press("u")
        await pilot.pause()
        assert {person.stance for person in deal.store.all(Contact)} == {"unknown"}
