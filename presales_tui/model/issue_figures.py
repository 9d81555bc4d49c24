"""What the issue log of a trial adds up to: how many of each kind, how fast they were answered and solved.

Times are those of the clocks: in working hours where the trial counts them, without the time that an
issue waited for the customer. An issue whose steps do not say when counts among the issues, not in the times.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean, median

from presales_tui.model.issue_times import answered_at, solved_at
from presales_tui.model.scales import ISSUE_DONE, ISSUE_KIND, SEVERITY
from presales_tui.model.sla import WAITING, clocks_of, course, rules_of, used
from presales_tui.model.trial import Issue, Trial

SEED = ("usage", "deployment", "defect")
"""The three kinds that a trial is judged by; the others are told apart from them."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One issue with what its clocks say."""

    issue: Issue
    response: timedelta | None
    """Until somebody answered; `None`: nobody has, or nobody knows when."""
    solution: timedelta | None
    """Until it was solved; `None`: it is not, or nobody knows when."""
    response_late: bool
    solution_late: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The sum over some issues."""

    count: int = 0
    done: int = 0
    responses: tuple[timedelta, ...] = ()
    solutions: tuple[timedelta, ...] = ()
    late_responses: int = 0
    late_solutions: int = 0

    @property
    def open(self) -> int:
        """How many are not solved."""
        return self.count - self.done


def timed(issue: Issue, trial: Trial | None, now: datetime) -> Timed:
    """An issue with its times, by the rules of its trial."""
    rules, at = rules_of(trial), now.timestamp()
    here = course(issue, rules, at)
    response, solution = clocks_of(here, rules.calendar, at, paused=issue.status == WAITING)
    return Timed(
        issue,
        _span(rules.calendar.between(here.began, here.answered))
        if here.answered is not None and answered_at(issue)
        else None,
        _span(used(here, rules.calendar, at)) if here.done is not None and solved_at(issue) else None,
        response.state in ("late", "missed"),
        solution.state in ("late", "missed"),
    )


def _span(seconds: float) -> timedelta:
    return timedelta(seconds=round(seconds))


def add_up(issues: Iterable[Timed]) -> Figures:
    """The figures of some issues together."""
    every = list(issues)
    return Figures(
        len(every),
        sum(one.issue.status in ISSUE_DONE for one in every),
        tuple(one.response for one in every if one.response is not None),
        tuple(one.solution for one in every if one.solution is not None),
        sum(one.response_late for one in every),
        sum(one.solution_late for one in every),
    )


def by_kind(issues: Sequence[Timed]) -> list[tuple[str, Figures]]:
    """(kind, figures): the seed's three always, the others where there are any."""
    found = []
    for kind in ISSUE_KIND.codes:
        members = [one for one in issues if one.issue.kind == kind]
        if members or kind in SEED:
            found.append((kind, add_up(members)))
    return found


def by_severity(issues: Sequence[Timed]) -> list[tuple[str, Figures]]:
    """(severity, figures), the gravest first, without those that nothing has."""
    groups = ((code, [one for one in issues if one.issue.severity == code]) for code in SEVERITY.codes)
    return [(code, add_up(members)) for code, members in groups if members]


def average(spans: Sequence[timedelta]) -> timedelta | None:
    """The mean; `None` of none."""
    return timedelta(seconds=mean(span.total_seconds() for span in spans)) if spans else None


def middle(spans: Sequence[timedelta]) -> timedelta | None:
    """The median; `None` of none."""
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None
