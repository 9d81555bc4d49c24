"""`presales config`: the user's settings, shown and changed."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from presales_tui.cli.output import emit, emit_parts, emit_path, say
from presales_tui.data.own_settings import keep_setting
from presales_tui.locale import N_, _
from presales_tui.model.errors import BadInput
from presales_tui.model.text import cells
from presales_tui.settings import (
    FILE,
    SETTINGS,
    Setting,
    Settings,
    config_path,
    in_force,
    names,
    read,
    setting,
)
from presales_tui.settings.reading import template

_FROM = {"environment": N_("environment"), "file": N_("file"), "default": N_("default")}


def run(arguments: argparse.Namespace) -> int:
    """Show, set, unset, or say where the file is; 4 if something in the file cannot be taken."""
    path = config_path(os.environ) / FILE
    if arguments.toml:
        emit(template())
        return 0
    if arguments.what == "path":
        emit_path(path)
        return 0
    if arguments.what in ("set", "unset"):
        _change(path, arguments)
        return 0
    found = read(path)
    rows = [_row(arguments.name)] if arguments.name else list(SETTINGS)
    if arguments.json:
        emit(_json(found, rows))
    elif arguments.name:
        emit(in_force(rows[0], os.environ, found.values)[0] + "\n")
    else:
        emit_parts(_line(row, found) for row in rows)
        say(_("Settings: {path}").format(path=path))
    return 4 if found.troubles else 0


def _change(path: Path, arguments: argparse.Namespace) -> None:
    row = _row(arguments.name)
    if (arguments.value is None) == (arguments.what == "set"):
        raise BadInput(_("Say it so: presales config set NAME VALUE, or presales config unset NAME."))
    value = arguments.value or ""
    keep_setting(path, row, value)
    if os.environ.get(row.env, "") not in ("", value) and in_force(row, os.environ, {})[1] == "environment":
        say(_("{name} is kept; where {env} is set, that wins.").format(name=row.name, env=row.env))


def _row(name: str) -> Setting:
    if row := setting(name):
        return row
    told = _("There is no setting {name}. There are: {names}.")
    raise BadInput(told.format(name=name or "''", names=", ".join(names())))


def _line(row: Setting, found: Settings) -> str:
    value, origin = in_force(row, os.environ, found.values)
    return f"{row.name:10} {_pad(value or '-', 14)} {_pad(_(_FROM[origin]), 12)} {_(row.says)}\n"


def _json(found: Settings, rows: list[Setting]) -> str:
    said = {
        "file": str(found.path),
        "troubles": [{"line": trouble.line, "what": trouble.sentence} for trouble in found.troubles],
        "settings": [
            {
                "name": row.name,
                "value": in_force(row, os.environ, found.values)[0],
                "from": in_force(row, os.environ, found.values)[1],
                "choices": list(row.choices),
                "env": row.env,
                "help": _(row.says),
            }
            for row in rows
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _pad(text: str, width: int) -> str:
    """With blanks up to a width in cells."""
    return text + " " * (width - cells(text))
