"""Small dialogs: a question, a line of text, a choice from a list, a text to read.

They open as a panel at the foot of the screen and leave the rest as it is: on a slow line nothing is
repainted that did not change. Each is left with escape, or with ctrl+g where escape is slow to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from presales_tui.locale import N_, _
from presales_tui.screens.ground.options import Option, rank
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.grid import Column, Grid
from presales_tui.widgets.inputs import LineInput, QueryLine
from presales_tui.widgets.reader import Line, Reader

T = TypeVar("T")


class Dialog(ModalScreen[T | None], Generic[T]):
    """A panel over the screen that is dismissed with a result, or with nothing."""

    DEFAULT_CSS = """
    Dialog {
        background: transparent;
        align: left bottom;
        overflow: hidden;
        & > Vertical { background: $surface; height: auto; width: 100%; }
        & .title { color: $primary; text-style: bold; height: auto; padding: 0 1; }
        & LineInput { margin: 0 1; }
        & KeyBar { dock: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "cancel", show=False),
        # The app's own keys do not reach over a dialog.
        Binding("ctrl+z", "app.suspend_process", show=False),
    ]

    def action_cancel(self) -> None:
        """Leave without a result."""
        self.dismiss(None)


class Confirm(Dialog[bool]):
    """A question that is answered with y or n."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y", "answer(True)", show=False),
        Binding("n,N,q", "answer(False)", show=False),
    ]

    def __init__(self, question: str, yes: str, no: str = "") -> None:
        super().__init__()
        self.question, self.yes, self.no = question, yes, no or _("Cancel")

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical():
            yield Static(self.question, classes="title", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Say which keys answer."""
        self.query_one(KeyBar).say_items([("y", self.yes), ("n", self.no)])

    def action_answer(self, yes: bool) -> None:
        """Dismiss with the answer."""
        self.dismiss(yes)


