"""The forms of contact, decision step and letter of MEDDPICC."""

from __future__ import annotations

from presales_tui.fields.field import VISIBILITY, Field, choice
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.client import Contact
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.record import Record

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Contact: (
        Field("name", N_("Full name"), required=True),
        Field("job", N_("Job")),
        Field("department", N_("Department")),
        choice("side", N_("Side"), scales.SIDE),
        choice("role", N_("Role"), scales.BUYING_ROLE, empty=True),
        choice("stance", N_("Stance"), scales.STANCE),
        Field("influence", N_("Influence"), "level", scales.LEVEL, empty=True),
        Field("interest", N_("Interest"), "level", scales.LEVEL, empty=True),
        Field("reports_to", N_("Reports to"), "person", empty=True),
        Field("concern_business", N_("Business concern"), "area"),
        Field("concern_personal", N_("Own concern"), "area"),
        Field("phone", N_("Phone")),
        Field("email", N_("Mail")),
        Field("aliases", N_("Also called"), "list"),
        Field("notes", N_("Notes"), "area"),
        VISIBILITY,
    ),
    DecisionStep: (
        Field("title", N_("What is decided"), required=True),
        Field("who", N_("Who decides"), "list", people=True),
        Field("due", N_("When"), "date"),
        Field("criteria", N_("By what"), "area"),
        choice("state", N_("State"), scales.STEP_STATE),
        Field("notes", N_("Notes"), "area"),
        VISIBILITY,
    ),
    Qualification: (
        choice("state", N_("State"), scales.EVIDENCE_STATE),
        Field("evidence", N_("Shown by"), "area"),
        Field("gap", N_("Gap"), "area"),
        VISIBILITY,
    ),
}
