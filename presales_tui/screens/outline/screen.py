"""The solution outline (方案): a tree of sections, and beside it the text or the slides it makes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from presales_tui.locale import N_, _
from presales_tui.model.change import Change
from presales_tui.model.coverage import live
from presales_tui.model.outline import Section, in_order
from presales_tui.model.requirement import Requirement
from presales_tui.model.suspect import suspect_refs
from presales_tui.model.text import clean, one_line
from presales_tui.screens.outline.preview import PreviewScreen
from presales_tui.screens.outline.tree import Node, OutlineTree, nodes_of
from presales_tui.widgets.reader import Reader
from presales_tui.widgets.rows import bindings


class OutlineScreen(PreviewScreen):
    """Tree on the left, text or slides on the right."""

    HERE = "outline"
    BINDINGS = bindings("outline")
    DEFAULT_CSS = """
    OutlineScreen {
        & #placed { height: 1; padding: 0 1; }
        & OutlineTree { width: 2fr; height: 1fr; }
        & Reader { width: 3fr; border-left: solid $rule; }
    }
    """

    def body(self) -> ComposeResult:
        """What is placed, tree, reader."""
        yield Static("", id="placed", markup=False)
        with Horizontal():
            yield OutlineTree()
            yield Reader()

    def on_mount(self) -> None:
        """The tree has the focus."""
        self.query_one(OutlineTree).focus()

    def reload(self, keep: str = "") -> None:
        """The tree as it is folded; the plan is made again when the slides are looked at."""
        self.forget_plan()
        self.show_tree(keep)

    def show_tree(self, keep: str) -> None:
        """The tree as it is folded now, the cursor on a section."""
        sections = self.desk.records(Section)
        if self.top not in {section.id for section in sections}:
            self.top = ""
        placed = in_order(sections)
        nodes = nodes_of(
            placed,
            folded=self.folded,
            top=self.top,
            suspects=suspect_refs(self.desk.records(Requirement), [one.section for one in placed]),
            cut=self.cut,
        )
        self.branches().load(nodes, keep)
        self.query_one("#placed", Static).update(self.placed_line(sections))
        self.show_keys()

    # Commands

    why_not_outline_edit = why_not_outline_rename = PreviewScreen.no_section
    why_not_outline_notes = why_not_outline_link = PreviewScreen.no_section

    def why_not_outline_fine(self) -> str:
        """Something that it answers must have changed."""
        node: Node | None = self.branches().current
        return "" if node and node.suspect else _("Nothing that it hangs on has changed.")

    def do_outline_fine(self) -> None:
        """The section still answers what it is linked to."""
        if section := self.here():
            self.say_fine([section])

    def do_outline_rename(self) -> None:
        """Its title."""
        here = self.here()
        if here is None:
            return

        def answered(text: str) -> None:
            if text and text != here.title:
                self.commit(Change("Rename section").put(replace(here, title=one_line(text)), here), here.id)

        self.ask(_("Title"), answered, here.title)

    def _edit(self, field: str, heading: str, message: str) -> None:
        from presales_tui.screens.outline.editing import SectionEditor

        here = self.here()
        if here is None:
            return
        key = f"section:{field}:{here.id}"

        def edited(text: str) -> Section:
            changed: dict[str, Any] = {field: clean(text).strip("\n")}
            return replace(here, **changed)

        def save(text: str) -> str | None:
            new = edited(text)
            return self.save_record(new, here, message, key) if new != here else ""

        self.app.push_screen(
            SectionEditor(
                f"{heading}: {here.title}",
                getattr(here, field),
                save,
                self.drafting(key),
                lambda text: self.slides_of(edited(text)),
                restored=self.restored_draft(key),
                shown=self.beside,
                choose=lambda shown: setattr(self, "beside", shown),
            )
        )

    def do_outline_edit(self) -> None:
        """Its text."""
        self._edit("body", _("Text"), N_("Edit section"))

    def do_outline_notes(self) -> None:
        """Its speaker notes."""
        self._edit("notes", _("Speaker notes"), N_("Edit speaker notes"))

    def do_outline_link(self) -> None:
        """The requirements it answers."""
        from presales_tui.screens.outline.linking import Link

        here = self.here()
        if here is None:
            return

        def answered(ids: tuple[str, ...] | None) -> None:
            if ids is not None and ids != here.requirements:
                self.commit(Change("Link requirements").put(replace(here, requirements=ids), here), here.id)

        placed = {rid for section in self.desk.records(Section) for rid in section.requirements}
        self.app.push_screen(Link(here, live(self.desk.records(Requirement)), placed), answered)

    def do_outline_design(self) -> None:
        """The template that decks are made with."""
        from presales_tui.screens.outline.templating import choose_template

        choose_template(self)
