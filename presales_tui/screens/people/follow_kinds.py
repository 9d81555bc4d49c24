"""The kinds of record that are followed up, and the columns in which each is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.owed import Followup, days_late, due_of
from presales_tui.model.scales import Scale
from presales_tui.screens.shared.labels import label
from presales_tui.widgets.grid import Cell, Column


class Owed(NamedTuple):
    """One row: a record, and whose it is."""

    record: Followup
    client_id: str
    client: str
    opportunity: str
    """Its name."""
    said: str
    """Day and title of the meeting that it came from; empty: none."""

    @property
    def id(self) -> str:
        """That of the record."""
        return self.record.id


class Kind(NamedTuple):
    """One of the lists."""

    record: type[Followup]
    label: str
    """English message."""
    mark: str
    """What a mark in the minutes calls it."""
    states: Scale
    columns: tuple[Column, ...]

    def shown(self, everywhere: bool) -> tuple[Column, ...]:
        """Its columns; over all clients these stand first, in place of refs that are theirs alone."""
        return (*_WHOSE, *self.columns) if everywhere else (_REF, *self.columns, _SAID)


def show_due(record: Followup, today: date) -> Cell:
    """The day, and in words how late it is; of another year the month at least."""
    day, late = due_of(record), days_late(record, today)
    this_year = day[:4] == str(today.year)
    if late:
        text = _("{day} late {n}d").format(day=day[5:] if this_year else day[2:7], n=late)
        return text, "bad"
    return (day[5:] if this_year else day), "warn" if day == today.isoformat() else ""


def _text(name: str) -> Callable[[Owed], str]:
    return lambda row: str(getattr(row.record, name))


def _field(title: str, width: int, name: str, least: int = 0) -> Column:
    return Column(title, width, _text(name), _text(name), least=least, field=name)


def _scaled(title: str, name: str, scale: Scale, width: int, width_en: int, least: int = 0) -> Column:
    return Column(
        title,
        width,
        lambda row: label(scale, str(getattr(row.record, name))),
        lambda row: scale.order(str(getattr(row.record, name))),
        least=least,
        width_en=width_en,
        field=name,
    )


def _sided(row: Owed) -> Cell:
    if not isinstance(row.record, Action):
        return ""
    return f"{scales.SIDE.label(row.record.side, language())} {row.record.owner}".rstrip()


def _side_order(row: Owed) -> tuple[int, str]:
    action = row.record
    return (scales.SIDE.order(action.side), action.owner) if isinstance(action, Action) else (0, "")


def _grade(row: Owed) -> str:
    risk = row.record
    if not isinstance(risk, Risk) or not (risk.probability or risk.impact):
        return ""
    return f"{risk.probability or '?'}x{risk.impact or '?'}"


def _grade_order(row: Owed) -> int:
    return -row.record.probability * row.record.impact if isinstance(row.record, Risk) else 0


_REF = _field(N_("Ref"), 8, "ref")
_SAID = Column(N_("Said in"), 24, lambda row: row.said, lambda row: row.said, least=110)
_WHOSE = (
    Column(N_("Client"), 12, lambda row: row.client, lambda row: row.client),
    Column(N_("Opportunity"), 16, lambda row: row.opportunity, lambda row: row.opportunity, least=110),
)
_DUE = Column(
    N_("Due"),
    15,
    lambda row: show_due(row.record, date.today()),
    lambda row: due_of(row.record) or "9999",
    field="due",
)

KINDS = (
    Kind(
        Action,
        N_("Actions"),
        "action",
        scales.ACTION_STATE,
        (
            _field(N_("Action"), 0, "title"),
            Column(N_("Owner"), 13, _sided, _side_order, width_en=14, field="owner"),
            _DUE,
            _scaled(N_("State"), "state", scales.ACTION_STATE, 8, 15),
        ),
    ),
    Kind(
        Question,
        N_("Questions"),
        "question",
        scales.QUESTION_STATE,
        (
            _field(N_("Question"), 0, "title"),
            _field(N_("To"), 10, "to"),
            _DUE,
            _scaled(N_("State"), "state", scales.QUESTION_STATE, 8, 10),
            _field(N_("Answer"), 24, "answer", 100),
        ),
    ),
    Kind(
        Commitment,
        N_("Promises"),
        "commitment",
        scales.ACTION_STATE,
        (
            _field(N_("Promise"), 0, "title"),
            _field(N_("To"), 8, "to"),
            _field(N_("Owner"), 8, "owner", 90),
            _DUE,
            _scaled(N_("Contract"), "contractual", scales.CONTRACTUAL, 6, 15),
            _scaled(N_("State"), "state", scales.ACTION_STATE, 8, 15),
        ),
    ),
    Kind(
        Decision,
        N_("Decisions"),
        "decision",
        scales.DECISION_STATE,
        (
            _field(N_("Decision"), 0, "title"),
            _field(N_("Why"), 24, "why", 90),
            _scaled(N_("State"), "state", scales.DECISION_STATE, 8, 12),
        ),
    ),
    Kind(
        Risk,
        N_("Risks"),
        "risk",
        scales.RISK_STATE,
        (
            _field(N_("Risk"), 0, "title"),
            _scaled(N_("Kind"), "kind", scales.RAID_KIND, 4, 10, 70),
            Column(N_("PxI"), 5, _grade, _grade_order),
            _field(N_("Owner"), 8, "owner"),
            _DUE,
            _scaled(N_("State"), "state", scales.RISK_STATE, 9, 11),
        ),
    ),
)
"""In the order in which they are shown: what has a day first."""
