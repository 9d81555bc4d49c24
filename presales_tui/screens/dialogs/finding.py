"""Search everything: as you type, over all clients or this one; enter goes to the very record or line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from presales_tui.data import names
from presales_tui.locale import N_, _, ngettext
from presales_tui.model.errors import Problem
from presales_tui.screens.ground.dialog import Dialog, Read
from presales_tui.search.finder import Finder, Results, Row
from presales_tui.search.kinds import label
from presales_tui.search.query import Query
from presales_tui.search.snippet import in_brackets, pieces, snippet
from presales_tui.search.target import target
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.inputs import LineInput, QueryLine
from presales_tui.widgets.reader import Line, Reader
from presales_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from presales_tui.data import ClientStore
    from presales_tui.screens.ground.base import BaseScreen

LONGEST = 2000
"""Characters of a record that are shown around the first hit."""


class FoundGrid(Grid):
    """What was found; it is moved from the input above it."""

    HEADER = 0
    EMPTY = N_("Nothing found.")


class Search(Dialog[Row]):
    """One line to type in, the rows found, the one under the cursor in full."""

    DEFAULT_CSS = """
    Search {
        & > Vertical { height: 100%; }
        & Horizontal { height: 1; }
        & #scope { width: auto; color: $text-muted; padding: 0 1; }
        & FoundGrid { height: 2fr; background: $surface; }
        & Reader { height: 1fr; min-height: 3; border-top: solid $rule; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+k", "move(-1)", show=False, priority=True),
        Binding("down,ctrl+j", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
        Binding("tab", "scope", show=False, priority=True),
    ]

    def __init__(self, finder: Finder, here: str, name: str, typed: str = "", *, only: bool = False) -> None:
        super().__init__()
        self.finder, self.here, self.client, self.typed = finder, here, name, typed
        self.only = only
        """Whether only the open client is searched."""
        self.query_now = Query(())

    def compose(self) -> ComposeResult:
        """Input, rows, text, keys."""
        with Vertical():
            with Horizontal():
                yield QueryLine(self.typed, _("Words, parts of words, or initials of pinyin"))
                yield Static("", id="scope", markup=False)
            yield FoundGrid(
                [
                    Column("", 8, lambda row: (label(row.table), "muted"), width_en=11),
                    Column("", 0, self._snippet),
                    Column("", 14, lambda row: (row.client, "muted"), least=60),
                ]
            )
            yield Reader()
            yield KeyBar()

    def on_mount(self) -> None:
        """What was searched last is there still; clients that are not ready are read meanwhile."""
        self.query_one(FoundGrid).can_focus = False
        self.query_one(Reader).can_focus = False
        line = self.query_one(LineInput)
        line.focus()
        line.select_all()  # what was searched last is there; typing begins anew
        self._look()
        self.set_timer(0.01, self._prepare)

    def _snippet(self, row: Row) -> str:
        return in_brackets(snippet(row.text, row.head, row.spans(self.query_now)))

    @on(Input.Changed)
    def _look(self) -> None:
        """Search for what stands in the line now."""
        self.typed = self.query_one(LineInput).value
        results = self.finder.search(self.typed, only=self.here if self.only else "", here=self.here)
        self.query_now = results.query
        self.query_one(FoundGrid).load(results.rows)
        self.query_one(FoundGrid).move_to(0)
        self._say(results)
        self._show()

    def _say(self, results: Results) -> None:
        scope = self.client if self.only else _("all clients")
        self.query_one("#scope", Static).update(f"[{scope}]")
        told = ""
        if results.query.words:
            told = str(results.total)
        if results.waiting:
            told = ngettext(
                "{n} found, {m} client to read", "{n} found, {m} clients to read", results.waiting
            ).format(n=results.total, m=results.waiting)
        other = _("All clients") if self.only else _("This client")
        keys = [("enter", _("Go there")), ("esc", _("Cancel")), ("up down", _("Move"))]
        if self.here:
            keys.insert(1, ("tab", other))
        self.query_one(KeyBar).say_items(keys, told)

    def _prepare(self) -> None:
        """Read one more client; what is typed meanwhile comes first."""
        waiting = self.finder.waiting()
        if not waiting or not self.is_attached:
            return
        try:
            self.finder.prepare(waiting[0])
        except Problem as problem:
            self.query_one(KeyBar).say_items([], problem.sentence)
        if len(waiting) % 8 == 1 and self.typed:
            self._look()
        self.set_timer(0.01, self._prepare)

    @on(Rows.Moved)
    def _show(self) -> None:
        """The row under the cursor in full, hits in brackets."""
        row = self.query_one(FoundGrid).current
        reader = self.query_one(Reader)
        if row is None:
            reader.show([])
            return
        spans = row.spans(self.query_now)
        first = min((span.start for span in spans), default=0)
        begin = max(row.text.rfind("\n", 0, max(first - LONGEST // 4, 0)) + 1, 0)
        text = in_brackets(pieces(row.text, spans, begin, min(begin + LONGEST, len(row.text))))
        head, *rest = text.split("\n")
        title = f"{label(row.table)}  {row.client}"
        reader.show([(title, "muted"), (head, "strong" if not begin else ""), *((line, "") for line in rest)])

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        self.query_one(FoundGrid).action_move(by)

    def action_scope(self) -> None:
        """All clients, or the open one alone."""
        if self.here:
            self.only = not self.only
            self._look()

    def action_choose(self) -> None:
        """Go to the row under the cursor."""
        row = self.query_one(FoundGrid).current
        if row is not None:
            self.dismiss(row)


def search(screen: BaseScreen) -> None:
    """Search from a screen, and go to what is chosen."""
    desk = screen.desk
    face = next((face for face in desk.workspace.clients() if face.id == desk.client_id), None)
    dialog = Search(desk.finder, desk.client_id, face.name if face else "", desk.searched)

    def chosen(row: Row | None) -> None:
        desk.searched = dialog.typed
        if row is not None:
            go_to(screen, row.client_id, row.table, row.id)

    screen.app.push_screen(dialog, chosen)


def go_to(screen: BaseScreen, client_id: str, table: str, record_id: str) -> None:
    """Open the opportunity of a record, and put the cursor on the record."""
    desk = screen.desk
    try:
        if client_id == names.LIBRARY:
            screen.bench.show("library", record_id)
            return
        found = target(desk.workspace.store(client_id), table, record_id)
        if found is None:
            screen.say(_("This record is gone."))
            return
        opportunity_id = found.opportunity_id
        if not opportunity_id and desk.client_id != client_id:
            face = next(face for face in desk.workspace.clients() if face.id == client_id)
            opportunity_id = face.opportunities[0].id if face.opportunities else ""
        if opportunity_id or desk.client_id != client_id:
            desk.open(client_id, opportunity_id)
        if table == "baselines":
            desk.at_baseline = record_id
            screen.bench.run_there("requirements", "requirements", "baselines")
        elif table == "pains" and found.at == record_id:
            screen.app.push_screen(_page(desk.workspace.store(client_id), record_id))
        else:
            screen.bench.show(found.screen, found.at or desk.opportunity_id)
    except Problem as problem:
        screen.say(problem.sentence)


def _page(store: ClientStore, record_id: str) -> Read:
    """A pain point that no line of minutes tells of: no list shows it, so it is read here."""
    from presales_tui.fields import FIELDS, show
    from presales_tui.model.requirement import Pain

    pain = store.get(Pain, record_id)
    lines: list[Line] = []
    if pain is not None:
        for field in FIELDS[Pain]:
            if text := show(field, pain):
                lines += [(_(field.label), "muted"), (text, ""), ("", "")]
    return Read(f"{label('pains')} {pain.ref if pain is not None else ''}", lines)
