"""Coverage kept up to date: an edit costs what it touched, not all ten thousand requirements."""

from __future__ import annotations

from collections.abc import Sequence

from presales_tui.model.coverage import GONE, READY, SATISFIABLE, WEIGHT, Coverage
from presales_tui.model.moves import moved
from presales_tui.model.requirement import Requirement

BY = ("module", "type")
"""The fields by which coverage is rolled up."""

_MICRO = 1_000_000
"""Efforts are summed as whole millionths of a day: what is added and taken away again leaves nothing."""

Counts = tuple[int, ...]
_NONE: Counts = (0,) * 11


def counts(r: Requirement) -> Counts:
    """What one requirement adds, in the order of the fields of `Coverage`; efforts in millionths."""
    if r.status in GONE:
        return _NONE
    if r.fit == "unknown":
        return (1, *_NONE[1:])
    weight = WEIGHT.get(r.priority, 1)
    ready, met, custom = r.fit in READY, r.fit in SATISFIABLE, r.fit == "custom"
    return (
        1,
        1,
        int(ready),
        int(met),
        weight,
        weight * ready,
        weight * met,
        int(custom),
        int(custom and not r.estimated),
        round(r.effort_low * _MICRO) if custom else 0,
        round(r.effort_high * _MICRO) if custom else 0,
    )


def _coverage(sums: Sequence[int]) -> Coverage:
    total, assessed, ready, met, weight, weight_ready, weight_met, custom, unestimated, low, high = sums
    return Coverage(
        total,
        assessed,
        ready,
        met,
        weight,
        weight_ready,
        weight_met,
        custom,
        unestimated,
        low / _MICRO,
        high / _MICRO,
    )


class Tally:
    """The coverage of a list of requirements, of the whole and by module and type.

    Records are immutable, so what is the same object counts the same: `update` looks only at those
    that came, went or were replaced.
    """

    def __init__(self) -> None:
        self._list: Sequence[Requirement] = ()
        self._sums: dict[tuple[str, str], list[int]] = {("", ""): [0] * 11}

    def update(self, requirements: Sequence[Requirement]) -> Coverage:
        """The coverage of these requirements, which are the ones of before but for what was edited."""
        gone, come = moved(self._list, requirements)
        self._list = requirements
        for record in gone:
            self._add(record, -1)
        for record in come:
            self._add(record, 1)
        return self.total

    def _add(self, record: Requirement, sign: int) -> None:
        adds = counts(record)
        keys = [("", ""), ("module", record.module.strip()), ("type", record.type)]
        for key in keys:
            sums = self._sums.get(key)
            if sums is None:
                sums = self._sums[key] = [0] * 11
            for n, value in enumerate(adds):
                if value:
                    sums[n] += sign * value

    @property
    def total(self) -> Coverage:
        """Of all."""
        return _coverage(self._sums["", ""])

    def by(self, field: str) -> dict[str, Coverage]:
        """Of each value of `module` or `type` that some requirement has, the largest group first."""
        found = {
            value: _coverage(sums) for (name, value), sums in self._sums.items() if name == field and sums[0]
        }
        return dict(sorted(found.items(), key=lambda pair: (pair[0] == "", -pair[1].total, pair[0])))


def roll_up(requirements: Sequence[Requirement], field: str) -> dict[str, Coverage]:
    """The coverage of each value of `module` or `type`."""
    tally = Tally()
    tally.update(requirements)
    return tally.by(field)
