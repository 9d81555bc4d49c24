"""Where the workbench shows a record: its opportunity, the screen, and what the cursor goes to there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from presales_tui.data.kinds import kind_of

if TYPE_CHECKING:
    from presales_tui.data import ClientStore

SCREENS = {
    "clients": "today",
    "contacts": "people",
    "opportunities": "today",
    "meetings": "meetings",
    "lines": "meetings",
    "requirements": "requirements",
    "pains": "requirements",
    "comments": "requirements",
    "baselines": "requirements",
    "capabilities": "library",
    "sections": "outline",
    "trials": "trial",
    "criteria": "trial",
    "issues": "trial",
    "trainings": "aftersale",
    "evidence": "trial",
    "actions": "follow",
    "decisions": "follow",
    "questions": "follow",
    "risks": "follow",
    "commitments": "follow",
    "decision_steps": "people",
    "qualification": "people",
}
"""The screen of each table."""

_ABOVE = {"comments": ("requirements", "requirement"), "evidence": ("issues", "issue")}
"""Records that are shown with another: its table, and the field that names it."""


class Target(NamedTuple):
    """Where to go."""

    opportunity_id: str
    """Empty: it belongs to no opportunity alone."""
    screen: str
    at: str
    """Id of the record or line that the cursor goes to."""


def target(store: ClientStore, table: str, record_id: str) -> Target | None:
    """Where a record is shown; `None`: it is gone."""
    record = _get(store, table, record_id)
    if record is None:
        return None
    if table == "opportunities":
        return Target(record_id, "today", record_id)
    if table in _ABOVE:
        above, field = _ABOVE[table]
        other = str(getattr(record, field, ""))
        if _get(store, above, other) is not None:
            return target(store, above, other)
    if table == "lines":
        meeting = _get(store, "meetings", record.meeting)
        return Target(meeting.opportunity if meeting else "", "meetings", record_id)
    line = getattr(record, "source_line", "")
    if table == "pains" and line and _get(store, "lines", line) is not None:
        return Target(record.opportunity, "meetings", line)
    at = record.element if table == "qualification" else record_id
    return Target(getattr(record, "opportunity", ""), SCREENS.get(table, "today"), at)


def _get(store: ClientStore, table: str, record_id: str) -> Any:
    kind = kind_of(table)
    return store.get(kind, record_id) if kind is not None and record_id else None
