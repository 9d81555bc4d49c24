"""The issue log of a trial as a section of its report: figures, every issue, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from presales_tui.documents.pieces import Grid, Piece, Prose, escaped
from presales_tui.documents.trial_words import said
from presales_tui.documents.words import word
from presales_tui.model.issue_figures import (
    SEED,
    Figures,
    Timed,
    add_up,
    average,
    by_kind,
    by_severity,
    middle,
)
from presales_tui.model.scales import ISSUE_DONE, ISSUE_KIND, ISSUE_STATUS, SEVERITY
from presales_tui.model.text import one_line
from presales_tui.model.trial import Trial

_TIMES = (
    "average_response",
    "median_response",
    "late_response",
    "average_solution",
    "median_solution",
    "late_solution",
)

_LISTED = (("ref", 0.11), ("issue", 0.17), ("kind", 0.115), ("severity", 0.085), ("state", 0.115))
_LISTED_TOLD = (("response", 0.1), ("solution", 0.1), ("answer", 0.205))
"""Columns of the list of issues with their widths: words of every document, and of this one."""


def log(issues: Sequence[Timed], trial: Trial, lang: str) -> Iterator[Piece]:
    """The section, of a trial that has any issue."""
    yield _lead(lang, "kinds")
    yield kinds(issues, lang)
    yield Prose(escaped(_clock(trial, lang)))
    yield _lead(lang, "severities")
    yield severities(issues, lang)
    yield _lead(lang, "issue_list")
    header = (
        *(word(lang, key) for key, _width in _LISTED),
        *(said(lang, key) for key, _width in _LISTED_TOLD),
    )
    widths = tuple(width for _key, width in (*_LISTED, *_LISTED_TOLD))
    yield Grid(header, tuple(_listed(one, lang) for one in issues), widths)
    yield _lead(lang, "unresolved")
    open_ = [f"- {escaped(_open(one, lang))}" for one in issues if one.issue.status not in ISSUE_DONE]
    yield Prose("\n".join(open_) or escaped(said(lang, "all_resolved")))


def _lead(lang: str, key: str) -> Prose:
    return Prose(f"**{escaped(said(lang, key))}**")


def _clock(trial: Trial, lang: str) -> str:
    if trial.calendar == "working":
        return said(lang, "clock_working", hours=trial.hours)
    return said(lang, "clock_always")


def _listed(one: Timed, lang: str) -> tuple[str, ...]:
    issue = one.issue
    return (
        issue.ref,
        issue.title,
        ISSUE_KIND.label(issue.kind, lang),
        SEVERITY.label(issue.severity, lang),
        ISSUE_STATUS.label(issue.status, lang),
        _late(span(lang, one.response), one.response_late, lang),
        _late(span(lang, one.solution), one.solution_late, lang),
        one_line(issue.fix or issue.workaround or "-"),
    )


def _late(text: str, late: bool, lang: str) -> str:
    return f"{text} {said(lang, 'overdue')}" if late else text


def _open(one: Timed, lang: str) -> str:
    issue = one.issue
    late = f", {said(lang, 'overdue')}" if one.solution_late else ""
    state = f"({ISSUE_STATUS.label(issue.status, lang)}{late})"
    parts = (issue.ref, issue.title, state, issue.assignee, one_line(issue.workaround))
    return "  ".join(part for part in parts if part)


def span(lang: str, length: timedelta | None) -> str:
    """A time as people say it: minutes below an hour, hours beyond; a dash if nobody knows."""
    if length is None:
        return "-"
    minutes = length.total_seconds() / 60
    if minutes < 59.5:
        return said(lang, "minutes_n", n=round(minutes))
    hours = minutes / 60
    return said(lang, "hours_n", n=f"{hours:.1f}".removesuffix(".0") if hours < 100 else round(hours))


def _row(lang: str, label: str, figures: Figures) -> tuple[str, ...]:
    return (
        label,
        str(figures.count),
        str(figures.done),
        str(figures.open),
        span(lang, average(figures.responses)),
        span(lang, middle(figures.responses)),
        str(figures.late_responses),
        span(lang, average(figures.solutions)),
        span(lang, middle(figures.solutions)),
        str(figures.late_solutions),
    )


def _header(lang: str, first: str) -> tuple[str, ...]:
    names = (word(lang, key) for key in (first, "count", "issue_done", "issue_open"))
    return (*names, *(said(lang, key) for key in _TIMES))


_WIDTHS = (0.14, 0.07, 0.08, 0.08, 0.11, 0.11, 0.09, 0.12, 0.12, 0.08)


def kinds(issues: Sequence[Timed], lang: str) -> Grid:
    """One row a kind: the seed's three and their sum, then what is told apart from them."""
    rows = []
    for kind, figures in by_kind(issues):
        rows.append(_row(lang, ISSUE_KIND.label(kind, lang), figures))
        if kind == SEED[-1]:
            three = add_up(one for one in issues if one.issue.kind in SEED)
            rows.append(_row(lang, said(lang, "sum"), three))
    return Grid(_header(lang, "kind"), tuple(rows), _WIDTHS)


def severities(issues: Sequence[Timed], lang: str) -> Grid:
    """One row a severity."""
    rows = tuple(_row(lang, SEVERITY.label(code, lang), figures) for code, figures in by_severity(issues))
    return Grid(_header(lang, "severity"), rows, _WIDTHS)
