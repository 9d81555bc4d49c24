"""When an issue was answered and when it was solved, as its steps say."""

from __future__ import annotations

from presales_tui.model.scales import ISSUE_DONE
from presales_tui.model.trial import Issue

_UNANSWERED = frozenset({"open", "reopened"})


def answered_at(issue: Issue) -> str:
    """UTC time of the first step that was an answer; empty: not known."""
    return next((at for code, at, *_who in issue.status_log if code not in _UNANSWERED), "")


def solved_at(issue: Issue) -> str:
    """UTC time of the step that solved it for good; the client's confirmation, later, does not count."""
    if issue.status not in ISSUE_DONE:
        return ""
    found = ""
    for code, at, *_who in reversed(issue.status_log):
        if code in ISSUE_DONE:
            found = at
        elif found:
            break
    return found
