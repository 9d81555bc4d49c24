"""The samples in a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from presales_tui.data import Workspace
from presales_tui.imports.notes import notes_change
from presales_tui.model.client import Client, Contact
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Issue
from presales_tui.samples import NOTES, SAMPLES, create

TODAY = date(2026, 11, 23)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "ws", user="周启明")
    yield opened
    opened.close()


def test_a_fresh_workspace_gets_both_clients_with_everything_in_one_step_each(workspace: Workspace) -> None:
    ids = create(workspace, today=TODAY)
    assert {face.id for face in workspace.clients()} == set(ids)
    assert len(ids) == len(SAMPLES)
    assert {face.name for face in workspace.clients()} == {"积云教育", "江城市第一人民医院"}
    for client_id in ids:
        store = workspace.store(client_id)
        assert store.history()[0].title == "Create sample opportunity"
        assert len(store.all(Opportunity)) == 1
        assert len({line.meeting for line in store.all(Line)}) >= 3


def test_refs_follow_the_order_of_the_files(workspace: Workspace) -> None:
    store = workspace.store(create(workspace, today=TODAY)[0])
    requirements = store.all(Requirement)
    assert [r.ref for r in requirements] == [f"REQ-{n:03d}" for n in range(1, len(requirements) + 1)]
    assert requirements[0].title == "各渠道咨询自动入库，按手机号去重"
    meetings = store.all(Meeting)
    assert [m.start for m in meetings] == sorted(m.start for m in meetings)
    assert [m.ref for m in meetings][:2] == ["MTG-001", "MTG-002"]
    assert store.all(Issue)[0].ref == "ISS-001"


def test_making_them_again_changes_nothing(workspace: Workspace) -> None:
    ids = create(workspace, today=TODAY)
    versions = [workspace.store(client_id).version for client_id in ids]
    assert create(workspace, today=date(2027, 1, 1)) == ids
    assert [workspace.store(client_id).version for client_id in ids] == versions


def test_an_interrupted_sample_is_completed_and_its_neighbour_left_alone(workspace: Workspace) -> None:
    ids = create(workspace, today=TODAY)
    school, hospital = (workspace.store(client_id) for client_id in ids)
    before = hospital.version
    school.undo()
    assert school.all(Opportunity) == []
    assert create(workspace, today=TODAY) == ids
    assert len(workspace.store(ids[0]).all(Opportunity)) == 1
    assert hospital.version == before


def test_a_client_of_the_user_stays_as_it_is(workspace: Workspace) -> None:
    mine = workspace.create_client(Client(name="我的客户"))
    create(workspace, today=TODAY)
    assert len(workspace.clients()) == 3
    assert mine.all(Opportunity) == []


def test_what_is_read_back_is_what_was_told(workspace: Workspace, tmp_path: Path) -> None:
    ids = create(workspace, today=TODAY)
    before = [_contents(workspace, client_id) for client_id in ids]
    workspace.close()
    again = Workspace.open(tmp_path / "ws", user="周启明")
    try:
        assert [_contents(again, client_id) for client_id in ids] == before
        contacts = again.store(ids[0]).all(Contact)
        assert all(contact.visibility == "internal" for contact in contacts)
    finally:
        again.close()


def _contents(workspace: Workspace, client_id: str) -> list[Record]:
    store = workspace.store(client_id)
    return [
        record
        for kind in (Opportunity, Contact, Meeting, Line, Requirement, Issue)
        for record in store.all(kind)
    ]


def test_the_sample_notes_show_every_mark_but_that_of_an_issue() -> None:
    found = notes_change(
        NOTES.read_text(encoding="utf-8"),
        name=NOTES.name,
        opportunity=Opportunity(),
        now=datetime(2026, 11, 23, tzinfo=UTC),
        today=TODAY,
    )
    assert found.counts == {
        "pain": 3,
        "requirement": 10,
        "decision": 1,
        "question": 1,
        "action": 2,
        "commitment": 1,
        "risk": 2,
    }
    assert found.candidates == 0
