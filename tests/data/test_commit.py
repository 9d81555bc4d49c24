"""Committing and reading: what a change writes, what the store stamps, what it refuses."""

from __future__ import annotations

import json
import math
import random
import re
from dataclasses import replace

import pytest

from presales_tui.data import ClientStore, kinds
from presales_tui.data.kinds import kind_of
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput, Conflict
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record, new_id
from presales_tui.model.requirement import Requirement
from tests.data.support import add, delete, edit, log, reopened, tables

UTC_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_a_committed_record_is_there_after_reopening(store: ClientStore) -> None:
    made = add(store, "每天 1000 条咨询自动分级", tags=("线索", "集成"), effort_low=3.5)
    again = reopened(store)
    assert again.all(Requirement) == [made]
    assert again.get(Requirement, made.id) == made


def test_the_store_stamps_who_and_when(store: ClientStore) -> None:
    made = add(store, author="somebody else", created="1999-01-01T00:00:00Z")
    assert made.author == "chen"
    assert UTC_SECOND.fullmatch(made.created)
    assert made.updated == made.created


def test_an_edit_is_stamped_but_keeps_author_and_creation(store: ClientStore, other: ClientStore) -> None:
    made = add(store)
    other.poll()
    edited = edit(other, made, title="SSO", created="1999-01-01T00:00:00Z", author="li", ref="REQ-999")
    assert (edited.author, edited.created, edited.ref) == ("chen", made.created, made.ref)
    assert UTC_SECOND.fullmatch(edited.updated)


def test_references_count_per_prefix_and_are_never_given_twice(store: ClientStore) -> None:
    first, second = add(store), add(store)
    assert (first.ref, second.ref) == ("REQ-001", "REQ-002")
    delete(store, second)
    store.undo()
    assert store.all(Requirement)[-1].ref == "REQ-002"
    store.redo()
    assert add(store).ref == "REQ-003"
    store.undo()
    assert add(reopened(store)).ref == "REQ-004"
    meeting = store.commit(Change("Add meeting").put(Meeting(title="kick-off"))).records[0]
    assert meeting.ref == "MTG-001"


def test_references_of_one_change_follow_its_order(store: ClientStore) -> None:
    change = Change("Import requirements")
    for number in range(1, 1201):
        change.put(Requirement(title=str(number)))
    made = store.commit(change).records
    assert [record.ref for record in made[:2]] == ["REQ-001", "REQ-002"]
    assert made[-1].ref == "REQ-1200"
    assert [record.title for record in store.all(Requirement)] == [str(n) for n in range(1, 1201)]


def test_a_reference_that_comes_along_is_kept_and_never_given_again(store: ClientStore) -> None:
    assert add(store, ref="REQ-041").ref == "REQ-041"
    assert add(store).ref == "REQ-042"


def test_a_reference_that_is_taken_is_replaced(store: ClientStore) -> None:
    """A record copied with `replace` brings the reference of its original."""
    made = add(store)
    copy = store.commit(Change("Copy").put(replace(made, id=new_id()))).records[0]
    assert copy.ref == "REQ-002"


def test_a_record_without_prefix_has_no_reference(store: ClientStore) -> None:
    line = store.commit(Change("Add line").put(Line(text="好的"))).records[0]
    assert line.ref == ""


def test_references_are_found_in_any_case(store: ClientStore) -> None:
    made = add(store)
    assert store.find_ref("req-001") == made
    assert store.find_ref(" REQ-001 ") == made
    assert store.find_ref("REQ-002") is None
    second = add(store)
    assert store.find_ref("REQ-002") == second


def test_where_compares_attributes_also_with_defaults(store: ClientStore) -> None:
    a = add(store, opportunity="o1", fit="custom")
    b = add(store, opportunity="o1")
    add(store, opportunity="o2")
    assert store.where(Requirement, opportunity="o1") == [a, b]
    assert store.where(Requirement, opportunity="o1", fit="unknown") == [b]
    assert store.where(Requirement, id=a.id) == [a]
    assert store.where(Requirement, tags=()) == store.all(Requirement)


def test_a_list_that_was_asked_for_before_is_what_a_new_one_would_be(store: ClientStore) -> None:
    dice = random.Random(3)
    for turn in range(80):
        every = store.all(Requirement)
        change = Change("x")
        for _n in range(dice.choice((1, 1, 3, 250 if turn == 40 else 1))):
            one = dice.choice(every) if every else None
            match dice.choice(("add", "edit", "edit", "move", "drop", "earlier")) if one else "add":
                case "drop" if one and one not in [put.was for put in change.puts]:
                    change.delete(one)
                case "edit" | "move" if one and one not in [put.was for put in change.puts]:
                    change.put(replace(one, opportunity=dice.choice("ab"), title=str(turn)), one)
                case "earlier":
                    change.put(Requirement(id=new_id(dice.randrange(1, 10**12)), opportunity="a"))
                case _:
                    change.put(Requirement(opportunity=dice.choice("ab")))
            every = [r for r in every if r is not one]
        store.commit(change)
        fresh = [Requirement.from_doc(str(r.doc_id), dict(r)) for r in store.db.table("requirements").all()]
        assert store.all(Requirement) == fresh
        assert store.where(Requirement, opportunity="a") == [r for r in fresh if r.opportunity == "a"]


