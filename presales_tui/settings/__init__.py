"""The user's settings: one TOML file, a row of `SETTINGS` each.

    language = "zh"
    theme = "light"

A setting is the default of an environment variable, which wins over the file: what reads the variable
needs to know nothing of files. A line that cannot be taken is told by its number and left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from presales_tui.locale import LANGUAGES, N_

if TYPE_CHECKING:
    from presales_tui.settings.toml_lines import Trouble

FILE = "config.toml"
"""Its name in the configuration directory."""

AUTO = "auto"
"""The value that leaves a choice to the program."""


class Setting(NamedTuple):
    """One thing that a user may choose for good."""

    name: str
    env: str
    """The environment variable that it is the default of."""
    says: str
    """One sentence (English message)."""
    choices: tuple[str, ...] = ()
    """Empty: any text."""
    default: str = ""
    folder: bool = False
    """A directory: `~` is the user's home."""


SETTINGS = (
    Setting(
        "language",
        "PRESALES_LANG",
        N_("Language of messages and documents; auto: what the locale says."),
        (AUTO, *LANGUAGES),
        AUTO,
    ),
    Setting(
        "theme",
        "PRESALES_THEME",
        N_("Colours; auto: dark, or the terminal's own sixteen where it has no more."),
        (AUTO, "dark", "light", "ansi"),
        AUTO,
    ),
    Setting("user", "PRESALES_USER", N_("Who writes: your name in history and documents; empty: the login.")),
    Setting(
        "workspace",
        "PRESALES_HOME",
        N_("Directory of the workspace; empty: the user's data directory."),
        folder=True,
    ),
    Setting(
        "mouse",
        "PRESALES_MOUSE",
        N_("on: the workbench takes the mouse; off: the terminal selects and copies with it."),
        ("off", "on"),
        "off",
    ),
    Setting(
        "clipboard",
        "PRESALES_CLIPBOARD",
        N_("on: lines to copy are also offered to the clipboard of the terminal (OSC 52)."),
        ("on", "off"),
        "on",
    ),
    Setting(
        "encoding",
        "PRESALES_ENCODING",
        N_("Encoding of the terminal, such as gbk, where the locale is wrong; empty: what the locale says."),
    ),
    Setting(
        "frames",
        "PRESALES_FRAMES",
        N_("diff: send only changed cells; stock: paint as Textual does, where a picture comes out wrong."),
        ("diff", "stock"),
        "diff",
    ),
)


class Settings(NamedTuple):
    """What a file says."""

    path: Path
    values: Mapping[str, str]
    """Name to value, of what the file sets and what can be taken."""
    troubles: tuple[Trouble, ...] = ()


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


def setting(name: str) -> Setting | None:
    """The setting of this name."""
    return next((row for row in SETTINGS if row.name == name), None)


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


def why_not(row: Setting, value: Any) -> str:
    """What is wrong with a value for a setting (English message); empty: it can be taken."""
    if not isinstance(value, str):
        return N_('{name}: write a text, such as {name} = "{example}".')
    if any(not char.isprintable() for char in value):
        return N_("{name}: the value has characters that cannot be shown.")
    if row.choices and value and value not in row.choices:
        return N_("{name}: “{value}” is none of {choices}.")
    if row.folder and value and not value.startswith(("/", "~")):
        return N_("{name}: write the whole path, from / or ~ on.")
    return ""


def placeholders(row: Setting, value: Any) -> dict[str, str]:
    """What the placeholders of `why_not` stand for."""
    example = row.choices[-1] if row.choices else "~/presales" if row.folder else "…"
    return {"name": row.name, "value": str(value), "choices": ", ".join(row.choices), "example": example}


def names() -> Sequence[str]:
    """Of all settings."""
    return [row.name for row in SETTINGS]
