"""Each rule finds what it names, and leaves alone what is well said."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from presales_tui.model.checks import words
from presales_tui.model.checks.accepting import accept
from presales_tui.model.checks.checker import Checker, Subject, check, open_ones
from presales_tui.model.checks.rules import BY_ID, RULES
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement

WELL: dict[str, Any] = {
    "title": "查询 2 秒内返回",
    "acceptance": "抽查 20 次",
    "quote": "两秒",
    "priority": "should",
    "fit": "standard",
    "evidence": "手册 3.2",
    "status": "confirmed",
}


def rules_of(**changed: Any) -> set[str]:
    return {f.rule.id for f in check(Subject([Requirement(**{**WELL, **changed})]))}


def test_what_is_well_said_has_no_finding() -> None:
    assert rules_of() == set()
    assert rules_of(status="rejected", title="", acceptance="", priority="") == set()


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("vague", {"title": "界面友好，响应快速"}),
        ("vague", {"title": "The screen shall be user-friendly"}),
        ("vague", {"title": "支持短信、邮件等。"}),
        ("compound", {"title": "支持批量导入，并自动去重"}),
        ("compound", {"title": "The system shall import files and shall export them"}),
        ("unmeasured", {"title": "并发要够", "type": "performance", "acceptance": "压测"}),
        ("acceptance", {"acceptance": ""}),
        ("source", {"quote": ""}),
        ("priority", {"priority": ""}),
        ("unknown", {"fit": "unknown"}),
        ("evidence", {"fit": "config", "evidence": ""}),
        ("estimate", {"fit": "custom"}),
        ("roadmap", {"fit": "roadmap", "evidence": "路线图"}),
        ("workaround", {"fit": "workaround"}),
        ("partner", {"fit": "third_party"}),
        ("gap", {"fit": "gap", "priority": "must"}),
        ("star", {"clause_mark": "★"}),
        ("star-negative", {"clause_mark": "★", "deviation": "negative"}),
        ("positive", {"deviation": "positive", "evidence": "", "fit": "custom", "effort_high": 3.0}),
        ("declared", {"deviation": "none", "fit": "gap"}),
    ],
)
def test_a_rule_finds_what_it_names(rule: str, changed: dict[str, Any]) -> None:
    assert rule in rules_of(**changed)


def test_rules_over_the_list() -> None:
    same = [Requirement(ref="REQ-001", title="导出 报表"), Requirement(ref="REQ-002", title="导出报表。")]
    (twice,) = [f for f in check(Subject(same)) if f.rule.id == "duplicate"]
    assert (twice.ref, twice.detail) == ("REQ-002", "REQ-001")
    must = [Requirement(title=f"需求{n}", priority="must", effort_low=5, effort_high=5) for n in range(3)]
    (share,) = [f for f in check(Subject(must, Opportunity())) if f.rule.id == "must-share"]
    assert share.detail == "100%"
    unclear = Requirement(title="待澄清的", status="clarifying")
    placed = Section(title="方案", requirements=(unclear.id,))
    found = {f.rule.id for f in check(Subject([unclear, must[0]], None, [placed]))}
    assert {"unclear", "unplaced"} <= found


@pytest.mark.parametrize(
    "fine",
    [
        "先进先出计算库存成本",
        "支持快速入口 3 个",
        "等级保护二级",
        "排课不合理时提示",
        "The product shall be easy to use. 90% of users succeed within 5 minutes.",
        "one-to-many messages",
        "如果登录失败，并提示原因",
        "支持扫码、刷卡和点名",
    ],
)
def test_ordinary_words_are_left_alone(fine: str) -> None:
    assert words.vague(fine) == []
    assert words.compound(fine) == ""


def test_an_accepted_finding_stays_so_until_the_words_change() -> None:
    vague = Requirement(**{**WELL, "title": "界面友好"})
    (found,) = check(Subject([vague]))
    new = accept(found, vague, "客户原话").puts[0].new
    assert isinstance(new, Requirement)
    (again,) = check(Subject([new]))
    assert again.accepted == "客户原话"
    assert open_ones([again]) == []
    other = Requirement(**{**new.__dict__, "title": "界面美观"})
    assert open_ones(check(Subject([other])))
    back = accept(again, new, "").puts[0].new
    assert isinstance(back, Requirement)
    assert back.accepted == ()


def test_what_is_kept_up_to_date_is_what_is_found_anew() -> None:
    dice = random.Random(7)
    here = Opportunity(name="x")
    checker = Checker()
    some: list[Requirement] = []
    section = Section(title="s")
    for turn in range(120):
        words = dice.choice(("界面友好", "导出报表", "很多要求，并自动去重", "导出 报表！"))
        said: dict[str, Any] = {"title": words, "status": dice.choice(("captured", "clarifying", "rejected"))}
        ranked: dict[str, Any] = {
            "priority": dice.choice(("must", "", "wont")),
            "effort_high": dice.choice((0.0, 3.1)),
        }
        at = dice.randrange(len(some)) if some else 0
        match dice.choice(("add", "add", "edit", "edit", "drop", "stamp", "place")) if some else "add":
            case "add":
                some.append(Requirement(ref=f"REQ-{turn}", **said, **ranked))
            case "edit":
                some[at] = replace(some[at], **said, **ranked)
            case "drop":
                del some[at]
            case "stamp":
                other = dice.choice(some)
                some[at] = replace(some[at], depends=(other.id,), seen=((other.id, "0" * 8),))
            case "place":
                section = replace(section, requirements=(*section.requirements, some[at].id)[-3:])
        subject = Subject(some, here, [section])
        checker.update(subject)
        found = checker.findings()
        assert found == check(subject)
        assert checker.open == len(open_ones(found))
        assert [f for r in some for f in checker.of(r.id)] == sorted(
            (f for f in found if f.ref), key=lambda f: [r.id for r in some].index(f.id)
        )


def test_every_rule_is_named_once_with_hint_and_source() -> None:
    assert len(BY_ID) == len(RULES)
    assert all(rule.title and rule.hint and rule.source for rule in RULES)
