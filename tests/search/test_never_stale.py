"""An index is never stale: after whatever happened, it finds what looking at every record finds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presales_tui.data import ClientFace, Workspace, names
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import Problem
from presales_tui.model.meeting import Line
from presales_tui.model.requirement import Requirement
from presales_tui.search import index_file, shelf
from presales_tui.search.finder import Finder
from presales_tui.search.query import Query, matches
from presales_tui.search.words import entries

Key = tuple[str, str, str]
WORDS = ("排课", "冲突", "重庆", "行长", "pk", "REQ-00", "A", "ｂ", "x y", "cq")
QUERIES = ("排课", "pk", "cq", "课冲", "req-001", "a", "行 x", "hz", "xz", "b", "排课 cq")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
WHAT = (
    "add",
    "add",
    "line",
    "edit",
    "delete",
    "undo",
    "compact",
    "close",
    "other",
    "damage",
    "again",
    "keep",
)

steps = st.lists(st.tuples(st.sampled_from(WHAT), texts, st.integers(0, 1)), min_size=1, max_size=14)


def naive(workspace: Workspace, typed: str) -> set[Key]:
    """Every record that holds what was typed, by looking at each."""
    query = Query.of(typed)
    found: set[Key] = set()
    for face in workspace.clients():
        tables = workspace.store(face.id).db.storage.read() or {}
        found |= {
            (face.id, one.table, one.id)
            for one in entries(tables)
            if matches(query, one.text, one.head) is not None
        }
    return found


def searched(finder: Finder, typed: str) -> set[Key]:
    """What the index finds, once everything is prepared."""
    for face in finder.waiting():
        finder.prepare(face)
    results = finder.search(typed, most=10_000)
    assert results.waiting == 0
    assert results.total == len(results.rows)
    return {(row.client_id, row.table, row.id) for row in results.rows}


class Desk:
    """Two clients and what may happen to them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workspace = Workspace.open(path, user="陈工")
        for name in ("重庆银行", "学校"):
            self.workspace.create_client(Client(name=name))
        self.finder = Finder(self.workspace)

    def face(self, number: int) -> ClientFace:
        return self.workspace.clients()[number]

    def do(self, what: str, text: str, number: int) -> None:
        face = self.face(number)
        if what == "again":  # the session ends, another begins
            self.finder.keep_all()
            self.workspace.close()
            self.workspace = Workspace.open(self.path, user="陈工")
            self.finder = Finder(self.workspace)
        elif what == "keep":
            self.finder.keep_all()
        elif what == "other":
            other = Workspace.open(self.path, user="李工")
            other.store(face.id).commit(Change("Add").put(Requirement(title=text)))
            other.close()
            if (store := self.workspace.opened(face.id)) is not None:
                store.poll()
        elif what == "damage":
            path = face.folder / names.INDEX
            if path.exists():
                data = bytearray(path.read_bytes())
                data[len(text) * 7 % len(data)] ^= 0x11
                path.write_bytes(bytes(data))
        elif what == "close":
            self.workspace.store(face.id).close()
        else:
            self._write(what, text, face)

    def _write(self, what: str, text: str, face: ClientFace) -> None:
        store = self.workspace.store(face.id)
        every = store.all(Requirement)
        if what == "add":
            store.commit(Change("Add").put(Requirement(title=text, statement=text[::-1])))
        elif what == "line":
            store.commit(Change("Add").put(Line(text=text)))
        elif what == "edit" and every:
            store.commit(Change("Edit").put(replace(every[0], title=text), every[0]))
        elif what == "delete" and every:
            store.commit(Change("Delete").delete(every[-1]))
        elif what == "undo":
            with suppress(Problem):
                store.undo()
        elif what == "compact":
            store.compact()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=steps, asked=st.lists(st.sampled_from(QUERIES), min_size=14, max_size=14))
def test_the_index_finds_what_looking_at_every_record_finds(
    script: list[tuple[str, str, int]], asked: list[str], few_beside: None
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "w")
        for (what, text, number), typed in zip(script, asked, strict=False):
            desk.do(what, text, number)
            assert searched(desk.finder, typed) == naive(desk.workspace, typed), (what, typed)
        desk.workspace.close()


@pytest.fixture
def few_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settling is something that happens in a short test too."""
    monkeypatch.setattr(shelf, "BESIDE", 2)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two clients."""
    made = Desk(tmp_path / "w")
    yield made
    made.workspace.close()


def test_a_new_session_finds_without_reading_a_journal(desk: Desk) -> None:
    desk.do("add", "排课冲突", 0)
    searched(desk.finder, "x")
    desk.finder.keep_all()
    desk.workspace.close()
    finder = Finder(Workspace.open(desk.path, user="x"))
    assert [row.text.split("\n")[0] for row in finder.search("pkct").rows] == ["REQ-001 排课冲突"]
    assert all(finder._workspace.opened(face.id) is None for face in finder.places())


def test_what_a_session_that_was_killed_had_written_is_taken_over(desk: Desk) -> None:
    searched(desk.finder, "x")
    desk.finder.keep_all()
    desk.do("add", "排课冲突", 0)  # and then the process is gone
    finder = Finder(Workspace.open(desk.path, user="x"))
    assert finder.search("pkct").waiting == 1
    assert len(searched(finder, "pkct")) == 1


def test_a_log_that_another_session_began_is_noticed(desk: Desk) -> None:
    searched(desk.finder, "x")
    desk.finder.keep_all()
    desk.do("close", "", 0)
    assert desk.finder.search("pkct").waiting == 0
    other = Workspace.open(desk.path, user="李工")
    store = other.store(desk.face(0).id)
    store.compact()
    store.commit(Change("Add").put(Requirement(title="排课冲突")))
    other.close()
    assert len(searched(desk.finder, "pkct")) == 1


def test_no_changed_byte_of_the_file_is_believed(desk: Desk) -> None:
    desk.do("add", "排课冲突", 0)
    searched(desk.finder, "x")
    path = desk.face(0).folder / names.INDEX
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert index_file.read(desk.face(0).folder) is None, at
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        assert index_file.read(desk.face(0).folder) is None, size


def test_only_so_much_is_held_in_memory(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (0, 1):
        desk.do("add", "排课冲突", number)
    searched(desk.finder, "x")
    desk.finder.keep_all()
    for number in (0, 1):
        desk.do("close", "", number)
    monkeypatch.setattr("presales_tui.search.finder.ROOM", 10)
    assert len(searched(desk.finder, "pkct")) == 2
    assert len(desk.finder._shelves) == 1


def test_the_file_is_private_and_goes_with_the_client(desk: Desk) -> None:
    searched(desk.finder, "x")
    found = [path for path in desk.path.rglob("*") if path.name == names.INDEX]
    assert {path.parent for path in found} == {desk.face(0).folder, desk.face(1).folder}
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}


def test_a_client_that_cannot_be_read_does_not_hide_the_others(desk: Desk) -> None:
    desk.do("add", "排课冲突", 0)
    desk.do("add", "排课冲突", 1)
    desk.workspace.close()
    log = desk.face(0).folder / "log-000001.jsonl"
    log.write_bytes(log.read_bytes().replace("排课".encode(), "拍课".encode()))
    finder = Finder(Workspace.open(desk.path, user="x"))
    first, second = finder.waiting()
    with pytest.raises(Problem):
        finder.prepare(first)
    finder.prepare(second)
    found = finder.search("pkct")
    assert (len(found.rows), found.waiting) == (1, 0)
