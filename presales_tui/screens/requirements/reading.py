"""Reading one requirement: everything about it on a page, its comments, and the way to where it came from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import ScreenResume
from textual.widgets import Static

from presales_tui.locale import N_, _
from presales_tui.model.comment import Comment, counted
from presales_tui.model.meeting import Line as MinutesLine
from presales_tui.model.meeting import Meeting
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line
from presales_tui.model.trial import Criterion, Issue
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.screens.ground.options import Option
from presales_tui.screens.requirements.assessing import Assessing
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Cell
from presales_tui.widgets.reader import Line, Reader

if TYPE_CHECKING:
    from presales_tui.documents.papers.requirement_page import Link

_SCREEN_OF: dict[type[Record], str] = {
    MinutesLine: "meetings",
    Meeting: "meetings",
    Section: "outline",
    Criterion: "trial",
    Issue: "trial",
}
"""The screen that shows a record of a kind."""

_MOST_DIGITS = 9


class Page(Dialog[None]):
    """The page of the requirement under the cursor of the list."""

    DEFAULT_CSS = """
    Page {
        & > Vertical { height: 100%; }
        & .title { max-height: 3; }
        & Reader { height: 1fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter", "cancel", show=False),
        Binding("e", "edit", show=False),
        Binding("w", "comment", show=False),
        Binding("W", "comments", show=False),
        Binding("o", "source", show=False),
        Binding("g", "link", show=False),
        *(Binding(str(n), f"follow({n})", show=False) for n in range(1, _MOST_DIGITS + 1)),
        Binding("n,right", "step(1)", show=False),
        Binding("p,left", "step(-1)", show=False),
        Binding("h", "history", show=False),
    ]

    def __init__(self, screen: Reading) -> None:
        super().__init__()
        self.desk_screen = screen
        self.links: list[Link] = []

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical():
            yield Static("", classes="title", markup=False)
            yield Reader()
            yield KeyBar()

    def on_mount(self) -> None:
        """Show it."""
        self.query_one(Reader).focus()
        self.fill(top=True)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """After a form: it may say something else now."""
        event.refresh_styles = False
        self.fill(top=False)

    def fill(self, *, top: bool) -> None:
        """The requirement as it stands in the store; if it is gone, so is the page."""
        from presales_tui.documents.papers.requirement_page import links_of, parts, title_of

        here, store = self.desk_screen.here(), self.desk_screen.store
        if here is None or store is None:
            self.dismiss(None)
            return
        self.links = links_of(store, here)
        findings = self.desk_screen.findings_of(here.id)
        lines: list[Line] = []
        for part in parts(store, here, findings, self.links):
            if part.heading:
                lines += [("", ""), (part.heading, "title")]
                lines += [(f"  {text}", tone) for text, tone in part.lines]
            else:
                lines += part.lines
        self.query_one(".title", Static).update(title_of(here))
        self.query_one(Reader).show(lines, top=top)
        self._say()

    def _say(self, message: str = "") -> None:
        keys = [
            ("e", _("Edit")),
            ("w", _("Comment")),
            ("o", _("Source")),
            ("1-9 g", _("Link")),
            ("n p", _("Next")),
            ("q", _("Back")),
        ]
        self.query_one(KeyBar).say_items([] if message else keys, message or self.desk_screen.place())

    # Keys

    def action_step(self, by: int) -> None:
        """The next or the last requirement of the list."""
        if self.desk_screen.step(by):
            self.fill(top=True)

    def action_edit(self) -> None:
        """The form, over the page."""
        self.desk_screen.do_requirements_edit()

    def action_comment(self) -> None:
        """A new comment."""
        self.desk_screen.do_requirements_comment()

    def action_comments(self) -> None:
        """Change or remove one of the comments."""
        self.desk_screen.change_comment()

    def action_history(self) -> None:
        """The whole history."""
        from presales_tui.screens.dialogs.helping import show_history

        if (here := self.desk_screen.here()) is not None:
            show_history(self.desk_screen, here)

    def action_source(self) -> None:
        """To the line of the minutes, or the issue."""
        from presales_tui.documents.papers.requirement_page import source_of

        here, store = self.desk_screen.here(), self.desk_screen.store
        found = source_of(store, here) if here is not None and store is not None else None
        if found is None:
            self._say(_("It came from no meeting and no issue."))
        else:
            self._go(found)

    def action_link(self) -> None:
        """Choose among all links."""
        options = [
            Option(str(n), f"{link.relation} {link.record.ref} {one_line(link.words)}")
            for n, link in enumerate(self.links)
        ]
        if options:
            self.desk_screen.choose(
                _("Go to"), options, lambda n: self._go(self.links[int(n)].record), typed=True
            )
        else:
            self._say(_("It is linked to nothing."))

    def action_follow(self, number: int) -> None:
        """Follow the link with this number."""
        if number <= len(self.links):
            self._go(self.links[number - 1].record)
        else:
            self._say(_("There is no link {n}.").format(n=number))

    def _go(self, record: Record) -> None:
        if isinstance(record, Requirement):
            self.desk_screen.seek(record.id)
            self.fill(top=True)
            return
        self.dismiss(None)
        self.desk_screen.bench.show(_SCREEN_OF[type(record)], record.id)


class Reading(Assessing):
    """The commands of the requirement list that open a page and write comments."""

    def __init__(self) -> None:
        super().__init__()
        self._commented: Counter[str] = Counter()
        """Id of a requirement to the number of its comments."""

    def here(self) -> Requirement | None:
        """The requirement under the cursor, as it stands."""
        found = self.list_here().current
        return found if isinstance(found, Requirement) else None

    def place(self) -> str:
        """How far down the list the cursor is."""
        return self.list_here().place

    def step(self, by: int) -> bool:
        """Go to the next requirement above or below, over headings; whether there was one."""
        grid = self.list_here()
        at = grid.row + by
        while 0 <= at < len(grid.rows):
            if isinstance(grid.rows[at], Requirement):
                grid.move_to(at)
                return True
            at += by
        return False

    def do_requirements_edit(self) -> None:
        """The form."""
        raise NotImplementedError

    def why_not_requirements_open(self) -> str:
        """There must be one."""
        return "" if self.here() else _("There is no requirement here. Press a to add one.")

    def do_requirements_open(self) -> None:
        """The page."""
        self.app.push_screen(Page(self))

    # Comments

    def count_comments(self) -> None:
        """Take note of which requirements have comments."""
        self._commented = counted(self.desk.records(Comment))

    def mark_of(self, record: Requirement) -> Cell:
        """As for the findings, and `+` where there are comments."""
        marks = super().mark_of(record)
        if not self._commented[record.id]:
            return marks
        return (f"{marks[0]}+", marks[1]) if isinstance(marks, tuple) else f"{marks}+"

    def why_not_requirements_comment(self) -> str:
        """There must be one to comment on."""
        return self.why_not_requirements_open()

    def do_requirements_comment(self) -> None:
        """A form for the words; internal unless it is said otherwise."""
        if (here := self.here()) is not None:
            new = Comment(opportunity=here.opportunity, about=here.id)
            title = _("Comment on {ref}").format(ref=here.ref)
            self.edit_record(new, None, title, N_("Add comment"), slot=here.id)

    def change_comment(self) -> None:
        """Choose one, then edit or delete it."""
        from presales_tui.documents.papers.requirement_page import comments_on

        here, store = self.here(), self.store
        found = {c.id: c for c in comments_on(store, here)} if here is not None and store is not None else {}
        if not found:
            self.do_requirements_comment()
            return

        def chosen(key: str) -> None:
            what, _slash, comment_id = key.partition("/")
            comment = found[comment_id]
            if what == "delete":
                question = _("Delete {refs}? u takes it back.").format(refs=comment.ref)
                self.confirm_delete(question, N_("Delete comment"), [comment])
            else:
                self.edit_record(comment, comment, comment.ref, N_("Edit comment"))

        options = [
            Option(f"{what}/{c.id}", f"{label} {c.ref}  {one_line(c.text)}", c.author)
            for what, label in (("edit", _("Edit")), ("delete", _("Delete")))
            for c in found.values()
        ]
        self.choose(_("Comments"), options, chosen, typed=True)

    def with_comments(self, requirements: list[Requirement]) -> list[Record]:
        """Requirements with what goes when they go."""
        ids = {r.id for r in requirements}
        return [*requirements, *(c for c in self.desk.records(Comment) if c.about in ids)]
