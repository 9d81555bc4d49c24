"""The form of action, commitment, decision, question, risk."""

from __future__ import annotations

from presales_tui.fields.field import QUOTE, SPEAKER, TAGS, TITLE, VISIBILITY, Field, choice
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.record import Record

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Action: (
        TITLE,
        Field("owner", N_("Owner"), people=True),
        choice("side", N_("Side"), scales.SIDE),
        Field("due", N_("Due"), "date"),
        choice("state", N_("State"), scales.ACTION_STATE),
        TAGS,
        QUOTE,
        SPEAKER,
        VISIBILITY,
    ),
    Commitment: (
        TITLE,
        Field("to", N_("To"), people=True),
        Field("owner", N_("Owner"), people=True),
        Field("due", N_("Due"), "date"),
        choice("contractual", N_("Contractual"), scales.CONTRACTUAL),
        Field("delivery_impact", N_("Delivery impact"), "area"),
        choice("state", N_("State"), scales.ACTION_STATE),
        TAGS,
        QUOTE,
        SPEAKER,
        VISIBILITY,
    ),
    Decision: (
        TITLE,
        choice("state", N_("State"), scales.DECISION_STATE),
        Field("context", N_("Context"), "area"),
        Field("why", N_("Why"), "area"),
        TAGS,
        QUOTE,
        SPEAKER,
        VISIBILITY,
    ),
    Question: (
        TITLE,
        Field("to", N_("To"), people=True),
        Field("due", N_("Due"), "date"),
        choice("state", N_("State"), scales.QUESTION_STATE),
        Field("answer", N_("Answer"), "area"),
        TAGS,
        QUOTE,
        SPEAKER,
        VISIBILITY,
    ),
    Risk: (
        TITLE,
        choice("kind", N_("Kind"), scales.RAID_KIND),
        Field("probability", N_("Probability 1-3"), "whole"),
        Field("impact", N_("Impact 1-3"), "whole"),
        Field("response", N_("Response"), "area"),
        Field("owner", N_("Owner"), people=True),
        Field("due", N_("Due"), "date"),
        choice("state", N_("State"), scales.RISK_STATE),
        TAGS,
        QUOTE,
        VISIBILITY,
    ),
}
