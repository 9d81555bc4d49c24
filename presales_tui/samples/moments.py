"""Dates of a sample, written relative to the day it is made, so that the story is always of today.

`-12d` is a day, `+3d 09:30` a local time on a day, `-20h` and `-40m` a time before or after now.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

_DAY = re.compile(r"(?P<days>[+-]\d+)d(?: (?P<clock>\d\d:\d\d))?")
_SPAN = re.compile(r"(?P<count>[+-]\d+)(?P<unit>[hm])")
_IN_TEXT = re.compile(r"(?<!\{)\{([+-]\d+d)\}(?!\})")


class Moments:
    """Resolves relative dates against a time (aware, in the zone of the reader)."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def local(self, text: str) -> str:
        """`2026-11-23` of `-12d`, `2026-11-23T09:30` of `-12d 09:30`. ValueError if it is neither."""
        at = self.at(text)
        return at.strftime("%Y-%m-%dT%H:%M") if " " in text else at.date().isoformat()

    def utc(self, text: str) -> str:
        """The moment in UTC to the second, `2026-11-23T01:30:00Z`. ValueError if it is no moment."""
        return self.at(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def at(self, text: str) -> datetime:
        """The moment itself, aware; a day alone begins at midnight. ValueError if it is no moment."""
        if found := _SPAN.fullmatch(text):
            count = int(found["count"])
            return self.now + (timedelta(hours=count) if found["unit"] == "h" else timedelta(minutes=count))
        if found := _DAY.fullmatch(text):
            day = self.now.date() + timedelta(days=int(found["days"]))
            clock = time.fromisoformat(found["clock"] or "00:00")
            return datetime.combine(day, clock, self.now.tzinfo)
        raise ValueError(f"not a relative date: {text!r}")

    def prose(self, text: str) -> str:
        """Text with every `{-12d}` written out as a date."""
        return _IN_TEXT.sub(lambda found: self.local(found[1]), text)
