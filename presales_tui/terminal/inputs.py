"""Textual's two widgets to type into, with the terminal's own cursor in them (see `cursor`)."""

from __future__ import annotations

from rich.style import Style
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.widgets import Input, TextArea

from presales_tui.terminal.cursor import OwnCursor, shown_by_terminal


class CursorInput(OwnCursor, Input):
    """A line of text."""

    virtual_size = Reactive(Size(0, 0), layout=False)
    """How long the text is. It is typed into a widget that stays as it is; Textual would lay out the
    screen anew for each character (where the size follows the text, `Input` asks for that besides)."""

    def get_component_rich_style(
        self, *names: str, partial: bool = False, default: Style | None = None
    ) -> Style:
        """The cell at the cursor has no look of its own where the terminal shows the cursor."""
        if names == ("input--cursor",) and shown_by_terminal(self):
            return Style.null()
        return super().get_component_rich_style(*names, partial=partial, default=default)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character will stand; Textual says one cell further at the end of a text."""
        offset = super().cursor_screen_offset
        return offset - (1, 0) if self.cursor_at_end else offset


class CursorArea(OwnCursor, TextArea):
    """Lines of text."""

    @property
    def _draw_cursor(self) -> bool:
        return super()._draw_cursor and not shown_by_terminal(self)
