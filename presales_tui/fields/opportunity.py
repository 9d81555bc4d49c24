"""The form of opportunity."""

from __future__ import annotations

from presales_tui.fields.field import Field, choice
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Opportunity: (
        Field("name", N_("Name"), required=True),
        choice("kind", N_("Kind"), scales.PRESALES_KIND),
        choice("stage", N_("Stage"), scales.STAGE),
        choice("technical_outcome", N_("Technical verdict"), scales.TECHNICAL_OUTCOME),
        choice("deployment", N_("Deployment"), scales.DEPLOYMENT, empty=True),
        Field("summary", N_("Goal"), "area"),
        Field("next_step", N_("Next step")),
        Field("next_date", N_("On"), "date"),
        Field("owner", N_("Presales")),
        Field("sales_owner", N_("Sales")),
        Field("value", N_("Value (CNY)"), "number"),
        Field("coverage_target", N_("Coverage target %"), "number"),
        Field("buffer", N_("Effort buffer %"), "number"),
        Field("day_rate", N_("Day rate (CNY)"), "number"),
        Field("phase_needs", N_("Phase 2 from needs"), "whole"),
        Field("phase_days", N_("Phase 2 from days"), "number"),
        Field("needs_tender", N_("Tender"), "flag"),
        Field("tender_no", N_("Tender no.")),
        Field("budget", N_("Budget (CNY)"), "number"),
        Field("key_dates", N_("Deadlines"), "dates"),
        Field("deck_template", N_("Deck template")),
        Field("deck_refs", N_("Refs on slides"), "flag"),
        Field("deck_version", N_("Deck version")),
        Field("deck_mark", N_("Deck marking")),
        Field("deck_minutes", N_("Talk limit (min)"), "number"),
    ),
}