class Ask(Dialog[str]):
    """One line of text. `check` returns what is wrong with it (empty: nothing).

    `draft` is called with every change (empty: as at first); `typed` is what was typed already, and `told`
    what is said of it. `anew`: the value stands there selected, so that typing replaces it.
    """

    def __init__(
        self,
        title: str,
        value: str = "",
        check: Callable[[str], str] | None = None,
        placeholder: str = "",
        known: Sequence[str] = (),
        draft: Callable[[str], None] | None = None,
        typed: str = "",
        told: str = "",
        anew: bool = False,
    ) -> None:
        super().__init__()
        self.anew = anew
        self.known, self.draft, self.typed, self.told = known, draft, typed, told
        self.heading, self.value, self.check, self.placeholder = title, value, check, placeholder

    def compose(self) -> ComposeResult:
        """Title, input and keys."""
        with Vertical():
            yield Static(self.heading, classes="title", markup=False)
            yield LineInput(self.typed or self.value, self.placeholder)
            yield KeyBar()

    def on_mount(self) -> None:
        """Say which keys work; what is known completes the text (right takes it)."""
        if self.known:
            self.query_one(LineInput).suggester = SuggestFromList(self.known, case_sensitive=False)
        if self.anew and not self.typed:
            self.query_one(LineInput).select_all()
        self._say(self.told)

    def _say(self, wrong: str) -> None:
        self.query_one(KeyBar).say_items([("enter", _("OK")), *self.own_keys, ("esc", _("Cancel"))], wrong)

    @property
    def own_keys(self) -> Sequence[tuple[str, str]]:
        """(key, word) pairs of a subclass."""
        return ()

    @on(Input.Changed)
    def keep_draft(self, event: Input.Changed) -> None:
        """Hand what is typed on, so that it is not lost with the line."""
        if self.draft is not None:
            self.draft(event.value if event.value != self.value else "")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Take the text, unless something is wrong with it."""
        text = event.value.strip()
        wrong = self.check(text) if self.check else ""
        if wrong:
            self._say(wrong)
        else:
            self.dismiss(text)


class OptionGrid(Grid):
    """The list of a `Pick`; it is moved from the input above it."""

    HEADER = 0
    EMPTY = N_("Nothing found.")


class Pick(Dialog[str]):
    """A list to choose from: by hot key, or by typing a part of the words."""

    DEFAULT_CSS = """
    Pick {
        & OptionGrid { height: 12; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+k", "move(-1)", show=False, priority=True),
        Binding("down,ctrl+j", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
    ]

    def __init__(
        self, title: str, options: Sequence[Option], *, typed: bool = True, current: str = "", extra: str = ""
    ) -> None:
        super().__init__()
        self.heading, self.options, self.typed, self.extra = title, list(options), typed, extra
        self.start = current

    def compose(self) -> ComposeResult:
        """Title, the input if the list is long, the list."""
        hints = max((cell_len(option.reason or option.hint) for option in self.options), default=0)
        columns = [
            Column("", 3, lambda option: option.hot),
            Column("", 0, lambda option: (option.label, "muted" if option.reason else "")),
            Column("", min(max(hints, 1), 28), lambda option: (option.reason or option.hint, "muted")),
        ]
        if self.typed:
            columns = columns[1:]
        with Vertical():
            yield Static(self.heading, classes="title", markup=False)
            if self.typed:
                yield QueryLine(placeholder=_("Type to search"))
            yield OptionGrid(columns)
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list; the cursor starts on the current value."""
        grid = self.query_one(OptionGrid)
        grid.styles.height = max(min(len(self.options), 12), 2)
        grid.can_focus = not self.typed
        grid.load(self.options, keep=self.start)
        keys = [("enter", _("Choose")), ("esc", _("Cancel"))]
        self.query_one(KeyBar).say_items(keys, self.extra)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """Narrow the list to what fits, best first."""
        self.query_one(OptionGrid).load(rank(event.value, self.options))
        self.query_one(OptionGrid).move_to(0)

    def on_key(self, event: Any) -> None:
        """A hot key chooses at once."""
        if self.typed or not event.character:
            return
        for option in self.options:
            if option.hot and option.hot == event.character:
                event.stop()
                self._take(option)
                return

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        self.query_one(OptionGrid).action_move(by)

    def action_choose(self) -> None:
        """Take the option under the cursor."""
        option = self.query_one(OptionGrid).current
        if option is not None:
            self._take(option)

    def _take(self, option: Option) -> None:
        if option.reason:
            self.query_one(KeyBar).say_items([], option.reason)
        else:
            self.dismiss(option.id)


class Read(Dialog[None]):
    """A text to read, over the whole screen."""

    DEFAULT_CSS = """
    Read {
        & > Vertical { height: 100%; }
        & Reader { height: 1fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,enter,question_mark", "cancel", show=False)]

    def __init__(
        self, title: str, lines: Iterable[Line], keys: Sequence[tuple[str, str]] = (), leave: str = ""
    ) -> None:
        super().__init__()
        self.heading, self.lines, self.keys, self.leave = title, list(lines), keys, leave

    def compose(self) -> ComposeResult:
        """Title and text."""
        with Vertical():
            yield Static(self.heading, classes="title", markup=False)
            yield Reader()
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the text."""
        reader = self.query_one(Reader)
        reader.show(self.lines)
        reader.focus()
        self.watch(reader, "scroll_y", self._say_place)
        self.watch(reader, "virtual_size", self._say_place)

    def _say_place(self) -> None:
        """The keys; where there is more than fits, also the one that goes on, and how far down this is."""
        shown, lines = self.query_one(Reader).place
        more = [("space", _("Further"))] if lines > shown else []
        place = f"{shown}/{lines}" if lines > self.query_one(Reader).size.height else ""
        self.query_one(KeyBar).say_items([*self.keys, *more, ("q", self.leave or _("Back"))], place)
