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
from presales_tui.model.qualification import DecisionStep, Qualification, Standing
from presales_tui.model.touch import Touch, client_touch, touches
from presales_tui.model.trial import Issue
from presales_tui.screens.ground.options import Option, scale_options
from presales_tui.screens.people.lines import contact_columns, contact_lines, place, touch_note
from presales_tui.screens.people.qualifying import LETTERS, STEPS, LetterGrid, Qualifying, StepGrid
from presales_tui.widgets.grid import Grid
from presales_tui.widgets.people_map import PeopleMap, advice
from presales_tui.widgets.reader import Line as Text
from presales_tui.widgets.reader import Reader
from presales_tui.widgets.rows import Rows, bindings
from presales_tui.widgets.views import View, ViewBar


class ContactGrid(Grid):
    """The people of the client, and our own."""

    CONTEXTS = ("contacts", "people", "list")
    BINDINGS = bindings("contacts", "people", "list")
    EMPTY = N_("Nobody yet. Press a: name, job, department, phone, role, such as: 李敏，教务处主任，支持者")


VIEWS: dict[str, tuple[str, type[Rows]]] = {
    "contacts": (N_("List"), ContactGrid),
    "map": (N_("Map"), PeopleMap),
    "steps": (N_("Decision process"), StepGrid),
    "meddpicc": (N_("MEDDPICC"), LetterGrid),
}
"""Views in their order: label (English message) and the list that is shown."""


