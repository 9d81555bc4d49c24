"""The way of an opportunity through its stages: when each was reached, which were passed over.

A stage may be left out; the step that does so notes that as well, so that the history shows what was
never done. Closing and coming back pass over nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from presales_tui.model import scales

SKIPPED = "skipped"
"""Third word of a step that was passed over."""

ASIDE = frozenset({*scales.CLOSED_STAGES, "on_hold"})
"""Stages beside the path: an opportunity can go there, and back, from anywhere."""

PATH = tuple(code for code in scales.STAGE.codes if code not in ASIDE)
"""The stages in their order."""

Steps = tuple[tuple[str, ...], ...]
"""(stage, UTC time), or (stage, UTC time, `skipped`); oldest first."""


class Stay(NamedTuple):
    """One stage in the history."""

    stage: str
    since: str
    """UTC time at which it was reached, or passed over."""
    days: float
    """How long the opportunity was in it; 0 if it was passed over."""
    skipped: bool


def steps(log: Steps, before: str, after: str, now: str) -> Steps:
    """What a move between two stages adds to the log."""
    known = {step[0] for step in log} | {before}
    passed: Iterable[str] = ()
    if before in PATH and after in PATH:
        passed = PATH[PATH.index(before) + 1 : max(PATH.index(after), PATH.index(before))]
    return (*((code, now, SKIPPED) for code in passed if code not in known), (after, now))


def history(log: Steps, now: datetime) -> list[Stay]:
    """The stages of a log with the days spent in each; the last one lasts until now (aware)."""
    found: list[Stay] = []
    reached: list[tuple[int, datetime]] = []
    for step in log:
        code, at = step[0], step[1]
        skipped = SKIPPED in step[2:]
        found.append(Stay(code, at, 0.0, skipped))
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            continue
        if not skipped:
            reached.append((len(found) - 1, moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)))
    ends = [moment for _place, moment in reached[1:]] + [now]
    for (place, began), end in zip(reached, ends, strict=True):
        found[place] = found[place]._replace(days=max((end - began).total_seconds(), 0.0) / 86400)
    return found
