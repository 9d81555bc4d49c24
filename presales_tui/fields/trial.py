"""The form of trial, criterion, issue."""

from __future__ import annotations

from presales_tui.fields.field import QUOTE, TAGS, TITLE, VISIBILITY, Field, choice
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.record import Record
from presales_tui.model.trial import Criterion, Issue, Trial

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Trial: (
        TITLE,
        choice("kind", N_("Kind"), scales.TRIAL_KIND),
        choice("state", N_("State"), scales.TRIAL_STATE),
        Field("start", N_("Begins"), "date"),
        Field("end", N_("Ends"), "date"),
        Field("purpose", N_("Purpose"), "area"),
        Field("decision_link", N_("Decision link"), "area"),
        Field("scope_in", N_("In scope"), "area"),
        Field("scope_out", N_("Out of scope"), "area"),
        choice("deployment", N_("Deployment"), scales.DEPLOYMENT, empty=True),
        Field("environment", N_("Environment"), "area"),
        Field("people", N_("Participants"), "list"),
        Field("cadence", N_("Cadence")),
        Field("stall_clause", N_("Stall clause")),
        Field("end_state", N_("End state")),
        choice("midpoint", N_("Mid-point"), scales.MIDPOINT, empty=True),
        choice("verdict", N_("Verdict"), scales.TRIAL_VERDICT, empty=True),
    ),
    Criterion: (
        Field("title", N_("Criterion"), required=True),
        choice("category", N_("Category"), scales.CRITERION_CATEGORY),
        Field("measure", N_("Measured by")),
        Field("target", N_("Target")),
        Field("achieved", N_("Achieved")),
        Field("unit", N_("Unit")),
        Field("weight", N_("Weight 1-5"), "whole"),
        Field("must", N_("Must"), "flag"),
        choice("state", N_("State"), scales.CRITERION_STATE),
        Field("evidence", N_("Evidence"), "area"),
    ),
    Issue: (
        TITLE,
        choice("kind", N_("Kind"), scales.ISSUE_KIND),
        choice("severity", N_("Severity"), scales.SEVERITY),
        choice("impact", N_("Impact"), scales.LEVEL3),
        choice("urgency", N_("Urgency"), scales.LEVEL3),
        choice("status", N_("Status"), scales.ISSUE_STATUS),
        Field("reporter", N_("Reported by")),
        Field("phone", N_("Phone")),
        Field("assignee", N_("Assignee")),
        Field("steps", N_("Steps"), "area"),
        Field("expected", N_("Expected"), "area"),
        Field("observed", N_("Observed"), "area"),
        Field("log", N_("Log excerpt"), "area"),
        Field("cause", N_("Cause"), "area"),
        Field("fix", N_("Fix"), "area"),
        Field("workaround", N_("Workaround"), "area"),
        Field("environment", N_("Environment")),
        Field("version", N_("Version")),
        Field("external_ticket", N_("External ticket")),
        Field("faq", N_("FAQ"), "flag"),
        Field("note", N_("Note"), "area"),
        TAGS,
        QUOTE,
        VISIBILITY,
    ),
}
