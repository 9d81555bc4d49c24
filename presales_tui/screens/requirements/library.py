"""The product library (产品能力库): our own answers, for all clients and handed over with none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.capability import Capability
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.screens.dialogs.files import choose_file
from presales_tui.screens.ground.options import Option, scale_options
from presales_tui.screens.requirements.suggesting import capability_lines
from presales_tui.screens.shared.labels import label
from presales_tui.screens.shared.main import DeskScreen
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.reader import Reader
from presales_tui.widgets.rows import bindings

if TYPE_CHECKING:
    from presales_tui.data import ClientStore


class LibraryGrid(Grid):
    """The capabilities."""

    CONTEXTS = ("library", "list")
    BINDINGS = bindings("library", "list")
    EMPTY = N_("The library is empty. Press I to import a sheet or Markdown, a to add a capability.")


COLUMNS = (
    Column(N_("Ref"), 8, lambda c: c.ref, lambda c: c.ref),
    Column(N_("Module"), 12, lambda c: c.module, lambda c: c.module),
    Column(N_("Capability"), 0, lambda c: c.name, lambda c: c.name),
    Column(N_("Fit"), 11, lambda c: label(scales.FIT, c.fit), lambda c: scales.FIT.order(c.fit), width_en=16),
    Column(N_("Version"), 8, lambda c: c.version, lambda c: c.version, least=70),
)


class LibraryScreen(DeskScreen):
    """The list, and where there is room the capability under the cursor."""

    HERE = "library"
    NEEDS_OPPORTUNITY = False
    DEFAULT_CSS = """
    LibraryScreen {
        & LibraryGrid { width: 1fr; height: 1fr; }
        & Reader { width: 48; display: none; border-left: solid $rule; }
        &.-wide Reader { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    @property
    def store(self) -> ClientStore | None:
        """The library's own: it belongs to no client."""
        return self.desk.workspace.library()

    def body(self) -> ComposeResult:
        """List and details."""
        with Horizontal():
            yield LibraryGrid(COLUMNS)
            yield Reader()

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Reader).can_focus = False
        self._grid().focus()

    def reload(self, keep: str = "") -> None:
        """By module, then in the order of refs."""
        found = self.store.all(Capability) if self.store else []
        self._grid().load(sorted(found, key=lambda c: (c.module, len(c.ref), c.ref)), keep)

    def _grid(self) -> LibraryGrid:
        return self.query_one(LibraryGrid)

    @on(LibraryGrid.Moved)
    def _show_details(self) -> None:
        if self.has_class("-wide"):
            found = self._grid().current
            self.query_one(Reader).show(capability_lines(found) if found else [])

    def on_resize(self) -> None:
        """The details may just have come into view."""
        self.call_after_refresh(self._show_details)

    # Commands

    def _some(self) -> str:
        return "" if self._grid().targets else _("There is no capability here. Press a to add one.")

    why_not_library_edit = why_not_library_fit = why_not_library_delete = why_not_library_file = _some

    def do_library_add(self) -> None:
        """The form of a new one."""
        self.edit_record(Capability(), None, _("New capability"), N_("Add capability"))

    def do_library_edit(self) -> None:
        """The form."""
        here = self._grid().current
        if here is not None:
            self.edit_record(here, here, here.named, N_("Edit capability"))

    def do_library_fit(self) -> None:
        """Fit, one key each."""
        targets: list[Capability] = self._grid().targets

        def chosen(code: str) -> None:
            change = Change(N_("Set fit"))
            for was in targets:
                if was.fit != code:
                    change.put(replace(was, fit=code), was)
            self.commit(change)

        self.choose(_("Fit"), scale_options(scales.FIT), chosen, typed=False)

    def do_library_delete(self) -> None:
        """One step, and one undo."""
        targets: list[Capability] = self._grid().targets
        refs = ", ".join(c.ref for c in targets[:6]) + (" …" if len(targets) > 6 else "")
        question = _("Delete {refs}? u takes it back.").format(refs=refs)
        self.confirm_delete(question, N_("Delete capability"), targets)

    def do_library_import(self) -> None:
        """Ask for the file, tell what it would do, then do it as one step."""
        choose_file(self, _("CSV, TSV, XLSX or Markdown file to import"), Path.cwd(), self._dry_run)

    def _dry_run(self, path: Path) -> None:
        from presales_tui.imports.capabilities import plan_import, read_library

        store = self.store
        try:
            reading = read_library(path)
            plan = plan_import(reading, store.all(Capability) if store else [])
        except Problem as problem:
            self.say(problem.sentence)
            return
        if not plan.change:
            self.say(_("Nothing new in {name}.").format(name=reading.name))
            return
        mapping = ", ".join(f"{head} -> {field}" for head, field in reading.mapping.items() if field)
        told = _("{name}: {new} new, {updated} updated, {same} as they were, {refused} left out").format(
            name=reading.name,
            new=plan.new,
            updated=plan.updated,
            same=plan.same,
            refused=len(reading.refused),
        )
        question = f"{told}\n{mapping}" if mapping else told
        self.confirm(question, _("Import"), lambda: self._import(plan.change))

    def _import(self, change: Change) -> None:
        if self.commit(change) is not None:
            self.say(_("Imported: {n}. u takes it back.").format(n=len(change)))

    def do_library_file(self) -> None:
        """Choose the format, write it beside the workspace's other exports."""
        from presales_tui.documents.sheets.library_file import FORMATS

        options = [Option(name, name.upper()) for name in FORMATS]
        self.choose(_("Export"), options, self._write, typed=True)

    def _write(self, format_: str) -> None:
        from presales_tui.data.fsio import write_atomic
        from presales_tui.documents.sheets.library_file import library_bytes
        from presales_tui.screens.dialogs.carrying import Carrying
        from presales_tui.screens.dialogs.exporting import free_path

        store = self.store
        if store is None:
            return
        path = free_path(store.exports, f"library-{date.today().isoformat()}.{format_}")
        try:
            write_atomic(path, library_bytes(store.all(Capability), format_, language()))
        except Problem as problem:
            self.say(problem.sentence)
            return
        again = [*self.desk.words(opened=False), "library", "export", "-", "--format", format_]
        self.app.push_screen(Carrying(path, again, _("Product library"), ""))
