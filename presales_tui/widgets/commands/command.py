"""A row of the command table."""

from __future__ import annotations

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

    @property
    def key(self) -> str:
        """The key as it is shown to a person."""
        return show_key(self.keys.split(",")[0])

    @property
    def binding_id(self) -> str:
        """The id by which a keymap names it."""
        return f"{self.where}.{self.id}"


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "escape": "esc",
    "delete": "del",
}


def show_key(key: str) -> str:
    """A Textual key name as people write it: `ctrl+p` is `^p`."""
    if key.startswith("ctrl+"):
        return "^" + key[5:]
    return _NAMES.get(key, key)
