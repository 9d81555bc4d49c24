"""The table: order, groups, columns, views, marking many, cells, and the filter as it is typed."""

from __future__ import annotations

from presales_tui.model.change import Change
from presales_tui.model.requirement import Requirement
from presales_tui.screens.shared.filtering import FilterLine
from presales_tui.widgets.grid import Grid, Heading
from tests.app.conftest import Deal, Open, screen_text, type_text


def titles(grid: Grid) -> list[str]:
    return [row.text if isinstance(row, Heading) else row.title for row in grid.rows]


async def test_sorting_by_two_columns(bench: Open) -> None:
    async with bench("requirements") as pilot:
        grid = pilot.app.screen.query_one(Grid)
        await pilot.press("s", "5", "S", "3")
        await pilot.pause()
        assert [column.title for column, _down in grid.sorting] == ["Module", "Fit"]
        await pilot.press("S", "3")
        await pilot.pause()
        assert [down for _column, down in grid.sorting] == [False, True]


async def test_groups_have_a_heading_with_figures_and_fold(bench: Open) -> None:
    async with bench("requirements") as pilot:
        grid = pilot.app.screen.query_one(Grid)
        await pilot.press("z", "5")
        await pilot.pause()
        assert titles(grid) == ["CRM", "线索分级", "排课", "排课冲突提示", "教务", "人脸识别签到"]
        assert "CRM (1)  ready 100%" in screen_text(pilot)
        await pilot.press("home", "space")
        await pilot.pause()
        assert titles(grid) == ["CRM", "排课", "排课冲突提示", "教务", "人脸识别签到"]
        await pilot.press("e")
        await pilot.pause()
        assert "There is no requirement here" in screen_text(pilot)
        # A heading is no row: it is not counted, nothing is asked of it, and findings lead past it.
        await pilot.press("home", "space", "P")
        await pilot.pause()
        assert "library is empty" in screen_text(pilot)
        await pilot.press("end")
        assert grid.place == "3/3"
        await pilot.press("N", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(Grid) is grid


async def test_marking_a_range_all_and_the_others(bench: Open) -> None:
    async with bench("requirements") as pilot:
        grid = pilot.app.screen.query_one(Grid)
        await pilot.press("space", "down", "at")
        assert len(grid.marked) == 3
        await pilot.press("asterisk")
        assert grid.marked == set()
        await pilot.press("space", "tilde")
        assert [row.title for row in grid.targets] == ["线索分级", "排课冲突提示"]
        await pilot.press("asterisk", "asterisk")
        assert grid.marked == set()


async def test_one_key_sets_a_field_of_all_marked_rows_in_one_step(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("asterisk", "comma")
        await type_text(pilot, "module")
        await pilot.press("enter")
        await pilot.pause()
        await type_text(pilot, "CRM2")
        await pilot.press("enter")
        await pilot.pause()
        assert {r.module for r in deal.store.all(Requirement)} == {"CRM2"}
        await pilot.press("u")
        await pilot.pause()
        assert {r.module for r in deal.store.all(Requirement)} == {"CRM", "排课", "教务"}


async def test_a_cell_is_edited_where_it_stands(deal: Deal, bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("right", "right", "right", "enter")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert deal.store.all(Requirement)[0].priority == "should"
        await pilot.press("right", "right", "enter")
        await type_text(pilot, "soon")
        await pilot.press("enter")
        await pilot.pause()
        assert "by role" in screen_text(pilot)
        await pilot.press("escape", *["left"] * 5)
        assert pilot.app.screen.query_one(Grid).cell is None


async def test_columns_are_chosen_and_kept(deal: Deal, bench: Open) -> None:
    async with bench("requirements", size=(120, 30)) as pilot:
        await pilot.press("vertical_line")
        await pilot.pause()
        await pilot.press("down", "down", "space", "end", "space", "enter")
        await pilot.pause()
        shown = [column.title for column in pilot.app.screen.query_one(Grid).columns]
        assert "Prio" not in shown
        assert len(shown) == 8, "one went, one came"
    async with bench("requirements", size=(120, 30)) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        assert [column.title for column in grid.columns] == shown
        assert grid.group is None
        assert len(grid.rows) == 3


async def test_a_view_is_named_and_comes_back(bench: Open) -> None:
    async with bench("requirements") as pilot:
        grid = pilot.app.screen.query_one(Grid)
        await pilot.press("V")
        await type_text(pilot, "custom")
        await pilot.press("enter")
        await pilot.pause()
        assert titles(grid) == ["排课", "排课冲突提示"]
        await pilot.press("V")
        await type_text(pilot, "keep")
        await pilot.press("enter")
        await type_text(pilot, "mine")
        await pilot.press("enter", "V")
        await type_text(pilot, "everything")
        await pilot.press("enter")
        await pilot.pause()
        assert len(grid.rows) == 3
        assert not pilot.app.screen.query(FilterLine)
        await pilot.press("V")
        await type_text(pilot, "mine")
        await pilot.press("enter")
        await pilot.pause()
        assert titles(grid) == ["排课", "排课冲突提示"]


async def test_a_filter_says_how_it_goes_on_and_what_is_wrong(bench: Open) -> None:
    async with bench("requirements") as pilot:
        await pilot.press("slash")
        await type_text(pilot, "fit:cu")
        await pilot.pause()
        assert "fit:custom" in screen_text(pilot)
        line = pilot.app.screen.query_one(FilterLine)
        line.value = "排课 fit:"
        await pilot.pause()
        assert titles(pilot.app.screen.query_one(Grid)) == ["排课冲突提示"]
        line.value = "fit:cu"
        await pilot.pause()
        await pilot.press("tab")
        assert pilot.app.screen.query_one(FilterLine).value == "fit:custom"
        pilot.app.screen.query_one(FilterLine).value = "is:odd"
        await pilot.pause()
        assert "is: knows internal" in screen_text(pilot)


async def test_a_filter_over_many_rows_is_that_of_each_row(deal: Deal, bench: Open) -> None:
    change = Change("Sample")
    for n in range(900):
        change.put(Requirement(opportunity=deal.opportunity.id, title=f"need {n} zz{n % 7}"))
    deal.store.commit(change)
    async with bench("requirements") as pilot:
        grid = pilot.app.screen.query_one(Grid)
        for query in ("z", "zz3", "zz3 need", "zz", "-zz", ""):
            grid.set_filter(query)
            words = query.removeprefix("-").split()
            out = query.startswith("-")
            wanted = [row for row in grid.source if all(w in row.title for w in words) != out]
            assert list(grid.rows) == wanted, query