def test_a_list_belongs_to_its_caller(store: ClientStore) -> None:
    made = add(store)
    store.all(Requirement).clear()
    store.where(Requirement, opportunity="").clear()
    assert store.all(Requirement) == store.where(Requirement, opportunity="") == [made]


def test_unchanged_records_are_the_same_objects_after_another_edit(store: ClientStore) -> None:
    kept, changed = add(store), add(store)
    before = store.all(Requirement)
    edit(store, changed, title="changed")
    after = store.all(Requirement)
    assert after[0] is before[0] == kept
    assert after[1].title == "changed"


def test_creation_order_survives_undo_of_delete_and_reopening(store: ClientStore) -> None:
    made = [add(store, str(n)) for n in range(4)]
    delete(store, made[1])
    store.undo()
    assert [r.title for r in store.all(Requirement)] == ["0", "1", "2", "3"]
    store.compact()
    assert [r.title for r in reopened(store).all(Requirement)] == ["0", "1", "2", "3"]


def test_versions_move_with_what_is_written(store: ClientStore) -> None:
    requirements, meetings, version = (
        store.table_version(Requirement),
        store.table_version(Meeting),
        store.version,
    )
    add(store)
    assert store.version == version + 1
    assert store.table_version(Requirement) == store.version > requirements
    assert store.table_version(Meeting) == meetings


def test_only_changed_fields_are_written(store: ClientStore) -> None:
    made = add(store, statement="a long statement")
    edit(store, made, title="SSO")
    last = json.loads(log(store).read_bytes().splitlines()[-1][9:])
    assert set(last["ops"][0][2]) <= {"title", "updated"}
    assert last["ops"][0][2]["title"] == ["single sign-on", "SSO"]


def test_an_edit_that_changes_nothing_writes_nothing(store: ClientStore) -> None:
    made = add(store)
    before = log(store).read_bytes()
    commit = store.commit(Change("Edit requirement").put(replace(made), made))
    assert commit.records == (made,)
    assert log(store).read_bytes() == before


def test_a_field_goes_back_to_its_default(store: ClientStore) -> None:
    made = add(store, fit="custom", tags=("a",))
    edited = edit(store, made, fit="unknown", tags=())
    assert (edited.fit, edited.tags) == ("unknown", ())
    assert "fit" not in tables(store)["requirements"][made.id]
    assert reopened(store).get(Requirement, made.id) == edited


def test_two_edits_of_different_fields_both_stand(store: ClientStore, other: ClientStore) -> None:
    made = add(store)
    other.poll()
    edit(other, made, fit="custom")
    edit(store, made, title="SSO")
    assert store.all(Requirement)[0].fit == "custom"
    assert store.all(Requirement)[0].title == "SSO"


def test_two_edits_of_one_field_conflict_and_nothing_is_written(
    store: ClientStore, other: ClientStore
) -> None:
    made, untouched = add(store), add(store)
    other.poll()
    edit(other, made, title="theirs")
    with pytest.raises(Conflict) as caught:
        store.commit(
            Change("Edit two")
            .put(replace(untouched, title="with the other"), untouched)
            .put(replace(made, title="ours", fit="gap"), made)
        )
    assert caught.value.fields == (("requirements", made.id, "title"),)
    assert "REQ-001" in caught.value.sentence
    assert "title" in caught.value.sentence
    assert [r.title for r in store.all(Requirement)] == ["theirs", untouched.title]
    assert store.get(Requirement, made.id).fit == "unknown"  # type: ignore[union-attr]


def test_an_edit_of_a_removed_record_conflicts(store: ClientStore, other: ClientStore) -> None:
    made = add(store)
    other.poll()
    delete(other, made)
    with pytest.raises(Conflict):
        edit(store, made, title="too late")
    assert store.all(Requirement) == []


def test_a_delete_of_what_somebody_edited_conflicts(store: ClientStore, other: ClientStore) -> None:
    made = add(store)
    other.poll()
    edit(other, made, title="theirs")
    with pytest.raises(Conflict) as caught:
        delete(store, made)
    assert caught.value.fields == (("requirements", made.id, "title"),)
    assert len(store.all(Requirement)) == 1


