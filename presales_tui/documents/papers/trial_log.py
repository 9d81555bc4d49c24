"""The issue log of a trial as a section of its report: figures, every issue, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presales_tui.documents.issue_tables import kinds, severities, span
from presales_tui.documents.pieces import Grid, Piece, Prose, escaped
from presales_tui.documents.trial_words import said
from presales_tui.documents.words import word
from presales_tui.model.issue_figures import (
    Timed,
)
from presales_tui.model.scales import ISSUE_DONE, ISSUE_KIND, ISSUE_STATUS, SEVERITY
from presales_tui.model.text import one_line
from presales_tui.model.trial import Trial

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
