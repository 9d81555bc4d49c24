"""Text inputs as this workbench wants them: no border, no blink (an idle screen sends nothing)."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from presales_tui.model.text import clean
from presales_tui.terminal.inputs import CursorArea, CursorInput

_LONGEST_QUERY = 500


class LineInput(CursorInput):
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
    LineInput:focus > .input--cursor {
        color: $foreground;
        background: $surface-lighten-1;
        text-style: reverse;
    }
    LineInput > .input--placeholder, LineInput > .input--suggestion { color: $text-muted; }
    """

    QUERY: ClassVar[bool] = False
    """Whether it searches, with every change: a pasted megabyte is cut then."""

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(value, placeholder, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def on_focus(self) -> None:
        """Once it is laid out, the terminal's cursor goes where it is typed."""
        self.call_after_refresh(stand, self)

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines become one, rather than the first of them; what is searched for has an end."""
        event.prevent_default()
        event.stop()
        lines = clean(event.text).replace("\t", " ").rstrip("\n").split("\n")
        text = lines[0] if len(lines) == 1 else " ".join(line.strip() for line in lines if line.strip())
        self.replace(text[:_LONGEST_QUERY] if self.QUERY else text, *self.selection)


class QueryLine(LineInput):
    """What a list is searched for with."""

    QUERY = True


class TextBox(CursorArea):
    """Some lines of text without a frame; tab goes on to the next field.

    Rows are filled to the edge: a row of Chinese that ends there moves over by whole characters when
    something is typed into it, which a terminal can do by itself.
    """

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
    TextBox:focus .text-area--cursor {
        color: $foreground;
        background: $surface-lighten-1;
        text-style: reverse;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "edge(False)", show=False),
        Binding("ctrl+end", "edge(True)", show=False),
    ]

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(
            text, id=id, compact=True, soft_wrap=True, highlight_cursor_line=False, show_line_numbers=False
        )
        self.cursor_blink = False

    @property
    def wrap_width(self) -> int:
        """Cells of a row; Textual keeps one free for a cursor behind the last character."""
        return max(0, self.scrollable_content_region.width - self.gutter_width) if self.soft_wrap else 0

    def action_edge(self, end: bool) -> None:
        """To the beginning or the end of the whole text."""
        self.move_cursor(self.document.end if end else (0, 0))

    @property
    def place(self) -> tuple[int, int]:
        """The row in which the cursor is, and how many there are, as wrapped."""
        offset = self.wrapped_document.location_to_offset(self.cursor_location)
        return offset.y + 1, self.wrapped_document.height

    def _render_line(self, y: int) -> Strip:
        """Behind a full row the cursor has no cell of its own: it stands on the last character."""
        strip = super()._render_line(y)
        x, row = self._cursor_offset
        if row != y + self.scroll_offset.y or x < (width := self.wrap_width) or not self._draw_cursor:
            return strip
        strip = strip.crop(0, width)
        last = strip.crop(width - 2) if cell_len(strip.text[-1:]) == 2 else strip.crop(width - 1)
        return Strip.join([strip.crop(0, width - last.cell_length), last.apply_style(_STANDS)])

    def on_focus(self) -> None:
        """Once it is laid out, the terminal's cursor goes where it is typed."""
        self.call_after_refresh(stand, self)


_STANDS = Style(reverse=True)


def stand(widget: CursorInput | CursorArea) -> None:
    """Put the terminal's cursor, hidden or not, where an input method shall show what it composes."""
    if widget.has_focus:
        widget.app.cursor_position = widget.cursor_screen_offset
        widget.refresh()
