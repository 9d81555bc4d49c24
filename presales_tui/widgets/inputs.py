"""Text inputs as this workbench wants them: no border, no blink (an idle screen sends nothing)."""

from __future__ import annotations

from textual.widgets import Input, TextArea


class LineInput(Input):
    """One line of text without a frame."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        border: none;
        height: 1;
        padding: 0;
        width: 1fr;
        background: $surface;
        color: $foreground;
    }
    LineInput:focus { background: $surface-lighten-1; }
    LineInput > .input--placeholder, LineInput > .input--suggestion { color: $text-muted; }
    """

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(value, placeholder, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def on_focus(self) -> None:
        """Once it is laid out, the terminal's cursor goes where it is typed."""
        self.call_after_refresh(stand, self)


class TextBox(TextArea):
    """Some lines of text without a frame; tab goes on to the next field."""

    DEFAULT_CSS = """
    TextBox, TextBox:focus {
        border: none;
        padding: 0;
        width: 1fr;
        background: $surface;
        color: $foreground;
        scrollbar-size-vertical: 1;
    }
    TextBox:focus { background: $surface-lighten-1; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(
            text, id=id, compact=True, soft_wrap=True, highlight_cursor_line=False, show_line_numbers=False
        )
        self.cursor_blink = False

    def on_focus(self) -> None:
        """Once it is laid out, the terminal's cursor goes where it is typed."""
        self.call_after_refresh(stand, self)


def stand(widget: Input | TextArea) -> None:
    """Put the terminal's cursor, hidden or not, where an input method shall show what it composes."""
    if widget.has_focus:
        widget.app.cursor_position = widget.cursor_screen_offset
        widget.refresh()
