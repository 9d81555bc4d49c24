"""The digest: Today knows a client without its journal, and never from a file that is not true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from presales_tui.data import ClientFace, ClientStore, Workspace, backup, digest, restore
from presales_tui.data.digest import Digest
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.followup import Action
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.pulse import Faq
from presales_tui.model.requirement import Requirement
from presales_tui.model.taking import pulse
from presales_tui.model.trial import Issue

HERE = Opportunity(id="deal", name="排课平台")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[ClientFace]:
    """A client with a digest; its store is closed."""
    workspace = Workspace.open(tmp_path / "workspace", user="陈工")
    store = workspace.create_client(Client(name="学校"))
    store.commit(Change("Add").put(HERE).put(Action(opportunity="deal", due="2026-03-01", title="一")))
    store.close()
    face = workspace.clients()[0]
    workspace.digests.look(face)
    assert at_hand(face) is not None
    yield face
    workspace.close()


def at_hand(face: ClientFace) -> Digest | None:
    """What a new session knows of the client without reading its journal."""
    return Workspace.open(face.folder.parent, user="new").digests.at_hand(face)


def store_of(face: ClientFace, user: str = "陈工") -> ClientStore:
    return ClientStore(face.folder, user, f"session-{user}")


def add(store: ClientStore, title: str) -> None:
    store.commit(Change("Add").put(Action(opportunity="deal", due="2026-03-02", title=title)))


def actions(found: Digest | None) -> list[str]:
    return [] if found is None else [one.title for one in found.pulse.where(Action, "deal")]


def test_it_says_what_the_journal_says(client: ClientFace) -> None:
    store = store_of(client)
    found = at_hand(client)
    assert found is not None
    assert found.pulse == pulse(store, date.today())
    store.close()


def test_a_journal_that_went_on_makes_it_untrue_until_somebody_looks(client: ClientFace) -> None:
    store = store_of(client)
    add(store, "二")
    store.close()
    assert at_hand(client) is None
    workspace = Workspace.open(client.folder.parent, user="x")
    assert actions(workspace.digests.look(client)[0]) == ["一", "二"]
    workspace.close()
    assert actions(at_hand(client)) == ["一", "二"]


def test_a_commit_whose_writer_died_before_the_mark_makes_it_untrue(client: ClientFace) -> None:
    store = store_of(client)
    mark = (client.folder / "head").read_bytes()
    add(store, "二")
    store.close()
    (client.folder / "head").write_bytes(mark)
    assert at_hand(client) is None


def test_a_new_log_makes_it_untrue_even_if_nothing_was_written(client: ClientFace) -> None:
    store = store_of(client)
    store.compact()
    store.close()
    assert at_hand(client) is None


def test_two_sessions_each_see_what_the_other_wrote(client: ClientFace) -> None:
    one, other = (Workspace.open(client.folder.parent, user=user) for user in ("a", "b"))
    assert actions(one.digests.at_hand(client)) == ["一"]
    add(other.store(client.id), "二")
    assert one.digests.stale()
    assert one.digests.at_hand(client) is None
    assert actions(one.digests.look(client)[0]) == ["一", "二"]
    assert not one.digests.stale()
    assert actions(other.digests.at_hand(client)) == ["一", "二"]
    other.close()
    one.close()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"00000000 {}\n", b'99914b93 {"form":1,"end":[]}\n', b"\xff\xfe\n", b"[1]\n"],
)
def test_a_damaged_one_is_passed_over(client: ClientFace, content: bytes) -> None:
    (client.folder / "digest.json").write_bytes(content)
    assert at_hand(client) is None
    workspace = Workspace.open(client.folder.parent, user="x")
    assert actions(workspace.digests.look(client)[0]) == ["一"]
    workspace.close()
    assert at_hand(client) is not None


@pytest.mark.parametrize("at", range(0, 400, 7))
def test_no_single_changed_byte_is_believed(client: ClientFace, at: int) -> None:
    path = client.folder / "digest.json"
    whole = bytearray(path.read_bytes())
    before = at_hand(client)
    whole[at % len(whole)] ^= 0x10
    path.write_bytes(bytes(whole))
    found = at_hand(client)
    assert found is None or found == before


def test_a_journal_that_lost_what_was_saved_is_read_and_told(client: ClientFace) -> None:
    log = max(client.folder.glob("log-*.jsonl"))
    kept, true = log.read_bytes(), (client.folder / "digest.json").read_bytes()
    store = store_of(client)
    add(store, "二")
    store.close()
    log.write_bytes(kept)  # as if a disk had lost the commit, but not the mark
    (client.folder / "digest.json").write_bytes(true)
    assert at_hand(client) is None
    workspace = Workspace.open(client.folder.parent, user="x")
    assert workspace.digests.look(client)[1]
    workspace.close()
    assert at_hand(client) is None


def test_one_of_another_journal_is_passed_over(client: ClientFace) -> None:
    log = max(client.folder.glob("log-*.jsonl"))
    text = log.read_bytes()
    log.write_bytes(text[:-30] + bytes([text[-30] ^ 1]) + text[-29:])
    first = text.rfind(b"\n", 0, -1) + 1
    log.write_bytes(text[:first] + b"0" * 8 + text[first + 8 :])
    assert at_hand(client) is None


def test_it_cannot_be_read_or_written(client: ClientFace) -> None:
    (client.folder / "digest.json").unlink()
    (client.folder / "digest.json").mkdir()
    assert at_hand(client) is None
    workspace = Workspace.open(client.folder.parent, user="x")
    assert actions(workspace.digests.look(client)[0]) == ["一"]
    workspace.close()


def test_it_is_private_and_stays_out_of_a_backup(client: ClientFace, tmp_path: Path) -> None:
    assert (client.folder / "digest.json").stat().st_mode & 0o777 == 0o600
    workspace = Workspace.open(client.folder.parent, user="x")
    backup(workspace, tmp_path / "all.zip")
    workspace.close()
    restore(tmp_path / "all.zip", tmp_path / "other")
    assert not list((tmp_path / "other").glob("*/digest.json"))


def test_leaving_keeps_it_for_the_next_start(client: ClientFace) -> None:
    workspace = Workspace.open(client.folder.parent, user="x")
    add(workspace.store(client.id), "二")
    workspace.digests.keep_all()
    workspace.close()
    assert actions(at_hand(client)) == ["一", "二"]


def test_long_texts_are_not_copied_into_it(client: ClientFace) -> None:
    store = store_of(client)
    here = store.get(Opportunity, "deal")
    assert here is not None
    need = Requirement(opportunity="deal", title="只在需求里", statement="也只在需求里")
    store.commit(Change("Edit").put(replace(here, summary="只在目标里"), here).put(need))
    digest.write(client.folder, digest.made_of(store, date.today()))
    store.close()
    text = (client.folder / "digest.json").read_text("utf-8")
    assert "只在" not in text
    assert json.loads(text[9:])["form"] == digest.FORM


def test_only_answers_that_were_flagged_may_be_told_to_others(client: ClientFace) -> None:
    store = store_of(client)
    change = Change("Add")
    for title, faq, visibility in (
        ("一", True, "external"),
        ("二", False, "external"),
        ("三", True, "internal"),
    ):
        change.put(Issue(opportunity="deal", title=title, fix="重启", faq=faq, visibility=visibility))
    change.put(Issue(opportunity="deal", title="四", faq=True))
    store.commit(change)
    store.close()
    workspace = Workspace.open(client.folder.parent, user="陈工")
    workspace.digests.look(client)
    kept = at_hand(client)
    assert kept is not None
    assert kept.pulse.faqs == (Faq("一", "重启"),)


def test_a_folder_that_is_gone_is_noticed_once(client: ClientFace) -> None:
    workspace = Workspace.open(client.folder.parent, user="x")
    assert workspace.digests.at_hand(client) is not None
    client.folder.rename(client.folder.parent / ".gone")
    assert [workspace.digests.stale(), workspace.digests.stale()] == [True, False]
