"""Taking the pulse of a client: what of its records Today must know (see `pulse`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol, TypeVar

from presales_tui.model import scales
from presales_tui.model.coverage import coverage
from presales_tui.model.followup import Action, Commitment, Question
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.open_issues import flow
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.pulse import Faq, Pulse, Suspect, Vitals
from presales_tui.model.record import Doc, Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.suspect import suspect_refs
from presales_tui.model.touch import last_touch
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


class Reader(Protocol):
    """Who has all records of a client: its store."""

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind."""

    def where(self, kind: type[R], **equals: Any) -> list[R]:
        """The records with these values."""


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
