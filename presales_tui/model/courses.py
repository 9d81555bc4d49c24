"""The clocks of many issues at once: each is looked at once, then sorted by and drawn with every tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from presales_tui.model.sla import (
    DEFAULT,
    WAITING,
    Clock,
    Course,
    Rules,
    clocks_of,
    course,
    parse_utc,
    priority,
    rules_of,
)
from presales_tui.model.trial import Issue, Trial
from presales_tui.model.working import NEVER

_SLICE = 200
"""Issues that are looked at at a time: a few milliseconds."""


class _Known(NamedTuple):
    """An issue that was looked at, by which rules, and what came of it."""

    issue: Issue
    rules: Rules
    course: Course
    response: float
    """What its response clock is sorted by: clocks that run by their end, then those that have stopped."""
    solution: float
    """The same of its solution clock."""


_FAR = 1e11
"""Later than any moment that a clock of a calendar ends at, in seconds since 1970."""


def _place(done: float | None, by: float) -> float:
    """One number to sort by: clocks that run by their end, those that stand still, those that stopped."""
    return min(by, _FAR) if done is None else 2 * _FAR - done


class Courses:
    """The courses of many issues, each looked at once: what is sorted by and drawn with every tick."""

    def __init__(self, trials: Iterable[Trial] = ()) -> None:
        self._known: dict[str, _Known] = {}
        self._urgent: dict[str, tuple[Issue, Rules, tuple[str, float]]] = {}
        self._rules: dict[str, Rules] = {}
        self.use(trials)

    def use(self, trials: Iterable[Trial]) -> None:
        """Go by the rules of these trials; what went by others is looked at again."""
        self._rules = {trial.id: rules_of(trial) for trial in trials}

    def rules(self, issue: Issue) -> Rules:
        """What the clocks of an issue go by."""
        return self._rules.get(issue.trial, DEFAULT)

    def course(self, issue: Issue) -> Course:
        """The course of an issue."""
        return self._look(issue).course

    def _look(self, issue: Issue) -> _Known:
        """What is known of an issue, looked at again if it or its rules have changed."""
        rules = self.rules(issue)
        known = self._known.get(issue.id)
        if known is not None and known.issue is issue and known.rules is rules:
            return known
        here = course(issue, rules, datetime.now(UTC).timestamp())
        response = _place(here.answered, here.respond_by)
        solution = _place(here.done, here.solve_by)
        self._known[issue.id] = found = _Known(issue, rules, here, response, solution)
        return found

    def warm(self, issues: Sequence[Issue], start: int) -> int:
        """Look at some issues from a place on, between two keys; the place to go on at, 0: all are known."""
        end = min(start + _SLICE, len(issues))
        for issue in issues[start:end]:
            self.course(issue)
        return end if end < len(issues) else 0

    def clocks(self, issue: Issue, now: datetime | None = None) -> tuple[Clock, Clock]:
        """The clocks of an issue, now or at a time."""
        at = (now or datetime.now(UTC)).timestamp()
        calendar = self.rules(issue).calendar
        return clocks_of(self.course(issue), calendar, at, paused=issue.status == WAITING)

    def response_ends(self, issue: Issue) -> float:
        """What response clocks are sorted by."""
        return self._look(issue).response

    def solution_ends(self, issue: Issue) -> float:
        """What solution clocks are sorted by."""
        return self._look(issue).solution

    def most_urgent_first(self, issues: Iterable[Issue]) -> list[Issue]:
        """Open issues by priority, in each by when they are due; those that wait stand last in it.

        Where all go by the same rules, what was reported first is due first, later by what it waited:
        that is told without the course of each.
        """
        every = list(issues)
        if len({id(self._rules.get(trial, DEFAULT)) for trial in {issue.trial for issue in every}}) > 1:
            return sorted(every, key=lambda issue: (priority(issue), self.course(issue).solve_by))
        return sorted(every, key=self._urgency)

    def _urgency(self, issue: Issue) -> tuple[str, float]:
        rules = self._rules.get(issue.trial, DEFAULT)
        known = self._urgent.get(issue.id)
        if known is not None and known[0] is issue and known[1] is rules:
            return known[2]
        if issue.status == WAITING or any(step[0] == WAITING for step in issue.status_log):
            here = self.course(issue)
            at = here.solve_by
            if at != NEVER:
                between = rules.calendar.between
                held = sum(between(a, b) for a, b in here.waits if a < at)
                at = rules.calendar.after(here.began, held)
        else:
            reported = parse_utc(issue.reported) or parse_utc(issue.created)
            at = reported.timestamp() if reported else NEVER
        found = (priority(issue), at)
        self._urgent[issue.id] = (issue, rules, found)
        return found
