"""The form of section."""

from __future__ import annotations

from presales_tui.fields.field import TITLE, VISIBILITY, Field
from presales_tui.locale import N_
from presales_tui.model.outline import Section
from presales_tui.model.record import Record

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Section: (
        TITLE,
        Field("body", N_("Text"), "area"),
        Field("notes", N_("Notes"), "area"),
        Field("minutes", N_("Talk time in minutes"), "number"),
        Field("parked", N_("Set aside"), "flag"),
        VISIBILITY,
    ),
}
