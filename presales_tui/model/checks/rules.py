"""The rules, one row each.

Sources: ISO/IEC/IEEE 29148 (wanted qualities of a requirement), DSDM, and the trade's own practice of
fit, deviation and starred clauses.
"""

from __future__ import annotations

from presales_tui.locale import N_
from presales_tui.model.checks.rule import Rule

_FIT = N_("fit and deviation practice")

VAGUE = Rule(
    "vague",
    N_("Vague word"),
    N_("Say it with a number, a list or an example."),
    N_("ISO/IEC/IEEE 29148:2018, 5.2.5 unambiguous"),
    True,
)
COMPOUND = Rule(
    "compound",
    N_("Two in one"),
    N_("Split it: each gets a fit of its own."),
    N_("ISO/IEC/IEEE 29148:2018, 5.2.5 singular"),
    True,
)
UNMEASURED = Rule(
    "unmeasured",
    N_("Quality without a figure"),
    N_("Ask how many, how fast, how often; write the figure."),
    N_("ISO/IEC/IEEE 29148:2018, 5.2.5 verifiable"),
    True,
)
ACCEPTANCE = Rule(
    "acceptance",
    N_("No acceptance criterion"),
    N_("Write how both sides see that it is met."),
    N_("ISO/IEC/IEEE 29148:2018, 5.2.5 verifiable"),
)
SOURCE = Rule(
    "source",
    N_("No source"),
    N_("Name the meeting, the clause or who said it."),
    N_("ISO/IEC/IEEE 29148:2018, 5.2.5 traceable"),
)
PRIORITY = Rule(
    "priority", N_("No priority"), N_("Rank it with the client: must, should, could."), "DSDM MoSCoW"
)
DUPLICATE = Rule(
    "duplicate",
    N_("Said twice"),
    N_("Keep one; set the other to superseded."),
    N_("ISO/IEC/IEEE 29148:2018, 5.2.5 necessary"),
    True,
)
UNKNOWN = Rule(
    "unknown", N_("Not assessed"), N_("Set the fit: it is never counted as met, and the deck shows it."), _FIT
)
EVIDENCE = Rule(
    "evidence",
    N_("Met, but no evidence"),
    N_("Say where it can be seen: manual page, demo, reference."),
    _FIT,
)
ESTIMATE = Rule("estimate", N_("Custom without estimate"), N_("Give a range of person-days."), _FIT)
ROADMAP = Rule("roadmap", N_("Roadmap without version or date"), N_("Say which version, or when."), _FIT)
WORKAROUND = Rule("workaround", N_("Workaround not described"), N_("Describe it in the response."), _FIT)
PARTNER = Rule("partner", N_("Third party not named"), N_("Name the partner or product as capability."), _FIT)
GAP = Rule(
    "gap", N_("A must that is not met, without an answer"), N_("Offer something else, or an honest no."), _FIT
)
UNCLEAR = Rule(
    "unclear",
    N_("Unclear, but promised"),
    N_("Clear it up before a section or a criterion rests on it."),
    N_("status scale"),
)
UNPLACED = Rule(
    "unplaced",
    N_("A must that no section answers"),
    N_("Link it to a section of the outline (l)."),
    N_("traceability"),
)
STAR = Rule(
    "star",
    N_("Starred clause not answered"),
    N_("Set fit and deviation: it may disqualify the bid."),
    N_("tender practice"),
)
STAR_NEGATIVE = Rule(
    "star-negative",
    N_("Starred clause with negative deviation"),
    N_("This disqualifies the bid as a rule."),
    N_("tender practice"),
)
POSITIVE = Rule(
    "positive",
    N_("Positive deviation without evidence"),
    N_("Prove it, or declare no deviation."),
    N_("tender practice"),
)
DECLARED = Rule(
    "declared",
    N_("Declared as met, though it is not"),
    N_("No deviation is declared over a gap, or over custom work without estimate."),
    _FIT,
)
SUSPECT = Rule(
    "suspect",
    N_("Answer older than the statement"),
    N_("Read the answer again; y says that it is still fine."),
    N_("suspect links"),
)
MUST_SHARE = Rule(
    "must-share",
    N_("Must above 60 percent of the effort"),
    N_("Move something to should, or plan a second phase."),
    N_("DSDM MoSCoW: must at most 60 %"),
)

RULES = (
    STAR_NEGATIVE,
    STAR,
    DECLARED,
    SUSPECT,
    MUST_SHARE,
    UNCLEAR,
    ESTIMATE,
    EVIDENCE,
    GAP,
    ROADMAP,
    WORKAROUND,
    PARTNER,
    POSITIVE,
    DUPLICATE,
    VAGUE,
    COMPOUND,
    UNMEASURED,
    ACCEPTANCE,
    SOURCE,
    PRIORITY,
    UNPLACED,
    UNKNOWN,
)
"""Every rule, the gravest first."""

BY_ID = {rule.id: rule for rule in RULES}
