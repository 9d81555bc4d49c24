"""The burn-down of the issue log as lines of text: for the workbench, the command line and a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.burndown import Column, columns, days
from presales_tui.model.courses import Courses
from presales_tui.model.text import cells
from presales_tui.model.trial import Issue, Trial

Line = tuple[str, str]
"""Text and tone."""

_AXIS = 6


def picture(issues: Sequence[Issue], today: date, trial: Trial | None, width: int, height: int) -> list[Line]:
    """Open issues per day by severity, then how many there are of each, how old, and how the clocks stand."""
    first = _date(trial.start) if trial else None
    found = days(issues, today, first if first and first <= today else None)
    if not issues or not found:
        return [(_("No issue yet."), "muted")]
    shown, scale = columns(found, max(width - _AXIS - 1, 10), max(height, 4))
    spread = max((width - _AXIS - 1) // len(shown), 1)
    wide = min(spread, 3)
    lines: list[Line] = [(_("Open issues per day; a character is the severity, 1 the gravest"), "strong")]
    top = max(len(column.cells) for column in shown)
    for row in range(max(top, 1), 0, -1):
        level = f"{round(row * scale):>{_AXIS - 2}} |"
        lines.append(
            (level + "".join(_cell(column, row) * min(wide, 2) + " " * (wide > 2) for column in shown), "")
        )
    lines.append(("   0 +" + "-" * (wide * len(shown)), ""))
    lines.append((" " * _AXIS + _dates(shown, wide), "muted"))
    if scale > 1:
        lines.append((_("One character stands for {n} issues.").format(n=f"{scale:.3g}"), "muted"))
    last = found[-1]
    week = found[-7:]
    lines.append(("", ""))
    lines.append(
        (
            _("Open {n}; today +{came} -{went}; in 7 days +{week_came} -{week_went}").format(
                n=last.total,
                came=last.came,
                went=last.went,
                week_came=sum(day.came for day in week),
                week_went=sum(day.went for day in week),
            ),
            "strong",
        )
    )
    return lines + _bars(issues, trial, last.open, width)


def _cell(column: Column, row: int) -> str:
    return column.cells[row - 1] if row <= len(column.cells) else " "


def _dates(shown: Sequence[Column], wide: int) -> str:
    """First and last day below their columns, and some between where there is room."""
    line = ""
    for n, column in enumerate(shown):
        text = f"{column.day:%m-%d}"
        at = n * wide
        end = n == len(shown) - 1
        if end and n and at - len(line) < 1:
            continue
        if at >= len(line) + (2 if line else 0) and (end or n % max(10 // wide, 1) == 0):
            line = line.ljust(at) + text
    return line


def _bars(issues: Sequence[Issue], trial: Trial | None, open_: Sequence[int], width: int) -> list[Line]:
    lang = language()
    room = max(min(width - 34, 40), 8)
    lines: list[Line] = []
    most = max([*open_, 1])
    rows = [
        (f"{term.mark} {term.label(lang)}", count, term.mark, term.tone)
        for term, count in zip(scales.SEVERITY.terms, open_, strict=True)
    ]
    for name, count, mark, tone in rows:
        bar = mark * max(round(room * count / most), 1) if count else ""
        lines.append((f"  {_pad(name, 14)}{count:>4}  {bar}", tone if count else "muted"))
    courses = Courses([trial] if trial else [])
    now = datetime.now(UTC)
    clocks: dict[str, int] = {}
    waiting = 0
    for issue in issues:
        if issue.status not in scales.ISSUE_DONE:
            state = courses.clocks(issue, now)[1].state
            clocks[state] = clocks.get(state, 0) + 1
            waiting += state == "paused"
    parts = [
        f"{term.mark} {term.label(lang)} {clocks[term.code]}".strip()
        for term in scales.CLOCK.terms
        if clocks.get(term.code)
    ]
    if parts:
        lines.append(("", ""))
        lines.append((_("Solution clocks of the open ones: {parts}").format(parts="  ".join(parts)), ""))
    kinds = []
    for term in scales.ISSUE_KIND.terms:
        mine = [issue for issue in issues if issue.kind == term.code]
        if mine:
            left = sum(1 for issue in mine if issue.status not in scales.ISSUE_DONE)
            kinds.append(f"{term.label(lang)} {left}/{len(mine)}")
    lines.append((_("Open of all, by kind: {parts}").format(parts="  ".join(kinds)), ""))
    return lines


def _pad(text: str, width: int) -> str:
    return text + " " * max(width - cells(text), 0)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
