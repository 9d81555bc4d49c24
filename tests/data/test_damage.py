"""Torn ends, flipped bits, cut files, missing pieces: what is kept, what is refused, what is said."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace, frame, fsio, snapshot
from presales_tui.data.head import HeadFile
from presales_tui.model.errors import StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.support import add, edit, log, reopened, tables


@pytest.fixture
def folder(store: ClientStore, workspace: Workspace) -> Path:
    """A client of five commits, closed."""
    made = add(store, "first")
    add(store, "第二")
    edit(store, made, title="first, edited")
    add(store, "third")
    workspace.close()
    return store.folder


def open_folder(folder: Path) -> ClientStore:
    return ClientStore(folder, "chen", "after")


def open_or_refuse(folder: Path) -> ClientStore | None:
    """The store, or `None` if it is refused with the name of the file."""
    try:
        return open_folder(folder)
    except StoreProblem as problem:
        if str(folder / "log-000001.jsonl") not in problem.sentence:
            raise
        return None


def titles(store: ClientStore) -> list[str]:
    return [record.title for record in store.all(Requirement)]


@pytest.mark.parametrize(
    "torn",
    [b"0", b"1a2b3c4d {", b"\0" * 300, b"1a2b3c4d {}\n", b"\0\0\n", b'{"s":6}\n', b"1a2b3c4d {\n\n\nxx"],
    ids=["short", "begun", "zeros", "checksum", "zero-line", "no-checksum", "lines"],
)
def test_a_torn_end_is_set_aside_and_work_goes_on(folder: Path, torn: bytes) -> None:
    path = folder / "log-000001.jsonl"
    good = path.read_bytes()
    path.write_bytes(good + torn)
    store = open_folder(folder)
    assert titles(store) == ["first, edited", "第二", "third"]
    assert path.read_bytes() == good
    (kept,) = (folder / "quarantine").iterdir()
    assert kept.read_bytes() == torn
    assert str(kept) in store.warnings[0]
    assert not store.read_only
    add(store, "next")
    assert tables(open_folder(folder)) == tables(store)
    assert open_folder(folder).warnings == []


def test_a_whole_line_that_was_never_acknowledged_is_taken(folder: Path) -> None:
    """Its writer died between the write and the acknowledgement."""
    path = folder / "log-000001.jsonl"
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    HeadFile(str(folder / "head")).open_for_writing()
    (folder / "head").write_bytes(b"")
    assert titles(open_folder(folder)) == ["first, edited", "第二"]
    path.write_bytes(data)
    assert titles(open_folder(folder)) == ["first, edited", "第二", "third"]


def test_a_journal_shorter_than_its_mark_is_shown_but_not_written(folder: Path) -> None:
    path = folder / "log-000001.jsonl"
    data = path.read_bytes()
    last = data.splitlines(keepends=True)[-1]
    for cut in (len(last), len(last) // 2, 1):
        path.write_bytes(data[:-cut])
        store = open_folder(folder)
        assert titles(store) == ["first, edited", "第二"]
        assert "ends at commit 4" in store.read_only
        assert "commit 5 had been saved" in store.read_only
        with pytest.raises(StoreProblem, match="presales doctor"):
            add(store)
        assert path.read_bytes() == data[:-cut]


def test_a_cut_anywhere_never_passes_for_the_whole(folder: Path) -> None:
    path = folder / "log-000001.jsonl"
    data = path.read_bytes()
    for cut in random.Random(3).sample(range(len(data)), 60):
        path.write_bytes(data[:cut])
        store = open_or_refuse(folder)
        assert store is None or store.read_only
    assert not (folder / "quarantine").exists()


def test_a_flipped_bit_anywhere_never_changes_what_is_shown(folder: Path) -> None:
    path = folder / "log-000001.jsonl"
    data = path.read_bytes()
    whole = tables(open_folder(folder))
    pick = random.Random(5)
    for at in pick.sample(range(len(data)), 80):
        flipped = bytearray(data)
        flipped[at] ^= 1 << pick.randrange(8)
        path.write_bytes(flipped)
        store = open_or_refuse(folder)
        # The case of a hex digit of the checksum says the same.
        assert store is None or tables(store) == whole
    assert not (folder / "quarantine").exists()


def test_damage_in_the_middle_is_refused_with_its_place(folder: Path) -> None:
    path = folder / "log-000001.jsonl"
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    start = len(b"".join(lines[:3]))
    path.write_bytes(data[: start + 40] + b"X" + data[start + 41 :])
    with pytest.raises(StoreProblem, match=f"damaged at byte {start}"):
        open_folder(folder)
    (folder / "head").unlink()  # Also without the mark: good lines follow.
    with pytest.raises(StoreProblem, match=f"damaged at byte {start}"):
        open_folder(folder)


def test_damage_at_the_end_is_refused_if_it_was_acknowledged(folder: Path) -> None:
    path = folder / "log-000001.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[:-30] + b"X" + data[-29:])
    with pytest.raises(StoreProblem, match="damaged at byte"):
        open_folder(folder)


@pytest.mark.parametrize("content", [b"", b"\n", b"nonsense\n", b"\0" * 4096])
def test_a_log_without_its_header_is_refused(folder: Path, content: bytes) -> None:
    (folder / "log-000001.jsonl").write_bytes(content)
    with pytest.raises(StoreProblem, match="does not begin as a journal does"):
        open_folder(folder)


def test_a_line_left_out_is_refused(folder: Path) -> None:
    path = folder / "log-000001.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))
    with pytest.raises(StoreProblem, match="does not continue commit 1"):
        open_folder(folder)


def test_a_commit_missing_between_two_logs_is_refused(folder: Path) -> None:
    store = open_folder(folder)
    store.compact()
    store.close()
    path = folder / "log-000001.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    for name in ("snap-000002.json", "head"):
        (folder / name).unlink()
    with pytest.raises(StoreProblem, match="does not continue commit 4"):
        open_folder(folder)


def test_another_stores_log_is_refused(folder: Path, workspace: Workspace) -> None:
    from presales_tui.model.client import Client

    store = open_folder(folder)
    store.compact()
    store.close()
    stranger = workspace.create_client(Client(name="Stranger"))
    for _ in range(4):
        add(stranger)
    stranger.compact()
    (folder / "log-000002.jsonl").write_bytes(log(stranger, 2).read_bytes())
    (folder / "snap-000002.json").unlink()
    with pytest.raises(StoreProblem, match="does not continue"):
        open_folder(folder)


def test_a_damaged_snapshot_is_passed_over(folder: Path) -> None:
    store = open_folder(folder)
    store.compact()
    add(store, "after")
    whole = tables(store)
    store.close()
    path = folder / "snap-000002.json"
    data = path.read_bytes()
    for content in (b"", data[:50], data[:-20], data[:-30] + b"X" + data[-29:], b"\0" * len(data)):
        path.write_bytes(content)
        again = open_folder(folder)
        assert tables(again) == whole
        assert str(path) in again.warnings[0]
        assert not again.read_only
    path.unlink()
    assert tables(open_folder(folder)) == whole


def test_the_snapshot_before_the_last_still_serves_when_old_logs_are_gone(folder: Path) -> None:
    store = open_folder(folder)
    store.compact()
    add(store, "a")
    store.compact()
    add(store, "b")
    whole = tables(store)
    store.close()
    (folder / "log-000001.jsonl").unlink()
    (folder / "snap-000003.json").write_bytes(b"damaged")
    assert tables(open_folder(folder)) == whole
    (folder / "snap-000002.json").write_bytes(b"damaged")
    with pytest.raises(StoreProblem, match="lacks its first journal"):
        open_folder(folder)


def test_only_the_newest_snapshots_are_kept_and_every_log(folder: Path) -> None:
    store = open_folder(folder)
    for number in range(4):
        store.compact()
        add(store, str(number))
    names = sorted(path.name for path in folder.iterdir() if path.name[:4] in ("log-", "snap"))
    assert names == [*(f"log-00000{n}.jsonl" for n in range(1, 6)), "snap-000004.json", "snap-000005.json"]


@pytest.mark.parametrize("which", ["log", "snapshot"])
def test_a_newer_schema_is_only_read(folder: Path, which: str) -> None:
    store = open_folder(folder)
    store.compact()
    whole = tables(store)
    store.close()
    if which == "log":
        path = folder / "log-000002.jsonl"
        header = json.loads(path.read_bytes().splitlines()[0][9:])
        path.write_bytes(frame.frame_line({**header, "schema": 2}))
    else:
        path = folder / "snap-000002.json"
        found = snapshot.read(str(path))
        assert found is not None
        path.write_bytes(snapshot.encode({**found.header, "schema": 2}, found.tables))
    again = open_folder(folder)
    assert tables(again) == whole
    assert "newer presales" in again.read_only
    with pytest.raises(StoreProblem, match="newer presales"):
        add(again)


def test_a_log_that_shrinks_under_a_session_is_noticed(store: ClientStore) -> None:
    add(store)
    data = log(store).read_bytes()
    log(store).write_bytes(data[:-10])
    assert store.poll()
    assert "shorter" in store.read_only
    with pytest.raises(StoreProblem, match="shorter"):
        add(store)
    assert log(store).read_bytes() == data[:-10]


def test_a_commit_lost_before_a_session_read_it_is_noticed(store: ClientStore, other: ClientStore) -> None:
    add(store, "read by nobody else")
    last = len(log(store).read_bytes())
    add(store, "lost")
    os.truncate(log(store), last)
    assert other.poll()
    assert "commit 3 had been saved" in other.read_only
    with pytest.raises(StoreProblem, match="had been saved"):
        add(other)


@pytest.mark.parametrize("call", ["write_at", "datasync"])
def test_a_refused_commit_leaves_no_byte_behind(
    call: str, store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "before")
    before = log(store).read_bytes()
    write_at = fsio.write_at

    def half(fd: int, data: bytes = b"", offset: int = 0) -> None:
        if call == "write_at":
            write_at(fd, data[: len(data) // 2], offset)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(fsio, call, half)
        with pytest.raises(StoreProblem, match="no space left"):
            add(store, "refused")
    assert log(store).read_bytes() == before
    assert not store.read_only
    add(store, "after")
    assert titles(reopened(store)) == ["before", "after"]
    assert not (store.folder / "quarantine").exists()


@pytest.mark.parametrize("call", ["create", "write_at", "datasync", "replace", "sync_dir"])
def test_a_compaction_that_fails_leaves_nothing_behind(
    call: str, store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    add(store, "before")
    with monkeypatch.context() as patch:
        patch.setattr(fsio, call, full)
        with pytest.raises(StoreProblem, match="no space left"):
            store.compact()
    assert not list(store.folder.glob("*.tmp"))
    add(store, "after")
    store.compact()
    assert titles(reopened(store)) == ["before", "after"]


def test_a_long_log_is_compacted_when_its_writer_leaves(store: ClientStore, workspace: Workspace) -> None:
    add(store, "short")
    workspace.close()
    assert not list(store.folder.glob("snap-*"))
    again = reopened(store)
    add(again, "long", statement="需求" * 100_000)
    again.close()
    assert [path.name for path in store.folder.glob("snap-*")] == ["snap-000002.json"]
    looker = reopened(store)
    assert titles(looker) == ["short", "long"]
    looker.close()
    assert [path.name for path in store.folder.glob("snap-*")] == ["snap-000002.json"]


def test_after_a_failed_sync_nothing_is_written_until_reopened(
    store: ClientStore, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the disk kept is unknown, and a second sync may lie about the first."""

    def fail(fd: int) -> None:
        raise OSError(5, "Input/output error")

    add(store, "before")
    with monkeypatch.context() as patch:
        patch.setattr(fsio, "datasync", fail)
        with pytest.raises(StoreProblem, match="open again"):
            add(store, "in doubt")
    assert titles(store) == ["before"]
    with pytest.raises(StoreProblem, match="open again"):
        add(store, "not on this handle")
    assert store.read_only
    client_id = store.client.id
    store.close()
    again = workspace.store(client_id)
    assert not again.read_only
    add(again, "after")
    assert titles(reopened(store)) == ["before", "after"]


