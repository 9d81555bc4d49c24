"""Times in the journal: a hybrid logical clock, written so that people can read it and text sorts.

`2026-11-23T14:00:56.123Z-00000a`: UTC milliseconds, then a counter for commits that the clock could
not tell apart, because they fell into one millisecond or because it was set back.
"""

from __future__ import annotations

import time
from functools import lru_cache

_DAY_NS = 86_400 * 1_000_000_000
_ISO = 24


@lru_cache(maxsize=4)
def iso(seconds: int) -> str:
    """A Unix time as UTC, ISO 8601 to the second, without the Z."""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def iso_ms(ns: int) -> str:
    """Unix nanoseconds as UTC, ISO 8601 to the millisecond."""
    seconds, rest = divmod(ns, 1_000_000_000)
    return f"{iso(seconds)}.{rest // 1_000_000:03d}Z"


def utc_now() -> str:
    """UTC now, ISO 8601 to the second."""
    return iso(int(time.time())) + "Z"


def tick(last: str, now_ns: int | None = None) -> str:
    """A time after `last` (empty: none), as near to the clock as that allows.

    A `last` more than a day ahead is the mark of a clock that was wrong; it is not followed.
    """
    ns = time.time_ns() if now_ns is None else now_ns
    now = iso_ms(ns)
    if now > last[:_ISO] or far_ahead(last, ns):
        return f"{now}-000000"
    return f"{last[:_ISO]}-{int(last[_ISO + 1 :], 16) + 1:06x}"


def far_ahead(stamp: str, now_ns: int | None = None) -> bool:
    """Whether a stamp lies more than a day in the future."""
    ns = time.time_ns() if now_ns is None else now_ns
    return stamp[:_ISO] > iso_ms(ns + _DAY_NS)


def to_second(stamp: str) -> str:
    """The stamp as UTC, ISO 8601 to the second."""
    return f"{stamp[:19]}Z"
