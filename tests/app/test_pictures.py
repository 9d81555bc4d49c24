"""The pictures of Today: what they say in plain characters, in whatever room there is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from presales_tui import locale
from presales_tui.model.coverage import coverage
from presales_tui.model.deals import Deal
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.pulse import Vitals
from presales_tui.model.requirement import Requirement
from presales_tui.widgets.pictures import DRAWN, burn_down, coverages, funnel, money


def ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


def deal(name: str, stage: str, value: float = 0, fits: tuple[str, ...] = ()) -> Deal:
    flow = {ago(9): (3, 0), ago(4): (1, 2), ago(0): (0, 1)}
    found = coverage([Requirement(fit=fit) for fit in fits])
    vitals = Vitals(found, (), 0, None, flow)
    here = Opportunity(id=name, name=name, stage=stage, value=value)
    return Deal(name, "c", "客户", name, stage, True, here, vitals)


DEALS = [
    deal("甲项目", "lead", 500_000, ("standard", "custom", "gap", "unknown")),
    deal("乙项目", "lead", 1_500_000, ("standard",)),
    deal("丙项目", "signed", 120_000_000),
    deal("丁项目", "lost"),
    deal("戊项目", "dropped"),
]


@pytest.fixture(autouse=True)
def chinese() -> None:
    locale.set_language("zh")


def test_a_funnel_counts_stages_in_their_order_and_what_they_are_worth() -> None:
    lines = [text for text, _tone in funnel(DEALS, None, 40, 10)][1:]
    assert [line.split() for line in lines] == [
        ["线索获取", "2", "#" * 15, "200万"],
        ["已签约", "1", "#" * 8, "1.2亿"],
        ["已关闭", "2", "#" * 15],
    ]


def test_a_burn_down_shows_how_many_were_open_each_day() -> None:
    lines = [text for text, _tone in burn_down(DEALS[:1], DEALS[0], 15, 8)]
    assert lines[0] == "未决问题单，10 天：甲项目"
    assert [line[4:] for line in lines[1:4]] == ["#####     ", "######### ", "##########"]
    assert lines[4].endswith("现在 1")
    assert burn_down([], None, 40, 8)[1][0] == "无"


def test_coverage_bars_begin_with_the_one_looked_at_then_the_least_met() -> None:
    lines = [text for text, _tone in coverages(DEALS, DEALS[1], 40, 8)][1:]
    assert [line.split()[0] for line in lines] == ["乙项目", "甲项目"]
    assert [line.split()[-1] for line in lines] == ["100%", "67%"]
    assert "+++" in lines[1]
    assert "???" in lines[1]


@pytest.mark.parametrize("width", [36, 58, 80])
@pytest.mark.parametrize("height", [3, 9])
def test_no_picture_is_larger_than_its_room_and_all_are_plain(width: int, height: int) -> None:
    for draw in DRAWN:
        lines = draw(DEALS, DEALS[0], width, height)
        assert len(lines) <= height
        for text, _tone in lines[1:]:
            assert cell_len(text) <= width
            assert not [char for char in text if not char.isascii() and cell_len(char) == 1], text


@pytest.mark.parametrize(
    ("value", "zh", "en"), [(0, "", ""), (680_000, "68万", "680k"), (2.5e8, "2.5亿", "250.0M")]
)
def test_amounts_are_said_as_people_say_them(value: float, zh: str, en: str) -> None:
    assert money(value) == zh
    locale.set_language("en")
    assert money(value) == en
