"""The palette: every command of the workbench by its words, those of other screens as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from presales_tui.locale import _
from presales_tui.screens.ground.options import Option
from presales_tui.widgets.bars import TABS
from presales_tui.widgets.commands import CONTEXTS, HOME, Command, commands

if TYPE_CHECKING:
    from presales_tui.screens.ground.base import BaseScreen

WITHOUT_OPPORTUNITY = frozenset({"today", "library"})
"""Screens whose commands need no open opportunity."""


def open_palette(screen: BaseScreen) -> None:
    """What works here first; what is chosen of another screen is done there."""
    here = screen.contexts()

    def chosen(key: str) -> None:
        where, _slash, name = key.partition("/")
        if where in here:
            screen.action_command(where, name)
        else:
            screen.bench.run_there(HOME[where], where, name)

    screen.choose(_("Commands"), [*_here(screen), *_elsewhere(screen)], chosen, typed=True)


def _here(screen: BaseScreen) -> Iterator[Option]:
    for command in commands(*screen.contexts()):
        if command.id != "palette":
            yield _option(command, command.key, screen.why_not(command.where, command.id))


def _elsewhere(screen: BaseScreen) -> Iterator[Option]:
    here = screen.contexts()
    places = {tab.id: tab for tab in TABS}
    missing = "" if screen.desk.opportunity else _("Open or add an opportunity first: press 1.")
    for command in commands(*CONTEXTS):
        place = places.get(HOME[command.where])
        if place is not None and command.where not in here:
            hint = f"{_(place.label)} {place.key}, {command.key}"
            yield _option(command, hint, "" if place.id in WITHOUT_OPPORTUNITY else missing, far=True)


def _option(command: Command, hint: str, reason: str, far: bool = False) -> Option:
    label = f"{_(command.label)}: {_(command.help)}"
    return Option(f"{command.where}/{command.id}", label, hint, "", reason, far)
