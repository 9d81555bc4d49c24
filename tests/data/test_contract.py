"""A locked trial: what was agreed changes only with a reason, which the same commit keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import NeedsReason
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.trial import Criterion, Trial


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    workspace = Workspace.open(tmp_path / "w", user="陈工")
    store = workspace.create_client(Client(name="积云"))
    here = Opportunity(name="招生")
    trial = Trial(opportunity=here.id, title="试用")
    fast = Criterion(opportunity=here.id, trial=trial.id, title="打开首页", target="2", unit="秒")
    store.commit(Change("Add").put(here).put(trial).put(fast))
    trial = store.all(Trial)[0]
    store.commit(Change("Lock").put(replace(trial, locked="2026-01-05T01:00:00Z", state="running"), trial))
    yield store
    workspace.close()


def edit(store: ClientStore, reason: str = "", **fields: object) -> None:
    was = store.all(Criterion)[0]
    store.commit(Change("Edit", reason=reason).put(replace(was, **fields), was))  # type: ignore[arg-type]


def test_what_comes_out_needs_no_reason(store: ClientStore) -> None:
    edit(store, achieved="1.6", state="met", evidence="录屏")
    assert not store.all(Trial)[0].amendments


def test_a_target_is_not_changed_without_one_and_nothing_is_written(store: ClientStore) -> None:
    before = store.version
    with pytest.raises(NeedsReason, match="CRT-001"):
        edit(store, target="5", achieved="4")
    assert (store.version, store.all(Criterion)[0].achieved) == (before, "")


def test_with_one_it_is_kept_in_the_same_step(store: ClientStore) -> None:
    edit(store, "客户书面同意", target="3")
    row = store.all(Trial)[0].amendments[0]
    assert row[1:] == ("陈工", "CRT-001", "target", "2", "3", "客户书面同意")
    store.undo()
    assert (store.all(Criterion)[0].target, store.all(Trial)[0].amendments) == ("2", ())


def test_criteria_that_come_and_go_are_changes_too(store: ClientStore) -> None:
    trial = store.all(Trial)[0]
    more = Criterion(opportunity=trial.opportunity, trial=trial.id, title="批量导入")
    with pytest.raises(NeedsReason):
        store.commit(Change("Add").put(more))
    store.commit(Change("Add", reason="范围扩大").put(more))
    gone = store.all(Criterion)[1]
    store.commit(Change("Delete", reason="客户放弃").delete(gone))
    assert [row[3:6] for row in store.all(Trial)[0].amendments] == [
        ("added", "", "批量导入"),
        ("removed", "批量导入", ""),
    ]


def test_the_period_and_the_targets_of_the_clocks_were_agreed_too(store: ClientStore) -> None:
    was = store.all(Trial)[0]
    for new in (
        replace(was, end="2026-02-01"),
        replace(was, targets=(("P1", "1h", "8h"),)),
        replace(was, locked=""),
    ):
        with pytest.raises(NeedsReason):
            store.commit(Change("Edit").put(new, was))
    store.commit(Change("Edit").put(replace(was, midpoint="adjust"), was))
    store.commit(
        Change("Edit", reason="春节").put(replace(store.all(Trial)[0], end="2026-02-01"), store.all(Trial)[0])
    )
    assert store.all(Trial)[0].amendments[0][3:6] == ("end", "", "2026-02-01")


def test_a_trial_that_goes_takes_its_criteria_with_it(store: ClientStore) -> None:
    store.commit(Change("Delete").delete(store.all(Criterion)[0]).delete(store.all(Trial)[0]))
    assert not store.all(Criterion)
