"""A line in a section that stands for something drawn from the records."""

from __future__ import annotations

from dataclasses import dataclass

from presales_tui.documents.plan import Block


@dataclass(frozen=True, slots=True)
class DataLine:
    """A line `{{name option=value}}`: a place for something drawn from the records."""

    name: str
    options: tuple[tuple[str, str], ...] = ()
    source: str = ""
    """The line as it was written."""


Source = Block | DataLine
