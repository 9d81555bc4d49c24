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
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.long_list import Bench, Place, compare

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
    missed = compare(
        Place(make_workspace, "5", b"ISS-"),
        walk,
        BARS,
        medians=MEDIANS,
        most=options.most,
        rounds=options.rounds,
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
