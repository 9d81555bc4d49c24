"""What every main screen does alike: top line, key line, filter, and the commands that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from textual.app import App, ComposeResult
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.timer import Timer

from presales_tui.locale import _, language, set_language
from presales_tui.model.change import Change
from presales_tui.model.errors import Conflict, Problem
from presales_tui.model.record import Record
from presales_tui.screens.options import Option
from presales_tui.widgets.bars import TABS, KeyBar, TopBar
from presales_tui.widgets.commands import CONTEXTS, Command, commands
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.rows import Rows, bindings

if TYPE_CHECKING:
    from presales_tui.data import Commit
    from presales_tui.screens.desk import Desk
    from presales_tui.screens.filtering import FilterLine


_SCREENS = frozenset(tab.id for tab in TABS)


class Workbench(Protocol):
    """What the screens need of the app."""

    desk: Desk

    def show(self, screen: str) -> None:
        """Go to a main screen: today, meetings, requirements, outline or trial."""

    def edit_text(self, text: str) -> str | None:
        """Hand a text to the user's editor; `None` if it came back as it was or no editor ran."""

    def after_picture(self, callback: Callable[[], object]) -> None:
        """Call something once the next picture is on the screen."""

    def restyle(self) -> None:
        """Draw everything again, in the language in use."""


def workbench(app: App[Any]) -> Workbench:
    """The app as the screens know it."""
    return cast("Workbench", app)


