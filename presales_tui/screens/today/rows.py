"""What Today shows of an opportunity and of what is due: the columns of its two lists, one line in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.deals import LATE, TODAY, Deal, Due
from presales_tui.model.effort import show_days
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record
from presales_tui.screens.ground.desk import percent, short_figures
from presales_tui.widgets.cells import cut
from presales_tui.widgets.commands import commands
from presales_tui.widgets.grid import Cell, Column

BAR = 12
"""Cells of a coverage bar in the list."""
NAME = 16
"""Cells of the name in the line of words."""


def bar(deal: Deal, cells: int = BAR) -> str:
    """The coverage as characters; empty while there is no requirement."""
    from presales_tui.widgets.coverage_bar import bar

    return bar(deal.vitals.coverage, cells) if deal.vitals else ""


def met(deal: Deal) -> Cell:
    """Satisfiable, in percent, marked while the target is not reached; `~2`: so many suspect links."""
    if deal.vitals is None or not deal.vitals.coverage.total:
        return ""
    value, suspects = deal.vitals.coverage.satisfiable_pct, deal.vitals.suspect_count
    shown = percent(value) + (f"~{suspects}" if suspects else "")
    target = deal.record.coverage_target if deal.record else 0
    if value is None and not suspects:
        return shown
    return shown, "good" if value is not None and value >= target and not suspects else "warn"


def custom(deal: Deal) -> str:
    """Person-days of customisation; `?`: not estimated."""
    found = deal.vitals.coverage if deal.vitals else None
    return (show_days(found.days_low, found.days_high) or "?") if found and found.custom else ""


def issues(deal: Deal) -> Cell:
    """Open issues; how many are late (`!!`) and how many soon will be (`!`)."""
    if not deal.open_issues:
        return ""
    if deal.late_issues:
        return f"{deal.open_issues} !!{deal.late_issues}", "bad"
    if deal.soon_issues:
        return f"{deal.open_issues} !{deal.soon_issues}", "warn"
    return str(deal.open_issues)


def verdict(deal: Deal) -> Cell:
    """The technical verdict as a mark."""
    if deal.record is None:
        return ""
    term = scales.TECHNICAL_OUTCOME.term(deal.record.technical_outcome)
    return term.mark, term.tone


def idle(deal: Deal) -> Cell:
    """Days since the last touch; marked where it is too long."""
    if deal.idle is None:
        return ""
    shown = _("{n}d").format(n=deal.idle)
    return (f"!{shown}", "warn") if deal.untouched else shown


def stage(deal: Deal) -> Cell:
    """The stage."""
    term = scales.STAGE.term(deal.stage)
    return term.label(language()), term.tone


def step(deal: Deal) -> str:
    """The next step, with its day."""
    here = deal.record
    return f"{here.next_date[5:]} {here.next_step}".strip() if here else ""


DEALS = (
    Column(N_("Client"), 0, lambda d: d.client, lambda d: d.client),
    Column(N_("Opportunity"), 0, lambda d: d.name, lambda d: d.name),
    Column(N_("Stage"), 8, stage, lambda d: scales.STAGE.order(d.stage), width_en=10),
    Column(N_("Tech"), 4, verdict, lambda d: d.record.technical_outcome if d.record else ""),
    Column("", BAR, bar, least=100),
    Column(
        N_("Met"),
        6,
        met,
        lambda d: (d.vitals.coverage.satisfiable_pct if d.vitals else None) or -1.0,
        align="right",
    ),
    Column(N_("Custom"), 7, custom, lambda d: d.vitals.coverage.days_high if d.vitals else 0, "right", 72),
    Column(N_("Issues"), 6, issues, lambda d: (d.late_issues, d.soon_issues, d.open_issues), "right"),
    Column(N_("Idle"), 6, idle, lambda d: -1 if d.idle is None else d.idle, align="right"),
    Column(N_("Next step"), 12, step, step, least=76),
)
"""The list of opportunities."""


def health(deal: Deal) -> list[str]:
    """What the list has no room for, of one opportunity, for one line."""
    here, vitals = deal.record, deal.vitals
    if here is None or vitals is None:
        return [deal.client, deal.name]
    verdict = scales.TECHNICAL_OUTCOME.label(here.technical_outcome, language())
    parts = [cut(deal.name, NAME), f"{_('Verdict')} {verdict}"]
    if vitals.coverage.total:
        parts.append(short_figures(vitals.coverage))
    cell = issues(deal)
    if cell:
        parts.append(f"{_('Issues')} {cell if isinstance(cell, str) else cell[0]}")
    parts.append(f"> {step(deal)}" if here.next_step else _("no next step"))
    return parts


def when(due: Due) -> Cell:
    """Day and how far off it is; what is late has a sign besides its colour."""
    tone = "bad" if due.group == LATE else "warn" if due.urgent else ""
    if not due.when:
        return _("now"), tone
    try:
        at = datetime.fromisoformat(due.when)
    except ValueError:
        return due.when, tone
    days = (at.date() - date.today()).days
    timed = len(due.when) > 10
    if due.group == LATE:
        hours = int((datetime.now() - at).total_seconds() // 3600) if timed else 24
        off = _("{n}h").format(n=hours) if timed and hours < 24 else _("{n}d").format(n=max(-days, 1))
        return f"!{due.when[5:10]} -{off}", tone
    if due.group == TODAY:
        return " " + (f"{_('today')} {due.when[11:16]}" if timed else _("today")), tone
    return f" {due.when[5:10]} " + (due.when[11:16] if timed else f"+{_('{n}d').format(n=days)}"), tone


def _key(due: Due) -> Cell:
    """The key that opens the row: the digit of the screen that its record is on, or enter."""
    key = next((c.key for c in commands("everywhere") if c.id == due.where), "")
    return ("enter" if due.where == "today" else key), "strong"


DUES = (
    Column(N_("When"), 12, when, lambda d: (d.group == TODAY, d.when)),
    Column(N_("Kind"), 8, lambda d: _(d.kind), lambda d: d.kind, width_en=10),
    Column("", 0, lambda d: d.what, lambda d: d.what),
    Column(N_("Client"), 12, lambda d: d.client, lambda d: d.client),
    Column(N_("Opportunity"), 18, lambda d: d.opportunity, lambda d: d.opportunity, least=100),
    Column(N_("Key"), 5, _key),
)
"""The list of what is due."""


def counts(dues: Sequence[Due]) -> str:
    """The heading above what is due: how much of it."""
    late = sum(due.group == LATE for due in dues)
    now = sum(due.group == TODAY for due in dues)
    return _("Due: {late} late, {now} today, {next} ahead").format(
        late=late, now=now, next=len(dues) - late - now
    )


def deal_sought(deal: Deal) -> Record:
    """What the filter looks at: the opportunity with the name of its client."""
    known = deal.record or Opportunity(id=deal.id, name=deal.name, stage=deal.stage)
    found = Opportunity.from_doc(deal.id, known.to_doc())
    found.__dict__["client"] = deal.client
    return found


def due_sought(due: Due) -> Record:
    """What the filter looks at: the words of the row."""
    found = Record(id=due.id)
    words = {"client": due.client, "opportunity_name": due.opportunity, "what": due.what, "due": due.when}
    found.__dict__.update(words, kind=due.kind, kind_label=_(due.kind), group=due.group)
    return found
