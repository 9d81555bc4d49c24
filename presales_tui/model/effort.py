"""Effort in person-days (人天), always as a range."""

from __future__ import annotations

import re

_RANGE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)(?:\s*[-–—~～至到]\s*(?P<high>\d+(?:\.\d+)?))?\s*(?:d|days?|pd|人天|天|人日)?",
    re.IGNORECASE,
)

MOST_DAYS = 100_000.0
"""More than this is a slip of the finger, not an estimate."""


def parse_days(text: str) -> tuple[float, float] | None:
    """(low, high) person-days of `5`, `3-5`, `3-5d`, `3~5人天`; `None` if it is not an effort.

    A range written the wrong way round is turned.
    """
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return None
    low = float(found["low"])
    high = float(found["high"] or low)
    if max(low, high) > MOST_DAYS:
        return None
    return min(low, high), max(low, high)


def show_days(low: float, high: float) -> str:
    """A range as `3-5` or `5`; empty if there is none."""
    if high <= 0:
        return ""
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"
