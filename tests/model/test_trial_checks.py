"""Checks of trials and issues, the flow of an issue, the burn-down, the way into a second phase."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presales_tui.capture.criteria import criterion_of
from presales_tui.model.after_sale import backlog, phase_two
from presales_tui.model.burndown import columns, days
from presales_tui.model.checks.trial_rules import RULES
from presales_tui.model.checks.trials import TrialSubject, accept, check_trials
from presales_tui.model.judging import judged
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import ISSUE_DONE, ISSUE_STATUS, SEVERITY
from presales_tui.model.trial import Criterion, Issue, Trial

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
SOUND = Trial(
    ref="TRL-001",
    state="running",
    start="2026-11-20",
    end="2026-12-10",
    signed_by="李主任",
    locked="2026-11-20T01:00:00Z",
    decision_link="签合同",
    end_state="归还数据",
)
GOOD = [Criterion(trial=SOUND.id, title=str(n), target="<=2") for n in range(3)]
ANSWERED = Issue(
    trial=SOUND.id,
    status="closed",
    reported="2026-11-24T01:00:00Z",
    status_log=(("ack", "2026-11-24T01:10:00Z", "x"), ("closed", "2026-11-24T02:00:00Z", "x")),
    fix="重启",
)


def found(trial: Trial = SOUND, criteria: list[Criterion] | None = None, *issues: Issue) -> set[str]:
    subject = TrialSubject([trial], GOOD if criteria is None else criteria, issues)
    return {finding.rule.id for finding in check_trials(subject, NOW)}


def test_a_sound_trial_has_no_findings() -> None:
    assert found(SOUND, GOOD, ANSWERED) == set()


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"signed_by": ""}, "trial-unsigned"),
        ({"locked": ""}, "trial-unlocked"),
        ({"decision_link": ""}, "trial-decision"),
        ({"end_state": ""}, "trial-end-state"),
        ({"start": "2026-11-01", "end": "2026-11-30"}, "trial-midpoint"),
        ({"end": "2026-11-24", "midpoint": "go"}, "trial-overdue"),
        ({"calendar": "working", "end": "2099-01-10"}, "trial-calendar"),
    ],
)
def test_what_a_trial_lacks_is_found(changed: dict[str, Any], rule: str) -> None:
    assert found(replace(SOUND, **changed)) == {rule}


def test_what_is_amiss_with_criteria_is_found() -> None:
    one = GOOD[0]
    assert found(SOUND, []) == {"trial-no-criteria"}
    assert found(SOUND, GOOD[:2]) == {"criteria-few"}
    assert found(SOUND, [replace(one, id=str(n)) for n in range(8)]) == {"criteria-many"}
    assert found(SOUND, [*GOOD, replace(one, target="快")]) == {"criterion-number"}
    assert found(SOUND, [*GOOD, replace(one, achieved="3", state="met")]) == {"criterion-figures"}
    assert found(SOUND, [*GOOD, replace(one, state="met")]) == {"criterion-evidence"}


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"status": "ack", "assignee": "x"}, "issue-late"),
        ({"status": "ack", "reported": "2026-11-25T09:50:00Z", "impact": "high"}, "issue-nobody"),
        ({"fix": ""}, "issue-answer"),
        ({"kind": "new_need"}, "issue-need"),
        ({"reported": "2031-01-01T00:00:00Z"}, "issue-times"),
        ({"reported": "2019-01-01T00:00:00Z"}, "issue-times"),
    ],
)
def test_what_is_amiss_with_an_issue_is_found(changed: dict[str, Any], rule: str) -> None:
    if changed.get("status") == "ack":
        changed = {**changed, "status_log": ()}
    if rule == "issue-late":
        changed |= {"reported": "2026-11-20T01:00:00Z"}
    assert found(SOUND, GOOD, replace(ANSWERED, **changed)) == {rule}


def test_every_rule_says_what_to_do_and_a_finding_may_be_accepted() -> None:
    assert all(rule.hint and rule.source for rule in RULES)
    here = Opportunity()
    subject = TrialSubject([replace(SOUND, signed_by="")], GOOD, [], here)
    finding = check_trials(subject, NOW)[0]
    put = accept(finding, here, "口头答应").puts[0].new
    again = check_trials(subject._replace(opportunity=put), NOW)  # type: ignore[arg-type]
    assert again[0].accepted == "口头答应"


@pytest.mark.parametrize(
    ("line", "title", "target", "unit"),
    [
        ("首页打开 <= 2 秒", "首页打开", "<=2", "秒"),
        ("分级准确率不低于95%", "分级准确率", ">=95", "%"),
        ("并发至少 500 人", "并发", ">=500", "人"),
        ("export takes at most 1,000 ms", "export takes", "<=1,000", "ms"),
        ("支持微信登录", "支持微信登录", "", ""),
        ("追溯查询 10 秒内出结果", "追溯查询 10 秒内出结果", "<=10", "秒"),
        ("300 人以上并发", "300 人以上并发", ">=300", "人"),
        ("支持至少 300 人同时在线", "支持至少 300 人同时在线", ">=300", "人"),
        ("answers within 10 s", "answers", "<=10", "s"),
        ("3 天内完成 200 条数据迁移", "3 天内完成 200 条数据迁移", "", ""),
        ("院内 2 号楼可用", "院内 2 号楼可用", "", ""),
        ("<= 2 秒", "<= 2 秒", "", ""),
    ],
)
def test_a_criterion_is_read_from_a_line(line: str, title: str, target: str, unit: str) -> None:
    new = criterion_of(line)
    assert new is not None
    assert (new.title, new.target, new.unit) == (title, target, unit)


def test_marks_of_a_criterion_and_their_absence() -> None:
    new = criterion_of("首页打开 <= 2 秒 !必须 *5 =性能")
    assert new is not None
    assert (new.must, new.weight, new.category, new.target) == (True, 5, "performance", "<=2")
    assert criterion_of("!must *5") is None
    wished = criterion_of("日报自动发送 !应有")
    assert wished is not None
    assert (wished.title, wished.must) == ("日报自动发送", False)


@pytest.mark.parametrize(
    ("target", "achieved", "state"),
    [
        ("<=2", "1.8 秒", "met"),
        ("<=2", "2.1", "not_met"),
        ("≥ 98", "98.6", "met"),
        (">=95", "95", "met"),
        (">=95", "", ""),
        ("快", "3", ""),
    ],
)
def test_figures_say_whether_it_is_met(target: str, achieved: str, state: str) -> None:
    assert judged(Criterion(target=target, achieved=achieved)) == state


steps = st.lists(st.tuples(st.sampled_from(ISSUE_STATUS.codes), st.integers(-40, 5)), max_size=5)


@given(st.lists(st.tuples(st.sampled_from(SEVERITY.codes), st.integers(-30, 3), steps), max_size=12))
def test_the_burn_down_ends_at_what_is_open_now(rows: list[tuple[str, int, Any]]) -> None:
    issues = []
    for severity, day, log in rows:
        kept = tuple((code, (NOW + timedelta(days=at)).isoformat(), "x") for code, at in log)
        status = kept[-1][0] if kept else "open"
        reported = (NOW + timedelta(days=day)).isoformat()
        issues.append(Issue(severity=severity, status=status, status_log=kept, reported=reported))
    told = days(issues, TODAY)
    if not issues:
        assert told == []
        return
    assert told[-1].total == sum(issue.status not in ISSUE_DONE for issue in issues)
    assert all(count >= 0 for day in told for count in day.open)
    assert sum(day.came - day.went for day in told) == told[-1].total
    shown, scale = columns(told, 60, 8)
    assert all(len(column.cells) <= 8 for column in shown)
    assert scale == 1 or max(day.total for day in told) > 8
    assert all(bool(column.cells) == bool(column.total) for column in shown)


def test_the_gravest_stand_at_the_bottom() -> None:
    issues = [Issue(severity=f"s{n}", reported="2026-11-24T08:00:00Z") for n in (4, 1, 2, 1)]
    shown, _scale = columns(days(issues, TODAY), 60, 8)
    assert shown[-1].cells == "1124"
    assert shown[-1].day == date(2026, 11, 25)


def test_a_second_phase_takes_what_was_chosen_and_nothing_is_told_twice() -> None:
    here = Opportunity(name="一期", phase_needs=3)
    put_off = Requirement(opportunity=here.id, title="小程序", status="deferred", effort_high=8)
    wish = Issue(opportunity=here.id, title="家长端", kind="new_need")
    later = Requirement(opportunity=here.id, title="推送", source_kind="after_sale")
    gone = replace(later, id="x", status="rejected")
    first = backlog([put_off, later, gone], [wish], here)
    assert [need.record.title for need in first.needs] == ["小程序", "推送", "家长端"]
    assert first.enough
    new, change = phase_two(first.needs, here, "二期", "2026-11-25T10:00:00Z")
    after = {put.new.id: put.new for put in change.puts}
    made = [one for one in after.values() if isinstance(one, Requirement) and one.opportunity == new.id]
    assert {one.title for one in made} == {"小程序", "家长端", "推送"}
    assert new.previous == here.id
    mine = [one for one in (put_off, later) if one.id not in after] + [
        one for one in after.values() if isinstance(one, Requirement)
    ]
    issues = [one for one in after.values() if isinstance(one, Issue)]
    assert backlog(mine, issues, here).needs == ()
    _new, moved = phase_two(first.needs, here, "二期", "2026-11-25T10:00:00Z", move=True)
    assert put_off.id in {put.new.id for put in moved.puts if put.was is not None}
