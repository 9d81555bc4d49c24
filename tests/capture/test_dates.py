"""Due dates as they are written in a meeting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.capture.dates import no_such_day, parse_due

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026/12/1", "2026-12-01"),
        ("2026.12.1", "2026-12-01"),
        ("2026年12月1日", "2026-12-01"),
        ("2026年12月1号", "2026-12-01"),
        ("20261201", "2026-12-01"),
        ("２０２６-１２-０１", "2026-12-01"),
        ("2020-01-01", "2020-01-01"),
        ("12-01", "2026-12-01"),
        ("12/1", "2026-12-01"),
        ("12月1日", "2026-12-01"),
        ("11-23", "2026-11-23"),
        ("11-22", "2027-11-22"),
        ("02-29", "2028-02-29"),
        ("today", "2026-11-23"),
        ("今天", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("明天", "2026-11-24"),
        ("后天", "2026-11-25"),
        ("+3d", "2026-11-26"),
        ("+2w", "2026-12-07"),
        ("+0d", "2026-11-23"),
        ("周一", "2026-11-23"),
        ("周五", "2026-11-27"),
        ("星期五", "2026-11-27"),
        ("礼拜天", "2026-11-29"),
        ("周日", "2026-11-29"),
        ("本周五", "2026-11-27"),
        ("下周三", "2026-12-02"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("next-fri", "2026-12-04"),
        ("next wed", "2026-12-02"),
        ("this fri", "2026-11-27"),
        ("下下周一", "2026-12-07"),
        ("3天后", "2026-11-26"),
        ("三天之后", "2026-11-26"),
        ("两周内", "2026-12-07"),
        ("十五天后", "2026-12-08"),
        ("半个月后", "2026-12-08"),
        ("5个工作日内", "2026-11-30"),
        ("1个月后", "2026-12-23"),
        ("in 3 days", "2026-11-26"),
        ("within a week", "2026-11-30"),
        ("+1m", "2026-12-23"),
        ("月底", "2026-11-30"),
        ("下个月底", "2026-12-31"),
        ("end of next month", "2026-12-31"),
        ("下月初", "2026-12-01"),
        ("年底", "2026-12-31"),
        ("季度末", "2026-12-31"),
        ("周末", "2026-11-29"),
        ("本周内", "2026-11-27"),
        ("下周", "2026-12-04"),
        ("end of week", "2026-11-27"),
        ("15号", "2026-12-15"),
        ("30日", "2026-11-30"),
        ("31号", "2026-12-31"),
        ("下个月5号", "2026-12-05"),
        ("dec 1", "2026-12-01"),
        ("1st March 2027", "2027-03-01"),
        ("周五前", "2026-11-27"),
        ("周五下班前", "2026-11-27"),
        ("12月1日之前", "2026-12-01"),
        ("by  Friday", "2026-11-27"),
    ],
)
def test_what_is_meant_on_a_monday(text: str, due: str) -> None:
    assert parse_due(text, MONDAY) == due


@pytest.mark.parametrize(
    ("text", "none_such"),
    [
        ("2-30", True),
        ("2026-02-30", True),
        ("13月1日", True),
        ("32号", True),
        ("12-01", False),
        ("soon", False),
    ],
)
def test_a_day_that_no_calendar_has_is_told_from_what_is_no_day(text: str, none_such: bool) -> None:
    assert no_such_day(text, MONDAY) is none_such


@pytest.mark.parametrize(
    ("text", "due"),
    [("周五", "2026-12-04"), ("本周五", "2026-11-27"), ("下周三", "2026-12-02"), ("周六", "2026-11-28")],
)
def test_what_is_meant_on_a_saturday(text: str, due: str) -> None:
    assert parse_due(text, date(2026, 11, 28)) == due


NO_DATES = (
    "2026-02-30 2026-13-01 13-01 04-31 2026-12 00-00 2026-1-2-3 2026-12/01"
    " 周八 soon 5 100 +d +9999999d friend -3d 1月 =5"
)


@pytest.mark.parametrize("text", ["", *NO_DATES.split()])
def test_what_is_no_date(text: str) -> None:
    assert parse_due(text, MONDAY) is None


def test_the_end_of_the_calendar_is_no_accident() -> None:
    assert parse_due("+9w", date.max) is None
    assert parse_due("01-01", date.max) is None
    assert parse_due("下周一", date.max) is None


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_way_to_write_a_day_is_that_day(today: date, day: date) -> None:
    for written in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"):
        assert parse_due(written, today) == day.isoformat()
    short = parse_due(f"{day.month}-{day.day}", today)
    assert short is not None
    found = date.fromisoformat(short)
    assert (found.month, found.day) == (day.month, day.day)
    assert found >= today
    assert not any(
        today <= earlier < found for year in range(today.year, found.year) if (earlier := _on(year, day))
    )


def _on(year: int, day: date) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.integers(0, 6))
def test_a_weekday_lies_within_a_week_and_the_next_one_in_the_next_week(today: date, day: int) -> None:
    soon = date.fromisoformat(parse_due("周" + "一二三四五六日"[day], today) or "")
    assert timedelta() <= soon - today < timedelta(7)
    later = date.fromisoformat(parse_due("下周" + "一二三四五六日"[day], today) or "")
    monday = today - timedelta(today.weekday())
    assert later == monday + timedelta(7 + day)
    assert soon.weekday() == later.weekday() == day


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    due = parse_due(text, MONDAY)
    assert due is None or date.fromisoformat(due).isoformat() == due
