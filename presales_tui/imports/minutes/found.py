"""What was found in minutes: proposals, people, place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

KINDS = ("decision", "action", "question", "requirement", "risk")
"""What can be proposed, in the order of the lists."""


class Proposal(NamedTuple):
    """A record that a line of minutes seems to be."""

    kind: str
    """One of `KINDS`."""
    line: int
    """Counted from 0."""
    title: str
    owner: str = ""
    due: str = ""
    """ISO date."""
    done: bool = False


@dataclass
class Found:
    """What a text says about its meeting."""

    proposals: list[Proposal] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    host: str = ""
    recorder: str = ""
    place: str = ""
    subject: str = ""
    """The name of the meeting, where a row of a table says it."""
