"""Text that was being typed when a session was cut off: shown, taken up again, or thrown away.

A draft is also there by itself where it belongs: the capture line, the form or the editor that it
was typed in opens with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from presales_tui.locale import _
from presales_tui.screens.dialogs.dialog import Read
from presales_tui.screens.shared.options import Option
from presales_tui.widgets.reader import Line

if TYPE_CHECKING:
    from presales_tui.data import Draft
    from presales_tui.screens.shared.base import BaseScreen

_SCREENS = {
    "capture": "meetings",
    "minutes": "meetings",
    "section": "outline",
    "requirements": "requirements",
    "comments": "requirements",
    "meetings": "meetings",
    "issues": "trial",
    "criteria": "trial",
    "trials": "trial",
    "contacts": "people",
    "decision_steps": "people",
    "qualification": "people",
    "actions": "follow",
    "commitments": "follow",
    "questions": "follow",
    "decisions": "follow",
    "risks": "follow",
    "capabilities": "library",
}
"""First part of a draft's key, or the table of its form, to the screen where it goes on."""


class Unsaved(Read):
    """One draft; dismissed with what shall be done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "do('go')", show=False),
        Binding("d", "do('discard')", show=False),
    ]

    def __init__(self, title: str, lines: list[Line]) -> None:
        super().__init__(title, lines, [("g", _("Go on writing")), ("d", _("Throw away"))])
        self.wanted = ""

    def action_do(self, what: str) -> None:
        """Remember the wish and close."""
        self.wanted = what
        self.dismiss(None)


def offer_drafts(screen: BaseScreen) -> None:
    """Let the user choose one of the drafts left over."""
    store = screen.store
    if store is None:
        return
    from presales_tui.documents.record_history import local_time

    drafts = {draft.key: draft for draft in store.drafts.left_over()}
    options = [
        Option(key, " ".join(text_of(draft).split())[:200], f"{local_time(draft.at)} {draft.user}")
        for key, draft in drafts.items()
    ]
    screen.choose(
        _("Not saved when a session was cut off"),
        options,
        lambda key: _show(screen, drafts[key]),
        typed=False,
    )


def text_of(draft: Draft) -> str:
    """The words of a draft; of a form, its fields one below the other."""
    if not draft.key.startswith("form:"):
        return draft.text
    try:
        fields = json.loads(draft.text)
    except ValueError:
        return draft.text
    return "\n".join(str(value) for value in fields.values() if value)


def _show(screen: BaseScreen, draft: Draft) -> None:
    store = screen.store
    lines: list[Line] = [(line, "") for line in text_of(draft).split("\n")]
    dialog = Unsaved(_("Not saved when a session was cut off"), lines)

    def closed(_nothing: None) -> None:
        if dialog.wanted == "discard" and store is not None:
            store.drafts.discard(draft.key)
            screen.say(_("Thrown away."))
        elif dialog.wanted == "go":
            kind, _colon, rest = draft.key.partition(":")
            table = rest.partition(":")[0] if kind == "form" else kind
            screen.bench.show(_SCREENS.get(table, "today"))

    screen.app.push_screen(dialog, closed)
