"""Days as a setting says them: `2027-02-05..2027-02-11, 2027-04-05`."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MOST = 366
"""Days of one range."""


def parse_days(text: str) -> frozenset[date] | None:
    """The days of a text; `None` if a day does not exist or is none."""
    found: set[date] = set()
    for part in filter(None, map(str.strip, re.split(r"[,，、;；\s]+", text))):
        first, _dots, last = part.partition("..")
        try:
            begin = date.fromisoformat(first)
            end = date.fromisoformat(last) if last else begin
        except ValueError:
            return None
        if not 0 <= (end - begin).days < _MOST:
            return None
        found.update(begin + timedelta(days=n) for n in range((end - begin).days + 1))
    return frozenset(found)
