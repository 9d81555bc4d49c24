"""A screen in which something is typed: it stays open, text and all, until that is safely on the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from presales_tui.locale import _
from presales_tui.model.errors import Wrong
from presales_tui.widgets.bars import KeyBar

T = TypeVar("T")


class Writing(Screen[None], Generic[T]):
    """Save with ctrl+j or F2, leave with escape or ctrl+g.

    `save` writes the result and returns what went wrong (empty: nothing; None: the user is asked whose
    words stand, and the draft stays until that is answered). `draft` is called with every
    change, so that nothing typed is lost when the line drops, and with the empty string once the text
    is on the disk or thrown away.
    """

    DEFAULT_CSS = """
    Writing {
        & > .title { dock: top; height: 1; padding: 0 1; background: $panel; color: $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,f2,ctrl+s", "save", show=False, priority=True),
        Binding("escape,ctrl+g", "cancel", show=False),
    ]

    def __init__(self, title: str, save: Callable[[T], str | None], draft: Callable[[str], None]) -> None:
        super().__init__()
        self.heading, self.save, self.draft = title, save, draft

    def result(self) -> T:
        """What shall be saved. Raises `Wrong`."""
        raise NotImplementedError

    @property
    def dirty(self) -> bool:
        """Whether anything was typed."""
        raise NotImplementedError

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """(key, word) pairs for the key line."""
        return [("^j", _("Save")), ("esc", _("Cancel"))]

    def say(self, wrong: str) -> None:
        """Say what went wrong at the foot; empty: show the keys."""
        self.query_one(KeyBar).say_items([("^j", _("Save"))] if wrong else self.keys, wrong)

    def action_save(self) -> None:
        """Save, and leave only if that went well."""
        try:
            result = self.result()
        except Wrong as wrong:
            self.say(str(wrong))
            return
        problem = self.save(result)
        if problem:
            self.say(problem)
            return
        if problem is not None:
            self.draft("")
        self.dismiss(None)

    def action_cancel(self) -> None:
        """Leave; if something was typed, ask first."""
        if not self.dirty:
            self.dismiss(None)
            return
        from presales_tui.screens.ground.dialog import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.draft("")
                self.dismiss(None)

        self.app.push_screen(Confirm(_("Throw away what you typed?"), _("Throw away"), _("Go on")), answered)
