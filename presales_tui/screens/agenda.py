"""What is next over all clients: the figures of an opportunity, and what is due in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from presales_tui.data import ClientStore
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.baseline import Baseline
from presales_tui.model.coverage import coverage
from presales_tui.model.effort import show_days
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.record import Record
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.sla import Courses
from presales_tui.model.suspect import suspect_refs
from presales_tui.model.training import Training
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.screens.deals import Deal, Due
from presales_tui.screens.desk import percent

BELONGS = (
    Meeting,
    Requirement,
    Baseline,
    Pain,
    Action,
    Decision,
    Question,
    Risk,
    Commitment,
    DecisionStep,
    Qualification,
    Section,
    Trial,
    Criterion,
    Issue,
    Training,
)
"""The kinds of record that belong to an opportunity and go with it."""

HORIZON = 14
"""Days ahead that are shown as due."""


def belonging(store: ClientStore, opportunity_id: str) -> Iterator[Record]:
    """Every record of an opportunity."""
    for kind in BELONGS:
        for record in store.where(kind, opportunity=opportunity_id):
            if isinstance(record, Meeting):
                yield from store.where(Line, meeting=record.id)
            yield record


def figures(deal: Deal, store: ClientStore, now: datetime) -> Deal:
    """The row of an opportunity with its figures."""
    here = store.get(Opportunity, deal.id)
    issues = [i for i in store.where(Issue, opportunity=deal.id) if i.status not in scales.ISSUE_DONE]
    courses = Courses(store.where(Trial, opportunity=deal.id) if issues else ())
    late = sum(1 for issue in issues if any(clock.state == "late" for clock in courses.clocks(issue, now)))
    found = coverage(store.where(Requirement, opportunity=deal.id))
    return deal._replace(
        met=percent(found.satisfiable_pct) if found.total else "",
        custom=(show_days(found.days_low, found.days_high) or "?") if found.custom else "",
        open_issues=len(issues),
        late_issues=late,
        suspects=_suspects(store, deal.id),
        next=here.next_step if here else "",
    )


def _suspects(store: ClientStore, opportunity_id: str) -> int:
    requirements = store.where(Requirement, opportunity=opportunity_id)
    holders: list[Record] = [*requirements]
    for kind in (Section, Criterion, Issue):
        holders += store.where(kind, opportunity=opportunity_id)
    return len(suspect_refs(requirements, holders))


def dues(deal: Deal, store: ClientStore, now: datetime) -> Iterator[Due]:
    """What is due in an opportunity up to the horizon: the overdue first of all."""
    here = store.get(Opportunity, deal.id)
    if here is None or here.stage in scales.CLOSED_STAGES:
        return
    until = (now.astimezone() + timedelta(days=HORIZON)).date().isoformat()
    today = now.astimezone().date().isoformat()

    def due(record: Record, when: str, kind: str, what: str, where: str) -> Iterator[Due]:
        if when and when[:10] <= until:
            yield Due(f"{deal.id}/{record.id}", deal.client_id, deal.name, when, kind, what, where)

    if here.next_step:
        yield from due(here, here.next_date, N_("Next step"), here.next_step, "requirements")
    for when, what in here.key_dates:
        if when[:10] >= today:
            yield from due(here, when, N_("Deadline"), what, "requirements")
    for meeting in store.where(Meeting, opportunity=deal.id):
        if meeting.state == "planned":
            yield from due(meeting, meeting.start, N_("Meeting"), meeting.title, "meetings")
    for action in store.where(Action, opportunity=deal.id):
        if action.state in scales.ACTION_OPEN:
            what = f"{action.ref} {action.title}" + (f" @{action.owner}" if action.owner else "")
            yield from due(action, action.due, N_("Action"), what, "follow")
    for promise in store.where(Commitment, opportunity=deal.id):
        if promise.state in scales.ACTION_OPEN:
            yield from due(promise, promise.due, N_("Promise"), f"{promise.ref} {promise.title}", "follow")
    for question in store.where(Question, opportunity=deal.id):
        if question.state == "open":
            yield from due(
                question, question.due, N_("Question"), f"{question.ref} {question.title}", "follow"
            )
    courses = Courses(store.where(Trial, opportunity=deal.id))
    for issue in store.where(Issue, opportunity=deal.id):
        if issue.status in scales.ISSUE_DONE:
            continue
        for clock in courses.clocks(issue, now):
            if clock.state in ("late", "soon") and clock.due is not None:
                at = clock.due.astimezone().strftime("%Y-%m-%dT%H:%M")
                yield from due(issue, at, N_("Issue"), f"{issue.ref} {issue.title}", "trial")
                break
