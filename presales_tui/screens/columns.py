"""Columns made of fields, what stands in them, and the views of a list that are kept by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from presales_tui.data.fsio import write_atomic
from presales_tui.fields import FIELDS, show
from presales_tui.fields.field import Field
from presales_tui.fields.order import key_of
from presales_tui.locale import language
from presales_tui.model.errors import Problem
from presales_tui.model.record import Record
from presales_tui.screens.labels import label
from presales_tui.widgets.grid import Cell, Column, Grid

View = dict[str, Any]
"""`filter` (text), `sort` ([title, downwards]), `group` (title), `columns` ([title, width])."""

_FILE = "views.json"
_WIDEST = 60


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


def view_of(grid: Grid, *, with_filter: bool) -> View:
    """How a list is looked at now."""
    view: View = {
        "sort": [[column.title, down] for column, down in grid.sorting],
        "group": grid.group.title if grid.group else "",
        "columns": [[column.title, column.width] for column in grid.columns],
    }
    return view | ({"filter": grid.query_text} if with_filter else {})


def wear(grid: Grid, every: Iterable[Column], view: View, usual: tuple[Column, ...]) -> None:
    """Look at a list so; what is not known any more is passed over."""
    known = {column.title: column for column in every}
    columns = []
    for title, width in _pairs(view.get("columns")):
        if title in known and isinstance(width, int) and 0 <= width <= _WIDEST:
            same = width == known[title].width
            # A width that was chosen holds in both languages and in every window.
            columns.append(known[title] if same else known[title]._replace(width=width, width_en=0, least=0))
    grid.columns = tuple(columns) or usual
    grid.sorting = [(known[t], bool(down)) for t, down in _pairs(view.get("sort")) if t in known]
    group = view.get("group")
    grid.group = known.get(group) if group and isinstance(group, str) else None
    grid.cell = None
    grid.folded.clear()


def _pairs(found: Any) -> list[tuple[str, Any]]:
    pairs = found if isinstance(found, list) else []
    return [(one[0], one[1]) for one in pairs if isinstance(one, list) and len(one) == 2]


class Views:
    """The views kept in a workspace, by list and name; the empty name is how the list was left."""

    def __init__(self, workspace: Path) -> None:
        self._path = workspace / _FILE

    def all(self, where: str) -> dict[str, View]:
        """The views of a list. What cannot be read is not there: a view is a convenience."""
        found = self._read().get(where)
        return {k: v for k, v in found.items() if isinstance(v, dict)} if isinstance(found, dict) else {}

    def keep(self, where: str, name: str, view: View | None) -> None:
        """Keep a view, or with `None` forget it. Raises a `Problem` if a named one cannot be written."""
        every = self._read()
        mine = self.all(where)
        if view is None:
            mine.pop(name, None)
        else:
            mine[name] = view
        every[where] = mine
        try:
            write_atomic(self._path, json.dumps(every, ensure_ascii=False).encode(), force=True)
        except Problem:
            if name:
                raise

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
