"""All rules over all requirements of an opportunity; looks again only at what was edited."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presales_tui.model import suspect
from presales_tui.model.checks import rules
from presales_tui.model.checks.rule import Finding, Rule
from presales_tui.model.checks.single import look
from presales_tui.model.coverage import GONE
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion

MUST_SHARE = 0.6
"""Share of the effort that musts may take (DSDM)."""

_LEAST_FOR_SHARE = 3
"""Estimated requirements from which the share says anything."""

_NOISE = re.compile(r"[\W_]+")
_LEAST_LETTERS = 4


class Subject(NamedTuple):
    """What is checked."""

    requirements: Sequence[Requirement]
    opportunity: Opportunity | None = None
    sections: Sequence[Section] = ()
    criteria: Sequence[Criterion] = ()


class Checker:
    """Keeps what it found in a requirement until that is edited."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}

    def check(self, subject: Subject) -> list[Finding]:
        """Every finding, accepted ones too; the gravest rule first, then in the order of the list."""
        known = self._known
        fresh: dict[int, _Known] = {}
        spoken: dict[str, Requirement] = {}
        by_rule: dict[str, list[Finding]] = {rule.id: [] for rule in rules.RULES}
        for r in subject.requirements:
            entry = known.get(id(r))
            if entry is None:
                entry = _Known(r, tuple(_finding(r, *hit) for hit in look(r)), _said(r))
            fresh[id(r)] = entry
            for finding in entry.findings:
                by_rule[finding.rule.id].append(finding)
            if entry.said:
                first = spoken.setdefault(entry.said, r)
                if first is not r:
                    by_rule[rules.DUPLICATE.id].append(_finding(r, rules.DUPLICATE, first.ref))
        self._known = fresh
        for hit in _linked(subject):
            by_rule[hit[1].id].append(_finding(*hit))
        if subject.opportunity is not None:
            for finding in _whole(subject.opportunity, subject.requirements):
                by_rule[finding.rule.id].append(finding)
        return [finding for found in by_rule.values() for finding in found]


class _Known(NamedTuple):
    """What was found in one requirement alone, and its title without case and marks."""

    record: Requirement
    findings: tuple[Finding, ...]
    said: str


def check(subject: Subject) -> list[Finding]:
    """Every finding, once."""
    return Checker().check(subject)


def open_ones(findings: Iterable[Finding]) -> list[Finding]:
    """Those that nobody has accepted."""
    return [finding for finding in findings if not finding.accepted]


def _said(r: Requirement) -> str:
    """The words of a title without case, width, blanks and marks; empty: too short to tell."""
    if r.status in GONE:
        return ""
    title = r.title if r.title.isascii() else unicodedata.normalize("NFKC", r.title)
    found = _NOISE.sub("", title.casefold())
    return found if len(found) >= _LEAST_LETTERS else ""


def _linked(subject: Subject) -> list[tuple[Requirement, Rule, str]]:
    """What the links to sections and criteria tell."""
    placed = {rid for section in subject.sections for rid in section.requirements}
    proven = {rid for criterion in subject.criteria for rid in criterion.requirements}
    found: list[tuple[Requirement, Rule, str]] = []
    prints = suspect.prints_of(subject.requirements, subject.requirements)
    refs = {r.id: r.ref for r in subject.requirements} if prints else {}
    for r in subject.requirements:
        if r.seen and (behind := suspect.suspects(r, prints)):
            found.append((r, rules.SUSPECT, " ".join(refs[rid] for rid in behind if rid in refs)))
        if r.status == "clarifying" and (r.id in placed or r.id in proven):
            found.append((r, rules.UNCLEAR, ""))
        if r.priority == "must" and placed and r.id not in placed and r.status not in GONE:
            found.append((r, rules.UNPLACED, ""))
    return found


def _finding(r: Requirement, rule: Rule, detail: str) -> Finding:
    reason = ""
    if r.accepted:
        print_ = stamp(rule, r)
        reason = next((why for id_, words, why in r.accepted if (id_, words) == (rule.id, print_)), "")
    return Finding(rule, r.id, r.ref, detail, reason)


def stamp(rule: Rule, r: Requirement) -> str:
    """What an acceptance of a finding holds for: the words, if the rule looks at them."""
    return suspect.fingerprint(r.__dict__) if rule.words else ""


def _whole(opportunity: Opportunity, requirements: Sequence[Requirement]) -> list[Finding]:
    """Rules over the whole list."""
    must = every = 0.0
    estimated = 0
    for r in requirements:
        if r.effort_high > 0 and r.status not in GONE and r.priority != "wont":
            estimated += 1
            days = (r.effort_low + r.effort_high) / 2
            every += days
            must += days if r.priority == "must" else 0
    if estimated < _LEAST_FOR_SHARE or must <= MUST_SHARE * every:
        return []
    rule = rules.MUST_SHARE
    reason = next((why for id_, _words, why in opportunity.accepted if id_ == rule.id), "")
    return [Finding(rule, opportunity.id, "", f"{100 * must / every:.0f}%", reason)]
