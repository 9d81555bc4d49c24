"""What there is to choose: a row a setting, and what may stand in a file for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from presales_tui.locale import LANGUAGES, N_

if TYPE_CHECKING:
    from presales_tui.settings.toml_lines import Trouble

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
    days: bool = False
    """Days and ranges of days, as `2027-02-05..2027-02-11, 2027-04-05`."""


SETTINGS = (
    Setting(
        "language",
        "PRESALES_LANG",
        N_("Language of messages; auto: what the locale says."),
        (AUTO, *LANGUAGES),
        AUTO,
    ),
    Setting(
        "documents",
        "PRESALES_DOCUMENTS",
        N_("Language of documents; auto: the one that the headings of the outline are written in."),
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
        "days_off",
        "PRESALES_DAYS_OFF",
        N_("Days that are free besides the public holidays: 2027-02-05..2027-02-11, 2027-04-05."),
        days=True,
    ),
    Setting(
        "days_on",
        "PRESALES_DAYS_ON",
        N_(
            "Days that are worked in exchange, where the calendar does not know them: 2027-02-20, 2027-02-27."
        ),
        days=True,
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


def setting(name: str) -> Setting | None:
    """The setting of this name."""
    return next((row for row in SETTINGS if row.name == name), None)


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
    if row.days and value:
        from presales_tui.settings.days import parse_days

        if parse_days(value) is None:
            return N_("{name}: write days such as 2027-02-20, 2027-04-03..2027-04-05.")
    return ""


def placeholders(row: Setting, value: Any) -> dict[str, str]:
    """What the placeholders of `why_not` stand for."""
    example = row.choices[-1] if row.choices else "~/presales" if row.folder else "…"
    return {"name": row.name, "value": str(value), "choices": ", ".join(row.choices), "example": example}


def names() -> Sequence[str]:
    """Of all settings."""
    return [row.name for row in SETTINGS]
