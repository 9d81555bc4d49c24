"""The words that a deck is made with, in its own language, which need not be that of the program."""

from __future__ import annotations

_WORDS = """
agenda            | 目录                               | Agenda
client            | 客户                               | Client
project           | 项目                               | Project
prepared_by       | 编制                               | Prepared by
version_label     | 版本                               | Version
overview          | 开始                               | Opening
set_aside         | 已撤下的页                         | Set aside
closing           | 谢谢                               | Thank you
closing_section   | 结束                               | Closing
solution          | 解决方案                           | Solution
continued         | （续 {n}）                         | (cont. {n})
to_complete       | 待补：{what}                       | To be completed: {what}
to_fill_in        | {chapter}：待补                    | {chapter}: to be completed
missing_body      | 本节内容                           | content of this section
no_sections       | 方案大纲                           | Outline
confidential      | 商业机密，仅供 {client} 阅读       | Confidential, for {client} only
confidential_bare | 商业机密                           | Confidential
internal          | 内部资料，请勿外发                 | Internal, not to leave the company
answers           | 响应需求：{refs}                   | Answers: {refs}
note_requirements | 需求                               | Requirements
note_quotes       | 客户原话（内部）                   | In the client's words (internal)
note_title        | 完整标题                           | Full title
note_refs         | 全部需求编号                       | All requirement refs
more              | 等 {n} 项                          | and {n} more
ref               | 编号                               | Ref
requirement       | 需求                               | Requirement
requirements      | 需求                               | Requirements
priority          | 优先级                             | Priority
fit               | 满足程度                           | Fit
response          | 响应                               | Response
person_days       | 人天                               | Person-days
module            | 模块                               | Module
no_module         | 其他                               | Other
days_range        | {low}–{high}                       | {low}–{high}
total_before      | 小计                               | Subtotal
buffer            | 风险预留 {percent}%                | Risk buffer {percent}%
total             | 合计                               | Total
cost              | 金额（元）                         | Cost (CNY)
not_estimated     | 待估算                             | to estimate
coverage_total    | 需求 {n} 条，已评估 {assessed} 条  | {n} requirements, {assessed} assessed
coverage_meets    | 可满足率 {percent}（{n} 条）       | Can be met {percent} ({n})
coverage_weighted | 按优先级加权的可满足率 {percent}   | Can be met, weighted by priority {percent}
coverage_unknown  | 待评估 {n} 条，不计入已满足        | {n} to assess, never counted as met
coverage_chart    | 需求满足情况（条）                 | How the requirements are met (count)
coverage_modules  | 各模块满足情况（条）               | How the modules are met (count)
figure_total      | 条需求，已评估 {assessed} 条       | requirements, {assessed} assessed
figure_ready      | 即用率（{n} 条）                   | ready to use ({n})
figure_meets      | 可满足率（{n} 条）                 | can be met ({n})
figure_weighted   | 按优先级加权可满足率               | met, weighted by priority
figure_unknown    | 条待评估                           | to assess
figure_days       | 人天，二次开发（含风险预留）       | person-days of customisation, with buffer
figure_criteria   | 试用标准已达成                     | trial criteria met
chart_ready       | 即用                               | Ready
chart_work        | 需投入                             | With work
chart_not         | 尚不满足                           | Not yet met
chart_unknown     | 待评估                             | To assess
pain_cost         | 影响：{cost}                       | Cost: {cost}
criterion         | 验收标准                           | Criterion
measure           | 衡量方法                           | Measure
target            | 目标                               | Target
achieved          | 实测                               | Achieved
state             | 状态                               | State
purpose           | 目的                               | Purpose
period            | 周期                               | Period
scope_in          | 范围内                             | In scope
scope_out         | 范围外                             | Out of scope
decision_link     | 达标之后                           | When the criteria are met
environment       | 环境                               | Environment
trial_environment | 试用环境                           | Trial environment
cadence           | 沟通节奏                           | Cadence
people            | 参与人                             | People
verdict           | 结论                               | Verdict
kind              | 类型                               | Kind
count             | 数量                               | Count
issue_open        | 处理中                             | Open
issue_done        | 已解决                             | Solved
issue             | 问题                               | Issue
severity          | 严重度                             | Severity
side              | 负责方                             | Side
action            | 事项                               | Action
owner             | 负责人                             | Owner
due               | 日期                               | Due
commitment        | 承诺                               | Commitment
date              | 日期                               | Date
event             | 事项                               | Event
risk              | 风险                               | Risk
kind_risk         | 类别                               | Kind
response_risk     | 应对                               | Response
impact            | 影响                               | Impact
diagram           | 图示占位：{program} 图             | Place of the {program} diagram
deployment        | 部署方式                           | Deployment
by                | 编制：{author}                     | By {author}
version           | 版本：{version}                    | Version {version}
level3_1          | 低                                 | Low
level3_2          | 中                                 | Medium
level3_3          | 高                                 | High
from_to           | {start} 至 {end}                   | {start} to {end}
minutes           | 会议纪要                           | Minutes
meeting_name      | 会议名称                           | Meeting
number            | 编号                               | No.
time              | 时间                               | Time
meeting_type      | 会议类型                           | Type
place             | 地点                               | Place
host              | 主持人                             | Host
recorder          | 记录人                             | Recorder
present           | 参会人员                           | Present
present_us        | 我方参会                           | Present (us)
present_client    | 客户方参会                         | Present (client)
present_partner   | 合作伙伴参会                       | Present (partner)
present_other     | 其他参会                           | Present (others)
absent            | 缺席                               | Absent
agenda_minutes    | 会议议程                           | Agenda
discussion        | 会议内容                           | Discussion
decisions         | 会议决议                           | Decisions
decision          | 决议                               | Decision
actions           | 待办事项                           | Actions
questions         | 待澄清问题                         | Open questions
question          | 问题                               | Question
answered_by       | 由谁答复                           | To be answered by
commitments       | 承诺事项                           | Commitments
to_whom           | 承诺对象                           | Promised to
requirements_heard | 本次记录的需求                    | Requirements heard
speaker           | 提出人                             | Said by
followup          | 跟进清单                           | Follow-up
as_of             | 截至 {day}                         | As of {day}
actions_us        | 我方待办                           | Actions on our side
actions_client    | 客户待办                           | Actions on the client's side
actions_partner   | 合作伙伴待办                       | Actions on the partner's side
to_confirm        | 待确认问题                         | Questions to confirm
decided           | 决定                               | Decisions taken
days_late         | （逾期 {n} 天）                    | (overdue by {n} d)
contract          | 是否入合同                         | Contract
delivery_impact   | 对交付的影响                       | Impact on delivery
answer            | 答复                               | Answer
why               | 理由                               | Reason
next_meeting      | 下次会议                           | Next meeting
industry          | 行业                               | Industry
size              | 规模                               | Size
meeting_subject   | 主题                               | Subject
not_in_scope      | 本期不含                           | Not in scope this time
unranked          | 未排序                             | Not ranked
role              | 角色                               | Role
item              | 项目                               | Item
amount            | 数值                               | Amount
acceptance        | 验收准则                           | Acceptance
metric            | 指标                               | Metric
trial             | 试用                               | Trial
n_assessed        | {n} 条，已评估 {assessed} 条       | {n}, {assessed} assessed
pains             | 痛点                               | Pain points
next              | 下一步                             | Next
criteria_met      | {total} 项标准中 {n} 项已达成      | {n} of {total} criteria met
begins            | {name}开始                         | {name}: start
ends              | {name}结束                         | {name}: end
milestone         | 里程碑                             | Milestone
meaning           | 含义                               | Meaning
respond_in        | 响应时限                           | Response within
solve_in          | 解决时限                           | Solution within
sla_P1            | 核心业务中断                       | Core business down
sla_P2            | 主要功能受阻，影响较大             | A main function is blocked
sla_P3            | 部分功能受影响，有变通办法         | Partly affected, with a workaround
sla_P4            | 咨询与一般问题                     | Questions and minor issues
n_minutes         | {n} 分钟                           | {n} min
n_hours           | {n} 小时                           | {n} h
n_days            | {n} 天                             | {n} days
one_day           | 1 天                               | 1 day
name              | 姓名                               | Name
job               | 职务                               | Job
department        | 部门                               | Department
presales          | 售前负责人                         | Presales lead
sales             | 客户经理                           | Account manager
"""

