"""The workbench: which screens there are, how it looks, and what is open. Nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, ScreenStackError
from textual.binding import Binding, BindingType
from textual.screen import Screen

from presales_tui.data.names import DRAFTS
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.screens.ground.desk import Desk
from presales_tui.screens.shared.main import DeskScreen
from presales_tui.terminal.driver import TerminalDriver
from presales_tui.terminal.home import AtHome
from presales_tui.terminal.typeahead import TypeAhead
from presales_tui.themes import DARK, THEMES, theme_for
from presales_tui.widgets.background import note_key
from presales_tui.widgets.commands import use_keys

if TYPE_CHECKING:
    from pathlib import Path

    from presales_tui.data import Workspace
    from presales_tui.screens.dialogs.touring import Tour
    from presales_tui.widgets.commands.keymap import Keys

POLL = 0.7
"""Seconds between two looks for what another session wrote."""
ELSEWHERE = 6
"""Looks at the open client before one at the others."""


def _today() -> Screen[Any]:
    from presales_tui.screens.today.screen import TodayScreen

    return TodayScreen()


def _meetings() -> Screen[Any]:
    from presales_tui.screens.meetings.screen import MeetingsScreen

    return MeetingsScreen()


def _requirements() -> Screen[Any]:
    from presales_tui.screens.requirements.screen import RequirementsScreen

    return RequirementsScreen()


def _outline() -> Screen[Any]:
    from presales_tui.screens.outline.screen import OutlineScreen

    return OutlineScreen()


def _people() -> Screen[Any]:
    from presales_tui.screens.people.screen import PeopleScreen

    return PeopleScreen()


def _follow() -> Screen[Any]:
    from presales_tui.screens.people.follow import FollowScreen

    return FollowScreen()


def _library() -> Screen[Any]:
    from presales_tui.screens.requirements.library import LibraryScreen

    return LibraryScreen()


def _trial() -> Screen[Any]:
    from presales_tui.screens.trial.screen import TrialScreen

    return TrialScreen()


def _aftersale() -> Screen[Any]:
    from presales_tui.screens.trial.after_sale import AfterSaleScreen

    return AfterSaleScreen()


class PresalesApp(AtHome):
    """A screen for each step of the chain, over one workspace."""

    TITLE = "presales"
    ENABLE_COMMAND_PALETTE = False
    """The workbench has its own palette, made from its command table."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "suspend_process", show=False)]
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "today": _today,
        "meetings": _meetings,
        "requirements": _requirements,
        "outline": _outline,
        "trial": _trial,
        "people": _people,
        "follow": _follow,
        "library": _library,
        "aftersale": _aftersale,
    }

    def __init__(
        self,
        workspace: Workspace,
        start: str = "today",
        recall: bool = True,
        keys: Keys | None = None,
        told: Sequence[str] = (),
        tour: bool = False,
    ) -> None:
        """Open on a screen; `told`: what must be told at once; `tour`: begin it, if nobody ended it here."""
        # The first mode is there from the start, rather than an empty screen that is left at once:
        # one screen less to style and to lay out before the first picture.
        self.DEFAULT_MODE = start  # type: ignore[misc]
        super().__init__()
        self.desk = Desk(workspace)
        self.recall = recall
        self._polls = 0
        for theme in THEMES:
            self.register_theme(theme)
        self._wear(theme_for(os.environ))
        self._told = list(told)
        self._tour: Tour | None = None
        self._begin = tour and not self.desk.toured
        use_keys(keys.chosen if keys else {})
        if keys and keys.chosen:
            self.set_keymap(keys.bindings)
        if keys and keys.troubles:
            self._told += [_("Keys in {path}:").format(path=keys.path)]
            self._told += [trouble.sentence for trouble in keys.troubles]
        self.on_loss(self.desk.flush)
        self._ahead = TypeAhead(self, super().on_event)

    async def on_event(self, event: events.Event) -> None:
        """Keys from a terminal go one after the other; a test presses them one after the other itself."""
        if isinstance(event, events.Key | events.Paste):
            note_key()
        if (
            isinstance(event, events.Key | events.Paste)
            and not event.is_forwarded
            and isinstance(self._driver, TerminalDriver)
        ):
            await self._ahead.take(event)
        else:
            await super().on_event(event)

    def editing_place(self) -> Path | None:
        """With the client's drafts: it is the client's, and must outlast the session."""
        store = self.desk.store
        return store.folder / DRAFTS if store is not None else None

    def _wear(self, name: str) -> None:
        """Put a theme on before the first picture.

        Setting `theme` reads and applies every style a second time; for the one that is like the
        default in all but its colours, giving the colours is enough.
        """
        if name == DARK.name:
            self.set_reactive(App.theme, name)
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            self.theme = name

    def on_load(self) -> None:
        """Open what was open last, before the first screen asks for it."""
        if self.recall:
            self._reopen()

    def on_mount(self) -> None:
        """Look after other sessions, and after what an earlier one left."""
        self.set_interval(POLL, self._poll)
        if self._told:
            self.after_picture(self._tell)
        if self._begin:
            self.after_picture(self.take_tour)
        self.call_after_refresh(self._offer_drafts)

    def take_tour(self) -> None:
        """Begin the tour, or end it."""
        from presales_tui.screens.dialogs.touring import Tour

        self._tour = Tour() if self._tour is None else None
        self.desk.toured = self._tour is None
        self.desk.remember()
        self._guide()
        if self._tour is None:
            self._say(_("The tour has ended; ! starts it again."))

    def _guide(self) -> None:
        """Look whether the step of the tour has been done, and show the next one where the user is."""
        from presales_tui.screens.dialogs.touring import seen

        screen = self.screen
        if self._tour is not None:
            name = screen.HERE if isinstance(screen, DeskScreen) else type(screen).__name__
            self._tour.look(seen(name, self.desk.store, self.desk.opportunity_id))
        if isinstance(screen, DeskScreen):
            screen.guide(self.tour_text)

    @property
    def tour_text(self) -> str:
        """What to do next on the tour; empty: nobody is on it."""
        return self._tour.text if self._tour is not None else ""

    def _offer_drafts(self) -> None:
        """Text that was being typed when a session was cut off waits here."""
        screen = self.screen
        if isinstance(screen, DeskScreen) and not screen.why_not("everywhere", "drafts"):
            screen.action_command("everywhere", "drafts")

    def _tell(self) -> None:
        """What in the user's own settings and keys could not be taken; the rest of them works."""
        from presales_tui.screens.ground.dialog import Read

        self.push_screen(Read(_("Please note"), [(line, "warn") for line in self._told]))

    def _reopen(self) -> None:
        try:
            self.desk.reopen()
        except Problem as problem:
            self.call_later(self._say, problem.sentence)

    def _say(self, sentence: str) -> None:
        if isinstance(self.screen, DeskScreen):
            self.screen.say(sentence)

    def action_suspend_process(self) -> None:
        """To the shell; what was typed behind it is not meant for the workbench when it comes back."""
        self._ahead.drop()
        super().action_suspend_process()

    def action_help_quit(self) -> None:
        """Ctrl+c takes nothing away by mistake; it says how to leave."""
        self._say("q  " + _("Leave: back to Today, from there quit."))

    def show(self, screen: str, at: str = "") -> None:
        """Go to a main screen, and there to a record or a line."""
        if at:
            self.call_later(self._show_at, screen, at)
        else:
            self.switch_mode(screen)

    async def _show_at(self, screen: str, at: str) -> None:
        """Once the screen is there, which it is not at once when it is shown for the first time."""
        await self.switch_mode(screen)
        if isinstance(self.screen, DeskScreen):
            self.screen.go_to(at)

    def run_there(self, screen: str, where: str, name: str, at: str = "") -> None:
        """Go to a main screen, there to a record if one is named, and run one of its commands."""
        self.call_later(self._run_there, screen, where, name, at)

    async def _run_there(self, screen: str, where: str, name: str, at: str) -> None:
        await self.switch_mode(screen)
        if isinstance(self.screen, DeskScreen):
            if at:
                self.screen.go_to(at)
            self.screen.run_here(where, name)

    def wear(self, name: str) -> None:
        """Put on the theme that a setting names (`auto`: what suits the terminal)."""
        self.theme = theme_for({**os.environ, "PRESALES_THEME": name})

    def restyle(self) -> None:
        """Draw the screen again in the language in use; the others follow when they are shown."""
        if isinstance(self.screen, DeskScreen):
            self.screen.refresh_all()
            self.screen.refresh(layout=True)
            for widget in self.screen.walk_children():
                widget.refresh()

    def _poll(self) -> None:
        """See what another session on the same client wrote, and how far the tour is."""
        try:
            screen = self.screen
        except ScreenStackError:
            # The timer may go off once more while the workbench is being left.
            return
        if self._tour is not None:
            self._guide()
        store = screen.store if isinstance(screen, DeskScreen) else self.desk.store
        try:
            changed = store is not None and store.poll()
        except Problem as problem:
            self._say(problem.sentence)
            return
        if isinstance(screen, DeskScreen):
            self._polls += 1
            if changed:
                screen.refresh_all()
            elif self._polls % ELSEWHERE == 0:
                screen.poll_others()

    def on_unmount(self) -> None:
        """Leave word for the next start."""
        with suppress(Problem, OSError):
            self.desk.leave_word()
