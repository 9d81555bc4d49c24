"""The words of the hand-over, in its own language."""

# ruff: noqa: E501 - a table reads better unbroken

from __future__ import annotations

from presales_tui.documents.words import table

_WORDS = """
handover        | 项目交底书 | Hand-over to delivery
s_project       | 项目概况 | The project
s_why           | 为什么买（客户原话） | Why they buy, in their words
s_people        | 关键人与态度（内部） | People and where they stand (internal)
s_promises      | 承诺（含默示与非合同） | Promises, the implied ones and those outside the contract too
s_open          | 未完事项 | What is still open
s_scope         | 范围 | Scope
s_requirements  | 需求清单 | Requirements
s_proof         | 已验证与仅凭口头 | What was shown, and what is only said
s_trial         | 试用结果 | Outcome of the trial
s_risks         | 风险与红旗（内部） | Risks and red flags (internal)
s_environment   | 环境与访问 | Environment and access
s_documents     | 已出文档 | Documents made so far
s_days          | 接下来 30 天 | The next 30 days
s_checklist     | 交接清单 | Checklist
s_signatures    | 交接签字 | Signatures
n_all           | 共 {n} 条 | {n} in all
n_open_of       | 共 {n} 条，未完 {open} 条 | {n} in all, {open} open
stage           | 阶段 | Stage
outcome         | 技术结论 | Technical outcome
value           | 预计金额（元） | Expected amount (CNY)
tender          | 招标编号 | Tender no.
key_dates       | 关键日期 | Key dates
coverage        | 可满足率 | Can be met
custom          | 二次开发 | Customisation
custom_days     | {n} 条，{days} 人天（含风险预留 {buffer:g}%） | {n}, {days} person-days (with {buffer:g}% buffer)
unestimated     | ，其中 {n} 条待估算 | , {n} of them to estimate
buying_role     | 决策角色 | Buying role
influence       | 影响力 | Influence
stance          | 态度 | Stance
concerns        | 诉求与备注 | Wants, and notes
contact         | 联系方式 | Contact
l_client        | 客户方 | The client's people
l_partner       | 合作伙伴 | Partners
l_us            | 我方 | Our side
l_steps         | 决策流程 | How they decide
l_decisions     | 已定的决定 | What was decided
l_scope_in      | 范围内（本期） | In scope
l_scope_out     | 范围外（本期不做） | Out of scope
l_origin        | 需求出处（原话、会议、行） | Where each requirement was said
l_meetings      | 会议一览 | Meetings
clock           | 时钟 | Clock
l_issues        | 未决问题单 | Issues still open
l_medd          | 还不清楚的（MEDDPICC） | What is not known yet (MEDDPICC)
l_needs         | 与环境有关的需求 | Requirements on the environment
l_suspect       | 必须项中仅凭口头的 | Musts that are only said
must_n          | 其中必须 | Of them must
cost_figure     | 客户的数字 | Their figure
pain            | 痛点 | Pain
deviation       | 偏离 | Deviation
words           | 原话 | In their words
origin          | 出处 | Where
line            | ，第 {n} 行 | , line {n}
proof_met       | 试用验证达成 | Met in the trial
proof_failed    | 试用未达成或部分达成 | Not met, or in part, in the trial
proof_shown     | 有依据，未试用 | Evidence, not tried
proof_said      | 仅凭口头 | Only said
proof_none      | 待评估或不满足 | To assess, or not met
basis           | 依据 | Basis
requirements    | 需求 | Requirements
step            | 环节 | Step
decides         | 由谁决定 | Who decides
by_what         | 决策标准 | By which criteria
letter          | 要素 | Letter
known           | 把握程度 | How well known
gap             | 还缺什么 | What is missing
probability     | 概率 | Probability
document        | 文档 | Document
meeting_title   | 会议 | Meeting
what            | 事项 | What
kind_deck       | 方案 PPT（基线 {ref}） | Deck (baseline {ref})
no_trial        | 没有试用。 | There was no trial.
no_risks        | 没有记录在案的未关闭风险。 | No open risk is on record.
no_days         | 30 天内没有到期事项。 | Nothing is due within 30 days.
none_open       | 没有未完事项。 | Nothing is open.
none            | 无。 | None.
no              | 序号 | No.
l_limits        | 变通、限制与保留项 | Workarounds, limits and reservations
workaround      | 变通或处理 | Workaround or fix
trial_environment | 试用环境 | Trial environment
host            | 服务器 | Server
version_tried   | 试用版本 | Version tried
end_state       | 试用结束安排 | After the trial
item            | 交接内容 | What is handed over
amount          | 现状 | As it stands
received        | 移交 | Handed over
receiver        | 接收人 | Received by
remark          | 备注 | Remark
c_requirements  | 需求清单与偏离、人天 | Requirements with deviation and person-days
c_promises      | 承诺清单（含默示） | Promises, implied ones too
c_open          | 待办与待澄清问题 | Actions and open questions
c_people        | 关键人引见 | People introduced
c_trial         | 试用报告与未决问题单 | Trial report and open issues
c_environment   | 环境、账号与访问方式 | Environment, accounts and access
c_documents     | 方案、纪要等文档 | Solution, minutes and other documents
c_risks         | 风险与红旗当面说明 | Risks and red flags told in person
c_meeting       | 需求交底会 | Hand-over meeting
c_support       | 需要售前继续参与的承诺 | Promises that need presales further on
unfinished      | {n} 条未完 | {n} open
persons         | {n} 人 | {n} people
files           | {n} 份 | {n} documents
entries         | {n} 条 | {n}
held            | {day} 已开 | held on {day}
planned         | {day} 计划 | planned for {day}
not_planned     | 尚未安排 | not planned yet
giver           | 移交方（售前） | Handed over by (presales)
taker           | 接收方（交付） | Received by (delivery)
witness         | 见证（销售） | Witness (sales)
what_pains      | 痛点与客户原话 | pains in the client's words
what_people     | 关键人 | people
what_promises   | 承诺；没有也请写明 | promises; say so if there is none
what_scope      | 范围 | scope
what_environment | 部署方式、服务器、账号 | deployment, servers, accounts
what_documents  | 还没有出过文档 | no document was made yet
"""

WORDS = table(_WORDS)
"""Key to (中文, English)."""


def told(lang: str, key: str, **values: object) -> str:
    """A word of the hand-over in `zh` or `en`, with its placeholders filled."""
    text = WORDS[key][lang != "zh"]
    return text.format(**values) if values else text