class PeopleScreen(Qualifying):
    """One of four views, and details of what is under the cursor below it; beside it where there is room."""

    HERE = "people"
    DEFAULT_CSS = """
    PeopleScreen {
        & #people { layout: vertical; }
        & Rows { height: 1fr; width: 1fr; }
        & Reader { height: 9; display: none; border-top: solid $rule; }
        &.-high Reader { display: block; }
        &.-map Reader { display: none; }
        &.-wide #people { layout: horizontal; }
        &.-wide Reader { display: block; width: 48; height: 1fr; }
        &.-wide Reader { border-top: none; border-left: solid $rule; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
        self._view = "contacts"
        self.people: list[Contact] = []
        self.touches: dict[str, Touch] = {}
        """Id of a contact to the last touch with them."""

    def body(self) -> ComposeResult:
        """Which views there are; the views, of which one is shown; details."""
        yield ViewBar()
        with Container(id="people"):
            yield ContactGrid(contact_columns(lambda person: self.touches.get(person.id)))
            yield PeopleMap()
            yield StepGrid(STEPS)
            yield LetterGrid(LETTERS)
            yield Reader()

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Reader).can_focus = False
        self._show_view("contacts")

    def reload(self, keep: str = "") -> None:
        """Theirs before ours, the influential first."""
        store = self.store
        self.people = store.all(Contact) if store else []
        self.people.sort(key=lambda c: (c.side == "us", scales.SIDE.order(c.side), -c.influence, c.ref))
        self.touches = {}
        if store is not None:
            met, issues, lines = store.all(Meeting), store.all(Issue), store.all(Line)
            self.touches = touches(self.people, met, issues, date.today(), lines)
        self.query_one(ContactGrid).load(self.people, keep)
        self.query_one(PeopleMap).load([c for c in self.people if c.side != "us"], keep)
        self.load_process(keep)
        self._say_views()

    def _say_views(self) -> None:
        counts = {"contacts": str(len(self.people)), "meddpicc": self.known_letters()}
        counts["steps"] = str(len(self.query_one(StepGrid).source))
        views = [View(id_, _(name), counts.get(id_, "")) for id_, (name, _list) in VIEWS.items()]
        note = touch_note(client_touch(store, date.today()), date.today()) if (store := self.store) else ""
        self.query_one(ViewBar).say(views, self._view, note)

    def _show_view(self, view: str) -> None:
        here = self._rows().current if self._view in ("contacts", "map") else None
        self._view = view
        for id_, (_name, list_) in VIEWS.items():
            self.query_one(list_).display = id_ == view
        self.set_class(view == "map", "-map")
        rows = self._rows()
        if isinstance(here, Contact) and view in ("contacts", "map"):
            # Whoever is looked at in one of the two is looked at in the other.
            rows.load(rows.source, here.id)
        rows.focus()
        self._say_views()
        self._show_details()

    def reveal(self, where: str) -> None:
        """A view is shown if one of its commands is asked for."""
        if where not in self._rows().CONTEXTS:
            found = (view for view, (_name, list_) in VIEWS.items() if where in list_.CONTEXTS)
            self._show_view(next(found, self._view))
        super().reveal(where)

    def seek(self, record_id: str) -> None:
        """To a person, a step or a letter, in the view that shows it."""
        for view, (_name, list_) in VIEWS.items():
            if self.query_one(list_).find(record_id) is not None:
                self._show_view(view)
                break
        super().seek(record_id)

    def _rows(self) -> Rows:
        return self.query_one(VIEWS[self._view][1])

    def note(self) -> str:
        """On the map, how to deal with whom the cursor is on."""
        here = self._rows().current
        return advice(here) if self._view == "map" and isinstance(here, Contact) else ""

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        if event.rows is self._rows():
            self._show_details()

    def _show_details(self) -> None:
        here = self._rows().current
        lines: list[Text] = []
        if isinstance(here, Contact):
            people = {person.id: person for person in self.people}
            lines = contact_lines(here, people, self.touches.get(here.id), date.today())
        elif isinstance(here, DecisionStep):
            lines = self.step_lines(here)
        elif isinstance(here, Standing):
            lines = self.letter_lines(here)
        self.query_one(Reader).show(lines)

    def why_not_list_sort(self) -> str:
        """Steps are in the order in which they are decided."""
        return _("This list has its own order.") if self._view == "steps" else super().why_not_list_sort()

    # Views

    def do_people_next(self) -> None:
        """Round the end."""
        self._turn(1)

    def do_people_before(self) -> None:
        """Round the beginning."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        ids = list(VIEWS)
        self._show_view(ids[(ids.index(self._view) + by) % len(ids)])

    # People

    def _targets(self) -> list[Contact]:
        return self._rows().targets

    def _some(self) -> str:
        return "" if self._targets() else _("There is nobody here. Press a to add somebody.")

    why_not_contacts_edit = why_not_contacts_state = why_not_contacts_delete = _some

    def do_contacts_add(self) -> None:
        """One line each; an empty line ends."""

        def added(text: str) -> None:
            if not text:
                self.end_message()
                return
            new = contact_of(text)
            if new is None:
                self.refuse(_("There is no name: write NAME, job, department, phone, role"))
                return
            if done := self.commit(Change("Add contact").put(new), new.id):
                self.do_contacts_add()
                self.say(_("Added {ref}. Next, or enter to end.").format(ref=done.records[0].ref))

        self.ask(_("New person: name, job, department, phone, role, side (an empty line ends)"), added)

    def do_contacts_edit(self) -> None:
        """The form."""
        here = self._rows().current
        if isinstance(here, Contact):
            self.edit_record(here, here, f"{here.ref} {here.name}", N_("Edit contact"))

    def do_contacts_state(self) -> None:
        """The stance of all marked people."""
        targets: list[Contact] = self._targets()

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
        return "" if len(self._rows().marked) == 2 else _("Mark two people with space first.")

    def do_contacts_merge(self) -> None:
        """Choose which of two records stays; it gets what only the other knows."""
        store = self.store
        pair: list[Contact] = self._targets()
        if store is None or len(pair) != 2:
            return

        def chosen(keep_id: str) -> None:
            keep, other = pair if pair[0].id == keep_id else reversed(pair)
            change = merge_change(keep, other, store.all(Contact), store.all(Qualification))
            self._rows().marked.clear()
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
        targets: list[Contact] = self._targets()
        names = ", ".join(c.name for c in targets[:6]) + (" …" if len(targets) > 6 else "")
        self.confirm(
            _("Delete {refs}? u takes it back.").format(refs=names),
            _("Delete"),
            lambda: self._delete(targets),
        )

    def _delete(self, targets: list[Contact]) -> None:
        self.commit(delete_change(targets, self.people))
