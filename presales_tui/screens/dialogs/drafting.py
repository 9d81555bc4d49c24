"""Text that was being typed when a session was cut off: shown, taken up again, or thrown away.

A draft is also there by itself where it belongs: the capture line, the form or the editor that it
was typed in opens with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.screens.ground.dialog import Read
from presales_tui.screens.ground.options import Option
from presales_tui.widgets.commands import CONTEXTS
from presales_tui.widgets.reader import Line

if TYPE_CHECKING:
    from presales_tui.data import Draft, LeftOver
    from presales_tui.screens.ground.base import BaseScreen

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
    """Let the user choose one of the drafts left over, of whichever client."""
    from presales_tui.documents.papers.record_history import local_time

    left = screen.desk.workspace.left_over()
    elsewhere = {found.place for found in left} - {screen.desk.client_id}
    options = []
    for number, found in enumerate(left):
        words = " ".join(text_of(found.draft).split())[:200]
        name = (found.name or _("Product library")) if elsewhere else ""
        options.append(Option(str(number), words, f"{local_time(found.draft.at)} {name or found.draft.user}"))
    screen.choose(
        _("Not saved when a session was cut off"),
        options,
        lambda number: _show(screen, left[int(number)]),
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


def _show(screen: BaseScreen, left: LeftOver) -> None:
    lines: list[Line] = [(line, "") for line in text_of(left.draft).split("\n")]
    for path in left.in_editors():
        lines.append(("", ""))
        told = _("The editor that had it may have kept more beside this file (vim: vim -r FILE):")
        lines += [(told, "muted"), (str(path), "strong")]
    dialog = Unsaved(_("Not saved when a session was cut off"), lines)

    def closed(_nothing: None) -> None:
        if dialog.wanted == "discard":
            screen.desk.workspace.discard_draft(left)
            screen.say(_("Thrown away."))
        elif dialog.wanted == "go":
            _go_on(screen, left)

    screen.app.push_screen(dialog, closed)


def _go_on(screen: BaseScreen, left: LeftOver) -> None:
    """Open what it was typed in: its client and opportunity, its screen, its record, its command."""
    draft = left.draft
    place: dict[str, str] = {"opportunity": "", "screen": "", "where": "", "name": "", "at": ""}
    place |= {name: said for name, said in draft.context.items() if isinstance(said, str)}
    if left.name:
        try:
            screen.desk.open(left.place, place["opportunity"] or screen.desk.opportunity_id)
        except Problem as problem:
            screen.say(problem.sentence)
            return
    if place["name"] and place["where"] in CONTEXTS:
        screen.bench.run_there(place["screen"], place["where"], place["name"], place["at"])
        return
    kind, _colon, rest = draft.key.partition(":")
    table = rest.partition(":")[0] if kind in ("form", "ask") else kind
    screen.bench.show(_SCREENS.get(table, "today"))
