"""The requirement list on 100 and on 10,000 requirements: what a user waits for.

    python benchmarks/requirements.py [--rounds 3] [--most 10000]

Both workbenches run in pseudo-terminals of 80x24 and get the same keys by turns, so that what else the
machine does hits both. A key's time is that from sending it to the last byte of what it paints. Ratios of
medians (first paint) and of 95th percentiles (keys); beside them the ratio of the processor time that the
program took for the same keys, which a busy machine changes less. Coverage of one edit is measured in the
process. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.coverage import median_ms, requirements
from benchmarks.long_list import Bench, Place, compare
from benchmarks.start import make_workspace
from presales_tui.model.tally import Tally

BARS = {"first paint": 1.3, "to the list": 1.3, "cursor": 1.2, "page": 1.2, "filter": 1.5, "sort": 1.5}
COVERAGE_MS = 2.0


def walk(benches: list[Bench]) -> None:
    """The same keys in both, a few at a time."""

    def both(what: str, *keys: str) -> None:
        for bench in benches:
            bench.keys(what, keys)

    for _turn in range(8):
        both("cursor", *"jjjjj")
    both("-", "\x1b[H")
    for _turn in range(4):
        # There and back: the short list is at its end after a few pages, where a page costs nothing.
        both("page", "\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[5~")
    both("home and end", "\x1b[F", "\x1b[H")
    both("-", "/")
    for text in ("业务", "需求 9", "第 7", "fit:custom", "mod:模块3 在线"):
        both("filter", *text)
        both("filter", *("\x7f" * len(text)))
    both("-", "\x1b")
    for _turn in range(4):
        both("-", "s")
        both("sort", "5")
        both("-", "s")
        both("sort", "3")
    both("-", "j")
    for code in "12341234":
        both("-", "p")
        both("an edit", code)


def main() -> int:
    """Measure, print, compare with the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=10_000)
    options = parser.parse_args()
    missed = compare(
        # The checks go on behind the picture; their sum is the last that comes.
        Place(make_workspace, "3", b"REQ-001", b"!"),
        walk,
        BARS,
        medians=("first paint", "to the list"),
        most=options.most,
        rounds=options.rounds,
    )
    taken = median_ms(requirements(options.most), Tally().update)
    missed += taken >= COVERAGE_MS
    print(f"{'coverage of one edit':24}{'':10}{taken:10.2f}     {'':9}{COVERAGE_MS:>7}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
