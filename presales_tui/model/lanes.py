"""The lanes of the issue board: the ten statuses in the order in which an issue goes through them."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.locale import N_
from presales_tui.model.scales import ISSUE_DONE
from presales_tui.model.trial import Issue


class Lane(NamedTuple):
    """One column of the board."""

    title: str
    """English message."""
    statuses: tuple[str, ...]
    """Codes of the scale `issue_status`, in the order in which they stand in the lane."""
    entered: str
    """The status of an issue that is moved here."""


LANES = (
    Lane(N_("To answer"), ("reopened", "open"), "open"),
    Lane(N_("At work"), ("in_progress", "ack", "workaround"), "in_progress"),
    Lane(N_("With client"), ("waiting_customer",), "waiting_customer"),
    Lane(N_("With dev"), ("escalated_dev",), "escalated_dev"),
    Lane(N_("Solved"), ("resolved", "closed", "rejected"), "resolved"),
)
"""From left to right; what this version does not know stands in the first."""

_OF = {code: n for n, lane in enumerate(LANES) for code in lane.statuses}


def lane_of(issue: Issue) -> int:
    """The number of the lane in which an issue stands."""
    return _OF.get(issue.status, 0)


def moved(issue: Issue, by: int) -> str:
    """The status of an issue that goes so many lanes on; empty: there is no lane."""
    to = lane_of(issue) + by
    if not 0 <= to < len(LANES):
        return ""
    if to == 0 and any(step[0] in ISSUE_DONE for step in issue.status_log):
        return "reopened"
    return LANES[to].entered
