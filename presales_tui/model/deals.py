"""The rows of Today: an opportunity with its figures, and what is due. The rules are in `agenda`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.model.pulse import Vitals
    from presales_tui.model.touch import Touch

LATE, TODAY, NEXT = "late", "today", "next"
"""What a row is: overdue, for today, or later."""


class Due(NamedTuple):
    """One thing to be done."""

    id: str
    """Opportunity and record: what the list recognises the row by."""
    client_id: str
    client: str
    opportunity_id: str
    opportunity: str
    when: str
    """ISO date, or local date and time; empty: now."""
    group: str
    """`late`, `today` or `next`."""
    kind: str
    """English message."""
    what: str
    where: str
    """The screen that shows the record."""
    at: str
    """Id of the record."""
    urgent: bool = False
    """Whether it is near enough to be marked."""


class Deal(NamedTuple):
    """An opportunity, and the chain's health in figures."""

    id: str
    client_id: str
    client: str
    name: str
    stage: str
    known: bool = False
    """Whether the figures are there; names are shown before the journal was read."""
    record: Opportunity | None = None
    vitals: Vitals | None = None
    open_issues: int = 0
    late_issues: int = 0
    soon_issues: int = 0
    touch: Touch | None = None
    idle: int | None = None
    """Days since the last touch, or since it was made; `None`: not known."""

    @property
    def untouched(self) -> bool:
        """Whether it has been let lie longer than its stage allows."""
        from presales_tui.model.touch import patience

        limit = patience(self.stage)
        return bool(limit) and self.idle is not None and self.idle > limit


class Client(NamedTuple):
    """Whose pulse it is."""

    id: str
    name: str


def urgency(due: Due) -> tuple[int, str, str]:
    """Sort key: overdue first, the oldest of it first; then today; then what comes."""
    return (LATE, TODAY, NEXT).index(due.group), due.when or "~", due.id
