"""Every command of the workbench: one row is its key, footer text, palette entry, help line and keymap id.

This package does not import Textual, so that the help page and the command line can read it. One module
a screen holds its rows. A screen names the contexts it serves; for a row `id` it has a method
`do_<context>_<id>` and, where the command does not always apply, `why_not_<context>_<id>` that returns
the reason (empty: it applies).
"""

from __future__ import annotations

from collections.abc import Mapping

from presales_tui.locale import _
from presales_tui.widgets.commands import (
    assessing,
    everywhere,
    follow,
    library,
    meetings,
    outline,
    people,
    requirements,
    today,
    trial,
)
from presales_tui.widgets.commands.command import Command, show_key

__all__ = ["COMMANDS", "CONTEXTS", "HOME", "Command", "commands", "heading", "show_key", "use_keys"]

_MODULES = (everywhere, today, meetings, requirements, assessing, outline, trial, people, follow, library)

COMMANDS: tuple[Command, ...] = tuple(row for module in _MODULES for row in module.COMMANDS)

CONTEXTS: dict[str, str] = {where: text for module in _MODULES for where, text in module.HEADINGS.items()}
"""Context to its heading in help (English message)."""


HOME: dict[str, str] = {
    where: module.__name__.rpartition(".")[2] for module in _MODULES for where in module.HEADINGS
}
HOME |= dict.fromkeys(("aftersale", "trainings", "needs"), "aftersale")
"""Context to the main screen where it is in force, which its module is called after; or `everywhere`.

Trial and after-sale are one module of commands and two screens."""


_in_force: tuple[Command, ...] = COMMANDS


def use_keys(chosen: Mapping[str, str]) -> None:
    """From now on commands have the keys that the user chose: keymap id to comma-separated key names."""
    global _in_force
    _in_force = with_keys(chosen)


def with_keys(chosen: Mapping[str, str]) -> tuple[Command, ...]:
    """All commands, with the keys of a keymap."""
    return tuple(
        command._replace(keys=chosen[command.binding_id]) if command.binding_id in chosen else command
        for command in COMMANDS
    )


def commands(*contexts: str) -> list[Command]:
    """The commands of some contexts, in the order of the contexts, with the keys that the user chose."""
    return [command for where in contexts for command in _in_force if command.where == where]


def heading(where: str) -> str:
    """The heading of a context, translated."""
    return _(CONTEXTS[where])
