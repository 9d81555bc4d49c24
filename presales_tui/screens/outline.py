"""The solution outline (方案): a tree of sections, and beside it the text or the slides it makes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from presales_tui.documents.plan import Plan
from presales_tui.locale import N_, _, language
from presales_tui.model.change import Change
from presales_tui.model.coverage import live
from presales_tui.model.outline import Placed, Section, descendants, in_order
from presales_tui.model.position import between
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.suspect import suspect_refs
from presales_tui.model.text import clean, one_line
from presales_tui.screens.branches import BranchScreen
from presales_tui.widgets.grid import Cell, Column, Grid
from presales_tui.widgets.reader import Line, Reader
from presales_tui.widgets.rows import bindings


class Node(NamedTuple):
    """A section as a row of the tree."""

    id: str
    section: Section
    depth: int
    number: str
    below: int
    """How many sections hang on it."""
    folded: bool
    suspect: str = ""
    """Refs of the requirements whose words changed since."""


def _title(node: Node) -> Cell:
    mark = ("+" if node.folded else "-") if node.below else " "
    empty = "" if node.section.body.strip() or node.below else " ..."
    text = (
        f"{'  ' * node.depth}{mark} {node.number} {'~ ' if node.suspect else ''}{node.section.title}{empty}"
    )
    return text, "warn" if node.suspect else "strong" if node.depth == 0 else ""


class OutlineTree(Grid):
    """The sections in reading order, indented."""

    HEADER = 0
    CONTEXTS = ("outline", "list")
    BINDINGS = bindings("outline", "list")
    EMPTY = N_("Empty. Press t for the standard outline, a for a first section.")

    def cursor_cells(self, row: Node, first: int) -> int:
        """Indent, fold mark and number."""
        return 2 * row.depth + len(row.number) + 3

    def record_of(self, row: object) -> Record | None:
        """A row stands for its section."""
        return row.section if isinstance(row, Node) else None


class OutlineScreen(BranchScreen):
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
    COLUMNS: ClassVar[tuple[Column, ...]] = (Column("", 0, _title),)

    def __init__(self) -> None:
        super().__init__()
        self.slides = True
        self._plan: Plan | None = None

    def body(self) -> ComposeResult:
        """What is placed, tree, reader."""
        yield Static("", id="placed", markup=False)
        with Horizontal():
            yield OutlineTree(self.COLUMNS)
            yield Reader()

    def on_mount(self) -> None:
        """The tree has the focus."""
        self.query_one(OutlineTree).focus()

    def reload(self, keep: str = "") -> None:
        """The tree as it is folded; the plan is made again when the slides are looked at."""
        sections = self.desk.records(Section)
        placed = in_order(sections)
        self._plan = None
        self.query_one(OutlineTree).load(self._rows_of(placed), keep)
        self.query_one("#placed", Static).update(self._placed_line(sections))

    def _rows_of(self, placed: list[Placed]) -> list[Node]:
        below: dict[str, int] = {}
        path: list[str] = []
        for section, depth, _number in placed:
            del path[depth:]
            for ancestor in path:
                below[ancestor] = below.get(ancestor, 0) + 1
            path.append(section.id)
        nodes: list[Node] = []
        suspects = suspect_refs(self.desk.records(Requirement), [one.section for one in placed])
        hidden_from: int | None = None
        for section, depth, number in placed:
            if hidden_from is not None and depth > hidden_from:
                continue
            folded = section.id in self.folded and section.id in below
            hidden_from = depth if folded else None
            behind = suspects.get(section.id, "")
            nodes.append(Node(section.id, section, depth, number, below.get(section.id, 0), folded, behind))
        return nodes

    def _placed_line(self, sections: list[Section]) -> str:
        requirements = {r.id for r in live(self.desk.records(Requirement))}
        placed = {rid for section in sections for rid in section.requirements} & requirements
        text = _("{n} sections").format(n=len(sections))
        if self._plan is not None:
            text += "  " + _("{n} slides").format(n=len(self._plan.slides))
        if requirements:
            text += "  " + _("{n} of {m} requirements placed").format(n=len(placed), m=len(requirements))
        return text

    @on(OutlineTree.Moved)
    def _show_current(self) -> None:
        reader = self.query_one(Reader)
        node: Node | None = self._tree().current
        if node is None:
            reader.show([])
        elif self.slides:
            self._show_slides(node, reader)
        else:
            reader.show(self._text(node.section))

    def _show_slides(self, node: Node, reader: Reader) -> None:
        from presales_tui.widgets.slides import deck_lines

        plan = self.plan()
        if plan is not None:
            lines = deck_lines(plan, [node.id], max(reader.size.width - 3, 20))
            reader.show(lines or [(_("No slide of its own: it is part of its chapter."), "muted")])

    def plan(self) -> Plan | None:
        """The plan of the whole deck, made once for what the outline says now."""
        if self._plan is None and self.desk.store is not None and self.desk.opportunity is not None:
            from presales_tui.documents.book import Book
            from presales_tui.documents.planner import plan_deck
            from presales_tui.screens.templating import frame_of

            book = Book.of(self.desk.store, self.desk.opportunity_id)
            lang = "zh" if language() == "zh" else "en"
            self._plan = plan_deck(book, lang=lang, frame=frame_of(self, book.opportunity))
            self.query_one("#placed", Static).update(self._placed_line(self.desk.records(Section)))
        return self._plan

    def _text(self, section: Section) -> list[Line]:
        lines: list[Line] = [(f"{section.ref} {section.title}", "title"), ("", "")]
        node: Node | None = self._tree().current
        if node is not None and node.suspect:
            lines += [
                (_("~ changed since: {refs} (y: still fine)").format(refs=node.suspect), "warn"),
                ("", ""),
            ]
        lines += [(text, "strong" if text.startswith("#") else "") for text in section.body.split("\n")]
        if section.notes:
            lines += [("", ""), (_("Speaker notes"), "muted"), (section.notes, "muted")]
        names = {r.id: f"{r.ref} {r.title}" for r in self.desk.records(Requirement)}
        linked = [names[rid] for rid in section.requirements if rid in names]
        if linked:
            lines += [("", ""), (_("Requirements"), "muted"), *((name, "") for name in linked)]
        return lines

    # Commands

    def _tree(self) -> OutlineTree:
        return self.query_one(OutlineTree)

    def here(self) -> Section | None:
        """The section under the cursor."""
        node: Node | None = self._tree().current
        return node.section if node else None

    def _none(self) -> str:
        return "" if self.here() else _("There is no section here. Press a to add one.")

    why_not_outline_child = why_not_outline_edit = why_not_outline_rename = why_not_outline_notes = _none
    why_not_outline_link = why_not_outline_fold = why_not_outline_delete = _none

    def why_not_outline_fine(self) -> str:
        """Something that it answers must have changed."""
        node: Node | None = self._tree().current
        return "" if node and node.suspect else _("Nothing that it hangs on has changed.")

    def do_outline_fine(self) -> None:
        """The section still answers what it is linked to."""
        if section := self.here():
            self.say_fine([section])

    why_not_outline_indent = why_not_outline_outdent = why_not_outline_down = why_not_outline_up = _none

    def _ask_title(self, title: str, parent: str, after: Section | None) -> None:
        def answered(text: str) -> None:
            if text:
                new = Section(
                    opportunity=self.desk.opportunity_id,
                    parent=parent,
                    pos=self.place_after(after, parent),
                    title=one_line(text),
                )
                self.folded.discard(parent)
                self.commit(Change("Add section").put(new), new.id)

        self.ask(title, answered)

    def do_outline_add(self) -> None:
        """After the one under the cursor, on its level."""
        here = self.here()
        self._ask_title(_("Title of the new section"), self.parent_id(here) if here else "", here)

    def do_outline_child(self) -> None:
        """As the last one below it."""
        if here := self.here():
            self._ask_title(_("Title of the new section below"), here.id, None)

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
        from presales_tui.screens.editor import Editor

        here = self.here()
        if here is None:
            return
        key = f"section:{field}:{here.id}"

        def save(text: str) -> str | None:
            changed: dict[str, Any] = {field: clean(text).strip("\n")}
            new = replace(here, **changed)
            return self.save_record(new, here, message, key) if new != here else ""

        title = f"{heading}: {here.title}"
        restored = self.restored_draft(key)
        self.app.push_screen(Editor(title, getattr(here, field), save, self.drafting(key), restored=restored))

    def do_outline_edit(self) -> None:
        """Its text."""
        self._edit("body", _("Text"), N_("Edit section"))

    def do_outline_notes(self) -> None:
        """Its speaker notes."""
        self._edit("notes", _("Speaker notes"), N_("Edit speaker notes"))

    def do_outline_link(self) -> None:
        """The requirements it answers."""
        from presales_tui.screens.linking import Link

        here = self.here()
        if here is None:
            return

        def answered(ids: tuple[str, ...] | None) -> None:
            if ids is not None and ids != here.requirements:
                self.commit(Change("Link requirements").put(replace(here, requirements=ids), here), here.id)

        placed = {rid for section in self.desk.records(Section) for rid in section.requirements}
        self.app.push_screen(Link(here, live(self.desk.records(Requirement)), placed), answered)

    def do_outline_fold(self) -> None:
        """Hide or show what is below; on a leaf, fold its parent."""
        node: Node | None = self._tree().current
        if node is None:
            return
        target = node.id if node.below else self.parent_id(node.section)
        if target:
            self.folded ^= {target}
            self.show_tree(target)

    def show_tree(self, keep: str) -> None:
        """The tree as it is folded now, the cursor on a section."""
        self._tree().load(self._rows_of(in_order(self.desk.records(Section))), keep)

    def _move(self, section: Section, parent: str, pos: str) -> None:
        self.commit(Change("Move section").put(replace(section, parent=parent, pos=pos), section), section.id)

    def do_outline_indent(self) -> None:
        """Under the sibling before it."""
        if here := self.here():
            before = [s for s in self.sections_under(self.parent_id(here)) if s.pos < here.pos]
            if not before:
                self.say(_("There is no section before it to go under."))
                return
            self.folded.discard(before[-1].id)
            self._move(here, before[-1].id, self.place_after(None, before[-1].id))

    def do_outline_outdent(self) -> None:
        """After its parent."""
        if here := self.here():
            store = self.desk.store
            parent = store.get(Section, self.parent_id(here)) if store and self.parent_id(here) else None
            if parent is None:
                self.say(_("It is a chapter already."))
                return
            grand = self.parent_id(parent)
            self._move(here, grand, self.place_after(parent, grand))

    def _shift(self, by: int) -> None:
        here = self.here()
        if here is None:
            return
        parent = self.parent_id(here)
        siblings = self.sections_under(parent)
        at = [s.id for s in siblings].index(here.id) + by
        if not 0 <= at < len(siblings):
            self.say(_("It is the last one here.") if by > 0 else _("It is the first one here."))
            return
        if by > 0:
            pos = self.place_after(siblings[at], parent)
        else:
            pos = between(siblings[at - 1].pos if at else "", siblings[at].pos)
        self._move(here, parent, pos)

    def do_outline_down(self) -> None:
        """Swap with the next sibling."""
        self._shift(1)

    def do_outline_up(self) -> None:
        """Swap with the sibling before."""
        self._shift(-1)

    def do_outline_preview(self) -> None:
        """Slides or text."""
        self.slides = not self.slides
        self._show_current()

    def do_outline_template(self) -> None:
        """The slots of a solution presentation, each fed by the records where it can be."""
        from presales_tui.imports.outline import template_change

        opportunity = self.desk.opportunity
        if opportunity is not None:
            change = template_change(language(), opportunity, self.desk.records(Section))
            if self.commit(change) is not None:
                self.say(_("The standard outline is there. u takes it back."))

    def why_not_outline_template(self) -> str:
        """It is a start, not an addition."""
        return _("There is an outline already.") if self.desk.records(Section) else ""

    def do_outline_design(self) -> None:
        """The template that decks are made with."""
        from presales_tui.screens.templating import choose_template

        choose_template(self)

    def do_outline_delete(self) -> None:
        """With everything below it, in one step."""
        here = self.here()
        if here is None:
            return
        sections = self.desk.records(Section)
        ids = descendants(sections, here.id)

        question = _("Delete “{title}” and what is below it ({n})? u takes it back.")
        self.confirm_delete(
            question.format(title=here.title, n=len(ids)),
            N_("Delete section"),
            [section for section in sections if section.id in ids],
        )
