"""Requirements and the pain points behind them."""

from __future__ import annotations

from typing import ClassVar

from presales_tui.model.record import Sourced, frozen_record


@frozen_record
class Pain(Sourced):
    """A pain point (痛点): what hurts, and what it costs in the client's own number."""

    table: ClassVar[str] = "pains"
    prefix: ClassVar[str] = "PAIN"

    opportunity: str = ""
    title: str = ""
    cost: str = ""
    """The client's own figure: "每天 1000 条咨询靠 Excel"."""
    tags: tuple[str, ...] = ()


@frozen_record
class Requirement(Sourced):
    """What the client needs, how well we fit it, and what the rest costs."""

    table: ClassVar[str] = "requirements"
    prefix: ClassVar[str] = "REQ"

    opportunity: str = ""
    title: str = ""
    """The statement in one line."""
    statement: str = ""
    """More words, where one line is not enough. Markdown."""
    module: str = ""
    """Functional group: 排课, CRM."""
    actor: str = ""
    """End user: 招生老师, patient."""
    type: str = "functional"
    """Scale `requirement_type`."""
    level: str = "user"
    """Scale `requirement_level`."""
    quality: str = ""
    """Scale `quality` (ISO/IEC 25010:2023); empty: not classified."""
    priority: str = ""
    """Scale `priority` (MoSCoW); empty: not yet ranked."""
    impact: str = ""
    """Scale `deal_impact`; empty: not known."""
    status: str = "captured"
    """Scale `requirement_status`."""
    fit: str = "unknown"
    """Scale `fit`: the internal truth."""
    capability: str = ""
    """What in the product meets it."""
    evidence: str = ""
    """Where that can be seen: manual page, demo, reference client."""
    response: str = ""
    """The answer as it is told to the client. Markdown."""
    effort_low: float = 0.0
    """Person-days, optimistic end; 0 with `effort_high` 0: not estimated."""
    effort_high: float = 0.0
    """Person-days, pessimistic end."""
    effort_roles: tuple[tuple[str, float, float], ...] = ()
    """The same by role: (code of the scale `role`, low, high), adding up to the two; empty: one figure."""
    acceptance: str = ""
    """Acceptance criterion."""
    clause: str = ""
    """Clause number in the tender."""
    clause_mark: str = ""
    """The mark that the tender puts on the clause: ★, ▲; its meaning is the tender's own."""
    deviation: str = ""
    """Scale `deviation`: what is declared to the buyer; empty: not declared."""
    tags: tuple[str, ...] = ()
    external_id: str = ""
    """Its number in the client's own sheet or tool, by which a later sheet finds it again."""
    note: str = ""
    """What the client's sheet says of it in columns that no field is for, and other remarks."""
    depends: tuple[str, ...] = ()
    """Ids of the requirements that it needs first."""
    conflicts: tuple[str, ...] = ()
    """Ids of the requirements that cannot be had together with it."""
    duplicates: tuple[str, ...] = ()
    """Ids of the requirements that say the same."""
    accepted: tuple[tuple[str, str, str], ...] = ()
    """Findings of the quality checks that stand as they are: (rule, fingerprint of the words, reason)."""
    seen: tuple[tuple[str, str], ...] = ()
    """Its own id and the words its answer was made for, once the statement moved on (`model.suspect`)."""

    @property
    def estimated(self) -> bool:
        """Whether an effort is given."""
        return self.effort_high > 0
