"""Stock TinyDB code over the store: it reads as ever, and what it writes is durable and undoable."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from presales_tui.data import ClientStore, Workspace, export_plain, plain_json
from presales_tui.data.storage import JournalDB
from presales_tui.model.client import Client
from presales_tui.model.errors import BadInput, CannotWrite
from presales_tui.model.requirement import Requirement
from tests.data.support import add, log, reopened, tables


class StockTable(Table):
    """Stock TinyDB, but for text ids."""

    document_id_class: Any = str


class StockDB(TinyDB):
    """Stock TinyDB in memory, the model for ours."""

    table_class = StockTable


def test_queries_are_tinydbs_own(store: ClientStore) -> None:
    made = add(store, "SAML login", tags=("sso", "集成"))
    add(store, "other")
    requirement = Query()
    table = store.db.table("requirements")
    found_ids: list[Any] = [doc.doc_id for doc in table.search(requirement.title.matches("saml", flags=2))]
    assert found_ids == [made.id]
    assert table.search(requirement.title.matches("saml")) == []
    found = table.get(requirement.tags.any(["集成"]))
    assert found is not None
    assert found["ref"] == "REQ-001"
    assert table.get(doc_id=made.id) == found  # type: ignore[call-overload]
    assert table.contains(where("title") == "other")
    assert table.count(where("title").exists()) == 2
    assert len(table) == 2
    assert {"clients", "requirements", "counters"} == store.db.tables()


def test_queries_see_the_other_sessions_commits(store: ClientStore, other: ClientStore) -> None:
    add(store, "open")
    other.poll()
    assert len(other.db.table("requirements").search(where("title") == "open")) == 1
    add(store, "open")
    other.poll()
    assert len(other.db.table("requirements").search(where("title") == "open")) == 2


def test_a_document_handed_out_is_not_the_stores(store: ClientStore) -> None:
    add(store, "kept")
    table = store.db.table("requirements")
    for doc in table:
        doc["title"] = "scribbled over"
    (found,) = table.search(where("title").exists())
    found["title"] = "scribbled over"
    assert [r.title for r in store.all(Requirement)] == ["kept"]
    assert table.search(where("title") == "kept")


def test_every_stock_write_is_one_durable_commit(store: ClientStore) -> None:
    table = store.db.table("notes")
    lines = len(log(store).read_bytes().splitlines())
    writes: list[Callable[[], Any]] = [
        lambda: table.insert({"n": 1}),
        lambda: table.insert_multiple([{"n": 2}, {"n": 3}]),
        lambda: table.update({"seen": True}, where("n") > 1),
        lambda: table.update(lambda doc: doc.update(n=doc["n"] + 10)),
        lambda: table.update_multiple([({"m": 1}, where("n") == 11), ({"m": 2}, where("n") == 12)]),
        lambda: table.upsert({"n": 13, "again": 1}, where("n") == 13),
        lambda: table.upsert({"n": 99}, where("n") == 99),
        lambda: table.remove(where("n") == 99),
        lambda: table.truncate(),
        lambda: store.db.table("other").insert({"n": 1}),
        lambda: store.db.drop_table("other"),
    ]
    for number, write in enumerate(writes, 1):
        write()
        assert len(log(store).read_bytes().splitlines()) == lines + number
        assert tables(reopened(store)) == tables(store)
    store.db.drop_tables()
    assert tables(store) == tables(reopened(store)) == {}


def test_a_write_that_matches_nothing_writes_nothing(store: ClientStore) -> None:
    before = log(store).read_bytes()
    table = store.db.table("notes")
    assert table.update({"a": 1}, where("n") == 1) == []
    assert table.remove(where("n") == 1) == []
    assert table.remove(doc_ids=["nobody"]) == []  # type: ignore[list-item]
    table.truncate()
    assert log(store).read_bytes() == before


def test_a_function_that_raises_leaves_no_trace(store: ClientStore) -> None:
    table = store.db.table("notes")
    table.insert_multiple([{"n": 1}, {"n": 2}])

    def halfway(doc: Any) -> None:
        doc["n"] += 10
        if doc["n"] == 12:
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        table.update(halfway)
    assert sorted(doc["n"] for doc in table) == [1, 2]
    assert tables(reopened(store)) == tables(store)


def test_what_was_given_is_not_shared_with_the_store(store: ClientStore) -> None:
    given_doc: dict[str, Any] = {"list": [1]}
    store.db.table("notes").insert(given_doc)
    given_doc["list"].append(2)
    assert [doc["list"] for doc in store.db.table("notes")] == [[1]]


@pytest.mark.parametrize("doc", [{}, {"a": None}, {"a": math.nan}, {"a": "\ud800"}, {"a": object()}])
def test_what_cannot_be_kept_is_refused(store: ClientStore, doc: dict[str, Any]) -> None:
    before = log(store).read_bytes()
    with pytest.raises(BadInput):
        store.db.table("notes").insert_multiple([{"fine": 1}, doc])
    assert log(store).read_bytes() == before
    assert "notes" not in tables(store)


def test_ids_are_refused_twice_as_in_stock(store: ClientStore) -> None:
    table = store.db.table("notes")
    table.insert(Document({"n": 1}, doc_id="x"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"n": 2}, doc_id="x"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([Document({"n": 2}, doc_id="y"), Document({"n": 3}, doc_id="y")])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Mapping"):
        table.insert("text")  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="truncate"):
        table.remove()
    with pytest.raises(ValueError, match="doc_id"):
        table.upsert({"n": 1})
    assert [dict(doc) for doc in table] == [{"n": 1}]


def test_a_folder_opens_as_a_tinydb(store: ClientStore) -> None:
    add(store, "seen by stock code")
    with JournalDB(str(store.folder)) as db:
        db.table("notes").insert({"n": 1})
        assert db.table("requirements").get(where("title") == "seen by stock code")
    store.poll()
    assert len(store.db.table("notes")) == 1


VALUES = st.one_of(
    st.integers(-5, 5),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    st.booleans(),
    st.lists(st.integers(0, 3), max_size=2),
)
DOCS = st.dictionaries(st.sampled_from("abc"), VALUES, min_size=1)
IDS = st.sampled_from(["p", "q", "r", "s"])
CONDITIONS = st.sampled_from(
    [where("a").exists(), where("b") == 1, where("c").exists() & ~where("a").exists()]
)
WRITES = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), IDS, DOCS),
        st.tuples(st.just("update"), DOCS, CONDITIONS),
        st.tuples(st.just("update_ids"), DOCS, st.lists(IDS, max_size=3, unique=True)),
        st.tuples(st.just("upsert"), IDS, DOCS),
        st.tuples(st.just("multiple"), st.lists(st.tuples(DOCS, CONDITIONS), max_size=2), st.none()),
        st.tuples(st.just("remove"), CONDITIONS, st.none()),
        st.tuples(st.just("remove_ids"), st.lists(IDS, max_size=3, unique=True), st.none()),
        st.tuples(st.just("truncate"), st.none(), st.none()),
    ),
    max_size=12,
)


def perform(table: Any, name: str, first: Any, second: Any) -> Any:
    """One write, as stock code puts it; ids in order, or the kind of error."""
    try:
        if name == "insert":
            return table.insert(Document(second, doc_id=first))
        if name == "update":
            return sorted(table.update(first, second))
        if name == "update_ids":
            return sorted(table.update(first, doc_ids=second))
        if name == "upsert":
            return sorted(table.upsert(Document(second, doc_id=first)))
        if name == "multiple":
            return sorted(table.update_multiple(first))
        if name == "remove":
            return sorted(table.remove(first))
        if name == "remove_ids":
            return sorted(table.remove(doc_ids=first))
        return table.truncate()
    except ValueError as error:
        return type(error).__name__


@settings(max_examples=60, deadline=None)
@given(writes=WRITES)
def test_writes_come_out_as_in_stock_tinydb(
    writes: list[tuple[str, Any, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace = Workspace.open(tmp_path_factory.mktemp("ws") / "ws")
    ours = workspace.create_client(Client(name="Acme"))
    stock = StockDB(storage=MemoryStorage).table("t")
    for name, first, second in writes:
        table = ours.db.table("t")
        assert perform(table, name, first, second) == perform(stock, name, first, second)
        assert {doc.doc_id: dict(doc) for doc in table} == {doc.doc_id: dict(doc) for doc in stock}
    assert tables(reopened(ours)) == tables(ours)
    workspace.close()


def test_the_plain_export_opens_in_stock_tinydb_with_equal_content(
    store: ClientStore, tmp_path: Path
) -> None:
    add(store, "导出 \U0001f600", tags=("a",))
    path = tmp_path / "plain.json"
    export_plain(store, path)
    with StockDB(path) as db:
        for name in store.db.tables():
            assert {d.doc_id: dict(d) for d in db.table(name)} == {
                d.doc_id: dict(d) for d in store.db.table(name)
            }
        assert db.tables() == store.db.tables()
    with pytest.raises(CannotWrite):
        export_plain(store, path)
    export_plain(store, path, force=True)
    assert json.loads(plain_json(store)) == json.loads(path.read_bytes())
