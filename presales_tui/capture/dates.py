"""Due dates as people write them in a meeting."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from presales_tui.capture.width import half

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEK = "一二三四五六日天"
_FRIDAY = 4
_NEAR = {
    "today": 0,
    "tonight": 0,
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "tomorrow": 1,
    "明天": 1,
    "明日": 1,
    "明晚": 1,
    "后天": 2,
    "後天": 2,
    "大后天": 3,
}
_HAN_NUMBERS = {
    "半": 0,
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_BEFORE = re.compile(
    r"^(?:by|before|until|in the|on|the|于|在|至|到)\s+"
    r"|(?:下班|晚上?|上午|下午|中午)?(?:之前|以前|前|为止|止)$"
)
"""What may stand about a day without making it another one: `by fri`, `周五下班前`."""

_FULL = re.compile(
    r"((?:19|20|21)\d\d)(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d\d)(\d\d))"
)
_SHORT = re.compile(r"(\d{1,2})(?:[-/](\d{1,2})|月(\d{1,2})[日号]?)")
_OF_MONTH = re.compile(r"(本月|这个?月|下个?月)?(\d{1,2})[日号]")
_COUNT = r"(\d{1,4}|十?[一两二三四五六七八九]|十|半)"
_AHEAD = re.compile(r"\+(\d{1,4})([dwm天周月])")
_HAN_AHEAD = re.compile(rf"{_COUNT}\s*(天|日|个?工作日|周|个?星期|个?礼拜|个?月|年)(?:之?后|以?内)")
_IN = re.compile(
    r"(?:in|within)\s+(\d{1,4}|an?|one|two|three)\s*(day|week|month)s?"
    r"|(\d{1,4})\s*(day|week|month)s?\s+from now"
)
_WEEKDAY = re.compile(r"(本|这个?|下下个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天])")
_ENGLISH = re.compile(
    r"(next[- ]|this[- ])?(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?"
    r"|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_END_OF_MONTH = re.compile(
    r"(本|这个?|下下个?|下个?)?月(?:底|末|内)|(?:the )?end of (this |next )?month|eom|month end"
)
_START_OF_MONTH = re.compile(r"(下下个?|下个?)月初?|(?:start|beginning) of (?:next )month")
_END_OF_WEEK = re.compile(
    r"(本|这个?|下下个?|下个?)?周(末|内|底)?|(?:the )?end of (this |next )?week|eow|(this|next) week"
)
_START_OF_WEEK = re.compile(r"(下下个?|下个?)周初")
_END_OF_YEAR = re.compile(r"(?:今年?|本)?年(?:底|末|内)|(?:the )?end of (?:the |this )?year|eoy|year end")
_END_OF_QUARTER = re.compile(r"(?:本|这个?)?季度?(?:底|末|内)|(?:the )?end of (?:the |this )?quarter|eoq")
_NAMED = re.compile(
    rf"(?:({'|'.join(_MONTHS)})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?|(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})[a-z]*\.?)"
    r"(?:,?\s+((?:19|20|21)\d\d))?"
)
_LIKE_A_DAY = re.compile(
    r"(?:(?:19|20|21)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}[日号]?)?|\d{1,2}[-/]\d{1,2}|\d{1,2}月\d{1,2}[日号]?"
    r"|(?:19|20|21)\d{6}|\d{1,2}[日号])(?:之?前|以前)?"
)


def parse_due(text: str, today: date) -> str | None:
    """The ISO date that a text means on a day; `None` if it means none (`2026-02-30`, `soon`).

    `2026-12-01`, `2026年12月1日`, `20261201`, `dec 1`; the next `12-01`, `12/1`, `12月1日`, `15号`; `周五`
    and `fri` (the next one, today included), `本周五` (of this week, Monday first), `下周三` and `next wed`
    (of the next week); `today`, `明天`, `后天`; `+3d`, `+2w`, `3天后`, `两周内`, `in 3 days`; `月底`,
    `下月底`, `年底`, `end of month`. A week without a day means its Friday. Full-width digits are digits.
    """
    word = " ".join(half(text).casefold().split())
    for _again in range(3):
        for reading in _READINGS:
            try:
                found = reading(word, today)
            except (ValueError, OverflowError):
                return None
            if found is not None:
                return found.isoformat()
        bare = _BEFORE.sub("", word).strip()
        if bare == word or not bare:
            return None
        word = bare
    return None


def no_such_day(text: str, today: date) -> bool:
    """Whether a text is written as a date is, but no calendar has it: `2-30`, `2026年13月1日`."""
    return _LIKE_A_DAY.fullmatch(half(text).strip()) is not None and parse_due(text, today) is None


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


def _exact(word: str, today: date) -> date | None:
    found = _FULL.fullmatch(word)
    if found is None:
        return None
    month, day = (int(part) for part in found.groups()[2:] if part)
    return date(int(found[1]), month, day)


def _next_such(word: str, today: date) -> date | None:
    found = _SHORT.fullmatch(word)
    return _coming(int(found[1]), int(found[2] or found[3]), today) if found else None


def _named_month(word: str, today: date) -> date | None:
    found = _NAMED.fullmatch(word)
    if found is None:
        return None
    month, day = _MONTHS.index((found[1] or found[4])[:3]) + 1, int(found[2] or found[3])
    return date(int(found[5]), month, day) if found[5] else _coming(month, day, today)


def _coming(month: int, day: int, today: date) -> date:
    # 29 February may be up to eight years away (1896 to 1904, 2096 to 2104).
    for year in range(today.year, today.year + 9):
        if day == 29 and month == 2 and not _leap(year):
            continue
        if (such := date(year, month, day)) >= today:
            return such
    raise ValueError


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day_of_month(word: str, today: date) -> date | None:
    found = _OF_MONTH.fullmatch(word)
    if found is None:
        return None
    day, which = int(found[2]), found[1] or ""
    if which:
        return _month(today, 1 if which.startswith("下") else 0).replace(day=day)
    # The next month that has such a day: after the 28th of January `30号` is in January or in March.
    for ahead in range(4):
        first = _month(today, ahead)
        if day <= _last_of(first).day and first.replace(day=day) >= today:
            return first.replace(day=day)
    raise ValueError


def _counted(word: str, today: date) -> date | None:
    if (days := _NEAR.get(word)) is not None:
        return today + timedelta(days=days)
    if found := _AHEAD.fullmatch(word):
        return _later(today, int(found[1]), found[2])
    if found := _HAN_AHEAD.fullmatch(word):
        unit = found[2].removeprefix("个")
        if found[1] == "半":
            return today + timedelta(days={"月": 15, "年": 182}.get(unit, 1))
        return _later(today, _number(found[1]), unit)
    if found := _IN.fullmatch(word):
        count = found[1] or found[3]
        many = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}.get(count) or int(count)
        return _later(today, many, found[2] or found[4])
    return None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens = 10 if text.startswith("十") else 0
    return tens + _HAN_NUMBERS.get(text.removeprefix("十"), 0)


def _later(today: date, count: int, unit: str) -> date:
    if unit == "工作日":
        day = today
        while count > 0:
            day += timedelta(days=1)
            count -= day.weekday() <= _FRIDAY
        return day
    if unit[0] in "m月":
        first = _month(today, count)
        return first.replace(day=min(today.day, _last_of(first).day))
    if unit[0] == "年":
        return _later(today, 12 * count, "月")
    return today + timedelta(days=count * (7 if unit[0] in "w周星礼" else 1))


def _weekday_of(word: str, today: date) -> date | None:
    if found := _WEEKDAY.fullmatch(word):
        return _weekday(min(_WEEK.index(found[2]), 6), found[1] or "", today)
    if found := _ENGLISH.fullmatch(word):
        week = {"n": "下", "t": "本"}.get((found[1] or " ")[0], "")
        return _weekday(_DAYS.index(found[2][:3]), week, today)
    return None


def _weekday(day: int, week: str, today: date) -> date:
    ahead = day - today.weekday()
    if week.startswith("下") or (not week and ahead < 0):
        ahead += 7 * (2 if week.startswith("下下") else 1)
    return today + timedelta(days=ahead)


def _week(word: str, today: date) -> date | None:
    if found := _START_OF_WEEK.fullmatch(word):
        return _weekday(0, found[1], today)
    found = _END_OF_WEEK.fullmatch(word)
    if found is None or word == "周":
        return None
    week = found[1] or ("下" if "next" in (found[3] or found[4] or "") else "本")
    day = 6 if found[2] == "末" else _FRIDAY
    if not week.startswith("下") and day < today.weekday():
        day = 6
    return _weekday(day, week, today)


def _month_end(word: str, today: date) -> date | None:
    if found := _END_OF_MONTH.fullmatch(word):
        which = found[1] or ("下" if (found[2] or "").startswith("next") else "")
        return _last_of(_month(today, which.count("下")))
    if found := _START_OF_MONTH.fullmatch(word):
        return _month(today, (found[1] or "下").count("下")) if word.endswith(("初", "month")) else None
    return None


def _year_end(word: str, today: date) -> date | None:
    if _END_OF_YEAR.fullmatch(word):
        return date(today.year, 12, 31)
    if _END_OF_QUARTER.fullmatch(word):
        return _last_of(_month(today, 2 - (today.month - 1) % 3))
    return None


def _month(today: date, ahead: int) -> date:
    """The first of a month so many months away."""
    years, month = divmod(today.month - 1 + ahead, 12)
    return date(today.year + years, month + 1, 1)


def _last_of(first: date) -> date:
    return _month(first, 1) - timedelta(days=1)


_READINGS: tuple[Callable[[str, date], date | None], ...] = (
    _exact,
    _next_such,
    _named_month,
    _day_of_month,
    _counted,
    _weekday_of,
    _week,
    _month_end,
    _year_end,
)
"""Each reads one way of saying a day; the first that understands the words counts."""
