"""A value of a scale in a form: one line, changed with the arrow keys, a number or by typing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from presales_tui.widgets.cells import fit


class Choice(Widget, can_focus=True):
    """One of some (code, label) options."""

    DEFAULT_CSS = """
    Choice {
        height: 1;
        width: 1fr;
        background: $surface;
        color: $foreground;
        &:focus { background: $primary; color: $primary-foreground; text-style: bold; }
        &:ansi:focus { background: ansi_default; color: ansi_default; text-style: reverse; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
    ]
    value: reactive[str] = reactive("")

    def __init__(self, options: Sequence[tuple[str, str]], value: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        if value not in dict(options):
            options = [*options, (value, value)]
        self.options = tuple(options)
        self.set_reactive(Choice.value, value)
        self._typed = ""
        self._typed_at = 0.0

    def action_step(self, by: int) -> None:
        """The next option, round the end."""
        codes = [code for code, _label in self.options]
        self.value = codes[(codes.index(self.value) + by) % len(codes)]

    def on_key(self, event: events.Key) -> None:
        """Typing finds the option whose code or label starts with it, or has it; a number is its place."""
        char = event.character
        if not char or not char.isprintable() or char == " ":
            return
        event.stop()
        event.prevent_default()
        if char.isdigit():
            number = int(char)
            if 1 <= number <= len(self.options):
                self.value = self.options[number - 1][0]
            return
        now = time.monotonic()
        self._typed = (self._typed if now - self._typed_at < 1 else "") + char.casefold()
        self._typed_at = now
        words = [(code, code.casefold(), label.casefold()) for code, label in self.options]
        begun = (
            c for c, code, label in words if code.startswith(self._typed) or label.startswith(self._typed)
        )
        inside = (c for c, _code, label in words if self._typed in label)
        self.value = next(begun, None) or next(inside, self.value)

    def render_line(self, y: int) -> Strip:
        """The chosen label between angle brackets, and its number."""
        width = self.size.width
        base = self.rich_style
        labels = dict(self.options)
        number = [code for code, _label in self.options].index(self.value) + 1
        text = f"< {labels[self.value] or '-'} >"
        count = f" {number}/{len(self.options)}" if self.has_focus else ""
        return Strip([Segment(fit(text + count, width), base)], width)
