"""A line in a section that stands for something drawn from the records."""

from __future__ import annotations

from typing import NamedTuple

from presales_tui.documents.plan import Block


class DataLine(NamedTuple):
    """A line `{{name option=value}}`: a place for something drawn from the records."""

    name: str
    options: tuple[tuple[str, str], ...] = ()
    source: str = ""
    """The line as it was written."""


Source = Block | DataLine
