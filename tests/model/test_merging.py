"""Two requirements become one: no word is lost, and what spoke of either speaks of it. And what is alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.model.alike import Alike
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.comment import Comment
from presales_tui.model.meeting import Line
from presales_tui.model.merging import merge_change, merged
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion, Issue


def test_no_word_of_either_is_lost() -> None:
    keep = Requirement(
        ref="REQ-001", title="线索分级", fit="config", evidence="手册", tags=("线索",), quote="要分级"
    )
    other = Requirement(
        ref="REQ-002",
        title="咨询自动分级",
        fit="custom",
        evidence="演示",
        acceptance="九成一致",
        tags=("线索", "AI"),
        quote="自动分",
        speaker="李主任",
        effort_low=2.0,
        effort_high=4.0,
        note="原表第 7 行",
        visibility="internal",
        source_kind="meeting",
        source_id="m1",
    )
    one = merged(keep, other)
    assert (one.id, one.title, one.fit, one.evidence) == (keep.id, "线索分级", "config", "手册")
    assert (one.quote, one.speaker, one.tags) == ("要分级 / 自动分", "李主任", ("线索", "AI"))
    assert (one.acceptance, one.effort_high, one.source_id) == ("九成一致", 4.0, "m1")
    assert one.note.split("\n") == ["原表第 7 行", "REQ-002: 咨询自动分级", "演示"]
    assert one.visibility == "internal"


def test_what_spoke_of_the_other_speaks_of_the_one_and_one_undo_takes_it_back(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "w", user="x")
    store = workspace.create_client(Client(name="C"))
    keep, other, third = (Requirement(opportunity="o", title=t) for t in ("分级", "自动分级", "排课"))
    third = replace(third, depends=(other.id, keep.id), conflicts=(other.id,))
    keep = replace(keep, duplicates=(other.id,))
    hanging: tuple[Record, ...] = (
        Section(opportunity="o", title="s", requirements=(other.id, keep.id)),
        Criterion(opportunity="o", title="c", requirements=(other.id,)),
        Issue(opportunity="o", title="i", requirement=other.id),
        Comment(opportunity="o", about=other.id, text="t"),
        Line(meeting="m", pos="a1", text="l", record=other.id),
    )
    change = Change("Sample")
    for record in (keep, other, third, *hanging):
        change.put(record)
    store.commit(change)
    before = _all(store)
    keep, other, third = store.all(Requirement)
    store.commit(merge_change(keep, other, store))
    keep, third = store.all(Requirement)
    assert (third.depends, third.conflicts, keep.duplicates) == ((keep.id,), (keep.id,), ())
    for name, kind in (("requirements", Section), ("requirements", Criterion)):
        assert [getattr(one, name) for one in store.all(kind)] == [(keep.id,)]
    links = (store.all(Issue)[0].requirement, store.all(Comment)[0].about, store.all(Line)[0].record)
    assert links == (keep.id,) * 3
    store.undo()
    assert _all(store) == before
    workspace.close()


def _all(store: ClientStore) -> list[tuple[str, object]]:
    kinds: tuple[type[Record], ...] = (Requirement, Section, Criterion, Issue, Comment, Line)
    return [
        (one.id, {k: v for k, v in one.to_doc().items() if k != "updated"})
        for kind in kinds
        for one in store.all(kind)
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("每天咨询自动分级", ["自动分级每天的咨询"]),
        ("Export the reports as PDF", ["Reports can be exported as a PDF file"]),
        ("门禁", []),
        ("排课冲突提示", ["排课冲突提示", "提示排课的冲突"]),
        ("", []),
    ],
)
def test_what_is_alike_is_found_while_it_is_typed(typed: str, found: list[str]) -> None:
    titles = [
        "自动分级每天的咨询",
        "Reports can be exported as a PDF file",
        "排课冲突提示",
        "提示排课的冲突",
        "人脸签到",
    ]
    alike = Alike()
    for title in titles:
        alike.add([Requirement(title=title)])
    assert [like.requirement.title for like in alike.find(typed)] == found
