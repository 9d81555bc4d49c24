"""After-sale: training of the client's users."""

from __future__ import annotations

from typing import ClassVar

from presales_tui.model.record import Record, frozen_record


@frozen_record
class Training(Record):
    """One training: for whom, what, when, who came, and what they said of it."""

    table: ClassVar[str] = "trainings"
    prefix: ClassVar[str] = "TRN"

    opportunity: str = ""
    title: str = ""
    day: str = ""
    """ISO date."""
    state: str = "planned"
    """Scale `training_state`."""
    audience: str = ""
    """For whom: a department, a role."""
    trainer: str = ""
    hours: float = 0.0
    """How long; 0: not known."""
    agenda: str = ""
    planned: int = 0
    """How many were invited; 0: not known."""
    attended: int = 0
    """How many came; 0: not known, or as many as are named."""
    attendees: tuple[str, ...] = ()
    """Names of those who came, where they are known."""
    rating: float = 0.0
    """Mean of the feedback forms, 1 to 5; 0: none."""
    feedback: str = ""
    """What they said, in their words."""
    materials: str = ""
    """Where the material lies."""
    source_id: str = ""
    """Id of the issue that showed the need; empty: none."""

    @property
    def came(self) -> int:
        """How many came, as far as is known."""
        return self.attended or len(self.attendees)
