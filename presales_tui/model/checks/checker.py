"""All rules over all requirements of an opportunity; looks again only at what was edited."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from presales_tui.model import suspect
from presales_tui.model.checks import rules
from presales_tui.model.checks.rule import Finding, Rule
from presales_tui.model.checks.single import Hit, look
from presales_tui.model.coverage import GONE
from presales_tui.model.moves import moved
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
    """Keeps what it found up to date: an edit costs what it touched, not all ten thousand requirements."""

    def __init__(self) -> None:
        self.checked: Sequence[Requirement] = ()
        """The requirements as they were when they were checked last."""
        self._records: dict[str, Requirement] = {}
        self._alone: dict[str, tuple[Finding, ...]] = {}
        """Id to what was found in the requirement alone, if anything was."""
        self._linked: dict[str, tuple[Finding, ...]] = {}
        self._twins = _Twins()
        self._shares = _Shares()
        self._stamped: set[str] = set()
        """Ids of those that carry a stamp of other words."""
        self._links = _Links()
        self._whole: tuple[Finding, ...] = ()
        self.open = 0
        """How many findings nobody has accepted."""

    def update(self, subject: Subject) -> None:
        """Take over what came, went or was replaced, in the requirements and in what is linked to them."""
        gone, come = moved(self.checked, subject.requirements)
        self.checked = list(subject.requirements)
        for r in gone:
            self._forget(r)
        for r in come:
            self._look(r)
        links = _Links.of(subject.sections, subject.criteria)
        again = subject.requirements if links != self._links else [*come, *self._with_stamps()]
        self._links = links
        self._look_at_links(again)
        before, self._whole = self._whole, tuple(self._shares.findings(subject.opportunity))
        self.open += _open(self._whole) - _open(before)

    def _forget(self, r: Requirement) -> None:
        self.open -= _open(self._alone.pop(r.id, ())) + _open(self._linked.pop(r.id, ()))
        self.open += self._twins.remove(r)
        self._shares.add(r, -1)
        self._stamped.discard(r.id)
        self._records.pop(r.id, None)

    def _look(self, r: Requirement) -> None:
        self._records[r.id] = r
        if found := tuple(_finding(r, *hit) for hit in look(r)):
            self._alone[r.id] = found
            self.open += _open(found)
        self.open += self._twins.add(r)
        self._shares.add(r, 1)
        if r.seen:
            self._stamped.add(r.id)

    def _with_stamps(self) -> list[Requirement]:
        return [self._records[one] for one in self._stamped]

    def _look_at_links(self, requirements: Iterable[Requirement]) -> None:
        records, links = self._records, self._links
        for r in requirements:
            found = tuple(_finding(r, *hit) for hit in _linked(r, links, records))
            had = self._linked.pop(r.id, ())
            if found:
                self._linked[r.id] = found
            self.open += _open(found) - _open(had)

    # What was found

    def of(self, requirement_id: str) -> list[Finding]:
        """The findings of one requirement, accepted ones too; the gravest rule first."""
        found = [*self._alone.get(requirement_id, ()), *self._linked.get(requirement_id, ())]
        found += self._twins.of(requirement_id)
        return sorted(found, key=lambda finding: _PLACE[finding.rule.id]) if len(found) > 1 else found

    def findings(self) -> list[Finding]:
        """Every finding, accepted ones too; the gravest rule first, then in the order of the list."""
        found = [*self._whole, *(finding for r in self.checked for finding in self.of(r.id))]
        return sorted(found, key=lambda finding: _PLACE[finding.rule.id])


_PLACE = {rule.id: place for place, rule in enumerate(rules.RULES)}


def _open(findings: Iterable[Finding]) -> int:
    return sum(1 for finding in findings if not finding.accepted)


class _Twins:
    """Requirements that say the same: all but the oldest of them have a finding."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, Requirement]] = {}
        """The words of titles, without case and marks, to the requirements with them."""
        self._words: dict[str, str] = {}

    def add(self, r: Requirement) -> int:
        """How many findings more are open."""
        words = _said(r)
        if not words:
            return 0
        group = self._said.setdefault(words, {})
        before = _open(self._of(group)) if group else 0
        group[r.id] = r
        self._words[r.id] = words
        return _open(self._of(group)) - before if len(group) > 1 else 0

    def remove(self, r: Requirement) -> int:
        """How many findings more are open: as a rule fewer."""
        words = self._words.pop(r.id, "")
        group = self._said.get(words)
        if group is None:
            return 0
        before = _open(self._of(group)) if len(group) > 1 else 0
        group.pop(r.id, None)
        if not group:
            del self._said[words]
        return (_open(self._of(group)) if len(group) > 1 else 0) - before

    def of(self, requirement_id: str) -> list[Finding]:
        """The finding of a requirement that says what an older one said."""
        group = self._said.get(self._words.get(requirement_id, ""), {})
        if len(group) < 2:
            return []
        return [finding for finding in self._of(group) if finding.id == requirement_id]

    @staticmethod
    def _of(group: Mapping[str, Requirement]) -> Iterator[Finding]:
        # Ids sort as the records were made.
        first, *rest = (group[one] for one in sorted(group))
        return (_finding(r, rules.DUPLICATE, first.ref) for r in rest)


