"""Ranks that a sheet writes as numbers, letters or stars: 1-4, P0-P3, A类, 二级, ★★★.

What `2` means is said only by the whole column: whether a 0 stands in it, whether more is more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_RANK = re.compile(
    r"(?P<head>p(?:rio(?:rity)?)?|level|lv|优先级|重要性|级别|第)?[\s_.:：-]*"
    r"(?:(?P<n>\d{1,2})(?:\.0)?|(?P<zh>[一二三四五六七八九]))\s*(?P<tail>级|档|类|等|星|分)?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?P<letter>[A-E])\s*(?P<tail>级|档|类|等)?", re.IGNORECASE)
_STARS = re.compile(r"(?:[★⭐*]\ufe0f?){1,5}[☆]*")
_MORE_IS_MORE = re.compile(
    r"重要|价值|评分|分值|得分|权重|important|importance|value|score|weight|rating|star|星", re.IGNORECASE
)
_TOP = re.compile(r"(?P<n>\d)\s*(?:=|为|是|:|：|-)?\s*(?:最高|最重要|最优先|highest|most)", re.IGNORECASE)
_LEAST = 0.6
"""Share of the words of a column that must be ranks, if any of them is to be one."""


def read_ranks(codes: Sequence[str], header: str, words: Iterable[str]) -> dict[str, str]:
    """Word to the code it means, for the words of a column that are ranks; empty if it holds none.

    `codes` go from the highest down; ranks beyond them are the lowest of them.
    """
    every = {word.strip() for word in words} - {""}
    ranks = {word: rank for word in every if (rank := _rank(word)) is not None}
    kinds = {kind for kind, _number in ranks.values()}
    if not ranks or len(kinds) != 1 or len(ranks) < _LEAST * len(every):
        return {}
    numbers = {word: number for word, (_kind, number) in ranks.items()}
    if max(numbers.values()) > 10:
        return {}
    kind = kinds.pop()
    top = _TOP.search(header)
    if kind == "star" or (
        kind == "number" and (_MORE_IS_MORE.search(header) or (top and top["n"] not in "01"))
    ):
        if top and top["n"] in "01":
            return _down(codes, numbers)
        return _up(codes, numbers)
    return _down(codes, numbers)


def _rank(word: str) -> tuple[str, int] | None:
    if found := _STARS.fullmatch(word):
        return "star", sum(char in "★⭐*" for char in found[0])
    if found := _RANK.fullmatch(word):
        number = int(found["n"]) if found["n"] else _DIGITS[found["zh"]]
        if found["zh"] and not found["head"] and not found["tail"]:
            return None
        named = found["head"] or found["tail"] in ("级", "档", "类", "等")
        return ("level" if named else "number"), number
    if found := _LETTER.fullmatch(word):
        return "letter", ord(found["letter"].upper()) - ord("A") + 1
    return None


def _down(codes: Sequence[str], numbers: dict[str, int]) -> dict[str, str]:
    """1 (or 0, where one stands) is the highest."""
    first = 0 if 0 in numbers.values() else 1
    return {word: codes[min(number - first, len(codes) - 1)] for word, number in numbers.items()}


def _up(codes: Sequence[str], numbers: dict[str, int]) -> dict[str, str]:
    """The largest is the highest; five and ten steps are parted evenly."""
    most = max([*numbers.values(), len(codes)])
    most = next(step for step in (3, 4, 5, 10) if most <= step)
    last = len(codes) - 1
    return {
        word: codes[min(round((most - number) / (most - 1) * last), last)] for word, number in numbers.items()
    }
