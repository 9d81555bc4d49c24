"""An older form is read as if it were the present one, and is never rewritten."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tinydb.table import Document

from presales_tui.data import ClientStore, Workspace, doctor, fsio, snapshot, upcast
from presales_tui.data.frame import parse, scan
from presales_tui.model.client import Client
from presales_tui.model.errors import StoreProblem
from presales_tui.model.record import Doc
from presales_tui.model.requirement import Requirement
from tests.data.support import add, edit, reopened, tables

REQUIREMENT = "01a208ce-ee43-7967-b31e-9ba2d3b815db"


def step_from_0(table: str, doc: Doc) -> Doc:
    """Schema 0 called a title `name`, and told two kinds of must apart."""
    if table != "requirements":
        return doc
    new = {"title" if name == "name" else name: value for name, value in doc.items()}
    if new.get("priority") in ("must-a", "must-b"):
        new["priority"] = "must"
    return new


def title_of(store: ClientStore) -> tuple[str, str]:
    found = store.get(Requirement, REQUIREMENT)
    assert found is not None
    return found.title, found.priority


def stock(store: ClientStore, **fields: Any) -> None:
    """An edit by the program of schema 0."""
    store.db.table("requirements").update(fields, doc_ids=[REQUIREMENT])  # type: ignore[list-item]


@contextmanager
def program_of_schema_0() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upcast, "SCHEMA", 0)
        yield


@pytest.fixture(params=["log", "snapshot and log", "two logs"])
def old(request: pytest.FixtureRequest, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A client folder that a program of schema 0 left, read by one that knows the step from there."""
    with program_of_schema_0():
        store = workspace.create_client(Client(name="Acme"))
        docs = store.db.table("requirements")
        doc = {"name": "单点登录", "priority": "must-a", "created": "2026-01-01T00:00:00Z", "ref": "REQ-001"}
        store.db.table("counters").insert(Document({"last": 1}, "REQ"))  # type: ignore[arg-type]
        docs.insert(Document(doc, REQUIREMENT))  # type: ignore[arg-type]
        if request.param != "log":
            store.compact()
        stock(store, name="单点登录（SAML）")
        stock(store, priority="must-b")
        workspace.close()
    if request.param == "two logs":
        (store.folder / "snap-000002.json").unlink()
    monkeypatch.setitem(upcast.STEPS, 0, step_from_0)
    return store.folder


def open_folder(folder: Path) -> ClientStore:
    """The folder, opened by a new session of the one who wrote it."""
    return ClientStore(folder, "chen", "after")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*-*.json*")}


def test_documents_and_commits_are_read_in_the_present_form(old: Path) -> None:
    before = files(old)
    store = open_folder(old)
    assert title_of(store) == ("单点登录（SAML）", "must")
    assert "name" not in tables(store)["requirements"][REQUIREMENT]
    assert not store.read_only
    assert store.warnings == []
    store.close()
    assert files(old) == before


def test_history_of_an_older_form_is_told_in_the_present_one(old: Path) -> None:
    told = [
        [(c.field, c.old, c.new) for c in entry.changes if c.field in ("title", "name", "priority")]
        for entry in open_folder(old).history(REQUIREMENT)
    ]
    # What was told apart once and is the same now is no change any more.
    assert told == [
        [("title", "单点登录", "单点登录（SAML）")],
        [("title", None, "单点登录"), ("priority", None, "must")],
    ]


def test_work_of_an_older_form_is_undone_and_redone(old: Path) -> None:
    store = open_folder(old)
    assert store.undo().undo_of == 5  # One must for the other: nothing is to be seen of it.
    assert title_of(store) == ("单点登录（SAML）", "must")
    store.undo()
    assert title_of(store) == ("单点登录", "must")
    store.undo()
    assert store.all(Requirement) == []
    for _ in range(3):
        store.redo()
    assert title_of(store) == ("单点登录（SAML）", "must")
    assert store.can_redo == ""
    assert title_of(reopened(store)) == title_of(store)


def test_a_session_that_only_reads_follows_into_the_new_form(old: Path) -> None:
    reader, writer = ClientStore(old, "li", "reader"), open_folder(old)
    add(writer, "new")
    assert reader.poll()
    assert tables(reader) == tables(writer)
    assert reader.get(Requirement, REQUIREMENT) == writer.get(Requirement, REQUIREMENT)


def test_a_program_of_the_older_form_that_is_still_open_stops_writing(old: Path) -> None:
    with program_of_schema_0():
        older = ClientStore(old, "li", "older")
    add(open_folder(old), "new")
    with program_of_schema_0():
        with pytest.raises(StoreProblem, match="newer presales"):
            stock(older, name="lost?")
        assert "newer presales" in older.read_only


def test_the_doctor_finds_it_well(old: Path, workspace: Workspace) -> None:
    assert [finding for finding in doctor(workspace) if not finding.ok] == []
    store = open_folder(old)
    add(store, "new")
    store.close()
    assert [finding for finding in doctor(workspace) if not finding.ok] == []


def test_a_full_disk_refuses_the_step_and_keeps_everything(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(old)
    store = open_folder(old)

    def full(fd: int, data: bytes, offset: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(fsio, "write_at", full)
        with pytest.raises(StoreProblem, match="no space left"):
            add(store, "new")
    assert files(old) == before
    assert title_of(store) == ("单点登录（SAML）", "must")
    assert add(store, "new").title == "new"


def test_an_older_form_without_a_step_is_refused(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(upcast.STEPS, 0)
    with pytest.raises(StoreProblem, match=r"schema 0"):
        open_folder(old)
    (finding, *_) = doctor(Workspace.open(old.parent, user="chen"), repair=True)
    assert (finding.ok, finding.repaired) == (False, False)
    assert "schema 0" in finding.what


def test_the_first_commit_begins_a_log_of_the_present_form(old: Path) -> None:
    before = files(old)
    store = open_folder(old)
    made = store.get(Requirement, REQUIREMENT)
    assert made is not None
    edit(store, made, title="SSO")
    after = files(old)
    assert {name: after[name] for name in before} == before
    schemas = {
        name: parse(scan(data.splitlines(keepends=True)[0]).bodies[0])["schema"]
        for name, data in after.items()
    }
    newest = max(name for name in after if name.startswith("log"))
    assert {name for name, schema in schemas.items() if schema == 1} == {
        newest,
        newest.replace("log", "snap").removesuffix("l"),
    }
    assert len(after) == len(before) + 2
    found = snapshot.read(str(old / newest.replace("log", "snap").removesuffix("l")))
    assert found is not None
    assert found.tables["requirements"][REQUIREMENT]["title"] == "单点登录（SAML）"
    shown = tables(store)
    store.close()
    again = open_folder(old)
    assert tables(again) == shown
    edit(again, replace(made, title="SSO"), title="SSO 2")
    assert len(files(old)) == len(after)
