"""A sheet of records comes in: what its columns are, what becomes of each row, then one change.

Reading and planning run beside the event loop; only the commit is done in the thread of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.imports.records.form import NOTE, SKIP, Form
from presales_tui.imports.records.found import NEW, OUTCOMES, REFUSED, SAME, UPDATED, Mapped, Outcome
from presales_tui.imports.records.memory import Memory
from presales_tui.imports.records.planning import Plan, plan_import
from presales_tui.imports.sheets import read_tables
from presales_tui.locale import N_, _, language
from presales_tui.model.errors import Problem
from presales_tui.model.record import Record
from presales_tui.model.text import one_line
from presales_tui.screens.dialogs.files import choose_file
from presales_tui.screens.ground.dialog import Dialog, Pick, Read
from presales_tui.screens.ground.options import Option
from presales_tui.screens.shared.main import DeskScreen
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Cell, Column, Grid
from presales_tui.widgets.reader import Line

Planned = Callable[[Plan], None]
Again = Callable[[Sequence[Mapped], bool], Plan]
"""The plan by other fields, and with nothing masked."""


class ImportingSheet(DeskScreen):
    """Records of one kind come in from a sheet."""

    def import_sheet(self, form: Form, title: str, fresh: Mapping[str, str] | None = None) -> None:
        """Ask for a file, read it beside the event loop, show what would come of it.

        `fresh` are fields of new records that no sheet says.
        """
        choose_file(self, title, Path.cwd(), lambda path: self._read_sheet(form, path, fresh or {}))

    def no_opportunity(self) -> str:
        """Why nothing can be imported; empty: it can."""
        return "" if self.desk.opportunity else _("Open or add an opportunity first: press 1.")

    def _read_sheet(self, form: Form, path: Path, fresh: Mapping[str, str]) -> None:
        memory = Memory(self.desk.workspace.path, form)
        existing: list[Record] = list(self.desk.records(form.record))
        planned = partial(
            plan_import,
            form,
            opportunity=self.desk.opportunity_id,
            existing=existing,
            fresh=fresh,
            others=[record for kind in form.names for record in self.desk.records(kind)],
            key=self.desk.store.client.id if self.desk.store is not None else "",
        )
        self.say(_("Reading {name} …").format(name=one_line(path.name)))

        def work() -> None:
            try:
                tables = read_tables(path)
                plan = planned(tables, remembered=memory.find)
            except Problem as problem:
                self.app.call_from_thread(self.say, problem.sentence)
            else:
                again = partial(planned, tables)
                self.app.call_from_thread(
                    self._preview,
                    plan,
                    lambda mapped, as_it_is: again(mapped=mapped, as_it_is=as_it_is),
                    memory,
                )

        self.run_worker(work, thread=True, exclusive=True, group="import")

    def _preview(self, plan: Plan, again: Again, memory: Memory) -> None:
        self.end_message()

        def agreed(accepted: Plan | None) -> None:
            if accepted is None:
                return
            if not accepted.change:
                self.say(_("The sheet says nothing new."))
            elif self.commit(accepted.change) is not None:
                memory.keep(accepted.mapped)
                self.say(
                    _("{new} new, {updated} updated. u takes it back.").format(
                        new=accepted.count(NEW), updated=accepted.count(UPDATED)
                    )
                )

        self.app.push_screen(ImportPreview(plan, again), agreed)


class ColumnRow(NamedTuple):
    """One column of one sheet, as a row of the list."""

    id: str
    form: Form
    mapped: Mapped
    at: int
    header: str
    example: str


def _field(row: ColumnRow) -> Cell:
    name = row.mapped.mapping[row.at]
    if not row.mapped.taken:
        return _("sheet not imported"), "muted"
    if name == SKIP:
        return _("left out"), "muted"
    return row.form.by_name[name].label(language()), "muted" if name == NOTE else "strong"


def _kind(outcome: Outcome) -> Cell:
    tone = {NEW: "good", UPDATED: "warn", REFUSED: "bad"}.get(outcome.kind, "muted")
    return _(OUTCOMES[outcome.kind]), tone


def _what(form: Form, outcome: Outcome) -> str:
    record = outcome.record
    title = f"{record.ref} {record.title}".strip() if record is not None else outcome.said
    changes = ", ".join(form.by_name[field].label(language()) for field, _before, _after in outcome.changes)
    return "  ".join(part for part in (title, changes and f"[{changes}]", outcome.why) if part)


class ColumnGrid(Grid):
    """The columns of the sheets, and the field each goes into."""

    EMPTY = N_("No column holds anything.")


class OutcomeGrid(Grid):
    """What becomes of every row."""

    EMPTY = N_("No rows.")


class ImportPreview(Dialog[Plan]):
    """Columns above, rows below; nothing is written until y."""

    DEFAULT_CSS = """
    ImportPreview {
        & > Vertical { height: 100%; }
        & ColumnGrid { height: 2fr; background: $surface; }
        & OutcomeGrid { height: 3fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "accept", show=False),
        Binding("f2,ctrl+j", "accept", show=False, priority=True),
        Binding("q", "cancel", show=False),
        Binding("tab", "other", show=False, priority=True),
        Binding("enter", "open", show=False, priority=True),
        Binding("space", "sheet", show=False),
        Binding("m", "mask", show=False),
    ]

    def __init__(self, plan: Plan, replan: Again) -> None:
        super().__init__()
        self.plan, self._replan = plan, replan
        self._as_it_is = False

    def compose(self) -> ComposeResult:
        """Summary, columns, rows, keys."""
        with Vertical():
            yield Static("", classes="title", id="counts", markup=False)
            yield ColumnGrid(
                (
                    Column(N_("Sheet"), 12, lambda r: r.mapped.table.name, least=70),
                    Column(N_("Column"), 20, lambda r: (r.header, "" if r.mapped.taken else "muted")),
                    Column(N_("becomes"), 14, _field),
                    Column(N_("Example"), 0, lambda r: (r.example, "muted")),
                )
            )
            yield OutcomeGrid(
                (
                    Column(N_("Sheet"), 12, lambda o: o.table, least=90),
                    Column(N_("Row"), 6, lambda o: str(o.line or ""), align="right"),
                    Column(N_("Outcome"), 8, _kind, width_en=10),
                    Column(N_("Title, what changes, or why not"), 0, partial(_what, self.plan.kind)),
                )
            )
            yield KeyBar()

    def on_mount(self) -> None:
        """The columns have the focus: they decide the rest."""
        self._show()
        self.query_one(ColumnGrid).focus()

    def _show(self) -> None:
        plan = self.plan
        counts = "  ".join(f"{_(OUTCOMES[kind])} {n}" for kind in OUTCOMES if (n := plan.count(kind)))
        told = "; ".join(plan.told)
        encoding = f" ({plan.encoding})" if plan.encoding else ""
        self.query_one("#counts", Static).update(
            f"{plan.name}{encoding}: {counts}" + (f"\n{one_line(told)[:300]}" if told else "")
        )
        self.query_one(ColumnGrid).load(_columns(plan))
        order = {REFUSED: 0, UPDATED: 1, NEW: 2}
        self.query_one(OutcomeGrid).load(sorted(plan.outcomes, key=lambda o: order.get(o.kind, 3)))
        self._keys("")

    def _keys(self, right: str) -> None:
        act = _("Field") if isinstance(self.focused, ColumnGrid) else _("Details")
        keys = [
            ("y", _("Import")),
            ("enter", act),
            ("space", _("Sheet on/off")),
            ("tab", _("Rows")),
            ("esc", _("Cancel")),
        ]
        if self.plan.kind.masked:
            keys.insert(3, ("m", _("Mask: off") if self._as_it_is else _("Mask: on")))
        self.query_one(KeyBar).say_items(keys, right)

    def action_other(self) -> None:
        """The other list."""
        here = isinstance(self.focused, ColumnGrid)
        (self.query_one(OutcomeGrid) if here else self.query_one(ColumnGrid)).focus()
        self.call_after_refresh(self._keys, "")

    def action_accept(self) -> None:
        """Import it."""
        if self.plan.count(NEW, UPDATED, SAME):
            self.dismiss(self.plan)
        else:
            self._keys(_("There is nothing to import."))

    def action_open(self) -> None:
        """Another field for a column, or a row in full."""
        if isinstance(self.focused, ColumnGrid):
            self._choose_field(self.focused.current)
        else:
            outcome = self.query_one(OutcomeGrid).current
            if outcome is not None:
                self.app.push_screen(
                    Read(
                        _("Row {line}").format(line=outcome.line),
                        _details(self.plan.kind, outcome, self.plan.names),
                    )
                )

    def _choose_field(self, row: ColumnRow | None) -> None:
        if row is None or not row.mapped.taken:
            return
        lang = language()
        options = [Option(c.name, c.label(lang), c.name) for c in row.form.columns]
        options.append(Option(SKIP, _("left out"), SKIP))

        def chosen(name: str | None) -> None:
            if name:
                mapping = row.mapped.mapping
                if name not in (NOTE, SKIP, row.form.group):
                    mapping[:] = [NOTE if other == name else other for other in mapping]
                mapping[row.at] = name
                self._plan_again()

        self.app.push_screen(
            Pick(row.header or _("Column"), options, current=row.mapped.mapping[row.at]), chosen
        )

    def action_sheet(self) -> None:
        """Import this sheet, or leave it out."""
        row: ColumnRow | None = self.query_one(ColumnGrid).current
        if row is not None and len(self.plan.mapped) > 1:
            row.mapped.taken = not row.mapped.taken
            self._plan_again()

    def action_mask(self) -> None:
        """Mask secrets and personal data in what comes in, or keep it as it is."""
        if self.plan.kind.masked:
            self._as_it_is = not self._as_it_is
            self._plan_again()

    def _plan_again(self) -> None:
        mapped, as_it_is = self.plan.mapped, self._as_it_is

        def work() -> None:
            plan = self._replan(mapped, as_it_is)
            self.app.call_from_thread(self._took, plan)

        self._keys(_("Reading …"))
        self.run_worker(work, thread=True, exclusive=True, group="replan")

    def _took(self, plan: Plan) -> None:
        self.plan = plan
        if self.is_attached:
            self._show()


