"""Issues counted by kind and by severity, with how fast they were answered and solved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from presales_tui.documents.pieces import Grid
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
from presales_tui.model.scales import ISSUE_KIND, SEVERITY

_TIMES = (
    "average_response",
    "median_response",
    "late_response",
    "average_solution",
    "median_solution",
    "late_solution",
)


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
