"""The issue log of a trial on 100 and on 10,000 issues: what a user waits for, and what a tick sends.

    python benchmarks/issue_log.py [--rounds 2] [--most 10000]

Both workbenches run in pseudo-terminals of 80x24 and get the same keys by turns, so that what else the
machine does hits both. A key's time is that from sending it to the last byte of what it paints. Ratios of
medians (the way to the list) and of 95th percentiles (keys), with the ratio of processor time beside
them, which a busy machine changes less. Half of the issues are open, a tenth of them waited for the
customer, and the clocks count working hours in China. Ends with 1 if a bar is missed.
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
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.start import first_paint
from tests.pty.harness import PYTHON, Terminal

QUIET = 0.06
"""Seconds without a byte after which a key has painted all it paints."""
SMALL = 100
BARS = {
    "first paint": 1.3,
    "to the list": 1.3,
    "cursor": 1.2,
    "board cursor": 1.2,
    "filter": 1.5,
    "sort": 1.5,
}
MEDIANS = ("first paint", "to the list")


def make_workspace(path: Path, count: int) -> None:
    """One trial with so many issues."""
    from presales_tui.data import Workspace
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.model.trial import Issue, Trial

    workspace = Workspace.open(path, user="bench")
    store = workspace.create_client(Client(name="READY 客户"))
    here = Opportunity(name="商机")
    trial = Trial(
        opportunity=here.id, title="试用", state="running", calendar="working", zone="Asia/Shanghai"
    )
    change = Change("Sample").put(here).put(trial)
    began = datetime.now(UTC) - timedelta(days=30)
    for n in range(count):
        times = [
            (began + timedelta(minutes=4 * n + step)).isoformat(timespec="seconds") for step in (0, 9, 60)
        ]
        last = "closed" if n % 2 else "waiting_customer" if n % 20 == 4 else "in_progress"
        log = tuple(zip(("open", "ack", last), times, ["陈工"] * 3, strict=True))[: 1 if n % 8 == 2 else 3]
        change.put(
            Issue(
                opportunity=here.id,
                trial=trial.id,
                title=f"登录 {n} 报错：第 {n % 17} 类业务办理失败",
                kind=("usage", "deployment", "defect")[n % 3],
                severity=f"s{n % 4 + 1}",
                impact=("high", "medium", "low")[n % 3],
                status=log[-1][0],
                reported=times[0],
                status_log=log,
                observed="点击提交后页面提示 500，日志见附件。" * 2,
            )
        )
    store.commit(change)
    workspace.close()


class Bench:
    """The workbench on so many issues."""

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
        self._note("to the list", self.key("5", 0.5))
        if b"ISS-" not in self.terminal.received[before:]:
            raise SystemExit("the list is not there")
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


def walk(benches: list[Bench]) -> None:
    """The same keys in both, a few at a time."""

    def both(what: str, *keys: str) -> None:
        for bench in benches:
            bench.keys(what, keys)

    for _turn in range(6):
        both("cursor", *"jjjjj")
    both("-", "/")
    for text in ("登录 9", "业务", "kind:usage"):
        both("filter", *text)
        both("filter", *("\x7f" * len(text)))
    both("-", "\x1b")
    for _turn in range(3):
        both("-", "s")
        both("sort", "6")
        both("-", "s")
        both("sort", "4")
    both("-", "j")
    for code in "2323":
        both("-", "m")
        both("an edit", code)
    both("-", "B", "\x1b[H", "j")
    for _turn in range(2):
        both("board cursor", *"jjjjj")
    both("-", "B")


def main() -> int:
    """Measure, print, compare with the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--most", type=int, default=10_000)
    options = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        small, large = benches = [Bench(Path(folder), SMALL), Bench(Path(folder), options.most)]
        try:
            for bench in benches:  # Once for the bytecode, not counted.
                bench.start()
                bench.times.clear()
                bench.close()
            for _round in range(options.rounds):
                for bench in benches:
                    bench.start()
                walk(benches)
                for bench in benches:
                    bench.close()
        finally:
            for bench in benches:
                bench.close()
    print(f"{'':24}{SMALL:>10}{options.most:>10,}   ms{'ratio':>10}{'bar':>7}{'processor':>12}")
    for what in small.times:
        if what == "-":
            continue
        middle = statistics.median if what in MEDIANS else p95
        one, many = (middle(bench.times[what]) * 1000 for bench in benches)
        bar = BARS.get(what)
        good = bar is None or many / one <= bar
        missed += not good
        spent = f"{large.spent[what] / small.spent[what]:11.2f}x" if small.spent.get(what) else ""
        name = what if middle is statistics.median else f"{what}, p95"
        told = "" if good else "  MISSED"
        print(f"{name:24}{one:10.1f}{many:10.1f}     {many / one:8.2f}x{bar or '':>7}{spent:>12}{told}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
