"""The rules of trials and issues, one row each, the gravest first."""

from __future__ import annotations

from presales_tui.locale import N_
from presales_tui.model.checks.rule import Rule

_POC = N_("trial practice: criteria signed before start, locked, 3 to 7, each with a number")
_CLOCK = N_("response and solution targets of the trial")

LATE = Rule(
    "issue-late", N_("Issue past its clock"), N_("Answer it now; say until when it is solved."), _CLOCK
)
UNSIGNED = Rule(
    "trial-unsigned",
    N_("Trial started without signature"),
    N_("Have the criteria agreed in writing and write down by whom (K)."),
    _POC,
)
NO_CRITERIA = Rule(
    "trial-no-criteria",
    N_("Trial started without criteria"),
    N_("Agree on three to seven, each with a number."),
    _POC,
)
UNLOCKED = Rule(
    "trial-unlocked",
    N_("Trial runs, criteria not locked"),
    N_("Lock them (K): from then on a change needs a reason that is kept."),
    _POC,
)
TOO_MANY = Rule("criteria-many", N_("More than seven criteria"), N_("Keep those that decide."), _POC)
TOO_FEW = Rule(
    "criteria-few", N_("Fewer than three criteria"), N_("Ask what else would convince them."), _POC
)
NO_NUMBER = Rule(
    "criterion-number",
    N_("Criterion without a number"),
    N_("Agree on a figure and its unit as target."),
    _POC,
)
DISAGREES = Rule(
    "criterion-figures",
    N_("State and figures disagree"),
    N_("Target and what was achieved say something else; set the state (m)."),
    _POC,
)
UNPROVEN = Rule(
    "criterion-evidence",
    N_("Met, but nothing to show"),
    N_("Write what was achieved, or where it can be seen."),
    _POC,
)
DECISION = Rule(
    "trial-decision",
    N_("No decision link"),
    N_("Agree on what the client commits to if the criteria are met."),
    _POC,
)
MIDPOINT = Rule(
    "trial-midpoint",
    N_("Mid-point passed without a verdict"),
    N_("Review it with the client: go, adjust or stop (P)."),
    _POC,
)
OVERDUE = Rule(
    "trial-overdue",
    N_("Trial is over, no verdict"),
    N_("Read the results out and agree on the verdict."),
    _POC,
)
END_STATE = Rule(
    "trial-end-state",
    N_("No end state"),
    N_("Say what becomes of the environment and the data."),
    _POC,
)
SKEWED = Rule(
    "issue-times",
    N_("Times that cannot be"),
    N_("Put the report or the steps right in the form (e)."),
    _CLOCK,
)
NOBODY = Rule("issue-nobody", N_("Urgent issue without assignee"), N_("Say who answers it."), _CLOCK)
NO_ANSWER = Rule(
    "issue-answer",
    N_("Solved, but the answer is not written"),
    N_("Write the fix or the workaround: the next client asks it too."),
    N_("answer library"),
)
NEED = Rule(
    "issue-need",
    N_("New need that is no requirement yet"),
    N_("Make it one (r): coverage and effort then know it."),
    N_("traceability"),
)
CALENDAR = Rule(
    "trial-calendar",
    N_("Days worked in exchange not known yet"),
    N_("The calendar of that year is not announced: add days off and days worked to the trial."),
    _CLOCK,
)

RULES = (
    LATE,
    UNSIGNED,
    NO_CRITERIA,
    UNLOCKED,
    SKEWED,
    OVERDUE,
    MIDPOINT,
    DISAGREES,
    NO_NUMBER,
    TOO_MANY,
    TOO_FEW,
    DECISION,
    UNPROVEN,
    NOBODY,
    NEED,
    NO_ANSWER,
    END_STATE,
    CALENDAR,
)
"""Every rule of trials and issues, the gravest first."""
