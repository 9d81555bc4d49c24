"""What every main screen is made of: top line, key line, running commands, asking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from textual.app import App, ComposeResult
from textual.events import DescendantFocus, ScreenResume
from textual.screen import Screen
from textual.timer import Timer

from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.record import Record
from presales_tui.widgets.bars import TABS, KeyBar, TopBar
from presales_tui.widgets.commands import CONTEXTS
from presales_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from presales_tui.data import ClientStore
    from presales_tui.screens.ground.desk import Desk
    from presales_tui.screens.ground.options import Option

SCREENS = frozenset(tab.id for tab in TABS)
"""Ids of the commands that lead to a main screen."""


class Workbench(Protocol):
    """What the screens need of the app."""

    desk: Desk

    @property
    def tour_text(self) -> str:
        """What to do next on the tour; empty: nobody is on it."""

    def show(self, screen: str, at: str = "") -> None:
        """Go to a main screen; with `at` the cursor goes to the record or the line with this id."""

    def run_there(self, screen: str, where: str, name: str, at: str = "") -> None:
        """Go to a main screen, there to a record if one is named, and run one of its commands."""

    def edit_text(
        self, text: str, suffix: str = ".md", keep: Callable[[str], object] | None = None
    ) -> str | None:
        """Hand a text to the user's editor; `None` if it came back as it was or no editor ran.

        `keep` gets what was saved in it if the line drops meanwhile.
        """

    def after_picture(self, callback: Callable[[], object]) -> None:
        """Call something once the next picture is on the screen."""

    def restyle(self) -> None:
        """Draw everything again, in the language in use."""

    def wear(self, name: str) -> None:
        """Put on the theme that a setting names."""

    def take_tour(self) -> None:
        """Begin the tour, or end it."""


def workbench(app: App[Any]) -> Workbench:
    """The app as the screens know it."""
    return cast("Workbench", app)


class BaseScreen(Screen[None]):
    """A main screen. Subclasses say what is on it (`body`), fill it (`reload`) and run its commands."""

    HERE: ClassVar[str] = ""
    """Id of the command that leads here; also a command context."""
    NEEDS_OPPORTUNITY: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self._message: Timer | None = None
        self._guided = False
        """Whether a step of the tour is shown."""
        self.running: tuple[str, str, str] = ("", "", "")
        """The command that was run last: its context, its id, and the record that the cursor was on."""
        self._seen: tuple[str, int, int] | None = None
        """What was shown last: opportunity, version of the screen's store, and of the open client's, of which
        the top line tells; `None`: nothing yet."""

    # What is on it

    def compose(self) -> ComposeResult:
        """Top line, the screen's own, key line."""
        yield TopBar(self.HERE)
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The widgets between the first and the last line."""
        raise NotImplementedError

    def reload(self, keep: str = "") -> None:
        """Read everything on the screen from the store again; the cursor goes to the record `keep`."""
        raise NotImplementedError

    def go_to(self, record_id: str) -> None:
        """Put the cursor on a record or a line, as the store has it now."""
        if self._seen != self._now():
            self.refresh_all()
        self.seek(record_id)

    def seek(self, record_id: str) -> None:
        """Put the cursor on a record, in whichever list of the screen it is; a filter gives way."""
        for rows in self.query(Rows):
            if rows.find(record_id) is None and rows.query_text:
                rows.set_filter("")
            if (row := rows.find(record_id)) is not None:
                rows.focus()
                rows.move_to(row)
                return

    @property
    def bench(self) -> Workbench:
        """The app."""
        return workbench(self.app)

    @property
    def desk(self) -> Desk:
        """What is open."""
        return self.bench.desk

    @property
    def store(self) -> ClientStore | None:
        """What the screen writes to: the store of the open client, unless a screen has one of its own."""
        return self.desk.store

    def note(self) -> str:
        """What the key line says on the right besides the place in the list; empty: nothing."""
        return ""

    def on_mount(self) -> None:
        """Fill the screen once it is there."""
        for rows in self.query(Rows):
            rows.watcher = self._row_moved
        self.first_look()

    def first_look(self) -> None:
        """What is shown at first; a screen whose data takes long shows less and the rest later."""
        self.refresh_all()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Coming back from another screen: something may have changed there."""
        # Styles only change with the theme, which stays what it was at the start.
        event.refresh_styles = False
        if self.is_mounted and (self.bench.tour_text or self._guided):
            self.guide(self.bench.tour_text)
        if self._seen is not None and self._seen != self._now():
            self.refresh_all()

    def poll_others(self) -> None:
        """Now and then: see what other sessions wrote elsewhere than in the open client."""

    def _now(self) -> tuple[str, int, int]:
        store, opened = self.store, self.desk.store
        return self.desk.opportunity_id, store.version if store else 0, opened.version if opened else 0

    def refresh_all(self, keep: str = "") -> None:
        """Reload, and say in the top line what is open."""
        self._seen = self._now()
        self.query_one(TopBar).say(self.desk.title, self.desk.figures())
        self.reload(keep)
        self.show_keys()

    def record_for(self, table: str) -> Record | None:
        """The record of a table that the screen shows just now, if any: a document can be made of it."""
        rows = self.focused
        found = rows.record_of(rows.current) if isinstance(rows, Rows) else None
        return found if found is not None and found.table == table else None

    # The key line

    def contexts(self) -> list[str]:
        """The command contexts that are in force where the focus is."""
        here = list(self.focused.CONTEXTS) if isinstance(self.focused, Rows) else []
        own = [self.HERE] if self.HERE in CONTEXTS and self.HERE not in here else []
        return [*here, *own, "everywhere"]

    def show_keys(self) -> None:
        """Show the keys that work here, and how far down the list the cursor is."""
        if self._message is not None:
            return
        rows = self.focused
        right = rows.place if isinstance(rows, Rows) else ""
        if isinstance(rows, Rows) and rows.marked:
            right = f"*{len(rows.marked)} {right}"
        right = f"{self.note()} {right}".strip()
        self.query_one(KeyBar).say(self.contexts(), right)

    def guide(self, text: str) -> None:
        """Show the step of the tour above the key line; empty: none."""
        from presales_tui.widgets.tourbar import TourBar

        self._guided = bool(text)
        bars = self.query(TourBar)
        if not text:
            bars.remove()
        elif bars:
            bars.first().say(text)
        else:
            for bar in self.query(KeyBar):  # none while the screen is being made or left
                self.mount(TourBar(text), before=bar)

    @property
    def has_message(self) -> bool:
        """Whether the key line says something else just now."""
        return self._message is not None

    def say(self, message: str) -> None:
        """Say something in the key line for some seconds."""
        self._unsay()
        self.query_one(KeyBar).say_items([("", message)])
        self._message = self.set_timer(6, self.end_message)

    def _unsay(self) -> None:
        if self._message is not None:
            self._message.stop()
            self._message = None

    def end_message(self) -> None:
        """Show the keys again."""
        self._unsay()
        self.show_keys()

    def _row_moved(self, _rows: Rows) -> None:
        self.show_keys()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Other keys work where the focus is now."""
        self._unsay()
        self.show_keys()

    # Running commands

    def action_command(self, where: str, name: str) -> None:
        """Run a command: `do_<where>_<name>`, unless `why_not_<where>_<name>` says why it does not apply."""
        self._unsay()
        rows = self.focused
        record = rows.record_of(rows.current) if isinstance(rows, Rows) and rows.current is not None else None
        self.running = (where, name, record.id if record is not None else "")
        reason = self.why_not(where, name)
        if reason:
            self.say(reason)
            return
        try:
            if where == "everywhere" and name in SCREENS:
                self.bench.show(name)
            else:
                getattr(self, f"do_{where}_{name}")()
        except Problem as problem:
            self.say(problem.sentence)

    def run_here(self, where: str, name: str) -> None:
        """Run a command of one of the screen's lists, wherever the focus is."""
        if where not in self.contexts():
            self.reveal(where)
        if where in self.contexts():
            self.action_command(where, name)
        else:
            self.say(_("The list that this belongs to is not shown now."))

    def reveal(self, where: str) -> None:
        """Put the focus into a list in which a command context is in force."""
        for rows in self.query(Rows):
            if where in rows.CONTEXTS and all(widget.display for widget in rows.ancestors_with_self):
                self.set_focus(rows)
                return

    def why_not(self, where: str, name: str) -> str:
        """Why a command does not apply now; empty: it does."""
        if where not in ("everywhere", "today") and self.NEEDS_OPPORTUNITY and not self.desk.opportunity:
            return _("Open or add an opportunity first: press 1.")
        test: Callable[[], str] | None = getattr(self, f"why_not_{where}_{name}", None)
        return test() if test else ""

    # Asking

    def choose(
        self,
        title: str,
        options: Sequence[Option],
        then: Callable[[str], None],
        *,
        typed: bool,
        current: str = "",
    ) -> None:
        """Let the user choose one of some options; `typed`: by typing a part of its words."""
        from presales_tui.screens.ground.dialog import Pick

        def chosen(found: str | None) -> None:
            if found is not None:
                then(found)

        self.app.push_screen(Pick(title, options, typed=typed, current=current), chosen)

    def confirm(
        self,
        question: str,
        yes: str,
        then: Callable[[], None],
        otherwise: Callable[[], None] | None = None,
        no: str = "",
    ) -> None:
        """Ask a question with two answers; `no` names the second, which else is to leave it."""
        from presales_tui.screens.ground.dialog import Confirm

        def answered(agreed: bool | None) -> None:
            if agreed:
                then()
            elif otherwise is not None:
                otherwise()

        self.app.push_screen(Confirm(question, yes, no), answered)