def test_a_folder_without_journal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir(mode=0o700)
    with pytest.raises(StoreProblem, match="holds no journal"):
        open_folder(tmp_path / "empty")


def test_a_full_disk_does_not_forbid_reading_past_a_torn_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "log-000001.jsonl"
    good = path.read_bytes()
    path.write_bytes(good + b"torn")

    def full(*args: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(fsio, "create", full)
        store = open_folder(folder)
        assert titles(store) == ["first, edited", "第二", "third"]
        with pytest.raises(StoreProblem, match="no space left"):
            add(store)
        assert path.read_bytes() == good + b"torn"
    add(store, "room again")
    assert path.read_bytes().startswith(good)
    assert tables(open_folder(folder)) == tables(store)


def test_a_read_only_file_system_can_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> int:
        raise OSError(30, "Read-only file system", path)

    for name in ("open_write", "open_or_create", "create"):
        monkeypatch.setattr(fsio, name, refuse)
    store = open_folder(folder)
    assert titles(store) == ["first, edited", "第二", "third"]
    assert "read-only" in store.read_only
    assert not store.poll()
    with pytest.raises(StoreProblem, match="read-only"):
        add(store)
    (folder / "lock").unlink()
    assert titles(open_folder(folder)) == ["first, edited", "第二", "third"]


def test_a_damaged_identity_is_said(folder: Path) -> None:
    (folder / "replica.json").write_bytes(b"\0\0")
    store = open_folder(folder)
    with pytest.raises(StoreProblem, match=r"replica\.json is damaged"):
        add(store)


def test_a_copied_folder_gets_an_identity_of_its_own(folder: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copy)
    (tmp_path / "copy").chmod(0o700)
    for where in (folder, tmp_path / "copy"):
        store = open_folder(where)
        add(store, str(where))
        store.close()
    lines = [
        json.loads((where / "log-000001.jsonl").read_bytes().splitlines()[-1][9:])
        for where in (folder, tmp_path / "copy")
    ]
    assert lines[0]["s"] == lines[1]["s"] == 6
    assert lines[0]["a"] != lines[1]["a"]
    assert (lines[0]["n"], lines[1]["n"]) == (6, 1)


def test_a_live_copy_is_a_state_that_existed(store: ClientStore, tmp_path: Path) -> None:
    for number in range(30):
        add(store, str(number))
        if number % 7 == 0:
            store.compact()
        copy = tmp_path / f"copy{number}"
        copy.mkdir(mode=0o700)
        for path in sorted(store.folder.iterdir(), reverse=number % 2 == 0):
            if path.is_file():
                (copy / path.name).write_bytes(path.read_bytes())
        assert titles(open_folder(copy)) == [str(n) for n in range(number + 1)]
