"""The user's settings, chosen on any screen: what can take effect at once does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.data.own_settings import keep_setting
from presales_tui.locale import _, set_language, set_language_of_documents
from presales_tui.model.errors import BadInput, Problem
from presales_tui.screens.ground.options import Option
from presales_tui.settings import (
    AUTO,
    FILE,
    SETTINGS,
    Setting,
    config_path,
    in_force,
    read,
    setting,
)

if TYPE_CHECKING:
    from presales_tui.screens.ground.saving import SavingScreen


def choose_setting(screen: SavingScreen) -> None:
    """A list of all settings with what is in force; then the values of the one that is chosen."""
    values = read(_file()).values
    options = [
        Option(row.name, f"{row.name}: {_(row.says)}", in_force(row, os.environ, values)[0] or "-")
        for row in SETTINGS
    ]
    screen.choose(_("Settings"), options, lambda name: _choose_value(screen, name), typed=False)


def _choose_value(screen: SavingScreen, name: str) -> None:
    row = setting(name)
    if row is None:
        return
    value = in_force(row, os.environ, read(_file()).values)[0]
    if row.choices:
        options = [Option(choice, choice) for choice in row.choices]
        screen.choose(
            row.name, options, lambda chosen: keep(screen, name, chosen), typed=False, current=value
        )
    else:
        screen.ask(_(row.says), lambda text: keep(screen, name, text.strip()), value)


def keep(screen: SavingScreen, name: str, value: str) -> None:
    """Write a setting to the user's file; language and theme take effect at once."""
    row = setting(name)
    if row is None:
        return
    told = ""
    try:
        keep_setting(_file(), row, value)
    except BadInput as problem:
        screen.say(problem.sentence)
        return
    except Problem as problem:
        told = problem.sentence
    _effect(screen, row, value)
    screen.say(told or _said(row, value))


def _file() -> Path:
    return config_path(os.environ) / FILE


def _effect(screen: SavingScreen, row: Setting, value: str) -> None:
    if row.name == "language":
        from presales_tui.locale import from_environment

        plain = {name: text for name, text in os.environ.items() if name != row.env}
        set_language(from_environment(plain) if value in (AUTO, "") else value)
        screen.bench.restyle()
    elif row.name == "documents":
        set_language_of_documents(value or AUTO)
        screen.bench.restyle()
    elif row.name == "theme":
        screen.bench.wear(value)


def _said(row: Setting, value: str) -> str:
    if row.name in ("language", "documents", "theme"):
        return f"{row.name} = {value}"
    return _("{name} = {value}, from the next start on.").format(name=row.name, value=value or "-")
