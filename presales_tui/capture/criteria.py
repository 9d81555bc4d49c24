"""A criterion in one line: `首页打开 <= 2 秒 !must *5 =performance`; its figure becomes target and unit."""

from __future__ import annotations

import re
from typing import Any

from presales_tui.capture.width import half
from presales_tui.model.scales import CRITERION_CATEGORY
from presales_tui.model.text import one_line
from presales_tui.model.trial import Criterion

_WORDS = {
    "≤": "<=",
    "≥": ">=",
    "不超过": "<=",
    "不大于": "<=",
    "不高于": "<=",
    "不多于": "<=",
    "至多": "<=",
    "最多": "<=",
    "以内": "<=",
    "不低于": ">=",
    "不小于": ">=",
    "不少于": ">=",
    "至少": ">=",
    "达到": ">=",
    "at most": "<=",
    "no more than": "<=",
    "not more than": "<=",
    "within": "<=",
    "at least": ">=",
    "no less than": ">=",
    "not less than": ">=",
    "less than": "<",
    "under": "<",
    "more than": ">",
    "over": ">",
    "小于": "<",
    "低于": "<",
    "大于": ">",
    "高于": ">",
    "超过": ">",
}
_BEHIND = {
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "以下": "<=",
    "以上": ">=",
    "or less": "<=",
    "or more": ">=",
}
"""Words that stand behind a figure: `10 秒内出结果`, `300 人以上`."""
_SIGN = "|".join(map(re.escape, sorted([*_WORDS, "<=", ">=", "<", ">", "="], key=len, reverse=True)))
_FIGURE = re.compile(
    rf"\s*(?P<sign>{_SIGN})\s*(?P<figure>\d[\d.,]*)\s*(?P<unit>[^\s,;，；。!*=]{{0,12}})\s*$", re.I
)
_FIGURE_FIRST = re.compile(
    rf"(?P<figure>\d[\d.,]*)\s*(?P<unit>[^\s\d,;，；。!*=]{{0,6}}?)\s*(?P<sign>{'|'.join(_BEHIND)})(?P<rest>[^\d]{{0,12}})$",
    re.I,
)
_MEASURE = re.compile(r"毫秒|秒|分钟|小时|人天|人次|[天人个条次台笔页万]|[a-z]+", re.I)
"""A unit at the start of further words: `人同时在线`."""
_MARK = re.compile(
    r"(?:^|\s)(?:(!)(must|m|必须|should|s|应有|could|c|可有)|(\*)([1-5])|(=)([^\s\d=]+))(?=\s|$)", re.I
)


def criterion_of(text: str) -> Criterion | None:
    """The criterion of a line; `None` if it has no words besides the marks."""
    values: dict[str, Any] = {}

    def taken(found: re.Match[str]) -> str:
        if found[1]:
            values["must"] = found[2].casefold() in ("must", "m", "必须")
        elif found[3]:
            values["weight"] = int(found[4])
        else:
            category = CRITERION_CATEGORY.find(found[6])
            if not category:
                return found[0]
            values["category"] = category
        return " "

    words = one_line(half(text))
    # Twice: marks that stand side by side share the blank between them.
    for _turn in range(2):
        words = _MARK.sub(taken, words)
    words = " ".join(words.split())
    if figure := _FIGURE.search(words):
        title = words[: figure.start()].strip(" :：,，")
        if title:
            sign = figure["sign"].casefold()
            values["target"] = _WORDS.get(sign, sign) + figure["figure"].rstrip(".,")
            measure = _MEASURE.match(figure["unit"])
            if measure and measure.end() < len(figure["unit"]):
                values["unit"] = measure[0]  # the rest says of what: the sentence is left as it was said
            else:
                values["unit"] = figure["unit"]
                words = title
    elif figure := _FIGURE_FIRST.search(words):
        # Here the figure is a part of the sentence, which is left as it was said.
        values["target"] = _BEHIND[figure["sign"].casefold()] + figure["figure"].rstrip(".,")
        values["unit"] = figure["unit"]
    return Criterion(title=words, **values) if words else None
