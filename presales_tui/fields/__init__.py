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
from presales_tui.model.errors import Wrong
from presales_tui.model.record import Record

__all__ = ["FIELDS", "Field", "check", "read", "show"]

_MODULES = (capability, client, people, opportunity, meeting, requirement, followup, outline, trial)

FIELDS: dict[type[Record], tuple[Field, ...]] = {
    kind: fields for module in _MODULES for kind, fields in module.FORMS.items()
}


def check(new: Record, was: Record) -> None:
    """Whether the fields of an edited record go together. Raises `Wrong` if they do not since the edit."""
    amiss = trial.CHECKS.get(type(new))
    if amiss is not None and (sentence := amiss(new)) and not amiss(was):
        raise Wrong(sentence)
