"""The sample opportunities as data: every code real, every link resolved, every date of today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presales_tui
from presales_tui.documents.slots import SLOTS
from presales_tui.model.client import Contact
from presales_tui.model.coverage import cost, coverage
from presales_tui.model.followup import Action, Commitment, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section, in_order
from presales_tui.model.record import Record, Sourced
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.scales import ACTION_OPEN, ALL, ISSUE_STATUS, Scale
from presales_tui.model.sla import clocks, parse_utc
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.samples import NOTES, SAMPLES
from presales_tui.samples.story import Story, read_story

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=timezone(timedelta(hours=8)))
R = TypeVar("R", bound=Record)


@cache
def told(name: str) -> Story:
    return read_story(NOTES.parent / name, NOW)


def every(name: str, kind: type[R]) -> list[R]:
    return [record for record in told(name).records if isinstance(record, kind)]


def opportunity(name: str) -> Opportunity:
    return every(name, Opportunity)[0]


EACH = pytest.mark.parametrize("name", SAMPLES)

SCALE_OF: dict[tuple[str, str], str] = {
    ("decision_steps", "state"): "step_state",
    ("qualification", "state"): "evidence_state",
    ("qualification", "element"): "meddpicc",
    ("opportunities", "kind"): "presales_kind",
    ("opportunities", "stage"): "stage",
    ("opportunities", "technical_outcome"): "technical_outcome",
    ("opportunities", "deployment"): "deployment",
    ("contacts", "side"): "side",
    ("contacts", "role"): "buying_role",
    ("contacts", "stance"): "stance",
    ("meetings", "type"): "meeting_type",
    ("meetings", "channel"): "channel",
    ("meetings", "state"): "meeting_state",
    ("requirements", "type"): "requirement_type",
    ("requirements", "level"): "requirement_level",
    ("requirements", "quality"): "quality",
    ("requirements", "priority"): "priority",
    ("requirements", "impact"): "deal_impact",
    ("requirements", "status"): "requirement_status",
    ("requirements", "fit"): "fit",
    ("requirements", "deviation"): "deviation",
    ("trials", "kind"): "trial_kind",
    ("trials", "state"): "trial_state",
    ("trials", "calendar"): "calendar",
    ("trials", "verdict"): "trial_verdict",
    ("trials", "midpoint"): "midpoint",
    ("trials", "deployment"): "deployment",
    ("criteria", "category"): "criterion_category",
    ("criteria", "state"): "criterion_state",
    ("issues", "kind"): "issue_kind",
    ("issues", "severity"): "severity",
    ("issues", "impact"): "level3",
    ("issues", "urgency"): "level3",
    ("issues", "status"): "issue_status",
    ("actions", "side"): "side",
    ("actions", "state"): "action_state",
    ("decisions", "state"): "decision_state",
    ("questions", "state"): "question_state",
    ("risks", "kind"): "raid_kind",
    ("risks", "state"): "risk_state",
    ("commitments", "contractual"): "contractual",
    ("commitments", "state"): "action_state",
}
MAY_BE_EMPTY = {"role", "quality", "priority", "impact", "deviation", "verdict", "midpoint"}


def scale(record: Record, field: str) -> Scale | None:
    named = {"visibility": "visibility", "source_kind": "source"}.get(field)
    found = named or SCALE_OF.get((record.table, field))
    return ALL[found] if found else None


@EACH
def test_every_code_stands_on_its_scale(name: str) -> None:
    checked = 0
    for record in told(name).records:
        for field in record.defaults():
            value = getattr(record, field)
            if (of := scale(record, field)) is None:
                continue
            empty = not value and (field in MAY_BE_EMPTY or field == "source_kind")
            assert empty or value in of, (record.headline, field, value)
            checked += 1
    assert checked > 300
    deal = opportunity(name)
    assert {code for code, _ in deal.stage_log} <= set(ALL["stage"].codes)
    assert deal.stage_log[-1][0] == deal.stage
    for issue in every(name, Issue):
        assert {code for code, *_ in issue.status_log} <= set(ISSUE_STATUS.codes)
        assert issue.status_log[-1][0] == issue.status if issue.status_log else issue.status == "open"


def test_every_field_with_a_scale_is_checked() -> None:
    """A field whose default or value looks like a code of a scale must not be forgotten above."""
    codes = {code for of in ALL.values() for code in of.codes}
    free = {("clients", "name"), ("opportunities", "name")}
    for name in SAMPLES:
        for record in told(name).records:
            for field in record.defaults():
                value = getattr(record, field)
                known = scale(record, field) is not None or (record.table, field) in free
                assert known or not isinstance(value, str) or value not in codes, (record.table, field, value)


LINKS = {
    "opportunity": Opportunity,
    "meeting": Meeting,
    "record": Sourced,
    "source_id": Meeting,
    "source_line": Line,
    "reports_to": Contact,
    "trial": Trial,
    "parent": Section,
    "requirement": Requirement,
    "requirements": Requirement,
    "issues": Issue,
    "criterion": Criterion,
}


@EACH
def test_every_link_leads_to_a_record_of_its_kind(name: str) -> None:
    by_id = {record.id: record for record in told(name).records}
    assert len(by_id) == len(told(name).records)
    followed = 0
    for record in told(name).records:
        for field, kind in LINKS.items():
            value: Any = getattr(record, field, ())
            for target in value if isinstance(value, tuple) else filter(None, (value,)):
                assert isinstance(by_id.get(target), kind), (record.headline, field)
                followed += 1
        if "opportunity" in record.defaults():
            assert record.opportunity == opportunity(name).id  # type: ignore[attr-defined]
    assert followed > 250
    criteria = {c.id: c for c in every(name, Criterion)}
    issues = {i.id: i for i in every(name, Issue)}
    assert all(i.trial == criteria[i.criterion].trial for i in issues.values() if i.criterion)
    assert any(c.issues for c in criteria.values())


@EACH
def test_quotes_stand_in_the_minutes_that_they_claim(name: str) -> None:
    lines = {line.id: line for line in every(name, Line)}
    heard = [record for record in every(name, Sourced) if record.source_kind == "meeting"]
    for record in heard:
        line = lines[record.source_line]
        assert record.quote
        assert record.quote in line.text
        assert line.record == record.id
        assert line.meeting == record.source_id
        assert line.visibility == record.visibility
    assert len(heard) >= 20
    assert {line.record for line in lines.values() if line.record} == {record.id for record in heard}
    for record in every(name, Sourced):
        assert bool(record.quote) == bool(record.source_kind), record.headline


@EACH
def test_a_title_put_better_keeps_the_words_that_were_said(name: str) -> None:
    better = [p for p in every(name, Pain) if p.source_kind == "meeting" and p.title != p.quote]
    assert len(better) >= 3
    assert all(p.speaker and p.cost for p in better)


@EACH
def test_live_minutes_were_typed_during_the_meeting_and_others_imported(name: str) -> None:
    meetings = {meeting.id: meeting for meeting in every(name, Meeting)}
    typed: dict[str, list[Line]] = {}
    for line in every(name, Line):
        if line.at:
            typed.setdefault(line.meeting, []).append(line)
        else:
            assert meetings[line.meeting].imported_from.endswith(".md")
    assert len(typed) == 1
    for meeting, lines in typed.items():
        times = [parse_utc(line.at) for line in sorted(lines, key=lambda line: line.pos)]
        start, end = (
            datetime.fromisoformat(text).astimezone(NOW.tzinfo) for text in _hours(meetings[meeting])
        )
        assert times == sorted(times, key=str)
        assert all(time and start <= time <= end for time in times)
        assert sum(bool(line.record) for line in lines) >= 15
        assert not any(line.text.startswith(("R: ", "P: ", "A: ")) for line in lines)


def _hours(meeting: Meeting) -> tuple[str, str]:
    return f"{meeting.start}:00+08:00", f"{meeting.end}:00+08:00"


def test_coverage_of_the_school_is_the_story_of_ninety_percent() -> None:
    found = coverage(every("school", Requirement))
    assert 30 <= found.total <= 40
    assert found.satisfiable_pct
    assert 85 <= found.satisfiable_pct <= 95
    assert found.satisfiable_pct >= opportunity("school").coverage_target
    assert found.ready_pct
    assert found.ready_pct >= 60
    assert (found.unknown, found.unestimated) == (2, 0)
    fits = [r.fit for r in every("school", Requirement) if r.status not in ("rejected", "superseded")]
    assert fits.count("gap") == 1
    days = cost(found, opportunity("school").buffer, opportunity("school").day_rate)
    assert 40 < days.days_low < days.days_high < 90
    modules = {r.module for r in every("school", Requirement)}
    assert 5 <= len(modules) <= 6


def test_counts_that_the_outlines_speak_of_are_true() -> None:
    school, hospital = every("school", Requirement), every("hospital", Requirement)
    assert sum(r.fit == "custom" for r in school) == 6
    starred = [r for r in hospital if r.clause_mark == "★"]
    negative = [r for r in hospital if r.deviation == "negative"]
    assert len(starred) == 8
    assert {r.deviation for r in starred} == {"none"}
    assert [(r.clause, r.clause_mark) for r in negative] == [("4.4.4", "▲")]
    assert {r.fit for r in hospital if not r.deviation and r.clause} == {"unknown"}
    asked = next(s for s in every("hospital", Section) if s.title.startswith("★"))
    assert set(asked.requirements) == {r.id for r in starred}


def test_the_hospital_is_a_tender_with_its_deadlines_in_order() -> None:
    deal = opportunity("hospital")
    assert deal.needs_tender
    assert deal.tender_no
    assert 0 < deal.value < deal.budget
    ahead = [at for at, _ in deal.key_dates if at > "2026-11-23"]
    assert ahead == sorted(ahead)
    assert len(ahead) >= 5
    clauses = [r.clause for r in every("hospital", Requirement) if r.clause]
    assert len(set(clauses)) == len(clauses) >= 20
    for r in every("hospital", Requirement):
        if r.source_kind == "tender":
            assert r.clause in r.quote
            assert r.quote.startswith(r.clause_mark)


@EACH
def test_outline_reads_in_order_and_answers_the_requirements(name: str) -> None:
    placed = in_order(every(name, Section))
    assert (18 <= len(placed) <= 25) if name == "school" else (len(placed) >= 15)
    assert placed[0].number == "1"
    assert max(p.depth for p in placed) >= 1
    answered = {target for p in placed for target in p.section.requirements}
    wanted = {r.id for r in every(name, Requirement) if r.status not in ("rejected", "superseded")}
    assert wanted <= answered
    bodies = "\n".join(p.section.body for p in placed)
    for line in ("background", "goals", "pains", "coverage", "effort", "deployment", "trial", "criteria"):
        assert bodies.count(f"\n{{{{{line}}}}}") + bodies.startswith(f"{{{{{line}}}}}") == 1, line
    named = {r.module for r in every(name, Requirement)}
    assert {line for line in bodies.split("\n") if line.startswith("{{responses")} == {
        f"{{{{responses module={module}}}}}" for module in named
    }


def asked(text: str) -> set[str]:
    """The data lines of an outline."""
    return set(re.findall(r"^\{\{(\w+).*\}\}$", text, re.M))


def test_samples_and_templates_show_every_data_line_and_ask_for_no_unknown_one() -> None:
    samples = [asked("\n".join(section.body for section in every(name, Section))) for name in SAMPLES]
    folder = Path(presales_tui.__file__).parent / "templates" / "outlines"
    templates = [asked(path.read_text("utf-8")) for path in folder.glob("*/*.md")]
    assert len(templates) == 8
    in_full = {"issue_times"}  # `issues` has the times that a client asks for
    assert set.union(*samples, *templates) == set(SLOTS) - in_full


def test_the_trial_of_the_school_shows_every_clock_and_kind() -> None:
    issues = every("school", Issue)
    states = [tuple(clock.state for clock in clocks(issue, NOW)) for issue in issues]
    assert {"late", "soon", "paused", "met", "early"} <= {solution for _, solution in states}
    assert {"usage", "deployment", "defect", "new_need"} <= {issue.kind for issue in issues}
    assert len({issue.status for issue in issues}) >= 8
    assert {c.state for c in every("school", Criterion)} == {"met", "partial", "not_met", "untested"}
    for issue in issues:
        times = [issue.reported, *(at for _, at, _ in issue.status_log)]
        assert times == sorted(times)
        assert times[-1] <= NOW.astimezone(UTC).isoformat()


moments = st.datetimes(
    min_value=datetime(2020, 1, 1),
    max_value=datetime(2090, 1, 1),
    timezones=st.sampled_from([UTC, NOW.tzinfo]),
)


@settings(max_examples=12)
@given(moments, st.sampled_from(SAMPLES))
def test_whatever_the_day_something_is_late_something_is_due_and_something_is_next(
    now: datetime, name: str
) -> None:
    records = read_story(NOTES.parent / name, now).records
    today = now.date().isoformat()

    def day(text: str) -> int:
        return (date.fromisoformat(text[:10]) - now.date()).days

    owed = [
        day(r.due)
        for r in records
        if (isinstance(r, Action | Commitment) and r.state in ACTION_OPEN and r.due)
        or (isinstance(r, Question | Risk) and r.state == "open" and r.due)
    ]
    assert min(owed) < 0
    assert 0 in owed
    assert sum(0 < ahead <= 7 for ahead in owed) >= 4
    for meeting in (r for r in records if isinstance(r, Meeting)):
        assert (day(meeting.start) >= 0) == (meeting.state == "planned")
        assert meeting.start < meeting.end
    deal = next(r for r in records if isinstance(r, Opportunity))
    assert 0 <= day(deal.next_date) <= 7
    assert any(0 <= day(at) <= 7 for at, _ in deal.key_dates)
    trial = next(r for r in records if isinstance(r, Trial))
    assert trial.start < today < trial.end
    for text in (line.text for line in records if isinstance(line, Line)):
        assert not re.search(r"\{[+-]", text)
