"""Whether a criterion is met, as far as its figures say."""

from __future__ import annotations

import re

from presales_tui.model.trial import Criterion

_NUMBER = re.compile(r"(<=|>=|≤|≥|<|>|=)?\s*(-?\d[\d,]*(?:\.\d+)?)")


def judged(criterion: Criterion) -> str:
    """`met` or `not_met`, as the figures say; empty: they do not say."""
    target, achieved = (_NUMBER.search(text) for text in (criterion.target, criterion.achieved))
    if target is None or achieved is None:
        return ""
    wanted, found = (float(match[2].replace(",", "")) for match in (target, achieved))
    match target[1] or "":
        case "<=" | "≤":
            met = found <= wanted
        case "<":
            met = found < wanted
        case ">":
            met = found > wanted
        case "=":
            met = found == wanted
        case ">=" | "≥":
            met = found >= wanted
        case _:
            return ""
    return "met" if met else "not_met"
