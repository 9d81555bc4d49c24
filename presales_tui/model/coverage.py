"""Coverage: how much of what the client needs is met, and what the rest costs.

The definitions are the product's own (domain 3.7) and are stated wherever a figure is shown:

- ready (即用率)        = (standard + config) / assessed
- satisfiable (可满足率) = (standard + config + custom + third party + workaround) / assessed
- weighted variants weigh a requirement by priority: must 3, should 2, could 1, won't 0

`unknown` is not assessed and never counts as met. Requirements that are rejected or superseded are
no longer requirements and do not count at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from presales_tui.model.requirement import Requirement

READY = frozenset({"standard", "config"})
SATISFIABLE = READY | {"custom", "third_party", "workaround"}
GONE = frozenset({"rejected", "superseded"})
WEIGHT = {"must": 3, "should": 2, "could": 1, "wont": 0, "": 1}
"""An unranked requirement weighs as little as a `could`, so that ranking it can only add weight."""


class Coverage(NamedTuple):
    """Counts over one set of requirements; percentages are `None` while nothing is assessed."""

    total: int
    assessed: int
    ready: int
    satisfiable: int
    weight_assessed: int
    weight_ready: int
    weight_satisfiable: int
    custom: int
    """Requirements to be met by customisation (二次开发)."""
    unestimated: int
    """Those of them without an effort."""
    days_low: float
    days_high: float

    @property
    def unknown(self) -> int:
        """Not yet assessed."""
        return self.total - self.assessed

    @property
    def ready_pct(self) -> float | None:
        """Met by the product as it is or by configuration, percent of the assessed."""
        return _percent(self.ready, self.assessed)

    @property
    def satisfiable_pct(self) -> float | None:
        """Met in any way we can offer, percent of the assessed."""
        return _percent(self.satisfiable, self.assessed)

    @property
    def weighted_ready_pct(self) -> float | None:
        """As `ready_pct`, by weight."""
        return _percent(self.weight_ready, self.weight_assessed)

    @property
    def weighted_satisfiable_pct(self) -> float | None:
        """As `satisfiable_pct`, by weight."""
        return _percent(self.weight_satisfiable, self.weight_assessed)


def _percent(part: int, whole: int) -> float | None:
    return 100.0 * part / whole if whole else None


def live(requirements: Iterable[Requirement]) -> list[Requirement]:
    """Those that count: neither rejected nor superseded."""
    return [r for r in requirements if r.status not in GONE]


def coverage(requirements: Iterable[Requirement]) -> Coverage:
    """The coverage of a set of requirements, in one pass."""
    total = assessed = ready = satisfiable = 0
    w_assessed = w_ready = w_satisfiable = 0
    custom = unestimated = 0
    low = high = 0.0
    for r in requirements:
        if r.status in GONE:
            continue
        total += 1
        if r.fit == "unknown":
            continue
        weight = WEIGHT.get(r.priority, 1)
        assessed += 1
        w_assessed += weight
        if r.fit in READY:
            ready += 1
            w_ready += weight
        if r.fit in SATISFIABLE:
            satisfiable += 1
            w_satisfiable += weight
        if r.fit == "custom":
            custom += 1
            low += r.effort_low
            high += r.effort_high
            unestimated += not r.estimated
    return Coverage(
        total,
        assessed,
        ready,
        satisfiable,
        w_assessed,
        w_ready,
        w_satisfiable,
        custom,
        unestimated,
        low,
        high,
    )


class Cost(NamedTuple):
    """Custom effort with the risk buffer, as a range of person-days, and in money (0: no day rate)."""

    days_low: float
    days_high: float
    money_low: float
    money_high: float


def cost(found: Coverage, buffer: float, day_rate: float) -> Cost:
    """What the customisation costs: `buffer` in percent, `day_rate` in CNY per person-day."""
    factor = 1 + buffer / 100
    low, high = found.days_low * factor, found.days_high * factor
    return Cost(low, high, low * day_rate, high * day_rate)
