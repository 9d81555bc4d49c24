"""A changed statement marks what hangs on it in the very commit, whoever writes it; undo takes both back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.suspect import looked_at, suspect_refs
from presales_tui.model.trial import Criterion


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    workspace = Workspace.open(tmp_path / "ws", user="chen")
    store = workspace.create_client(Client(name="积云"))
    need = Requirement(title="导出报表", fit="standard", response="支持")
    other = Requirement(title="依赖它的", depends=(need.id,))
    change = Change("Sample").put(need).put(other)
    change.put(Section(title="方案", requirements=(need.id,)))
    change.put(Criterion(title="导出 8000 行", requirements=(need.id,)))
    change.put(Section(title="无关"))
    store.commit(change)
    yield store
    workspace.close()


def behind(store: ClientStore) -> dict[str, str]:
    """Title to refs of everything suspect."""
    holders: list[Section | Criterion | Requirement] = [
        *store.all(Section),
        *store.all(Criterion),
        *store.all(Requirement),
    ]
    refs = suspect_refs(store.all(Requirement), holders)
    return {holder.title: refs[holder.id] for holder in holders if holder.id in refs}


def say(store: ClientStore, title: str) -> None:
    need = store.all(Requirement)[0]
    store.commit(Change("Edit requirement").put(replace(need, title=title), need))


def test_what_hangs_on_a_changed_statement_is_suspect(store: ClientStore) -> None:
    assert behind(store) == {}
    say(store, "导出报表到 Excel")
    wanted = dict.fromkeys(("方案", "导出 8000 行", "依赖它的", "导出报表到 Excel"), "REQ-001")
    assert behind(store) == wanted


def test_undo_and_words_changed_back_end_it(store: ClientStore) -> None:
    say(store, "导出 PDF")
    store.undo()
    assert behind(store) == {}
    assert store.all(Section)[0].seen == ()
    store.redo()
    assert len(behind(store)) == 4
    say(store, "导出  报表".replace("  ", ""))
    assert behind(store) == {}


def test_it_stays_until_somebody_says_it_is_fine(store: ClientStore) -> None:
    say(store, "导出 PDF")
    say(store, "导出 PDF 和 Excel")
    section = store.all(Section)[0]
    store.commit(Change("Still fine").put(looked_at(section), section))
    assert "方案" not in behind(store)
    say(store, "又变了")
    assert "方案" in behind(store)


def test_other_fields_and_new_links_are_no_change_of_the_statement(store: ClientStore) -> None:
    need = store.all(Requirement)[0]
    store.commit(Change("Set fit").put(replace(need, fit="config", priority="must"), need))
    assert behind(store) == {}
    say(store, "导出 PDF")
    store.commit(Change("Add section").put(Section(title="后来的", requirements=(need.id,))))
    assert "后来的" not in behind(store)


def test_an_answer_that_is_written_anew_has_been_looked_at(store: ClientStore) -> None:
    say(store, "导出 PDF")
    need = store.all(Requirement)[0]
    assert need.seen
    store.commit(Change("Edit requirement").put(replace(need, response="支持 PDF"), need))
    assert "导出 PDF" not in behind(store)


def test_it_survives_compaction_and_another_session(store: ClientStore) -> None:
    say(store, "导出 PDF")
    store.compact()
    workspace = Workspace.open(store.folder.parent, user="li")
    again = workspace.store(store.client.id)
    assert len(behind(again)) == 4
    workspace.close()
