"""People (干系人): who they are, how they stand, when we were last in touch. All of it stays in the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from presales_tui.locale import N_, _
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.people import contact_of, delete_change, merge_change
from presales_tui.model.qualification import Qualification
from presales_tui.model.touch import Touch, touches
from presales_tui.model.trial import Issue
from presales_tui.screens.main import DeskScreen
from presales_tui.screens.options import Option, scale_options
from presales_tui.screens.people_lines import contact_columns, contact_lines, place
from presales_tui.widgets.grid import Grid
from presales_tui.widgets.reader import Reader
from presales_tui.widgets.rows import bindings


class ContactGrid(Grid):
    """The people of the client, and our own."""

    CONTEXTS = ("contacts", "list")
    BINDINGS = bindings("contacts", "list")
    EMPTY = N_("Nobody yet. Press a: name, job, department, phone, role, such as: 李敏，教务处主任，支持者")


class PeopleScreen(DeskScreen):
    """The list, and the person under the cursor below it; beside it where there is room."""

    HERE = "people"
    DEFAULT_CSS = """
    PeopleScreen {
        & #people { layout: vertical; }
        & ContactGrid { height: 1fr; width: 1fr; }
        & Reader { height: 9; display: none; border-top: solid $panel; }
        &.-high Reader { display: block; }
        &.-wide #people { layout: horizontal; }
        &.-wide Reader { display: block; width: 48; height: 1fr; }
        &.-wide Reader { border-top: none; border-left: solid $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
        self.people: list[Contact] = []
        self.touches: dict[str, Touch] = {}
        """Id of a contact to the last touch with them."""

    def body(self) -> ComposeResult:
        """List and details."""
        with Container(id="people"):
            yield ContactGrid(contact_columns(lambda person: self.touches.get(person.id)))
            yield Reader()

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Reader).can_focus = False
        self._grid().focus()

    def reload(self, keep: str = "") -> None:
        """Theirs before ours, the influential first."""
        store = self.store
        self.people = store.all(Contact) if store else []
        self.people.sort(key=lambda c: (c.side == "us", scales.SIDE.order(c.side), -c.influence, c.ref))
        self.touches = {}
        if store is not None:
            met, issues, lines = store.all(Meeting), store.all(Issue), store.all(Line)
            self.touches = touches(self.people, met, issues, date.today(), lines)
        self._grid().load(self.people, keep)

    def _grid(self) -> ContactGrid:
        return self.query_one(ContactGrid)

    @on(ContactGrid.Moved)
    def _show_details(self) -> None:
        here = self._grid().current
        lines = []
        if here is not None:
            people = {person.id: person for person in self.people}
            lines = contact_lines(here, people, self.touches.get(here.id), date.today())
        self.query_one(Reader).show(lines)

    # Commands

    def _some(self) -> str:
        return "" if self._grid().targets else _("There is nobody here. Press a to add somebody.")

    why_not_contacts_edit = why_not_contacts_state = why_not_contacts_delete = _some

    def do_contacts_add(self) -> None:
        """One line each; an empty line ends."""

        def added(text: str) -> None:
            if not text:
                self.end_message()
                return
            new = contact_of(text)
            if new is None:
                self.say(_("There is no name: write NAME, job, department, phone, role"))
                return
            if done := self.commit(Change("Add contact").put(new), new.id):
                self.do_contacts_add()
                self.say(_("Added {ref}. Next, or enter to end.").format(ref=done.records[0].ref))

        self.ask(_("New person: name, job, department, phone, role, side (an empty line ends)"), added)

    def do_contacts_edit(self) -> None:
        """The form."""
        here = self._grid().current
        if here is not None:
            self.edit_record(here, here, f"{here.ref} {here.name}", N_("Edit contact"))

    def do_contacts_state(self) -> None:
        """The stance of all marked people."""
        targets: list[Contact] = self._grid().targets

        def chosen(code: str) -> None:
            change = Change(N_("Set stance"))
            for was in targets:
                if was.stance != code:
                    change.put(replace(was, stance=code), was)
            self.commit(change)

        current = targets[0].stance if len(targets) == 1 else ""
        self.choose(_("Stance"), scale_options(scales.STANCE), chosen, typed=False, current=current)

    def why_not_contacts_merge(self) -> str:
        """Two must be marked."""
        return "" if len(self._grid().marked) == 2 else _("Mark two people with space first.")

    def do_contacts_merge(self) -> None:
        """Choose which of two records stays; it gets what only the other knows."""
        store = self.store
        pair: list[Contact] = self._grid().targets
        if store is None or len(pair) != 2:
            return

        def chosen(keep_id: str) -> None:
            keep, other = pair if pair[0].id == keep_id else reversed(pair)
            change = merge_change(keep, other, store.all(Contact), store.all(Qualification))
            self._grid().marked.clear()
            if self.commit(change, keep.id) is not None:
                self.say(
                    _("{other} is now {name}. u takes it back.").format(other=other.name, name=keep.name)
                )

        options = [
            Option(c.id, f"{c.ref} {c.name}", place(c), hot) for c, hot in zip(pair, "12", strict=True)
        ]
        self.choose(
            _("One person: which name stays? The other becomes “also called”."), options, chosen, typed=False
        )

    def do_contacts_delete(self) -> None:
        """One step, and one undo."""
        targets: list[Contact] = self._grid().targets
        names = ", ".join(c.name for c in targets[:6]) + (" …" if len(targets) > 6 else "")
        self.confirm(
            _("Delete {refs}? u takes it back.").format(refs=names),
            _("Delete"),
            lambda: self._delete(targets),
        )

    def _delete(self, targets: list[Contact]) -> None:
        self.commit(delete_change(targets, self.people))
