"""Adding requirements in a burst, with what says the same already below the line; and merging two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from presales_tui.capture.records import typed
from presales_tui.locale import _
from presales_tui.model.alike import Alike, Like
from presales_tui.model.change import Change
from presales_tui.model.coverage import GONE
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.screens.ground.options import Option
from presales_tui.screens.requirements.reading import Reading
from presales_tui.widgets.background import in_background
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.inputs import LineInput
from presales_tui.widgets.reader import Line, Reader

_SLICE = 400
"""Requirements that are made ready for comparing between two keys."""
_SHOWN = 3
DRAFT = "requirements"
"""Key of the draft of the line."""


class Adding(Dialog[str]):
    """A line that stays: enter adds, an empty one ends. Dismissed with the id of a like one to go to."""

    DEFAULT_CSS = """
    Adding {
        & Reader { height: 3; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "go", show=False, priority=True)]

    def __init__(
        self,
        requirements: list[Requirement],
        add: Callable[[Requirement], Requirement | str],
        draft: Callable[[str], None],
        restored: str = "",
    ) -> None:
        super().__init__()
        self._waiting = requirements
        self._alike = Alike()
        self._add, self._draft, self._restored = add, draft, restored
        self._found: list[Like] = []
        self._warned = ""
        """The text that is there already and was told; a second enter adds it."""

    def compose(self) -> ComposeResult:
        """What is wanted, the line, what is like it, keys."""
        with Vertical():
            title = _("New requirements, such as: export reports !must =config ~3d &module")
            yield Static(title, classes="title", markup=False)
            yield LineInput(self._restored)
            yield Reader()
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin; a long list is made ready for comparing bit by bit."""
        self.query_one(Reader).can_focus = False
        self._say("")
        if self._take_in():
            in_background(self, self._take_in)

    def _take_in(self) -> bool:
        some, self._waiting = self._waiting[:_SLICE], self._waiting[_SLICE:]
        self._alike.add(some)
        return bool(self._waiting)

    def _say(self, told: str) -> None:
        keys = [("enter", _("Add")), ("esc", _("End"))]
        if self._found:
            keys.insert(1, ("tab", _("Go to {ref}").format(ref=self._found[0].requirement.ref)))
        self.query_one(KeyBar).say_items(keys, told)

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Show what says nearly the same."""
        self._draft(event.value)
        new = self._read(event.value)
        had, self._found = self._found, self._alike.find(new.title, _SHOWN) if new is not None else []
        lines: list[Line] = []
        for like in self._found:
            tone = "warn" if like.score > 0.8 else "muted"
            lines.append(
                (f"{like.score:4.0%}  {like.requirement.ref} {one_line(like.requirement.title)}", tone)
            )
        self.query_one(Reader).show(lines)
        if had or self._found:
            self._say("")

    @staticmethod
    def _read(text: str) -> Requirement | None:
        found = typed("requirement", one_line(text), date.today()) if text.strip() else None
        return found if isinstance(found, Requirement) else None

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Add it and go on; what is there word for word is added by a second enter only."""
        event.stop()
        if not event.value.strip():
            self.dismiss(None)
            return
        new = self._read(event.value)
        if new is None:
            self._say(_("There is no text to add besides the marks."))
            return
        if self._found and self._found[0].score > 0.99 and self._warned != event.value:
            self._warned = event.value
            self._say(
                _("{ref} says so already. enter adds it nevertheless.").format(
                    ref=self._found[0].requirement.ref
                )
            )
            return
        done = self._add(new)
        if isinstance(done, str):
            self._say(done)
            return
        self._alike.add([done])
        self._draft("")
        self._found = []
        self.query_one(LineInput).value = ""
        self._say(_("Added {ref}. Next, or enter to end.").format(ref=done.ref))

    def action_go(self) -> None:
        """To the one that is most like it."""
        if self._found:
            self.dismiss(self._found[0].requirement.id)

    def action_cancel(self) -> None:
        """Leave; what was typed is not wanted."""
        self._draft("")
        super().action_cancel()


class Joining(Reading):
    """The commands of the requirement list that bring requirements in and together."""

    def do_requirements_add(self) -> None:
        """One line each, enter, enter, enter; an empty line ends."""
        draft = self.drafting(DRAFT)

        def add(new: Requirement) -> Requirement | str:
            made = replace(new, opportunity=self.desk.opportunity_id, quote="")
            if wrong := self.try_commit(Change("Add requirement").put(made)):
                return wrong
            grid = self.list_here()
            if (row := grid.find(made.id)) is not None:
                grid.move_to(row)
            store = self.store
            return (store.get(Requirement, made.id) if store is not None else None) or made

        def ended(wanted: str | None) -> None:
            if wanted:
                draft("")
                self.seek(wanted)
                self.do_requirements_open()

        counting = [r for r in self.desk.records(Requirement) if r.status not in GONE]
        self.app.push_screen(Adding(counting, add, draft, self.restored_draft(DRAFT)), ended)

    def why_not_requirements_merge(self) -> str:
        """Two must be marked."""
        return "" if len(self.list_here().marked) == 2 else _("Mark two requirements with space first.")

    def do_requirements_merge(self) -> None:
        """Choose which of two stays; everything that spoke of the other speaks of it."""
        store = self.store
        pair: list[Any] = self.list_here().targets
        if store is None or len(pair) != 2:
            return

        def chosen(keep_id: str) -> None:
            from presales_tui.model.merging import merge_change

            keep, other = pair if pair[0].id == keep_id else reversed(pair)
            self.list_here().marked.clear()
            if self.commit(merge_change(keep, other, store), keep.id) is not None:
                self.say(
                    _("{other} is part of {ref} now. u takes it back.").format(other=other.ref, ref=keep.ref)
                )

        options = [
            Option(r.id, f"{r.ref} {one_line(r.title)}", r.speaker, hot)
            for r, hot in zip(pair, "12", strict=True)
        ]
        self.choose(
            _("One requirement: which stays? Links, comments and quotes follow."),
            options,
            chosen,
            typed=False,
        )
