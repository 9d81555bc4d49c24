"""What Today must know of a client, without its whole journal: its pulse.

A few records as they are (what is open, planned, or runs on a clock), without their long texts, and
sums over the others. Nothing in it depends on the time at which it is looked at, so that it is as
true tomorrow as when it was made, and the rules of the day (see `agenda`) are the same for a client
that is open and for one of which only this is read. `taking` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from presales_tui.model.coverage import Coverage
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Doc, Record
from presales_tui.model.touch import Touch

R = TypeVar("R", bound=Record)


class Suspect(NamedTuple):
    """A record whose requirement says something else now."""

    table: str
    id: str
    title: str
    behind: str
    """Refs of the requirements."""


class Vitals(NamedTuple):
    """Sums over the records of one opportunity."""

    coverage: Coverage
    suspects: tuple[Suspect, ...]
    suspect_count: int
    touch: Touch | None
    flow: Mapping[str, tuple[int, int]]
    """Day (ISO) to issues (reported, solved) on it."""


class Faq(NamedTuple):
    """An answer that is worth keeping for the next client."""

    title: str
    answer: str


class Pulse(NamedTuple):
    """What Today knows of a client."""

    docs: Mapping[str, Mapping[str, Doc]]
    """Table to id to document, as in a journal."""
    vitals: Mapping[str, Vitals]
    """Of each opportunity, by its id."""
    written: frozenset[str]
    """Ids of those meetings in it that have minutes."""
    faqs: tuple[Faq, ...] = ()
    """The answers that may be told to others, the newest first."""

    def where(self, kind: type[R], opportunity: str) -> list[R]:
        """The records of a kind that were kept of an opportunity."""
        here = self.docs.get(kind.table, {})
        return [kind.from_doc(id_, doc) for id_, doc in here.items() if doc.get("opportunity") == opportunity]

    def opportunity(self, opportunity_id: str) -> Opportunity | None:
        """An opportunity."""
        doc = self.docs.get(Opportunity.table, {}).get(opportunity_id)
        return None if doc is None else Opportunity.from_doc(opportunity_id, doc)


def to_json(found: Pulse) -> dict[str, Any]:
    """The pulse as JSON values."""
    vitals = {}
    for id_, v in found.vitals.items():
        touch = [v.touch.day.isoformat(), v.touch.id, v.touch.what] if v.touch else None
        vitals[id_] = [list(v.coverage), [list(one) for one in v.suspects], v.suspect_count, touch, v.flow]
    faqs = [list(one) for one in found.faqs]
    return {"docs": found.docs, "vitals": vitals, "written": sorted(found.written), "faqs": faqs}


def from_json(value: Mapping[str, Any]) -> Pulse:
    """The pulse of such values. An error of some kind if they are not what they should be."""
    vitals = {}
    for id_, (counts, suspects, count, touch, days) in value["vitals"].items():
        at = Touch(date.fromisoformat(touch[0]), touch[1], touch[2]) if touch else None
        named = tuple(Suspect(*one) for one in suspects)
        vitals[id_] = Vitals(
            Coverage(*counts), named, count, at, {day: (a, b) for day, (a, b) in days.items()}
        )
    faqs = tuple(Faq(*one) for one in value["faqs"])
    return Pulse(value["docs"], vitals, frozenset(value["written"]), faqs)
