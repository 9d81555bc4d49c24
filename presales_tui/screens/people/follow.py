"""Follow-up (跟进): what all meetings left behind to be done, answered, kept, decided and watched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from presales_tui.capture.dates import parse_due
from presales_tui.capture.records import typed
from presales_tui.locale import N_, _
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.model.followup import Action, Decision
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.owed import days_late, is_open, urgency
from presales_tui.model.record import Record
from presales_tui.model.text import one_line
from presales_tui.model.touch import client_touch
from presales_tui.screens.ground.options import scale_options
from presales_tui.screens.people.follow_kinds import KINDS, Kind, Owed
from presales_tui.screens.people.lines import touch_note
from presales_tui.screens.shared.main import DeskScreen
from presales_tui.screens.shared.views import Views, wear
from presales_tui.widgets.grid import Grid
from presales_tui.widgets.rows import bindings
from presales_tui.widgets.views import View, ViewBar

if TYPE_CHECKING:
    from presales_tui.data import ClientStore
    from presales_tui.model.owed import Followup


class FollowGrid(Grid):
    """The records of one kind."""

    CONTEXTS = ("follow", "list")
    BINDINGS = bindings("follow", "list")
    EMPTY = N_("Nothing of this kind yet. Press a to add one, v for the next kind, 2 for the minutes.")

    def record_of(self, row: object) -> Record | None:
        """The record of the row: what filter and history look at."""
        return row.record if isinstance(row, Owed) else None


class FollowScreen(DeskScreen):
    """The kinds with their counts in one line, and the list of one of them."""

    HERE = "follow"
    VIEWS: ClassVar[dict[str, dict[str, Any]]] = {
        N_("overdue"): {"filter": "is:late"},
        N_("still open"): {"filter": "is:open"},
    }
    DEFAULT_CSS = "FollowScreen FollowGrid { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.kind: Kind = KINDS[0]
        self.everywhere = False
        """Whether the records of all clients are shown."""
        self._rows: dict[type[Followup], list[Owed]] = {}
        self._places: dict[type[Followup], str] = {}
        """Where the cursor was in each of the lists: id of a record."""

    def body(self) -> ComposeResult:
        """Kinds, list."""
        yield ViewBar()
        yield FollowGrid(self.kind.shown(self.everywhere))

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(FollowGrid).focus()

    def reload(self, keep: str = "") -> None:
        """Every kind is counted; the one that is shown has what is open first, by its day."""
        found = list(self._every()) if self.everywhere else list(self._here())
        self._rows = {
            kind.record: sorted(
                (row for row in found if type(row.record) is kind.record),
                key=lambda row: urgency(row.record),
            )
            for kind in KINDS
        }
        late = sum(1 for row in found if days_late(row.record, date.today()))
        views = []
        for kind in KINDS:
            rows = self._rows[kind.record]
            count = f"{sum(1 for row in rows if is_open(row.record))}/{len(rows)}"
            views.append(View(kind.mark, _(kind.label), count))
        note = [_("all clients") if self.everywhere else "", _("{n} late").format(n=late) if late else ""]
        if not self.everywhere and (store := self.desk.store) and self.desk.opportunity_id:
            touch = client_touch(store, date.today(), self.desk.opportunity_id)
            note.append(touch_note(touch, date.today()))
        self.query_one(ViewBar).say(views, self.kind.mark, *note)
        self.query_one(FollowGrid).load(self._rows[self.kind.record], keep)

    def _here(self) -> Iterator[Owed]:
        opportunity, store = self.desk.opportunity, self.desk.store
        if opportunity is not None and store is not None:
            yield from _owed(store, opportunity.id, opportunity.name)

    def _every(self) -> Iterator[Owed]:
        for face in self.desk.workspace.clients():
            try:
                store = self.desk.workspace.store(face.id)
            except Problem as problem:
                self.say(problem.sentence)
                continue
            for found in face.opportunities:
                yield from _owed(store, found.id, found.name)

    def seek(self, record_id: str) -> None:
        """To a record, in the list of its kind."""
        for kind in KINDS:
            if any(row.id == record_id for row in self._rows.get(kind.record, ())):
                self._show(kind)
        super().seek(record_id)

    # Kinds

    def list_key(self, grid: Grid) -> str:
        """Each kind has columns of its own, and over all clients others."""
        return f"follow-{self.kind.mark}{'-all' if self.everywhere else ''}"

    def _show(self, kind: Kind) -> None:
        grid = self.query_one(FollowGrid)
        if grid.current is not None:
            self._places[self.kind.record] = grid.current.id
        self.kind = kind
        grid.columns = grid.usual = kind.shown(self.everywhere)
        left = Views(self.desk.workspace.path).all(self.list_key(grid)).get("", {})
        wear(grid, self.columns_of(grid), left, grid.usual)
        grid.marked.clear()
        grid.move_to(0)
        self.reload(self._places.get(kind.record, ""))
        self.show_keys()

    def do_follow_next(self) -> None:
        """Round and round."""
        self._show(KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)])

    def do_follow_all(self) -> None:
        """All clients, or the open opportunity alone."""
        self.everywhere = not self.everywhere
        self._show(self.kind)

    # Rows

    def _targets(self) -> list[Owed]:
        return self.query_one(FollowGrid).targets

    def _row_here(self) -> Owed:
        """The row under the cursor, where there is one."""
        row: Owed = self.query_one(FollowGrid).rows[self.query_one(FollowGrid).row]
        return row

    def _opened(self, rows: Sequence[Owed]) -> list[Followup]:
        """The records of rows of one opportunity, which is opened: changes go there, and undo works there."""
        if rows[0].record.opportunity != self.desk.opportunity_id:
            self.desk.open(rows[0].client_id, rows[0].record.opportunity)
        return [row.record for row in rows]

    def _no_row(self) -> str:
        targets = self._targets()
        if not targets:
            return _("There is nothing here. Press a to add it.")
        if len({row.record.opportunity for row in targets}) > 1:
            return _("The marked rows belong to several opportunities: mark those of one.")
        return ""

    why_not_follow_state = why_not_follow_delete = _no_row

    def why_not_follow_due(self) -> str:
        """A decision has no day."""
        if self.kind.record is Decision:
            return _("A decision is not due on a day.")
        return self._no_row()

    def why_not_follow_edit(self) -> str:
        """There must be a row."""
        row = self.query_one(FollowGrid).current
        return "" if row is not None else _("There is nothing here. Press a to add it.")

    def why_not_list_set(self) -> str:
        """The records must be of one client: that is where they are written."""
        return self._no_row() or super().why_not_list_set()

    def do_list_set(self) -> None:
        """In the opportunity of the rows."""
        self._opened(self._targets())
        super().do_list_set()

    def why_not_follow_open(self) -> str:
        """It must have been said in a meeting that is still there."""
        row = self.query_one(FollowGrid).current
        if row is None:
            return _("There is nothing here. Press a to add it.")
        return "" if self._source(row) else _("It did not come from a meeting. e shows all of it.")

    def _source(self, row: Owed) -> str:
        """Id of the line that it came from, or of the meeting if the line is gone; empty: neither."""
        store = self.desk.workspace.store(row.client_id)
        if row.record.source_line and store.get(Line, row.record.source_line):
            return row.record.source_line
        found = store.get(Meeting, row.record.source_id) if row.record.source_id else None
        return found.id if found else ""

    def do_follow_open(self) -> None:
        """To the line in its meeting."""
        row = self._row_here()
        source = self._source(row)
        self._opened([row])
        self.bench.show("meetings", source)

    def do_everywhere_history(self) -> None:
        """Of a record of another client from that client's journal."""
        self._opened([self._row_here()])
        super().do_everywhere_history()

    def do_follow_add(self) -> None:
        """One line; marks in it say who, when and so on."""

        def added(text: str) -> None:
            if not text:
                return
            found = typed(self.kind.mark, one_line(text), date.today())
            if not isinstance(found, self.kind.record):
                self.refuse(_("There is no text to add besides the marks."))
                return
            new = replace(found, opportunity=self.desk.opportunity_id, quote="")
            if isinstance(new, Action) and (side := self.desk.people().get(new.owner)):
                new = replace(new, side=side)
            if done := self.commit(Change("Add record").put(new), new.id):
                self.say(_("Added {ref}. e describes it.").format(ref=done.records[0].ref))

        self.ask(_("{kind}: such as: send the list @who >fri").format(kind=_(self.kind.label)), added)

    def do_follow_edit(self) -> None:
        """The form."""
        (here,) = self._opened([self._row_here()])
        self.edit_record(here, here, f"{here.ref} {here.title}", N_("Edit record"))

    def do_follow_state(self) -> None:
        """One key for all marked rows, as one step."""
        targets = self._targets()

        def chosen(code: str) -> None:
            change = Change("Set state")
            for was in self._opened(targets):
                if was.state != code:
                    change.put(replace(was, state=code), was)
            self.commit(change, targets[0].id)

        self.choose(
            _("State"), scale_options(self.kind.states), chosen, typed=False, current=targets[0].record.state
        )

    def do_follow_due(self) -> None:
        """A day as it is said: 周五, +3d, 12-01; nothing: none."""
        targets = self._targets()

        def wrong(text: str) -> str:
            good = not text or parse_due(text, date.today())
            return "" if good else _("Write a date as 2026-12-01, 12-01 or +3d")

        def given(text: str) -> None:
            day = (parse_due(text, date.today()) or "") if text else ""
            change = Change("Set due date")
            for was in self._opened(targets):
                if not isinstance(was, Decision) and was.due != day:
                    change.put(replace(was, due=day), was)
            self.commit(change)

        first = targets[0].record
        value = "" if isinstance(first, Decision) else first.due
        self.ask(_("Due: 2026-12-01, fri, +3d; empty: no day"), given, value, wrong, anew=True)

    def do_follow_delete(self) -> None:
        """One step; the line in the minutes stays."""
        targets = self._opened(self._targets())
        refs = ", ".join(record.ref for record in targets)
        self.confirm_delete(
            _("Delete {refs}? u takes it back.").format(refs=refs), N_("Delete record"), targets
        )


def _owed(store: ClientStore, opportunity_id: str, name: str) -> Iterator[Owed]:
    """The rows of an opportunity."""
    client = store.client
    said = {
        meeting.id: f"{meeting.start[5:10]} {meeting.title}".strip()
        for meeting in store.where(Meeting, opportunity=opportunity_id)
    }
    for kind in KINDS:
        for record in store.where(kind.record, opportunity=opportunity_id):
            yield Owed(record, client.id, client.name, name, said.get(record.source_id, ""))
