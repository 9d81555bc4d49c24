"""The user's settings: one TOML file, a row of `SETTINGS` each.

    language = "zh"
    theme = "light"

A setting is the default of an environment variable, which wins over the file: what reads the variable
needs to know nothing of files. A line that cannot be taken is told by its number and left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from presales_tui.settings.rows import AUTO as AUTO
from presales_tui.settings.rows import SETTINGS as SETTINGS
from presales_tui.settings.rows import Setting as Setting
from presales_tui.settings.rows import Settings as Settings
from presales_tui.settings.rows import names as names
from presales_tui.settings.rows import placeholders as placeholders
from presales_tui.settings.rows import setting as setting
from presales_tui.settings.rows import why_not as why_not

FILE = "config.toml"
"""Its name in the configuration directory."""


def config_path(env: Mapping[str, str]) -> Path:
    """Where the user's settings are: PRESALES_CONFIG, else the user's configuration directory."""
    chosen = env.get("PRESALES_CONFIG", "")
    if chosen:
        return Path(chosen).expanduser().absolute()
    system: str = sys.platform
    if system == "linux":
        # As platformdirs has it there; importing it would cost every verb more than reading a file.
        base = env.get("XDG_CONFIG_HOME", "").strip()
        return (Path(base) if base.startswith("/") else Path("~/.config").expanduser()) / "presales"
    from platformdirs import user_config_path

    return user_config_path("presales", appauthor=False)


def read(path: Path) -> Settings:
    """The user's settings; no file is no settings. Never raises: what is wrong stands in `troubles`."""
    if not os.path.exists(path):  # noqa: PTH110 - where one may not look, there is none; pathlib would raise
        return Settings(path, {})
    from presales_tui.settings.reading import read_settings

    return read_settings(path)


def apply(env: MutableMapping[str, str]) -> Settings:
    """Have the settings take effect: each becomes its environment variable, unless that is set."""
    found = read(config_path(env) / FILE)
    for row in SETTINGS:
        value = found.values.get(row.name, "")
        if value and value != AUTO:
            env.setdefault(row.env, _meant(row, value))
    return found


def in_force(row: Setting, env: Mapping[str, str], values: Mapping[str, str]) -> tuple[str, str]:
    """(value, where it is from: `environment`, `file` or `default`), once `apply` has run."""
    chosen, here = values.get(row.name, ""), env.get(row.env, "")
    if here and here != _meant(row, chosen):
        return here, "environment"
    return (chosen, "file") if chosen else (row.default, "default")


def _meant(row: Setting, value: str) -> str:
    return os.path.expanduser(value) if row.folder else value  # noqa: PTH111 - as text, for the environment
