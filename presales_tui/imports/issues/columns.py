"""The columns of an issue log: what trackers and people call each, and how a cell becomes a value and back."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

from typing import Any

from presales_tui.imports.issues.moments import is_day_first, read_moment, show_moment, stored
from presales_tui.imports.issues.reading import LEVELS, likely, refine, settle, tell, untitled
from presales_tui.imports.records.form import NOTE, REF, Form, SheetColumn
from presales_tui.imports.records.words import code_of
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.issue_times import answered_at, solved_at
from presales_tui.model.requirement import Requirement
from presales_tui.model.sla import priority
from presales_tui.model.trial import Criterion, Issue


def _read_priority(text: str, _hint: bool) -> dict[str, Any] | None:
    code = code_of(scales.ISSUE_PRIORITY, text)
    return {"_levels": LEVELS[code], "_priority": code} if code else None


def _moment(name: str) -> Any:
    def read(text: str, day_first: bool) -> dict[str, Any] | None:
        found = read_moment(text, day_first)
        return None if found is None else {name: stored(found)}

    return read


def _read_done(text: str, _hint: bool) -> dict[str, Any] | None:
    word = text.strip().casefold()
    if word in ("1", "true", "yes", "y", "是", "x", "√", "已解决", "已关闭", "closed", "done"):
        return {"_done": True}
    return {"_done": False} if word in ("0", "false", "no", "n", "否", "未解决", "未关闭", "open") else None


def _show_history(issue: Issue, lang: str) -> str:
    return "\n".join(
        f"{show_moment(at)} {scales.ISSUE_STATUS.label(code, lang)} {who}".rstrip()
        for code, at, who in ((*step, "", "")[:3] for step in issue.status_log)
    )


def _read_history(text: str, _hint: bool) -> dict[str, Any] | None:
    steps = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        day, _blank, rest = line.partition(" ")
        clock, _blank, rest = rest.partition(" ")
        when = read_moment(f"{day} {clock}")
        words = rest.split(" ")
        # A label may be of several words, and so may a name: the longest label wins.
        for n in range(min(len(words), 4), 0, -1):
            if when and (code := scales.ISSUE_STATUS.find(" ".join(words[:n]))):
                steps.append((code, stored(when), " ".join(words[n:])))
                break
        else:
            return None
    return {"status_log": tuple(steps)}


COLUMNS = (
    SheetColumn("ref", "编号", "Ref", "ref.", width=10),
    SheetColumn(
        "external_ticket",
        "外部单号",
        "External ticket",
        "序号 单号 工单号 工单编号 问题编号 缺陷编号 bug编号 问题单号 编码 工单 issue编号 id no no. nr # key number iid issue_key issue_id bug_id"
        " ticket ticket_id ticket_number case_number issue_number bug number. issuekey issue_no ref_no reference",
    ),
    SheetColumn(
        "title",
        "问题",
        "Issue",
        "标题 问题标题 主题 问题名称 缺陷标题 bug标题 概要 摘要 问题概述 问题简述 问题摘要 事项 问题主题 title summary subject name headline"
        " short_desc short_description issue_title problem 任务标题 名称 问题单标题",
        width=36,
    ),
    SheetColumn("kind", "问题类型", "Kind", "类型 类别 跟踪 问题分类 问题类别 缺陷类型 bug类型 分类 任务类型 工单类型 issue_type issuetype type tracker category"
                " work_item_type ticket_type request_type bug_type issue_category", "scale", scales.ISSUE_KIND),
    SheetColumn("severity", "严重程度", "Severity", "严重性 严重级别 严重等级 问题级别 问题等级 级别 等级 缺陷等级 缺陷级别 故障级别 影响程度 bug_severity"
                " severity_level", "scale", scales.SEVERITY, width=9),
    SheetColumn("priority", "优先级", "Priority", "优先级别 优先程度 prio pri priority_level", "own", scales.ISSUE_PRIORITY, 7,
                show=lambda issue, _lang: priority(issue), read=_read_priority),
    SheetColumn("impact", "影响", "Impact", "影响范围 影响面", "scale", scales.LEVEL3, width=7),
    SheetColumn("urgency", "紧急", "Urgency", "紧急程度 紧急度 紧迫度", "scale", scales.LEVEL3, width=7),
    SheetColumn("status", "状态", "Status", "问题状态 处理状态 当前状态 进展 进度 解决状态 工单状态 bug状态 任务状态 state issue_status bug_status"
                " ticket_status issue_state", "scale", scales.ISSUE_STATUS, width=10),
    SheetColumn("reported", "提出时间", "Reported at", "报告时间 创建时间 提交时间 反馈时间 发生时间 提出日期 报告日期 反馈日期 提交日期 创建日期 登记时间"
                " 登记日期 发现时间 发现日期 报修时间 日期 时间 created created_at created_on creation_time created_date create_time opened opened_at"
                " opened_date date date_created date_opened report_date reported_at reported_on submitted submitted_at submit_date"
                " published_at creation_ts open_date creation_date created_time 创建于 date_reported", "own", width=17, fields=("reported",),
                show=lambda issue, _lang: show_moment(issue.reported) if issue.reported else "",
                read=_moment("reported"), hint=is_day_first, exact=True),
    SheetColumn("responded", "响应时间", "Answered at", "首次响应时间 受理时间 首次响应 响应日期 first_response first_response_at first_response_time responded"
                " responded_at acknowledged_at response_time 接单时间", "own", width=17,
                show=lambda issue, _lang: show_moment(answered_at(issue)), read=_moment("_responded"), hint=is_day_first, exact=True),
    SheetColumn("solved", "解决时间", "Solved at", "关闭时间 解决日期 完成时间 完成日期 关闭日期 修复时间 修复日期 实际完成时间 closed_at closed_on resolved_at"
                " resolved_on resolution_date resolved date_closed date_resolved close_date closed_date closed_time done_at completed_at"
                " resolved_date solved_date completion_date date_completed date_fixed end_date fixed_date cf_last_resolved solved_at solved_on 结束时间 solution_time resolution_time", "own", width=17,
                show=lambda issue, _lang: show_moment(solved_at(issue)), read=_moment("_solved"), hint=is_day_first, exact=True),
    SheetColumn("done", "是否解决", "Is solved", "是否关闭 是否已解决 是否已关闭 closed is_closed is_resolved done", "own", width=8, read=_read_done,
                show=lambda issue, lang: ("是" if lang == "zh" else "yes") if issue.status in scales.ISSUE_DONE else "", exact=True),
    SheetColumn("reporter", "报告人", "Reported by", "提出人 提交人 反馈人 报修人 创建人 创建者 发现人 提报人 由谁创建 报障人 联系人 客户联系人 提出者 reporter author creator"
                " created_by user caller opened_by requester requested_by submitter submitted_by reported_by raised_by user_login customer"
                " user_email owner_login from 作者"),
    SheetColumn("phone", "电话", "Phone", "联系电话 手机 联系方式 手机号 mobile tel telephone"),
    SheetColumn("assignee", "处理人", "Assignee", "责任人 负责人 指派给 经办人 受理人 跟进人 解决人 当前处理人 修复人 处理人员 解决者 assigned_to owner handler"
                " assignees assigned assignee_login assignee_email assigned_user 执行人"),
    SheetColumn("environment", "环境", "Environment", "运行环境 操作系统 测试环境 所属环境 os platform op_sys hardware operating_system browser", width=16),
    SheetColumn("version", "版本", "Version", "版本号 影响版本 软件版本 发现版本 versions affects_version affects_version/s affected_version"
                " affected_versions build found_in", width=10),
    SheetColumn("steps", "步骤", "Steps", "重现步骤 复现步骤 操作步骤 测试步骤 steps_to_reproduce repro_steps reproduction how_to_reproduce", "text", width=30),
    SheetColumn("expected", "期望", "Expected", "期望结果 预期结果 预期 应有结果 expected_result expected_behavior expected_behaviour", "text", width=24),
    SheetColumn("observed", "现象", "Observed", "描述 问题描述 详细描述 问题现象 故障现象 实际结果 内容 问题内容 详情 问题详情 情况说明 description body text details"
                " detail content actual actual_result actual_behavior message long_desc desc issue_description problem_description"
                " 问题说明 具体描述 反馈内容", "text", width=40),
    SheetColumn("log", "日志", "Log", "错误日志 报错信息 错误信息 日志信息 异常信息 stack_trace stacktrace error_message traceback logs", "text", width=24),
    SheetColumn("cause", "原因", "Cause", "原因分析 问题原因 根因 根本原因 root_cause cause_analysis", "text", width=24),
    SheetColumn("fix", "解决办法", "Fix", "解决方案 解决方法 处理方案 处理结果 处理措施 解决措施 修复方案 答复 回复 处理情况 处理意见 处理过程 措施 整改措施 应对措施"
                " solution resolution_notes resolution_note resolved_notes answer response action_taken corrective_action close_notes", "text", width=30),
    SheetColumn("workaround", "变通办法", "Workaround", "规避措施 临时方案 规避方案 变通 临时措施 临时解决方案", "text", width=24),
    SheetColumn("faq", "常见问题", "FAQ", "是否faq 常见", "flag", width=8),
    SheetColumn("requirement", "关联需求", "Requirement", "需求编号 所属需求 requirement_id requirement_ref req_id", REF, of=Requirement,
                exact=True),
    SheetColumn("criterion", "关联标准", "Criterion", "标准编号 验收标准编号 试用标准 criterion_id criterion_ref", REF, of=Criterion, exact=True),
    SheetColumn("tags", "标签", "Tags", "tag label labels 关键字 关键词 keywords 模块 所属模块 所属产品 功能模块 系统 子系统 所属系统 组件 module component components"
                " area product component/s", "list", width=14),
    SheetColumn("quote", "原话", "Verbatim", "客户原话 原文 verbatim", "text", width=24),
    SheetColumn("visibility", "可见范围", "Visibility", "", "scale", scales.VISIBILITY, width=9),
    SheetColumn("history", "过程", "History", "处理记录 状态变化", "own", width=34, fields=("status_log",), show=_show_history,
                read=_read_history, exact=True),
    SheetColumn(NOTE, "备注", "Note", "说明 remark remarks comment comments notes 注释", "text", width=30),
)  # fmt: skip
"""In the order in which they are exported."""

FORM = Form(
    Issue,
    COLUMNS,
    title=N_("Import issues"),
    unlike=N_("sheet {sheet} does not look like issues; name it to import it"),
    nothing=N_(
        "{name} holds no list of issues: no header and no column of titles was found. A log is attached to an issue."
    ),
    long_text="observed",
    number="external_ticket",
    by_content=("status", "severity", "kind"),
    firm=frozenset(
        {
            "status",
            "severity",
            "kind",
            "priority",
            "done",
            "reported",
            "responded",
            "solved",
            "impact",
            "urgency",
        }
    ),
    masked=frozenset(
        {
            *("title", "observed", "steps", "expected", "environment", "log"),
            *("cause", "fix", "workaround", "quote", NOTE),
        }
    ),
    remembered_as="issues:",
    defaults={"kind": "defect"},
    refine=refine,
    likely=likely,
    tell=tell,
    untitled=untitled,
    settle=settle,
)
