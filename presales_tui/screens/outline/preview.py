"""What stands beside the outline: the slides of a section, or its text; and what the whole comes to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.widgets import Static

from presales_tui.documents.plan import Plan
from presales_tui.locale import _, ngettext
from presales_tui.model.coverage import live
from presales_tui.model.outline import Section, fingerprint
from presales_tui.model.placing import unplaced
from presales_tui.model.requirement import Requirement
from presales_tui.screens.outline.generating import MakingScreen
from presales_tui.screens.outline.tree import Node, OutlineTree
from presales_tui.widgets.reader import Line, Reader

if TYPE_CHECKING:
    from presales_tui.documents.planning.talk import Talk

_AT_ONCE = 150
"""Sections up to which the deck is planned at once; a larger one beside the event loop."""
_QUIET = 0.3
"""Seconds without an edit after which a large deck is planned again."""


class PreviewScreen(MakingScreen):
    """The plan of the deck, made again after every edit, and what is shown of it."""

    def __init__(self) -> None:
        super().__init__()
        self.slides = True
        self.beside: bool | None = None
        """Whether slides stand beside a text that is edited; `None`: as there is room."""
        self._plan: Plan | None = None
        """For what the outline says now; `None`: not made yet."""
        self._shown_plan: Plan | None = None
        """The last one that was made: shown until there is a new one."""
        self._talk: Talk | None = None
        self._asked = 0
        """Counts the edits: a plan for what was before the last is not taken."""
        self._planned = -1
        """The edit for which a plan is being made, or was."""

    def forget_plan(self) -> None:
        """Something has changed."""
        self._plan = None
        self._asked += 1

    def do_outline_preview(self) -> None:
        """Slides or text."""
        self.slides = not self.slides
        self.show_current()

    @on(OutlineTree.Moved)
    def show_current(self) -> None:
        """Slides or text of the section under the cursor."""
        if self._plan is None:
            self._ask_plan()
        reader = self.query_one(Reader)
        node: Node | None = self.branches().current
        if node is None:
            reader.show([])
        elif self.slides:
            self._show_slides(node, reader)
        else:
            reader.show(self._text(node.section))

    def on_resize(self) -> None:
        """Tables and charts are drawn for the room there is; it is known once everything has its place."""
        self.call_after_refresh(self.show_current)

    def _show_slides(self, node: Node, reader: Reader) -> None:
        from presales_tui.widgets.slides import deck_lines

        plan = self._plan or self._shown_plan
        if plan is not None:
            minutes = self._talk.sections if self._talk is not None else {}
            lines = deck_lines(plan, [node.id], max(reader.size.width - 3, 20), minutes)
            reader.show(lines or [(self._no_slide(node), "muted")])

    # The plan

    def plan(self) -> Plan | None:
        """The plan of the whole deck for what the outline says now."""
        if self._plan is None and self.desk.store is not None and self.desk.opportunity is not None:
            self._take(self._planner()(), self._asked)
        return self._plan

    def _planner(self, edited: Section | None = None) -> partial[Plan]:
        """What plans the deck; `edited` is a section as it is being typed, in place of what it was."""
        from presales_tui.documents.book import Book
        from presales_tui.documents.language import document_language
        from presales_tui.documents.planning.planner import plan_deck
        from presales_tui.screens.outline.templating import frame_of

        store = self.desk.store
        assert store is not None  # noqa: S101 - asked by the callers
        book = Book.of(store, self.desk.opportunity_id, private=False)
        if edited is not None:
            book = book.as_edited(edited)
        lang = document_language(store, self.desk.opportunity_id)
        return partial(plan_deck, book, lang=lang, frame=frame_of(self, book.opportunity))

    def slides_of(self, edited: Section) -> Callable[[int], list[Line]]:
        """The slides of a section as it is being typed, and what the deck then comes to: read, then made."""
        from presales_tui.documents.planning.talk import talk_time
        from presales_tui.widgets.slides import deck_lines

        plan_it = self._planner(edited)
        sections = [edited if one.id == edited.id else one for one in self.desk.records(Section)]
        node: Node | None = self.branches().current
        none = self._no_slide(node) if node is not None else ""

        def lines(width: int) -> list[Line]:
            plan = plan_it()
            talk = talk_time(plan, sections)
            said = "  ".join(
                [
                    ngettext("{n} slide", "{n} slides", len(plan.slides)).format(n=len(plan.slides)),
                    self._talk_line(talk.total),
                ]
            )
            found = deck_lines(plan, [edited.id], width, talk.sections)
            return [(said, "muted"), *(found or [(none, "muted")])]

        return lines

    def _ask_plan(self) -> None:
        """Have it made: at once, or once nothing has been edited for a moment."""
        if self.desk.store is None or self.desk.opportunity is None:
            return
        if len(self.desk.records(Section)) <= _AT_ONCE:
            self.plan()
        elif self._planned != self._asked:
            self._planned = self._asked
            self.set_timer(_QUIET, partial(self._plan_beside, self._asked))

    def _plan_beside(self, asked: int) -> None:
        if asked != self._asked or self._plan is not None or self.desk.store is None:
            return
        make = self._planner()

        def work() -> None:
            self.app.call_from_thread(self._taken, make(), asked)

        self.run_worker(work, thread=True, group="plan", exclusive=True)

    def _taken(self, plan: Plan, asked: int) -> None:
        self._take(plan, asked)
        if asked == self._asked and self.is_attached:
            self.show_current()

    def _take(self, plan: Plan, asked: int) -> None:
        if asked == self._asked:
            from presales_tui.documents.planning.talk import talk_time

            self._plan = self._shown_plan = plan
            self._talk = talk_time(plan, self.desk.records(Section))
            self.branches().tell_missing(frozenset(plan.missing))
            self.query_one("#placed", Static).update(self.placed_line(self.desk.records(Section)))

    def placed_line(self, sections: list[Section]) -> str:
        """What the outline comes to: sections, slides, talk time, requirements placed."""
        requirements = live(self.desk.records(Requirement))
        size = ngettext("{n} section", "{n} sections", len(sections)).format(n=len(sections))
        parts = []
        if self._plan is not None:
            parts.append(
                ngettext("{n} slide", "{n} slides", len(self._plan.slides)).format(n=len(self._plan.slides))
            )
            parts.append(self._talk_line(self._talk.total if self._talk else 0.0))
        if requirements:
            placed = len(requirements) - len(unplaced(requirements, sections))
            parts.append(
                ngettext(
                    "{n} of {m} requirement placed", "{n} of {m} requirements placed", len(requirements)
                ).format(n=placed, m=len(requirements))
                + (" (w)" if placed < len(requirements) else "")
            )
        if self._plan is not None and (missing := len(self._plan.missing)):
            parts.append(_("{n} to complete (f)").format(n=missing))
        if self.top and (top := next((s for s in sections if s.id == self.top), None)):
            return "  ".join([_("only “{title}” (Z: all)").format(title=top.title), *parts])
        told = "  ".join([size, *parts])
        # The other figures ask for something to be done: they go before how many sections there are.
        return told if cell_len(told) <= self.size.width - 2 else "  ".join(parts)

    def _talk_line(self, total: float) -> str:
        """How long it takes, and whether that is too long."""
        from presales_tui.documents.planning.talk import told

        limit = self.desk.opportunity.deck_minutes if self.desk.opportunity else 0.0
        if not limit:
            return _("{n} min").format(n=told(total))
        said = _("{n}/{m} min").format(n=told(total), m=told(limit))
        return said + ("!" if total > limit else "")

    @staticmethod
    def _no_slide(node: Node) -> str:
        if node.parked:
            return _("Set aside: in no document. b takes it back.")
        if node.section.visibility == "internal":
            return _("Internal: not in the client's deck.")
        return _("No slide of its own: it is part of its chapter.")

    def _text(self, section: Section) -> list[Line]:
        lines: list[Line] = [(f"{section.ref} {section.title}", "title")]
        lines += [(self._about(section), "muted"), ("", "")]
        node: Node | None = self.branches().current
        if node is not None and node.suspect:
            lines += [
                (_("~ changed since: {refs} (y: still fine)").format(refs=node.suspect), "warn"),
                ("", ""),
            ]
        lines += [(text, "strong" if text.startswith("#") else "") for text in section.body.split("\n")]
        if section.notes:
            lines += [("", ""), (_("Speaker notes"), "muted")]
            lines += [(text, "muted") for text in section.notes.split("\n")]
        names = {r.id: f"{r.ref} {r.title}" for r in self.desk.records(Requirement)}
        linked = [names[rid] for rid in section.requirements if rid in names]
        if linked:
            lines += [("", ""), (_("Requirements"), "muted"), *((name, "") for name in linked)]
        return lines

    def _about(self, section: Section) -> str:
        """Whether it was generated, how long it takes, who may see it: what the text does not tell."""
        said = []
        if section.slot:
            own = bool(section.body.strip()) and section.made != fingerprint(section.body)
            made = _("hand-written") if own else _("generated")
            said.append(f"{made} ({section.slot})")
        if section.minutes:
            said.append(_("{n} min").format(n=f"{section.minutes:g}"))
        if section.visibility == "internal":
            said.append(_("# internal: not in the client's deck"))
        if section.parked:
            said.append(_("set aside: in no document"))
        return "  ".join(said)
