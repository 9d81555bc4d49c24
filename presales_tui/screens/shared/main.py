"""A main screen: what works on every one of them, and in every list."""

from __future__ import annotations

from presales_tui.locale import _, language
from presales_tui.model.errors import Problem
from presales_tui.model.record import Record
from presales_tui.screens.ground.options import Option
from presales_tui.screens.shared.lists import ListScreen
from presales_tui.widgets.rows import Rows, bindings


class DeskScreen(ListScreen):
    """The commands of the contexts `everywhere` and `list`."""

    BINDINGS = bindings("everywhere")

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

    def do_everywhere_search(self) -> None:
        """Everything in every record, as it is typed."""
        from presales_tui.screens.dialogs.finding import search

        search(self)

    def why_not_everywhere_export(self) -> str:
        """A deck is made of an opportunity."""
        return "" if self.desk.opportunity else _("Open or add an opportunity first: press 1.")

    def do_everywhere_export(self) -> None:
        """Write the deck beside the event loop, then say where it is and how to get it home."""
        from presales_tui.documents.registry import document
        from presales_tui.screens.dialogs.exporting import export

        export(self, document("deck"))

    def why_not_everywhere_documents(self) -> str:
        """A document is made of an opportunity."""
        return self.why_not_everywhere_export()

    def do_everywhere_documents(self) -> None:
        """Choose a document and its format, then write it as the deck is written."""
        from presales_tui.screens.dialogs.exporting import choose_document

        choose_document(self)

    def do_everywhere_undo(self) -> None:
        """Take back."""
        store = self.store
        if store is not None:
            done = store.undo()
            self.desk.bring_back(done.records)
            self.refresh_all()
            self.say(_("Taken back: {what}").format(what=_(done.title)))

    def why_not_everywhere_undo(self) -> str:
        """There must be a change to take back."""
        store = self.store
        return "" if store is not None and store.can_undo else _("There is nothing to undo.")

    def do_everywhere_redo(self) -> None:
        """Do again."""
        store = self.store
        if store is not None:
            done = store.redo()
            self.refresh_all()
            self.say(_("Done again: {what}").format(what=_(done.title)))

    def why_not_everywhere_redo(self) -> str:
        """There must be a change to do again."""
        store = self.store
        return "" if store is not None and store.can_redo else _("There is nothing to redo.")

    def why_not_everywhere_history(self) -> str:
        """History is of a record."""
        return "" if self._record_here() else _("Choose a record first.")

    def do_everywhere_history(self) -> None:
        """Show who changed the record under the cursor."""
        from presales_tui.screens.dialogs.helping import show_history

        if record := self._record_here():
            show_history(self, record)

    def _record_here(self) -> Record | None:
        rows = self.focused
        return rows.record_of(rows.current) if isinstance(rows, Rows) else None

    def why_not_everywhere_drafts(self) -> str:
        """There must be one."""
        return "" if self.desk.workspace.left_over() else _("No text was left unsaved.")

    def do_everywhere_drafts(self) -> None:
        """Show what was left unsaved, to be read, taken up again or thrown away."""
        from presales_tui.screens.dialogs.drafting import offer_drafts

        offer_drafts(self)

    def do_everywhere_palette(self) -> None:
        """Choose a command by its words."""
        from presales_tui.screens.dialogs.palette import open_palette

        open_palette(self)

    def do_everywhere_help(self) -> None:
        """Show keys and marks."""
        from presales_tui.screens.dialogs.helping import show_help

        show_help(self)

    def do_everywhere_language(self) -> None:
        """English or Chinese, and remember it."""
        from presales_tui.screens.dialogs.settling import keep

        keep(self, "language", "en" if language() == "zh" else "zh")

    def do_everywhere_tour(self) -> None:
        """Begin, or end."""
        self.bench.take_tour()

    def do_everywhere_settings(self) -> None:
        """Choose a setting, then its value."""
        from presales_tui.screens.dialogs.settling import choose_setting

        choose_setting(self)

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
        if self.desk.making is not None:
            self.desk.making.stop()
        elif self.HERE == "today" and (self._filter is None or not self._filter.is_attached):
            self.say(_("q leaves."))
        else:
            self.do_everywhere_back()
