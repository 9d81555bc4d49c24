"""The filter that is typed above a list: `fit:custom prio:must tag:集成 -status:confirmed 排课`.

    query   = terms between blanks; a record must pass all of them
    term    = ["-"] ( words | name ":" values | name compare number | "is:" flag | "has:" name | "no:" name )
    words   = text to be found in the record; quoted ("two words") with its blanks
    values  = value { "," value }: a code or a label of the scale in either language, or a part of the text
    compare = ">" | ">=" | "<" | "<=" | "=" : numbers, dates (ISO) or places in a scale (prio>=should)

A leading `-` excludes. What is no field of the record before the colon (`09:30`) is a word. `FLAGS` says
what `is:` knows; a module that defines a state adds its row there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.owed import KINDS, days_late, is_open
from presales_tui.model.record import Record
from presales_tui.model.scales import ALL, Scale

_SHORT = {
    "prio": "priority",
    "tag": "tags",
    "mark": "clause_mark",
    "who": "speaker",
    "mod": "module",
    "days": "effort",
    "source": "source_kind",
}
_CHINESE = {
    "编号": "ref",
    "标题": "title",
    "匹配": "fit",
    "优先级": "priority",
    "状态": "status",
    "标签": "tags",
    "模块": "module",
    "类型": "type",
    "层级": "level",
    "质量": "quality",
    "负责人": "owner",
    "人天": "effort",
    "工作量": "effort",
    "来源": "source_kind",
    "条款": "clause",
    "偏离": "deviation",
    "验收": "acceptance",
    "影响": "impact",
    "可见性": "visibility",
}
_SCALES = {
    "type": "requirement_type",
    "level": "requirement_level",
    "status": "requirement_status",
    "kind": "issue_kind",
    "source_kind": "source",
}
"""Fields whose scale has another name (`status` is looked up in the issue scale as well)."""

_STATES = ("criterion_state", "action_state", "question_state", "decision_state", "risk_state")
_OTHER: dict[str, tuple[str, ...]] = {
    "status": ("issue_status", *_STATES),
    "state": _STATES,
    "impact": ("deal_impact",),
}
_STEM = {"effort": ("effort_high", "effort_low")}
"""A range is compared by its ends: the larger one decides."""

_TERM = re.compile(r'(-?)(?:([^\s":<>=]+)(:|>=|<=|>|<|=))?((?:"[^"]*"?|[^\s"])*)')

FLAGS: dict[str, Callable[[Record], bool]] = {
    "internal": lambda record: record.visibility == "internal",
    "assessed": lambda record: getattr(record, "fit", "") not in ("", "unknown"),
    "estimated": lambda record: getattr(record, "effort_high", 0) > 0,
    "linked": lambda record: any(
        getattr(record, name, ()) for name in ("depends", "conflicts", "duplicates", "requirement")
    ),
    "open": lambda record: isinstance(record, KINDS) and is_open(record),
    "late": lambda record: isinstance(record, KINDS) and days_late(record, date.today()) > 0,
    "dropped": lambda record: getattr(record, "status", "") in ("rejected", "superseded", "deferred"),
}
"""What `is:` knows, by its word."""

_UNSAID = {
    *("id", "opportunity", "created", "updated", "author", "visibility", "source_id", "source_line"),
    *("meeting", "trial", "parent", "pos", "depends", "conflicts", "duplicates", "record"),
    *("requirements", "requirement", "issues", "criterion"),
}
"""Fields of ids, stamps and places: no word of theirs was meant by anybody."""

Test = Callable[[Record], bool]


class Term(NamedTuple):
    """One part of a query."""

    exclude: bool
    name: str
    """Empty: words."""
    op: str
    """`:`, a comparison, or empty for words."""
    value: str

    def __str__(self) -> str:
        value = self.value
        if not self.op:
            # Quoted where it would be read as something else.
            plain = _TERM.fullmatch(value)
            quoted = not value or plain is None or bool(plain[1] or plain[2]) or '"' in value
        else:
            quoted = any(char.isspace() for char in value)
        return ("-" if self.exclude else "") + self.name + self.op + (f'"{value}"' if quoted else value)


@dataclass(frozen=True)
class Query:
    """A filter, read; call it with a record."""

    terms: tuple[Term, ...]
    problem: str = ""
    """What is wrong with it, in a sentence; it then does what can be understood of it."""
    tests: tuple[Test, ...] = ()

    def __call__(self, record: Record) -> bool:
        """Whether the record passes."""
        return all(test(record) for test in self.tests)

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def narrows(self, other: Query) -> bool:
        """Whether everything that passes here passes the other one: one was typed on to get this."""
        return len(self.terms) >= len(other.terms) and all(
            mine == theirs or (mine[:3] == theirs[:3] == (False, "", "") and theirs.value in mine.value)
            for mine, theirs in zip(self.terms, other.terms, strict=False)
        )


def field_name(word: str) -> str:
    """The field that a short or Chinese name means; else the word itself, lower case."""
    lowered = word.casefold()
    return _SHORT.get(lowered) or _CHINESE.get(lowered) or lowered


def parse_terms(query: str) -> tuple[Term, ...]:
    """The terms of a query, unread."""
    found = []
    for match in _TERM.finditer(query.replace("：", ":").replace("“", '"').replace("”", '"')):
        minus, name, op, value = match.groups()
        if not match[0]:
            continue
        value = value.replace('"', "")
        if not name:
            name = op = ""
        if not value and op == ":":
            name, op, value = "", "", f"{name}:"
        if not value and not op and minus:
            minus, value = "", "-"
        if value or op:
            found.append(Term(bool(minus), name, op, value))
    return tuple(found)


def parse_filter(query: str, *, strict: bool = False) -> Query:
    """A test of a record. An empty query lets everything through. `strict`: BadInput if it has a problem."""
    terms = parse_terms(query)
    problem = _("A quotation mark is not closed.") if query.count('"') % 2 else ""
    tests = []
    for term in terms:
        test, wrong = _test(term)
        problem = problem or wrong
        tests.append((lambda record, test=test: not test(record)) if term.exclude else test)
    if strict and problem:
        raise BadInput(problem)
    return Query(terms, problem, tuple(tests))


def text_of(record: Record) -> str:
    """All text of a record, lower case: what words are looked for in."""
    shown = (
        value
        for name, value in record.__dict__.items()
        if value and isinstance(value, str | tuple) and name not in _UNSAID
    )
    return "\n".join(map(str, shown)).casefold()


def _test(term: Term) -> tuple[Test, str]:
    """The test of a term without its exclusion, and what is wrong with it."""
    name, value = term.name.casefold(), term.value
    if not term.op:
        return _words(value), ""
    if term.op != ":":
        return _compare(field_name(name), term.op, value, f"{term.name}{term.op}{value}")
    if name in ("is", "是"):
        flag = FLAGS.get(value.casefold())
        if flag is None:
            known = ", ".join(FLAGS)
            return _nothing, _("is: knows {known}, not “{value}”.").format(known=known, value=value[:40])
        return flag, ""
    if name in ("has", "有", "no", "无"):
        fields = _STEM.get(field_name(value), (field_name(value),))
        wanted = name in ("has", "有")
        return (lambda record: any(_set(record, field) for field in fields) == wanted), ""
    return _field(field_name(name), value, f"{term.name}:{value}"), ""


def _set(record: Record, field: str) -> bool:
    value = getattr(record, field, None)
    return bool(value) and value != "unknown"


def _nothing(_record: Record) -> bool:
    return False


def _words(word: str) -> Test:
    wanted = word.casefold()
    return lambda record: wanted in text_of(record)


def _field(field: str, value: str, whole: str) -> Test:
    codes: set[str] = set()
    wanted = [part.casefold() for part in value.split(",") if part]
    for part in wanted:
        codes |= _codes(_scales(field), part)
    text = _words(whole)
    known: dict[Any, bool] = {}
    """Values that were looked at: of ten thousand records many say the same."""

    def passes(here: Any) -> bool:
        if here in codes:
            return True
        if isinstance(here, tuple):
            return any(word in str(item).casefold() for item in here for word in wanted)
        return not codes and any(word in str(here).casefold() for word in wanted)

    def test(record: Record) -> bool:
        here: Any = getattr(record, field, None)
        if here is None:
            here = getattr(record, "state", None) if field == "status" else None
            if here is None:
                return text(record)
        found = known.get(here)
        if found is None:
            found = known[here] = passes(here)
        return found

    return test


def _codes(scales: Iterable[Scale], word: str) -> set[str]:
    """The codes that a word means; while it is being typed, those whose code or label begins with it."""
    exact = {code for scale in scales if (code := scale.find(word))}
    return exact or {
        term.code
        for scale in scales
        for term in scale.terms
        if any(form.casefold().startswith(word) for form in (term.code, term.zh, term.en))
    }


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
}


def _compare(field: str, op: str, value: str, whole: str) -> tuple[Test, str]:
    compare = _COMPARE[op]
    scales = _scales(field)
    fields = _STEM.get(field, (field,))
    placed = [(scale, scale.order(code)) for scale in scales if (code := scale.find(value))]
    number: float | None = None
    try:
        number = float(value)
    except ValueError:
        if scales and not placed:
            labels = ", ".join(term.code for term in scales[0].terms)
            problem = _("{name} is compared with one of: {values}.").format(name=field, values=labels)
            return _nothing, problem
        if field in _STEM:
            return _nothing, _("“{term}” needs a number behind {op}.").format(term=whole[:60], op=op)
    text = _words(whole)

    def test(record: Record) -> bool:
        here: Any = getattr(record, fields[0], None)
        if here is None:
            return text(record)
        if isinstance(here, bool | tuple):
            return op == "=" and value.casefold() in str(here).casefold()
        if isinstance(here, int | float):
            return number is not None and compare(here, number)
        for scale, place in placed:
            if here in scale:
                # The first of a scale is its highest: prio>should is must.
                return compare(place, scale.order(here))
        return bool(here) and not placed and compare(str(here).casefold(), value.casefold())

    return test, ""


def _scales(field: str) -> list[Scale]:
    names = (field, _SCALES.get(field, ""), *_OTHER.get(field, ()))
    return [ALL[name] for name in names if name in ALL]


def complete(text: str, names: Iterable[str], values: Callable[[str], Iterable[str]]) -> list[str]:
    """How the last term of a query may go on: whole texts, the best first; empty: not known.

    `names` are the fields of the list, `values(field)` what stands in a field (codes, labels, tags).
    """
    start = max(text.rfind(" "), text.rfind("　")) + 1
    term = text[start:].replace("：", ":")
    if not term or text.count('"') % 2:
        return []
    lead = text[:start] + ("-" if term.startswith("-") else "")
    term = term.removeprefix("-")
    name, colon, value = term.partition(":")
    if not colon:
        wanted = name.casefold()
        found = [one for one in (*names, "is", "has", "no") if one.casefold().startswith(wanted)]
        return [f"{lead}{one}:" for one in found] if wanted else []
    done, comma, part = value.rpartition(",")
    if name in ("is", "是"):
        pool: Iterable[str] = FLAGS
    elif name in ("has", "no", "有", "无"):
        pool = names
    else:
        pool = values(field_name(name))
    wanted = part.casefold()
    fits = [one for one in pool if one.casefold().startswith(wanted) and one.casefold() != wanted]
    return [f"{lead}{name}:{done}{comma}{_quoted(one)}" for one in fits]


def _quoted(value: str) -> str:
    return f'"{value}"' if any(char.isspace() for char in value) else value
