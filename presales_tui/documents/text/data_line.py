"""What a text is read as: blocks, and lines that stand for something drawn from the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from presales_tui.documents.plan import Block, Picture


class DataLine(NamedTuple):
    """A line `{{name option=value}}`: a place for something drawn from the records."""

    name: str
    options: tuple[tuple[str, str], ...] = ()
    source: str = ""
    """The line as it was written."""


Source = Block | DataLine

FindPicture = Callable[[str, str], Picture]
"""From the address and the label of an image."""

LinkTargets = dict[str, dict[str, str]]
"""Label of a reference link to what the parser knows about it."""

_LINE = r"\{\{\s*(\w+)((?:\s+\w+=(?:\"[^\"]*\"|[^\s\"{}]+))*)\s*\}\}\s*\Z"
_OPTION = r"(\w+)=(?:\"([^\"]*)\"|(\S+))"


def data_line(text: str, known: Mapping[str, tuple[str, ...]]) -> DataLine | None:
    """The data line that a line is; None: it is text. `known` are the names with the options they take."""
    found = re.match(_LINE, text)
    if found is None or found[1] not in known:
        return None
    options = tuple((m[1], m[2] if m[2] is not None else m[3]) for m in re.finditer(_OPTION, found[2]))
    if any(name not in known[found[1]] for name, _value in options):
        return None
    return DataLine(found[1], options, text.strip())
