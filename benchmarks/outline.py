"""The outline at 2,000 sections: what a key costs, in the model, in the tree, and in the plan behind it.

Each figure is the median of some rounds and the ratio to the same with 100 sections (50 would be linear
for what looks at all of them; 1 is what does not depend on the size).
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from presales_tui.app import PresalesApp
from presales_tui.data import ClientStore, Workspace
from presales_tui.documents.book import Book
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.model.arranging import Arranging
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section, in_order
from presales_tui.model.position import following
from presales_tui.screens.outline.tree import nodes_of

ROUNDS = 15
KEYS = ("down", "space", "z", "Z", "J", "K", "m", "slash")


def sections(count: int, opportunity: str) -> list[Section]:
    """Chapters of ten sections of four each, with bodies."""
    found: list[Section] = []
    above: list[str] = ["", "", ""]
    keys = following("", count)
    for n, pos in enumerate(keys):
        depth = 0 if n % 50 == 0 else 1 if n % 5 == 0 else 2
        body = (
            "" if depth == 0 else f"第 {n} 节说明。\n\n- 要点一：响应时间\n- 要点二：数据口径\n- 要点三：权限"
        )
        title = f"第 {n} 节 方案要点"
        one = Section(opportunity=opportunity, parent=above[depth], pos=pos, title=title, body=body)
        found.append(one)
        if depth < 2:
            above[depth + 1] = one.id
    return found


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run, the median of all."""
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def _rows(every: list[Section]) -> None:
    nodes_of(in_order(every))


def _move(every: list[Section], middle: str) -> None:
    Arranging(every).shift([middle], 1)


async def keys(workspace: Workspace) -> dict[str, float]:
    """Milliseconds from a key to the settled screen, the median of some presses."""
    found = {}
    app = PresalesApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        for key in KEYS:
            spent = []
            for _ in range(7):
                start = time.perf_counter()
                await pilot.press(key)
                spent.append((time.perf_counter() - start) * 1000)
            found[key] = statistics.median(spent)
            await pilot.press("escape") if key == "slash" else None
    return found


async def export(workspace: Workspace) -> tuple[float, float]:
    """Milliseconds of the key x until the file is there, and the longest time nothing else could run."""
    gaps: list[float] = []

    async def watch() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.01)
            now = time.perf_counter()
            gaps.append((now - last) * 1000)
            last = now

    app = PresalesApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause(3)
        watcher = asyncio.create_task(watch())
        start = time.perf_counter()
        await pilot.press("x")
        while app.desk.making is not None:
            await asyncio.sleep(0.01)
        spent = (time.perf_counter() - start) * 1000
        watcher.cancel()
    return spent, max(gaps)


def stock(folder: Path, count: int) -> tuple[Workspace, ClientStore, Opportunity]:
    """A workspace with an outline of so many sections."""
    workspace = Workspace.open(folder / str(count), user="bench")
    store = workspace.create_client(Client(name="基准客户"))
    opportunity = Opportunity(name="基准")
    change = Change("Benchmark").put(opportunity)
    for section in sections(count, opportunity.id):
        change.put(section)
    store.commit(change)
    return workspace, store, opportunity


def main() -> None:
    """Print a row for each figure."""
    results: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (100, 2000):
            workspace, store, opportunity = stock(Path(folder), count)
            every = store.all(Section)
            middle = every[count // 2].id
            book = Book.of(store, opportunity.id)
            rows = {
                "order": timed(partial(in_order, every)),
                "rows of the tree": timed(partial(_rows, every)),
                "a move": timed(partial(_move, every, middle)),
            }
            start = time.perf_counter()
            plan = plan_deck(book, lang="zh")
            rows["plan of the deck"] = (time.perf_counter() - start) * 1000
            rows["slides"] = len(plan.slides)
            rows |= {f"key {key}": spent for key, spent in asyncio.run(keys(workspace)).items()}
            rows["key x"], rows["  longest stop of the screen"] = asyncio.run(export(workspace))
            results[count] = rows
            workspace.close()
    print(f"{'':30} {'100':>9} {'2,000':>9}  ratio")
    for name, small in results[100].items():
        large = results[2000][name]
        unit = "" if name == "slides" else " ms"
        print(f"{name:30} {small:9.2f} {large:9.2f}{unit}  {large / small:.1f}x")


if __name__ == "__main__":
    main()