def _columns(plan: Plan) -> list[ColumnRow]:
    found = []
    for number, mapped in enumerate(plan.mapped):
        body = mapped.table.rows[mapped.header.last + 1 :][:50]
        for at in range(len(mapped.mapping)):
            header = mapped.header.words[at]
            example = next((cell for row in body if (cell := row.cell(at))), "")
            if header or example:
                found.append(ColumnRow(f"{number}/{at}", plan.kind, mapped, at, header, one_line(example)))
    return found


def _details(form: Form, outcome: Outcome, names: Mapping[str, str]) -> list[Line]:
    lang = language()
    lines: list[Line] = [(f"{_(OUTCOMES[outcome.kind])} {outcome.why}".strip(), "title"), ("", "")]
    for field, before, after in outcome.changes:
        lines += [
            (form.by_name[field].label(lang), "muted"),
            (f"- {before or '-'}", "bad"),
            (f"+ {after or '-'}", "good"),
        ]
    record = outcome.record
    if outcome.said:
        lines.append((outcome.said, ""))
    if record is not None and not outcome.changes:
        from presales_tui.imports.records.form import text_of
        from presales_tui.imports.records.links import named

        for column in form.columns:
            if text := text_of(column, named(form, record, names), lang):
                lines += [(column.label(lang), "muted"), (text, "")]
    return lines
