"""The workbench itself, as it is seen from the far end of a line.

    python benchmarks/workbench.py [--seconds 10]

Bytes (medians) of the real screens on 1,000 requirements, 120 sections and 60 issues at 80x24; idle
bytes and processor time of every screen; and how long a typed character takes over a line of 150 ms and
64 kbit/s, where each packet carries 80 bytes besides. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.pty.harness import PYTHON, Terminal

QUIET = 0.12
TRIP, RATE, OVERHEAD = 0.150, 64_000, 80
"""Seconds of a round trip, bits a second, bytes that a packet carries besides."""
SCREENS = {"1": "Met", "2": "客户说", "3": "REQ-001", "4": "sections", "5": "ISS-001"}
TEXT = "The school needs 排课冲突 hints"


def make_workspace(path: Path) -> None:
    """One client, one opportunity, and much of everything."""
    from presales_tui.data import Workspace
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client
    from presales_tui.model.meeting import Line, Meeting
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.model.outline import Section
    from presales_tui.model.requirement import Requirement
    from presales_tui.model.trial import Issue, Trial

    workspace = Workspace.open(path, user="bench")
    store = workspace.create_client(Client(name="READY 客户"))
    here = Opportunity(name="商机")
    meeting = Meeting(opportunity=here.id, title="首次拜访", start="2026-01-05T14:00", state="held")
    trial = Trial(opportunity=here.id, title="试用", state="running")
    change = Change("Sample").put(here).put(meeting).put(trial)
    for n in range(1000):
        change.put(
            Requirement(
                opportunity=here.id,
                title=f"需求 {n}：系统应支持第 {n} 类业务的在线办理与统计",
                fit=("standard", "config", "custom", "unknown")[n % 4],
                priority=("must", "should", "could")[n % 3],
                module=f"模块{n % 12}",
            )
        )
    for n in range(120):
        body = "本节说明如何响应。" * 8
        change.put(Section(opportunity=here.id, pos=f"a{n:03d}", title=f"第 {n} 章 Chapter", body=body))
    for n in range(60):
        status = ("open", "fixing")[n % 2]
        change.put(Issue(opportunity=here.id, trial=trial.id, title=f"登录 {n} 失败 fails", status=status))
    for n in range(40):
        change.put(Line(meeting=meeting.id, pos=f"a{n:03d}", text=f"客户说 {n}: 排课冲突"))
    store.commit(change)
    workspace.close()


class Bench:
    """The workbench in a terminal."""

    def __init__(self, home: Path) -> None:
        env = {"PRESALES_HOME": str(home), "PRESALES_USER": "bench", "PRESALES_CONFIG": str(home / "none")}
        self.terminal = Terminal([PYTHON, "-m", "presales_tui"], env=env)
        self.terminal.until("READY")
        self.terminal.until_quiet(0.5)

    def go(self, *keys: str) -> None:
        """Press keys, and wait until nothing more comes."""
        for key in keys:
            self.terminal.send(key)
            self.terminal.until_quiet(0.3)

    def costs(self, keys: list[str]) -> list[float]:
        """Bytes of each key."""
        found = []
        for key in keys:
            before = len(self.terminal.received)
            self.terminal.send(key)
            for _turn in range(100):
                if len(self.terminal.received) > before:
                    break
                self.terminal.read(0.02)
            self.terminal.until_quiet(QUIET)
            found.append(float(len(self.terminal.received) - before))
        return found

    def over_the_line(self, keys: str) -> list[float]:
        """Seconds from each key until what it paints has come over a slow line."""
        found = []
        for key in keys:
            began = time.perf_counter()
            time.sleep(TRIP / 2)
            os.write(self.terminal.master, key.encode())
            free = 0.0
            while select.select([self.terminal.master], [], [], 0.1 if free else 5)[0]:
                data = os.read(self.terminal.master, 1 << 16)
                free = max(free, time.perf_counter()) + 8 * (len(data) + OVERHEAD) / RATE
            found.append(free + TRIP / 2 - began)
        return found


def main() -> int:
    """Measure, print, compare with the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    seconds = parser.parse_args().seconds
    rows: list[tuple[str, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        make_workspace(home)
        benches = [Bench(home) for _screen in SCREENS]
        try:
            rows.append(("start bytes", float(len(benches[0].terminal.received)), 5000))
            for bench, (key, seen) in zip(benches, SCREENS.items(), strict=True):
                bench.go(key)
                bench.terminal.until(seen)
                bench.terminal.until_quiet(0.5)
            before = [bench.terminal.processor_seconds() for bench in benches]
            time.sleep(seconds)
            for bench, was, key in zip(benches, before, SCREENS, strict=True):
                used = (bench.terminal.processor_seconds() - was) / seconds * 100
                rows.append((f"idle bytes, screen {key}", float(len(bench.terminal.read())), 0))
                rows.append((f"idle CPU %, screen {key}", used, 0.3))
            switched = benches[0].costs(list("23451" * 3))
            rows.append(("switch of screen, bytes", statistics.median(switched), 2500))
            rows.append(("  the most, full of text", max(switched), float("inf")))
            for name, bench in (
                ("requirements", benches[2]),
                ("outline", benches[3]),
                ("issues", benches[4]),
            ):
                moves = bench.costs(["j"] * 12)
                rows.append((f"cursor move, {name}, bytes", statistics.median(moves[1:]), 120))
                moves = bench.costs(["j"] * 25)
                rows.append((f"  that scrolls most, {name}, bytes", max(moves), 700))
            benches[3].go("e", "\x1b[B", "\x1b[B", "\x1b[F")
            rows.append(
                ("typed character, editor, bytes", statistics.median(benches[3].costs(list(TEXT))), 60)
            )
            slow = statistics.median(benches[3].over_the_line(TEXT)) * 1000
            rows.append(("typed character on a slow line, ms", slow, TRIP * 1150))
            benches[1].go("i")
            typed = statistics.median(benches[1].costs(list(TEXT)))
            rows.append(("typed character, capture line, bytes", typed, 60))
        finally:
            for bench in benches:
                bench.terminal.__exit__()
    missed = 0
    for name, value, bar in rows:
        good = value <= bar
        missed += not good
        print(f"{name:42}{value:9.2f}{bar:9.1f}{'' if good else '  MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
