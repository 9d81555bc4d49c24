"""Columns made of fields, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from presales_tui.fields import FIELDS, show
from presales_tui.fields.field import Field
from presales_tui.fields.order import key_of
from presales_tui.locale import language
from presales_tui.model.record import Record
from presales_tui.screens.shared.labels import label
from presales_tui.widgets.grid import Cell, Column


def every_column(kind: type[Record], made: Iterable[Column]) -> tuple[Column, ...]:
    """The columns of a list, and behind them one for every other field of its records."""
    columns = tuple(made)
    taken = {column.field for column in columns} | {"title"}
    return (*columns, *(column_of(field) for field in FIELDS[kind] if field.name not in taken))


def column_of(field: Field) -> Column:
    """A column that shows a field."""
    scale = field.scale
    cell: Callable[[Any], Cell]
    if scale is not None:
        name = field.name

        def cell(record: Any) -> Cell:
            return label(scale, getattr(record, name))
    elif field.kind == "refs":
        name = field.name

        def cell(record: Any) -> Cell:
            return str(len(getattr(record, name)) or "")
    else:

        def cell(record: Any) -> Cell:
            return " ".join(show(field, record).split())

    return Column(field.label, 12 if scale else 16, cell, key_of(field), field=field.name)


def values_in(kind: type[Record], rows: Iterable[Any], name: str) -> list[str]:
    """What stands in a field: codes and labels of its scale, or the different texts of the records."""
    field = next((one for one in FIELDS.get(kind, ()) if one.name == name), None)
    if field is not None and field.scale is not None:
        codes = [term.code for term in field.scale.terms]
        return codes if language() == "en" else [*codes, *(term.zh for term in field.scale.terms)]
    found: dict[str, None] = {}
    for row in rows:
        value = getattr(row, name, "")
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and text:
                found[text] = None
        if len(found) > 500:
            break
    return sorted(found)
