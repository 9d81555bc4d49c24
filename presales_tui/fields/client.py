"""The form of client."""

from __future__ import annotations

from presales_tui.fields.field import Field
from presales_tui.locale import N_
from presales_tui.model.client import Client
from presales_tui.model.record import Record

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Client: (
        Field("name", N_("Name"), required=True),
        Field("name_en", N_("English name")),
        Field("industry", N_("Industry")),
        Field("size", N_("Size")),
        Field("background", N_("Background"), "area"),
        Field("notes", N_("Internal notes"), "area"),
    ),
}
