"""The opportunity (商机): what a chain of meetings, requirements, outline and trial belongs to."""

from __future__ import annotations

from typing import ClassVar

from presales_tui.model.record import Record, frozen_record


@frozen_record
class Opportunity(Record):
    """One deal with one client, from lead to after-sale."""

    table: ClassVar[str] = "opportunities"
    prefix: ClassVar[str] = "OPP"
    title_field: ClassVar[str] = "name"

    name: str = ""
    kind: str = "product"
    """Scale `presales_kind`: product (fit and gap first) or solution (tender first)."""
    stage: str = "lead"
    """Scale `stage`."""
    stage_log: tuple[tuple[str, ...], ...] = ()
    """Every transition: (stage code, UTC time), oldest first; a third word `skipped`: it was passed over."""
    technical_outcome: str = "open"
    """Scale `technical_outcome`; kept apart from the sales stage."""
    outcome_log: tuple[tuple[str, str], ...] = ()
    """Every verdict: (code, UTC time), oldest first."""
    deployment: str = ""
    """Scale `deployment`; empty: not known."""
    value: float = 0.0
    """Expected amount in CNY; 0: not known."""
    owner: str = ""
    """The presales engineer."""
    sales_owner: str = ""
    summary: str = ""
    """What the client wants to reach, in two or three sentences; feeds the goals slide. Markdown."""
    next_step: str = ""
    next_date: str = ""
    """ISO date of the next step; empty: none."""
    coverage_target: float = 90.0
    """Percent satisfiable at which the product route is taken (the seed story's 90 %)."""
    buffer: float = 15.0
    """Percent added to effort for risk."""
    day_rate: float = 0.0
    """CNY per person-day; 0: money is not shown."""
    needs_tender: bool = False
    tender_no: str = ""
    budget: float = 0.0
    """Ceiling price of the tender in CNY; 0: not known."""
    key_dates: tuple[tuple[str, str], ...] = ()
    """Deadlines: (ISO date or date and time, what), in any order."""
    phase_needs: int = 5
    """New needs from which on a second phase is proposed; 0: never by their number."""
    phase_days: float = 20.0
    """Person-days of new needs from which on a second phase is proposed; 0: never by their size."""
    previous: str = ""
    """Id of the opportunity whose next phase this is; empty: none."""
    accepted: tuple[tuple[str, str, str], ...] = ()
    """Findings over the whole list that stand as they are: (rule, empty, reason)."""
    deck_template: str = ""
    """File of the company's template; empty: the built-in one."""
    deck_layouts: tuple[tuple[str, str], ...] = ()
    """Layouts chosen by hand: (role, name of the layout); the others are matched."""
    deck_refs: bool = True
    """Whether slides name the requirements that they answer."""
    deck_version: str = ""
    """Version of the document, as printed on cover and slides: V1.2."""
    deck_mark: str = ""
    """How confidential the deck is, as printed; empty: commercial in confidence."""
    deck_minutes: float = 0.0
    """How long the presentation may take, in minutes; 0: nobody said."""
