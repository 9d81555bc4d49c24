"""After the sale: new needs are collected until there are enough of them for a second phase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from presales_tui.model.change import Change
from presales_tui.model.flow import as_requirement
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Issue


class Need(NamedTuple):
    """A need that the running project does not answer."""

    record: Requirement | Issue
    source: str
    """`trial`, `after_sale`, or `deferred` for what was put off."""

    @property
    def id(self) -> str:
        """Id of its record."""
        return self.record.id

    @property
    def days(self) -> tuple[float, float]:
        """Person-days from and to; 0: not estimated."""
        r = self.record
        return (r.effort_low, r.effort_high) if isinstance(r, Requirement) else (0.0, 0.0)


class Backlog(NamedTuple):
    """All of them, and whether they make a second phase."""

    needs: tuple[Need, ...]
    days_low: float
    days_high: float
    enough: bool
    """As many, or as much work, as the opportunity sets as the threshold of a second phase."""


def backlog(
    requirements: Iterable[Requirement], issues: Iterable[Issue], opportunity: Opportunity | None
) -> Backlog:
    """What was put off, what came up after the sale, and new needs of the trial that are no requirement.

    `requirements` and `issues` are those of the client: what a later phase has taken over is not told again.
    """
    here = opportunity.id if opportunity is not None else ""
    every = list(requirements)
    taken = {r.source_id for r in every if r.opportunity != here and r.source_kind == "after_sale"}
    requirements = [r for r in every if r.opportunity == here and r.id not in taken]
    issues = [issue for issue in issues if issue.opportunity == here]
    needs = []
    for r in requirements:
        if r.status in ("rejected", "superseded"):
            continue
        if r.status == "deferred":
            needs.append(Need(r, "deferred"))
        elif r.source_kind == "after_sale":
            needs.append(Need(r, "after_sale"))
    known = {need.id for need in needs}
    needs += [
        Need(issue, "trial")
        for issue in issues
        if issue.kind == "new_need" and issue.status != "rejected" and not issue.requirement
    ]
    needs += [
        Need(r, "trial")
        for r in requirements
        if r.source_kind == "trial" and r.id not in known and r.status in ("captured", "clarifying")
    ]
    low, high = (sum(need.days[end] for need in needs) for end in (0, 1))
    enough = opportunity is not None and bool(
        (opportunity.phase_needs and len(needs) >= opportunity.phase_needs)
        or (opportunity.phase_days and high >= opportunity.phase_days)
    )
    return Backlog(tuple(needs), low, high, enough)


def phase_two(
    chosen: Sequence[Need], before: Opportunity, name: str, now: str, *, move: bool = False
) -> tuple[Opportunity, Change]:
    """The next opportunity and the change that opens it with the chosen needs, whole, in one step.

    A need is copied and its original put off; with `move` the requirement itself goes over. A new need of
    the issue log becomes a requirement of the next phase, linked both ways.
    """
    new = Opportunity(
        name=name,
        kind=before.kind,
        stage="qualified",
        stage_log=(("qualified", now),),
        deployment=before.deployment,
        owner=before.owner,
        sales_owner=before.sales_owner,
        coverage_target=before.coverage_target,
        buffer=before.buffer,
        day_rate=before.day_rate,
        previous=before.id,
    )
    change = Change("Open phase two").put(new)
    for need in chosen:
        was = need.record
        if isinstance(was, Issue):
            made, linked = as_requirement(was, "after_sale")
            change.put(replace(made, opportunity=new.id)).put(linked, was)
        elif move:
            change.put(replace(was, opportunity=new.id, status="captured"), was)
        else:
            change.put(_copy(was, new.id))
            if was.status != "deferred":
                change.put(replace(was, status="deferred"), was)
    return new, change


def _copy(was: Requirement, opportunity: str) -> Requirement:
    """The requirement anew, for another opportunity; what hung on the first one stays with it."""
    fresh = Requirement()
    return replace(
        was,
        id=fresh.id,
        ref="",
        created="",
        updated="",
        author="",
        opportunity=opportunity,
        status="captured",
        source_kind="after_sale",
        source_id=was.id,
        source_line="",
        depends=(),
        conflicts=(),
        duplicates=(),
        seen=(),
        accepted=(),
    )
