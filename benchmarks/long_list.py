"""A list of the workbench on few and on many records: the same keys by turns in two pseudo-terminals.

What else the machine does hits both. A key's time is that from sending it to the last byte of what it paints;
beside it the processor time that the program took for the same keys, which a busy machine changes less.
"""

from __future__ import annotations

import os
import select
import statistics
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.start import first_paint
from tests.pty.harness import PYTHON, Terminal

QUIET = 0.06
"""Seconds without a byte after which a key has painted all it paints."""
SMALL = 100


class Place(NamedTuple):
    """Which list it is."""

    make: Callable[[Path, int], object]
    """Fills a workspace with so many records."""
    tab: str
    """The key of its screen."""
    sign: bytes
    """What shows that the list is there."""
    last: bytes = b""
    """What comes last, once all is made ready behind the picture."""


class Bench:
    """The workbench on a list of so many records."""

    def __init__(self, home: Path, count: int, place: Place) -> None:
        self.home, self.place = home / str(count), place
        place.make(self.home, count)
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
        self.settle()
        before = len(self.terminal.received)
        self._note("to the list", self.key(self.place.tab, 0.5))
        if self.place.sign not in self.terminal.received[before:]:
            raise SystemExit("the list is not there")
        while self.place.last not in self.terminal.received[before:]:
            self.terminal.read(0.1)
        self.settle()

    def settle(self) -> None:
        """Wait for what is made ready behind the picture."""
        assert self.terminal is not None
        used = -1.0
        while self.terminal.processor_seconds() - used > 0.05:
            used = self.terminal.processor_seconds()
            time.sleep(0.7)

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


def compare(
    place: Place,
    walk: Callable[[list[Bench]], None],
    bars: Mapping[str, float],
    *,
    medians: Collection[str],
    most: int,
    rounds: int,
) -> int:
    """Walk in both, print what each key took; how many bars were missed."""
    with tempfile.TemporaryDirectory() as folder:
        benches = [Bench(Path(folder), count, place) for count in (SMALL, most)]
        try:
            for bench in benches:  # Once for the bytecode, not counted.
                bench.start()
                bench.times.clear()
                bench.close()
            for _round in range(rounds):
                for bench in benches:
                    bench.start()
                walk(benches)
                for bench in benches:
                    bench.close()
        finally:
            for bench in benches:
                bench.close()
    return _told(benches, bars, medians, most)


def _told(benches: list[Bench], bars: Mapping[str, float], medians: Collection[str], most: int) -> int:
    small, large = benches
    missed = 0
    print(f"{'':24}{SMALL:>10}{most:>10,}   ms{'ratio':>10}{'bar':>7}{'processor':>12}")
    for what in small.times:
        if what == "-":
            continue
        middle = statistics.median if what in medians else p95
        one, many = (middle(bench.times[what]) * 1000 for bench in benches)
        bar = bars.get(what)
        good = bar is None or many / one <= bar
        missed += not good
        spent = f"{large.spent[what] / small.spent[what]:11.2f}x" if small.spent.get(what) else ""
        name = what if middle is statistics.median else f"{what}, p95"
        told = "" if good else "  MISSED"
        print(f"{name:24}{one:10.1f}{many:10.1f}     {many / one:8.2f}x{bar or '':>7}{spent:>12}{told}")
    return missed
