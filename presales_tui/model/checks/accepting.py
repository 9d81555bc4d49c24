"""To accept a finding for one record, with a reason."""

from __future__ import annotations

from dataclasses import replace

from presales_tui.model.change import Change
from presales_tui.model.checks.checker import stamp
from presales_tui.model.checks.rule import Finding
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement


def accept(finding: Finding, record: Requirement | Opportunity, reason: str) -> Change:
    """The change that writes the reason down; an empty reason takes an earlier one back."""
    words = stamp(finding.rule, record) if isinstance(record, Requirement) else ""
    kept = tuple(row for row in record.accepted if row[0] != finding.rule.id)
    if reason:
        kept = (*kept, (finding.rule.id, words, reason))
    return Change("Accept finding").put(replace(record, accepted=kept), record)
