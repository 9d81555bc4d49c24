"""Undo and redo: across records, sessions and restarts, and never over somebody else's work."""

from __future__ import annotations

import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.model.change import Change
from presales_tui.model.errors import Conflict, StoreProblem
from presales_tui.model.requirement import Requirement
from tests.data.support import add, delete, edit, reopened, without_counters


def test_undo_and_redo_walk_back_and_forth(store: ClientStore) -> None:
    states = [without_counters(store)]
    made = add(store)
    states.append(without_counters(store))
    made = edit(store, made, title="SSO", fit="gap", tags=("a",))
    states.append(without_counters(store))
    delete(store, made)
    states.append(without_counters(store))
    for state in reversed(states[:-1]):
        store.undo()
        assert without_counters(store) == state
    for state in states[1:]:
        store.redo()
        assert without_counters(store) == state


def test_what_can_be_undone_is_named(store: ClientStore) -> None:
    assert (store.can_undo, store.can_redo) == ("", "")
    made = add(store)
    edit(store, made, title="SSO")
    assert (store.can_undo, store.can_redo) == ("Edit requirement", "")
    undone = store.undo()
    assert (undone.title, undone.records[0].headline) == ("Edit requirement", "single sign-on")
    assert (store.can_undo, store.can_redo) == ("Add requirement", "Edit requirement")
    redone = store.redo()
    assert (redone.redo_of, undone.undo_of) == (undone.undo_of, redone.redo_of)
    assert (store.can_undo, store.can_redo) == ("Edit requirement", "")


def test_nothing_to_undo_is_said(store: ClientStore) -> None:
    with pytest.raises(StoreProblem, match="Nothing to undo"):
        store.undo()
    with pytest.raises(StoreProblem, match="Nothing to redo"):
        store.redo()
    assert store.client.name == "Acme"  # The commit that made the client is not undone.


def test_a_new_commit_ends_redo(store: ClientStore) -> None:
    add(store)
    store.undo()
    add(store, "something else")
    assert store.can_redo == ""
    with pytest.raises(StoreProblem):
        store.redo()


def test_undo_goes_on_past_what_was_redone_and_done_since(store: ClientStore) -> None:
    add(store, "a")
    add(store, "b")
    store.undo()
    store.undo()
    store.redo()
    add(store, "c")
    store.undo()
    store.undo()
    assert store.all(Requirement) == []
    assert store.can_undo == ""


def test_an_import_is_one_step(store: ClientStore) -> None:
    add(store, "before")
    change = Change("Import requirements")
    for number in range(50):
        change.put(Requirement(title=str(number)))
    store.commit(change)
    store.undo()
    assert [r.title for r in store.all(Requirement)] == ["before"]
    store.redo()
    assert len(store.all(Requirement)) == 51


def test_undo_works_after_a_restart_and_a_new_log(store: ClientStore, workspace: Workspace) -> None:
    made = add(store)
    edit(store, made, title="SSO")
    store.compact()
    workspace.close()
    again = reopened(store)
    assert again.can_undo == "Edit requirement"
    again.undo()
    again.undo()
    assert again.all(Requirement) == []
    again.close()
    third = reopened(store)
    third.redo()
    assert third.can_redo == "Edit requirement"
    assert [r.title for r in third.all(Requirement)] == ["single sign-on"]


def test_undo_walks_far_back_through_old_logs(store: ClientStore, workspace: Workspace) -> None:
    for number in range(150):
        add(store, str(number))
        if number in (20, 100):
            store.compact()
    store.compact()
    workspace.close()
    again = reopened(store)
    for number in reversed(range(150)):
        assert again.undo().undo_of == number + 2
    assert again.can_undo == ""
    assert again.all(Requirement) == []
    assert again.redo().redo_of == 2


def test_another_users_work_is_not_undone(
    store: ClientStore, other: ClientStore, workspace: Workspace
) -> None:
    add(store)
    other.poll()
    assert other.can_undo == ""
    add(other, "theirs")
    store.poll()
    store.undo()
    assert [r.title for r in store.all(Requirement)] == ["theirs"]
    workspace.close()
    other.poll()
    other.undo()
    with pytest.raises(StoreProblem):
        other.undo()


def test_a_running_session_of_the_same_user_keeps_its_own_undo(
    store: ClientStore, workspace: Workspace
) -> None:
    add(store, "first window")
    second = reopened(store)
    assert second.can_undo == ""
    add(second, "second window")
    second.undo()
    assert [r.title for r in second.all(Requirement)] == ["first window"]
    workspace.close()
    third = reopened(store)
    assert third.can_undo == "Add requirement"


def test_undo_keeps_what_another_session_did_to_other_fields(store: ClientStore, other: ClientStore) -> None:
    made = edit(store, add(store), title="SSO")
    other.poll()
    edit(other, made, fit="custom")
    store.undo()
    now = store.all(Requirement)[0]
    assert (now.title, now.fit) == ("single sign-on", "custom")


def test_undo_is_refused_when_a_field_has_moved_on(store: ClientStore, other: ClientStore) -> None:
    made = edit(store, add(store), title="SSO", fit="gap")
    other.poll()
    edit(other, made, title="theirs")
    before = without_counters(other)
    with pytest.raises(Conflict) as caught:
        store.undo()
    assert caught.value.fields == (("requirements", made.id, "title"),)
    assert without_counters(store) == before


def test_undo_of_a_creation_is_refused_when_somebody_added_to_it(
    store: ClientStore, other: ClientStore
) -> None:
    made = add(store)
    other.poll()
    edit(other, made, response="an hour of work")
    with pytest.raises(Conflict) as caught:
        store.undo()
    assert caught.value.fields == (("requirements", made.id, "response"),)
    assert store.all(Requirement)[0].response == "an hour of work"


def test_undo_of_an_edit_never_brings_half_a_record_back(store: ClientStore, other: ClientStore) -> None:
    made = add(store, fit="custom")
    cleared = edit(store, made, fit="unknown")
    other.poll()
    delete(other, cleared)
    with pytest.raises(Conflict):
        store.undo()
    assert store.all(Requirement) == []


def test_stock_writes_are_undone_too(store: ClientStore) -> None:
    table = store.db.table("anything")
    table.insert({"a": 1, "b": 2})
    table.update({"b": 3})
    store.undo()
    assert [dict(doc) for doc in table] == [{"a": 1, "b": 2}]
    store.undo()
    assert list(table) == []
    store.redo()
    assert [dict(doc) for doc in table] == [{"a": 1, "b": 2}]


def test_an_undo_is_history_like_any_commit(store: ClientStore) -> None:
    made = add(store)
    edit(store, made, title="SSO")
    store.undo()
    newest = store.history(made.id)[0]
    assert newest.undo_of == store.history(made.id)[1].seq
    titles = {change.field: (change.old, change.new) for change in newest.changes}
    assert titles["title"] == ("SSO", "single sign-on")
