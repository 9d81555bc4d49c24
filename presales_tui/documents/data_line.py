"""What a text is read as: blocks, and lines that stand for something drawn from the records."""

from __future__ import annotations

from collections.abc import Callable
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
