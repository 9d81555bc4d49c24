"""Coverage and checks of 100 and of 10,000 requirements: what one edit costs.

.venv/bin/python benchmarks/coverage.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from presales_tui.model.checks.checker import Checker, Subject
from presales_tui.model.coverage import coverage
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import FIT, PRIORITY
from presales_tui.model.tally import Tally

EDITS = 60


def requirements(count: int) -> list[Requirement]:
    return [
        Requirement(
            ref=f"REQ-{n:03}",
            title=f"第 {n} 条需求：按校区导出报表，响应快速",
            fit=FIT.codes[n % len(FIT.codes)],
            priority=PRIORITY.codes[n % len(PRIORITY.codes)],
            module=f"模块{n % 20}",
            effort_low=1.0,
            effort_high=3.0,
        )
        for n in range(count)
    ]


def median_ms(some: list[Requirement], count: Callable[[list[Requirement]], object]) -> float:
    """Median time of counting after one edit each."""
    taken = []
    count(some)
    for n in range(EDITS):
        some = list(some)
        at = n * 7919 % len(some)
        some[at] = replace(some[at], fit=FIT.codes[(n + 3) % len(FIT.codes)])
        start = time.perf_counter()
        count(some)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _checks() -> Callable[[list[Requirement]], object]:
    checker = Checker()
    return lambda some: checker.update(Subject(some))


def main() -> None:
    kinds: tuple[tuple[str, Callable[[], Callable[[list[Requirement]], object]]], ...] = (
        ("coverage, all anew", lambda: coverage),
        ("coverage, kept up to date", lambda: Tally().update),
        ("checks, kept up to date", _checks),
    )
    for name, make in kinds:
        small, large = (median_ms(requirements(count), make()) for count in (100, 10_000))
        print(f"{name:28} 100: {small:7.3f} ms   10,000: {large:7.3f} ms   ratio {large / small:5.1f}")
    start = time.perf_counter()
    Checker().update(Subject(requirements(10_000)))
    print(f"checks, the first time       10,000: {(time.perf_counter() - start) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
