"""Plans are drawn: bars and points beside their dates, the same in deck and preview, if there is room."""

from __future__ import annotations

from typing import Any

import pytest

from presales_tui.documents.plan import Box, Figures, Table, plain
from presales_tui.documents.planning.frame import WIDE
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.model.client import Contact
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.trial import Trial
from presales_tui.widgets.slides import deck_lines
from tests.documents.support import book, content, opened, plan_of

DATES = (("2026-11-12", "启动"), ("2027-01-20T09:30", "验收"))
TRIAL = Trial(title="试用", start="2026-11-20", end="2026-12-10", visibility="external")
PLAN: dict[str, Any] = {
    "opportunity": Opportunity(id="o", name="平台", key_dates=DATES),
    "trials": (TRIAL,),
}


def only_table(body: str, **more: Any) -> Table:
    (found,) = [b for s in content(plan_of(body, **more)) for b in s.blocks if isinstance(b, Table)]
    return found


def drawn_rows(table: Table) -> list[str]:
    """Of every row its stretches: `#` a bar, `*` a point, a dot nothing."""
    signs = {"bar": "#", "point": "*"}
    return [
        "".join(signs[cell[0].tone] if cell else "." for cell in row[-table.schedule :]) for row in table.rows
    ]


def test_a_plan_has_a_bar_for_a_period_and_a_point_for_a_day() -> None:
    table = only_table("{{plan}}", **PLAN)
    assert [plain(row[0]) for row in table.rows] == [
        "2026-11-12",
        "2026-11-20 至 12-10",
        "2027-01-20 09:30",
    ]
    names = ["11月", "", "", "", "12月", "", "", "", "1月", "", ""]
    assert [plain(cell) for cell in table.header[2:]] == names
    assert drawn_rows(table) == ["*..........", ".####......", "..........*"]


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("2027-04-20", ["11月", "", "12月", "", "1月", "", "2月", "", "3月", "", "4月", ""]),
        ("2027-09-20", [f"{n}月" for n in (11, 12, *range(1, 10))]),
        ("2035-01-20", ["2026", "2027", "2028", "2029", "2030", "2031", "2032", "2033", "2034", "2035"]),
    ],
)
def test_the_longer_a_plan_the_longer_its_stretches(last: str, names: list[str]) -> None:
    dates = (("2026-11-02", "启动"), (last, "验收"))
    table = only_table("{{plan}}", opportunity=Opportunity(id="o", name="平台", key_dates=dates))
    assert [plain(cell) for cell in table.header[2:]] == names
    assert drawn_rows(table) == ["*" + "." * (len(names) - 1), "." * (len(names) - 1) + "*"]


@pytest.mark.parametrize(
    "dates", [(("2026-11-12", "启动"),), (("下个月", "启动"), ("以后", "验收")), DATES[:1] * 2]
)
def test_dates_that_span_no_time_stay_a_table(dates: tuple[tuple[str, str], ...]) -> None:
    table = only_table("{{plan}}", opportunity=Opportunity(id="o", name="平台", key_dates=dates))
    assert not table.schedule
    assert len(table.header) == 2


def test_a_table_of_weeks_gets_bars() -> None:
    rows = "\n".join(
        f"| {name} | {when} |"
        for name, when in (("启动", "第 1 周"), ("开发", "第2-4周"), ("上线", "第 5 周"))
    )
    table = only_table(f"| 阶段 | 时间 |\n|---|---|\n{rows}")
    assert drawn_rows(table) == ["#....", ".###.", "....#"]
    english = only_table("| Phase | When |\n|---|---|\n| A | Week 1 |\n| B | Weeks 2-3 |\n| C | week 4 |")
    assert drawn_rows(english) == ["#...", ".##.", "...#"]


@pytest.mark.parametrize("odd", ["第 0 周", "3 个月", "待定", "第 4–2 周", "第 40 周"])
def test_a_table_that_tells_more_than_weeks_is_left_alone(odd: str) -> None:
    table = only_table(f"| 阶段 | 时间 |\n|---|---|\n| a | 第 1 周 |\n| b | 第 2 周 |\n| c | {odd} |")
    assert not table.schedule


def test_bars_go_where_there_is_no_room_and_the_table_stays_whole() -> None:
    narrow = WIDE._replace(body=Box(40, 100, 330, 380))
    plan = plan_deck(book(("1", "计划", "{{plan}}"), **PLAN), lang="zh", frame=narrow)
    (table,) = [b for s in content(plan) for b in s.blocks if isinstance(b, Table)]
    assert not table.schedule
    assert [plain(row[1]) for row in table.rows] == ["启动", "试用", "验收"]


def test_bars_are_filled_cells_of_the_native_table() -> None:
    deck = opened(plan_of("{{plan}}", **PLAN))
    (table,) = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    filled = [
        [cell._tc.tcPr.find("{*}solidFill") is not None for cell in list(row.cells)[2:]] for row in table.rows
    ]
    assert filled[2] == [False, True, True, True, True, *[False] * 6]
    assert filled[1] == [False] * 11


def test_a_month_stands_over_its_weeks_and_leaves_the_room_to_the_words() -> None:
    deck = opened(plan_of("{{plan}}", **PLAN))
    (table,) = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert [cell.span_width for cell in list(table.rows[0].cells)[2:] if cell.is_merge_origin] == [4, 4, 3]
    whole = sum(column.width for column in table.columns)
    assert sum(column.width for column in list(table.columns)[2:]) < 0.45 * whole
    assert table.rows[0].height < 2 * table.rows[1].height


def test_a_month_of_which_a_week_is_drawn_stays_unnamed() -> None:
    dates = (("2026-12-02", "启动"), ("2027-01-04", "验收"))
    table = only_table("{{plan}}", opportunity=Opportunity(id="o", name="平台", key_dates=dates))
    assert [plain(cell) for cell in table.header[2:]] == ["", "12月", "", "", "", ""]


def test_the_preview_tells_the_same_bars() -> None:
    lines = [text for text, _tone in deck_lines(plan_of("{{plan}}", **PLAN), (), 70)]
    (trial,) = [line for line in lines if "试用" in line]
    assert trial.rstrip().endswith("########")
    assert any("11月" in line and "12月" in line and "1月" in line for line in lines)


def test_our_team_stands_on_cards_and_a_large_one_in_a_table() -> None:
    few = tuple(Contact(name=f"人{n}", job="顾问", side="us", visibility="external") for n in range(4))
    blocks = [b for s in content(plan_of("{{team}}", team=few)) for b in s.blocks]
    strips = [b for b in blocks if isinstance(b, Figures)]
    assert [[each.value for each in strip.figures] for strip in strips] == [
        ["王工", "人0", "人1"],
        ["人2", "人3", ""],
    ]
    assert strips[0].figures[1].label == "顾问"
    many = tuple(Contact(name=f"人{n}", job="顾问", side="us", visibility="external") for n in range(12))
    tables = [b for s in content(plan_of("{{team}}", team=many)) for b in s.blocks if isinstance(b, Table)]
    assert sum(len(table.rows) for table in tables) == 13
