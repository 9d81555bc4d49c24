"""What Today must know of a client, without its whole journal: its pulse.

A few records as they are (what is open, planned, or runs on a clock), without their long texts, and
sums over the others. Nothing in it depends on the time at which it is looked at, so that it is as
true tomorrow as when it was made, and the rules of the day (see `agenda`) are the same for a client
that is open and for one of which only this is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from presales_tui.model import scales
from presales_tui.model.coverage import Coverage, coverage
from presales_tui.model.followup import Action, Commitment, Question
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.open_issues import Flow, flow
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.record import Doc, Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.suspect import suspect_refs
from presales_tui.model.touch import Touch, last_touch
from presales_tui.model.trial import Criterion, Issue, Trial

R = TypeVar("R", bound=Record)

MOST_SUSPECTS = 20
"""So many suspect links are named; the others are counted."""

MOST_FAQS = 200
MOST_FAQ = 400
"""So many answers of a client are kept at hand, and so many characters of each."""

LONG = frozenset(
    {
        *("summary", "agenda", "checklist", "quote", "speaker", "steps", "expected", "observed", "log"),
        *("cause", "fix", "workaround", "environment", "version", "phone", "evidence", "answer", "measure"),
        *("purpose", "decision_link", "scope_in", "scope_out", "stall_clause", "end_state", "place"),
        *("note", "merged", "amendments", "midpoint_note", "accepted", "deck_layouts", "deck_template"),
        *("seen", "delivery_impact", "attendees", "absent"),
    }
)
"""Fields that Today has no use for: they would only make the file long, and copy what was said."""


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
    flow: Flow


class Reader(Protocol):
    """Who has all records of a client: its store."""

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind."""

    def where(self, kind: type[R], **equals: Any) -> list[R]:
        """The records with these values."""


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


def pulse(store: Reader, today: date) -> Pulse:
    """The pulse of a client; `today` only says which meetings lie behind."""
    lines = store.all(Line)
    written = {line.meeting for line in lines if line.text.strip()}
    wanted: dict[type[Any], Callable[[Any], bool]] = {
        Opportunity: lambda _deal: True,
        Meeting: lambda m: (
            m.state != "cancelled" and (m.id not in written or m.start[:10] > today.isoformat())
        ),
        Action: lambda a: a.state in scales.ACTION_OPEN and bool(a.due),
        Commitment: lambda c: c.state in scales.ACTION_OPEN and bool(c.due),
        Question: lambda q: q.state == "open" and bool(q.due),
        Trial: lambda _trial: True,
        Criterion: lambda c: c.state == "untested" and not c.achieved,
        Issue: lambda i: i.status not in scales.ISSUE_DONE,
    }
    docs = {
        kind.table: {one.id: _short(one) for one in store.all(kind) if keep(one)}
        for kind, keep in wanted.items()
    }
    vitals = {deal.id: _vitals(store, deal.id, lines, today) for deal in store.all(Opportunity)}
    return Pulse(docs, vitals, frozenset(written & docs[Meeting.table].keys()), tuple(_faqs(store)))


def _faqs(store: Reader) -> list[Faq]:
    """Of the issues that somebody has flagged for it, and that are not internal."""
    flagged = [
        i for i in store.all(Issue) if i.faq and i.visibility == "external" and (i.fix or i.workaround)
    ]
    flagged.sort(key=lambda issue: issue.id, reverse=True)
    return [Faq(i.title[:MOST_FAQ], (i.fix or i.workaround)[:MOST_FAQ]) for i in flagged[:MOST_FAQS]]


def _short(record: Record) -> Doc:
    return {name: value for name, value in record.to_doc().items() if name not in LONG}


def _vitals(store: Reader, opportunity_id: str, lines: Iterable[Line], today: date) -> Vitals:
    requirements = store.where(Requirement, opportunity=opportunity_id)
    issues = store.where(Issue, opportunity=opportunity_id)
    holders: list[Any] = [
        *requirements,
        *store.where(Section, opportunity=opportunity_id),
        *store.where(Criterion, opportunity=opportunity_id),
        *issues,
    ]
    behind = suspect_refs(requirements, holders)
    named = [one for one in holders if one.id in behind]
    suspects = tuple(Suspect(h.table, h.id, _named(h), behind[h.id]) for h in named[:MOST_SUSPECTS])
    meetings = store.where(Meeting, opportunity=opportunity_id)
    touch = last_touch(meetings, issues, today, lines)
    return Vitals(coverage(requirements), suspects, len(behind), touch, flow(issues))


def _named(record: Record) -> str:
    return f"{record.ref} {record.headline}".strip()


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
