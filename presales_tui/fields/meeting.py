"""The form of meeting."""

from __future__ import annotations

from presales_tui.fields.field import TITLE, VISIBILITY, Field, choice
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.meeting import Meeting
from presales_tui.model.record import Record

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Meeting: (
        TITLE,
        choice("type", N_("Type"), scales.MEETING_TYPE),
        choice("channel", N_("Channel"), scales.CHANNEL),
        Field("start", N_("Begins"), "moment"),
        Field("end", N_("Ends"), "moment"),
        Field("place", N_("Place")),
        Field("attendees", N_("Present"), "list", people=True),
        Field("absent", N_("Absent"), "list", people=True),
        Field("host", N_("Host"), people=True),
        Field("recorder", N_("Recorder"), people=True),
        Field("agenda", N_("Agenda"), "area"),
        choice("state", N_("State"), scales.MEETING_STATE),
        VISIBILITY,
    ),
}
