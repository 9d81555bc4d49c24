"""How the client decides, and how much of that is known: decision steps, and MEDDPICC with evidence.

Both are our own judgement and internal by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from presales_tui.locale import N_
from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.position import between, following
from presales_tui.model.record import Record, frozen_record
from presales_tui.model.scales import MEDDPICC, STAGE


@frozen_record
class DecisionStep(Record):
    """One step of the client's decision process (决策流程): who decides what, when, by which criteria."""

    table: ClassVar[str] = "decision_steps"

    visibility: str = "internal"
    opportunity: str = ""
    pos: str = ""
    """Place among the steps: a position key (see `model.position`)."""
    title: str = ""
    """What is decided."""
    who: tuple[str, ...] = ()
    """Names of those who decide it."""
    due: str = ""
    """ISO date on which it is decided; empty: not known."""
    criteria: str = ""
    """By what they decide."""
    state: str = "open"
    """Scale `step_state`."""
    notes: str = ""


@frozen_record
class Qualification(Record):
    """One letter of MEDDPICC: how well it is known, and what shows it."""

    table: ClassVar[str] = "qualification"
    title_field: ClassVar[str] = "element"

    visibility: str = "internal"
    opportunity: str = ""
    element: str = ""
    """Scale `meddpicc`."""
    state: str = "red"
    """Scale `evidence_state`."""
    evidence: str = ""
    """What shows it, in words."""
    links: tuple[str, ...] = ()
    """Ids of what shows it: lines of minutes, and other records."""
    gap: str = ""
    """What is still not known."""


QUESTIONS = {
    "metrics": N_("Which figure must move, from what to what, and what is that worth to them?"),
    "economic_buyer": N_("Who can release the money, and have we spoken to them?"),
    "decision_criteria": N_("By which criteria do they compare, and who wrote them?"),
    "decision_process": N_("Which steps lead to the decision, who decides each, and when?"),
    "paper_process": N_("Which contract, legal and purchasing steps follow, and how long does each take?"),
    "pain": N_("Which pain costs them what, and who feels it?"),
    "champion": N_("Who speaks for us when we are not in the room, and what do they gain?"),
    "competition": N_("Against whom do we stand, doing nothing included, and how do they stand?"),
}
"""What to ask while a letter is not known."""


class Standing(NamedTuple):
    """One letter as it stands."""

    record: Qualification
    """Stored, or a new one with the defaults if nothing was said about the letter yet."""
    stored: bool
    state: str
    """Scale `evidence_state`. What is called validated without any evidence counts as partly confirmed."""
    unproven: bool
    """Called validated, but nothing shows it."""

    @property
    def id(self) -> str:
        """What a list knows it by: there is one of each letter."""
        return self.record.element


def standings(records: Iterable[Qualification], opportunity_id: str = "") -> list[Standing]:
    """All eight letters in their order; of two records of one letter the one edited last stands."""
    latest: dict[str, Qualification] = {}
    for record in sorted(records, key=lambda r: (r.updated, r.id)):
        latest[record.element] = record
    found = []
    for code in MEDDPICC.codes:
        here = latest.get(code, Qualification(opportunity=opportunity_id, element=code))
        unproven = here.state == "green" and not (here.evidence.strip() or here.links)
        found.append(Standing(here, code in latest, "yellow" if unproven else here.state, unproven))
    return found


def counts(found: Iterable[Standing]) -> dict[str, int]:
    """How many letters there are of each state: green, yellow, red."""
    states = [standing.state for standing in found]
    return {code: states.count(code) for code in ("green", "yellow", "red")}


def alarms(stage: str, found: Iterable[Standing], contacts: Iterable[Contact]) -> list[str]:
    """What should be known by this stage and is not (English messages).

    From the proposal on: no metrics is a high risk, and so is not knowing who has the money.
    """
    if not STAGE.order("solution") <= STAGE.order(stage) <= STAGE.order("negotiation"):
        return []
    states = {standing.record.element: standing.state for standing in found}
    alarms = []
    if states.get("metrics") == "red":
        alarms.append(N_("No metrics at this stage: high risk."))
    if states.get("economic_buyer") == "red" and not any(c.role == "EB" for c in contacts):
        alarms.append(N_("The economic buyer is not known at this stage."))
    return alarms


def in_order(steps: Iterable[DecisionStep]) -> list[DecisionStep]:
    """The steps in their order."""
    return sorted(steps, key=lambda step: (step.pos, step.id))


def moved(steps: Iterable[DecisionStep], step_id: str, by: int) -> list[tuple[DecisionStep, DecisionStep]]:
    """(new, old) of the steps to write so that one goes up (-1) or down (1); none if it is at that end.

    One step is written, unless two sessions gave two steps one key: then all get new ones.
    """
    from dataclasses import replace

    ordered = in_order(steps)
    here = next((n for n, step in enumerate(ordered) if step.id == step_id), None)
    if here is None or not 0 <= here + by < len(ordered):
        return []
    step = ordered.pop(here)
    at = here + by
    before = ordered[at - 1].pos if at else ""
    after = ordered[at].pos if at < len(ordered) else ""
    if not after or before < after:
        return [(replace(step, pos=between(before, after)), step)]
    ordered.insert(at, step)
    return [
        (replace(old, pos=pos), old) for pos, old in zip(following("", len(ordered)), ordered, strict=True)
    ]


def link_evidence(was: Standing, lines: Sequence[str], *, turn: bool) -> Change:
    """Some lines linked to a letter; with `turn` those that were linked already come off again.

    What was not known at all is partly confirmed with its first line; that it is validated is said by hand.
    """
    from dataclasses import replace

    new = [line for line in lines if line not in was.record.links]
    off = {line for line in lines if line in was.record.links} if turn else set()
    links = tuple(link for link in was.record.links if link not in off) + tuple(new)
    state = "yellow" if new and was.record.state == "red" else was.record.state
    change = Change(N_("Link evidence"))
    if links != was.record.links:
        change.put(replace(was.record, links=links, state=state), was.record if was.stored else None)
    return change
