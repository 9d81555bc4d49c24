"""The words inside a marked line that say more about its record: `!must =config ~3-5d @王老师`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from presales_tui.capture.dates import no_such_day, parse_due
from presales_tui.capture.width import half
from presales_tui.model.effort import parse_days
from presales_tui.model.record import Json
from presales_tui.model.scales import (
    CONTRACTUAL,
    DEAL_IMPACT,
    FIT,
    ISSUE_KIND,
    LEVEL3,
    PRIORITY,
    SEVERITY,
    VISIBILITY,
    Scale,
)


class Attribute(NamedTuple):
    """One row of the help: how it is written, what it means, and the letters of the marks it is for."""

    written: str
    zh: str
    en: str
    letters: str


ATTRIBUTES = (
    Attribute("!must !should !could !wont  !m !s !c !w  !必须 !应有 !可有 !不做", "优先级", "priority", "R"),
    Attribute("!breaker !一票否决  !challenge !影响成交  !nice", "成交影响", "deal impact", "R"),
    Attribute("!1 … !4  !严重 !重大 !一般 !轻微", "严重度", "severity", "I"),
    Attribute("!high !medium !low  !高 !中 !低", "影响", "impact", "KI"),
    Attribute("!internal !内部  !external !可外发", "可见性", "visibility", "RPQADKCI"),
    Attribute("=standard =config =custom =gap …  =标准 =配置 =二开 =不满足 …", "匹配", "fit", "R"),
    Attribute("=usage =deployment =defect …  =不会使用 =无法访问 =报错 …", "问题类别", "kind of issue", "I"),
    Attribute("=yes =no =implied  =合同内 =非合同 =默示", "是否合同内", "in the contract", "C"),
    Attribute("~5d  ~3-5d  ~3-5人天", "工作量(人天)", "effort in person-days", "R"),
    Attribute("&排课", "模块", "module", "R"),
    Attribute("#集成", "标签", "tag", "RPQADKCI"),
    Attribute("@王老师", "谁说的", "who said it", "RPQDKI"),
    Attribute("@王老师", "负责人", "owner", "A"),
    Attribute("@王老师", "向谁承诺", "promised to", "C"),
    Attribute(
        ">2026-12-01 >12-01 >周五 >下周三 >next-fri >明天 >3天后 >+3d >月底", "期限", "due date", "AQKC"
    ),
    Attribute("★ ▲ △", "条款标记(写在最前)", "mark of the tender clause (written first)", "R"),
)
"""What help, the command line and the docs say about attributes."""

_ALSO: dict[Scale, dict[str, str]] = {
    PRIORITY: {"m": "must", "s": "should", "c": "could", "w": "wont", "不做": "wont"},
    DEAL_IMPACT: {"dealbreaker": "breaker"},
    SEVERITY: {"1": "s1", "2": "s2", "3": "s3", "4": "s4"},
    LEVEL3: {"h": "high", "l": "low", "med": "medium"},
    FIT: {
        "std": "standard",
        "标准": "standard",
        "满足": "standard",
        "现成": "standard",
        "标配": "standard",
        "ready": "standard",
        "cfg": "config",
        "配置": "config",
        "dev": "custom",
        "二开": "custom",
        "定制": "custom",
        "partner": "third_party",
        "第三方": "third_party",
        "集成": "third_party",
        "规划": "roadmap",
        "缺口": "gap",
    },
    ISSUE_KIND: {
        "不会用": "usage",
        "部署": "deployment",
        "访问": "deployment",
        "bug": "defect",
        "报错": "defect",
        "异常": "defect",
        "need": "new_need",
        "env": "environment",
        "环境": "environment",
    },
    CONTRACTUAL: {"是": "yes", "否": "no", "合同": "yes"},
    VISIBILITY: {"外发": "external"},
}
"""Short words beside the codes and labels of the scales."""

_LEVEL_NUMBER = {"low": 1, "medium": 2, "high": 3}

_BANG: dict[str, tuple[tuple[Scale, str], ...]] = {
    "requirement": ((PRIORITY, "priority"), (DEAL_IMPACT, "impact")),
    "issue": ((SEVERITY, "severity"), (LEVEL3, "impact")),
    "risk": ((LEVEL3, "impact"),),
}
_EQUALS: dict[str, tuple[Scale, str]] = {
    "requirement": (FIT, "fit"),
    "issue": (ISSUE_KIND, "kind"),
    "commitment": (CONTRACTUAL, "contractual"),
}
_PERSON = {"action": "owner", "commitment": "to"}
"""Where a name goes; everywhere else it is who said it."""

_HAS_DUE = frozenset({"action", "question", "risk", "commitment"})
_UNIT = re.compile(r"(?:d|days?|pd|人天|天|人日)$", re.IGNORECASE)
_CLAUSE_MARK = re.compile(r"[★▲△]+")
_NAME = re.compile(r"(?!\d+$)\w[^;]*")
"""A tag, module or person: begins with a letter, and is neither a number (`#12`) nor an HTML entity."""

_MOST_TAGS = 50
_END = ",.，。；、"
"""A sentence may go on or end behind an attribute. Not `;`, which ends an HTML entity."""
SIGILS = "!=~&#@>★▲△"

Words = dict[str, Json]


@dataclass
class Said:
    """The text of a marked line, taken apart."""

    words: list[str] = field(default_factory=list)
    """What is left for the title."""
    quote: str = ""
    """The same as it was written, blanks included."""
    fields: Words = field(default_factory=dict)
    """Field of the record to value."""
    speaker: str = ""
    no_day: str = ""
    """What stands where a due date does and is none that a calendar has; it stays in the text."""
    unread: list[str] = field(default_factory=list)
    """Words that look like attributes of the kind and were not understood; they stay in the text."""


def take_apart(kind: str, text: str, today: date) -> Said:
    """The attributes of a text behind a mark of a kind, and the words that are left.

    Said twice, the first counts and the second stays text; tags gather.
    """
    said = Said()
    if kind == "requirement" and (mark := _CLAUSE_MARK.match(text.lstrip())):
        said.fields["clause_mark"] = mark[0]
        text = text.lstrip()[mark.end() :]
    last = 0
    written: list[str] = []
    for found in re.finditer(r"\S+", text):
        if found.start() < last:
            continue
        word = found[0]
        sigil = half(word[0])
        understood = False
        if sigil == ">" and kind in _HAS_DUE and (end := _due_in_words(text, found.start(), said, today)):
            last = end
            continue
        if sigil in _READERS and (value := word[1:].rstrip(_END)):
            understood = _READERS[sigil](kind, value, said, today)
        if not understood:
            if _looks_meant(kind, sigil, word):
                said.unread.append(word)
            if word[0] == "\\" and half(word[1:2]) in SIGILS and len(word) > 1:
                word = word[1:]
            written += (text[last : found.start()] if said.words else "", word)
            said.words.append(word)
        last = found.end()
    said.quote = "".join(written)
    return said


def _looks_meant(kind: str, sigil: str, word: str) -> bool:
    """Whether a word that was not understood was meant to be: a comparison (`=5`, `>3s`) was not."""
    next_one = half(word[1:2])
    if sigil in "!@#":
        return next_one.isalnum()
    if sigil in "~&":
        return kind == "requirement" and next_one.isalnum()
    return sigil == "=" and kind in _EQUALS and next_one.isalpha()


def _term(scale: Scale, value: str) -> str:
    word = half(value).casefold()
    return scale.find(word) or _ALSO.get(scale, {}).get(word, "")


def _set(said: Said, name: str, value: Json) -> bool:
    if name in said.fields:
        return False
    said.fields[name] = value
    return True


def _bang(kind: str, value: str, said: Said, today: date) -> bool:
    for scale, name in (*_BANG.get(kind, ()), (VISIBILITY, "visibility")):
        if code := _term(scale, value):
            return _set(said, name, _LEVEL_NUMBER[code] if kind == "risk" and scale is LEVEL3 else code)
    return False


def _equals(kind: str, value: str, said: Said, today: date) -> bool:
    if kind not in _EQUALS:
        return False
    scale, name = _EQUALS[kind]
    code = _term(scale, value)
    return bool(code) and _set(said, name, code)


def _effort(kind: str, value: str, said: Said, today: date) -> bool:
    written = half(value)
    # Without a unit `~5` is "about five of something", not an effort.
    if kind != "requirement" or not _UNIT.search(written):
        return False
    days = parse_days(written)
    if days is None or days[1] <= 0 or not _set(said, "effort_low", days[0]):
        return False
    said.fields["effort_high"] = days[1]
    return True


def _module(kind: str, value: str, said: Said, today: date) -> bool:
    return kind == "requirement" and bool(_NAME.fullmatch(value)) and _set(said, "module", value)


def _tag(kind: str, value: str, said: Said, today: date) -> bool:
    if not _NAME.fullmatch(value):
        return False
    tags = said.fields.get("tags", ())
    if value not in tags:
        if len(tags) == _MOST_TAGS:
            return False
        said.fields["tags"] = (*tags, value)
    return True


def _person(kind: str, value: str, said: Said, today: date) -> bool:
    if not _NAME.fullmatch(value):
        return False
    if kind in _PERSON:
        return _set(said, _PERSON[kind], value)
    if said.speaker:
        return False
    said.speaker = value
    if kind == "issue":
        said.fields["reporter"] = value
    return True


_AHEAD = re.compile(r"[>＞]\s?((?:[^\s>＞]+[^\S\n]){1,3}[^\s>＞]+|(?<=\s)[^\s>＞]+)")
"""A day in several words behind `>`, or behind it and a blank: `>next fri`, `> 周五`, `>end of month`."""


def _due_in_words(text: str, start: int, said: Said, today: date) -> int:
    """Where a day of several words ends, the longest that is one; 0: there is none."""
    found = _AHEAD.match(text, start)
    words = found[1].split() if found and "due" not in said.fields else []
    at = found.start(1) if found else 0
    spaced = at > start + 1
    for count in range(len(words), 0 if spaced else 1, -1):
        end = at
        for word in words[:count]:
            end = text.index(word, end) + len(word)
        value = text[at:end].rstrip(_END)
        if due := parse_due(value, today):
            said.fields["due"] = due
            return end
    return 0


def _due(kind: str, value: str, said: Said, today: date) -> bool:
    if kind not in _HAS_DUE:
        return False
    due = parse_due(value, today)
    if due is None and no_such_day(value, today):
        said.no_day = value
    return due is not None and _set(said, "due", due)


_READERS: dict[str, Callable[[str, str, Said, date], bool]] = {
    "!": _bang,
    "=": _equals,
    "~": _effort,
    "&": _module,
    "#": _tag,
    "@": _person,
    ">": _due,
}
