"""Due dates as people write them in a meeting."""

from __future__ import annotations

import re
from datetime import date, timedelta

from presales_tui.capture.width import half

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = "一二三四五六日天"
_NEAR = {
    "today": 0,
    "今天": 0,
    "今日": 0,
    "tomorrow": 1,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "後天": 2,
    "大后天": 3,
}
_FULL = re.compile(
    r"((?:19|20|21)\d\d)(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d\d)(\d\d))"
)
_SHORT = re.compile(r"(\d{1,2})(?:[-/](\d{1,2})|月(\d{1,2})[日号]?)")
_AHEAD = re.compile(r"\+(\d{1,4})([dw天周])")
_WEEKDAY = re.compile(r"(本|这|下)?(?:周|星期|礼拜)([一二三四五六日天])")
_ENGLISH = re.compile(
    r"(next[- ])?(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?"
    r"|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)


def parse_due(text: str, today: date) -> str | None:
    """The ISO date that a text means on a day; `None` if it means none (`2026-02-30`, `soon`).

    `2026-12-01`, `2026年12月1日`, `20261201`; the next `12-01`, `12/1`, `12月1日`; `周五` and `fri` (the
    next one, today included), `本周五` (of this week, Monday first), `下周三` and `next-wed` (of the
    next week); `today`, `明天`, `后天`; `+3d`, `+2w`. Full-width digits are digits.
    """
    word = half(text).strip().casefold()
    try:
        found = _exact(word) or _next_such(word, today) or _counted(word, today)
    except (ValueError, OverflowError):
        return None
    return found.isoformat() if found else None


def _exact(word: str) -> date | None:
    found = _FULL.fullmatch(word)
    if found is None:
        return None
    month, day = (int(part) for part in found.groups()[2:] if part)
    return date(int(found[1]), month, day)


def _next_such(word: str, today: date) -> date | None:
    found = _SHORT.fullmatch(word)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2] or found[3])
    # 29 February may be up to eight years away (1896 to 1904, 2096 to 2104).
    for year in range(today.year, today.year + 9):
        if day == 29 and month == 2 and not _leap(year):
            continue
        if (such := date(year, month, day)) >= today:
            return such
    return None


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _counted(word: str, today: date) -> date | None:
    if (days := _NEAR.get(word)) is not None:
        return today + timedelta(days=days)
    if found := _AHEAD.fullmatch(word):
        return today + timedelta(days=int(found[1]) * (7 if found[2] in "w周" else 1))
    if found := _WEEKDAY.fullmatch(word):
        return _weekday(min(_WEEK.index(found[2]), 6), found[1] or "", today)
    if found := _ENGLISH.fullmatch(word):
        return _weekday(_DAYS.index(found[2][:3]), "下" if found[1] else "", today)
    return None


def _weekday(day: int, week: str, today: date) -> date:
    ahead = day - today.weekday()
    if week == "下" or (not week and ahead < 0):
        ahead += 7
    return today + timedelta(days=ahead)


def split_day(text: str, today: date) -> tuple[str, str]:
    """(ISO date, the other words) of a line such as `+3d demo`, `2026-12-01 demo`, `demo >周五`.

    A day is the first word, or one behind `>`; empty: none was named.
    """
    words = text.split()
    for place, word in enumerate(words):
        marked = half(word).startswith(">")
        if (place == 0 or marked) and (day := parse_due(half(word).removeprefix(">"), today)):
            return day, " ".join(words[:place] + words[place + 1 :])
    return "", " ".join(words)
