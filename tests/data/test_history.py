"""Who changed what when."""

from __future__ import annotations

import re
import time

import pytest

from presales_tui.data import ClientStore, Workspace, clock
from presales_tui.model.requirement import Requirement
from tests.data.support import add, edit, log, reopened, tables


def test_history_of_a_record_newest_first_with_old_and_new(store: ClientStore, other: ClientStore) -> None:
    made = add(store)
    add(store, "another")
    other.poll()
    edit(other, made, title="SSO", fit="gap")
    store.poll()
    newest, oldest = store.history(made.id)
    assert (newest.user, newest.title, oldest.user, oldest.title) == (
        "li",
        "Edit requirement",
        "chen",
        "Add requirement",
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", newest.time)
    changes = {change.field: (change.old, change.new) for change in newest.changes}
    assert changes["title"] == ("single sign-on", "SSO")
    assert changes["fit"] == (None, "gap")
    assert {change.record_id for change in newest.changes} == {made.id}


def test_history_of_everything_is_limited_and_leaves_counters_out(store: ClientStore) -> None:
    for number in range(5):
        add(store, str(number))
    entries = store.history(limit=3)
    assert [entry.seq for entry in entries] == [6, 5, 4]
    assert all(change.table == "requirements" for entry in entries for change in entry.changes)
    assert len(store.history(limit=None)) == 6


def test_history_reaches_back_over_logs_and_sessions(store: ClientStore, workspace: Workspace) -> None:
    made = add(store)
    store.compact()
    made = edit(store, made, title="2")
    store.compact()
    workspace.close()
    again = reopened(store)
    edit(again, again.all(Requirement)[0], title="3")
    found = [{c.field: c.new for c in entry.changes}["title"] for entry in again.history(made.id)]
    assert found == ["3", "2", "single sign-on"]


def test_a_missing_old_log_ends_history_but_hurts_nothing_else(
    store: ClientStore, workspace: Workspace
) -> None:
    made = add(store)
    store.compact()
    edit(store, made, title="2")
    workspace.close()
    log(store, 1).unlink()
    again = reopened(store)
    assert [entry.title for entry in again.history()] == ["Edit requirement"]
    assert again.all(Requirement)[0].title == "2"
    again.undo()
    assert again.all(Requirement)[0].title == "single sign-on"


def test_a_clock_set_back_or_far_ahead_orders_nothing_wrong(
    store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    day = 86_400 * 10**9
    stamps = [clock.tick("", now)]
    for at in (now, now - day // 2, now + 1_000_000, now - 10 * day):
        stamps.append(clock.tick(stamps[-1], at))
    assert stamps[:4] == sorted(stamps[:4])
    assert len(set(stamps)) == 5
    assert stamps[4] < stamps[3]  # More than a day ahead: the old stamp was wrong, and is not followed.
    monkeypatch.setattr(time, "time_ns", lambda: now + 3650 * day)
    add(store)
    monkeypatch.undo()
    add(store)
    newest, before = store.history(limit=2)
    assert before.time > newest.time
    assert tables(reopened(store)) == tables(store)
