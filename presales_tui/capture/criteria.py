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
    "以内": "<=",
    "不低于": ">=",
    "不小于": ">=",
    "不少于": ">=",
    "至少": ">=",
    "at most": "<=",
    "at least": ">=",
    "小于": "<",
    "大于": ">",
    "超过": ">",
}
_SIGN = "|".join(map(re.escape, sorted([*_WORDS, "<=", ">=", "<", ">", "="], key=len, reverse=True)))
_FIGURE = re.compile(
    rf"\s*(?P<sign>{_SIGN})\s*(?P<figure>\d[\d.,]*)\s*(?P<unit>[^\s,;，；。!*=]{{0,12}})\s*$", re.I
)
_MARK = re.compile(r"(?:^|\s)(?:(!)(must|必须)|(\*)([1-5])|(=)([^\s\d=]+))(?=\s|$)", re.I)


def criterion_of(text: str) -> Criterion | None:
    """The criterion of a line; `None` if it has no words besides the marks."""
    values: dict[str, Any] = {}

    def taken(found: re.Match[str]) -> str:
        if found[1]:
            values["must"] = True
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
            values["unit"] = figure["unit"]
            words = title
    return Criterion(title=words, **values) if words else None
