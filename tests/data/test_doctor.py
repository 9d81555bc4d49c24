"""The doctor: finds what is wrong, mends on request, deletes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Finding, Workspace, doctor, frame, snapshot
from presales_tui.model.requirement import Requirement
from tests.data.support import add, edit, log, reopen, tables


@pytest.fixture
def folder(store: ClientStore, workspace: Workspace) -> Path:
    """A client of two logs and a snapshot, closed."""
    made = add(store, "first")
    store.compact()
    edit(store, made, title="edited")
    add(store, "second")
    workspace.close()
    return store.folder


def look(folder: Path, *, repair: bool = False) -> list[Finding]:
    """Everything found, without what is well."""
    workspace = Workspace.open(folder.parent, user="chen")
    found = doctor(workspace, repair=repair)
    workspace.close()
    return [finding for finding in found if not finding.ok or finding.repaired]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"
    }


def test_a_sound_workspace_is_well(folder: Path, workspace: Workspace) -> None:
    before = contents(folder)
    assert look(folder) == []
    assert look(folder, repair=True) == []
    (finding,) = [f for f in doctor(workspace) if f.ok]
    assert "4 commits" in finding.what
    assert contents(folder) == before


def test_an_empty_workspace_is_well(workspace: Workspace) -> None:
    (finding,) = doctor(workspace)
    assert finding.ok


def test_a_damaged_line_is_named_and_cut_off_on_request(folder: Path) -> None:
    path = folder / "log-000002.jsonl"
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    start = len(lines[0])
    path.write_bytes(data[: start + 20] + b"X" + data[start + 21 :])
    before = contents(folder)
    (finding,) = look(folder)
    assert (finding.where, finding.ok) == (str(path), False)
    assert f"byte {start}" in finding.what
    assert contents(folder) == before
    (finding,) = look(folder, repair=True)
    assert finding.repaired
    kept = set(contents(folder).values())
    assert before[str(path)] in kept
    (store,) = reopen(folder.parent)
    assert [r.title for r in store.all(Requirement)] == ["first"]
    assert not store.read_only
    add(store, "goes on")
    assert look(folder) == []


def test_damage_in_an_old_log_cannot_be_cut_off(folder: Path) -> None:
    path = folder / "log-000001.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[:150] + b"X" + data[151:])
    (finding,) = look(folder, repair=True)
    assert not finding.ok
    assert "backup" in finding.advice
    (store,) = reopen(folder.parent)
    assert [r.title for r in store.all(Requirement)] == ["edited", "second"]


def test_a_rewritten_line_breaks_the_chain(folder: Path) -> None:
    """Whoever changes history and its checksums still has to change all that follows."""
    path = folder / "log-000002.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    body = lines[1][9:-1].replace(b"edited", b"forged")
    path.write_bytes(lines[0] + frame.frame(body) + lines[2])
    (finding,) = look(folder)
    assert "chain is broken after commit 3" in finding.what


def test_a_journal_shorter_than_its_mark(folder: Path) -> None:
    path = folder / "log-000002.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    (finding,) = look(folder)
    assert "ends at commit 3, but commit 4 had been saved" in finding.what
    (store,) = reopen(folder.parent)
    assert store.read_only
    (finding,) = look(folder, repair=True)
    assert finding.repaired
    (store,) = reopen(folder.parent)
    assert not store.read_only
    add(store, "goes on")


def test_an_unfinished_line_mends_itself(folder: Path) -> None:
    with log(ClientStore(folder, "x", "y"), 2).open("ab") as file:
        file.write(b"1234")
    (finding,) = look(folder)
    assert "Open the client" in finding.advice
    reopen(folder.parent)
    assert look(folder) == []


@pytest.mark.parametrize("kind", ["damaged", "different"])
def test_a_bad_snapshot_is_set_aside(folder: Path, kind: str) -> None:
    path = folder / "snap-000002.json"
    found = snapshot.read(str(path))
    assert found is not None
    if kind == "damaged":
        path.write_bytes(path.read_bytes()[:-3])
    else:
        next(iter(found.tables["requirements"].values()))["title"] = "not what was said"
        path.write_bytes(snapshot.encode(found.header, found.tables))
    assert [f.where for f in look(folder)] == [str(path)]
    assert look(folder, repair=True)[0].repaired
    assert not path.exists()
    assert (folder / "quarantine" / path.name).exists()
    (store,) = reopen(folder.parent)
    assert [r.title for r in store.all(Requirement)] == ["edited", "second"]
    assert store.warnings == []


def test_left_over_pieces(folder: Path) -> None:
    (folder / "snap-000003.json.1-abcdef.tmp").write_bytes(b"half")
    (folder.parent / ".new-1234").mkdir()
    (folder / "reserve").unlink()
    (folder / "client.json").write_text("{}")
    wheres = sorted(Path(f.where).name for f in look(folder))
    assert wheres == sorted([".new-1234", folder.name, folder.name, "snap-000003.json.1-abcdef.tmp"])
    look(folder, repair=True)
    assert (folder / "quarantine" / "snap-000003.json.1-abcdef.tmp").read_bytes() == b"half"
    (store,) = reopen(folder.parent)
    add(store)
    assert [Path(f.where).name for f in look(folder)] == [".new-1234"]


def test_a_reference_given_twice_is_named(folder: Path) -> None:
    (store,) = reopen(folder.parent)
    store.db.table("requirements").update({"ref": "REQ-001"})
    assert any("REQ-001 is given twice" in finding.what for finding in look(folder))


def test_a_folder_open_to_others_is_named(folder: Path) -> None:
    folder.chmod(0o777)
    (finding,) = look(folder)
    assert "chmod 700" in finding.what


def test_a_busy_client_is_examined_between_two_commits(store: ClientStore, workspace: Workspace) -> None:
    before = tables(store)
    assert all(finding.ok for finding in doctor(workspace))
    add(store)
    assert all(finding.ok for finding in doctor(workspace))
    assert tables(store) != before
