"""The columns of a requirement sheet: what each is called, and how a cell becomes a value and back."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

from typing import Any

from presales_tui.imports.records.form import NOTE, REFS, Form, SheetColumn
from presales_tui.locale import N_
from presales_tui.model import scales
from presales_tui.model.effort import parse_effort, show_effort
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line

_LONGEST_EFFORT = 200
"""Characters of an effort, also by role."""
_EFFORT = ("effort_low", "effort_high", "effort_roles")


def _effort(record: Requirement, lang: str) -> str:
    return show_effort(record.effort_low, record.effort_high, record.effort_roles, lang)


def _read_effort(text: str, _hint: bool) -> dict[str, Any] | None:
    effort = parse_effort(one_line(text)) if len(text) < _LONGEST_EFFORT else None
    return None if effort is None else dict(zip(_EFFORT, effort, strict=True))


COLUMNS = (
    SheetColumn("ref", "编号", "Ref", "ref.", width=10),
    SheetColumn(
        "external_id",
        "外部编号",
        "External id",
        "序号 编码 需求编号 需求id 需求编码 功能编号 条目编号 id no no. nr # uid key req_id reqid requirement_id"
        " requirement_no requirement_number identifier item_no 标识 标识符 req-id issue_key number 编号 issue_id"
        " req_no 需求序号 foreignid reqif.foreignid absolute_number",
    ),
    SheetColumn(
        "module",
        "模块",
        "Module",
        "功能模块 一级模块 二级模块 三级模块 一级功能 二级功能 子模块 系统 子系统 所属模块 分类 类别 章节 模块名称 一级分类"
        " 二级分类 业务模块 业务域 领域 component area category group chapter chapter_name section section_name"
        " subsystem feature_area epic module_name 大类 小类 业务板块",
        width=14,
    ),
    SheetColumn(
        "title",
        "需求",
        "Requirement",
        "需求名称 需求标题 标题 名称 功能 功能点 功能名称 功能项 需求项 需求点 条目 信息条目 主题 概述 需求概述 需求简述 指标项"
        " title summary name feature headline subject short_name requirement_title requirement_name user_story"
        " item 特性 特性名称 能力项 reqif.chaptername 检查项 测试项 header reqif.name objectheading 评审项 用户故事"
        " requirements user_need user_needs need needs 用户需求 业务需求",
        width=36,
    ),
    SheetColumn(
        "statement",
        "说明",
        "In full",
        "描述 需求描述 功能描述 详细描述 需求内容 内容 需求说明 功能说明 详细说明 要求 技术要求 功能要求 参数要求 招标要求 具体要求"
        " 业务描述 指标要求 详细需求 description statement text details detail requirement_text req_description"
        " requirement_description shall content specification full_text 检视意见 reqif.text objecttext rich_text plain_text body 需求详情 详情",
        "text",
        width=48,
    ),
    SheetColumn(
        "type",
        "类型",
        "Type",
        "需求类型 需求类别 requirement_type kind req_type",
        "scale",
        scales.REQUIREMENT_TYPE,
    ),
    SheetColumn(
        "priority",
        "优先级",
        "Priority",
        "优先级别 重要性 重要程度 需求优先级 是否必选 是否必须 必要性 紧急程度 prio moscow importance mandatory 必选 支持要求",
        "scale",
        scales.PRIORITY,
        ranks=("must", "should", "could"),
    ),
    SheetColumn("status", "状态", "Status", "需求状态 state 当前状态", "scale", scales.REQUIREMENT_STATUS),
    SheetColumn(
        "fit",
        "匹配",
        "Fit",
        "满足情况 满足度 是否满足 是否符合 是否支持 符合性 响应情况 符合情况 支持情况 匹配度 匹配情况 产品满足度 compliance"
        " compliant supported fit_gap fit/gap coverage",
        "scale",
        scales.FIT,
    ),
    SheetColumn(
        "effort",
        "人天",
        "Person-days",
        "工作量 工作量(人天) 估算 估算人天 预估人天 预估工作量 开发人天 开发时长 开发工时 开发周期 预估时间 预计工时 effort estimate days man-days mandays pd",
        "own",
        width=9,
        fields=_EFFORT,
        show=_effort,
        read=_read_effort,
    ),
    SheetColumn("capability", "产品能力", "Capability", "对应功能 对应产品功能 产品功能", width=20),
    SheetColumn("evidence", "证据", "Evidence", "佐证 证明材料 证明 佐证材料", width=18),
    SheetColumn(
        "response",
        "响应",
        "Response",
        "答复 应答 投标响应 方案响应 回复 解决方案 我方响应 answer 分析结果 响应说明 vendor_response",
        "text",
        width=36,
    ),
    SheetColumn(
        "acceptance",
        "验收准则",
        "Acceptance",
        "验收标准 验收条件 验收 通过标准 acceptance_criteria verification fit_criterion",
        "text",
        width=30,
    ),
    SheetColumn("actor", "用户", "User", "角色 用户角色 使用者 使用角色 actor role as_a persona", width=12),
    SheetColumn("level", "层次", "Level", "需求层次", "scale", scales.REQUIREMENT_LEVEL),
    SheetColumn("quality", "质量特性", "Quality", "质量属性 quality_attribute", "scale", scales.QUALITY),
    SheetColumn("impact", "成交影响", "Deal impact", "", "scale", scales.DEAL_IMPACT),
    SheetColumn("clause", "条款", "Clause", "条款号 招标条款 条款编号 clause_no", width=10),
    SheetColumn("clause_mark", "条款标记", "Clause mark", "标记 mark", width=6),
    SheetColumn("deviation", "偏离", "Deviation", "偏离情况 偏离程度", "scale", scales.DEVIATION),
    SheetColumn("tags", "标签", "Tags", "tag label labels 关键字 关键词 keywords", "list", width=14),
    SheetColumn("source_kind", "来源", "Source", "需求来源 origin", "scale", scales.SOURCE),
    SheetColumn(
        "speaker", "提出人", "Said by", "需求方 提出者 reporter requester requested_by raised_by", width=12
    ),
    SheetColumn("quote", "原话", "Verbatim", "原文 客户原话 quote", "text", width=30),
    SheetColumn("visibility", "可见范围", "Visibility", "", "scale", scales.VISIBILITY),
    SheetColumn(
        "depends",
        "依赖",
        "Depends on",
        "依赖需求 依赖关系 前置需求 依赖编号 depends dependency dependencies dependent_on prerequisite prerequisites"
        " blocked_by",
        REFS,
        exact=True,
    ),
    SheetColumn(
        "conflicts",
        "冲突",
        "Conflicts with",
        "冲突需求 互斥需求 conflicts conflict conflicting_requirements",
        REFS,
        exact=True,
    ),
    SheetColumn("duplicates", "重复于", "Duplicate of", "重复需求 duplicates duplicate", REFS, exact=True),
    SheetColumn(
        NOTE,
        "备注",
        "Note",
        "说明备注 注释 remark remarks comment comments notes rationale 理由 requirement_rationale",
        "text",
        width=30,
    ),
)
"""In the order in which they are exported."""

FORM = Form(
    Requirement,
    COLUMNS,
    title=N_("Import requirements"),
    unlike=N_("sheet {sheet} does not look like requirements; name it to import it"),
    nothing=N_("{name} holds no requirement: no column with text was found."),
    long_text="statement",
    number="external_id",
    by_content=("priority", "fit"),
    group="module",
    named_by_rest=True,
)
