"""A text over the whole screen: minutes, a section's body, speaker notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static, TextArea

from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.screens.ground.writing import Writing
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.inputs import TextBox


class Editor(Writing[str]):
    """Edit a text; `restored` is an unsaved one to go on with. The cursor begins behind line `row`."""

    DEFAULT_CSS = """
    Editor {
        & TextBox, & TextBox:focus {
            height: 1fr;
            background: $background;
            scrollbar-size-vertical: 0;
            & .text-area--cursor { background: $background; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+o", "external", show=False)]

    def __init__(
        self,
        title: str,
        text: str,
        save: Callable[[str], str | None],
        draft: Callable[[str], None],
        *,
        restored: str = "",
        row: int | None = None,
    ) -> None:
        super().__init__(title, save, draft)
        self.text, self.restored, self.row = text, restored, row
        self.wrong = ""

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        yield Static(self.heading, classes="title", markup=False)
        yield TextBox(self.restored or self.text)
        yield KeyBar()

    def on_mount(self) -> None:
        """Start where writing goes on."""
        box = self.query_one(TextBox)
        if self.row is not None:
            row = min(self.row, box.document.line_count - 1)
            box.move_cursor((row, len(box.document.get_line(row))))
        self.say("")

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The editor's own besides those of every writing screen."""
        return [*super().keys, ("^o", _("External editor")), ("^z", _("Undo"))]

    def say(self, wrong: str) -> None:
        """Say what went wrong at the foot; empty: show the keys, and the row in which the cursor is."""
        self.wrong = wrong
        if wrong:
            super().say(wrong)
        else:
            row, rows = self.query_one(TextBox).place
            self.query_one(KeyBar).say_items(self.keys, f"{row}/{rows}")

    @on(TextArea.SelectionChanged)
    def tell_place(self) -> None:
        """What a bar at the edge would tell costs more: it moves aside with each character typed."""
        if not self.wrong:
            self.say("")

    def result(self) -> str:
        """The text."""
        return self.query_one(TextBox).text

    @property
    def dirty(self) -> bool:
        """Whether the text is another one."""
        return self.query_one(TextBox).text != self.text

    @on(TextArea.Changed)
    def keep_draft(self, event: TextArea.Changed) -> None:
        """Hand every change on to the draft."""
        self.draft(event.text_area.text if event.text_area.text != self.text else "")

    def action_external(self) -> None:
        """Hand the text to $VISUAL or $EDITOR and take it back."""
        from presales_tui.screens.ground.base import workbench

        box = self.query_one(TextBox)
        self.say("")
        try:
            found = workbench(self.app).edit_text(box.text, keep=self.draft)
        except Problem as problem:
            self.say(problem.sentence)
            return
        if found is not None:
            box.load_text(found)
            self.draft(found)
