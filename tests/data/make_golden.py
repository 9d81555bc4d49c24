"""Writes the golden workspace of a schema: `python -m tests.data.make_golden`.

Once for every schema, with the program that will be released, and never again: what is checked in is
what users have on their disks. With a number beyond the present schema it writes what a program of
the future might. The expectations beside it say what the present program shows; they may be edited
when a step of `upcast` gives a field another name or value.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import MISSING, Field, fields, replace
from pathlib import Path
from typing import Any, cast

from tinydb.table import Document

from presales_tui.data import ClientStore, Workspace, upcast
from presales_tui.data.kinds import TABLES, kind_of
from presales_tui.data.replica import new_replica
from presales_tui.data.storage import JournalStorage, Step
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement

GOLDEN = Path(__file__).parent / "golden"
_OWN = ("id", "ref", "created", "updated", "author")


def record_id(number: int) -> str:
    """An id as good as any, the same at every writing."""
    return f"01a208ce-ee43-7967-b31e-{number:012d}"


def filled(kind: type[Record], number: int) -> Record:
    """A record with something in every field that is not the store's."""
    values = {f.name: _something(f) for f in fields(kind) if f.name not in _OWN and f.default is not MISSING}
    return kind(id=record_id(number), **values)


def _something(field: Field[Any]) -> Any:
    default = field.default
    if isinstance(default, bool):
        return not default
    if isinstance(default, int | float):
        return default + 2
    if isinstance(default, str):
        return f"{field.name} 内容"
    if "tuple[tuple" in str(field.type):
        return (("甲", "b", "丙")[: str(field.type).count("str")],)
    return ("甲", "b")


def every_kind() -> Change:
    """Two records of every kind but the client: one with every field, one with none."""
    change = Change("Import sample")
    for number, table in enumerate(TABLES[1:], 1):
        kind = kind_of(table)
        assert kind is not None
        change.put(filled(kind, number * 10)).put(kind(id=record_id(number * 10 + 1)))
    return change


def edit(store: ClientStore, number: int, **changes: Any) -> None:
    """An edit of one requirement."""
    was = store.get(Requirement, record_id(number))
    assert was is not None
    store.commit(Change("Edit requirement").put(replace(was, **changes), was))


def write_first(workspace: Path) -> None:
    """A client with a snapshot, two logs, two users, undo and redo, a delete, and a draft left over."""
    chen = Workspace.open(workspace, user="chen")
    store = chen.create_client(Client(id=record_id(1), name="云帆教育", name_en="Yunfan Education"))
    store.commit(every_kind())
    store.commit(Change("Add requirement").put(Requirement(id=record_id(901), title="排课冲突自动提示")))
    store.compact()
    edit(store, 901, title="排课冲突自动提示，附可选时段", priority="must", tags=("排课", "教务"))
    li = Workspace.open(workspace, user="li")
    other = li.store(record_id(1))
    edit(other, 901, fit="custom", effort_low=8.0, effort_high=12.5)
    li.close()
    store.poll()
    edit(store, 901, statement="第一稿")
    store.undo()
    store.redo()
    store.undo()
    gone = store.get(Requirement, record_id(51))
    assert gone is not None
    store.commit(Change("Delete requirement").delete(gone))
    from_the_future(store)
    edit(store, 901, statement="排课保存时即检查教师、教室与班级的冲突。\n冲突时列出三个可选时段。")
    store.drafts.save("line", "王老师：寒假前要能试用", meeting=record_id(30))
    chen.close()


def from_the_future(store: ClientStore) -> None:
    """A field, a table and a note on a commit that no program knows yet."""
    storage = cast("JournalStorage", store.db.storage)
    key = ("requirements", record_id(901))
    doc = {**storage.tables[key[0]][key[1]], "sentiment": {"score": 0.5, "words": ["急"]}}
    storage.commit(lambda: Step("Weigh requirement", {key: doc}, {"weight": 3}))
    store.db.table("forecasts").insert(Document({"quarter": "2027Q1"}, record_id(990)))  # type: ignore[arg-type]


def write_second(workspace: Path) -> None:
    """A client of one log, whose copy has a site letter."""
    first = Workspace.open(workspace, user="chen")
    folder = first.create_client(Client(id=record_id(2), name="Acme Valves", industry="manufacturing")).folder
    first.close()
    new_replica(str(folder), "B")
    again = Workspace.open(workspace, user="chen")
    store = again.store(record_id(2))
    for number, title in ((902, "Export the price list"), (903, "Single sign-on")):
        store.commit(Change("Add requirement").put(Requirement(id=record_id(number), title=title)))
    store.undo()
    again.close()


def shown(store: ClientStore) -> dict[str, Any]:
    """All that a store shows, as JSON values."""
    tables = store.db.storage.read() or {}
    kinds = [kind for table in TABLES if (kind := kind_of(table)) is not None]
    records = {kind.table: [vars(record) for record in store.all(kind)] for kind in kinds}
    found = {
        "tables": tables,
        "records": {table: some for table, some in records.items() if some},
        "history": [entry._asdict() for entry in store.history(limit=None)],
        "drafts": [draft._asdict() for draft in store.drafts.left_over()],
        "can_undo": store.can_undo,
        "can_redo": store.can_redo,
    }
    for entry in found["history"]:  # type: ignore[attr-defined]
        entry["changes"] = [list(change) for change in entry["changes"]]
    as_json: dict[str, Any] = json.loads(json.dumps(found))
    return as_json


def spread(value: Any, depth: int) -> str:
    """JSON with a line for every member down to a depth, so that a change of it can be read."""
    if depth and value and isinstance(value, dict):
        members = (
            f"{json.dumps(name, ensure_ascii=False)}: {spread(v, depth - 1)}" for name, v in value.items()
        )
        return "{\n" + ",\n".join(members) + "\n}"
    if depth and value and isinstance(value, list):
        return "[\n" + ",\n".join(spread(one, depth - 1) for one in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def main(schema: int) -> None:
    """Write the workspace of a schema and what is to be expected of it."""
    place = GOLDEN / f"schema-{schema}"
    if place.exists():
        sys.exit(f"{place} is there already: a golden workspace is never written anew.")
    upcast.SCHEMA = schema
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "workspace"
        write_first(path)
        write_second(path)
        for reserve in path.rglob("reserve"):
            reserve.unlink()
        shutil.copytree(path, place / "workspace")
        workspace = Workspace.open(path, user="chen")
        clients = {face.name: shown(workspace.store(face.id)) for face in workspace.clients()}
        workspace.close()
    (place / "expected.json").write_text(spread(clients, 4) + "\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else upcast.SCHEMA)
