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
    "deal_impact": {"breaker": "否决 废标 blocker", "challenge": "影响", "nice": "加分"},
    "deviation": {"positive": "正 优于 +", "none": "无 满足 no", "negative": "负 -"},
    "source": {
        "tender": "招标文件 标书 rfp tender",
        "meeting": "调研 访谈 会议纪要 interview",
        "email": "邮箱 mail",
    },
    "visibility": {"internal": "内部 不外发 private", "external": "外部 公开 public 外发"},
}


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
    for term in scale.terms:
        if folded in [_fold(part) for part in re.split(r"[/(（]", term.zh)]:
            return term.code
    return ""
