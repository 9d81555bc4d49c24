"""A real file system that is really full."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.data.fsio import write_atomic
from presales_tui.model.client import Client
from presales_tui.model.errors import CannotWrite, StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.support import add, edit, reopened, tables

pytestmark = [
    pytest.mark.root,
    pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system needs root"),
]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A mounted file system of one megabyte."""
    place = tmp_path / "small"
    place.mkdir(mode=0o700)
    command = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, *, leave: int = 0) -> Path:
    """Somebody else's log takes every byte."""
    path = place / "somebody.log"
    with path.open("ab", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                pass
        if leave:
            file.truncate(max(0, file.tell() - leave))
    return path


def acme(place: Path) -> ClientStore:
    return Workspace.open(place / "ws", user="chen").create_client(Client(name="Acme"))


def test_the_reserve_saves_the_next_commits_and_then_nothing_is_lost(small: Path) -> None:
    store = acme(small)
    made = add(store, "before")
    fill(small)
    saved = 0
    refusal = ""
    while not refusal and saved < 1000:
        try:
            edit(store, store.all(Requirement)[0], statement=f"{saved} " + "词" * 300)
            saved += 1
        except StoreProblem as problem:
            refusal = problem.sentence
    assert saved > 20
    assert re.search(r"no space left on the disk: \d KB are needed", refusal)
    assert "Make room" in refusal
    shown = tables(store)
    assert shown["requirements"][made.id]["statement"].startswith(f"{saved - 1} ")
    assert tables(reopened(store)) == shown


def test_the_reserve_also_pays_for_the_identity_of_a_copied_folder(small: Path) -> None:
    store = acme(small)
    add(store, "before")
    store.close()
    (store.folder / "replica.json").unlink()
    fill(small)
    again = reopened(store)
    assert add(again, "after").ref == "REQ-002"
    assert not (store.folder / "reserve").exists()
    assert [r.title for r in reopened(store).all(Requirement)] == ["before", "after"]


def test_without_reserve_a_copied_folder_says_what_it_needs(small: Path) -> None:
    store = acme(small)
    add(store, "before")
    store.close()
    for name in ("replica.json", "reserve"):
        (store.folder / name).unlink()
    hog = fill(small)
    again = reopened(store)
    with pytest.raises(StoreProblem, match="Not saved, no space left on the disk: 1 KB are needed"):
        add(again, "after")
    assert sorted(path.suffix for path in store.folder.iterdir()).count(".tmp") == 0
    hog.unlink()
    assert add(again, "after").title == "after"


def test_work_goes_on_in_the_same_session_when_there_is_room_again(small: Path) -> None:
    store = acme(small)
    add(store, "before")
    hog = fill(small)
    with pytest.raises(StoreProblem):
        add(store, "x" * 400_000)
    assert [r.title for r in store.all(Requirement)] == ["before"]
    hog.unlink()
    assert add(store, "after").ref == "REQ-002"
    store.undo()
    again = reopened(store)
    assert [r.title for r in again.all(Requirement)] == ["before"]
    assert again.warnings == []
    store.close()
    assert (store.folder / "reserve").stat().st_size > 0


def test_a_full_disk_can_be_opened_and_read(small: Path) -> None:
    store = acme(small)
    add(store, "before")
    store.close()
    (store.folder / "reserve").unlink()
    fill(small)
    again = reopened(store)
    assert [r.title for r in again.all(Requirement)] == ["before"]
    with pytest.raises(StoreProblem, match="no space left"):
        add(again, "x" * 10_000)
    with pytest.raises(StoreProblem, match="no space left"):
        again.compact()
    assert not again.read_only
    assert [r.title for r in reopened(store).all(Requirement)] == ["before"]


def test_an_export_that_does_not_fit_leaves_nothing(small: Path) -> None:
    fill(small, leave=8192)
    before = sorted(small.iterdir())
    with pytest.raises(CannotWrite, match="no space left"):
        write_atomic(small / "deck.pptx", b"x" * 100_000)
    assert sorted(small.iterdir()) == before
