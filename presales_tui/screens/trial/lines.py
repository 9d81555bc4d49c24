"""What the trial screen shows in a line: columns of criteria and issues, clocks in words, facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.checks.trials import review_day
from presales_tui.model.courses import Courses
from presales_tui.model.sla import Clock, priority
from presales_tui.model.text import one_line
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.screens.shared.labels import label
from presales_tui.widgets.board import Card
from presales_tui.widgets.grid import Cell, Column


def show_left(clock: Clock, day: float = 86400.0) -> Cell:
    """A clock in words: its state, and what is left or how late it is; `day`: seconds of a day of it."""
    term = scales.CLOCK.term(clock.state)
    text = term.label(language())
    if clock.state in ("early", "soon", "late"):
        text += " " + show_span(clock.left, day)
    return text, term.tone


def show_span(span: timedelta, day: float = 86400.0) -> str:
    """A span in its largest two units: `1d 4h`, `3h 20m`, `5m`; the sign is told by the state."""
    minutes = int(abs(span.total_seconds()) // 60)
    days, rest = divmod(minutes, max(int(day // 60), 1))
    hours, minutes = divmod(rest, 60)
    parts = [(days, _("d")), (hours, _("h")), (0 if days or hours > 9 else minutes, _("m"))]
    shown = [f"{n}{unit}" for n, unit in parts if n][:2] or [f"0{_('m')}"]
    return ("" if language() == "zh" else " ").join(shown)


def with_unit(value: str, unit: str) -> str:
    """A figure with its unit; words stay alone."""
    return value + unit if value[-1:].isdigit() else value


CRITERIA = (
    Column(N_("Ref"), 8, lambda c: c.ref, lambda c: c.ref),
    Column(
        N_("Criterion"), 0, lambda c: ("! " if c.must else "") + c.title, lambda c: c.title, field="title"
    ),
    Column(N_("Target"), 14, lambda c: with_unit(c.target, c.unit), field="target"),
    Column(N_("Achieved"), 12, lambda c: with_unit(c.achieved, c.unit) or "-", field="achieved"),
    Column(
        N_("State"),
        10,
        lambda c: label(scales.CRITERION_STATE, c.state),
        lambda c: scales.CRITERION_STATE.order(c.state),
        field="state",
    ),
    Column(
        N_("Weight"), 4, lambda c: str(c.weight), lambda c: c.weight, least=90, width_en=6, field="weight"
    ),
    Column(N_("Measured by"), 26, lambda c: c.measure, least=100, field="measure"),
)

_TONES = {"P1": "bad", "P2": "warn"}


def issue_columns(courses: Courses) -> tuple[Column, ...]:
    """The columns of the issue log; what stands in the clocks comes from `courses`."""
    return (
        Column(N_("Ref"), 8, lambda i: i.ref, lambda i: (len(i.ref), i.ref)),
        Column(N_("P"), 2, lambda i: (priority(i), _TONES.get(priority(i), "")), priority),
        Column(
            N_("Kind"),
            8,
            lambda i: scales.ISSUE_KIND.label(i.kind, language()),
            lambda i: scales.ISSUE_KIND.order(i.kind),
            least=100,
            width_en=10,
            field="kind",
        ),
        Column(N_("Issue"), 0, lambda i: i.title, lambda i: i.title, field="title"),
        Column(
            N_("Status"),
            10,
            lambda i: label(scales.ISSUE_STATUS, i.status),
            lambda i: scales.ISSUE_STATUS.order(i.status),
            field="status",
        ),
        Column(
            N_("Response"),
            12,
            lambda i: show_left(courses.clocks(i)[0], courses.rules(i).calendar.day),
            courses.response_ends,
            least=80,
            width_en=14,
        ),
        Column(
            N_("Solution"),
            12,
            lambda i: show_left(courses.clocks(i)[1], courses.rules(i).calendar.day),
            courses.solution_ends,
            width_en=14,
        ),
        Column(N_("Assignee"), 10, lambda i: i.assignee, lambda i: i.assignee, least=90, field="assignee"),
    )


def issue_card(courses: Courses) -> Callable[[Issue], Card]:
    """How an issue looks on the board: ref, priority and how its clocks stand in the head."""

    def card(issue: Issue) -> Card:
        head = f"{issue.ref} {priority(issue)}"
        if issue.status in scales.ISSUE_DONE:
            term = scales.ISSUE_STATUS.term(issue.status)
            return Card(f"{head} {term.mark}", "muted", issue.title)
        states = [clock.state for clock in courses.clocks(issue)]
        state = next((one for one in ("late", "soon") if one in states), "")
        mark = scales.CLOCK.term(state).mark if state else ""
        if issue.status == "workaround":
            mark = f"{mark}~"
        return Card(
            f"{head} {mark}".rstrip(), scales.CLOCK.term(state).tone if state else "strong", issue.title
        )

    return card


def with_suspects(columns: Sequence[Column], behind: Callable[[str], str]) -> list[Column]:
    """The columns, with a mark on what hangs on a changed requirement; `behind` gives refs of an id."""

    def marked(cell: Callable[[Any], Cell]) -> Callable[[Any], Cell]:
        def shown(row: Any) -> Cell:
            refs = behind(row.id)
            return (f"~{refs} {cell(row)}", "warn") if refs else cell(row)

        return shown

    return [c._replace(cell=marked(c.cell)) if not c.width else c for c in columns]


def trial_line(trial: Trial | None, criteria: Sequence[Criterion]) -> str:
    """Period, state, lock and score of the trial in one or two lines."""
    if trial is None:
        return _("No trial yet. Press T to plan one: purpose, period, decision link.")
    lang = language()
    met = sum(1 for c in criteria if c.state == "met")
    parts = [
        f"{trial.ref} {trial.title}",
        scales.TRIAL_STATE.label(trial.state, lang),
        _period(trial),
        _("criteria met {n}/{m}").format(n=met, m=len(criteria)),
        _("locked") if trial.locked else "",
        _("changes {n}").format(n=len(trial.amendments)) if trial.amendments else "",
    ]
    if trial.verdict:
        parts.append(scales.TRIAL_VERDICT.label(trial.verdict, lang))
    elif trial.midpoint:
        parts.append(_("mid-point: {what}").format(what=scales.MIDPOINT.label(trial.midpoint, lang)))
    elif trial.state in ("running", "midpoint") and (day := review_day(trial)):
        parts.append(_("mid-point {day}").format(day=day[5:]))
    line = "  ".join(part for part in parts if part)
    if not trial.decision_link:
        return line
    return line + "\n" + _("If met: {what}").format(what=one_line(trial.decision_link))


def _period(trial: Trial) -> str:
    """From when to when, without the year where it is this one."""
    year = f"{date.today():%Y}-"
    return f"{trial.start.removeprefix(year)} - {trial.end.removeprefix(year)}".strip(" -")


def kinds(issues: Sequence[Issue]) -> list[str]:
    """How many issues there are of each kind."""
    counts = {term.code: 0 for term in scales.ISSUE_KIND.terms}
    for issue in issues:
        counts[issue.kind] = counts.get(issue.kind, 0) + 1
    return [f"{scales.ISSUE_KIND.label(code, language())} {n}" for code, n in counts.items() if n]


def at(moment: str) -> str:
    """A UTC time in the time of the machine, to the minute."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%m-%d %H:%M")
    except ValueError:
        return moment
