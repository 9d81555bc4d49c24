"""How lists are looked at: views that are kept by name, and how each list was left.

Every list asks for this when it is first shown, so it knows nothing of fields and their forms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from presales_tui.data.fsio import write_atomic
from presales_tui.model.errors import Problem
from presales_tui.widgets.grid import Column, Grid

View = dict[str, Any]
"""`filter` (text), `sort` ([title, downwards]), `group` (title), `columns` ([title, width])."""

_FILE = "views.json"
_WIDEST = 60


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
