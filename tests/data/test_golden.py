"""A workspace of every form that was ever released, as it lay on a disk: read, undone, gone on with."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from presales_tui.data import ClientStore, Workspace, backup, doctor, restore, upcast
from presales_tui.model.change import Change
from presales_tui.model.errors import StoreProblem
from presales_tui.model.requirement import Pain, Requirement
from tests.data.make_golden import GOLDEN, main, record_id, shown
from tests.data.support import add, tables

FORMS = sorted(int(path.name.removeprefix("schema-")) for path in GOLDEN.glob("schema-*"))
READ_AND_WRITTEN = [schema for schema in FORMS if schema <= upcast.SCHEMA]
ONLY_READ = [schema for schema in FORMS if schema > upcast.SCHEMA]
YUNFAN, ACME = "云帆教育", "Acme Valves"


@pytest.fixture
def schema(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


@pytest.fixture
def golden(schema: int, tmp_path: Path) -> Path:
    """A copy of a golden workspace, as private as the store makes one; git keeps no such modes."""
    copy = shutil.copytree(GOLDEN / f"schema-{schema}" / "workspace", tmp_path / "golden")
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return copy


@pytest.fixture
def expected(schema: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDEN / f"schema-{schema}" / "expected.json").read_text("utf-8"))
    return found


def opened(path: Path) -> dict[str, ClientStore]:
    """Every client by name."""
    workspace = Workspace.open(path, user="chen")
    return {face.name: workspace.store(face.id) for face in workspace.clients()}


def contents(path: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of the last write of every file."""
    return {
        str(file.relative_to(path)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in path.rglob("*")
        if file.is_file()
    }


def assert_shows(store: ClientStore, expected: dict[str, Any]) -> None:
    found = shown(store)
    records, wanted = found.pop("records"), dict(expected).pop("records")
    assert found == {name: value for name, value in expected.items() if name != "records"}
    assert records.keys() == wanted.keys()
    for table, some in wanted.items():
        for record, as_it_was in zip(records[table], some, strict=True):
            # Fields may have come since; what there was is what it was, defaults included.
            assert {name: record[name] for name in as_it_was} == as_it_was


def test_every_form_has_its_workspace() -> None:
    assert list(range(1, upcast.SCHEMA + 1)) == READ_AND_WRITTEN
    assert ONLY_READ


@pytest.mark.parametrize("schema", FORMS, indirect=True)
def test_it_shows_what_it_showed(golden: Path, expected: dict[str, Any]) -> None:
    before = contents(golden)
    stores = opened(golden)
    assert stores.keys() == expected.keys()
    for name, store in stores.items():
        assert store.warnings == []
        assert_shows(store, expected[name])
        store.close()
    assert contents(golden) == before


@pytest.mark.parametrize("schema", READ_AND_WRITTEN, indirect=True)
def test_undo_redo_and_work_go_on(golden: Path) -> None:
    logs = {path: path.read_bytes() for path in golden.rglob("log-*")}
    stores = opened(golden)
    yunfan, acme = stores[YUNFAN], stores[ACME]
    whole = tables(yunfan)
    asked = yunfan.find_ref("REQ-003")
    assert isinstance(asked, Requirement)
    assert asked.statement == "排课保存时即检查教师、教室与班级的冲突。\n冲突时列出三个可选时段。"
    yunfan.undo()  # the statement
    yunfan.undo()  # the record of a table that is not known
    assert "forecasts" not in tables(yunfan)
    yunfan.undo()  # the field that is not known
    yunfan.undo()  # the delete
    assert yunfan.find_ref("REQ-002") is not None
    yunfan.undo()  # the title
    found = yunfan.get(Requirement, asked.id)
    assert found is not None
    assert (found.title, found.fit, found.effort_high) == ("排课冲突自动提示", "custom", 12.5)
    for _ in range(5):
        yunfan.redo()
    assert tables(yunfan) == whole
    assert add(yunfan, "报名表导出").ref == "REQ-004"
    edited = replace(asked, title="排课")
    yunfan.commit(Change("Edit requirement").put(edited, asked))
    assert tables(yunfan)["requirements"][asked.id]["sentiment"] == {"score": 0.5, "words": ["急"]}
    acme.redo()
    assert [(r.ref, r.title) for r in acme.all(Requirement)] == [
        ("REQ-B01", "Export the price list"),
        ("REQ-B02", "Single sign-on"),
    ]
    assert add(acme, "Audit log").ref == "REQ-B03"
    left = {name: tables(store) for name, store in stores.items()}
    for store in stores.values():
        store.close()
    assert {name: tables(store) for name, store in opened(golden).items()} == left
    for path, content in logs.items():
        assert path.read_bytes().startswith(content)
    assert [finding for finding in doctor(Workspace.open(golden)) if not finding.ok] == []


@pytest.mark.parametrize("schema", READ_AND_WRITTEN, indirect=True)
def test_a_draft_of_that_time_is_offered_and_can_be_dismissed(golden: Path) -> None:
    store = opened(golden)[YUNFAN]
    (draft,) = store.drafts.left_over()
    assert (draft.key, draft.text) == ("line", "王老师：寒假前要能试用")
    store.drafts.discard("line")
    assert opened(golden)[YUNFAN].drafts.left_over() == []


@pytest.mark.parametrize("schema", READ_AND_WRITTEN, indirect=True)
def test_it_can_be_read_without_its_snapshot_mark_face_and_identity(
    golden: Path, expected: dict[str, Any]
) -> None:
    for name in ("snap-*", "head", "client.json", "replica.json", "lock"):
        for path in golden.rglob(name):
            path.unlink()
    for name, store in opened(golden).items():
        assert_shows(store, expected[name])
        add(store, "goes on")


@pytest.mark.parametrize("schema", FORMS, indirect=True)
def test_a_backup_of_it_is_restored(golden: Path, expected: dict[str, Any], tmp_path: Path) -> None:
    backup(Workspace.open(golden), tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", tmp_path / "restored")
    for name, store in opened(tmp_path / "restored").items():
        assert tables(store) == expected[name]["tables"]


@pytest.mark.parametrize("schema", ONLY_READ, indirect=True)
def test_a_newer_form_is_shown_and_nothing_in_it_changes(golden: Path) -> None:
    before = contents(golden)
    stores = opened(golden)
    for store in stores.values():
        assert store.read_only == f"{store.folder} was written by a newer presales; this one only reads it."
        for attempt in (lambda store=store: add(store, "no"), store.undo, store.redo, store.compact):
            with pytest.raises(StoreProblem, match="newer presales"):
                attempt()
        assert not store.poll()
    assert stores[YUNFAN].get(Pain, record_id(60)) is not None
    for finding in doctor(Workspace.open(golden), repair=True):
        assert (finding.ok, finding.repaired, "newer presales" in finding.what) in (
            (False, False, True),
            (True, False, False),
        )
    for store in stores.values():
        store.close()
    assert contents(golden) == before


@pytest.mark.parametrize("schema", ONLY_READ, indirect=True)
def test_a_client_of_a_newer_form_is_listed_also_if_its_face_is_strange(golden: Path) -> None:
    for path in golden.rglob("client.json"):
        path.write_text('{"face": 2}')
    before = contents(golden)
    assert opened(golden).keys() == {YUNFAN, ACME}
    assert contents(golden) == before


def test_a_golden_workspace_is_never_written_anew() -> None:
    before = contents(GOLDEN)
    with pytest.raises(SystemExit, match="never written anew"):
        main(upcast.SCHEMA)
    assert contents(GOLDEN) == before
