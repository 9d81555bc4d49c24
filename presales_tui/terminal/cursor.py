"""The terminal's own cursor where text is typed, in place of a cell that Textual draws reversed.

A drawn cursor is sent twice for each character: taken away here, drawn there. The terminal moves its own
one for nothing. It is also where an input method shows what it composes, and what a screen reader or a
braille line follows. `inputs` has the widgets for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.errors import NoWidget

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.geometry import Offset
    from textual.widget import Widget


class Cursor(NamedTuple):
    """Where the terminal's cursor shall be."""

    x: int
    y: int
    shown: bool = False


class OwnCursor:
    """Marks a widget that draws no cursor where the app leaves that to the terminal."""


def shown_by_terminal(widget: Widget) -> bool:
    """Whether the terminal shows the cursor of a widget that has the focus and draws none itself."""
    return bool(getattr(widget.app, "shows_cursor", False))


def cursor_of(app: App[Any]) -> Cursor | None:
    """The cursor of the widget that has the focus; None if nothing is typed into it.

    A cursor that the widget draws itself is hidden, but still where an input method looks for it.
    """
    widget = app.screen.focused
    place: Offset | None = getattr(widget, "cursor_screen_offset", None)
    if widget is None or place is None:
        return None
    if not isinstance(widget, OwnCursor) or not shown_by_terminal(widget):
        # In the corner it is where it was at the start: nobody has placed it yet.
        hidden = app.screen.outer_size.clamp_offset(app.cursor_position)
        return Cursor(*hidden) if hidden else None
    try:
        seen = app.screen.find_widget(widget).visible_region
    except NoWidget:  # not laid out yet
        return None
    x, y = place
    if x == seen.right:
        x -= 1  # behind a full row there is no cell: it stands on the last character
    return Cursor(x, y, shown=True) if seen.contains(x, y) else None
