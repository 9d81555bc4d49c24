"""Records as values and as documents on disk."""

from __future__ import annotations

import dataclasses
import importlib
import json
import pkgutil
import re
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import presales_tui.model
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.record import Record, new_id
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Issue

for _module in pkgutil.iter_modules(presales_tui.model.__path__):
    importlib.import_module(f"presales_tui.model.{_module.name}")


def kinds(base: type[Record] = Record) -> list[type[Record]]:
    found = []
    for kind in base.__subclasses__():
        found += [kind] if kind.table else []
        found += kinds(kind)
    return found


KINDS = sorted(kinds(), key=lambda kind: kind.table)


def values(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Records of a kind with any field set to anything of its type."""
    text = st.text(max_size=20)
    by_type: dict[Any, st.SearchStrategy[Any]] = {
        str: text,
        int: st.integers(0, 5),
        bool: st.booleans(),
        float: st.floats(0, 1e9, allow_nan=False),
        tuple[str, ...]: st.lists(text, max_size=3).map(tuple),
        tuple[tuple[str, ...], ...]: st.lists(st.lists(text, max_size=4).map(tuple), max_size=3).map(tuple),
        tuple[tuple[str, str], ...]: st.lists(st.tuples(text, text), max_size=3).map(tuple),
        tuple[tuple[str, ...], ...]: st.lists(st.lists(text, max_size=3).map(tuple), max_size=3).map(tuple),
        tuple[tuple[str, int], ...]: st.lists(st.tuples(text, st.integers(0, 5)), max_size=3).map(tuple),
        tuple[tuple[str, str, str], ...]: st.lists(st.tuples(text, text, text), max_size=3).map(tuple),
        tuple[tuple[str, float, float], ...]: st.lists(
            st.tuples(text, st.floats(0, 1e6), st.floats(0, 1e6)), max_size=3
        ).map(tuple),
    }
    hints = get_type_hints(kind)
    fields = {f.name: by_type[hints[f.name]] for f in dataclasses.fields(kind) if f.name != "id"}
    return st.fixed_dictionaries({}, optional=fields).map(lambda given: kind(**given))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
@given(data=st.data())
def test_every_record_comes_back_from_json_as_it_was(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(values(kind))
    doc = json.loads(json.dumps(record.to_doc()))
    assert kind.from_doc(record.id, doc) == record
    assert "id" not in doc
    assert not [name for name, default in kind.defaults().items() if name in doc and doc[name] == default]


def test_a_new_record_costs_nothing_on_disk() -> None:
    assert Requirement().to_doc() == {}
    assert Requirement.from_doc("1", {}) == Requirement(id="1")


def test_fields_of_a_newer_version_are_passed_over() -> None:
    doc = {"title": "排课", "maturity": ["new", 3], "id": "not this one"}
    found = Requirement.from_doc("1", doc)
    assert found == Requirement(id="1", title="排课")
    assert found.to_doc() == {"title": "排课"}


def test_nested_lists_become_tuples_so_that_a_record_stays_a_value() -> None:
    found = Issue.from_doc("1", {"status_log": [["ack", "2026-11-23T09:00:00Z", "陈立"]]})
    assert found.status_log == (("ack", "2026-11-23T09:00:00Z", "陈立"),)
    assert hash(found) == hash(Issue(id="1", status_log=found.status_log))
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.title = "x"  # type: ignore[misc]


def test_tables_and_prefixes_are_never_shared() -> None:
    tables = [kind.table for kind in KINDS]
    prefixes = [kind.prefix for kind in KINDS if kind.prefix]
    assert len(set(tables)) == len(tables) >= 15
    assert len(set(prefixes)) == len(prefixes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_every_kind_has_a_headline_and_says_who_may_see_it(kind: type[Record]) -> None:
    record = kind(**{kind.title_field: "积云"})
    assert record.headline == "积云"
    inside = ("contacts", "risks", "decision_steps", "qualification", "baselines", "evidence", "comments")
    assert record.visibility == ("internal" if kind.table in inside else "external")


def test_ids_are_uuid_7_unique_and_in_order_of_time() -> None:
    form = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    ids = [new_id(ms) for ms in (0, 1, 1_700_000_000_000, 2**48 - 1)]
    assert ids == sorted(ids)
    assert all(form.fullmatch(one) for one in [*ids, new_id()])
    assert len({new_id(5) for _ in range(500)}) == 500


def test_ids_made_one_after_the_other_sort_so_even_within_a_millisecond(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = [new_id() for _ in range(10_000)]
    assert ids == sorted(set(ids))
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert new_id() > ids[-1]


def test_a_change_is_empty_until_something_is_put_or_deleted() -> None:
    change = Change("Add client")
    assert not change
    was = Client(name="积云")
    change.put(dataclasses.replace(was, size="3"), was).delete(was)
    assert change
    assert (len(change), change.puts[0].was, change.deletes) == (2, was, [was])
