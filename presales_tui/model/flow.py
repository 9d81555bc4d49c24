"""The flow of an issue: steps with their time and who did it, merging duplicates, becoming a requirement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.evidence import Evidence
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import ISSUE_DONE
from presales_tui.model.sla import parse_utc
from presales_tui.model.trial import Criterion, Issue, Trial

_SLACK = timedelta(minutes=5)
"""How far the clocks of two machines may be apart before a time counts as one to come."""

LONGEST = timedelta(days=366)
"""Between two steps of one issue: more than that, and the clock of a machine was wrong."""


def amiss(issue: Issue, now: datetime | None = None) -> str:
    """What cannot be about the times of an issue, in one sentence; empty: nothing."""
    now = now or datetime.now(UTC)
    reported = parse_utc(issue.reported)
    if reported is not None and reported > now + _SLACK:
        return _("The issue would have been reported at {when}, which is still to come.").format(
            when=_local(reported)
        )
    for code, text, *_who in issue.status_log:
        at = parse_utc(text)
        if at is None:
            continue
        if at > now + _SLACK:
            return _("A step at {when} is still to come.").format(when=_local(at))
        if reported is not None and at < reported and code not in ("open", "reopened"):
            return _("A step at {when} lies before the report at {reported}: put one of them right.").format(
                when=_local(at), reported=_local(reported)
            )
    return ""


def skewed(issue: Issue, now: datetime) -> str:
    """As `amiss`, and also when a year or more lies between two times: some clock was wrong."""
    if sentence := amiss(issue, now):
        return sentence
    times = sorted(
        at for text in (issue.reported, *(s[1] for s in issue.status_log)) if (at := parse_utc(text))
    )
    for before, after in pairwise(times):
        if after - before > LONGEST:
            return _("Between {before} and {after} lies more than a year: was a clock wrong?").format(
                before=_local(before), after=_local(after)
            )
    return ""


def _local(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def amiss_trial(trial: Trial) -> str:
    """What cannot be about a trial, in one sentence; empty: nothing."""
    if trial.start and trial.end and trial.end < trial.start:
        return _("The trial would end on {end}, before it begins.").format(end=trial.end)
    return ""


def at_status(issue: Issue, code: str, who: str, now: datetime | None = None) -> Issue:
    """The issue at another status; the step is time-stamped."""
    now = now or datetime.now(UTC)
    step = (code, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), who)
    return replace(issue, status=code, status_log=(*issue.status_log, step))


def unanswered(issue: Issue) -> bool:
    """Whether it is done with, and nothing says what helped."""
    over = issue.status in ISSUE_DONE and issue.status != "rejected"
    return over and not (issue.fix or issue.workaround or issue.requirement)


_LEVELS = {"s1": ("high", "high"), "s2": ("high", "medium"), "s4": ("low", "low")}


def with_levels(issue: Issue) -> Issue:
    """A new issue whose severity was said and nothing else: impact and urgency, hence the clocks, follow."""
    if (issue.impact, issue.urgency) == ("medium", "medium") and issue.severity in _LEVELS:
        impact, urgency = _LEVELS[issue.severity]
        return replace(issue, impact=impact, urgency=urgency)
    return issue


def close_all(issues: Iterable[Issue], code: str, who: str, fix: str = "") -> Change:
    """Many issues to one end, with a word on what helped where nothing was said yet."""
    change = Change("Close issues")
    for was in issues:
        if was.status != code:
            new = at_status(was, code, who)
            change.put(replace(new, fix=new.fix or fix), was)
    return change


_FILLED = (
    *("reporter", "phone", "assignee", "environment", "version", "steps", "expected", "observed", "log"),
    *("cause", "fix", "workaround", "external_ticket", "requirement", "criterion", "quote", "speaker"),
)
"""Fields that a duplicate fills where the issue that stays says nothing."""

_SEVERE = {"s1": 0, "s2": 1, "s3": 2, "s4": 3}


def merge(
    into: Issue, others: Sequence[Issue], evidence: Iterable[Evidence], criteria: Iterable[Criterion]
) -> Change:
    """The change that puts duplicates into one issue: evidence, links, words and steps follow.

    The issue that stays keeps its own status; its clock begins when the problem was first reported, and
    the first answer to any of them was an answer. It takes the gravest severity, impact and urgency.
    """
    gone = {issue.id for issue in others}
    every = [into, *others]
    values: dict[str, object] = {}
    for name in _FILLED:
        if not getattr(into, name):
            values[name] = next((found for issue in others if (found := getattr(issue, name))), "")
    level = {"high": 0, "medium": 1, "low": 2}
    steps = {step for issue in others for step in issue.status_log if step[0] not in ("open", "reopened")}
    if into.status in ISSUE_DONE:
        # What came after it was solved is part of the others' course, not of this one's.
        last = max((step[1] for step in into.status_log), default="")
        steps = {step for step in steps if step[1] < last and step[0] not in ISSUE_DONE}
    else:
        steps = {step for step in steps if step[0] not in ISSUE_DONE}
    log = sorted({*into.status_log, *steps}, key=lambda step: step[1])
    new = replace(
        into,
        **values,  # type: ignore[arg-type]
        severity=min((i.severity for i in every), key=lambda code: _SEVERE.get(code, 9)),
        impact=min((i.impact for i in every), key=lambda code: level.get(code, 9)),
        urgency=min((i.urgency for i in every), key=lambda code: level.get(code, 9)),
        reported=min((i.reported for i in every if i.reported), default=""),
        status_log=tuple(log),
        faq=any(issue.faq for issue in every),
        tags=tuple(dict.fromkeys(tag for issue in every for tag in issue.tags)),
        merged=(
            *into.merged,
            *(row for i in others for row in ((i.ref, i.title, i.reporter, i.reported), *i.merged)),
        ),
    )
    change = Change("Merge issues").put(new, into)
    for item in evidence:
        if item.issue in gone:
            change.put(replace(item, issue=into.id), item)
    for criterion in criteria:
        if gone & set(criterion.issues):
            linked = tuple(dict.fromkeys(into.id if i in gone else i for i in criterion.issues))
            change.put(replace(criterion, issues=linked), criterion)
    for issue in others:
        change.delete(issue)
    return change


def as_requirement(issue: Issue, source: str = "trial") -> tuple[Requirement, Issue]:
    """The requirement that an issue becomes, and the issue linked to it."""
    said = "\n\n".join(text for text in (issue.expected, issue.observed) if text)
    new = Requirement(
        opportunity=issue.opportunity,
        title=issue.title,
        statement=said,
        source_kind=source,
        source_id=issue.id,
        quote=issue.quote,
        speaker=issue.speaker or issue.reporter,
        tags=issue.tags,
        visibility=issue.visibility,
    )
    return new, replace(issue, requirement=new.id)


def issues_of(criterion: Criterion, issues: Iterable[Issue]) -> list[Issue]:
    """The issues that stand in the way of a criterion: linked from either side."""
    linked = set(criterion.issues)
    return [issue for issue in issues if issue.criterion == criterion.id or issue.id in linked]
