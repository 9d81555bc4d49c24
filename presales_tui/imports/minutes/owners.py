"""Who shall do it, as an action item says it in English or Chinese."""

from __future__ import annotations

import re

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
_END_ARROW = re.compile(
    rf"\s*(?:->|→|=>)\s*(?P<who>{_SOME}|[a-z][\w-]{{1,19}}|[\u4e00-\u9fff](?:\+[\u4e00-\u9fff])+)\s*$"
)
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
_NOBODY_WORDS = """
a able action add after an and anyone are ask back be before build change check clean close
collect compile compose contact continue copy create decide decision define describe discuss
document done due everyone figure file fix follow follow-up get goal going has have help how i
integrate investigate invite is it item link look make merge move need needs next no nobody not
note one open option or organize ping plan please post prepare present proposal provide publish
put question reach read reason remove research review schedule send set share someone start tbd
test that the there they this time todo tried try up update use want wants was way we were what
when where whether which who wip work write yes you
"""
_NOBODY = frozenset(_NOBODY_WORDS.split())
"""Words with which a task begins, and ones that stand for nobody: no names."""
_NOT_HAN = re.compile(
    r"议题|问题|会议|结论|建议|计划|时间|方案|系统|项目|测试|文档|平台|性能|架构|接口|部署|培训"
    r"|客户|甲方|乙方|双方|后续|功能|模块|需求|数据|版本|进度|指标|材料|附件|完成|已经|确认|通过"
)


def owner_of(text: str) -> tuple[str, str]:
    """(who, the words without a mere mention of them): `Create a repo (@kim)` is of `kim`."""
    for pattern, cut in (
        (_NAMED, False),
        (_END_ARROW, True),
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
