"""Effort in person-days (人天), always as a range; in one figure or by role."""

from __future__ import annotations

import re
from typing import NamedTuple

from presales_tui.model.scales import ROLE

_DAYS = r"(?P<low>\d+(?:\.\d+)?)(?:\s*[-–—~～至到]\s*(?P<high>\d+(?:\.\d+)?))?\s*(?:days?|d|pd|人天|天|人日)?"
_RANGE = re.compile(_DAYS, re.IGNORECASE)
_PART = re.compile(
    rf"\s*(?P<role>[^\d;；,，、:：=~]+?)\s*[:：=~]?\s*{_DAYS}\s*(?:[;；,，、]\s*|\s|$)", re.IGNORECASE
)

MOST_DAYS = 100_000.0
"""More than this is a slip of the finger, not an estimate."""

RoleDays = tuple[str, float, float]
"""(code of the scale `role`, low, high)."""


class Effort(NamedTuple):
    """A range of person-days; `roles`, if it is broken down, add up to it."""

    low: float
    high: float
    roles: tuple[RoleDays, ...] = ()


def parse_days(text: str) -> tuple[float, float] | None:
    """(low, high) person-days of `5`, `3-5`, `3-5d`, `3~5人天`; `None` if it is not an effort.

    A range written the wrong way round is turned.
    """
    return _days(_RANGE.fullmatch(text.strip()))


def parse_effort(text: str) -> Effort | None:
    """The effort of `3-5`, or by role of `后端 3-5; 测试 1-2`; `None` if it is not an effort.

    A role is a code or label of the scale `role`, or a part of its label; named twice, it adds up.
    """
    if days := parse_days(text):
        return Effort(*days)
    roles: dict[str, tuple[float, float]] = {}
    at = 0
    text = text.strip()
    while at < len(text):
        part = _PART.match(text, at)
        days = _days(part)
        role = find_role(part["role"]) if part else ""
        if part is None or days is None or not role:
            return None
        low, high = roles.get(role, (0.0, 0.0))
        roles[role] = (low + days[0], high + days[1])
        at = part.end()
    if not roles:
        return None
    shown = tuple((role, *days) for role, days in sorted(roles.items(), key=lambda item: ROLE.order(item[0])))
    return Effort(sum(low for _r, low, _h in shown), sum(high for _r, _l, high in shown), shown)


def find_role(word: str) -> str:
    """The role that a word means: its code, its label, or a part of the label; empty: none."""
    if found := ROLE.find(word):
        return found
    wanted = word.casefold()
    for term in ROLE.terms:
        if wanted in (*term.zh.split("/"), *term.en.split("/")):
            return term.code
    return ""


def show_days(low: float, high: float) -> str:
    """A range as `3-5` or `5`; empty if there is none."""
    if high <= 0:
        return ""
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def show_effort(low: float, high: float, roles: tuple[RoleDays, ...], lang: str) -> str:
    """An effort as it is typed: `3-5`, or by role; what `parse_effort` reads back."""
    if not roles:
        return show_days(low, high)
    return "; ".join(
        f"{ROLE.label(role, lang)} {show_days(at_least, most)}" for role, at_least, most in roles
    )


def _days(found: re.Match[str] | None) -> tuple[float, float] | None:
    if found is None:
        return None
    low = float(found["low"])
    high = float(found["high"] or low)
    if max(low, high) > MOST_DAYS:
        return None
    return min(low, high), max(low, high)
