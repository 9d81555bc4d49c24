"""The filter of a list, in a line above the key line while it is typed or in force."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from presales_tui.locale import _
from presales_tui.widgets.inputs import LineInput
from presales_tui.widgets.rows import Rows


class FilterLine(LineInput):
    """Every change filters the list at once; enter goes back to the list, which stays filtered."""

    DEFAULT_CSS = """
    FilterLine { dock: bottom; margin: 0 0 1 0; padding: 0 1; }
    """

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows.query_text, _("Filter: words, fit:custom, -status:confirmed"))
        self.rows = rows

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Filter the list."""
        event.stop()
        if self.rows.query_text != event.value:
            self.rows.set_filter(event.value)

    @on(Input.Submitted)
    def done(self, event: Input.Submitted) -> None:
        """Back to the list; an empty filter goes."""
        event.stop()
        if event.value:
            self.rows.focus()
        else:
            self.end()

    def end(self) -> None:
        """Show the whole list again."""
        self.rows.set_filter("")
        self.rows.focus()
        self.remove()
