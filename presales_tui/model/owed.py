"""What is still owed after a meeting, by whom, and how late it is."""

from __future__ import annotations

from datetime import date

from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.scales import ACTION_OPEN

Followup = Decision | Action | Question | Commitment | Risk
"""What a meeting leaves behind to be followed up."""

KINDS: tuple[type[Followup], ...] = (Action, Question, Commitment, Decision, Risk)
"""In the order in which they are shown: what has a day first."""

_OPEN: dict[type[Followup], frozenset[str]] = {
    Action: ACTION_OPEN,
    Commitment: ACTION_OPEN,
    Question: frozenset({"open"}),
    Decision: frozenset({"proposed"}),
    Risk: frozenset({"open", "occurred"}),
}


def is_open(record: Followup) -> bool:
    """Whether something is still to be done about it."""
    return record.state in _OPEN[type(record)]


def due_of(record: Followup) -> str:
    """The day on which it is due, as an ISO date; empty: none, as with every decision."""
    return "" if isinstance(record, Decision) else record.due[:10]


def days_late(record: Followup, today: date) -> int:
    """By how many days it is overdue; 0: it is not, or nothing is owed any more."""
    if not is_open(record):
        return 0
    try:
        return max((today - date.fromisoformat(due_of(record))).days, 0)
    except ValueError:
        return 0


def urgency(record: Followup) -> tuple[bool, str, str]:
    """Sort key: what is open first, by its day, without a day last; what is done below."""
    return not is_open(record), due_of(record) or "9999", record.ref
