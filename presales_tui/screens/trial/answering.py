"""The title of a new issue, with the earlier answer in one line below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from presales_tui.locale import _
from presales_tui.model.answers import Answer, Answers, told
from presales_tui.model.trial import Issue
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.inputs import LineInput

if TYPE_CHECKING:
    from presales_tui.screens.ground.desk import Desk


class Titled(NamedTuple):
    """What was typed, and the answer that was taken with it."""

    text: str
    answer: Answer | None = None


class AskTitle(Dialog[Titled]):
    """One line of text; what is like it is told below, and one key takes its answer along."""

    DEFAULT_CSS = """
    AskTitle #like { height: 1; padding: 0 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t,f2", "take", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        answers: Callable[[], Answers],
        draft: Callable[[str], None],
        restored: str = "",
    ) -> None:
        """`answers` makes them ready to be searched, beside the event loop; `draft` keeps what is typed."""
        super().__init__()
        self.heading, self._make = title, answers
        self._draft, self._restored = draft, restored
        self._answers: Answers | None = None
        self._like: Answer | None = None

    def compose(self) -> ComposeResult:
        """Title, input, what is like it, keys."""
        with Vertical():
            yield Static(self.heading, classes="title", markup=False)
            yield LineInput(self._restored)
            yield Static("", id="like", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Say which keys work, and get ready while the first words are typed."""
        self._keys()
        self.run_worker(self._prepare, thread=True, exclusive=True, group="answers")

    def _prepare(self) -> None:
        self._answers = self._make()
        self.app.call_from_thread(self._look)

    def _keys(self) -> None:
        keys = [("enter", _("OK")), ("esc", _("Cancel"))]
        if self._like is not None and self._like.text:
            keys.insert(1, ("^T", _("Take the answer along")))
        self.query_one(KeyBar).say_items(keys, "")

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Keep the words, and see what is like them as they stand now."""
        self._draft(event.value)
        self._look()

    def _look(self) -> None:
        """Another line only where something else is like it: on a slow line every byte counts."""
        if self._answers is None or not self.is_attached:
            return
        found = self._answers.find(self.query_one(LineInput).value)
        if found != self._like:
            self._like = found
            self.query_one("#like", Static).update(told(found) if found else "")
            self._keys()

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """The text alone."""
        self.dismiss(Titled(event.value.strip()))

    def action_take(self) -> None:
        """The text, with the answer filled in."""
        if self._like is not None and self._like.text:
            self.dismiss(Titled(self.query_one(LineInput).value.strip(), self._like))


def answers(desk: Desk) -> Callable[[], Answers]:
    """Of this client all issues, of the others the flagged answers that no journal must be read for."""
    own = desk.store.all(Issue) if desk.store is not None else []
    faqs = []
    here = desk.store.client.id if desk.store is not None else ""
    for face in desk.workspace.clients():
        digest = desk.workspace.digests.at_hand(face) if face.id != here else None
        if digest is not None:
            faqs += [(face.name, faq) for faq in digest.pulse.faqs]
    return partial(Answers, own, faqs)
