"""Which record class a table holds. Classes are imported when first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from presales_tui.model.record import Record

_CLASSES = {
    "clients": "client.Client",
    "contacts": "client.Contact",
    "opportunities": "opportunity.Opportunity",
    "meetings": "meeting.Meeting",
    "lines": "meeting.Line",
    "requirements": "requirement.Requirement",
    "pains": "requirement.Pain",
    "comments": "comment.Comment",
    "baselines": "baseline.Baseline",
    "capabilities": "capability.Capability",
    "sections": "outline.Section",
    "trials": "trial.Trial",
    "criteria": "trial.Criterion",
    "issues": "trial.Issue",
    "trainings": "training.Training",
    "evidence": "evidence.Evidence",
    "actions": "followup.Action",
    "decisions": "followup.Decision",
    "questions": "followup.Question",
    "risks": "followup.Risk",
    "commitments": "followup.Commitment",
    "decision_steps": "qualification.DecisionStep",
    "qualification": "qualification.Qualification",
}

TABLES = tuple(_CLASSES)
"""Every table that holds records."""


@cache
def kind_of(table: str) -> type[Record] | None:
    """The class of the records in a table; `None` for a table of a newer version or of other use."""
    path = _CLASSES.get(table)
    if path is None:
        return None
    module, _, name = path.partition(".")
    found: type[Record] = getattr(import_module(f"presales_tui.model.{module}"), name)
    return found
