"""Relative dates."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from presales_tui.samples.moments import Moments

CHINA = Moments(datetime(2026, 3, 1, 7, 30, tzinfo=timezone(timedelta(hours=8))))


@pytest.mark.parametrize(
    ("text", "local", "utc"),
    [
        ("-1d", "2026-02-28", "2026-02-27T16:00:00Z"),
        ("+0d", "2026-03-01", "2026-02-28T16:00:00Z"),
        ("+3d 09:30", "2026-03-04T09:30", "2026-03-04T01:30:00Z"),
        ("-8h", "2026-02-28", "2026-02-28T15:30:00Z"),
        ("-40m", "2026-03-01", "2026-02-28T22:50:00Z"),
    ],
)
def test_a_moment_is_local_or_utc(text: str, local: str, utc: str) -> None:
    assert (CHINA.local(text), CHINA.utc(text)) == (local, utc)


@pytest.mark.parametrize("text", ["", "3d", "2026-03-01", "-1d9:30", "+1d 25:00", "-1w"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a relative date|hour must be"):
        CHINA.local(text)


def test_dates_in_text_are_written_out_and_data_lines_left_alone() -> None:
    assert CHINA.prose("日期：{-1d}\n{{dates}} {x} {{-1d}}") == "日期：2026-02-28\n{{dates}} {x} {{-1d}}"
