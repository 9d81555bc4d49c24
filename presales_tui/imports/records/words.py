"""The words that sheets use for the values of our scales."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from functools import cache

from presales_tui.model.scales import Scale

_WORDS: dict[str, dict[str, str]] = {
    "priority": {
        "must": "高 很高 最高 必须 必选 必备 必要 强制 一定要 紧急 重要 核心 p0 h high highest mandatory must_have shall critical"
        " required essential 1级 一级 是 yes y ★ m 必",
        "should": "中 一般 应该 应当 应 应有 建议 推荐 p1 mid medium med should_have recommended normal 二级 较重要 期望",
        "could": "低 较低 可以 可选 可 可有 p2 p3 l low lowest could_have optional nice_to_have o 三级 否 no n 锦上添花",
        "wont": "不做 不需要 暂不 暂不做 本期不做 won't_have wont p4 na n/a 不适用 不要求",
    },
    "fit": {
        "standard": "满足 完全满足 支持 完全支持 符合 完全符合 已支持 已有 具备 标准 标准功能 yes y full fully ok √ ✓ ✔ 是 fit"
        " supported compliant fully_compliant 完全响应 标配 standard",
        "config": "配置 可配置 配置满足 配置支持 通过配置 configurable config",
        "custom": "定制 需定制 定制开发 二次开发 二开 需二开 需开发 开发 可定制 满足(定制) 定制满足 custom customization customisation"
        " development 需二次开发",
        "third_party": "第三方 集成 需集成 第三方集成 partner third-party",
        "roadmap": "规划 规划中 版本规划 在研 roadmap planned",
        "workaround": "部分满足 部分支持 部分符合 部分响应 部分 基本满足 变通 partial partially partially_compliant workaround",
        "gap": "不满足 不支持 不符合 不响应 不具备 无 否 no n none × x ✗ ✘ gap not_supported non-compliant",
        "unknown": "待评估 待确认 待定 未知 未评估 tbd tba ? ？ unknown to_assess",
    },
    "requirement_status": {
        "captured": "新建 新增 new open 待处理 未处理 已提出 已录入 draft 草稿",
        "clarifying": "待澄清 澄清中 待确认 待沟通 pending 未确认",
        "confirmed": "已确认 确认 confirmed approved accepted 客户已确认 已通过 接受",
        "reviewed": "已评审 评审通过 reviewed",
        "planned": "已规划 已排期 已纳入 planned in_progress 进行中 开发中",
        "verified": "已验证 验证通过 verified tested 已完成 done 完成 closed 已关闭",
        "deferred": "延后 延期 暂缓 二期 后续 deferred postponed",
        "rejected": "拒绝 已拒绝 不做 取消 已取消 rejected declined 不接受 驳回",
        "superseded": "已替代 替代 作废 废弃 obsolete superseded",
    },
    "requirement_type": {
        "functional": "功能性 业务功能 function feature f functional_requirement",
        "data": "数据需求 报表 数据迁移",
        "interface": "接口 集成 对接 integration api 系统集成 外部接口",
        "performance": "性能 效率 pe performance_efficiency",
        "reliability": "可靠性 可用性 availability",
        "security": "安全 安全性 等保 se 信息安全",
        "compatibility": "兼容 兼容性 信创 适配",
        "usability": "易用 易用性 用户体验 ux us ui 界面",
        "maintainability": "运维 可维护性 维护 mn operation operations 运维管理",
        "deployment": "部署 部署环境 环境 installation",
        "compliance": "合规 合规性 法规 legal regulatory",
        "service": "服务 售后 售后服务 support",
        "training": "培训",
        "project": "项目管理 人员 管理 实施",
        "acceptance": "验收",
        "commercial": "商务 价格",
    },
    "issue_status": {
        "open": "新 新增 待解决 待修复 待跟进 未修复 未完成 待处理 未处理 待办 待受理 未开始 未解决 激活 待分配 已提交 提交 登记 已登记 待响应 new opened unconfirmed backlog to_do todo"
        " created submitted unresolved active triage needs_triage registered nouveau",
        "ack": "已受理 受理 已确认 确认 已分配 已分派 已派单 已接单 confirmed acknowledged accepted assigned triaged responded ready ready_for_dev ready_for_development selected_for_development",
        "in_progress": "进行中 修复中 开发中 解决中 跟进中 分析中 定位中 测试中 验证中 待验证 评审中 处理 doing started wip working in_development"
        " progressing in_dev in_qa in_testing ready_for_test ready_for_testing ready_for_qa ready_for_review ready_for_merge code_review in_review review under_review investigating under_investigation in_test testing 正在处理 待发布",
        "waiting_customer": "等待客户 待客户反馈 待反馈 待补充 等待反馈 待客户确认 挂起 已挂起 暂停 on_hold hold needinfo need_info needs_info"
        " needs_more_info pending pending_customer feedback waiting waiting_on_customer awaiting_reply waiting_for_reply suspended blocked",
        "workaround": "临时解决 临时规避 规避 mitigated 有变通",
        "resolved": "解决 已修复 修复 已处理 已完成 完成 fixed done solved completed complete verified implemented merged 已验证 已上线",
        "closed": "关闭 已关闭 已验收 已归档 结束 已结束 closed_fixed archived finished 正常关闭 已结案",
        "reopened": "重开 再次打开 激活中 re-opened reopen",
        "rejected": "拒绝 已拒绝 不处理 不解决 不予解决 无效 驳回 已驳回 取消 已取消 重复 非问题 不是问题 wontfix won't_fix wont_do won't_do invalid"
        " duplicate declined cancelled canceled not_a_bug by_design works_as_designed cannot_reproduce not_planned worksforme obsolete"
        " withdrawn 作废 废弃",
        "escalated_dev": "已转研发 转开发 已升级 升级 escalated 提交研发",
    },
    "severity": {
        "s1": "致命 紧急 阻塞 阻断 崩溃 blocker fatal urgent crash block sev1 sev-1 s0 一级 1级 1 最高 highest showstopper 特别严重",
        "s2": "高 主要 较严重 high serious sev2 sev-2 二级 2级 2 重要 important",
        "s3": "中 普通 中等 normal medium moderate average sev3 sev-3 三级 3级 3",
        "s4": "低 提示 次要 建议 微小 low lowest cosmetic tweak text sev4 sev-4 四级 4级 4 咨询 info",
    },
    "issue_priority": {
        "P1": "最高 紧急 特急 立即 立刻 highest immediate urgent critical blocker p0 0 1 严重 emergency 非常高",
        "P2": "高 high major 2 重要 较高 important",
        "P3": "中 普通 一般 medium normal moderate 3 中等 正常",
        "P4": "低 最低 low lowest minor trivial 4 5 p5 较低 不紧急",
    },
    "issue_kind": {
        "usage": "支持 技术支持 使用问题 咨询 使用咨询 操作问题 操作咨询 使用 培训 question help how-to howto support consultation inquiry service_request"
        " user_question faq docs documentation 文档 帮助 不会用 使用类",
        "deployment": "部署 安装 部署问题 安装问题 访问 访问问题 网络 网络问题 install installation deploy access connectivity network upgrade 升级"
        " 无法登录 登录问题 部署类",
        "defect": "issue bug 缺陷 故障 异常 报错 错误 程序错误 代码错误 程序缺陷 功能缺陷 incident problem error crash regression bug_report 问题 异常类"
        " 性能问题 系统故障",
        "new_need": "需求 建议 优化 改进 新功能 功能建议 需求变更 feature enhancement improvement feature_request story user_story task new_feature"
        " suggestion epic wish rfc proposal 任务 优化建议 变更 change_request tech_story technical_story tech_debt technical_debt spike chore sub-task subtask",
        "environment": "环境 客户环境 第三方 配置问题 configuration infrastructure infra third_party 硬件 hardware 数据问题",
    },
    "level3": {
        "high": "h 大 严重 紧急 1 urgent critical large extensive 全院 全部 高级",
        "medium": "m 一般 普通 2 normal moderate 部分",
        "low": "l 小 轻微 3 minor 不紧急 localized individual 个别",
    },
    "deal_impact": {"breaker": "否决 废标 blocker", "challenge": "影响", "nice": "加分"},
    "deviation": {"positive": "正 优于 +", "none": "无 满足 no", "negative": "负 -"},
    "source": {
        "tender": "招标文件 标书 rfp tender",
        "meeting": "调研 访谈 会议纪要 interview",
        "email": "邮箱 mail",
    },
    "visibility": {"internal": "内部 不外发 private", "external": "外部 公开 public 外发"},
}


_NUMBERED = re.compile(r"(?P<number>[PpSs]?\d)\s*[-–—:：.、/(（]\s*(?P<word>[^)）]{1,30})[)）]?$")


@cache
def _table(name: str) -> dict[str, str]:
    return {
        _fold(word.replace("_", " ")): code
        for code, words in _WORDS.get(name, {}).items()
        for word in words.split()
    }


def _fold(word: str) -> str:
    return re.sub(r"[\s_\-。.!！]+", "", word.casefold().replace("（", "(").replace("）", ")"))


def code_of(scale: Scale, text: str, *, medium: bool = False) -> str:
    """The code that a word in a sheet means; empty if it is none of this scale.

    `medium`: a lone M is medium and not must, since H or L stand in the same column.
    """
    folded = _fold(text)
    if not folded or len(folded) > 40:
        return ""
    if medium and folded == "m":
        return "should"
    if found := scale.find(text) or _table(scale.name).get(folded, ""):
        return found
    # "安全需求", "security requirement", and one half of a label such as 安全/等保.
    for ending in ("需求", "requirement", "requirements", "类", "性"):
        bare = folded.removesuffix(ending)
        if bare != folded and (found := scale.find(bare) or _table(scale.name).get(bare, "")):
            return found
    # "1 - Critical", "P2（高）": by the word, and where that says nothing, by the number.
    if (numbered := _NUMBERED.match(text.strip())) and (
        found := code_of(scale, numbered["word"]) or code_of(scale, numbered["number"])
    ):
        return found
    for term in scale.terms:
        if folded in [_fold(part) for part in re.split(r"[/(（]", term.zh)]:
            return term.code
    return ""
