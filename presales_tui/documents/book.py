"""What a deck is made of: the records of one opportunity."""

from __future__ import annotations

import time
from typing import Any, Literal, NamedTuple, Protocol, Self, TypeVar

from presales_tui.locale import _
from presales_tui.model.client import Client, Contact, named
from presales_tui.model.comment import Comment
from presales_tui.model.errors import NotFound
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section, descendants, shown
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.record import Record
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.text import one_line
from presales_tui.model.trial import Criterion, Issue, Trial

Audience = Literal["client", "internal"]
R = TypeVar("R", bound=Record)


class Source(Protocol):
    """As much of a store as a book is read from."""

    @property
    def client(self) -> Client:
        """The client that the store belongs to."""

    def where(self, kind: type[R], **equals: Any) -> list[R]:
        """Records of one kind whose fields have these values."""


class Book(NamedTuple):
    """The records of one opportunity, and what is printed on the cover."""

    client: Client
    opportunity: Opportunity
    sections: tuple[Section, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    pains: tuple[Pain, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    trials: tuple[Trial, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    issues: tuple[Issue, ...] = ()
    actions: tuple[Action, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    risks: tuple[Risk, ...] = ()
    decisions: tuple[Decision, ...] = ()
    team: tuple[Contact, ...] = ()
    """The people of our own side."""
    private: tuple[Record, ...] = ()
    """What is in no document, ever: known so that nobody quotes it to the client by mistake."""
    author: str = ""
    """Who presents: the owner of the opportunity; empty: nobody is named."""
    date: str = ""
    """As printed; ISO date."""
    version: str = ""

    @classmethod
    def of(
        cls,
        store: Source,
        opportunity_id: str,
        *,
        author: str = "",
        date: str = "",
        version: str = "",
        parked: bool = False,
        private: bool = True,
    ) -> Self:
        """The book of an opportunity; `date` is today unless given. NotFound if there is none such.

        `parked`: with the sections that are in no document. Not `private`: it is to be looked at only.
        """
        found = next(iter(store.where(Opportunity, id=opportunity_id)), None)
        if found is None:
            raise NotFound(_("There is no such opportunity. Choose one from the list of opportunities."))

        def every(kind: type[R]) -> tuple[R, ...]:
            records = store.where(kind, opportunity=opportunity_id)
            return tuple(sorted(records, key=lambda record: (record.created, record.id)))

        date = date or time.strftime("%Y-%m-%d")
        return cls(
            client=store.client,
            opportunity=found,
            sections=every(Section) if parked else tuple(shown(every(Section))),
            requirements=every(Requirement),
            pains=every(Pain),
            meetings=every(Meeting),
            trials=every(Trial),
            criteria=every(Criterion),
            issues=every(Issue),
            actions=every(Action),
            commitments=every(Commitment),
            risks=every(Risk),
            decisions=every(Decision),
            team=tuple(sorted(store.where(Contact, side="us"), key=lambda one: (one.created, one.id))),
            private=_private(store, opportunity_id) if private else (),
            author=named(author or found.owner),
            date=date,
            version=version or found.deck_version,
        )

    def client_name(self, lang: str) -> str:
        """The client's name in one line, in English where a deck is English and there is one."""
        return one_line(self.client.name_en if lang == "en" else "") or one_line(self.client.name)

    def as_edited(self, edited: Section) -> Book:
        """The same with a section as it is being typed."""
        now = tuple(edited if section.id == edited.id else section for section in self.sections)
        return self._replace(sections=now)

    def for_audience(self, audience: Audience) -> Book:
        """What this audience may see. For the client every internal record goes.

        Under an internal section everything goes with it. Of an internal client or opportunity the
        names stay, since they are on the cover; the texts and figures do not.
        """
        if audience == "internal":
            return self
        client, opportunity = self.client, self.opportunity
        if client.visibility != "external":
            client = Client(id=client.id, name=client.name, name_en=client.name_en)
        if opportunity.visibility != "external":
            opportunity = Opportunity(
                id=opportunity.id,
                name=opportunity.name,
                owner=opportunity.owner,
                deck_template=opportunity.deck_template,
                deck_layouts=opportunity.deck_layouts,
                deck_refs=opportunity.deck_refs,
                deck_version=opportunity.deck_version,
                deck_mark=opportunity.deck_mark,
            )
        hidden: set[str] = set()
        for section in self.sections:
            if section.visibility != "external" and section.id not in hidden:
                hidden |= descendants(self.sections, section.id)
        return self._replace(
            client=client,
            opportunity=opportunity,
            sections=tuple(s for s in self.sections if s.id not in hidden),
            requirements=_external(self.requirements),
            pains=_external(self.pains),
            meetings=_external(self.meetings),
            trials=_external(self.trials),
            criteria=_external(self.criteria),
            issues=_external(self.issues),
            actions=_external(self.actions),
            commitments=_external(self.commitments),
            risks=_external(self.risks),
            decisions=_external(self.decisions),
            team=_external(self.team),
            private=(),
        )


def _private(store: Source, opportunity: str) -> tuple[Record, ...]:
    """Comments, judgements on people and on the deal, parked internal sections, internal lines of minutes."""
    kinds: tuple[type[Record], ...] = (Comment, DecisionStep, Qualification, Question)
    found = [record for kind in kinds for record in store.where(kind, opportunity=opportunity)]
    found += [section for section in store.where(Section, opportunity=opportunity) if section.parked]
    found += store.where(Contact, side="client")
    meetings = {m.id: m.visibility for m in store.where(Meeting, opportunity=opportunity)}
    said = [line for line in store.where(Line) if line.meeting in meetings]
    return (
        *(record for record in found if record.visibility != "external"),
        *(line for line in said if "internal" in (line.visibility, meetings[line.meeting])),
    )


def _external(records: tuple[R, ...]) -> tuple[R, ...]:
    return tuple(record for record in records if record.visibility == "external")
