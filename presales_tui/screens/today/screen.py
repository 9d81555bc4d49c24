"""Today (今日): the opportunities of all clients with the health of each, and what is due next in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from presales_tui.locale import N_, _, ngettext
from presales_tui.model.deals import Client, Deal, Due, urgency
from presales_tui.model.errors import Problem
from presales_tui.model.scales import CLOSED_STAGES
from presales_tui.screens.ground.base import SCREENS
from presales_tui.screens.today.opportunities import OpportunityScreen
from presales_tui.screens.today.rows import DEALS, DUES, counts, deal_sought, due_sought
from presales_tui.screens.today.rows import health as in_words
from presales_tui.widgets.bars import Figures, TopBar
from presales_tui.widgets.grid import Grid
from presales_tui.widgets.pictures import Pictures
from presales_tui.widgets.rows import Rows, bindings

if TYPE_CHECKING:
    from textual.events import Resize, ScreenResume

    from presales_tui.data import ClientFace
    from presales_tui.data.digest import Digest
    from presales_tui.model.record import Record

MINUTE = 60.0
"""Seconds after which clocks are looked at again."""
TALL = 34
"""Lines from which on the pictures stand below the lists."""


class Deals(Grid):
    """Opportunities of all clients."""

    CONTEXTS = ("today", "list")
    BINDINGS = bindings("today", "list")
    EMPTY = N_(
        "No opportunity yet. Press a to add the first. ? shows the keys, ! begins a tour of five minutes; "
        "presales demo opens samples to try things on."
    )

    def record_of(self, row: object) -> Record | None:
        """The opportunity, once its client was read."""
        return row.record if isinstance(row, Deal) else None

    def sought_of(self, row: object) -> Record | None:
        """The opportunity with the name of its client."""
        return deal_sought(row) if isinstance(row, Deal) else None


class Dues(Grid):
    """What is due."""

    CONTEXTS = ("today", "list")
    BINDINGS = bindings("today", "list")
    EMPTY = N_("Nothing is due in the next two weeks.")

    def sought_of(self, row: object) -> Record | None:
        """The words of the row."""
        return due_sought(row) if isinstance(row, Due) else None


class TodayScreen(OpportunityScreen):
    """The first screen."""

    HERE = "today"
    DEFAULT_CSS = """
    TodayScreen {
        & Deals { height: 2fr; }
        & Dues { height: 3fr; }
        & Pictures { height: 3fr; display: none; }
        & .rule { height: 1; color: $primary; text-style: bold; padding: 0 1; }
        &.pictures Dues, &.pictures #due-title { display: none; }
        &.pictures Pictures { display: block; }
        &.tall Pictures { display: block; height: 11; margin: 1 0 0 0; }
        &.tall Dues, &.tall #due-title { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()
        """What the store found and the user has been told."""
        self._of: dict[str, tuple[list[Deal], list[Due]]] = {}
        """Client id to its rows."""
        self._unread: list[ClientFace] = []
        """Clients whose journals are still to be read."""
        self._wanted = ""

    def body(self) -> ComposeResult:
        """Opportunities above, the health of one in words, what is due below, pictures."""
        yield Deals(DEALS, id="deals")
        yield Figures(id="health", open_end=True)
        yield Static(_("Due"), classes="rule", id="due-title", markup=False)
        yield Dues(DUES, id="dues")
        yield Pictures(id="pictures")

    def on_mount(self) -> None:
        """The opportunities have the focus; clocks go on while somebody looks at them."""
        self.query_one("#deals", Deals).focus()
        self.set_interval(MINUTE, self._tick)

    def on_resize(self, event: Resize) -> None:
        """In a tall terminal the pictures are always there."""
        self.set_class(event.size.height >= TALL, "tall")

    # What is read

    def first_look(self) -> None:
        """What is known without a journal at once: names, and of every client whose digest is true all else.

        The journals of the others are read when the first picture is on the screen.
        """
        self.query_one(TopBar).say(self.desk.title)
        self._read()
        self._show(self.desk.opportunity_id)
        self.show_keys()
        self.bench.after_picture(self.refresh_all)

    def reload(self, keep: str = "") -> None:
        """From digests at once; the clients without a true one follow, one after the other."""
        self._look_again(keep or self.desk.opportunity_id)
        self._tell([*self.desk.troubles, *self.desk.workspace.notes()])

    def _look_again(self, keep: str) -> None:
        self._read()
        self._show(keep)
        self._wanted = keep
        if self._unread:
            self.call_later(self._read_on)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Time has passed, and another screen may have changed what is due."""
        seen = self._seen
        super().on_screen_resume(event)
        if seen is not None and seen == self._now():
            self._tick()

    def poll_others(self) -> None:
        """See what other sessions wrote to clients that are not open here; keep what is known of those."""
        digests = self.desk.workspace.digests
        if digests.stale():
            self.reload()
        digests.keep_all()

    def _tick(self) -> None:
        if self.app.screen is self:
            self._look_again("")

    def _read(self) -> None:
        now = datetime.now(UTC)
        digests = self.desk.workspace.digests
        found: dict[str, tuple[list[Deal], list[Due]]] = {}
        self._unread = []
        for face in self.desk.workspace.clients():
            deals = [Deal(one.id, face.id, face.name, one.name, one.stage) for one in face.opportunities]
            digest = digests.at_hand(face)
            if digest is None:
                found[face.id] = (deals, [])
                self._unread.append(face)
            else:
                found[face.id] = _rows(face, deals, digest, now)
        self._of = found

    def _read_on(self) -> None:
        """Read the journal of one more client; keys pressed meanwhile come first."""
        if not self._unread or not self.is_attached:
            return
        face = self._unread.pop(0)
        try:
            digest, notes = self.desk.workspace.digests.look(face)
        except Problem as problem:
            self._tell([problem.sentence])
        else:
            self._of[face.id] = _rows(face, self._of[face.id][0], digest, datetime.now(UTC))
            self._tell(notes)
        if self._unread:
            self.set_timer(0.01, self._read_on)
        if not self._unread or len(self._unread) % 8 == 0:
            self._show(self._wanted)

    def _show(self, keep: str) -> None:
        every = [deal for deals, _dues in self._of.values() for deal in deals]
        every.sort(key=lambda deal: deal.stage in CLOSED_STAGES)
        due = sorted((one for _deals, rows in self._of.values() for one in rows), key=urgency)
        self.query_one("#deals", Deals).load(every, keep)
        dues = self.query_one("#dues", Dues)
        dues.load(due)
        if not dues.has_focus:
            dues.move_to(0)  # The most urgent is seen, however many came to be known meanwhile.
        told = counts(due)
        if self._unread:
            told += "  " + ngettext("reading {n} client", "reading {n} clients", len(self._unread)).format(
                n=len(self._unread)
            )
        self.query_one("#due-title", Static).update(told)
        self._in_words()

    @on(Rows.Moved)
    def _in_words(self) -> None:
        """The opportunity that the cursor is on, in one line; and in the pictures."""
        deal = self.deal()
        self.query_one("#health", Figures).say(in_words(deal) if deal else [])
        self.query_one(Pictures).show(self.query_one("#deals", Deals).source, deal)

    def _tell(self, notes: list[str]) -> None:
        """What the store found when it was opened, once: it must not pass by in a key line."""
        new = [note for note in dict.fromkeys(notes) if note and note not in self._told]
        self._told.update(new)
        if new:
            from presales_tui.screens.ground.dialog import Read

            lines = [line for note in new for line in ((note, "warn"), ("", ""))]
            self.app.push_screen(Read(_("Please note"), lines))

    # Commands

    def deal(self) -> Deal | None:
        """The opportunity under the cursor; in what is due, the one it is due in."""
        deals = self.query_one("#deals", Deals)
        due = self._due()
        if due is not None:
            return next((one for one in deals.source if one.id == due.opportunity_id), None)
        return deals.current

    def _due(self) -> Due | None:
        focused = self.focused
        return focused.current if isinstance(focused, Dues) else None

    why_not_today_open = OpportunityScreen.why_not_today_edit

    def do_today_open(self) -> None:
        """Go to the opportunity, or to the very record that is due."""
        due, deal = self._due(), self.deal()
        if due is not None and due.where != "today":
            self.desk.open(due.client_id, due.opportunity_id)
            self.bench.show(due.where, due.at)
        elif due is not None:
            self.do_today_edit()
        elif deal is not None:
            self.desk.open(deal.client_id, deal.id)
            self.bench.show("meetings")

    def action_command(self, where: str, name: str) -> None:
        """A digit opens a screen on the opportunity under the cursor; on what is due, the record there."""
        if where == "everywhere" and name in SCREENS - {"today", "library"} and (deal := self.deal()):
            due = self._due()
            try:
                self.desk.open(deal.client_id, deal.id)
            except Problem as problem:
                self.say(problem.sentence)
                return
            self.bench.show(name, due.at if due is not None and due.where == name else "")
        else:
            super().action_command(where, name)

    def do_everywhere_history(self) -> None:
        """Of the opportunity under the cursor, whichever client it is with."""
        if self.with_deal():
            super().do_everywhere_history()

    def why_not_list_set(self) -> str:
        """What is set together is written together, so it must be with one client."""
        clients = {row.client_id for row in self.targets_here()}
        if len(clients) > 1:
            return _("These are with several clients. Mark those of one.")
        return super().why_not_list_set()

    def do_list_set(self) -> None:
        """In the client of the marked opportunities."""
        if rows := self.targets_here():
            self.open_deal(rows[0].client_id, rows[0].id)
            super().do_list_set()

    def targets_here(self) -> list[Deal]:
        """The marked opportunities, or the one under the cursor."""
        return self.focused.targets if isinstance(self.focused, Deals) else []

    def do_today_pictures(self) -> None:
        """The pictures in place of what is due; again: the next page, then back. Tall: page by page."""
        pictures = self.query_one(Pictures)
        pages = pictures.pages(self.size.width)
        if self.has_class("tall"):
            pictures.turn((pictures.page + 1) % pages)
        elif not self.has_class("pictures"):
            pictures.turn(0)
            if isinstance(self.focused, Dues):
                self.query_one("#deals", Deals).focus()
            self.add_class("pictures")
        elif pictures.page + 1 < pages:
            pictures.turn(pictures.page + 1)
        else:
            self.remove_class("pictures")


def _rows(face: ClientFace, names: list[Deal], digest: Digest, now: datetime) -> tuple[list[Deal], list[Due]]:
    """The opportunities of a client with their figures, and what is due in them."""
    from presales_tui.model.agenda import dues, health

    deals = [health(deal, digest.pulse, now) for deal in names]
    return deals, dues(Client(face.id, face.name), deals, digest.pulse, now)
