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
import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.coverage import median_ms, requirements
from benchmarks.start import first_paint, make_workspace
from presales_tui.model.tally import Tally
from tests.pty.harness import PYTHON, Terminal

QUIET = 0.06
"""Seconds without a byte after which a key has painted all it paints."""
SMALL = 100
BARS = {"first paint": 1.3, "to the list": 1.3, "cursor": 1.2, "page": 1.2, "filter": 1.5, "sort": 1.5}
COVERAGE_MS = 2.0


class Bench:
    """The workbench on so many requirements."""

    def __init__(self, home: Path, count: int) -> None:
        self.home = home / str(count)
        make_workspace(self.home, count)
        self.env = {
            "PRESALES_HOME": str(self.home),
            "PRESALES_USER": "bench",
            "PRESALES_CONFIG": str(self.home / "none"),
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        }
        self.times: dict[str, list[float]] = {}
        self.spent: dict[str, float] = {}
        """Processor seconds."""
        self.terminal: Terminal | None = None

    def start(self) -> None:
        """From nothing to the first picture, and with one key on to the list."""
        env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **self.env}
        env.pop("COLORTERM", None)
        command = [PYTHON, "-m", "presales_tui"]
        self._note("first paint", first_paint(command, "READY 客户".encode(), env))
        self.close()
        self.terminal = Terminal(command, env=self.env)
        self.terminal.until("READY")
        self.terminal.until_quiet(0.5)
        before = len(self.terminal.received)
        self._note("to the list", self.key("3", 0.5))
        if b"REQ-001" not in self.terminal.received[before:]:
            raise SystemExit("the list is not there")
        # The checks go on behind the picture; their sum is the last that comes.
        while b"!" not in self.terminal.received[before:]:
            self.terminal.read(0.1)
        self.terminal.until_quiet(1.0)

    def key(self, key: str, quiet: float = QUIET) -> float:
        """Seconds from a key to the last byte of what it paints."""
        terminal = self.terminal
        assert terminal is not None
        terminal.read()
        began = last = time.perf_counter()
        os.write(terminal.master, key.encode())
        wait = 5.0
        while select.select([terminal.master], [], [], wait)[0]:
            terminal.received += os.read(terminal.master, 1 << 16)
            last = time.perf_counter()
            wait = quiet
        return last - began

    def keys(self, what: str, keys: Iterable[str]) -> None:
        """Press some keys and note each."""
        assert self.terminal is not None
        before = self.terminal.processor_seconds()
        for key in keys:
            self._note(what, self.key(key))
        self.spent[what] = self.spent.get(what, 0.0) + self.terminal.processor_seconds() - before

    def _note(self, what: str, seconds: float) -> None:
        self.times.setdefault(what, []).append(seconds)

    def close(self) -> None:
        """End it."""
        if self.terminal is not None:
            self.terminal.__exit__()
            self.terminal = None


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]


def walk(benches: list[Bench]) -> None:
    """The same keys in both, a few at a time."""

    def both(what: str, *keys: str) -> None:
        for bench in benches:
            bench.keys(what, keys)

    for _turn in range(8):
        both("cursor", *"jjjjj")
    for _turn in range(4):
        both("page", "\x1b[6~", "\x1b[6~", "\x1b[5~")
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
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        small, large = benches = [Bench(Path(folder), SMALL), Bench(Path(folder), options.most)]
        try:
            for bench in benches:
                bench.start()
                bench.times.clear()
                bench.close()
            for _round in range(options.rounds):
                for bench in benches:
                    bench.start()
                walk(benches)
        finally:
            for bench in benches:
                bench.close()
    print(f"{'':24}{SMALL:>10}{options.most:>10,}   ms{'ratio':>10}{'bar':>7}{'processor':>12}")
    for what in small.times:
        if what == "-":
            continue
        middle = statistics.median if what in ("first paint", "to the list") else p95
        one, many = (middle(bench.times[what]) * 1000 for bench in benches)
        bar = BARS.get(what)
        good = bar is None or many / one <= bar
        missed += not good
        spent = f"{large.spent[what] / small.spent[what]:11.2f}x" if what in small.spent else ""
        name = what if middle is statistics.median else f"{what}, p95"
        told = "" if good else "  MISSED"
        print(f"{name:24}{one:10.1f}{many:10.1f}     {many / one:8.2f}x{bar or '':>7}{spent:>12}{told}")
    taken = median_ms(requirements(options.most), Tally().update)
    missed += taken >= COVERAGE_MS
    print(f"{'coverage of one edit':24}{'':10}{taken:10.2f}     {'':9}{COVERAGE_MS:>7}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