class DeskScreen(Screen[None]):
    """A main screen. Subclasses say what is on it (`body`), fill it (`reload`) and run its commands."""

    HERE: ClassVar[str] = ""
    """Id of the command that leads here; also a command context."""
    NEEDS_OPPORTUNITY: ClassVar[bool] = True
    DEFAULT_CSS = """
    DeskScreen {
        layers: base;
    }
    """
    BINDINGS = bindings("everywhere")

    def __init__(self) -> None:
        super().__init__()
        self._filter: FilterLine | None = None
        self._message: Timer | None = None
        self._seen: tuple[str, int] | None = None
        """What was shown last: opportunity and version of the store; `None`: nothing yet."""

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

    @property
    def bench(self) -> Workbench:
        """The app."""
        return workbench(self.app)

    @property
    def desk(self) -> Desk:
        """What is open."""
        return self.bench.desk

    def on_mount(self) -> None:
        """Fill the screen once it is there."""
        for rows in self.query(Rows):
            rows.watcher = self._row_moved
        self.first_look()

    def first_look(self) -> None:
        """What is shown at first; a screen whose data takes long shows less and the rest later."""
        self.refresh_all()

    def on_screen_resume(self) -> None:
        """Coming back from another screen: something may have changed there."""
        if self._seen is not None and self._seen != self._now():
            self.refresh_all()

    def _now(self) -> tuple[str, int]:
        store = self.desk.store
        return self.desk.opportunity_id, store.version if store else 0

    def refresh_all(self, keep: str = "") -> None:
        """Reload, and say in the top line what is open."""
        self._seen = self._now()
        self.query_one(TopBar).say(self.desk.title, self.desk.figures())
        self.reload(keep)
        self.show_keys()

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
        if self._filter is not None and self._filter.has_focus:
            self.query_one(KeyBar).say_items([("enter", _("Keep")), ("esc", _("All rows"))])
            return
        rows = self.focused
        right = f"{min(rows.row + 1, len(rows.rows))}/{len(rows.rows)}" if isinstance(rows, Rows) else ""
        if isinstance(rows, Rows) and rows.marked:
            right = f"*{len(rows.marked)} {right}"
        self.query_one(KeyBar).say(self.contexts(), right)

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
        reason = self.why_not(where, name)
        if reason:
            self.say(reason)
            return
        try:
            if where == "everywhere" and name in _SCREENS:
                self.bench.show(name)
            else:
                getattr(self, f"do_{where}_{name}")()
        except Problem as problem:
            self.say(problem.sentence)

    def why_not(self, where: str, name: str) -> str:
        """Why a command does not apply now; empty: it does."""
        if where not in ("everywhere", "today") and self.NEEDS_OPPORTUNITY and not self.desk.opportunity:
            return _("Open or add an opportunity first: press 1.")
        test: Callable[[], str] | None = getattr(self, f"why_not_{where}_{name}", None)
        return test() if test else ""

    def commit(self, change: Change, keep: str = "") -> Commit | None:
        """Write a change and show the result; what went wrong is said in the key line."""
        store = self.desk.store
        if store is None or not change:
            return None
        try:
            done = store.commit(change)
        except Problem as problem:
            if isinstance(problem, Conflict):
                self.refresh_all(keep)
            self.say(problem.sentence)
            return None
        self.refresh_all(keep)
        return done

    def try_commit(self, change: Change) -> str:
        """Write a change from a writing screen, which stays open if it fails; what went wrong, or empty."""
        store = self.desk.store
        if store is None or not change:
            return ""
        try:
            store.commit(change)
        except Problem as problem:
            return problem.sentence
        self.refresh_all()
        return ""

    def edit_record(
        self,
        record: Record,
        was: Record | None,
        title: str,
        message: str,
        then: Callable[[str], None] | None = None,
    ) -> None:
        """Open a form; what is saved is committed under the English message `message`."""
        from presales_tui.screens.form import Form

        store = self.desk.store
        if store is None:
            return
        key = f"form:{record.table}:{record.id if was else 'new'}"

        def save(new: Record) -> str:
            problem = "" if new == was else self.save_record(new, was, message)
            if not problem and new != was and then is not None:
                self.call_later(then, new.id)
            return problem

        self.app.push_screen(Form(title, record, save, self.drafting(key), self.restored_draft(key)))

    def drafting(self, key: str) -> Callable[[str], None]:
        """What a writing screen calls with every change: keeps the text as a draft; empty: no more."""
        store = self.desk.store

        def draft(text: str) -> None:
            if store is not None and text:
                store.drafts.save(key, text)
            elif store is not None:
                store.drafts.discard(key)

        return draft

    def restored_draft(self, key: str) -> str:
        """What was being typed here when an earlier session was cut off; empty: nothing."""
        store = self.desk.store
        if store is None:
            return ""
        return next((draft.text for draft in store.drafts.left_over() if draft.key == key), "")

    def save_record(self, new: Record, was: Record | None, message: str) -> str:
        """Commit an edited record; what went wrong, or empty.

        If it changed meanwhile in another session, the user chooses whose words stand.
        """
        store = self.desk.store
        if store is None:
            return _("No opportunity open")
        try:
            store.commit(Change(message).put(new, was))
        except Conflict:
            self.app.call_later(self._offer_theirs, new, message)
        except Problem as problem:
            return problem.sentence
        else:
            self.refresh_all(new.id)
        return ""

    def _offer_theirs(self, mine: Record, message: str) -> None:
        """Another session changed the same fields: mine or theirs, never silently."""
        store = self.desk.store
        theirs = store.get(type(mine), mine.id) if store else None

        def mine_stands() -> None:
            self.commit(Change(message).put(mine, theirs), keep=mine.id)

        self.confirm(
            _("This record was changed in another session while you edited it."),
            _("Keep mine"),
            mine_stands,
            lambda: self.refresh_all(mine.id),
            _("Keep theirs"),
        )

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
        from presales_tui.screens.dialog import Pick

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
        from presales_tui.screens.dialog import Confirm

        def answered(agreed: bool | None) -> None:
            if agreed:
                then()
            elif otherwise is not None:
                otherwise()

        self.app.push_screen(Confirm(question, yes, no), answered)

    def ask(
        self,
        title: str,
        then: Callable[[str], None],
        value: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        """Ask for a line of text; `check` returns what is wrong with it. Leaving it asks nothing."""
        from presales_tui.screens.dialog import Ask

        def answered(text: str | None) -> None:
            if text is not None:
                then(text)

        self.app.push_screen(Ask(title, value, check), answered)

    def confirm_delete(self, question: str, message: str, targets: Sequence[Record]) -> None:
        """Ask, then delete some records in one step under the English message `message`."""

        def agreed() -> None:
            change = Change(message)
            for was in targets:
                change.delete(was)
            self.commit(change)

        self.confirm(question, _("Delete"), agreed)

    # Everywhere

    def do_everywhere_go(self) -> None:
        """Choose among the opportunities of all clients."""
        from presales_tui.model.scales import STAGE

        options = [
            Option(
                f"{face.id}/{found.id}", f"{face.name} / {found.name}", STAGE.label(found.stage, language())
            )
            for face in self.desk.workspace.clients()
            for found in face.opportunities
        ]

        def chosen(key: str) -> None:
            client, _slash, opportunity = key.partition("/")
            try:
                self.desk.open(client, opportunity)
            except Problem as problem:
                self.say(problem.sentence)
                return
            self.refresh_all()

        self.choose(_("Go to"), options, chosen, typed=True)

    def why_not_everywhere_go(self) -> str:
        """There must be something to go to."""
        found = any(face.opportunities for face in self.desk.workspace.clients())
        return "" if found else _("There is no opportunity yet. Press 1, then a.")

    def why_not_everywhere_export(self) -> str:
        """A deck is made of an opportunity."""
        return "" if self.desk.opportunity else _("Open or add an opportunity first: press 1.")

    def do_everywhere_export(self) -> None:
        """Write the deck beside the event loop, then say where it is and how to get it home."""
        from presales_tui.screens.exporting import export_deck

        export_deck(self)

    def do_everywhere_undo(self) -> None:
        """Take back."""
        store = self.desk.store
        if store is not None:
            done = store.undo()
            self.refresh_all()
            self.say(_("Taken back: {what}").format(what=_(done.title)))

    def why_not_everywhere_undo(self) -> str:
        """There must be a change to take back."""
        store = self.desk.store
        return "" if store is not None and store.can_undo else _("There is nothing to undo.")

    def do_everywhere_redo(self) -> None:
        """Do again."""
        store = self.desk.store
        if store is not None:
            done = store.redo()
            self.refresh_all()
            self.say(_("Done again: {what}").format(what=_(done.title)))

    def why_not_everywhere_redo(self) -> str:
        """There must be a change to do again."""
        store = self.desk.store
        return "" if store is not None and store.can_redo else _("There is nothing to redo.")

    def why_not_everywhere_history(self) -> str:
        """History is of a record."""
        rows = self.focused
        return (
            "" if isinstance(rows, Rows) and isinstance(rows.current, Record) else _("Choose a record first.")
        )

    def do_everywhere_history(self) -> None:
        """Show who changed the record under the cursor."""
        from presales_tui.screens.helping import show_history

        if record := self._record_here():
            show_history(self, record)

    def _record_here(self) -> Record | None:
        rows = self.focused
        return rows.record_of(rows.current) if isinstance(rows, Rows) else None

    def why_not_everywhere_drafts(self) -> str:
        """There must be one."""
        store = self.desk.store
        return "" if store is not None and store.drafts.left_over() else _("No text was left unsaved.")

    def do_everywhere_drafts(self) -> None:
        """Show what was left unsaved, to be read, taken up again or thrown away."""
        from presales_tui.screens.drafting import offer_drafts

        offer_drafts(self)

    def do_everywhere_palette(self) -> None:
        """Choose a command by its words."""

        def option(command: Command) -> Option:
            reason = self.why_not(command.where, command.id)
            return Option(
                f"{command.where}/{command.id}",
                f"{_(command.label)}: {_(command.help)}",
                command.key,
                "",
                reason,
            )

        def chosen(key: str) -> None:
            where, _slash, name = key.partition("/")
            self.action_command(where, name)

        here = [command for command in commands(*self.contexts()) if command.id != "palette"]
        self.choose(_("Commands"), [option(command) for command in here], chosen, typed=True)

    def do_everywhere_help(self) -> None:
        """Show keys and marks."""
        from presales_tui.screens.helping import show_help

        show_help(self)

    def do_everywhere_language(self) -> None:
        """English or Chinese, and remember it."""
        set_language("en" if language() == "zh" else "zh")
        self.desk.remember()
        self.bench.restyle()

    def do_everywhere_back(self) -> None:
        """Clear the filter, or go back to Today; from there leave."""
        if self._filter is not None and self._filter.is_attached:
            self._filter.end()
        elif self.HERE == "today":
            self.app.exit()
        else:
            self.bench.show("today")

    def do_everywhere_escape(self) -> None:
        """As back, but never out of the workbench: escape is pressed once too often easily."""
        if self.HERE == "today" and (self._filter is None or not self._filter.is_attached):
            self.say(_("q leaves."))
        else:
            self.do_everywhere_back()

    # Every list

    def do_list_filter(self) -> None:
        """Open the filter for the list that has the focus."""
        from presales_tui.screens.filtering import FilterLine

        if not isinstance(self.focused, Rows):
            return
        line = self._filter
        if line is None or not line.is_attached or line.rows is not self.focused:
            if line is not None and line.is_attached:
                line.end()
            line = self._filter = FilterLine(self.focused)
            self.mount(line)
        line.focus()

    def why_not_list_sort(self) -> str:
        """Minutes are in the order in which they were said."""
        return "" if isinstance(self.focused, Grid) else _("This list has its own order.")

    def do_list_sort(self) -> None:
        """Choose the column to sort by."""
        grid = self.focused
        if not isinstance(grid, Grid):
            return
        by_title: dict[str, Column] = {c.title: c for c in grid.columns if c.sort is not None and c.title}
        options = [
            Option(title, _(title), "", hot) for title, hot in zip(by_title, "123456789", strict=False)
        ]
        self.choose(_("Sort by"), options, lambda title: grid.sort_by(by_title[title]), typed=False)

    def do_list_select(self) -> None:
        """Mark the row."""
        if isinstance(self.focused, Rows):
            self.focused.toggle_mark()
            self.show_keys()
