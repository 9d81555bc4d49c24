"""In which order records stand: by one or several fields, `fit,-effort`; scales in their own order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from presales_tui.fields.assign import field_of
from presales_tui.fields.field import Field
from presales_tui.locale import N_
from presales_tui.model.record import Record

T = TypeVar("T")

Key = Callable[[Any], Any]

REF = Field("ref", N_("Ref"))


class By(NamedTuple):
    """One level of an order."""

    field: Field
    down: bool


def parse_order(kind: type[Record], text: str) -> list[By]:
    """The levels of `fit,-effort`: a minus turns one round. Wrong for an unknown field."""
    words = [word.strip() for word in text.replace("，", ",").split(",")]
    return [
        By(REF if name == "ref" else field_of(kind, name), word.startswith("-"))
        for word in words
        if (name := word.removeprefix("-"))
    ]


def key_of(field: Field) -> Key:
    """What a field is sorted by: its place in the scale, a number, or the text; what is not set is last."""
    name, scale = field.names[-1], field.scale
    if field.name == "ref":
        return lambda record: (len(record.ref), record.ref)
    if field.kind in ("days", "effort"):
        high = field.name + "_high"
        return lambda record: getattr(record, high)
    if field.kind in ("number", "whole", "flag", "level"):
        return lambda record: getattr(record, name)
    if scale is not None:
        return lambda record: scale.order(getattr(record, name))
    return lambda record: (not getattr(record, name), getattr(record, name))


def ordered(rows: Sequence[T], levels: Sequence[tuple[Key, bool]]) -> list[T]:
    """The rows sorted by several (key, downwards); rows that are equal in all stay in their order."""
    found = list(rows)
    for key, down in reversed(levels):
        found.sort(key=key, reverse=down)
    return found
