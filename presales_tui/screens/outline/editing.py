"""The text or the notes of a section while they are written, and beside them the slides they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import Static, TextArea

from presales_tui.locale import _
from presales_tui.screens.dialogs.editor import Editor
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.inputs import TextBox
from presales_tui.widgets.reader import Line, Reader

_BESIDE = 110
"""Columns from which on the slides stand beside the text without being asked for."""
_QUIET = 0.4
"""Seconds without a character after which the slides are made again."""

Slides = Callable[[int], list[Line]]
"""Cells of width to the slides, as lines; called outside of the event loop."""


class SectionEditor(Editor):
    """An editor that shows what becomes of its text; `slides` reads the records for a text as typed."""

    DEFAULT_CSS = """
    SectionEditor {
        & > #both { layout: horizontal; height: 1fr; }
        & > #both > Reader { width: 2fr; height: 1fr; border-left: solid $rule; display: none; }
        & > #both > TextBox { width: 3fr; }
        &.-slides > #both > Reader { display: block; }
        &.-over > #both { layout: vertical; }
        &.-over > #both > TextBox { width: 1fr; }
        &.-over > #both > Reader { width: 1fr; border-left: none; border-top: solid $rule; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t,f3", "slides", show=False)]

    def __init__(
        self,
        title: str,
        text: str,
        save: Callable[[str], str | None],
        draft: Callable[[str], None],
        slides: Callable[[str], Slides],
        *,
        restored: str = "",
        shown: bool | None = None,
        choose: Callable[[bool], None],
    ) -> None:
        super().__init__(title, text, save, draft, restored=restored)
        self.slides = slides
        self.shown = shown
        """Whether the user wants to see them; `None`: as there is room."""
        self.choose = choose
        """Told when the user switches them on or off."""
        self._later: Timer | None = None
        self._asked = 0

    def compose(self) -> ComposeResult:
        """Title, text and slides, keys."""
        yield Static(self.heading, classes="title", markup=False)
        with Container(id="both"):
            yield TextBox(self.restored or self.text)
            yield Reader()
        yield KeyBar()

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The slides stand before what every editor has."""
        saving, leaving, *more = super().keys
        return [saving, leaving, ("^t", _("Slides")), *more]

    @property
    def looked_at(self) -> bool:
        """Whether the slides are on the screen."""
        return self.app.size.width >= _BESIDE if self.shown is None else self.shown

    def on_resize(self, event: events.Resize) -> None:
        """Beside the text, or below it where that is narrow."""
        self.set_class(self.looked_at, "-slides")
        self.set_class(event.size.width < _BESIDE, "-over")
        self.make_slides()

    def action_slides(self) -> None:
        """Show or hide the slides."""
        self.shown = not self.looked_at
        self.choose(self.shown)
        self.set_class(self.shown, "-slides")
        self.make_slides()

    @on(TextArea.Changed)
    def await_quiet(self) -> None:
        """Slides are made in a pause of writing, not with every character."""
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(_QUIET, self.make_slides)

    def make_slides(self) -> None:
        """Make them anew, beside the event loop."""
        if not self.looked_at:
            return
        self._asked += 1
        # Laid out first: how wide they are is known after that.
        self.call_after_refresh(self._make, self._asked)

    def _make(self, asked: int) -> None:
        if asked == self._asked and self.is_attached:
            make = self.slides(self.query_one(TextBox).text)
            width = max(self.query_one(Reader).size.width - 3, 20)
            self.run_worker(partial(self._work, make, width, asked), thread=True, group="slides")

    def _work(self, make: Slides, width: int, asked: int) -> None:
        lines = make(width)
        self.app.call_from_thread(self._show, lines, asked)

    def _show(self, lines: list[Line], asked: int) -> None:
        """The part that is written on is in sight, as far into the slides as the cursor is into the text."""
        if asked != self._asked or not self.is_attached:
            return
        reader = self.query_one(Reader)
        reader.show(lines, top=False)
        row, rows = self.query_one(TextBox).place
        reader.scroll_to(
            y=round(reader.max_scroll_y * (row - 1) / max(rows - 1, 1)),
            animate=False,
            force=True,
            immediate=True,
        )
