"""What can be seen in one requirement alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presales_tui.model.checks import rules, words
from presales_tui.model.checks.rule import Rule
from presales_tui.model.coverage import GONE
from presales_tui.model.requirement import Requirement

_DIGIT = re.compile(r"\d|[一二三四五六七八九十百千万](?:个|秒|分|小时|天|人|次|条|倍|成)")
_MEASURED_TYPES = frozenset({"performance", "reliability"})
_MARKS = frozenset("★*＊")

Hit = tuple[Rule, str]


def look(r: Requirement) -> tuple[Hit, ...]:
    """(rule, detail) of everything amiss in one requirement; nothing, if it does not count any more."""
    return () if r.status in GONE else tuple(_look(r))


def _look(r: Requirement) -> Iterator[Hit]:
    text = f"{r.title}\n{r.statement}" if r.statement else r.title
    if found := words.vague(text):
        yield rules.VAGUE, " ".join(found)
    if joined := words.compound(text):
        yield rules.COMPOUND, joined
    if r.type in _MEASURED_TYPES and not _DIGIT.search(f"{text}\n{r.acceptance}"):
        yield rules.UNMEASURED, ""
    if not r.acceptance and r.priority != "wont" and r.status != "deferred":
        yield rules.ACCEPTANCE, ""
    if not (r.source_kind or r.source_id or r.source_line or r.quote or r.clause or r.speaker):
        yield rules.SOURCE, ""
    if not r.priority:
        yield rules.PRIORITY, ""
    yield from _fit(r)
    yield from _clause(r)


def _fit(r: Requirement) -> Iterator[Hit]:
    said = f"{r.response}\n{r.capability}\n{r.evidence}"
    match r.fit:
        case "unknown":
            if r.status not in ("captured", "clarifying", "deferred"):
                yield rules.UNKNOWN, ""
        case "standard" | "config":
            if not r.evidence:
                yield rules.EVIDENCE, ""
        case "custom":
            if not r.estimated:
                yield rules.ESTIMATE, ""
        case "roadmap":
            if not re.search(r"\d", said):
                yield rules.ROADMAP, ""
        case "workaround":
            if not r.response:
                yield rules.WORKAROUND, ""
        case "third_party":
            if not r.capability:
                yield rules.PARTNER, ""
        case "gap":
            if r.priority == "must" and not r.response:
                yield rules.GAP, ""


def _clause(r: Requirement) -> Iterator[Hit]:
    starred = bool(_MARKS & set(r.clause_mark))
    if starred and r.deviation == "negative":
        yield rules.STAR_NEGATIVE, r.clause
    elif starred and (not r.deviation or r.fit == "unknown"):
        yield rules.STAR, r.clause
    if r.deviation == "positive" and not r.evidence:
        yield rules.POSITIVE, r.clause
    if r.deviation in ("none", "positive") and (
        r.fit in ("gap", "roadmap") or (r.fit == "custom" and not r.estimated)
    ):
        yield rules.DECLARED, r.clause