class _Shares:
    """The effort of all and of the musts, in whole thousandths of a day: what goes leaves nothing behind."""

    def __init__(self) -> None:
        self.estimated = self.must = self.every = 0

    def add(self, r: Requirement, sign: int) -> None:
        """A requirement came (1) or went (-1)."""
        if r.effort_high > 0 and r.status not in GONE and r.priority != "wont":
            days = sign * round((r.effort_low + r.effort_high) * 500)
            self.estimated += sign
            self.every += days
            self.must += days if r.priority == "must" else 0

    def findings(self, opportunity: Opportunity | None) -> Iterator[Finding]:
        """Rules over the whole list."""
        if opportunity is None or self.estimated < _LEAST_FOR_SHARE or self.must <= MUST_SHARE * self.every:
            return
        rule = rules.MUST_SHARE
        reason = next((why for id_, _words, why in opportunity.accepted if id_ == rule.id), "")
        yield Finding(rule, opportunity.id, "", f"{100 * self.must / self.every:.0f}%", reason)


class _Links(NamedTuple):
    """Ids of the requirements that sections answer and criteria prove."""

    placed: frozenset[str] = frozenset()
    proven: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sections: Iterable[Section], criteria: Iterable[Criterion]) -> _Links:
        """The links of an opportunity as they are now."""
        return cls(
            frozenset(rid for section in sections for rid in section.requirements),
            frozenset(rid for criterion in criteria for rid in criterion.requirements),
        )


def _linked(r: Requirement, links: _Links, records: Mapping[str, Requirement]) -> Iterator[Hit]:
    """What the links to sections, criteria and other requirements tell."""
    if r.seen:
        prints = {one: suspect.fingerprint(records[one].__dict__) for one, _was in r.seen if one in records}
        if behind := suspect.suspects(r, prints):
            yield rules.SUSPECT, " ".join(records[one].ref for one in behind if one in records)
    if r.status == "clarifying" and (r.id in links.placed or r.id in links.proven):
        yield rules.UNCLEAR, ""
    if r.priority == "must" and links.placed and r.id not in links.placed and r.status not in GONE:
        yield rules.UNPLACED, ""


def check(subject: Subject) -> list[Finding]:
    """Every finding, accepted ones too; the gravest rule first, then in the order of the list."""
    checker = Checker()
    checker.update(subject)
    return checker.findings()


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


def _finding(r: Requirement, rule: Rule, detail: str) -> Finding:
    reason = ""
    if r.accepted:
        print_ = stamp(rule, r)
        reason = next((why for id_, words, why in r.accepted if (id_, words) == (rule.id, print_)), "")
    return Finding(rule, r.id, r.ref, detail, reason)


def stamp(rule: Rule, r: Requirement) -> str:
    """What an acceptance of a finding holds for: the words, if the rule looks at them."""
    return suspect.fingerprint(r.__dict__) if rule.words else ""
