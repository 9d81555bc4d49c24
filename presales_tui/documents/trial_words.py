"""The words of the trial report, in the language of the report."""

# ruff: noqa: E501 - a table reads better unbroken

from __future__ import annotations

from presales_tui.documents.words import table

_WORDS = """
trial             | 试用 | Trial
report            | 试用报告 | Trial report
s_conclusion      | 结论 | Conclusion
s_overview        | 试用概述 | The trial
s_criteria        | 标准对照表 | Criteria, one by one
s_value           | 业务价值 | What it is worth
s_course          | 过程记录 | How it went
s_issues          | 问题清单与解决情况 | Issues and how they were solved
s_performance     | 性能与稳定性 | Performance and stability
s_words           | 客户评价（原话） | In the client's words
s_limits          | 说明与限制 | Notes and limits
s_unmet           | 未满足项与应对 | What is not met, and what is done about it
s_next            | 结论与下一步 | Conclusion and next step
s_end             | 环境回收与数据归还 | Environment and data afterwards
s_signatures      | 双方签字 | Signatures
score             | 共 {n} 项标准，达成 {met} 项，部分达成 {partial} 项，未达成 {unmet} 项，未测 {untested} 项 | {n} criteria: {met} met, {partial} in part, {unmet} not met, {untested} not tested
must_score        | 其中必达 {n} 项，达成 {met} 项 | {n} of them must be met; {met} are
judged            | 结论：{verdict} | Verdict: {verdict}
by_count          | 按标准计算：{verdict}，待双方确认 | By the criteria: {verdict}, to be confirmed by both sides
no_verdict        | 结论：尚无（标准未测完） | Verdict: none yet (not every criterion is tested)
version           | 产品版本 | Version
end_state         | 结束安排 | Afterwards
amended           | 标准锁定后的变更 | Changes after the criteria were locked
was               | 原 | Was
is_now            | 现 | Is
reason            | 理由 | Reason
original          | 标准原文 | Criterion as agreed
actual            | 实际 | Actual
verdict_c         | 结论 | Verdict
evidence          | 证据 | Evidence
pain              | 痛点 | Pain
figure            | 客户的数字 | The client's figure
quote             | 原话 | Verbatim
proof             | 证明它的标准 | Criteria that prove it
training          | 培训 | Training
came              | （{n} 人） | ({n} people)
begun             | 试用开始 | Trial begins
midpoint          | 中期评审 | Mid-point review
finished          | 试用结束 | Trial ends
sum               | 合计（三类） | All three
average_response  | 平均响应 | Response, mean
median_response   | 中位响应 | Response, median
average_solution  | 平均解决 | Solution, mean
median_solution   | 中位解决 | Solution, median
late_response     | 响应超时 | Late response
late_solution     | 解决超时 | Late solution
kinds             | 三类问题统计 | The three kinds
severities        | 按严重程度 | By severity
issue_list        | 问题清单 | All issues
unresolved        | 未解决的问题 | Open issues
all_resolved      | 没有未解决的问题。 | No issue is open.
no_issues         | 试用期间没有登记问题。 | No issue was reported in the trial.
reported          | 提出 | Reported
response          | 响应 | Response
solution          | 解决 | Solution
answer            | 处理办法 | What was done
clock_always      | 时长按 7×24 小时计，扣除等待客户的时间。 | Times count 7x24, without the time an issue waited for the customer.
clock_working     | 时长按工作时间（{hours}）计，扣除等待客户的时间。 | Times count working hours ({hours}), without the time an issue waited for the customer.
overdue           | 超时 | overdue
minutes_n         | {n} 分钟 | {n} min
hours_n           | {n} 小时 | {n} h
workaround_of     | {ref} {title}：变通办法：{text} | {ref} {title}: workaround: {text}
fit_of            | {ref} {title}：{fit} | {ref} {title}: {fit}
scope_out_of      | 不在试用范围内：{text} | Not in the scope of the trial: {text}
no_limits         | 无变通、无保留项。 | No workaround and no reservation.
item              | 未满足项 | Not met
plan              | 应对 | What is done
person_days       | 二开人天 | Person-days
all_met           | 没有未满足项。 | Nothing is left unmet.
if_met            | 试用方案约定 | As agreed in the plan
todo              | （待补：{what}） | (to be completed: {what})
party_client      | 甲方（客户） | Client
party_us          | 乙方 | Vendor
organisation      | 单位 | Organisation
name              | 姓名 | Name
signature         | 签字 | Signature
sign_date         | 日期 | Date
agreed            | 标准由 {who} 于 {day} 确认 | Criteria agreed by {who} on {day}
what_purpose      | 试用目的、时间、范围 | purpose, period and scope
what_criteria     | 验收标准 | criteria
what_pains        | 痛点与客户的数字 | pains and the client's figures
what_course       | 会议与里程碑 | meetings and milestones
what_performance  | 性能与稳定性数据 | performance and stability figures
what_words        | 客户原话；记录时加标签 #评价 | the client's words; tag them #feedback
what_link         | 达标之后客户承诺做什么 | what the client commits to if the criteria are met
what_end          | 环境回收与数据归还的安排 | what happens to environment and data
"""


WORDS = table(_WORDS)
"""Key to (中文, English)."""


def said(lang: str, key: str, **values: object) -> str:
    """A word of the report in `zh` or `en`, with its placeholders filled."""
    text = WORDS[key][lang != "zh"]
    return text.format(**values) if values else text
