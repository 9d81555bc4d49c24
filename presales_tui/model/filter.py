"""The filter that is typed above a list: `fit:custom prio:must tag:集成 -status:confirmed 排课`.

Words must all be found in the record's text; `field:value` compares with a field, where the value
is a code or a label of its scale in either language, or part of the text; a leading `-` excludes.
What is no field of the record before the colon (`09:30`) is a word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from presales_tui.model.record import Record
from presales_tui.model.scales import ALL, Scale

_SHORT = {"prio": "priority", "tag": "tags", "mark": "clause_mark", "who": "speaker", "mod": "module"}
_CHINESE = {
    "匹配": "fit",
    "优先级": "priority",
    "状态": "status",
    "标签": "tags",
    "模块": "module",
    "类型": "type",
    "负责人": "owner",
}
_SCALES = {
    "type": "requirement_type",
    "level": "requirement_level",
    "status": "requirement_status",
    "kind": "issue_kind",
}
"""Fields whose scale has another name (`status` is looked up in the issue scale as well)."""

_OTHER = {"status": "issue_status", "state": "criterion_state", "impact": "deal_impact"}

Test = Callable[[Record], bool]


def parse_filter(query: str) -> Test:
    """A test of a record. An empty query lets everything through."""
    tests = [_test(word) for word in query.replace("：", ":").split()]
    return lambda record: all(test(record) for test in tests)


def _test(word: str) -> Test:
    exclude = word.startswith("-") and len(word) > 1
    if exclude:
        word = word[1:]
    name, colon, value = word.partition(":")
    found = _field(name, value) if colon and value else _words(word)
    return (lambda record: not found(record)) if exclude else found


def _words(word: str) -> Test:
    wanted = word.casefold()
    return lambda record: wanted in _text(record)


def _text(record: Record) -> str:
    shown = (value for value in record.__dict__.values() if isinstance(value, str | tuple) and value)
    return "\n".join(str(value) for value in shown).casefold()


def _field(name: str, value: str) -> Test:
    lowered = name.casefold()
    field = _SHORT.get(lowered) or _CHINESE.get(lowered) or lowered
    codes = {code for scale in _scales(field) if (code := scale.find(value))}
    wanted = value.casefold()

    text = _words(f"{name}:{value}")

    def test(record: Record) -> bool:
        here: Any = getattr(record, field, None)
        if here is None:
            return text(record)
        if here in codes:
            return True
        if isinstance(here, tuple):
            return any(wanted in str(item).casefold() for item in here)
        return not codes and wanted in str(here).casefold()

    return test


def _scales(field: str) -> list[Scale]:
    names = (field, _SCALES.get(field, ""), _OTHER.get(field, ""))
    return [ALL[name] for name in names if name in ALL]
