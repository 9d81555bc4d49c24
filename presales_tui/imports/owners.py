"""Who shall do it and by when, as an action item says it in English or Chinese."""

from __future__ import annotations

import re
from datetime import date

from presales_tui.capture.dates import parse_due
from presales_tui.capture.width import half
from presales_tui.imports.headlines import find_when

_LATIN = r"[A-Z][\w.'’-]*"
_LATIN_NAME = rf"{_LATIN}(?: {_LATIN}){{0,2}}"
_HANDLE = r"@[\w.-]+"
_HAN_NAME = r"[\u4e00-\u9fff]{2,4}"
_ONE = rf"(?:{_HANDLE}|{_LATIN_NAME}|{_HAN_NAME})"
_SOME = rf"{_ONE}(?:\s*(?:,|，|、|/|&|\+| and )\s*{_ONE}){{0,4}}"

_NAMED = re.compile(
    r"(?:责任人|负责人|责任方|责任单位|跟进人|执行人|承办人|牵头人?|owner|assignee|assigned to"
    r"|responsible|who)\s*[:：]\s*"
    rf"(?P<who>{_SOME}|[\w.-]+)",
    re.IGNORECASE,
)
_DOES = re.compile(
    rf"由\s*(?P<who>{_HANDLE}|{_LATIN_NAME}|[\u4e00-\u9fff]{{2,4}}?)\s*(?:负责|牵头|跟进|提供|完成"
    rf"|确认|落实|组织|输出)"
)
_HAN_DOES = re.compile(rf"^(?P<who>{_HAN_NAME}(?:[、,，/]{_HAN_NAME})*?)(?:负责|牵头|跟进)")
_END = re.compile(rf"[\s—–-]*[(（\[【]\s*(?P<who>{_SOME})\s*[)）\]】]\s*[.。；;]?$")
_END_HANDLE_PARENS = re.compile(
    rf"[\s—–-]*[(（\[]\s*(?P<who>{_HANDLE}(?:[\s,，、&/]*(?:and\s+)?{_HANDLE})*)\s*[)）\]]\s*[.。；;]?$"
)
_END_HANDLE = re.compile(
    rf"(?:^|[\s—–、,，:：-])[\s—–-]*(?P<who>{_HANDLE}(?:[\s,，、&]*{_HANDLE})*)\s*[.。；;]?$"
)
_END_DASH = re.compile(rf"\s[—–-]{{1,3}}\s*(?P<who>{_LATIN}(?: {_LATIN})?|{_HAN_NAME})\s*[.。；;]?$")
_START = re.compile(rf"^[\[【(（]\s*(?P<who>{_SOME}|[\w.-]{{2,20}})\s*[\]】)）]\s*[:：-]?\s*(?=\S)")
_START_HANDLE = re.compile(rf"^(?P<who>{_HANDLE}(?:[\s,，、&]+(?:and\s+)?{_HANDLE})*)\s*[:：-]?\s+(?:to\s+)?")
_WILL = re.compile(
    rf"^(?P<who>(?:{_LATIN_NAME})(?:(?:, | and | & |/|\+){_LATIN_NAME}){{0,3}}|[a-z][\w-]{{1,19}})"
    r"\s+(?:to|will|shall|should|'ll|is going to|can)\s+(?!(?:the|an?|this|that|our|their|all|it"
    r"|its|be)\b)[a-z]{2,}"
)
_COLON = re.compile(
    rf"^(?P<who>{_LATIN_NAME}(?:(?:, | and | & |/){_LATIN_NAME}){{0,3}}|{_HAN_NAME})\s*[:：]\s*(?=\S)"
)
_DASH = re.compile(rf"^(?P<who>{_LATIN}(?: {_LATIN})?)\s+[-–—]\s+(?=\S)")
_NOBODY = frozenset(
    [
        "need",
        "needs",
        "try",
        "tried",
        "have",
        "has",
        "want",
        "wants",
        "how",
        "what",
        "when",
        "where",
        "which",
        "who",
        "it",
        "this",
        "that",
        "there",
        "link",
        "move",
        "due",
        "next",
        "everyone",
        "someone",
        "nobody",
        "anyone",
        "we",
        "they",
        "you",
        "i",
        "one",
        "back",
        "up",
        "going",
        "need",
        "able",
        "proposal",
        "plan",
        "goal",
        "way",
        "reason",
        "time",
        "the",
        "a",
        "an",
        "and",
        "or",
        "not",
        "please",
        "note",
        "update",
        "review",
        "add",
        "remove",
        "fix",
        "make",
        "create",
        "discuss",
        "follow",
        "figure",
        "reach",
        "whether",
        "is",
        "are",
        "was",
        "were",
        "be",
        "question",
        "option",
        "action",
        "decision",
        "item",
        "todo",
        "done",
        "tbd",
        "wip",
        "yes",
        "no",
        "reach",
        "copy",
        "ping",
        "send",
        "post",
        "set",
        "use",
        "share",
        "move",
        "open",
        "close",
        "merge",
        "write",
        "read",
        "ask",
        "get",
        "check",
        "compile",
        "integrate",
        "provide",
        "present",
        "put",
        "work",
        "help",
        "change",
        "compose",
        "after",
        "before",
        "schedule",
        "describe",
        "start",
        "look",
        "research",
        "investigate",
        "clean",
        "file",
        "document",
        "test",
        "try",
        "build",
        "define",
        "decide",
        "contact",
        "invite",
        "publish",
        "prepare",
        "organize",
        "collect",
        "follow-up",
        "continue",
    ]
)
_NOT_HAN = re.compile(
    r"议题|问题|会议|结论|建议|计划|时间|方案|系统|项目|测试|文档|平台|性能|架构|接口|部署|培训"
    r"|客户|甲方|乙方|双方|后续|功能|模块|需求|数据|版本|进度|指标|材料|附件|完成|已经|确认|通过"
)


def owner_of(text: str) -> tuple[str, str]:
    """(who, the words without a mere mention of them): `Create a repo (@kim)` is of `kim`."""
    for pattern, cut in (
        (_NAMED, False),
        (_END_HANDLE_PARENS, True),
        (_END_HANDLE, True),
        (_START, True),
        (_START_HANDLE, True),
        (_WILL, False),
        (_END, True),
        (_DOES, False),
        (_HAN_DOES, False),
        (_COLON, True),
        (_DASH, True),
        (_END_DASH, True),
    ):
        found = (
            pattern.search(text)
            if pattern in (_NAMED, _DOES) or "$" in pattern.pattern
            else pattern.match(text)
        )
        if found and (who := _names(found["who"])):
            rest = (text[: found.start()] + " " + text[found.end() :]).strip() if cut else text
            return who, rest or text
    return "", text


def _names(text: str) -> str:
    parts = [part.strip().lstrip("@") for part in re.split(r",|，|、|/|&|\+|\band\b|(?<=\s)(?=@)", text)]
    names = [part for part in parts if part]
    for name in names:
        if name.casefold().split()[0] in _NOBODY or name.isdigit() or _NOT_HAN.search(name) or len(name) > 40:
            return ""
    return ", ".join(names[:5])


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
