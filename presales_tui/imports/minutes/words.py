"""Small questions about the words of a line: does it say nothing, is it a name, is it a label."""

from __future__ import annotations

import re

from presales_tui.capture.width import half
from presales_tui.imports.minutes.said import said

_NOTHING = re.compile(
    r"(?:[-–—*.·/\\\s]*|无[。.！!]*|暂无.{0,6}|没有.{0,6}|均?已?闭环|同上|n\.?/?a\.?|none.{0,14}"
    r"|nil|nothing.{0,14}|tbd|null|no"
    r"|no (?:new |open )?(?:action items?|actions|decisions?|questions?|open .{1,12}|updates?)"
    r"|待定|待补充|.{0,8}如下|as follows)[.。:：]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？]\s*$|吗[。.]?$|呢[。.]?$|^(?:是否|能否|可否|如何|怎么|为什么|谁|哪|什么时候|多少)"
    r"|^(?:who|what|when|where|why|how|which|should|can|do|does|is|are|will)\b.*\?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:请|需要?|尽快|抓紧|会后|线下|后续|建议|期望|继续|由|拉通?|与.{1,12}(?:确认|沟通|对齐"
    r"|讨论)|和.{1,12}(?:确认|沟通|对齐|讨论)"
    r"|刷新|补充|提供|确认|完成|整改|修改|更新|提交|整理|输出|组织|联系|推动|推进|跟进|落实|安排"
    r"|准备|梳理|评估|制定|建立|明确|检查|协调|对齐|沟通"
    r"|发送|邀请|召开|申请|上传|下载|部署|测试|编写|优化|增加|删除|调整|统一|按|给出|规划|收集"
    r"|分析|解决|审视|评审|制订|处理|设置|参与|支持|适配|澄清|核对|导入|迁移|接入|输出"
    r"|[\u4e00-\u9fffA-Za-z]化[。；;]?$)"
)
_NAME = re.compile(r"@[\w.-]+|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}|[\u4e00-\u9fff]{2,4}")
_LINK_ONLY = re.compile(r"!?\[[^\[\]]*\]\([^()]*\)|<?https?://\S+>?")
_NUMBER = re.compile(r"[（(]?\d{1,2}[)）、.．]")
_PIECES = re.compile(
    r"<br\s*/?>|(?<=[；;。])\s*(?=[（(]?\d{1,2}[)）、.．]\D)|\s+(?=\d{1,2}[、．]\D)|\s*(?=[①-⑳])",
    re.IGNORECASE,
)


def says_nothing(words: str) -> bool:
    """`none`, `无`, `N/A`, `如下：`: words in the place of an item that are none."""
    return _NOTHING.fullmatch(words) is not None


def asks(words: str) -> bool:
    """Whether the words are a question."""
    return _ASKS.search(words) is not None


def acts(words: str) -> bool:
    """Whether the words ask for something to be done: `补充测试报告`, `and then we check`."""
    return _VERB.search(words) is not None


def is_name(text: str) -> bool:
    """Whether the text could be a person's name or handle and nothing else."""
    return _NAME.fullmatch(text) is not None


def split_label(words: str) -> tuple[str, str]:
    """What stands before and behind the first colon near the start."""
    flat = half(words[:80])
    at = flat.find(":")
    return (words[:at].strip(), words[at + 1 :].strip()) if at > 0 else (words, "")


def has_words(raw: str) -> bool:
    """Whether a line says anything besides its links."""
    return any(map(str.isalnum, said(_LINK_ONLY.sub("", raw)).words))


def numbered(text: str) -> bool:
    """Whether it begins as the first of several: `1、…`, `(1) …`, `①`."""
    return _NUMBER.match(text) is not None or text[:1] == "①"


def unnumbered(text: str) -> str:
    """The words behind a number."""
    text = text.strip()
    if text[:1] and "①" <= text[0] <= "⑳":
        return text[1:].strip()
    found = _NUMBER.match(half(text))
    return text[found.end() :].strip() if found else text


def pieces(text: str) -> list[str]:
    """The items that one cell or line holds: `1、同意；2、延期`."""
    return [piece for piece in _PIECES.split(text) if piece.strip()]
