"""Data lines become tables, lists and charts of the records, and say so where there are none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from presales_tui.documents.plan import Chart, Figures, Items, Paragraph, Quote, Table, plain
from presales_tui.documents.slots import SLOTS
from presales_tui.documents.slots.asks import asked
from presales_tui.model.client import Client
from presales_tui.model.followup import Action, Commitment, Risk
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.trial import Criterion, Issue, Trial
from tests.documents.support import content, plan_of, said, texts_of

NEEDS = (
    Requirement(
        ref="REQ-001",
        title="线索分级",
        module="CRM",
        priority="must",
        fit="config",
        response="按 **规则** 评分",
    ),
    Requirement(
        ref="REQ-002",
        title="排课冲突",
        module="排课",
        priority="should",
        fit="custom",
        effort_low=8,
        effort_high=12,
    ),
    Requirement(ref="REQ-003", title="微信推送", module="排课", fit="unknown"),
    Requirement(ref="REQ-004", title="作废的需求", fit="gap", status="rejected"),
)


def tables(line: str, lang: str = "zh", audience: Any = "client", **more: Any) -> list[list[list[str]]]:
    """Of every table of the data line all rows, header first."""
    return [
        [[plain(cell) for cell in row] for row in (block.header, *block.rows)]
        for slide in content(plan_of(line, lang, audience, **more))
        for block in slide.blocks
        if isinstance(block, Table)
    ]


def test_responses_tell_the_declared_fit_and_never_the_inner_one() -> None:
    (rows,) = tables("{{responses}}", requirements=NEEDS)
    assert rows == [
        ["编号", "需求", "优先级", "满足程度", "响应"],
        ["REQ-001", "线索分级", "必须", "配置满足", "按 规则 评分"],
        ["REQ-002", "排课冲突", "应有", "满足(定制)", ""],
        ["REQ-003", "微信推送", "", "待评估", ""],
    ]


def test_responses_have_person_days_only_in_the_house() -> None:
    (rows,) = tables("{{responses}}", "en", "internal", requirements=NEEDS)
    assert rows[0][-1] == "Person-days"
    assert [row[-1] for row in rows[1:]] == ["", "8–12", ""]
    assert rows[3][3] == "To assess"


def test_responses_of_one_module() -> None:
    (rows,) = tables("{{responses module=排课}}", requirements=NEEDS)
    assert [row[0] for row in rows[1:]] == ["REQ-002", "REQ-003"]


def test_coverage_has_figures_a_chart_and_its_definition() -> None:
    slides = content(plan_of("{{coverage}}", requirements=NEEDS))
    every = [block for slide in slides for block in slide.blocks]
    (chart,) = (b for b in every if isinstance(b, Chart) and not b.stacks)
    assert dict(zip(chart.labels, chart.values, strict=True)) == {"配置满足": 1, "二次开发": 1, "待评估": 1}
    told = said(plan_of("{{coverage}}", requirements=NEEDS))
    assert "需求3条，已评估2条" in told
    assert "即用率50%" in told
    assert "可满足率100%" in told
    assert any(isinstance(b, Paragraph) and b.style == "small" for b in every)


def test_figures_and_charts_of_the_coverage_share_one_slide() -> None:
    (slide,) = content(plan_of("{{coverage}}", requirements=NEEDS))
    every = [(area.box, block) for area in slide.areas for block in area.blocks]
    ((strip, figures),) = ((box, block.figures) for box, block in every if isinstance(block, Figures))
    assert [figure.value for figure in figures] == ["3", "50%", "100%", "100%", "1"]
    charts = [box for box, block in every if isinstance(block, Chart)]
    assert len(charts) == 2
    assert charts[0].x + charts[0].w <= charts[1].x
    assert strip.y + strip.h <= charts[0].y


def test_the_executive_page_begins_with_its_figures() -> None:
    told = Trial(id="t", state="running"), Criterion(trial="t", title="x", state="met")
    (slide,) = content(plan_of("{{brief}}", requirements=NEEDS, trials=told[:1], criteria=told[1:]))
    (figures,) = (block for block in slide.blocks if isinstance(block, Figures))
    assert [figure.value for figure in figures.figures] == ["100%", "50%", "9.2–13.8", "1/1"]
    assert "试用标准已达成" in figures.figures[-1].label


def test_the_brief_says_what_is_not_known_yet() -> None:
    told = said(plan_of("{{brief}}", requirements=NEEDS[:1]))
    assert "痛点：待补：痛点" in told
    assert "下一步：待补：下一步" in told


def test_the_executive_page_is_one_slide_and_has_no_cover() -> None:
    goals = "\n".join(
        f"- 第 {n} 个目标：在一学年之内把漏跟率降下来，并且让校长每天看到数字" for n in range(30)
    )
    deal = Opportunity(name="o", summary=goals)
    more: dict[str, Any] = {"requirements": NEEDS, "opportunity": deal}
    page = plan_of("{{goals most=2 empty=drop}}\n\n{{brief}}", **more)
    assert [slide.kind for slide in page.slides] == ["content"]
    assert said(page).count("个目标") == 2
    long = plan_of("{{goals}}\n\n{{brief}}", **more).slides
    assert [long[0].kind, long[-1].kind, len(long) > 4] == ["cover", "closing", True]


def test_effort_has_the_buffer_and_the_total_and_money_only_in_the_house() -> None:
    deal = Opportunity(name="o", buffer=25, day_rate=2000)
    (rows,) = tables("{{effort}}", requirements=NEEDS, opportunity=deal)
    assert [row[1::2] for row in rows[1:]] == [
        ["排课冲突", "8–12"],
        ["小计", "8–12"],
        ["风险预留 25%", "2–3"],
        ["合计", "10–15"],
    ]
    (rows,) = tables("{{effort}}", audience="internal", requirements=NEEDS, opportunity=deal)
    assert rows[-1] == ["", "金额（元）", "", "20,000–30,000"]


def test_requirements_stand_under_their_modules() -> None:
    slide = content(plan_of("{{requirements}}", requirements=NEEDS))[0]
    leads = [plain(b.runs) for b in slide.blocks if isinstance(b, Paragraph)]
    assert leads == ["CRM (1)", "排课 (2)"]
    assert "作废的需求" not in said(plan_of("{{requirements}}", requirements=NEEDS))


def test_pains_have_their_quote_and_speaker() -> None:
    pain = Pain(title="漏跟严重", cost="每天 1000 条", quote="老师看不过来", speaker="李主任\x0b教务处")
    slide = content(plan_of("{{pains}}", pains=(pain,)))[0]
    (quote,) = (b for b in slide.blocks if isinstance(b, Quote))
    assert plain(quote.runs) == "“老师看不过来”"
    assert quote.by == "李主任 教务处"
    (items,) = (b for b in slide.blocks if isinstance(b, Items))
    assert [plain(i.runs) for i in items.items] == ["漏跟严重", "影响：每天 1000 条"]


def test_trial_criteria_and_issues() -> None:
    trial = Trial(
        title="一期", purpose="验证", start="2026-12-01", end="2026-12-21", decision_link="达标即采购"
    )
    told = said(plan_of("{{trial}}", trials=(trial,)))
    assert "周期：2026-12-01至2026-12-21" in told
    assert "达标即采购" in told
    rows = tables(
        "{{criteria}}", criteria=(Criterion(title="响应", target="2", unit="s", must=True, state="met"),)
    )
    assert rows[0][1] == ["响应（必达）", "2 s", "达成"]
    issues = (
        Issue(ref="ISS-001", title="登录", kind="deployment"),
        Issue(ref="ISS-002", title="规则", kind="usage", status="closed"),
    )
    counts, open_ = tables("{{issues}}", issues=issues)
    assert counts[1:] == [
        ["不会使用", "1", "0", "1"],
        ["无法访问", "1", "1", "0"],
        ["异常报错", "0", "0", "0"],
    ]
    assert [row[0] for row in open_[1:]] == ["ISS-001"]


def test_next_steps_of_both_sides_and_promises() -> None:
    actions = (
        Action(title="开账号", side="client", due="2026-12-02"),
        Action(title="出清单", side="us", due="2026-12-01"),
        Action(title="已做", state="done"),
    )
    (rows,) = tables("{{actions}}", actions=actions)
    assert [row[:2] for row in rows[1:]] == [["我方", "出清单"], ["客户", "开账号"]]
    (rows,) = tables("{{commitments}}", commitments=(Commitment(title="4 小时答复", owner="王工"),))
    assert rows[1][:2] == ["4 小时答复", "王工"]


def test_only_risks_that_may_be_told_are_told_even_in_the_house() -> None:
    risks = (Risk(title="无外网", visibility="external", impact=2), Risk(title="友商低价"))
    (rows,) = tables("{{risks}}", audience="internal", risks=risks)
    assert [row[0] for row in rows[1:]] == ["无外网"]
    assert rows[1][2] == "中"


def test_dates_background_goals_and_deployment() -> None:
    deal = Opportunity(
        name="o",
        key_dates=(("2026-12-25", "终稿"), ("2026-12-01T09:30", "启动")),
        deployment="on_premises",
        summary="目标",
    )
    (rows,) = tables("{{dates}}", opportunity=deal)
    assert rows[1:] == [["2026-12-01 09:30", "启动"], ["2026-12-25", "终稿"]]
    told = said(
        plan_of(
            "{{deployment}}\n{{goals}}\n{{background}}",
            opportunity=deal,
            client=Client(background="**校区**"),
        )
    )
    assert "私有化(客户机房)" in told
    assert "目标" in told
    assert "校区" in told


@pytest.mark.parametrize("name", [name for name in SLOTS if name != "sla"])
@pytest.mark.parametrize(("lang", "missing"), [("zh", "待补："), ("en", "To be completed: ")])
def test_a_data_line_without_data_says_what_is_to_be_completed(name: str, lang: str, missing: str) -> None:
    bare: dict[str, Any] = {"client": Client(name="c"), "opportunity": Opportunity(name="o")}
    (slide,) = content(plan_of(f"{{{{{name}}}}}", lang, **bare))
    (block,) = slide.blocks
    assert isinstance(block, Paragraph)
    assert block.style == "missing"
    assert plain(block.runs) == missing + asked(name, {}, lang)


def test_an_unknown_name_stays_text() -> None:
    assert "{{wishes}}" in said(plan_of("{{wishes}}"))


def test_coverage_of_modules_is_a_chart_of_parts_that_add_up() -> None:
    charts = [
        block
        for slide in content(plan_of("{{coverage}}", "zh", "client", requirements=NEEDS))
        for block in slide.blocks
        if isinstance(block, Chart)
    ]
    (modules,) = [chart for chart in charts if chart.stacks]
    assert modules.labels == ("排课", "CRM")
    assert dict(modules.stacks) == {"即用": (0.0, 1.0), "需投入": (1.0, 0.0), "待评估": (1.0, 0.0)}
    assert [sum(values) for values in zip(*(v for _n, v in modules.stacks), strict=True)] == list(
        modules.values
    )


def test_the_frame_of_the_trial_is_not_told_as_that_of_the_project() -> None:
    trial = Trial(scope_out="医保结算", environment="一台测试机")
    need = Requirement(ref="REQ-009", title="医保结算", priority="must")
    scope = said(plan_of("{{scope}}", requirements=(need,), trials=(trial,)))
    assert "本期不含" not in scope
    assert "试用环境：一台测试机" in said(plan_of("{{deployment}}", trials=(trial,)))


def test_an_answer_that_announces_points_is_told_with_them() -> None:
    answer = "组合算法本期开发：\n\n- 在院时间最短。\n- 给出**三个**方案\n"
    needs = (Requirement(title="组合", fit="standard", priority="must", response=answer),)
    told = "组合算法本期开发：在院时间最短；给出三个方案"
    for line in ("{{functions}}", "{{strengths}}"):
        items = content(plan_of(line, requirements=needs))[0].blocks[0]
        assert isinstance(items, Items)
        assert told in " ".join(plain(item.runs) for item in items.items)


def test_english_words_are_set_apart() -> None:
    need = Requirement(title="Booking", fit="standard", priority="must", response="Five channels.")
    told = plan_of("{{strengths}}", "en", requirements=(need,))
    (items,) = (block for block in content(told)[0].blocks if isinstance(block, Items))
    assert plain(items.items[0].runs) == "Booking – Five channels."
    (rows,) = tables("{{criteria}}", "en", criteria=(Criterion(title="Speed", must=True, target="2"),))
    assert rows[1][0] == "Speed (must)"
    owed = (Action(title="Open 443", owner="Cole", due="2026-12-01", side="client"),)
    (brief,) = content(plan_of("{{brief}}", "en", actions=owed, requirements=(need,)))
    assert "Next: Open 443 (Cole, 2026-12-01)" in [text for area in brief.areas for text in texts_of(area)]
    (rows,) = tables("{{actions}}", "en", actions=owed)
    assert rows[1][0] == "Client"
    (rows,) = tables("{{sla}}", "en")
    assert rows[-1][-2:] == ["1 day", "5 days"]


def test_a_column_of_which_nothing_is_known_is_left_out() -> None:
    bare = tuple(replace(need, response="") for need in NEEDS)
    block = content(plan_of("{{responses}}", requirements=bare))[0].blocks[0]
    assert isinstance(block, Table)
    assert [plain(cell) for cell in block.header] == ["编号", "需求", "优先级", "满足程度"]
    assert block.align == ("left", "left", "center", "center")
    (rows,) = tables("{{annex}}", requirements=bare)
    assert rows[0] == ["编号", "需求"]


def test_issues_tell_how_fast_they_were_answered_once() -> None:
    asked = "2026-11-02T01:00:00+00:00"
    steps = (("open", asked, ""), ("ack", "2026-11-02T01:20:00+00:00", ""))
    issues = (Issue(title="登录", kind="usage", status="ack", reported=asked, status_log=steps),)
    (counts, _open) = tables("{{issues}}", issues=issues)
    assert counts[0] == ["类型", "数量", "处理中", "已解决", "平均响应"]
    assert counts[1] == ["不会使用", "1", "1", "0", "20 分钟"]


def test_the_foremost_requirements_are_of_every_module_and_stay_in_their_order() -> None:
    needs = [
        Requirement(
            ref=f"REQ-{n:03d}", title=f"需求{n}", module="挂号" if n < 9 else f"模块{n}", priority="should"
        )
        for n in range(1, 12)
    ]
    needs[4] = replace(needs[4], impact="breaker", priority="could")
    needs[6] = replace(needs[6], priority="must")
    (rows,) = tables("{{responses most=5}}", requirements=tuple(needs))
    assert [row[0] for row in rows[1:]] == ["REQ-005", "REQ-007", "REQ-009", "REQ-010", "REQ-011"]
    clauses = tuple(replace(need, clause=str(90 - n)) for n, need in enumerate(needs))
    (rows,) = tables("{{responses most=2 order=clause}}", requirements=clauses)
    assert [row[0] for row in rows[1:]] == ["80\nREQ-011", "81\nREQ-010"]


def test_training_and_deployment_tell_what_is_answered_to_them() -> None:
    needs = (
        Requirement(title="六百人上手", type="training", response="十二场，每场五十人"),
        Requirement(title="三台服务器", type="deployment", response="已有两台"),
        Requirement(title="作废的服务器", type="deployment", status="rejected"),
    )
    for line, told in (
        ("{{training}}", [("六百人上手", 0), ("十二场，每场五十人", 1)]),
        ("{{deployment}}", [("需求：三台服务器", 0), ("已有两台", 1)]),
    ):
        (items,) = (b for b in content(plan_of(line, requirements=needs))[0].blocks if isinstance(b, Items))
        assert [(plain(item.runs), item.level) for item in items.items] == told
