"""What the store costs: `python benchmarks/store.py`.

Everything is measured in one run on one disk, and told as a ratio to what cannot be avoided: an
append and its sync, the JSON reader on the same bytes, stock TinyDB. Medians; the disk of the
directory given (default: the system's temporary one) is what is measured.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from tinydb import TinyDB

from presales_tui.data import ClientStore, Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.requirement import Requirement

SIZES = (100, 1_000, 10_000, 50_000)
ROUNDS = 300


def requirement(number: int) -> Requirement:
    """About 700 bytes, as a meeting leaves it."""
    return Requirement(
        opportunity="01a208ce-ee43-7967-b31e-9ba2d3b815db",
        title=f"每天 1000 条咨询自动按意向分级，编号 {number}",
        statement="系统识别家长咨询的意向并分配给招生老师，超过四小时未跟进时提醒主管。" * 3,
        module="招生CRM",
        priority="must",
        fit="config",
        tags=("线索", "集成"),
        quote="我们每天一千多条咨询，全靠 Excel 和人工分，漏掉的都是钱。",
        speaker="李主任",
    )


def took(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Bare:
    """An append and its sync: what no durable store can do without."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._size = 0

    def append(self, data: bytes) -> None:
        """One line, on the disk when this returns."""
        os.pwrite(self._fd, data, self._size)
        os.fdatasync(self._fd)
        self._size += len(data)


def filled(path: Path, count: int) -> ClientStore:
    """A new client with so many requirements."""
    store = Workspace.open(path, user="chen").create_client(Client(name="Acme"))
    change = Change("Import requirements")
    for number in range(count):
        change.put(requirement(number))
    store.commit(change)
    store.compact()
    return store


def commit_times(store: ClientStore, bare: Bare) -> tuple[float, float, float]:
    """(bare append, insert, update), in seconds, taken in turn so that the disk is the same for all."""
    first = store.commit(Change("Add requirement").put(requirement(-1))).records[0]
    line = max(store.folder.glob("log-*")).read_bytes().splitlines(keepends=True)[-1]
    appends, inserts, updates = [], [], []
    for number in range(ROUNDS):
        appends.append(took(partial(bare.append, line)))
        inserts.append(took(partial(store.commit, Change("Add").put(requirement(number)))))
        was = store.get(Requirement, first.id)
        assert was is not None
        edited = Change("Edit").put(replace(was, title=f"edited {number}"), was)
        updates.append(took(partial(store.commit, edited)))
    return median(appends), median(inserts), median(updates)


def commits(place: Path) -> tuple[list[tuple[int, float, float, float]], ClientStore]:
    """(records, bare append, insert, update) per size, in seconds; the store of 10,000."""
    stores = {count: filled(place / f"ws{count}", count) for count in SIZES}
    os.sync()  # Else the bulk load is still on its way to the disk, and is measured too.
    rows = [(count, *commit_times(store, Bare(place / f"bare{count}"))) for count, store in stores.items()]
    return rows, stores[10_000]


def stock_insert(place: Path, store: ClientStore) -> float:
    """Seconds of one insert into stock TinyDB that holds the same 10,000 records."""
    path = place / "stock.json"
    docs = {str(n): dict(doc) for n, doc in enumerate(store.db.table("requirements"), 1)}
    path.write_text(json.dumps({"requirements": docs}))
    with TinyDB(path) as db:
        return median(
            took(lambda: db.table("requirements").insert(requirement(0).to_doc())) for _ in range(5)
        )


def openings(store: ClientStore) -> tuple[float, float, float]:
    """(open, json.loads of the snapshot's bytes, first list of records), in seconds."""
    store.compact()
    snapshot = max(store.folder.glob("snap-*.json")).read_bytes().splitlines()[1]
    opens, parses, lists = [], [], []
    for _ in range(9):
        gc.collect()
        workspace = Workspace.open(store.folder.parent)
        start = time.perf_counter()
        again = workspace.store(store.client.id)
        opens.append(time.perf_counter() - start)
        lists.append(took(partial(again.all, Requirement)))
        workspace.close()
        start = time.perf_counter()
        parsed = json.loads(snapshot)
        parses.append(time.perf_counter() - start)
        del parsed
    return median(opens), median(parses), median(lists)


def processes() -> tuple[float, float, float]:
    """(read a client, import the store, `import tinydb`), each in a new process, in seconds of CPU."""
    with tempfile.TemporaryDirectory() as place:
        filled(Path(place) / "ws", 1_000)
        load = (
            "from presales_tui.data import Workspace; from presales_tui.model.requirement import Requirement;"
        )
        read = (
            f"from pathlib import Path; {load} w = Workspace.open(Path({place!r}) / 'ws');"
            "w.store(w.clients()[0].id).all(Requirement)"
        )
        env = {**os.environ, "PYTHONPYCACHEPREFIX": f"{place}/pyc"}
        env.pop("PYTHONDONTWRITEBYTECODE", None)

        def cpu(code: str) -> float:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True, env=env)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        rounds = [(cpu(read), cpu(f"{load} Workspace"), cpu("import tinydb")) for _ in range(21)][1:]
    return median(r[0] for r in rounds), median(r[1] for r in rounds), median(r[2] for r in rounds)


def main() -> None:
    """Measure, and print a table with the bars."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        place = Path(name)
        rows, store = commits(place)
        print(f"{'records':>8} {'append':>9} {'insert':>9} {'update':>9}   ms, medians of {ROUNDS}")
        for count, append, insert, update in rows:
            print(f"{count:>8} {append * 1e3:9.3f} {insert * 1e3:9.3f} {update * 1e3:9.3f}", end="")
            print(f"   insert {insert / append:.2f}x, update {update / append:.2f}x   (bar 1.8x)")
        for what, column in (("insert", 2), ("update", 3)):
            ratios = [row[column] / row[1] for row in rows]
            print(f"{what}: most to least over the sizes {max(ratios) / min(ratios):.2f}x   (bar 1.3x)")
        stock = stock_insert(place, store)
        ours = next(insert for count, _append, insert, _update in rows if count == 10_000)
        print(f"stock TinyDB insert at 10,000: {stock * 1e3:.1f} ms, {stock / ours:.0f}x ours   (bar 200x)")
        opened, parsed, listed = openings(store)
        print(
            f"open 10,000 records: {opened * 1e3:.1f} ms, json.loads {parsed * 1e3:.1f} ms, "
            f"{opened / parsed:.2f}x   (bar 80 ms or 1.5x); first list {listed * 1e3:.1f} ms"
        )
        again = median(took(lambda: store.all(Requirement)) for _ in range(200))
        polled = median(took(store.poll) for _ in range(2000))
        print(f"list again: {again * 1e6:.0f} us; poll, nothing changed: {polled * 1e6:.1f} us   (bar 20 us)")
        drafts = median(took(lambda: store.drafts.save("note", "text")) for _ in range(2000))
        print(f"draft noted: {drafts * 1e6:.1f} us")
    reading, importing, tinydb = processes()
    print(
        f"new process, CPU: import tinydb {tinydb * 1e3:.0f} ms, the store {importing / tinydb:.2f}x, "
        f"read a client of 1,000 {reading / tinydb:.2f}x   (bar 2.5x)"
    )


if __name__ == "__main__":
    main()
