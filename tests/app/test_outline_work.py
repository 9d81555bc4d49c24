"""The outline as it is worked on: one branch alone, several at once, search, placing, time, setting aside."""

from __future__ import annotations

import importlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from pptx import Presentation
from textual.pilot import Pilot

from presales_tui.documents.registry import Order, document
from presales_tui.locale import set_language
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.followup import Risk
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.screens.dialogs.weighing import WeighGrid
from presales_tui.screens.outline.screen import OutlineScreen
from tests.app.conftest import Deal, Open, screen_text, type_text


def tree(deal: Deal) -> list[str]:
    return [f"{p.number} {p.section.title}" for p in in_order(deal.store.all(Section))]


def outline(pilot: Pilot[None]) -> OutlineScreen:
    screen = pilot.app.screen
    assert isinstance(screen, OutlineScreen)
    return screen


def shown(pilot: Pilot[None]) -> list[str]:
    return [node.section.title for node in outline(pilot).branches().rows]


def section(deal: Deal, title: str) -> Section:
    return next(s for s in deal.store.all(Section) if s.title == title)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what goes on beside the event loop is done."""
    for _ in range(200):
        await pilot.pause(0.02)
        if pilot.app.desk.making is None:  # type: ignore[attr-defined]
            break
    await pilot.pause()


async def test_one_branch_alone_and_back(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("z")
        await pilot.pause()
        assert shown(pilot) == ["总体方案", "架构"]
        assert "Z: all" in screen_text(pilot)
        await pilot.press("a")
        await type_text(pilot, "网络")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert shown(pilot) == ["总体方案", "架构", "网络"]
        await pilot.press("Z")
        await pilot.pause()
        assert shown(pilot) == ["总体方案", "架构", "网络", "需求响应"]
        await pilot.press("Z")
        await pilot.pause()
        assert "This is the whole outline." in screen_text(pilot)


async def test_several_are_marked_moved_cut_and_deleted(deal: Deal, bench: Open) -> None:
    change = Change("Sample")
    for pos in ("a3", "a4"):
        change.put(Section(opportunity=deal.opportunity.id, pos=pos, title=f"章{pos}"))
    deal.store.commit(change)
    async with bench("outline") as pilot:
        await pilot.press("end", "up", "m", "m")
        assert "*2" in screen_text(pilot)
        await pilot.press("K")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 章a3", "3 章a4", "4 需求响应"]
        await pilot.press("greater_than_sign")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "1.2 章a3", "1.3 章a4", "2 需求响应"]
        await pilot.press("M", "end", "P")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 需求响应", "3 章a3", "4 章a4"]
        await pilot.press("end", "m", "up", "m", "d")
        await pilot.pause()
        assert "Delete 2 sections" in screen_text(pilot)
        await pilot.press("y")
        await pilot.pause()
        assert len(tree(deal)) == 3


async def test_a_branch_is_copied_into_the_outline_of_another_client(deal: Deal, bench: Open) -> None:
    chapter = section(deal, "总体方案")
    needed = next(iter(deal.store.all(Requirement)))
    deal.store.commit(
        Change("x").put(replace(chapter, requirements=(needed.id,), notes="积云教育的原话"), chapter)
    )
    other = deal.workspace.create_client(Client(name="启明"))
    there = Opportunity(name="教务平台")
    other.commit(Change("x").put(there))
    async with bench("outline") as pilot:
        await pilot.press("c")
        assert "2 sections are copied" in screen_text(pilot)
        pilot.app.desk.open(other.client.id, there.id)  # type: ignore[attr-defined]
        outline(pilot).refresh_all()
        await pilot.press("P")
        await pilot.pause()
        assert shown(pilot) == ["总体方案", "架构"]
        assert "1 of them names 积云教育!" in screen_text(pilot)
        first, below = (placed.section for placed in in_order(other.all(Section)))
        assert (first.requirements, below.parent, below.body) == ((), first.id, "三层架构")
        await pilot.press("P", "u")
        await pilot.pause()
        assert len(other.all(Section)) == 2
    assert len(deal.store.all(Section)) == 3


async def test_a_search_finds_text_in_folded_sections_with_what_they_hang_on(bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("F", "slash")
        await type_text(pilot, "三层")
        await pilot.pause()
        assert shown(pilot) == ["总体方案", "架构"]
        assert outline(pilot).here().title == "架构"  # type: ignore[union-attr]
        await type_text(pilot, "不存在")
        await pilot.pause()
        assert "Nothing found." in screen_text(pilot)


async def test_what_no_section_answers_is_placed_by_module_or_by_hand(deal: Deal, bench: Open) -> None:
    deal.store.commit(Change("x").put(Section(opportunity=deal.opportunity.id, pos="a9", title="排课方案")))
    async with bench("outline") as pilot:
        assert "0 of 3 requirements placed (w)" in screen_text(pilot)
        await pilot.press("w")
        await pilot.pause()
        assert "排课方案" in screen_text(pilot)
        await pilot.press("a")
        await pilot.pause()
        (needed,) = (r for r in deal.store.all(Requirement) if r.module == "排课")
        assert section(deal, "排课方案").requirements == (needed.id,)
        assert "1 of 3" in screen_text(pilot)
        await pilot.press("space", "space", "l")
        await type_text(pilot, "架构")
        await pilot.press("enter")
        await pilot.pause()
        assert len(section(deal, "架构").requirements) == 2
        assert "Every requirement is placed." in screen_text(pilot)
        await pilot.press("escape", "u")
        await pilot.pause()
        assert section(deal, "架构").requirements == ()


async def test_modules_without_a_section_get_one_of_their_own_with_one_key(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert "Every requirement is placed." in screen_text(pilot)
        (needed,) = (r for r in deal.store.all(Requirement) if r.module == "排课")
        made = section(deal, "排课")
        assert (made.requirements, made.body, made.slot) == (
            (needed.id,),
            '{{functions module="排课"}}',
            "functions/排课",
        )
        await pilot.press("escape", "u")
        await pilot.pause()
        assert "0 of 3 requirements placed (w)" in screen_text(pilot)


async def test_talk_time_against_a_limit(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("end", "n")
        await type_text(pilot, "x")
        await pilot.press("enter")
        assert "Write a number" in screen_text(pilot)
        await pilot.press("backspace")
        await type_text(pilot, "12")
        await pilot.press("enter")
        await pilot.pause()
        assert section(deal, "需求响应").minutes == 12
        await pilot.press("N")
        await type_text(pilot, "10")
        await pilot.press("enter")
        await pilot.pause()
        assert "13/10 min!" in screen_text(pilot)
        assert deal.store.all(Opportunity)[0].deck_minutes == 10


async def test_a_section_set_aside_is_in_no_document(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert section(deal, "总体方案").parked
        plan = outline(pilot).plan()
        assert plan is not None
        assert "架构" not in {slide.title for slide in plan.slides}
        await pilot.press("b")
        await pilot.pause()
        assert not section(deal, "总体方案").parked


async def test_what_is_internal_stops_the_export_and_is_gone_to(deal: Deal, bench: Open) -> None:
    change = Change("x").put(Risk(opportunity=deal.opportunity.id, title="对手报价低一半以上的风险"))
    target = section(deal, "架构")
    change.put(replace(target, notes="别提：对手报价低一半以上的风险"), target)
    deal.store.commit(change)
    async with bench("outline") as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert "Not written" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert outline(pilot).here() == section(deal, "架构")
    assert not list(deal.store.exports.glob("*.pptx"))


async def test_a_long_export_is_stopped_by_escape(deal: Deal, bench: Open, monkeypatch: Any) -> None:
    deck: Any = importlib.import_module("presales_tui.documents.drawing.deck")
    async with bench("outline") as pilot:
        app: Any = pilot.app

        def slow(what: str, items: Any) -> Any:
            app.desk.making.stop()
            return original(what, items)

        original = deck.watched
        monkeypatch.setattr(deck, "watched", slow)
        await pilot.press("x")
        await settled(pilot)
        assert "Stopped; nothing was written." in screen_text(pilot)
    assert not list(deal.store.exports.glob("*.pptx"))


def edited_deck(deal: Deal) -> bytes:
    """A deck as a colleague sends it back: one slide changed, one of their own."""
    made = document("deck").begin(Order(deal.store, deal.opportunity.id, "en", "pptx"))()
    deck = Presentation(io.BytesIO(made.content))
    slide = next(s for s in deck.slides if s.shapes.title is not None and s.shapes.title.text == "架构")
    slide.placeholders[1].text_frame.paragraphs[0].runs[0].text = "同事改过"
    deck.slides.add_slide(slide.slide_layout).shapes.title.text = "同事的一页"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


async def test_a_deck_that_came_back_is_exported_onto_after_a_look(deal: Deal, bench: Open) -> None:
    folder = deal.store.exports
    folder.mkdir(parents=True, exist_ok=True)
    theirs = folder / "back.pptx"
    theirs.write_bytes(edited_deck(deal))
    was = section(deal, "需求响应")
    deal.store.commit(Change("x").put(replace(was, body="新写的"), was))
    async with bench("outline", size=(120, 40)) as pilot:
        await pilot.press("O")
        await type_text(pilot, "back")
        await pilot.press("enter")
        await settled(pilot)
        rows = {row.text.split(maxsplit=1)[1]: row.what for row in pilot.app.screen.query_one(WeighGrid).rows}
        assert rows == {
            "架构": "changed there: kept",
            "需求响应": "updated",
            "同事的一页": "their own slide: kept",
        }
        await pilot.press("a")
        await pilot.pause()
        assert len(pilot.app.screen.query_one(WeighGrid).rows) > 3
        await pilot.press("y")
        await settled(pilot)
    (new,) = (path for path in folder.glob("*.pptx") if path != theirs)
    said = "\n".join(
        s.text_frame.text for page in Presentation(str(new)).slides for s in page.shapes if s.has_text_frame
    )
    assert "同事改过" in said
    assert "新写的" in said


async def test_an_outline_is_imported_after_a_look(
    deal: Deal, bench: Open, tmp_path: Path, monkeypatch: Any
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "deck.md").write_text("---\nmarp: true\n---\n\n# 甲\n\n文字\n\n---\n\n# 乙\n", "utf-8")
    monkeypatch.chdir(tmp_path / "in")
    async with bench("outline") as pilot:
        await pilot.press("I")
        await pilot.pause()
        await type_text(pilot, "deck")
        await pilot.press("enter")
        for _ in range(100):
            await pilot.pause(0.02)
            if pilot.app.screen.query(WeighGrid):
                break
        assert "looks of the old deck left out: marp" in screen_text(pilot)
        await pilot.press("y")
        await pilot.pause()
        assert tree(deal)[-2:] == ["3 甲", "4 乙"]


async def test_a_mind_map_goes_below_the_cursor_if_so_asked_and_one_key_takes_it_back(
    deal: Deal, bench: Open, tmp_path: Path, monkeypatch: Any
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.mm").write_text(
        "<map><node TEXT='总图'><node TEXT='甲'><node TEXT='甲一'/></node><node TEXT='乙'/></node></map>",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path / "in")
    async with bench("outline") as pilot:
        before = tree(deal)
        await pilot.press("I")
        await pilot.pause()
        await type_text(pilot, "plan")
        await pilot.press("enter")
        for _ in range(100):
            await pilot.pause(0.02)
            if pilot.app.screen.query(WeighGrid):
                break
        assert "at the end" in screen_text(pilot)
        await pilot.press("b")
        assert "below “" in screen_text(pilot)
        await pilot.press("y")
        await pilot.pause()
        new = [line for line in tree(deal) if line not in before]
        assert [line.split(" ", 1)[1] for line in new] == ["甲", "甲一", "乙"]
        assert all(line.startswith("1.") for line in new)
        await pilot.press("u")
        assert tree(deal) == before


async def test_an_edition_for_us_says_so_in_its_name_and_is_exported_onto_as_such(
    deal: Deal, bench: Open
) -> None:
    ours = Section(
        opportunity=deal.opportunity.id, pos="a9", title="报价底线", body="八折", visibility="internal"
    )
    deal.store.commit(Change("x").put(ours))
    async with bench("outline", size=(120, 40)) as pilot:
        await pilot.press("X")
        await type_text(pilot, "deck for us")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("q")
        (path,) = deal.store.exports.glob("*.pptx")
        assert "-internal-" in path.name
        titles = [s.shapes.title.text for s in Presentation(str(path)).slides if s.shapes.title is not None]
        assert "报价底线" in titles
        await pilot.press("O", "down", "enter")
        await settled(pilot)
        assert "0 updated, 0 new" in screen_text(pilot)


async def test_what_is_to_be_completed_is_seen_counted_and_gone_to(deal: Deal, bench: Open) -> None:
    late = section(deal, "架构")
    deal.store.commit(Change("Edit section").put(replace(late, body="待补：一张架构图"), late))
    async with bench("outline") as pilot:
        assert "1.1 ? 架构" in screen_text(pilot)
        assert "1 to complete (f)" in screen_text(pilot)
        await pilot.press("F", "end", "f")
        await pilot.pause()
        assert outline(pilot).here() == section(deal, "架构")
        assert "To be completed: 1 of 1" in screen_text(pilot)
        await pilot.press("e", "end", *["backspace"] * 9)
        await type_text(pilot, "done")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert section(deal, "架构").body == "done"
        assert "1.1 架构" in screen_text(pilot)
        assert "to complete" not in screen_text(pilot)
        await pilot.press("f")
        assert "Nothing is to be completed" in screen_text(pilot)


async def test_an_export_says_what_is_still_to_be_completed(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("a")
        await type_text(pilot, "prices")
        await pilot.press("enter", "enter", "x")
        await settled(pilot)
        assert "1 section to be completed" in screen_text(pilot)


async def test_along_one_level_and_moves_with_the_arrows(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("right_curly_bracket")
        assert outline(pilot).here() == section(deal, "需求响应")
        await pilot.press("left_curly_bracket")
        assert outline(pilot).here() == section(deal, "总体方案")
        await pilot.press("left_curly_bracket")
        assert "first one here" in screen_text(pilot)
        await pilot.press("alt+down")
        assert tree(deal) == ["1 需求响应", "2 总体方案", "2.1 架构"]
        await pilot.press("alt+right")
        assert tree(deal) == ["1 需求响应", "1.1 总体方案", "1.1.1 架构"]
        await pilot.press("alt+left", "alt+up")
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 需求响应"]
        set_language("zh")
        await pilot.press("u")
        assert "已撤销：移动章节" in screen_text(pilot)
