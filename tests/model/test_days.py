"""Effort as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.model.effort import parse_days, show_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5", (5.0, 5.0)),
        ("3-5", (3.0, 5.0)),
        ("3~5人天", (3.0, 5.0)),
        (" 8 – 12 days ", (8.0, 12.0)),
        ("0.5d", (0.5, 0.5)),
        ("5-3d", (3.0, 5.0)),
        ("10至15天", (10.0, 15.0)),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("3-", None),
        ("3h", None),
        ("999999", None),
    ],
)
def test_what_is_an_effort(text: str, days: tuple[float, float] | None) -> None:
    assert parse_days(text) == days


@given(st.integers(1, 999), st.integers(0, 500))
def test_what_is_shown_is_read_again(low: int, more: int) -> None:
    assert parse_days(show_days(low / 2, (low + more) / 2)) == (low / 2, (low + more) / 2)


def test_no_effort_is_shown_as_nothing() -> None:
    assert show_days(0, 0) == ""
