"""The form of trial, criterion, issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from presales_tui.fields.clocking import (
    COUNTRY,
    HOURS,
    STEPS,
    TARGETS,
    ZONE,
    days_field,
    refs_field,
    utc_field,
)
from presales_tui.fields.field import QUOTE, SPEAKER, TAGS, TITLE, VISIBILITY, Field, choice
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.flow import amiss, amiss_trial
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.training import Training
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
        Field("host", N_("Host facts"), "area"),
        Field("people", N_("Participants"), "list"),
        Field("cadence", N_("Cadence")),
        Field("stall_clause", N_("Stall clause")),
        Field("end_state", N_("End state")),
        Field("version", N_("Version")),
        Field("signed_by", N_("Agreed by")),
        Field("signed_on", N_("Agreed on"), "date"),
        Field("midpoint_day", N_("Review on"), "date"),
        choice("midpoint", N_("Mid-point"), scales.MIDPOINT, empty=True),
        Field("midpoint_note", N_("Mid-point note"), "area"),
        choice("verdict", N_("Verdict"), scales.TRIAL_VERDICT, empty=True),
        Field("targets", N_("Clock targets"), codec=TARGETS),
        choice("calendar", N_("Clocks count"), scales.CALENDAR),
        Field("hours", N_("Working hours"), codec=HOURS),
        Field("country", N_("Holidays of"), codec=COUNTRY),
        days_field("days_off", N_("Days off")),
        days_field("days_on", N_("Days worked")),
        Field("zone", N_("Time zone"), codec=ZONE),
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
        refs_field("requirements", N_("Requirements"), Requirement),
        refs_field("issues", N_("Issues"), Issue),
        VISIBILITY,
    ),
    Issue: (
        TITLE,
        choice("kind", N_("Kind"), scales.ISSUE_KIND),
        choice("severity", N_("Severity"), scales.SEVERITY),
        choice("impact", N_("Impact"), scales.LEVEL3),
        choice("urgency", N_("Urgency"), scales.LEVEL3),
        choice("status", N_("Status"), scales.ISSUE_STATUS),
        utc_field("reported", N_("Reported at")),
        Field("reporter", N_("Reported by")),
        Field("phone", N_("Phone")),
        Field("assignee", N_("Assignee")),
        Field("steps", N_("Steps"), "area"),
        Field("expected", N_("Expected"), "area"),
        Field("observed", N_("Observed"), "area"),
        Field("log", N_("Log excerpt"), "area", masked=True),
        Field("cause", N_("Cause"), "area"),
        Field("fix", N_("Fix"), "area"),
        Field("workaround", N_("Workaround"), "area"),
        Field("environment", N_("Environment")),
        Field("version", N_("Version")),
        Field("external_ticket", N_("External ticket")),
        Field("faq", N_("FAQ"), "flag"),
        Field("note", N_("Note"), "area"),
        refs_field("criterion", N_("Criterion"), Criterion, one=True),
        refs_field("requirement", N_("Requirement"), Requirement, one=True),
        Field("status_log", N_("Steps taken"), "area", codec=STEPS),
        TAGS,
        SPEAKER,
        QUOTE,
        VISIBILITY,
    ),
    Training: (
        TITLE,
        Field("day", N_("Day"), "date"),
        Field("audience", N_("Audience")),
        Field("trainer", N_("Trainer")),
        Field("hours", N_("Hours"), "number"),
        Field("agenda", N_("Agenda"), "area"),
        Field("planned", N_("Invited"), "whole"),
        Field("attended", N_("Attended"), "whole"),
        Field("attendees", N_("Participants"), "list"),
        choice("state", N_("State"), scales.TRAINING_STATE),
        Field("rating", N_("Rating 1-5"), "number"),
        Field("feedback", N_("Feedback"), "area"),
        Field("materials", N_("Materials")),
        VISIBILITY,
    ),
}

CHECKS: dict[type[Record], Callable[[Any], str]] = {Issue: amiss, Trial: amiss_trial}
"""What the fields of a record have to go together by: a sentence if they do not, else empty."""
