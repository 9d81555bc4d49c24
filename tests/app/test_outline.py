"""The outline: keys that outliners have taught people, and a preview that is what the export draws."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.events import Paste

from presales_tui.model.change import Change
from presales_tui.model.errors import StoreProblem
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.screens.outline.entering import TitleInput
from presales_tui.screens.outline.screen import OutlineScreen
from presales_tui.screens.outline.tree import OutlineTree
from presales_tui.widgets.inputs import TextBox
from presales_tui.widgets.reader import Reader
from tests.app.conftest import Deal, Open, screen_text, type_text


def tree(deal: Deal) -> list[str]:
    return [f"{p.number} {p.section.title}" for p in in_order(deal.store.all(Section))]


async def test_add_after_and_below(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("a")
        await type_text(pilot, "背景")
        await pilot.press("enter", "escape")
        await pilot.pause()
        await pilot.press("A")
        await type_text(pilot, "现状")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, OutlineScreen)
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 背景", "2.1 现状", "3 需求响应"]


async def test_titles_are_typed_one_after_the_other_with_tab_for_the_level(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("B", "shift+tab")
        assert "It is a chapter already" in screen_text(pilot)
        await type_text(pilot, "甲")
        await pilot.press("enter", "tab")
        assert "New section 1.1" in screen_text(pilot)
        await type_text(pilot, "乙")
        await pilot.press("enter")
        await type_text(pilot, "丙")
        await pilot.press("enter", "shift+tab")
        await type_text(pilot, "丁")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert tree(deal)[:5] == ["1 甲", "1.1 乙", "1.2 丙", "2 丁", "3 总体方案"]


async def test_lines_that_are_pasted_become_sections_as_they_are_indented(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("end", "A")
        await pilot.pause()
        pilot.app.screen.query_one(TitleInput).post_message(Paste("- 一\n  - 二\n- 三\n"))
        await pilot.pause()
        await pilot.press("escape", "u")
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 需求响应"]
        await pilot.press("U")
        assert tree(deal)[2:] == ["2 需求响应", "2.1 一", "2.1.1 二", "2.2 三"]


async def test_left_and_right_fold_and_walk_the_tree(bench: Open) -> None:
    async with bench("outline") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, OutlineScreen)
        await pilot.press("right")
        assert screen.branches().row == 1
        await pilot.press("right")
        assert "nothing below it" in screen_text(pilot)
        await pilot.press("left")
        assert (screen.branches().row, len(screen.branches().rows)) == (0, 3)
        await pilot.press("left", "left")
        assert (screen.branches().row, len(screen.branches().rows)) == (0, 2)
        await pilot.press("right")
        assert (screen.branches().row, len(screen.branches().rows)) == (0, 3)


async def test_levels_are_shown_one_more_and_one_less(bench: Open) -> None:
    async with bench("outline") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, OutlineScreen)
        await pilot.press("down", "left_square_bracket")
        assert [node.section.title for node in screen.branches().rows] == ["总体方案", "需求响应"]
        assert screen.branches().row == 0
        await pilot.press("right_square_bracket")
        assert len(screen.branches().rows) == 3
        assert "Levels shown: 2 of 2" in screen_text(pilot)


async def test_nothing_leaves_the_branch_that_is_shown_unseen(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("z", "down", "less_than_sign")
        assert "press Z first" in screen_text(pilot)
        await pilot.press("up", "J")
        assert "press Z first" in screen_text(pilot)
        await pilot.press("plus")
        assert "press Z first" in screen_text(pilot)
        await pilot.press("down", "c", "up", "P")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "1.2 架构", "2 需求响应"]


async def test_a_text_is_split_at_a_line_and_joined_again(deal: Deal, bench: Open) -> None:
    section = next(s for s in deal.store.all(Section) if s.title == "架构")
    deal.store.commit(Change("x").put(replace(section, body="开头\n\n- 甲\n- 乙"), section))
    async with bench("outline") as pilot:
        await pilot.press("down", "s")
        await pilot.pause()
        assert "Every point a section below (2)" in screen_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "1.1.1 甲", "1.1.2 乙", "2 需求响应"]
        await pilot.press("S", "S")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 乙", "2 需求响应"]


async def test_escape_lets_go_of_one_thing_after_the_other(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, OutlineScreen)
        await pilot.press("z", "m", "M", "m")
        await pilot.press("escape")
        assert (screen.cut, bool(screen.branches().marked), bool(screen.top)) == (frozenset(), True, True)
        await pilot.press("escape")
        assert (bool(screen.branches().marked), bool(screen.top)) == (False, True)
        await pilot.press("escape")
        assert (screen.top, pilot.app.screen) == ("", screen)


async def test_the_next_hit_is_no_section_that_only_holds_one(bench: Open) -> None:
    async with bench("outline") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, OutlineScreen)
        await pilot.press("slash")
        await type_text(pilot, "架")
        await pilot.press("enter", "up", "f")
        here = screen.here()
        assert here is not None
        assert here.title == "架构"
        assert "Hit 1 of 1" in screen_text(pilot)


async def test_indent_outdent_and_move(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("end", "greater_than_sign")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "1.2 需求响应"]
        await pilot.press("K")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 需求响应", "1.2 架构"]
        await pilot.press("J", "less_than_sign")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 需求响应"]
        await pilot.press("u", "u", "u", "u")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 需求响应"]


async def test_folding_hides_what_is_below(bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert "架构" not in "\n".join(line[:32] for line in screen_text(pilot).splitlines())
        await pilot.press("space")
        await pilot.pause()
        assert "架构" in screen_text(pilot)


async def test_all_is_folded_and_unfolded(bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("down", "F")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, OutlineScreen)
        assert [node.section.title for node in screen.query_one(OutlineTree).rows] == ["总体方案", "需求响应"]
        here = screen.here()
        assert here is not None
        assert here.title == "总体方案"
        await pilot.press("F")
        await pilot.pause()
        assert len(screen.query_one(OutlineTree).rows) == 3


async def test_a_branch_is_duplicated_whole_and_undone_in_one_step(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("plus")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 总体方案", "2.1 架构", "3 需求响应"]
        sections = deal.store.all(Section)
        assert len({s.id for s in sections}) == len({s.ref for s in sections}) == 5
        assert [s.body for s in sections if s.title == "架构"] == ["三层架构", "三层架构"]
        await pilot.press("u")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 需求响应"]


async def test_a_branch_is_cut_and_put_elsewhere_but_never_into_itself(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("P")
        await pilot.pause()
        assert "Nothing is cut or copied." in screen_text(pilot)
        await pilot.press("M", "down", "P")
        await pilot.pause()
        assert "cannot be put into itself" in screen_text(pilot)
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 需求响应"]
        await pilot.press("end", "P")
        await pilot.pause()
        assert tree(deal) == ["1 需求响应", "2 总体方案", "2.1 架构"]
        await pilot.press("P")
        await pilot.pause()
        assert "Nothing is cut or copied." in screen_text(pilot)
        await pilot.press("M", "M", "home", "P")
        await pilot.pause()
        assert tree(deal) == ["1 需求响应", "2 总体方案", "2.1 架构"]


async def test_the_preview_is_drawn_anew_for_another_size(bench: Open) -> None:
    async with bench("outline", size=(120, 40)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.1)
        reader = pilot.app.screen.query_one(Reader)
        lines = reader.text.splitlines()
        assert any(line.startswith("---") for line in lines)
        assert max(map(cell_len, (line for line in lines if line.startswith("---")))) <= reader.size.width


async def test_the_preview_shows_the_slides_of_the_plan(bench: Open) -> None:
    async with bench("outline", size=(120, 40)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, OutlineScreen)
        plan = screen.plan()
        assert plan is not None
        shown = screen.query_one(Reader).text
        section = screen.query_one("OutlineTree").current.section  # type: ignore[attr-defined]
        slides = [slide for slide in plan.slides if section.id in slide.section_ids]
        assert slides
        for slide in slides:
            assert slide.title in shown
        assert "排课冲突提示" in shown


async def test_editing_the_text_changes_the_slides(deal: Deal, bench: Open) -> None:
    async with bench("outline", size=(120, 40)) as pilot:
        await pilot.press("down", "e")
        await pilot.pause()
        pilot.app.screen.query_one(TextBox).load_text("- 接入层\n- 服务层")
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert "服务层" in pilot.app.screen.query_one(Reader).text
        assert next(s for s in deal.store.all(Section) if s.title == "架构").body == "- 接入层\n- 服务层"


async def test_linking_counts_as_placed(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        assert "0 of 3 requirements placed" in screen_text(pilot)
        await pilot.press("l", "space", "space", "enter")
        await pilot.pause()
        assert "2 of 3 requirements placed" in screen_text(pilot)
        section = in_order(deal.store.all(Section))[0].section
        assert set(section.requirements) <= {r.id for r in deal.store.all(Requirement)}


async def test_an_outline_is_generated_after_a_look_and_what_is_hand_written_stays(
    deal: Deal, bench: Open
) -> None:
    async with bench("outline") as pilot:
        await pilot.press("t", "2")
        await pilot.pause()
        assert "to be completed" in screen_text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert len(tree(deal)) == 3
        await pilot.press("t", "2")
        await pilot.pause()
        await pilot.press("o", "y")
        await pilot.pause()
        shown = [p for p in in_order(deal.store.all(Section)) if p.depth == 0]
        assert [p.section.title for p in shown][-2:] == ["总体方案", "需求响应"]
        assert all(p.section.parked for p in shown[-2:])
        assert "CRM功能方案" in "\n".join(tree(deal))
        await pilot.press("u")
        await pilot.pause()
        assert tree(deal) == ["1 总体方案", "1.1 架构", "2 需求响应"]


async def test_a_section_is_made_again_and_says_what_it_did(deal: Deal, bench: Open) -> None:
    async with bench("outline") as pilot:
        await pilot.press("R")
        await pilot.pause()
        assert "not made from a template" in screen_text(pilot)
        await pilot.press("t", "2")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        goals = next(s for s in deal.store.all(Section) if s.slot == "goals")
        mine = replace(goals, body="三年内招生翻番")
        deal.store.commit(Change("Edit section").put(mine, goals))
        screen = pilot.app.screen
        assert isinstance(screen, OutlineScreen)
        screen.go_to(goals.id)
        await pilot.press("R")
        await pilot.pause()
        await pilot.pause()
        assert "Hand-written: the text stays" in screen_text(pilot)
        again = deal.store.get(Section, goals.id)
        assert again is not None
        assert again.body.startswith("三年内招生翻番\n\n{{goals}}")


async def test_the_editor_keeps_the_text_when_it_cannot_be_saved(
    deal: Deal, bench: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(change: Change) -> None:
        raise StoreProblem("No space left: 4 KB are needed.")

    async with bench("outline") as pilot:
        await pilot.press("down", "e")
        await pilot.pause()
        pilot.app.screen.query_one(TextBox).load_text("写了很久的正文")
        with monkeypatch.context() as patch:
            patch.setattr(deal.store, "commit", full)
            await pilot.press("ctrl+j")
            await pilot.pause()
        assert "4 KB are needed" in screen_text(pilot)
        assert pilot.app.screen.query_one(TextBox).text == "写了很久的正文"
        await pilot.press("ctrl+j")
        await pilot.pause()
        assert "写了很久的正文" in {s.body for s in deal.store.all(Section)}
