"""Working time: hours, holidays, days of exchange, and clocks that are put forward and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.working import NEVER, Working, has_days_of, parse_hours, show_hours
from presales_tui.settings import setting, why_not
from presales_tui.settings.days import parse_days

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NINE_TO_SIX = ((9 * 60, 18 * 60),)
SPLIT = ((9 * 60, 12 * 60), (13 * 60 + 30, 18 * 60))
CALENDARS = (
    Working(NINE_TO_SIX, SHANGHAI, "CN"),
    Working(SPLIT, SHANGHAI, "CN", off=frozenset({date(2026, 11, 25)}), on=frozenset({date(2026, 11, 28)})),
    Working(NINE_TO_SIX, BERLIN, "DE-BY"),
    Working(((0, 24 * 60),), BERLIN),
    Working(((60, 150), (170, 200)), ZoneInfo("America/New_York"), "US"),
)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC).timestamp()
)
spans = st.floats(1, 40 * 86400)


def at(zone: ZoneInfo, *when: int) -> float:
    return datetime(*when, tzinfo=zone).timestamp()  # type: ignore[arg-type, misc]


def hours(of: Working, begin: float, end: float) -> float:
    return of.between(begin, end) / 3600


def test_a_night_and_a_weekend_do_not_count() -> None:
    of = Working(NINE_TO_SIX, SHANGHAI, "CN")
    friday = at(SHANGHAI, 2026, 11, 20, 17, 0)
    assert hours(of, friday, at(SHANGHAI, 2026, 11, 23, 10, 0)) == 2
    assert of.after(friday, 2 * 3600) == at(SHANGHAI, 2026, 11, 23, 10, 0)
    assert of.after(friday, 3600) == at(SHANGHAI, 2026, 11, 20, 18, 0), (
        "the end of the day, not the next morning"
    )


def test_spring_festival_is_free_and_its_weekends_are_worked() -> None:
    of = Working(NINE_TO_SIX, SHANGHAI, "CN")
    assert of.is_working_day(date(2026, 2, 14)), "a Saturday worked in exchange"
    assert not any(of.is_working_day(date(2026, 2, day)) for day in range(15, 24))
    assert hours(of, at(SHANGHAI, 2026, 2, 14, 12, 0), at(SHANGHAI, 2026, 2, 24, 10, 0)) == 7


def test_ones_own_days_stand_above_the_calendar() -> None:
    of = Working(
        NINE_TO_SIX, SHANGHAI, "CN", frozenset({date(2026, 11, 25)}), frozenset({date(2026, 11, 28)})
    )
    assert not of.is_working_day(date(2026, 11, 25))
    assert of.is_working_day(date(2026, 11, 28))


def test_days_of_the_settings_stand_above_the_calendar_and_below_the_trials(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PRESALES_DAYS_ON", "2027-02-20, 2027-02-27")
    monkeypatch.setenv("PRESALES_DAYS_OFF", "2027-03-01..2027-03-03")
    here = Working(((540, 1080),), country="CN", off=frozenset({date(2027, 2, 27)}))
    assert [here.is_working_day(date(2027, 2, day)) for day in (20, 21, 27)] == [True, False, False]
    assert [here.is_working_day(date(2027, 3, day)) for day in (1, 3, 4)] == [False, False, True]
    assert not Working(((540, 1080),)).is_working_day(date(2027, 2, 20)), "no country, no such days"


@pytest.mark.parametrize("text", ["2027-02-30", "tomorrow", "2027-02-05..2027-02-01"])
def test_what_are_no_days_is_refused(text: str) -> None:
    assert parse_days(text) is None
    row = setting("days_on")
    assert row is not None
    assert "2027-02-20" in why_not(row, text)


def test_a_country_without_a_calendar_has_free_weekends_and_is_told() -> None:
    assert has_days_of("CN")
    assert has_days_of("DE-BY")
    assert has_days_of("")
    assert not has_days_of("ATLANTIS")
    of = Working(NINE_TO_SIX, SHANGHAI, "ATLANTIS")
    assert of.is_working_day(date(2026, 10, 1))
    assert not of.is_working_day(date(2026, 10, 3))


def test_a_day_is_as_long_as_it_really_is() -> None:
    of = Working(((0, 24 * 60),), BERLIN, on=frozenset({date(2026, 3, 29), date(2026, 10, 25)}))
    assert hours(of, at(BERLIN, 2026, 3, 29, 0, 0), at(BERLIN, 2026, 3, 30, 0, 0)) == 23
    assert hours(of, at(BERLIN, 2026, 10, 25, 0, 0), at(BERLIN, 2026, 10, 26, 0, 0)) == 25
    nine = Working(NINE_TO_SIX, BERLIN)
    friday = at(BERLIN, 2026, 3, 27, 17, 0)
    assert datetime.fromtimestamp(nine.after(friday, 2 * 3600), BERLIN).hour == 10, "by the clock on the wall"


def test_hours_that_the_clocks_skip_do_not_count() -> None:
    of = Working(((2 * 60, 3 * 60),), BERLIN, on=frozenset({date(2026, 3, 29)}))
    assert hours(of, at(BERLIN, 2026, 3, 29, 0, 0), at(BERLIN, 2026, 3, 29, 23, 0)) == 0


@given(st.sampled_from(CALENDARS), moments, spans, spans)
def test_time_adds_up(of: Working, begin: float, one: float, other: float) -> None:
    middle, end = begin + one, begin + one + other
    whole = of.between(begin, end)
    assert whole == pytest.approx(of.between(begin, middle) + of.between(middle, end), abs=0.01)
    assert -0.01 <= whole <= end - begin + 0.01
    assert of.between(end, begin) == 0


@given(st.sampled_from(CALENDARS), moments, st.floats(1, 60 * 3600))
def test_a_deadline_is_where_so_much_time_has_passed(of: Working, begin: float, seconds: float) -> None:
    due = of.after(begin, seconds)
    assert of.between(begin, due) == pytest.approx(seconds, abs=0.01)
    assert of.between(begin, due - 1) < seconds, "and not earlier"


@given(st.sampled_from(CALENDARS), moments, st.floats(1, 30 * 3600), st.floats(1, 30 * 3600))
def test_deadlines_keep_their_order(of: Working, begin: float, one: float, other: float) -> None:
    assert (one <= other) == (of.after(begin, one) <= of.after(begin, other)) or one == pytest.approx(other)
    assert of.after(of.after(begin, one), other) == pytest.approx(of.after(begin, one + other), abs=0.01)


def test_a_calendar_without_a_working_day_has_no_deadline() -> None:
    assert Working((), SHANGHAI).after(at(SHANGHAI, 2026, 1, 1), 60) == NEVER


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("9-18", "09:00-18:00"),
        ("13:30-18:00，9:00-12:00", "09:00-12:00, 13:30-18:00"),
        ("0-24", "00:00-24:00"),
        ("09：00-12：00；13:00-17:30", "09:00-12:00, 13:00-17:30"),
    ],
)
def test_hours_are_read_and_shown(text: str, shown: str) -> None:
    found = parse_hours(text)
    assert found is not None
    assert show_hours(found) == shown
    assert parse_hours(shown) == found


@pytest.mark.parametrize("text", ["", "9", "18-9", "9-12, 11-14", "9-25", "9:70-12", "morning"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    assert parse_hours(text) is None


def test_years_far_apart_are_counted_at_once() -> None:
    of = Working(NINE_TO_SIX, SHANGHAI, "CN")
    began = datetime.now(UTC) - timedelta(0)
    assert hours(of, datetime(1970, 1, 1, tzinfo=UTC).timestamp(), began.timestamp()) > 50 * 200 * 8
