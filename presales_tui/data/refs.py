"""Readable references: `REQ-012`, and `REQ-B07` for a copy that has the site letter B.

Each prefix (and letter) has a counter in the table `counters`, raised in the commit that uses the
number. Counters only grow, also over undo and delete, so a reference never comes to mean another
record.
"""

from __future__ import annotations

import re

from presales_tui.data.names import COUNTERS
from presales_tui.data.ops import Plan, Tables

_LAST = "last"
_REF = re.compile(r"([A-Z]+)-([A-Z]{0,2})(\d+)", re.IGNORECASE)


class Numbering:
    """The references that one commit gives out; `plan` collects the counters it raised."""

    def __init__(self, tables: Tables, plan: Plan, letter: str) -> None:
        self._tables = tables
        self._plan = plan
        self._letter = letter
        self._taken: dict[str, set[str]] = {}

    def next_ref(self, prefix: str) -> str:
        """A reference that was never given before."""
        name = f"{prefix}-{self._letter}" if self._letter else prefix
        number = self._last(name) + 1
        self._raise(name, number)
        return f"{prefix}-{self._letter}{number:0{3 - len(self._letter)}d}"

    def claim(self, table: str, ref: str) -> bool:
        """Keep the reference that a record brings along; False if another record has it."""
        taken = self._taken.get(table)
        if taken is None:
            docs = self._tables.get(table, {}).values()
            taken = self._taken[table] = {str(doc.get("ref", "")).casefold() for doc in docs}
        if ref.casefold() in taken:
            return False
        taken.add(ref.casefold())
        self._pass(ref)
        return True

    def _pass(self, ref: str) -> None:
        found = _REF.fullmatch(ref)
        if found is None:
            return
        prefix, letter, number = found[1].upper(), found[2].upper(), int(found[3])
        name = f"{prefix}-{letter}" if letter else prefix
        if number > self._last(name):
            self._raise(name, number)

    def _last(self, name: str) -> int:
        doc = self._plan.get((COUNTERS, name)) or self._tables.get(COUNTERS, {}).get(name)
        return int(doc[_LAST]) if doc else 0

    def _raise(self, name: str, number: int) -> None:
        self._plan[COUNTERS, name] = {_LAST: number}
