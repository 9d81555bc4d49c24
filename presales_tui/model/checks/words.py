"""Words that promise nothing which could be tested, and verbs that join two statements into one.

The lists are short on purpose: a word stands here only if it is vague nearly wherever it is used.
Sources: the examples of ISO/IEC/IEEE 29148 for ambiguous terms, and what Chinese tenders are full of.
"""

from __future__ import annotations

import re

_VAGUE_ZH = (
    "尽量",
    "尽可能",
    "尽快",
    "适当",
    "灵活",
    "友好",
    "美观",
    "简单易用",
    "操作简便",
    "方便快捷",
    "高性能",
    "高效",
    "快速",
    "较快",
    "较好",
    "较高",
    "及时",
    "先进",
    "强大",
    "完善",
    "合理",
    "足够",
    "大量",
    "海量",
    "多种",
    "各种",
    "若干",
    "必要时",
    "视情况",
    "原则上",
    "基本满足",
    "良好",
    "流畅",
    "人性化",
    "智能化",
    "一定的",
    "稳定可靠",
    "安全可靠",
)
_VAGUE_EN = (
    "user[- ]friendly",
    "easy to use",
    "easily",
    "intuitive(?:ly)?",
    "quick(?:ly)?",
    "fast",
    "rapid(?:ly)?",
    "efficient(?:ly)?",
    "flexibl[ey]",
    "robust",
    "seamless(?:ly)?",
    "appropriate(?:ly)?",
    "adequate(?:ly)?",
    "sufficient(?:ly)?",
    "reasonabl[ey]",
    "as (?:soon|much|far) as possible",
    "if (?:possible|practical|necessary)",
    "where (?:possible|appropriate)",
    "several",
    "various",
    "many",
    "state of the art",
    "best practices?",
    "user friendliness",
    "attractive",
    "pleasing",
    "timely",
    "etc\\.?",
    "and so on",
    "tbd",
    "minimal",
)
_MEASURED = re.compile(r"\d")
"""A number in the same sentence, or the one behind it, says what the word means: 快速，2 秒内."""

_ETC = re.compile(
    r"(?<=[\u4e00-\u9fffA-Za-z0-9）】”])等(?=[，。；、）\s]|$|(?:功能|内容|信息|情况|方面|要求)(?:[，。；]|$))"
)
"""等 that leaves a list open; not 等级, 平等, 等待, 等于."""

_VAGUE = re.compile(
    "(?P<zh>" + "|".join(_VAGUE_ZH) + r")|(?<![\w-])(?P<en>" + "|".join(_VAGUE_EN) + r")(?![\w-])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。；;!?！？\n]+?(?:[.](?=\s|$)|[。；;!?！？\n]|$)")

_NO_VAGUE = re.compile(
    "不合理|先进先出|先进行|灵活性|已完善|快速匹配|合理性|适当性|及时性|快速(?:入口|导航|链接|检索|查询|筛选|定位|搜索|开始|响应中心)|灵活用工|高效性"
)
"""Where one of the words is part of a term of its own."""


def vague(text: str) -> list[str]:
    """The vague words of a text, each once, in order; not where a number says what is meant."""
    found: dict[str, None] = {}
    if _VAGUE.search(text) is None and "等" not in text:
        return []
    sentences = _SENTENCE.findall(text)
    for sentence, behind in zip(sentences, [*sentences[1:], ""], strict=True):
        if _MEASURED.search(sentence) or _MEASURED.search(behind):
            continue
        cleaned = _NO_VAGUE.sub(" ", sentence)
        for hit in _VAGUE.finditer(cleaned):
            found[hit.group().lower()] = None
        if _ETC.search(cleaned):
            found["等"] = None
    return list(found)


_VERBS_ZH = (
    "支持|提供|实现|允许|自动|生成|查询|导出|导入|上传|下载|删除|修改|新增|添加|编辑|发送|推送|通知|提醒|统计|展示|显示|"
    "记录|审核|审批|管理|设置|配置|分配|登录|注册|打印|同步|备份|恢复|校验|加密|限制|计算|汇总|归档|预约|签到|支付|退款|对接|集成"
)
_JOIN_ZH = re.compile(
    r"[，,；;]\s*(?:并且?|而且|同时|以及|还)(?:应当?|必?须|要|能够?|可以?|需要?)?(?:对其|将其)?(?:"
    + _VERBS_ZH
    + ")(?!人员|者|学|表明|方)"
)
"""A second verb right behind a comma and a joining word: 支持批量导入，并自动去重."""
_VERB_ZH = re.compile(_VERBS_ZH)
_ASIDE = re.compile("如果|由于|因为|除非|例如|比如|假设|意味着")
"""A sentence that explains is no second requirement."""

_JOIN_EN = re.compile(
    r"(?:\b(?:and|or|but|while)\s+(?:also\s+|then\s+|it\s+|they\s+|the\s+\w+\s+)?(?:shall|must|will|should|can|may)\s+\w+)"
    r"|(?:\bas well as\s+(?:to\s+)?\w+ing\b)|(?:;\s*(?:and\s+)?(?:the\s+\w+\s+)?(?:shall|must|should)\b)",
    re.IGNORECASE,
)


def compound(text: str) -> str:
    """The words that join two statements into one requirement; empty: it is one."""
    for sentence in _SENTENCE.findall(text):
        hit = _JOIN_EN.search(sentence)
        if hit is not None:
            return " ".join(hit.group().split())
        second = None if _ASIDE.search(sentence) else _JOIN_ZH.search(sentence)
        if second is not None and _VERB_ZH.search(sentence[: second.start()]):
            return second.group().strip("，,；; ")
    return ""
