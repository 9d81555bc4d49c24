"""The user's own keys: `keys.toml` says which command has which key, all others keep theirs.

    "requirements.fit" = "F"
    "list.filter" = ["/", "ctrl+r"]

A line that cannot be taken is told and left out; the rest of the file works. This does not import
Textual: `presales keys` shows the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from presales_tui.locale import N_
from presales_tui.settings.toml_lines import Trouble, entries, read_file
from presales_tui.widgets.commands import COMMANDS, Command, with_keys
from presales_tui.widgets.commands.command import key_name, show_key

FILE = "keys.toml"
"""Its name in the configuration directory."""

_MOVING = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end"}).union(
    ["tab", "shift+tab", "j", "k", "G", "ctrl+c", "ctrl+g", "ctrl+z"]
)
"""Keys that move, stop or leave wherever one is. `left` and `right` fold in the outline by default."""
_NEVER = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter"}
"""Keys that no terminal tells apart."""
_NAMED = _MOVING.union(
    ["enter", "space", "escape", "delete", "insert", "backspace"], (f"f{n}" for n in range(1, 25))
)
_CTRL = re.compile(r"(?:\^|ctrl\+)([a-z])")
_EXAMPLE = '"requirements.fit" = "F"'
_EVERYWHERE = ("list", "everywhere")
"""Contexts that are in force beside the others."""


class Keys(NamedTuple):
    """What a file says."""

    path: Path
    chosen: Mapping[str, str]
    """Keymap id to comma-separated Textual key names, of the commands whose keys are not the default."""
    troubles: tuple[Trouble, ...] = ()

    @property
    def bindings(self) -> dict[str, str]:
        """What Textual's `set_keymap` must be given.

        It takes a key away from all that have it when one of them gets another; so these are named too.
        """
        freed = {key for row in COMMANDS if row.binding_id in self.chosen for key in row.keys.split(",")}
        others = {row.binding_id: row.keys for row in COMMANDS if freed.intersection(row.keys.split(","))}
        return {**others, **self.chosen}


def read_keys(path: Path) -> Keys:
    """The user's keys; no file is no keys. Never raises: what is wrong stands in `troubles`."""
    text = read_file(path)
    if text is None:
        return Keys(path, {})
    if isinstance(text, Trouble):
        return Keys(path, {}, (text,))
    troubles: list[Trouble] = []
    wanted = dict(_wanted(text, troubles))
    chosen = _without_clashes(wanted, troubles)
    return Keys(path, chosen, tuple(sorted(troubles)))


class _Wanted(NamedTuple):
    line: int
    keys: tuple[str, ...]


def _wanted(text: str, troubles: list[Trouble]) -> Iterator[tuple[str, _Wanted]]:
    """What the lines ask for, as far as each can be taken for itself."""
    known = {command.binding_id for command in COMMANDS}
    for name, value, line in entries(text, _EXAMPLE, troubles):
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, sorted(known), 1)
            if near:
                told = N_("There is no command {name}. Is {near} meant?")
                troubles.append(Trouble(line, told, {"name": name, "near": near[0]}))
            else:
                told = N_("There is no command {name}; presales keys lists them.")
                troubles.append(Trouble(line, told, {"name": name}))
            continue
        keys = value if isinstance(value, list) else [value]
        if not keys or not all(isinstance(key, str) for key in keys):
            told = N_('{name}: write a key, such as "F", or a list of keys.')
            troubles.append(Trouble(line, told, {"name": name}))
            continue
        found: list[str] = []
        for key in keys:
            name_of_key, wrong = _key(key)
            if wrong or (name_of_key in _MOVING and not _is_default(name, name_of_key)):
                wrong = wrong or N_("{key} is needed to move and to leave everywhere.")
                troubles.append(Trouble(line, wrong, {"key": key, "same": _NEVER.get(name_of_key, "")}))
            else:
                found.append(name_of_key)
        if len(found) == len(keys):
            yield name, _Wanted(line, tuple(dict.fromkeys(found)))


def _is_default(name: str, key: str) -> bool:
    return any(row.binding_id == name and key in row.keys.split(",") for row in COMMANDS)


def _key(written: str) -> tuple[str, str]:
    """Textual's name of a key as a person writes it, and what is wrong with it (English message)."""
    if len(written) == 1 and written.isprintable():
        return key_name(written), ""
    lower = written.lower()
    if found := _CTRL.fullmatch(lower):
        key = f"ctrl+{found[1]}"
        return key, N_("No terminal tells {key} from {same}.") if key in _NEVER else ""
    by_name = {"esc": "escape", "del": "delete", "return": "enter"}.get(lower, lower)
    if by_name in _NAMED or by_name in _character_names():
        return by_name, ""
    return written, N_("{key} is not a key that arrives from every terminal.")


def _character_names() -> set[str]:
    return {key_name(chr(code)) for code in range(0x21, 0x7F)}


def _without_clashes(wanted: dict[str, _Wanted], troubles: list[Trouble]) -> dict[str, str]:
    """The wishes that leave every command of a place its own key; of two that clash the later goes."""
    kept = dict(wanted)
    while True:
        chosen = {name: ",".join(wish.keys) for name, wish in kept.items()}
        clash = _first_clash(chosen, kept)
        if clash is None:
            return {name: keys for name, keys in chosen.items() if not _same_as_default(name, keys)}
        loser, other, key = clash
        told = N_("{key} is already {other} in the same place.")
        values = {"key": show_key(key), "other": other.binding_id}
        troubles.append(Trouble(kept.pop(loser).line, told, values))


def _same_as_default(name: str, keys: str) -> bool:
    return any(row.binding_id == name and row.keys == keys for row in COMMANDS)


def _first_clash(chosen: Mapping[str, str], kept: Mapping[str, _Wanted]) -> tuple[str, Command, str] | None:
    """A wish that must go: its id, the command that has its key, the key."""
    rows = with_keys(chosen)
    order = sorted(kept, key=lambda name: kept[name].line, reverse=True)
    by_id = {row.binding_id: row for row in rows}
    for name in order:
        mine = by_id[name]
        for other in rows:
            together = mine.where == other.where or mine.where in _EVERYWHERE or other.where in _EVERYWHERE
            if other.binding_id == name or not together:
                continue
            for key in mine.keys.split(","):
                if key in other.keys.split(",") and not _by_default(mine, other, key):
                    return name, other, key
    return None


def _by_default(one: Command, two: Command, key: str) -> bool:
    """Whether two commands share a key also when nobody asked for it (the nearer one wins)."""
    return _is_default(one.binding_id, key) and _is_default(two.binding_id, key)
