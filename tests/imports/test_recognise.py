"""What minutes say in so many words is proposed, with owner and date; what they do not say is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from presales_tui.imports.minutes import recognise
from presales_tui.imports.minutes.due import due_of
from presales_tui.imports.minutes.owners import owner_of
from presales_tui.imports.notes import notes_change
from presales_tui.imports.series import parts_of
from presales_tui.model.followup import Action, Decision, Risk
from presales_tui.model.meeting import Line
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement

DAY = date(2026, 11, 20)
"""A Friday."""


def found(text: str) -> list[tuple[str, str, str, str]]:
    return [(p.kind[0], p.title, p.owner, p.due) for p in recognise(text.split("\n"), DAY).proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Action items\n\n- Kim to send the list\n- [x] call back (@lee)\n\n## Notes\n\n- talk",
            [("a", "Kim to send the list", "Kim", ""), ("a", "call back", "lee", "")],
        ),
        (
            "## 待办事项\n1. 张三：发部署清单，周五前\n2. 李四 提供账号 12月1日前完成",
            [
                ("a", "发部署清单，周五前", "张三", "2026-11-20"),
                ("a", "李四 提供账号 12月1日前完成", "", "2026-12-01"),
            ],
        ),
        (
            "会议结论：\n1、同意试用两周；\n2、不做二期。\n遗留问题：\n无。\n",
            [("d", "同意试用两周；", "", ""), ("d", "不做二期。", "", "")],
        ),
        (
            "- AI: Mo will check\n- AI(Jo): write\n- Decision: use Forms",
            [("a", "Mo will check", "Mo", ""), ("a", "write", "Jo", ""), ("d", "use Forms", "", "")],
        ),
        (
            "三、会议决议\n先试用\n\n四、下一步工作计划\n1. 准备环境（负责人：王工）\n",
            [("d", "先试用", "", ""), ("a", "准备环境（负责人：王工）", "王工", "")],
        ),
        (
            "| 序号 | 待办事项 | 责任人 | 完成时间 |\n|---|---|---|---|\n"
            "| 1 | 出报价 | 小陈 | 2026-12-05 |\n| 2 | | | |",
            [("a", "出报价", "小陈", "2026-12-05")],
        ),
        (
            "| 会议结论 | 1、同意立项；2、下月启动 |\n|---|---|\n| 遗留问题 | 无 |",
            [("d", "同意立项；", "", ""), ("d", "下月启动", "", "")],
        ),
        ("### Open questions\n* Who deploys?\n* none", [("q", "Who deploys?", "", "")]),
        (
            "We agreed to start on Monday.\n经讨论，双方一致同意延期。",
            [("d", "We agreed to start on Monday.", "", ""), ("d", "经讨论，双方一致同意延期。", "", "")],
        ),
        (
            "**Action Items**\n- Jane Doe\n  - send A\n  - send B by 2026-12-01\n",
            [("a", "send A", "Jane Doe", ""), ("a", "send B by 2026-12-01", "Jane Doe", "2026-12-01")],
        ),
        (
            "### 分工\n|序号|人员|任务|\n|-|-|-|\n|1|@小陈|出报价|",
            [("a", "出报价", "小陈", "")],
        ),
        (
            "Type | Description | Owner | Deadline\n--- | --- | --- | ---\nT | Send SRS | Kim | 2026-12-05\n"
            "D | Weekly calls | Kim |\nI | Talk |  |",
            [("a", "Send SRS", "Kim", "2026-12-05"), ("d", "Weekly calls", "Kim", "")],
        ),
        (
            "- 制定下一阶段开发计划：\n  - 前端开发部分：\n    - 改列表页\n  - 后端开发部分：\n"
            "    - 建库\n- 下次会议：待定",
            [("a", "改列表页", "", ""), ("a", "建库", "", "")],
        ),
        (
            "Kim will send the list.\nNode will drop it. Lee will be away.\n\nPresent: Kim Park, Lee",
            [("a", "Kim will send the list.", "Kim", "")],
        ),
        (
            "组员讨论后，最终决定了先试用。\n- 确定选题为客户门户\n尚未决定。\n确定主要任务",
            [("d", "组员讨论后，最终决定了先试用。", "", ""), ("d", "确定选题为客户门户", "", "")],
        ),
        (
            "The proposal was passed by a vote.\nIf it was agreed, fine.\nLet's go with plan B.",
            [("d", "The proposal was passed by a vote.", "", ""), ("d", "Let's go with plan B.", "", "")],
        ),
        (
            "[会后任务] ①定接口 ②备数据\n**Action point**: ask Kim",
            [("a", "定接口", "", ""), ("a", "备数据", "", ""), ("a", "ask Kim", "", "")],
        ),
        (
            "1. 核心决策\n先做试用。\n2. 背景\n不必多说。\n状态如何切换（待解决）",
            [("d", "先做试用。", "", ""), ("q", "状态如何切换", "", "")],
        ),
        (
            "We met and decided on the following:\n- start with A\n\n任务安排如下：\n- 出报价",
            [("d", "start with A", "", ""), ("a", "出报价", "", "")],
        ),
        (
            "### Task assignment\n* **Login page:**\n  * Kim Park (remote)\n  * Lee Ann\n",
            [("a", "Login page", "Kim Park, Lee Ann", "")],
        ),
        (
            "Present: Kim Park\n\nDiscussed briefly, Kim will think about it.\nThe pilot is postponed.\n"
            "Members were volunteering for the following:\n- plan (Kim)\n",
            [
                ("a", "Discussed briefly, Kim will think about it.", "Kim", ""),
                ("d", "The pilot is postponed.", "", ""),
                ("a", "plan", "Kim", ""),
            ],
        ),
        (
            "遗留问题：\n1、是否支持信创？\n2、补充测试报告",
            [("q", "是否支持信创？", "", ""), ("a", "补充测试报告", "", "")],
        ),
    ],
)
def test_what_the_text_says(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One sentence each, with no label before it.
        (
            "Present: Kim, Lee\n\nWe met Mo. Kim will send the price list by Friday.",
            [("a", "Kim", "2026-11-20")],
        ),
        (
            "- **Rob** to create a deck\n- **Rob** and **Ana** to:\n  1) test it\n  2) help",
            [("a", "Rob", "")] * 1 + [("a", "Rob, Ana", "")] * 2,
        ),
        ("We'll check the licence.\nPlease send the contract.", [("a", "", "")] * 2),
        ("Send the updated timeline by next Friday.", [("a", "", "2026-11-27")]),
        ("The proposal will be updated.", [("a", "", "")]),
        (
            "Long talk about vendors - decided to use Postgres.\nEveryone agrees this makes sense.",
            [("d", "", "")] * 2,
        ),
        ("We will go with the smaller server.", [("d", "", "")]),
        ("It is unclear whether the old data must move.", [("q", "", "")]),
        ("The client asked how backups work.\n❓ 谁来付款", [("q", "", "")] * 2),
        ("The client would like users to leave feedback.\nThey need single sign-on.", [("r", "", "")] * 2),
        ("The system must work offline.\n客户希望支持微信登录。\n平台需支持国产数据库", [("r", "", "")] * 3),
        (
            "Brent has concerns about the price.\nThis may delay the launch.\n李主任担心数据迁移丢失",
            [("k", "", "")] * 3,
        ),
        ("Data bottleneck: nobody may see the data.", [("k", "", "")]),
        ("CLIENT'S REQUIREMENTS:\n\n1.) A calendar\n\n2.) A way to filter", [("r", "", "")] * 2),
        ("## 主要风险\n- 工期紧\n- 数据质量差", [("k", "", "")] * 2),
        (
            "## **4. Action Plan & Next Steps**\n| Task | Responsibility | Deadline |\n|:---|:---|:---|\n"
            "| Onboarding | IT | 2026-12-01 |",
            [("a", "IT", "2026-12-01")],
        ),
    ],
)
def test_what_prose_says(text: str, expected: list[tuple[str, str, str]]) -> None:
    letters = {"risk": "k", "requirement": "r"}
    proposals = recognise(text.split("\n"), DAY).proposals
    assert [(letters.get(p.kind, p.kind[0]), p.owner, p.due) for p in proposals] == expected


def test_a_line_that_says_two_things_makes_two_proposals() -> None:
    text = "Present: Kim\n\nThe client wants single sign-on. Kim will send the price list."
    said = [(p.kind, p.title) for p in recognise(text.split("\n"), DAY).proposals]
    assert ("requirement", "The client wants single sign-on.") in said
    assert [kind for kind, _title in said].count("action") == 1


def test_a_requirement_and_a_risk_are_accepted_as_their_records() -> None:
    notes = notes_change(
        "客户希望支持微信登录。\n我们担心工期。",
        name="n.md",
        opportunity=Opportunity(name="Deal"),
        now=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        accept=("requirement", "risk"),
    )
    made = [put.new for put in notes.change.puts if isinstance(put.new, Requirement | Risk)]
    assert [(type(record).__name__, record.title, record.quote) for record in made] == [
        ("Requirement", "客户希望支持微信登录。", "客户希望支持微信登录。"),
        ("Risk", "我们担心工期。", "我们担心工期。"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The action of the valve is slow.",
        "Should we do the event?",
        "No concerns so far.",
        "Mathesar will create a schema.",
        "Docker is the way to go here.\nWe will discuss this later in the meeting.",
        "Please add your name to the list.",
        "客户没有顾虑。\n风险管理模块介绍",
        "We have not decided yet.",
        "Q: does it work?\nA: yes",
        "```\nAI: not this\n- [ ] nor this\n```",
        "R:: 需求 !must\nA:: 已经标记 @小陈",
        "## TODO items from last meeting\n- old thing",
        "| 风险 | 影响 |\n|---|---|\n| 延期 | 高 |",
        "结论：无",
        "AI 平台能力介绍\n人工智能",
        "x" * 357_000,
        "data:image/png;base64," + "QUJD" * 90_000,
        "## Action items\n\n-\n- none\n- N/A\n",
    ],
)
def test_what_it_does_not_say(text: str) -> None:
    assert found(text) == []


def test_people_and_place_of_the_head() -> None:
    text = "参会人员：张三（客户）、李四、王五\n缺席：赵六\n地点：三楼会议室\n主持人：张三\n记录人：小陈\n"
    said = recognise(text.split("\n"))
    assert (said.present, said.absent) == (["张三", "李四", "王五"], ["赵六"])
    assert (said.place, said.host, said.recorder) == ("三楼会议室", "张三", "小陈")
    table = (
        "## Attendees\n| Name | Handle |\n|---|---|\n| Kim Lee | [@kim](https://example.com/kim) |\n| Jo | |"
    )
    assert recognise(table.split("\n")).present == ["Kim Lee", "Jo"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("完成时间：2026-12-30", "2026-12-30"),
        ("计划完成时间20261230", "2026-12-30"),
        ("下周三前给出方案", "2026-11-25"),
        ("send it by next friday", "2026-11-27"),
        ("due March 5", "2027-03-05"),
        ("2月30日前完成", ""),
        ("by 2026-02-30", ""),
        ("we met on Friday", ""),
        ("发布于 2026-01-01", ""),
    ],
)
def test_due_dates(text: str, due: str) -> None:
    assert due_of(text, DAY) == due


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Create a repo (@kim)", "kim"),
        ("Reach out to the team", ""),
        ("@张三 发清单", "张三"),
        ("由李四负责联调", "李四"),
        ("Need to check", ""),
        ("[pat] review", "pat"),
        ("责任人：王工", "王工"),
        ("mail x@example.com", ""),
    ],
)
def test_owners(text: str, owner: str) -> None:
    assert owner_of(text)[0] == owner


def test_a_collection_becomes_many_meetings() -> None:
    text = (
        "# 2026 周会\n\n## 2026-11-06 周会\n决议：做\n\n## 2026-11-13 周会\n参会人员：张三\n- [ ] 发清单\n"
        "\n## 2026-11-20（取消）\n"
    )
    done = notes_change(
        text,
        name="周会.md",
        opportunity=Opportunity(),
        now=datetime.fromisoformat("2026-11-21T10:00+08:00"),
        accept=("action",),
    )
    assert [m.start for m in done.meetings] == ["2026-11-06", "2026-11-13", "2026-11-20"]
    assert done.meetings[1].attendees == ("张三",)
    assert done.meetings[2].state == "cancelled"
    lines = [put.new for put in done.change.puts if isinstance(put.new, Line)]
    assert "\n".join(line.text for line in lines) == text.rstrip("\n")
    records = [put.new for put in done.change.puts if isinstance(put.new, Action | Decision)]
    assert [(r.title, type(r)) for r in records] == [("发清单", Action)]
    line = next(line for line in lines if line.record == records[0].id)
    assert records[0].source_line == line.id
    assert line.text == "- [ ] 发清单"


@pytest.mark.parametrize(
    "text",
    [
        "# 2026-11-06 visit\n\n## Agenda\n\n## Notes\n",
        "# Plan\n\n## Version 2026-01-01\n## Introduction\n## Scope\n## Version 2026-02-01\n## Out\n",
        "no heading 2026-01-01\n2026-01-02",
    ],
)
def test_one_meeting_stays_one(text: str) -> None:
    assert len(parts_of(text.split("\n"))) == 1
