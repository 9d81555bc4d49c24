"""The filter of a list, in a line above the key line while it is typed or in force."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from presales_tui.locale import _
from presales_tui.screens.ground.base import BaseScreen
from presales_tui.widgets.inputs import QueryLine
from presales_tui.widgets.rows import Rows

_MOST_OFFERED = 4


class FilterLine(QueryLine):
    """Every change filters the list at once; enter goes back to the list, which stays filtered."""

    DEFAULT_CSS = """
    FilterLine { dock: bottom; margin: 0 0 1 0; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows.query_text, _("Filter: words, fit:custom, -status:confirmed"))
        self.rows = rows
        self.suggester = _Suggester(self)
        self.hint = ""
        """What is wrong with the filter, or how it may go on."""
        self._values: dict[str, list[str]] = {}
        self._values_of: object = None
        """The rows that the values were found in: of many rows they are looked for once."""

    def offered(self, text: str) -> list[str]:
        """The texts that what is typed may become."""
        from presales_tui.fields import FIELDS
        from presales_tui.model.filter import complete
        from presales_tui.screens.shared.columns import values_in

        record = next((found for row in self.rows.source if (found := self.rows.record_of(row))), None)
        if record is None:
            return []
        kind = type(record)
        names = [field.name for field in FIELDS.get(kind, ())]
        if self._values_of is not self.rows.source:
            self._values_of, self._values = self.rows.source, {}

        def values(name: str) -> list[str]:
            if name not in self._values:
                records = (found for row in self.rows.source if (found := self.rows.record_of(row)))
                self._values[name] = values_in(kind, records, name)
            return self._values[name]

        return complete(text, names, values)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Filter the list."""
        event.stop()
        applied = self._so_far(event.value)
        if self.rows.query_text != applied:
            self.rows.set_filter(applied)
        start = event.value.rfind(" ") + 1
        offered = [text[start:] for text in self.offered(event.value)[:_MOST_OFFERED]]
        hint = self.rows.sieve.problem or "  ".join(offered)
        if hint != self.hint:
            self.hint = hint
            self._say_keys()

    def _so_far(self, text: str) -> str:
        """The filter without a field that has no value yet: `fit:` finds what it found before."""
        from presales_tui.model.filter import field_name

        *before, last = text.split(" ")
        name = last.removeprefix("-").replace("：", ":")
        if not name.endswith(":"):
            return text
        record = next((found for row in self.rows.source if (found := self.rows.record_of(row))), None)
        known = record is not None and hasattr(record, field_name(name[:-1]))
        return " ".join(before) if known or name in ("is:", "has:", "no:") else text

    def _say_keys(self) -> None:
        if isinstance(self.screen, BaseScreen):
            self.screen.show_keys()

    def action_complete(self) -> None:
        """Take the first of what is offered."""
        if offered := self.offered(self.value):
            self.value = offered[0]
            self.cursor_position = len(self.value)

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


class _Suggester(Suggester):
    """Shows how the filter may go on, behind the cursor; right or tab takes it."""

    def __init__(self, line: FilterLine) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        """The first of what is offered."""
        return next(iter(self._line.offered(value)), None)
