"""TOML that a person writes by hand: a line that cannot be taken is told by its number, the others work."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from presales_tui.locale import N_, _


class Trouble(NamedTuple):
    """What is wrong with one line of a file."""

    line: int
    """Counted from 1; 0: the whole file."""
    message: str
    """English message."""
    values: dict[str, str]
    """What its placeholders stand for."""

    @property
    def sentence(self) -> str:
        """The trouble, in the language in use."""
        said = _(self.message).format(**self.values)
        return _("Line {n}: {what}").format(n=self.line, what=said) if self.line else said


class Entry(NamedTuple):
    """A line that is TOML."""

    name: str
    """With the name of its table before it: `table.key`."""
    value: Any
    line: int
    """Counted from 1; 0 where it is not plain on which line it stands."""


def read_file(path: Path) -> str | Trouble | None:
    """The text of a file; `None` if there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror or "" if isinstance(error, OSError) else "UTF-8"
        return Trouble(0, N_("The file cannot be read ({why})."), {"why": why})


def entries(text: str, example: str, troubles: list[Trouble]) -> Iterator[Entry]:
    """What a file says, line by line; `example` is a line as it should be, for who wrote another."""
    found = _parsed(text, example, troubles)
    lines = _lines(text)
    for name, value in _flat(found):
        yield Entry(name, value, lines.get(name, 0))


def _parsed(text: str, example: str, troubles: list[Trouble]) -> dict[str, Any]:
    """The file without the lines that are no TOML."""
    lines = text.splitlines()
    for _turn in range(len(lines) + 1):
        try:
            return tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            # What is open to the end began on the last line that says something.
            filled = [n for n, line in enumerate(lines, 1) if line.strip()]
            number = int(at[1]) if at else (filled or [1])[-1]
            told = N_("This is no TOML; a line is {example}.")
            troubles.append(Trouble(number, told, {"example": example}))
            lines[number - 1 : number] = [""]
    return {}


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _lines(text: str) -> dict[str, int]:
    """On which line each name stands."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = _name(head[1]) + "."
        elif "=" in line and not line.lstrip().startswith("#"):
            found.setdefault(table + _name(line.partition("=")[0]), number)
    return found


def _name(written: str) -> str:
    return re.sub(r"[\s\"']", "", written)
