"""A row of the command table."""

from __future__ import annotations

import unicodedata
from functools import cache
from string import punctuation
from typing import NamedTuple


class Command(NamedTuple):
    """One thing that a user can do."""

    where: str
    """The context: `everywhere`, a screen, or a list on it."""
    id: str
    keys: str
    """Comma-separated Textual key names; the first is shown. The same letter means the same everywhere."""
    label: str
    """One or two words for the footer (English message)."""
    help: str
    """One sentence for help and palette (English message)."""
    footer: bool = True
    """Whether the footer shows it; help and palette always do."""
    topic: str = ""
    """What help says above it and those that follow, where a context has many (English message)."""

    @property
    def key(self) -> str:
        """The key as it is shown to a person."""
        return show_key(self.keys.split(",")[0])

    @property
    def all_keys(self) -> str:
        """All its keys as they are shown to a person."""
        return " ".join(map(show_key, self.keys.split(",")))

    @property
    def binding_id(self) -> str:
        """The id by which a keymap names it."""
        return f"{self.where}.{self.id}"


_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Textual's names of keys where they are not those of Unicode."""


def key_name(char: str) -> str:
    """Textual's name of the key that types a character: letters and digits are called by themselves."""
    if char == " ":
        return "space"
    if char.isalnum():
        return char
    name = unicodedata.name(char, char).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


@cache
def _signs() -> dict[str, str]:
    return {key_name(sign): sign for sign in punctuation} | {"escape": "esc", "delete": "del"}


def show_key(key: str) -> str:
    """A Textual key name as people write it: `ctrl+p` is `^p`."""
    if key.startswith("ctrl+"):
        return "^" + key[5:]
    return _signs().get(key, key)
