"""What a meeting leaves behind besides requirements: actions, decisions, questions, risks, promises."""

from __future__ import annotations

from typing import ClassVar

from presales_tui.model.record import Sourced, frozen_record


@frozen_record
class Action(Sourced):
    """Something somebody shall do (待办)."""

    table: ClassVar[str] = "actions"
    prefix: ClassVar[str] = "ACT"

    opportunity: str = ""
    title: str = ""
    owner: str = ""
    side: str = "us"
    """Scale `side`."""
    due: str = ""
    """ISO date; empty: none."""
    state: str = "todo"
    """Scale `action_state`."""
    tags: tuple[str, ...] = ()


@frozen_record
class Decision(Sourced):
    """A decision (决议) with its reason, in the manner of an ADR."""

    table: ClassVar[str] = "decisions"
    prefix: ClassVar[str] = "DEC"

    opportunity: str = ""
    title: str = ""
    state: str = "accepted"
    """Scale `decision_state`."""
    context: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()


@frozen_record
class Question(Sourced):
    """An open question or clarification (澄清)."""

    table: ClassVar[str] = "questions"
    prefix: ClassVar[str] = "QST"

    opportunity: str = ""
    title: str = ""
    to: str = ""
    """Who shall answer."""
    due: str = ""
    """ISO date; empty: none."""
    state: str = "open"
    """Scale `question_state`."""
    answer: str = ""
    tags: tuple[str, ...] = ()


@frozen_record
class Risk(Sourced):
    """A row of the RAID log (风险). Internal by default."""

    table: ClassVar[str] = "risks"
    prefix: ClassVar[str] = "RSK"

    visibility: str = "internal"
    opportunity: str = ""
    title: str = ""
    kind: str = "risk"
    """Scale `raid_kind`."""
    probability: int = 0
    """1 low to 3 high; 0: not assessed."""
    impact: int = 0
    """1 low to 3 high; 0: not assessed."""
    response: str = ""
    owner: str = ""
    due: str = ""
    state: str = "open"
    """Scale `risk_state`."""
    tags: tuple[str, ...] = ()


@frozen_record
class Commitment(Sourced):
    """A promise made to the client (承诺): it is handed over with the project."""

    table: ClassVar[str] = "commitments"
    prefix: ClassVar[str] = "COM"

    opportunity: str = ""
    title: str = ""
    to: str = ""
    owner: str = ""
    due: str = ""
    contractual: str = "no"
    """Scale `contractual`: in the contract, not, or implied."""
    delivery_impact: str = ""
    state: str = "todo"
    """Scale `action_state`."""
    tags: tuple[str, ...] = ()
