"""The form of requirement, pain, comment."""

from __future__ import annotations

from presales_tui.fields.field import QUOTE, SPEAKER, TAGS, TITLE, VISIBILITY, Field, choice
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.comment import Comment
from presales_tui.model.record import Record
from presales_tui.model.requirement import Pain, Requirement

FORMS: dict[type[Record], tuple[Field, ...]] = {
    Requirement: (
        Field("title", N_("Requirement"), required=True),
        choice("priority", N_("Priority"), scales.PRIORITY, empty=True),
        choice("fit", N_("Fit"), scales.FIT),
        Field("effort", N_("Person-days"), "effort"),
        Field("module", N_("Module")),
        choice("status", N_("Status"), scales.REQUIREMENT_STATUS),
        TAGS,
        Field("statement", N_("In full"), "area"),
        Field("acceptance", N_("Acceptance"), "area"),
        Field("capability", N_("Capability")),
        Field("evidence", N_("Evidence")),
        Field("response", N_("Response"), "area"),
        choice("type", N_("Type"), scales.REQUIREMENT_TYPE),
        choice("level", N_("Level"), scales.REQUIREMENT_LEVEL),
        choice("quality", N_("Quality"), scales.QUALITY, empty=True),
        choice("impact", N_("Deal impact"), scales.DEAL_IMPACT, empty=True),
        Field("actor", N_("User")),
        QUOTE,
        SPEAKER,
        choice("source_kind", N_("Source"), scales.SOURCE, empty=True),
        Field("clause", N_("Clause")),
        Field("clause_mark", N_("Clause mark")),
        choice("deviation", N_("Deviation"), scales.DEVIATION, empty=True),
        Field("depends", N_("Depends on"), "refs"),
        Field("conflicts", N_("Conflicts with"), "refs"),
        Field("duplicates", N_("Duplicate of"), "refs"),
        Field("external_id", N_("External id")),
        Field("note", N_("Note"), "area"),
        VISIBILITY,
    ),
    Comment: (Field("text", N_("Comment"), "area", required=True), VISIBILITY),
    Pain: (TITLE, Field("cost", N_("Cost to them")), TAGS, QUOTE, SPEAKER, VISIBILITY),
}
