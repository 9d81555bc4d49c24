"""What the kinds of record are called where all of them stand in one list."""

from __future__ import annotations

from presales_tui.locale import N_, _

_LABELS = {
    "clients": N_("Client"),
    "contacts": N_("Person"),
    "opportunities": N_("Opportunity"),
    "meetings": N_("Meeting"),
    "lines": N_("Minutes"),
    "requirements": N_("Requirement"),
    "pains": N_("Pain point"),
    "comments": N_("Comment"),
    "baselines": N_("Baseline"),
    "capabilities": N_("Capability"),
    "sections": N_("Section"),
    "trials": N_("Trial"),
    "criteria": N_("Criterion"),
    "issues": N_("Issue"),
    "trainings": N_("Training"),
    "evidence": N_("Evidence"),
    "actions": N_("Action"),
    "decisions": N_("Decision"),
    "questions": N_("Question"),
    "risks": N_("Risk"),
    "commitments": N_("Promise"),
    "decision_steps": N_("Decision step"),
    "qualification": N_("MEDDPICC"),
}


def label(table: str) -> str:
    """The name of a kind, in the language in use."""
    return _(_LABELS[table]) if table in _LABELS else table
