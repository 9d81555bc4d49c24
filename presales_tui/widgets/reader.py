"""Styled text that wraps and scrolls, drawn line by line: details, help and the slide preview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from presales_tui.widgets.cells import fit, wrap

Line = tuple[str, str]
"""Text and tone: `title`, `strong`, `good`, `warn`, `bad`, `muted` or empty."""


class Reader(ScrollView, can_focus=True):
    """Read-only text. `show` takes logical lines; they are wrapped to the width."""

    DEFAULT_CSS = """
    Reader {
        scrollbar-size: 0 0;
        background: $background;
        color: $foreground;
        padding: 0 1;
        & > .reader--title { color: $primary; text-style: bold; }
        & > .reader--strong { text-style: bold; }
        & > .reader--muted { color: $text-muted; }
        & > .reader--good { color: $success; }
        & > .reader--warn { color: $warning; }
        & > .reader--bad { color: $error; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--title",
        "reader--strong",
        "reader--muted",
        "reader--good",
        "reader--warn",
        "reader--bad",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_by(-1)", show=False),
        Binding("down,j", "scroll_by(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._source: list[Line] = []
        self._drawn: list[Line] = []
        self._width = 0

    def show(self, lines: Iterable[Line], top: bool = True) -> None:
        """Show these lines, from the top unless `top` is false."""
        lines = list(lines)
        if lines == self._source and self._width:
            return
        self._source = lines
        self._width = 0
        self._layout()
        if top:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.refresh()

    @property
    def text(self) -> str:
        """All of the text, unwrapped."""
        return "\n".join(text for text, _tone in self._source)

    @property
    def place(self) -> tuple[int, int]:
        """The last line to be seen, counted from one, and how many there are, as wrapped."""
        last = round(self.scroll_y) + self.size.height
        return min(last, len(self._drawn)), len(self._drawn)

    def action_scroll_by(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_y + by, animate=False, force=True, immediate=True)

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self.action_scroll_by(by * max(self.size.height - 1, 1))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again."""
        self._layout()

    def _layout(self) -> None:
        width = self.scrollable_content_region.width
        if width == self._width:
            return
        self._width = width
        self._drawn = [(part, tone) for text, tone in self._source for part in _wrapped(text, width)]
        self.virtual_size = Size(width, len(self._drawn))

    def render_line(self, y: int) -> Strip:
        """One line of the content."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        index = y + round(self.scroll_y)
        if index >= len(self._drawn):
            return Strip.blank(width, base)
        text, tone = self._drawn[index]
        style: Style = base
        if tone:
            style += self.get_component_rich_style(f"reader--{tone}", partial=True)
        return Strip([Segment(fit(text, width), style)], width)


def _wrapped(text: str, width: int) -> list[str]:
    """A line in as many as it needs; all of them are indented as the first one is."""
    words = text.lstrip(" ")
    indent = min(len(text) - len(words), width // 2)
    return [" " * indent + part for part in wrap(words, width - indent)]
