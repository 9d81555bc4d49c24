"""Evidence of an issue: a slice of a log or of a command's output, from the server it happened on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from presales_tui.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """A slice of text, masked before it was kept. Internal: it shows how the client's systems are built."""

    table: ClassVar[str] = "evidence"
    prefix: ClassVar[str] = "EVD"

    visibility: str = "internal"
    opportunity: str = ""
    issue: str = ""
    """Id of the issue it belongs to."""
    title: str = ""
    """Where it comes from: the name of the file, or of the pipe."""
    text: str = ""
    """What was kept, with `\\n` line ends."""
    first: int = 0
    """Number of the first line kept, from 1, in the file or pipe; 0: not counted."""
    lines: int = 0
    """How many lines were kept."""
    dropped: int = 0
    """How many lines before it were read and not kept; -1: not counted."""
    masked: tuple[tuple[str, int], ...] = ()
    """Kind of secret or personal data, and how many were replaced."""
    fingerprint: str = ""
    """What the trace or error in it is known by; the same one comes back with the same fingerprint."""
