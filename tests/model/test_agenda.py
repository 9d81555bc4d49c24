"""What is due: each rule of the trade, and where its row leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from presales_tui.model.agenda import dues, health
from presales_tui.model.deals import Client, Deal, Due
from presales_tui.model.followup import Action, Commitment, Question
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.open_issues import flow, open_by_day
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.pulse import from_json, to_json
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.suspect import fingerprint
from presales_tui.model.taking import pulse
from presales_tui.model.trial import Criterion, Issue, Trial

NOW = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
HERE = Opportunity(id="deal", name="排课平台", stage="solution", created=NOW.isoformat())


def day(by: int) -> str:
    return (NOW + timedelta(days=by)).date().isoformat()


def moment(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def utc(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).astimezone(UTC).isoformat(timespec="seconds")


class Store:
    """Some records, as a store gives them."""

    def __init__(self, *records: Record) -> None:
        self.records = records

    def all(self, kind: type[Any]) -> list[Any]:
        return [one for one in self.records if type(one) is kind]

    def where(self, kind: type[Any], **equals: Any) -> list[Any]:
        return [one for one in self.all(kind) if all(getattr(one, k) == v for k, v in equals.items())]


def due(*records: Record, here: Opportunity = HERE, later: timedelta = timedelta()) -> list[Due]:
    """What is due, out of a pulse that went through its file."""
    place: dict[str, Any] = {"opportunity": here.id}
    kept = [replace(one, **place) if hasattr(one, "opportunity") else one for one in records]
    found = from_json(to_json(pulse(Store(here, *kept), NOW.date())))
    deal = health(Deal(here.id, "client", "学校", here.name, here.stage), found, NOW + later)
    return dues(Client("client", "学校"), [deal], found, NOW + later)


TRIAL = Trial(id="trial", state="running", end=day(5))


@pytest.mark.parametrize(
    ("record", "kind", "group", "where"),
    [
        (Meeting(id="x", start=moment(3), title="评审"), "Meeting", "today", "meetings"),
        (Meeting(id="x", start=day(5), title="评审"), "Meeting", "next", "meetings"),
        (Meeting(id="x", start=moment(-26), state="planned"), "No minutes", "late", "meetings"),
        (Meeting(id="x", start=moment(-26), state="held"), "No minutes", "late", "meetings"),
        (Action(id="x", due=day(-2), title="清单"), "Action", "late", "follow"),
        (Commitment(id="x", due=day(0)), "Promise", "today", "follow"),
        (Question(id="x", due=day(14)), "Question", "next", "follow"),
        (Issue(id="x", reported=utc(-72), impact="high", urgency="high"), "Issue", "late", "trial"),
        (Issue(id="x", reported=utc(-0.45), impact="high", urgency="high"), "Issue", "today", "trial"),
    ],
)
def test_what_is_due_leads_to_its_record(record: Record, kind: str, group: str, where: str) -> None:
    rows = due(record)
    assert [(one.kind, one.group, one.where, one.at) for one in rows] == [(kind, group, where, "x")]


@pytest.mark.parametrize(
    "record",
    [
        Meeting(start=moment(-20), state="held"),
        Meeting(start=moment(-26), state="cancelled"),
        Meeting(start=day(-100), state="held"),
        Meeting(start=day(15)),
        Action(due=day(-2), state="done"),
        Action(due=day(15)),
        Action(),
        Question(due=day(1), state="answered"),
        Issue(reported=utc(-72), status="closed", status_log=(("closed", utc(-71), ""),)),
        Issue(reported=utc(0)),
    ],
)
def test_what_is_not_due(record: Record) -> None:
    assert [one for one in due(record) if one.kind != "Untouched"] == []


def test_a_meeting_with_minutes_needs_none() -> None:
    meeting = Meeting(id="m", start=moment(-40), state="held")
    assert due(meeting, Line(meeting="m", text="客户说")) == []
    assert [one.kind for one in due(meeting, Line(meeting="m", text=" "))] == ["No minutes"]


def test_criteria_without_a_value_are_due_when_the_trial_ends() -> None:
    open_ones = [Criterion(id=f"c{n}", ref=f"CRT-00{n}", trial="trial") for n in (1, 2)]
    others = [Criterion(trial="trial", state="met"), Criterion(trial="trial", achieved="98"), Criterion()]
    rows = due(TRIAL, *open_ones, *others)
    assert [(one.kind, one.at, one.when) for one in rows] == [("Criteria", "c1", day(5))]
    assert "CRT-001 CRT-002" in rows[0].what
    assert due(replace(TRIAL, state="draft"), *open_ones) == []


def test_a_suspect_link_leads_to_what_hangs_on_the_changed_words() -> None:
    need = Requirement(id="r", ref="REQ-007", title="新的话")
    was = fingerprint({"title": "旧的话"})
    rows = due(need, Criterion(id="c", ref="CRT-001", requirements=("r",), seen=(("r", was),)))
    assert [(one.kind, one.group, one.where, one.at) for one in rows] == [("Suspect", "today", "trial", "c")]
    assert "REQ-007" in rows[0].what


def test_a_deadline_is_urgent_three_days_before_and_told_a_week_after() -> None:
    here = replace(HERE, key_dates=tuple((day(by), str(by)) for by in (-8, -7, 2, 3, 20)))
    rows = due(here=here)
    assert [(one.what, one.group, one.urgent) for one in rows] == [
        ("-7", "late", True),
        ("2", "next", True),
        ("3", "next", False),
    ]


@pytest.mark.parametrize(
    ("stage", "days", "kind"),
    [
        ("lead", 3, ""),
        ("lead", 4, "Lead"),
        ("solution", 7, ""),
        ("solution", 8, "Untouched"),
        ("support", 30, ""),
        ("support", 31, "Untouched"),
        ("lost", 30, ""),
        ("lost", 31, "Client"),
    ],
)
def test_what_lies_too_long_is_told(stage: str, days: int, kind: str) -> None:
    here = replace(HERE, stage=stage, created=utc(-24 * 90))
    met = Meeting(id="m", ref="MTG-001", start=day(-days), state="held")
    rows = due(met, Line(meeting="m", text="客户说"), here=here)
    assert [one.kind for one in rows] == ([kind] if kind else [])
    assert [one.at for one in rows if one.kind == "Untouched"] == ["m"] * (kind == "Untouched")


def test_nothing_is_due_in_what_is_closed() -> None:
    assert due(Action(due=day(-2)), here=replace(HERE, stage="lost")) == []


def test_the_most_urgent_comes_first() -> None:
    found = due(Action(id="c", due=day(2)), Action(id="b", due=day(0)), Action(id="a", due=day(-1)))
    assert [one.at for one in found] == ["a", "b", "c"]


def test_the_pulse_of_yesterday_is_as_good_as_that_of_today() -> None:
    meeting = Meeting(id="m", start=moment(3), state="held")
    tomorrow = timedelta(days=2)
    rows = due(meeting, Issue(id="i", reported=utc(-1)), later=tomorrow)
    assert sorted(one.kind for one in rows) == ["Issue", "No minutes"]


def test_a_meeting_prepared_with_minutes_needs_none_when_it_is_past() -> None:
    meeting = Meeting(id="m", start=day(1))
    assert due(meeting, Line(meeting="m", text="议题"), later=timedelta(days=4)) == []


def test_the_health_says_what_the_lists_say() -> None:
    found = pulse(
        Store(
            HERE,
            Requirement(opportunity="deal", fit="custom", effort_low=3, effort_high=5),
            Requirement(opportunity="deal", fit="gap"),
            Issue(opportunity="deal", reported=utc(-72)),
            Issue(opportunity="deal", reported=utc(0)),
            Issue(opportunity="deal", reported=utc(-3.5)),
        ),
        NOW.date(),
    )
    deal = health(Deal("deal", "client", "学校", "", "lead"), found, NOW)
    assert (deal.open_issues, deal.late_issues, deal.soon_issues) == (3, 1, 1)
    assert deal.vitals is not None
    assert deal.vitals.coverage.satisfiable_pct == 50
    assert (deal.idle, deal.stage) == (0, "solution")


def test_a_burn_down_counts_what_is_open_at_the_end_of_each_day() -> None:
    def at(date_: date) -> str:
        return datetime(date_.year, date_.month, date_.day, 12).astimezone().isoformat()

    first, second, third = (date(2026, 3, n) for n in (1, 2, 3))
    found = flow(
        [
            Issue(reported=at(first)),
            Issue(reported=at(first), status="closed", status_log=(("resolved", at(third), ""),)),
            Issue(reported=at(second), status="resolved", status_log=(("resolved", at(second), ""),)),
        ]
    )
    assert open_by_day(found, date(2026, 3, 4), 5) == [0, 2, 2, 1, 1]
