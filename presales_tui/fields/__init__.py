"""Which fields a form shows for each kind of record, in which order: a module a subject, a row a field."""

from __future__ import annotations

from presales_tui.fields import (
    capability,
    client,
    followup,
    meeting,
    opportunity,
    outline,
    people,
    requirement,
    trial,
)
from presales_tui.fields.field import Field, read, show
from presales_tui.model.record import Record

__all__ = ["FIELDS", "Field", "read", "show"]

_MODULES = (capability, client, people, opportunity, meeting, requirement, followup, outline, trial)

FIELDS: dict[type[Record], tuple[Field, ...]] = {
    kind: fields for module in _MODULES for kind, fields in module.FORMS.items()
}
