"""The form of a capability."""

from __future__ import annotations

from presales_tui.fields.field import TAGS, Field, choice
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.capability import Capability
from presales_tui.model.record import Record

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Capability: (
        Field("name", N_("Name"), required=True),
        Field("module", N_("Module")),
        Field("description", N_("Description"), "area"),
        choice("fit", N_("Fit"), scales.FIT),
        Field("answer", N_("Standard answer"), "area"),
        Field("limits", N_("Limits"), "area"),
        Field("version", N_("Version")),
        Field("evidence", N_("Evidence")),
        Field("synonyms", N_("Synonyms"), "list"),
        TAGS,
    ),
}
