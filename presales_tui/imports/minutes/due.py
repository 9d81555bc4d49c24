"""By when it shall be done, as an action item says it in English or Chinese."""

from __future__ import annotations

import re
from datetime import date

from presales_tui.capture.dates import parse_due
from presales_tui.capture.width import half
from presales_tui.imports.headlines import find_when

_CUE = re.compile(
    r"截[止至]|完成时间|完成日期|计划(?:于|在)?|期限|之?前|以前|完成|交付|提交|\bdue\b|\bby\b"
    r"|\bbefore\b|\bdeadline\b|\buntil\b|\beta\b|"
    r"no later than|target",
    re.IGNORECASE,
)
_HAN_DAY = re.compile(
    r"(?P<day>(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}[日号]?|(?:本|这|下)?(?:周|星期"
    r"|礼拜)[一二三四五六日天]|今天|明天|后天|\d{1,2}/\d{1,2})"
    r"(?:下班|晚上?|上午|下午|中午)?(?P<before>之?前|以前|内|完成|提交|给出|截止)?"
)
_MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ENGLISH = re.compile(
    r"\b(?:by|due|before|until|no later than|eta|deadline)[:\s]+(?:date[:\s]+)?(?:the\s+|end of\s+"
    r"|eod\s+|on\s+|cob\s+)*"
    rf"(?P<day>\d{{4}}-\d\d?-\d\d?|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?|(?:next\s+|this\s+)?(?:mon"
    rf"|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    rf"|today|tomorrow|(?P<m>{_MONTH})[a-z]*\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?:,?\s+(?P<y>\d{{4}}))?)\b",
    re.IGNORECASE,
)


def due_of(text: str, day: date | None) -> str:
    """The ISO date by which something shall be done, counted from the day of the meeting; empty: not said.

    Without that day only a full date counts. A date that does not exist is none.
    """
    flat = half(text[:2000])
    if (spoken := _ENGLISH.search(flat)) and (due := _english(spoken, day)):
        return due
    for found in _HAN_DAY.finditer(flat):
        cue = _CUE.search(flat[max(0, found.start() - 12) : found.start()])
        word = re.sub(r"^这", "本", found["day"])
        if (found["before"] or cue) and day is not None and (then := parse_due(word, day)):
            return then
    if _CUE.search(flat) and (when := find_when(flat).start):
        return when[:10]
    return ""


def _english(found: re.Match[str], day: date | None) -> str:
    if found["m"]:
        year = int(found["y"]) if found["y"] else (day.year if day else 0)
        month = "janfebmaraprmayjunjulaugsepoctnovdec".index(found["m"][:3].casefold()) // 3 + 1
        try:
            such = date(year, month, int(found["d"]))
            if not found["y"] and day and such < day:
                such = date(year + 1, month, int(found["d"]))
        except ValueError:
            return ""
        return such.isoformat()
    word = found["day"].casefold()
    full = find_when(word).start
    if full:
        return full[:10]
    if day is None:
        return ""
    word = re.sub(r"^this\s+", "", word)
    return parse_due(re.sub(r"\s+", "-", word), day) or ""
