"""What works in every list: filter, order, groups, columns, views, marking many, setting a field of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from presales_tui.locale import N_, _
from presales_tui.model.change import Change
from presales_tui.model.errors import Wrong
from presales_tui.model.record import Record
from presales_tui.screens.ground.options import Option, scale_options
from presales_tui.screens.ground.saving import SavingScreen
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from presales_tui.fields import Field
    from presales_tui.screens.shared.filtering import FilterLine
    from presales_tui.screens.shared.views import View

_HOT = "123456789abcdefghijklmnop"
_KEEP, _DROP = "\x00keep", "\x00drop"


class ListScreen(SavingScreen):
    """The commands of the context `list`."""

    VIEWS: ClassVar[dict[str, View]] = {}
    """Views that are there from the start: English message to view."""
    VIEWS_OF: ClassVar[str] = ""
    """The list whose views they are, by its first context; empty: the one named like the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._filter: FilterLine | None = None

    def list_key(self, grid: Grid) -> str:
        """Under which name the views of a list are kept."""
        return grid.CONTEXTS[0]

    def columns_of(self, grid: Grid) -> tuple[Column, ...]:
        """Every column that a list can have; the usual ones if it has no others."""
        titles = {column.title for column in grid.usual}
        return (*grid.usual, *(column for column in type(grid).COLUMNS if column.title not in titles))

    def on_mount(self) -> None:
        """Lists look as they were left."""
        from presales_tui.screens.shared.views import Views, wear

        views = Views(self.desk.workspace.path)
        for grid in self.query(Grid):
            grid.usual = grid.columns
            if grid.CONTEXTS and (left := views.all(self.list_key(grid)).get("")):
                wear(grid, self.columns_of(grid), left, grid.usual)

    def _left(self, grid: Grid) -> None:
        """Remember how a list is looked at."""
        from presales_tui.screens.shared.views import Views, view_of

        Views(self.desk.workspace.path).keep(self.list_key(grid), "", view_of(grid, with_filter=False))

    def show_keys(self) -> None:
        """While a filter is typed, its keys, and how it may go on."""
        if self._filter is not None and self._filter.has_focus and not self.has_message:
            keys = [("enter", _("Keep")), ("esc", _("All rows"))]
            self.query_one(KeyBar).say_items(keys, self._filter.hint)
        else:
            super().show_keys()

    def _no_grid(self) -> str:
        grid = self.focused
        if isinstance(grid, Rows) and grid.NOT_HERE:
            return _("This list has its own order.")
        return "" if isinstance(grid, Grid) and grid.CONTEXTS else _("This list has its own order.")

    why_not_list_sort = why_not_list_further = why_not_list_group = _no_grid
    why_not_list_columns = why_not_list_views = _no_grid

    @property
    def _grid_here(self) -> Grid:
        if not isinstance(self.focused, Grid):
            raise TypeError("guarded by why_not")
        return self.focused

    # Filter

    def do_list_filter(self) -> None:
        """Open the filter for the list that has the focus."""
        if isinstance(self.focused, Rows):
            self._filter_line(self.focused).focus()

    def _filter_line(self, rows: Rows) -> FilterLine:
        from presales_tui.screens.shared.filtering import FilterLine

        line = self._filter
        if line is None or not line.is_attached or line.rows is not rows:
            if line is not None and line.is_attached:
                line.end()
            line = self._filter = FilterLine(rows)
            self.mount(line)
        return line

    # Order

    def do_list_sort(self) -> None:
        """Choose the column to sort by."""
        self._choose_order(_("Sort by"), further=False)

    def do_list_further(self) -> None:
        """Choose the column to sort by among rows that are equal so far."""
        self._choose_order(_("Then sort by"), further=True)

    def _choose_order(self, title: str, *, further: bool) -> None:
        grid = self._grid_here
        by_title = {c.title: c for c in grid.columns if c.sort is not None and c.title}
        options = [Option(name, _(name), "", hot) for name, hot in zip(by_title, _HOT, strict=False)]

        def chosen(name: str) -> None:
            grid.sort_by(by_title[name], further=further)
            self._left(grid)

        self.choose(title, options, chosen, typed=False)

    def do_list_group(self) -> None:
        """Choose what the rows are grouped by; the same once more: no groups."""
        grid = self._grid_here
        every = {c.title: c for c in self.columns_of(grid) if c.sort is not None and c.title}
        options = [Option("", _("no groups"), "", "0")]
        options += [Option(name, _(name), "", hot) for name, hot in zip(every, _HOT, strict=False)]

        def chosen(name: str) -> None:
            grid.group_by(every.get(name))
            self._left(grid)

        here = grid.group.title if grid.group else ""
        self.choose(_("Group by"), options, chosen, typed=False, current=here)

    # Columns and views

    def do_list_columns(self) -> None:
        """Choose the columns, their order and their widths."""
        from presales_tui.screens.dialogs.choosing import Columns

        grid = self._grid_here

        def chosen(columns: tuple[Column, ...] | None) -> None:
            if columns:
                grid.columns = columns
                grid.cell = None
                grid.refresh()
                self._left(grid)

        self.app.push_screen(Columns(grid.columns, self.columns_of(grid)), chosen)

    def do_list_views(self) -> None:
        """Choose a view, or keep the present one."""
        from presales_tui.screens.shared.views import Views

        grid = self._grid_here
        where = self.list_key(grid)
        kept = {name: view for name, view in Views(self.desk.workspace.path).all(where).items() if name}
        builtin = self.VIEWS if grid.CONTEXTS[0] == (self.VIEWS_OF or self.HERE) else {}
        options = [Option(f"={name}", _(name), _filter_of(view)) for name, view in builtin.items()]
        options.append(Option("=", _("everything, as at first")))
        options += [Option(f"+{name}", name, _filter_of(view)) for name, view in kept.items()]
        options.append(Option(_KEEP, _("Keep this view under a name")))
        if kept:
            options.append(Option(_DROP, _("Forget a view")))

        def chosen(key: str) -> None:
            if key == _KEEP:
                self.ask(
                    _("Name of this view (filter, order, groups, columns)"), lambda n: self._keep(grid, n)
                )
            elif key == _DROP:
                names = [Option(name, name, _filter_of(view)) for name, view in kept.items()]
                self.choose(_("Forget a view"), names, lambda name: self._forget(grid, name), typed=True)
            else:
                self._wear(grid, kept.get(key[1:], {}) if key[0] == "+" else builtin.get(key[1:], {}))

        self.choose(_("Views"), options, chosen, typed=True)

    def _keep(self, grid: Grid, name: str) -> None:
        from presales_tui.screens.shared.views import Views, view_of

        if name:
            Views(self.desk.workspace.path).keep(self.list_key(grid), name, view_of(grid, with_filter=True))
            self.say(_("Kept: V brings “{name}” back.").format(name=name))

    def _forget(self, grid: Grid, name: str) -> None:
        from presales_tui.screens.shared.views import Views

        Views(self.desk.workspace.path).keep(self.list_key(grid), name, None)

    def _wear(self, grid: Grid, view: View) -> None:
        from presales_tui.screens.shared.views import wear

        wear(grid, self.columns_of(grid), view, grid.usual)
        grid.query_text = _filter_of(view)
        grid.load(grid.source)
        self._left(grid)
        line = self._filter
        if grid.query_text:
            self._filter_line(grid).value = grid.query_text
        elif line is not None and line.is_attached and line.rows is grid:
            line.end()
        grid.focus()
        self.show_keys()

    # Marking

    def do_list_select(self) -> None:
        """Mark the row."""
        if isinstance(self.focused, Rows):
            self.focused.toggle_mark()
            self.show_keys()

    def do_list_range(self) -> None:
        """Mark all rows since the last mark."""
        if isinstance(self.focused, Rows):
            self.focused.mark_range()
            self.show_keys()

    def do_list_all(self) -> None:
        """Mark all rows, or none."""
        if isinstance(self.focused, Rows):
            self.focused.mark_all()
            self.show_keys()

    def do_list_invert(self) -> None:
        """Mark the others."""
        if isinstance(self.focused, Rows):
            self.focused.invert_marks()
            self.show_keys()

    # Setting

    def why_not_list_set(self) -> str:
        """There must be records, and a form for them."""
        from presales_tui.fields import FIELDS

        rows = self.focused
        records = [rows.record_of(row) for row in rows.targets] if isinstance(rows, Rows) else []
        if not records or records[0] is None or type(records[0]) not in FIELDS:
            return _("Choose a record first.")
        return ""

    def do_list_set(self) -> None:
        """Set one field of all marked rows; in a cell, the field of its column."""
        from presales_tui.fields import FIELDS

        rows = self.focused
        if not isinstance(rows, Rows):
            return
        targets = [record for row in rows.targets if (record := rows.record_of(row)) is not None]
        fields = {field.name: field for field in FIELDS[type(targets[0])]}
        column = rows.column_here if isinstance(rows, Grid) else None
        if column is not None:
            if column.field in fields:
                self._ask_value(fields[column.field], targets)
            else:
                self.say(_("This column cannot be edited."))
            return
        options = [Option(name, _(field.label), name) for name, field in fields.items()]
        title = _("Set which field of {n}?").format(n=len(targets))
        self.choose(title, options, lambda name: self._ask_value(fields[name], targets), typed=True)

    def _ask_value(self, field: Field, targets: list[Record]) -> None:
        from presales_tui.fields import show
        from presales_tui.fields.assign import read_word
        from presales_tui.screens.shared.columns import values_in

        store = self.desk.store
        alone = show(field, targets[0], store) if len(targets) == 1 else ""
        title = _(field.label) if len(targets) == 1 else f"{_(field.label)} ({len(targets)})"
        if field.scale is not None:
            options = scale_options(field.scale, empty=_("none") if field.empty else "")
            self.choose(
                title, options, lambda code: self._set_all(field, code, targets), typed=False, current=alone
            )
            return

        def wrong(text: str) -> str:
            try:
                read_word(field, text, store)
            except Wrong as problem:
                return problem.sentence
            return ""

        rows = self.focused.source if isinstance(self.focused, Rows) else ()
        known = values_in(type(targets[0]), rows, field.name) if field.kind in ("line", "list") else []
        anew = field.kind not in ("area", "list")
        self.ask(title, lambda text: self._set_all(field, text, targets), alone, wrong, known, anew=anew)

    def _set_all(self, field: Field, text: str, targets: list[Record]) -> None:
        from presales_tui.data.clock import utc_now
        from presales_tui.fields.assign import Assignment, assign
        from presales_tui.model.steps import with_step

        change = Change(N_("Set fields"))
        for was in targets:
            new = assign(was, [Assignment(field, "=", text)], self.desk.store)
            new = with_step(new, was, utc_now(), self.desk.workspace.user)
            if new != was:
                change.put(new, was)
        rows = self.focused
        done = self.commit(change)
        if isinstance(rows, Rows) and len(targets) > 1 and (done is not None or not change):
            rows.marked.clear()
            rows.refresh()
            self.show_keys()
            self.say(_("{field} set for {n}.").format(field=_(field.label), n=len(change)))

    def action_command(self, where: str, name: str) -> None:
        """In a cell, enter edits the cell."""
        grid = self.focused
        if name in ("edit", "open") and where != "list" and isinstance(grid, Grid) and grid.cell is not None:
            where, name = "list", "set"
        super().action_command(where, name)


def _filter_of(view: View) -> str:
    text = view.get("filter", "")
    return text if isinstance(text, str) else ""
