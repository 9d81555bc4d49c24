"""Drafts: what was being typed survives the session that dies, and nothing else does."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys

import pytest

from presales_tui.data import ClientStore, Workspace, drafts, fsio
from presales_tui.data.storage import JournalStorage
from tests.data.support import reopened


def dead_session(store: ClientStore, **texts: str) -> None:
    """Another process types, and is killed."""
    program = """
import os, signal, sys
from pathlib import Path
from presales_tui.data import Workspace
workspace = Workspace.open(Path(sys.argv[1]), user="chen")
store = workspace.store(workspace.clients()[0].id)
for pair in sys.argv[2:]:
    key, _, text = pair.partition("=")
    store.drafts.save(key, text, meeting="m1", column=3)
store.drafts.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""
    pairs = [f"{key}={text}" for key, text in texts.items()]
    ended = subprocess.run([sys.executable, "-c", program, str(store.folder.parent), *pairs], check=False)
    assert ended.returncode == -signal.SIGKILL


def test_a_killed_sessions_drafts_are_offered(store: ClientStore) -> None:
    dead_session(store, note="客户说每天 1000 条", capture="R: 自动")
    found = {draft.key: draft for draft in store.drafts.left_over()}
    assert found.keys() == {"note", "capture"}
    assert found["note"].text == "客户说每天 1000 条"
    assert found["note"].context == {"meeting": "m1", "column": 3}
    assert found["note"].user == "chen"
    assert found["note"].at[:2] == "20"


def test_a_discarded_draft_is_gone_whoever_left_it(store: ClientStore) -> None:
    dead_session(store, note="a", other="b")
    store.drafts.save("note", "mine now")
    store.drafts.flush()
    store.drafts.discard("note")
    assert [draft.key for draft in store.drafts.left_over()] == ["other"]
    store.drafts.flush()
    left = [path.name for path in (store.folder / "drafts").glob("*.draft")]
    assert len(left) == 1


def test_a_running_sessions_drafts_are_its_own(store: ClientStore) -> None:
    store.drafts.save("note", "still typing")
    store.drafts.flush()
    second = reopened(store)
    assert second.drafts.left_over() == []
    second.drafts.discard("note")
    store.close()
    assert [draft.text for draft in second.drafts.left_over()] == ["still typing"]


def test_the_newest_text_is_kept(store: ClientStore, workspace: Workspace) -> None:
    for length in range(50):
        store.drafts.save("note", "x" * length)
    store.drafts.flush()
    store.drafts.save("note", "the last word")
    workspace.close()
    assert [draft.text for draft in reopened(store).drafts.left_over()] == ["the last word"]


def test_drafts_are_written_beside_the_one_who_types(
    store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that hangs does not hold up `save`."""
    import threading

    gate = threading.Event()
    reached = threading.Event()
    datasync = fsio.datasync

    def hang(fd: int) -> None:
        reached.set()
        gate.wait(20)
        datasync(fd)

    monkeypatch.setattr(fsio, "datasync", hang)
    store.drafts.save("note", "first")
    assert reached.wait(20)
    for number in range(1000):
        store.drafts.save("note", str(number))
    gate.set()
    store.drafts.close()
    assert [draft.text for draft in reopened_after(store).drafts.left_over()] == ["999"]


def reopened_after(store: ClientStore) -> ClientStore:
    """A new session after this one has ended."""
    store.db.close()
    return reopened(store)


def test_a_disk_that_hangs_holds_a_signal_handler_up_only_for_a_while(
    store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    monkeypatch.setattr(drafts, "_PATIENCE", 0.01)
    gate = threading.Event()
    reached = threading.Event()

    def hang(fd: int) -> None:
        reached.set()
        assert gate.wait(20)

    monkeypatch.setattr(fsio, "datasync", hang)
    store.drafts.save("note", "first")
    assert reached.wait(20)
    store.drafts.save("note", "second")
    store.drafts.flush()  # Comes back, though the thread is still at it.
    assert not gate.is_set()
    gate.set()


def test_drafts_are_private(store: ClientStore) -> None:
    store.drafts.save("note", "secret")
    store.drafts.flush()
    for path in (store.folder / "drafts").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_draft_is_not_refused_for_what_is_typed(store: ClientStore, workspace: Workspace) -> None:
    store.drafts.save("key \udcff", "half \ud83d", weird="\x1b")
    store.drafts.save("odd", "text", thing=object())
    store.drafts.save("fine", "text")
    workspace.close()
    found = {draft.key: draft.text for draft in reopened(store).drafts.left_over()}
    assert found["fine"] == "text"
    assert found["key \udcff"] == "half \ud83d"


def test_a_full_disk_does_not_hurt_the_one_who_types(
    store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(fsio, "create", full)
        store.drafts.save("note", "no room")
        store.drafts.flush()
    store.drafts.save("note", "room")
    store.drafts.flush()
    second = reopened(store)
    store.close()
    assert [draft.text for draft in second.drafts.left_over()] == ["room"]


def test_a_damaged_draft_is_passed_over(store: ClientStore) -> None:
    dead_session(store, note="a", other="b")
    first, _second = sorted((store.folder / "drafts").glob("*.draft"))
    first.write_bytes(first.read_bytes()[:-5])
    assert len(store.drafts.left_over()) == 1


def test_a_signal_handler_may_flush_at_any_moment(store: ClientStore, workspace: Workspace) -> None:
    """The handler interrupts the very code that saves, flushes and discards."""

    def handler(number: int, frame: object) -> None:
        store.drafts.flush()

    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    try:
        for number in range(300):
            store.drafts.save(f"k{number % 3}", str(number))
            if number % 10 == 0:
                store.drafts.flush()
            if number % 50 == 0:
                store.drafts.discard("k1")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    workspace.close()
    found = {draft.key: draft.text for draft in reopened(store).drafts.left_over()}
    assert found == {"k0": "297", "k1": "298", "k2": "299"}


def test_a_draft_discarded_at_once_or_while_it_is_written_is_gone(
    store: ClientStore, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    gate = threading.Event()
    reached = threading.Event()
    datasync = fsio.datasync

    def slow(fd: int) -> None:
        reached.set()
        gate.wait(20)
        datasync(fd)

    monkeypatch.setattr(fsio, "datasync", slow)
    store.drafts.save("being written", "x")
    assert reached.wait(20)
    store.drafts.save("not yet", "y")
    store.drafts.discard("not yet")
    store.drafts.discard("being written")
    gate.set()
    workspace.close()
    assert reopened(store).drafts.left_over() == []


def test_a_session_that_ends_well_leaves_no_sign(store: ClientStore, workspace: Workspace) -> None:
    store.drafts.save("note", "typed")
    store.drafts.flush()
    store.drafts.discard("note")
    workspace.close()
    assert list((store.folder / "drafts").iterdir()) == []


def test_opening_and_closing_needs_no_thread(store: ClientStore) -> None:
    import threading

    before = threading.active_count()
    JournalStorage(str(store.folder)).close()
    reopened(store).close()
    assert threading.active_count() == before