_LONG = {
    "comma": ("，", ", "),
    "in_brackets": ("（{text}）", " ({text})"),
    "dash": ("——", " – "),
    "must_mark": ("（必达）", " (must)"),
    "update_contents": (
        "打开文件后右键“更新域”生成目录。",
        "Update the field to fill the contents.",
    ),
    "missing_outline": (
        "方案还没有章节。请先在大纲中写下章节，再导出。",
        "The outline has no sections yet. Write some, then export again.",
    ),
    "coverage_ready": (
        "即用率 {percent}（{n} 条标准或配置满足）",
        "Ready to use {percent} ({n} out of the box or by configuration)",
    ),
    "coverage_define": (
        "即用率 =（标准 + 配置）/ 已评估；可满足率 =（标准 + 配置 + 二次开发 + 第三方 + 变通）/ 已评估；"
        "加权：必须 3，应有 2，可有 1。",
        "Ready = (standard + configuration) / assessed. Can be met = (standard + configuration + "
        "customisation + third party + workaround) / assessed. Weights: must 3, should 2, could 1.",
    ),
}


def table(text: str) -> dict[str, tuple[str, str]]:
    """Words from a table, one a line: key | 中文 | English."""
    rows = (row.split("|") for row in text.strip().splitlines())
    return {key.strip(): (zh.strip(), en.strip()) for key, zh, en in rows}


WORDS = table(_WORDS) | _LONG
"""Key to (中文, English)."""


def word(lang: str, key: str, **values: object) -> str:
    """A word of the deck in `zh` or `en`, with its placeholders filled."""
    text = WORDS[key][lang != "zh"]
    return text.format(**values) if values else text


def colon(lang: str) -> str:
    """What stands between a label and its value."""
    return "：" if lang == "zh" else ": "
