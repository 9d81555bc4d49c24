"""A change: the only way anything is written. One change is one commit, one undo step."""

from __future__ import annotations

from typing import NamedTuple, Self

from presales_tui.model.record import Record


class Put(NamedTuple):
    """A record as it shall be, and as the editor found it (`None`: it is new)."""

    new: Record
    was: Record | None = None


class Change:
    """A titled set of records put and deleted.

    The title is an English message (`Add requirement`), stored as it is and translated when shown.
    """

    def __init__(self, title: str, *, reason: str = "") -> None:
        self.title = title
        self.puts: list[Put] = []
        self.deletes: list[Record] = []
        self.reason = reason
        """Why something that was agreed changes (see `model.contract`); asked for only then."""

    def put(self, new: Record, was: Record | None = None) -> Self:
        """Write `new`; `was` is the state the edit started from, checked at commit."""
        self.puts.append(Put(new, was))
        return self

    def delete(self, was: Record) -> Self:
        """Remove a record, as the editor saw it."""
        self.deletes.append(was)
        return self

    def __bool__(self) -> bool:
        return bool(self.puts or self.deletes)

    def __len__(self) -> int:
        return len(self.puts) + len(self.deletes)
