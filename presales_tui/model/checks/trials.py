"""What is amiss with trials, their criteria and their issues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from presales_tui.model.change import Change
from presales_tui.model.checks import trial_rules as rules
from presales_tui.model.checks.rule import Finding, Rule
from presales_tui.model.courses import Courses
from presales_tui.model.flow import skewed, unanswered
from presales_tui.model.judging import judged
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.scales import ISSUE_DONE
from presales_tui.model.sla import priority
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.model.working import days_of

_RUNS = ("running", "midpoint")
_MOST, _LEAST = 7, 3

Hit = tuple[Trial | Criterion | Issue, Rule, str]


class TrialSubject(NamedTuple):
    """What is checked."""

    trials: Sequence[Trial]
    criteria: Sequence[Criterion]
    issues: Sequence[Issue]
    opportunity: Opportunity | None = None


def check_trials(
    subject: TrialSubject, now: datetime | None = None, courses: Courses | None = None
) -> list[Finding]:
    """Every finding, accepted ones too; the gravest rule first."""
    now = now or datetime.now(UTC)
    courses = courses or Courses(subject.trials)
    accepted = {
        (rule, of): why for rule, of, why in (subject.opportunity.accepted if subject.opportunity else ())
    }
    by_rule: dict[str, list[Finding]] = {rule.id: [] for rule in rules.RULES}
    for record, rule, detail in _look(subject, now, courses):
        why = accepted.get((rule.id, record.id), "")
        by_rule[rule.id].append(Finding(rule, record.id, record.ref, detail, why))
    return [finding for found in by_rule.values() for finding in found]


def accept(finding: Finding, opportunity: Opportunity, reason: str) -> Change:
    """The change that writes down why a finding may stand; an empty reason takes it back."""
    mine = (finding.rule.id, finding.id)
    kept = tuple(row for row in opportunity.accepted if row[:2] != mine)
    if reason:
        kept = (*kept, (*mine, reason))
    return Change("Accept finding").put(replace(opportunity, accepted=kept), opportunity)


def _look(subject: TrialSubject, now: datetime, courses: Courses) -> Iterator[Hit]:
    today = now.astimezone().date().isoformat()
    for trial in subject.trials:
        last = trial is subject.trials[-1]
        mine = [c for c in subject.criteria if c.trial == trial.id or (last and not c.trial)]
        yield from _trial(trial, mine, today)
    for criterion in subject.criteria:
        yield from _criterion(criterion)
    for issue in subject.issues:
        yield from _issue(issue, now, courses)


def _trial(trial: Trial, criteria: Sequence[Criterion], today: str) -> Iterator[Hit]:
    if trial.state in _RUNS:
        if not trial.signed_by:
            yield trial, rules.UNSIGNED, ""
        if not criteria:
            yield trial, rules.NO_CRITERIA, ""
        elif not trial.locked:
            yield trial, rules.UNLOCKED, ""
    if len(criteria) > _MOST:
        yield trial, rules.TOO_MANY, str(len(criteria))
    elif 0 < len(criteria) < _LEAST:
        yield trial, rules.TOO_FEW, str(len(criteria))
    if not trial.decision_link:
        yield trial, rules.DECISION, ""
    if not trial.end_state:
        yield trial, rules.END_STATE, ""
    review = review_day(trial)
    if trial.state in _RUNS and not trial.midpoint and not trial.verdict and review and review < today:
        yield trial, rules.MIDPOINT, review
    if trial.state != "draft" and not trial.verdict and trial.end and trial.end < today:
        yield trial, rules.OVERDUE, trial.end
    year = trial.end[:4]
    works = trial.calendar == "working" and trial.country == "CN"
    if works and year.isdecimal():
        # China announces in November which weekends of the next year are worked.
        known = days_of("CN", int(year)).on or trial.days_on
        if not known:
            yield trial, rules.CALENDAR, year


def review_day(trial: Trial) -> str:
    """ISO date of the mid-point review: what was set, else half way; empty: not known."""
    if trial.midpoint_day or not (trial.start and trial.end):
        return trial.midpoint_day
    try:
        first, last = date.fromisoformat(trial.start), date.fromisoformat(trial.end)
    except ValueError:
        return ""
    return (first + (last - first) / 2).isoformat()


def _criterion(criterion: Criterion) -> Iterator[Hit]:
    if criterion.state == "n_a":
        return
    if not re.search(r"\d", criterion.target):
        yield criterion, rules.NO_NUMBER, ""
    said = judged(criterion)
    if said and criterion.state in ("met", "not_met", "untested") and criterion.state != said:
        yield criterion, rules.DISAGREES, f"{criterion.achieved} / {criterion.target}"
    if criterion.state == "met" and not criterion.achieved and not criterion.evidence:
        yield criterion, rules.UNPROVEN, ""


def _issue(issue: Issue, now: datetime, courses: Courses) -> Iterator[Hit]:
    if issue.status not in ISSUE_DONE:
        if any(clock.state == "late" for clock in courses.clocks(issue, now)):
            yield issue, rules.LATE, ""
        if not issue.assignee and priority(issue) in ("P1", "P2"):
            yield issue, rules.NOBODY, priority(issue)
    elif unanswered(issue):
        yield issue, rules.NO_ANSWER, ""
    if issue.kind == "new_need" and not issue.requirement and issue.status != "rejected":
        yield issue, rules.NEED, ""
    if sentence := skewed(issue, now):
        yield issue, rules.SKEWED, sentence
