"""Dates and times as trackers, spreadsheets and people write them, read as UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from presales_tui.capture.width import half

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TIME = re.compile(
    r"(?P<before>上午|下午|晚上|中午|凌晨)?\s*(?<![\d/.-])(?P<h>\d{1,2})\s*[:时点]\s*(?P<m>\d{1,2})?"
    r"(?:\s*[:分]\s*(?P<s>\d{1,2})(?:[.,]\d{1,9})?)?\s*[分秒]?\s*(?P<after>[ap]\.?m\.?|上午|下午)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:^|[\s\d])(?P<zone>Z|UTC|GMT|CST\s?\+?0?8|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2})\)?$", re.IGNORECASE
)
_YMD = re.compile(r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*[日号]?")
_NNY = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4}|\d{2})(?!\d)")
_DMY = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[-/\s]+(?P<m>[A-Za-z]{3,9})\.?,?[-/\s]+(?P<y>\d{4}|\d{2})(?!\d)"
)
_MDY = re.compile(r"(?P<m>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})")
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+|(?:星期|周|礼拜)[一二三四五六日天]\s*)",
    re.IGNORECASE,
)
_CTIME = re.compile(r"^(?P<md>[A-Za-z]{3}\s+\d{1,2})\s+(?P<time>[\d:]+)\s+(?:[A-Z]{3,4}\s+)?(?P<y>\d{4})$")
_EPOCH = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?")
_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
_EXCEL_BEGAN = datetime(1899, 12, 30)
_OLDEST = datetime(1980, 1, 1, tzinfo=UTC)
_LATER = ("下午", "晚上", "pm", "p.m.")
_EARLIER = ("上午", "凌晨", "am", "a.m.")


def read_moment(text: str, day_first: bool = True) -> datetime | None:
    """The time that a text means, in UTC; without a zone in it that of this machine. `None`: it is none.

    ISO 8601 and its relatives, `2021/4/1 10:20`, `2021年4月1日 下午3时`, `01/Apr/21 3:20 PM`, `Apr 1, 2021`,
    `4/1/2021` (`day_first` says which), RFC 2822, seconds and milliseconds since 1970, days of Excel.
    """
    word = " ".join(half(text).split())
    if not word or len(word) > 60 or not any(map(str.isdigit, word)):
        return None
    try:
        found = _number(word) or _iso(word) or _written(word, day_first)
        if found is None:
            return None
        if found.tzinfo is None:
            found = found.astimezone()
        found = found.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found >= _OLDEST else None


def is_day_first(words: Iterable[str]) -> bool:
    """Whether the dates of a column such as `3/4/2021` begin with the day; unless one shows, they do not."""
    firsts = [int(found["a"]) for word in words if (found := _NNY.match(word.strip()))]
    return any(first > 12 for first in firsts)


def is_open(words: Iterable[str]) -> bool:
    """Whether nothing in a column tells day and month apart."""
    found = [hit for word in words if (hit := _NNY.match(word.strip()))]
    return bool(found) and all(int(hit["a"]) <= 12 and int(hit["b"]) <= 12 for hit in found)


def show_moment(stored: str) -> str:
    """A stored UTC time as local time, to be read again as the same."""
    try:
        when = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    here = when.astimezone()
    shown = here.strftime("%Y-%m-%d %H:%M:%S")
    same = read_moment(shown) == when.astimezone(UTC).replace(microsecond=0)
    return shown if same else when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def stored(when: datetime) -> str:
    """As records keep a time."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _number(word: str) -> datetime | None:
    if _EPOCH.fullmatch(word):
        return datetime.fromtimestamp(float(word) / (1000 if len(word) == 13 else 1), UTC)
    if _SERIAL.fullmatch(word):
        return (_EXCEL_BEGAN + timedelta(days=float(word))).replace(microsecond=0)
    found = _COMPACT.fullmatch(word)
    if found and "1980" <= found[1] <= "2100":
        return datetime(*(int(part) for part in found.groups() if part))  # type: ignore[arg-type]
    return None


def _iso(word: str) -> datetime | None:
    if not word[:4].isdigit() or "T" not in word:
        return None
    try:
        return datetime.fromisoformat(word)
    except ValueError:
        return None


def _written(word: str, day_first: bool) -> datetime | None:
    word = _WEEKDAY.sub("", word)
    if found := _CTIME.match(word):
        word = f"{found['md']}, {found['y']} {found['time']}"
    zone, word = _zone(re.sub(r"(?<=\d)T(?=\d)", " ", word))
    clock = _TIME.search(word)
    hour, minute, second = _clock(clock) if clock else (0, 0, 0)
    rest = (word[: clock.start()] + " " + word[clock.end() :] if clock else word).strip(" ,;")
    day = _day(rest, day_first)
    if day is None:
        return None
    return datetime(*day, hour, minute, second, tzinfo=zone)


def _zone(word: str) -> tuple[timezone | None, str]:
    found = _ZONE.search(word)
    if found is None or ":" not in word[: found.start("zone")]:
        return None, word
    name = found["zone"].upper()
    left = word[: found.start("zone")].rstrip(" (")
    if name in ("Z", "UTC", "GMT"):
        return UTC, left
    if name.startswith("CST"):
        return timezone(timedelta(hours=8)), left
    digits = name.lstrip("UTCGM").replace(":", "")
    span = timedelta(hours=int(digits[1:-2]), minutes=int(digits[-2:]))
    return timezone(-span if digits[0] == "-" else span), left


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    hour = int(found["h"])
    half_day = (found["before"] or found["after"] or "").casefold()
    if (half_day in _LATER or half_day == "中午") and hour < 12 and not (half_day == "中午" and hour > 9):
        hour += 12
    elif half_day in _EARLIER and hour == 12:
        hour = 0
    return hour, int(found["m"] or 0), int(found["s"] or 0)


def _day(rest: str, day_first: bool) -> tuple[int, int, int] | None:
    if found := _YMD.fullmatch(rest):
        return int(found["y"]), int(found["m"]), int(found["d"])
    if found := _NNY.fullmatch(rest):
        first, second = int(found["a"]), int(found["b"])
        if first > 12 or (day_first and second <= 12):
            first, second = second, first
        return _year(found["y"]), first, second
    found = _DMY.fullmatch(rest) or _MDY.fullmatch(rest)
    if found and found["m"][:3].casefold() in _MONTHS:
        return _year(found["y"]), _MONTHS.index(found["m"][:3].casefold()) + 1, int(found["d"])
    # 01/4月/21 of a Chinese Jira
    if hit := re.fullmatch(r"(\d{1,2})/(\d{1,2}|[一二三四五六七八九十]{1,2})月/(\d{2,4})", rest):
        months = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
        month = int(hit[2]) if hit[2].isdigit() else months.index(hit[2]) + 1
        return _year(hit[3]), month, int(hit[1])
    return None


def _year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year
