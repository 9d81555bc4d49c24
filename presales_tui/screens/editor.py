"""A text over the whole screen: minutes, a section's body, speaker notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static, TextArea

from presales_tui.locale import _
from presales_tui.screens.dialog import Confirm
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.inputs import TextBox


class Editor(Screen[str | None]):
    """Edit a text; dismissed with the new text, or with nothing.

    `draft` is called with every change, so that nothing typed is lost when the line drops; it is
    called with the empty string once the text is given back or thrown away.
    """

    DEFAULT_CSS = """
    Editor {
        & > .title { dock: top; height: 1; padding: 0 1; background: $panel; color: $primary; }
        & > TextBox, & > TextBox:focus { height: 1fr; padding: 0 1; background: $background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,f2", "save", show=False, priority=True),
        Binding("escape,ctrl+g", "cancel", show=False),
        Binding("ctrl+o", "external", show=False),
    ]

    def __init__(self, title: str, text: str, draft: Callable[[str], None], *, at_end: bool = False) -> None:
        super().__init__()
        self.heading, self.text, self.draft, self.at_end = title, text, draft, at_end

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        yield Static(self.heading, classes="title", markup=False)
        yield TextBox(self.text)
        yield KeyBar()

    def on_mount(self) -> None:
        """Start where writing goes on."""
        box = self.query_one(TextBox)
        if self.at_end:
            box.move_cursor(box.document.end)
        keys = [("^j", _("Save")), ("esc", _("Cancel")), ("^o", _("External editor")), ("^z", _("Undo"))]
        self.query_one(KeyBar).say_items(keys)

    @on(TextArea.Changed)
    def keep_draft(self, event: TextArea.Changed) -> None:
        """Hand every change on to the draft."""
        if event.text_area.text != self.text:
            self.draft(event.text_area.text)

    def action_save(self) -> None:
        """Give the text back."""
        self.dismiss(self.query_one(TextBox).text)

    def action_cancel(self) -> None:
        """Leave; if something was typed, ask first."""
        if self.query_one(TextBox).text == self.text:
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.draft("")
                self.dismiss(None)

        self.app.push_screen(Confirm(_("Throw away what you typed?"), _("Throw away"), _("Go on")), answered)

    def action_external(self) -> None:
        """Hand the text to $VISUAL or $EDITOR and take it back."""
        from presales_tui.screens.base import workbench

        box = self.query_one(TextBox)
        found = workbench(self.app).edit_text(box.text)
        if found is not None:
            box.load_text(found)
            self.draft(found)
