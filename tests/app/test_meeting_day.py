"""Before, during and after: templates, people, the side list, the timer, what an import proposes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from presales_tui.imports.meeting_templates import FOLDER
from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.followup import Action, Decision
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.requirement import Requirement
from presales_tui.screens.dialogs.checking import Check
from presales_tui.screens.dialogs.files import Files
from presales_tui.screens.ground.dialog import Ask
from presales_tui.screens.ground.form import Form
from presales_tui.screens.meetings import side as meeting_side
from presales_tui.screens.meetings.capturing import CaptureLine, capture_hint
from presales_tui.screens.meetings.planning import clock
from presales_tui.widgets.minutes import Minutes
from tests.app.conftest import Deal, Open, screen_text, type_text


def meeting(deal: Deal) -> Meeting:
    return deal.store.all(Meeting)[0]


async def write(pilot: Pilot[None], *texts: str) -> None:
    pilot.app.screen.query_one(CaptureLine).focus()
    for text in texts:
        pilot.app.screen.query_one(CaptureLine).value = text
        await pilot.press("enter")
        await pilot.pause()


async def test_a_template_fills_agenda_and_questions_and_answers_become_lines(
    deal: Deal, bench: Open
) -> None:
    async with bench("meetings", (120, 40)) as pilot:
        await pilot.press("T")
        await type_text(pilot, "First")
        await pilot.press("enter")
        await pilot.pause()
        here = meeting(deal)
        assert here.type == "first_visit"
        assert "1. Introductions" in here.agenda
        assert here.end == "2026-01-05T15:30"
        assert ("open", "Learn what the client needs") in here.checklist
        assert "[ ]" in screen_text(pilot)
        await pilot.press("o", "m")
        await pilot.pause()
        assert [state for state, _words in meeting(deal).checklist].count("asked") == 1
        await pilot.press("home", "j", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Ask)
        await type_text(pilot, "R: 报表导出 !must")
        await pilot.press("enter")
        await pilot.pause()
        assert any(r.title == "报表导出" for r in deal.store.all(Requirement))
        assert [state for state, _words in meeting(deal).checklist].count("asked") == 2
        await pilot.press("T", "enter")
        await pilot.pause()
        assert len(meeting(deal).checklist) == len({words for _s, words in meeting(deal).checklist})


async def test_ones_own_template_takes_the_place_of_the_built_in(deal: Deal, bench: Open) -> None:
    folder = deal.workspace.path / FOLDER
    folder.mkdir(parents=True)
    (folder / "first_visit.md").write_text(
        "---\ntitle: Ours\ntype: call\n---\n## Questions\n- Why?\n", "utf-8"
    )
    (folder / "broken.md").write_bytes(b"\x00\xff\xfe\x00")
    async with bench("meetings") as pilot:
        await pilot.press("P")
        await type_text(pilot, "Ours")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Form)
        await pilot.press("ctrl+j")
        await pilot.pause()
        new = next(m for m in deal.store.all(Meeting) if m.title == "Ours")
        assert (new.type, new.checklist, new.state) == ("call", (("open", "Why?"),), "planned")


async def test_people_are_chosen_and_newcomers_become_contacts(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("w", "space", "enter")
        await pilot.pause()
        assert meeting(deal).attendees == ("李主任",)
        await write(pilot, "A: 发清单 @新来的")
        await pilot.press("escape", "N", "enter")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert {c.name: c.side for c in deal.store.all(Contact)}["新来的"] == "client"
        assert deal.store.all(Action)[0].side == "client"


async def test_a_name_is_completed_behind_the_at_sign(bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("i")
        await type_text(pilot, "R: 报表 @李")
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        assert pilot.app.screen.query_one(CaptureLine).value == "R: 报表 @李主任"
        assert isinstance(pilot.app.focused, CaptureLine)


async def test_lines_are_promoted_and_demoted_with_one_key_also_several(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await write(pilot, "一要报表", "", "二要导出")
        await pilot.press("escape", "home", "space", "space", "space", "plus")
        await pilot.pause()
        assert {"一要报表", "二要导出"} <= {r.title for r in deal.store.all(Requirement)}
        await pilot.press("u")
        await pilot.pause()
        assert not {"一要报表", "二要导出"} & {r.title for r in deal.store.all(Requirement)}
        await pilot.press("home", "plus", "minus")
        await pilot.pause()
        lines = sorted(deal.store.all(Line), key=lambda line: line.pos)
        assert [line.text for line in lines] == ["一要报表", "", "二要导出"]
        assert not any(line.record for line in lines)


async def test_a_running_timer_paints_once_a_minute(
    deal: Deal, bench: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    async with bench("meetings") as pilot:
        await pilot.press("t")
        await pilot.pause()
        began = datetime.fromisoformat(meeting(deal).began)

        class Later(datetime):
            gone = timedelta(0)

            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Self:
                return cls.fromtimestamp((began + cls.gone).timestamp(), tz)

        monkeypatch.setattr(meeting_side, "datetime", Later)
        monkeypatch.setattr(pilot.app.screen.query_one("#about", Static), "update", painted.append)
        for seconds in range(0, 121, 5):
            Later.gone = timedelta(seconds=seconds)
            pilot.app.screen._tick()  # type: ignore[attr-defined]
        assert [str(text).split("  ")[0] for text in painted] == ["1 min", "2 min"]


async def test_names_complete_themselves_in_the_form(deal: Deal, bench: Open) -> None:
    deal.store.commit(Change("Sample").put(Contact(name="王敏", side="us")).put(Contact(name="王建华")))
    async with bench("meetings") as pilot:
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one("#field-attendees").focus()
        await type_text(pilot, "李")
        await pilot.pause()
        await pilot.press("tab")
        await type_text(pilot, ",王")
        await pilot.pause()
        await pilot.press("tab")
        # Who is there already is not offered again; without an offer tab goes on.
        await type_text(pilot, ", 王")
        await pilot.pause()
        await pilot.press("tab")
        await type_text(pilot, ", 李")
        await pilot.pause()
        await pilot.press("tab")
        focused = pilot.app.focused
        assert focused is not None
        assert focused.id == "field-absent"
        await pilot.press("f2")
        await pilot.pause()
    assert meeting(deal).attendees == ("李主任", "王建华", "王敏", "李")


async def test_the_timer_counts_against_the_plan(deal: Deal, bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert meeting(deal).began
        assert "0 min" in screen_text(pilot)
        await pilot.press("t")
        await pilot.pause()
        assert meeting(deal).ended
    begun = Meeting(began="2026-01-05T06:00:00Z", start="2026-01-05T14:00", end="2026-01-05T15:00")
    assert clock(begun, datetime(2026, 1, 5, 6, 12, 59, tzinfo=UTC)) == "12/60 min"
    assert clock(begun, datetime(2026, 1, 5, 7, 5, tzinfo=UTC)) == "65/60 min (+5)"


async def test_an_import_proposes_and_makes_only_what_is_accepted(
    deal: Deal, bench: Open, tmp_path: Path
) -> None:
    file = tmp_path / "周会.md"
    file.write_text("# 2026-01-08 周会\n\n决议：先试用\n\n- [ ] 发清单 @王五\n- [ ] 备份\n", "utf-8")
    async with bench("meetings") as pilot:
        await pilot.press("I")
        await type_text(pilot, str(file))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Check)
        assert not deal.store.all(Decision)
        await pilot.press("space", "space", "enter")
        await pilot.pause()
        assert [d.title for d in deal.store.all(Decision)] == ["先试用"]
        assert [(a.title, a.owner) for a in deal.store.all(Action)] == [("发清单", "王五")]
        # The owner nobody knows is offered as a contact.
        assert "王五" in screen_text(pilot)
        await pilot.press("escape", "R")
        await pilot.pause()
        assert [option.label for option in pilot.app.screen.query_one("OptionGrid").rows] == ["action: 备份"]  # type: ignore[attr-defined]
        await pilot.press("escape", "u")
        await pilot.pause()
        assert not deal.store.all(Decision)
        assert "[ ] 备份" in screen_text(pilot) or pilot.app.screen.query_one(Minutes).rows


async def test_a_file_that_is_not_there_is_said_and_the_name_stays(bench: Open) -> None:
    async with bench("meetings") as pilot:
        await pilot.press("I")
        await type_text(pilot, "/no/such.md")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Files)
        assert "such.md" in screen_text(pilot)


async def test_what_is_odd_is_kept_and_shown(deal: Deal, bench: Open) -> None:
    odd = ("R: " + "长" * 10_000, "Q: 零\u200b宽 \u202eיום\u202c", "R:", "A: 开会 >2026-02-30 @谁也不认识")
    async with bench("meetings") as pilot:
        await write(pilot, *odd)
        texts = [line.text for line in sorted(deal.store.all(Line), key=lambda line: line.pos)]
        assert texts[0] == "R:: " + "长" * 10_000
        assert "零\u200b宽" in texts[1]
        assert texts[2] == "R:"
        [action] = deal.store.all(Action)
        assert (action.title, action.due, action.owner) == ("开会 >2026-02-30", "", "谁也不认识")
        assert max(len(line) for line in screen_text(pilot).split("\n")) <= 80


async def test_a_picture_written_out_in_letters_takes_one_line_on_the_screen(deal: Deal, bench: Open) -> None:
    text = "![x](data:image/png;base64," + "QUJD" * 91_400 + ")"
    for n, said in enumerate((text, "后面的话")):
        deal.store.commit(Change("Sample").put(Line(meeting=meeting(deal).id, pos=f"a{n}", text=said)))
    async with bench("meetings") as pilot:
        shown = screen_text(pilot)
        assert "![x](data:image/png;base64,… (267 KB))" in " ".join(shown.split())
        assert "后面的话" in shown
    assert deal.store.all(Line)[0].text == text


def test_the_hint_says_what_is_new_and_what_is_missing() -> None:
    day = datetime(2026, 11, 20).date()
    known = {"李主任": "client"}
    assert "@王五?" in capture_hint("A: 发 @王五", day, lambda: known)
    assert "?" not in capture_hint("A: 发 @李主任", day, lambda: known)
    assert "no words" in capture_hint("R:", day)
    assert ">2026-11-27 Fri (in 7d)" in capture_hint("A: 发 >next fri", day)
    assert "no such day: 2-30" in capture_hint("A: 发 >2-30", day)
    assert "impact high" in capture_hint("K: 现场网络不稳 !高", day)
    assert "deal breaker" in capture_hint("R: 信创 !一票否决", day)
    unread = capture_hint("R: 看板 !mustt =定制 =5 >3s ~5人 #12", day)
    assert unread.endswith("not understood, stays text: !mustt ~5人 #12")
    assert "text" not in capture_hint(r"R: 响应 >5 秒，误差 =3 \!must 邮箱a@b.c", day)
