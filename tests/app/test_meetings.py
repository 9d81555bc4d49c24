"""Meetings: what is typed as people speak lands as minutes and records, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from textual import events

from presales_tui.model.change import Change
from presales_tui.model.followup import Action
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.requirement import Requirement
from presales_tui.screens.dialogs.editor import Editor
from presales_tui.screens.ground.dialog import Pick
from presales_tui.screens.meetings.capturing import CaptureLine
from presales_tui.widgets.inputs import TextBox
from presales_tui.widgets.minutes import Minutes
from tests.app.conftest import Deal, Open, screen_text, type_text


def lines_of(deal: Deal) -> list[str]:
    return [line.text for line in sorted(deal.store.all(Line), key=lambda line: line.pos)]


async def test_a_marked_line_becomes_a_record_with_its_words(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        await type_text(pilot, "R: 支持扫码签到 !must ~3-5d @李主任")
        await pilot.press("enter")
        await pilot.pause()
        new = next(r for r in deal.store.all(Requirement) if r.title == "支持扫码签到")
        meeting = deal.store.all(Meeting)[0]
        assert (new.priority, new.effort_low, new.effort_high, new.speaker) == ("must", 3, 5, "李主任")
        assert (new.source_kind, new.source_id) == ("meeting", meeting.id)
        assert "支持扫码签到" in new.quote
        line = deal.store.get(Line, new.source_line)
        assert line is not None
        assert line.record == new.id
        assert meeting.state == "held"
        assert new.ref in screen_text(pilot)


async def test_the_hint_says_what_the_line_will_become(bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        await type_text(pilot, "A: 发报价 @小陈")
        await pilot.pause()
        assert "-> action" in screen_text(pilot)
        assert "@小陈" in screen_text(pilot)


async def test_ordinary_words_stay_minutes(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        for text in ("客户介绍了校区", "C:/data 目录不够", "Re: 上次的邮件"):
            await type_text(pilot, text)
            await pilot.press("enter")
            await pilot.pause()
        assert lines_of(deal) == ["客户介绍了校区", "C:/data 目录不够", "Re: 上次的邮件"]
        assert not deal.store.all(Action)


async def test_pasted_lines_are_one_step(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        text = "\n".join(f"第 {n} 行" for n in range(500))
        pilot.app.screen.query_one(CaptureLine).post_message(events.Paste(text))
        await pilot.pause()
        await pilot.pause()
        assert lines_of(deal) == text.split("\n")
        await pilot.press("escape", "u")
        await pilot.pause()
        assert lines_of(deal) == []


async def test_of_pasted_lines_two_colons_make_a_mark(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        lines = ["Q: 支持吗", "A: 支持", "A:: 发清单 @李主任"]
        pilot.app.screen.query_one(CaptureLine).post_message(events.Paste("\n".join(lines)))
        await pilot.pause()
        await pilot.pause()
        assert lines_of(deal) == lines
        assert [action.title for action in deal.store.all(Action)] == ["发清单"]
        assert "2 lines begin like a mark" in screen_text(pilot)


async def test_when_a_line_was_typed_stands_beside_it_once_a_minute(deal: Deal, bench: Open) -> None:
    meeting = deal.store.all(Meeting)[0]
    change = Change("Sample")
    for n, at in enumerate(("2026-01-05T06:00:10Z", "2026-01-05T06:00:50Z", "2026-01-05T06:01:00Z", "")):
        change.put(Line(meeting=meeting.id, pos=f"a{n}", text=f"said {n}", at=at))
    deal.store.commit(change)
    hours = datetime.fromisoformat("2026-01-05T06:00:00Z").astimezone().strftime("%H")
    async with bench("meetings", (100, 24)) as pilot:
        shown = [line for line in screen_text(pilot).split("\n") if "said" in line]
    assert [f"{hours}:00" in shown[0], f"{hours}:" in shown[1], f"{hours}:01" in shown[2]] == [
        True,
        False,
        True,
    ]
    assert ":" not in shown[3].split("said")[0]


async def test_one_pasted_line_goes_into_the_line_once(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        capture = pilot.app.screen.query_one(CaptureLine)
        await type_text(pilot, "R: ")
        text = "零\u200b宽 \u202eabc مرحبا " + "长" * 10_000
        capture.post_message(events.Paste(text + "\n"))
        await pilot.pause()
        assert capture.value == "R: " + text
        await pilot.press("enter")
        await pilot.pause()
        assert lines_of(deal) == ["R:: " + text]


async def test_the_agenda_stands_where_nothing_was_written_yet(deal: Deal, bench: Open) -> None:
    old = deal.store.all(Meeting)[0]
    deal.store.commit(Change("Sample").put(replace(old, agenda="1. 介绍\n2. 演示"), old))
    async with bench("meetings") as pilot:
        assert "2. 演示" in screen_text(pilot)
        await pilot.press("i")
        await type_text(pilot, "开场")
        await pilot.press("enter")
        await pilot.pause()
        assert "2. 演示" not in screen_text(pilot)


async def test_a_line_can_be_marked_after_the_fact_and_unmarked(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        await type_text(pilot, "要能导出报表")
        await pilot.press("enter", "escape", "m", "r")
        await pilot.pause()
        assert any(r.title == "要能导出报表" for r in deal.store.all(Requirement))
        await pilot.press("m", "minus")
        await pilot.pause()
        assert not any(r.title == "要能导出报表" for r in deal.store.all(Requirement))
        assert lines_of(deal) == ["要能导出报表"]


async def test_the_editor_keeps_the_records_of_lines_that_stay(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        await type_text(pilot, "R: 报表")
        await pilot.press("enter", "escape")
        ref = next(r.ref for r in deal.store.all(Requirement) if r.title == "报表")
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Editor)
        box = pilot.app.screen.query_one(TextBox)
        box.load_text("开场\n" + box.text + "\nA:: 发资料")
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert lines_of(deal) == ["开场", "R:: 报表", "A:: 发资料"]
        assert next(r.ref for r in deal.store.all(Requirement) if r.title == "报表") == ref
        assert [action.title for action in deal.store.all(Action)] == ["发资料"]


async def test_what_is_typed_but_not_entered_is_kept_as_a_draft(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        await type_text(pilot, "还没说完")
        await pilot.press("escape", "3", "2")
        await pilot.pause()
        assert pilot.app.screen.query_one(CaptureLine).value == "还没说完"


async def test_markup_in_minutes_is_shown_as_it_is(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        capture = pilot.app.screen.query_one(CaptureLine)
        capture.value = "R: [bold]数组[/] 与 [/red] 报错 \x1b[31m"
        await pilot.press("enter")
        await pilot.pause()
        assert "[bold]数组[/]" in screen_text(pilot)
        assert "\x1b" not in screen_text(pilot)
        assert pilot.app.screen.query_one(Minutes).rows


async def test_the_editor_begins_at_the_line_and_goes_to_both_ends(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        for text in ("第一行", "第二行", "第三行"):
            await type_text(pilot, text)
            await pilot.press("enter")
        await pilot.press("escape", "up", "e")
        await pilot.pause()
        box = pilot.app.screen.query_one(TextBox)
        assert box.cursor_location == (1, 3)
        await pilot.press("ctrl+home")
        assert box.cursor_location == (0, 0)
        await pilot.press("ctrl+end")
        assert box.cursor_location == (2, 3)


async def test_a_meeting_is_added_with_the_form(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("d", "y", "i")  # before the first meeting, i leads to its form too
        await pilot.pause()
        await type_text(pilot, "技术交流")
        await pilot.press("enter", "2", "enter", "right", "ctrl+j")
        await pilot.pause()
        (new,) = deal.store.all(Meeting)
        assert (new.title, new.type, new.channel) == ("技术交流", "first_visit", "phone")
        assert isinstance(pilot.app.focused, CaptureLine)


async def test_a_draft_of_a_session_that_was_cut_off_is_offered(deal: Deal, bench: Open) -> None:
    meeting = deal.store.all(Meeting)[0]
    deal.store.drafts.save(f"capture:{meeting.id}", "R: 断线前正在写的话")
    deal.store.drafts.flush()
    folder = next(deal.store.folder.rglob("*.draft"))
    # As a session that died leaves it: the file is there, the session is not.
    folder.rename(folder.with_name("0123456789abcdef." + folder.name.split(".", 1)[1]))
    async with bench("meetings") as pilot:
        await pilot.pause()
        for _ in range(100):
            if isinstance(pilot.app.screen, Pick) and "断线前正在写的话" in screen_text(pilot):
                break
            await pilot.pause(0.02)
        assert isinstance(pilot.app.screen, Pick)
        assert "断线前正在写的话" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        capture = pilot.app.screen.query_one(CaptureLine)
        assert capture.value == "R: 断线前正在写的话"
        await pilot.press("i", "enter")
        await pilot.pause()
        assert lines_of(deal) == ["R:: 断线前正在写的话"]
        assert not deal.store.drafts.left_over()