def test_a_delete_of_what_is_gone_is_done(store: ClientStore, other: ClientStore) -> None:
    made = add(store)
    other.poll()
    delete(other, made)
    assert delete(store, made).deleted == ()
    assert store.all(Requirement) == []


def test_the_same_id_twice_conflicts(store: ClientStore) -> None:
    made = add(store)
    with pytest.raises(Conflict):
        store.commit(Change("Add again").put(made))


def test_one_change_may_touch_a_record_several_times(store: ClientStore) -> None:
    made = add(store)
    once = replace(made, title="once")
    twice = replace(once, fit="gap")
    store.commit(Change("Twice").put(once, made).put(twice, once))
    assert store.all(Requirement)[0].title == "once"
    assert store.all(Requirement)[0].fit == "gap"
    born = Requirement(title="never seen")
    store.commit(Change("Born and gone").put(born).delete(born))
    assert len(store.all(Requirement)) == 1


def test_fields_of_a_newer_version_survive_every_edit(store: ClientStore) -> None:
    made = add(store)
    store.db.table("requirements").update({"from_the_future": [1, 2]}, doc_ids=[made.id])  # type: ignore[list-item]
    edit(store, store.all(Requirement)[0], title="edited here")
    delete(store, store.all(Requirement)[0])
    store.undo()
    again = reopened(store)
    assert tables(again)["requirements"][made.id]["from_the_future"] == [1, 2]
    assert again.all(Requirement)[0].title == "edited here"


def test_a_table_of_a_newer_version_is_left_alone(store: ClientStore) -> None:
    store.db.table("holograms").insert({"title": "new kind"})
    again = reopened(store)
    assert [doc["title"] for doc in again.db.table("holograms")] == ["new kind"]
    assert again.history()[0].changes[0].table == "holograms"


@pytest.mark.parametrize("title", ["half \ud83d character", "\udcff"])
def test_half_a_character_never_gets_in(store: ClientStore, title: str) -> None:
    before = log(store).read_bytes()
    with pytest.raises(BadInput):
        add(store, title)
    assert log(store).read_bytes() == before
    assert store.all(Requirement) == []
    assert add(store, "next").ref == "REQ-001"


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_a_number_that_is_none_never_gets_in(store: ClientStore, number: float) -> None:
    with pytest.raises(BadInput):
        add(store, effort_high=number)
    assert store.all(Requirement) == []


def test_an_error_tells_nothing_of_the_notes(store: ClientStore, other: ClientStore) -> None:
    made = add(store, "secret wish of the client")
    other.poll()
    edit(other, made, title="another secret")
    with pytest.raises(Conflict) as conflict:
        edit(store, made, title="third secret")
    with pytest.raises(BadInput) as refused:
        add(store, "fourth secret \ud800")
    assert "secret" not in conflict.value.sentence + refused.value.sentence


def test_a_commit_tells_what_was_stored(store: ClientStore) -> None:
    commit = store.commit(Change("Add requirement").put(Requirement(title="a")).put(Opportunity(name="b")))
    assert [record.ref for record in commit.records] == ["REQ-001", "OPP-001"]
    assert (commit.title, commit.user, commit.seq) == ("Add requirement", "chen", 2)
    assert UTC_SECOND.fullmatch(commit.time)
    gone = delete(store, commit.records[0])
    assert gone.records == ()
    assert gone.deleted == (("requirements", commit.records[0].id),)


def test_the_client_is_a_record_like_any_other(store: ClientStore) -> None:
    edit(store, store.client, industry="教育")
    assert reopened(store).client.industry == "教育"


def test_ten_thousand_unchanged_records_are_not_made_again(
    store: ClientStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = Change("Import")
    for number in range(1000):
        change.put(Requirement(title=str(number)))
    store.commit(change)
    first = store.all(Requirement)
    monkeypatch.setattr(Requirement, "from_doc", None)
    assert store.all(Requirement) == first
    assert store.where(Requirement, title="7") == [first[7]]


def test_every_record_class_has_its_table() -> None:
    from importlib import import_module
    from pkgutil import iter_modules

    import presales_tui.model

    for module in iter_modules(presales_tui.model.__path__):
        import_module(f"presales_tui.model.{module.name}")

    def leaves(kind: type[Record]) -> set[type[Record]]:
        below = kind.__subclasses__()
        return {kind} if not below else set().union(*map(leaves, below))

    known = {kind for kind in leaves(Record) if kind.__module__.startswith("presales_tui.")}
    assert {kind_of(table) for table in kinds.TABLES} == known
    assert all(kind.table == table for table in kinds.TABLES if (kind := kind_of(table)))
    assert kind_of("counters") is None
