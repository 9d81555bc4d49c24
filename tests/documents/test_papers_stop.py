"""Papers and sheets for the client stop as the deck does: nothing internal is named or quoted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.documents.book import Audience
from presales_tui.documents.gate import Leaving
from presales_tui.documents.registry import Order, document
from presales_tui.model.baseline import freeze
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.comment import Comment
from presales_tui.model.followup import Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.qualification import Qualification
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion, Issue, Trial

SECRET = "友商报价比我们低两成左右"
QUOTED = f"已确认。{SECRET}。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    """Everything that a client may read, and one risk that they may not."""
    workspace = Workspace.open(tmp_path / "w", user="陈工")
    store = workspace.create_client(Client(name="积云教育"))
    here = Opportunity(name="招生平台")
    visit = Meeting(opportunity=here.id, title="首次拜访", start="2026-10-23T09:00", state="held")
    trial = Trial(opportunity=here.id, title="试用")
    need = Requirement(opportunity=here.id, title="线索自动分级", fit="config")
    records: tuple[Record, ...] = (
        *(here, visit, trial, need),
        Line(meeting=visit.id, pos="a1", text="李主任介绍了校区情况"),
        Criterion(opportunity=here.id, trial=trial.id, title="入库率"),
        Issue(opportunity=here.id, trial=trial.id, title="导出超时"),
        Question(opportunity=here.id, title="谁来部署？"),
        Risk(opportunity=here.id, title=SECRET),
        freeze([need], opportunity=here.id, title="评审稿", taken="2026-11-01T00:00:00Z", kind="named"),
    )
    change = Change("Sample")
    for record in records:
        change.put(record)
    store.commit(change)
    yield store
    workspace.close()


def say(store: ClientStore, kind: type[Record], field: str, words: str) -> None:
    (was,) = [record for record in store.all(kind) if record.visibility == "external"]
    store.commit(Change("Edit").put(replace(was, **{field: words}), was))


def export(store: ClientStore, what: str, format_: str, audience: Audience = "client") -> bytes:
    here = store.all(Opportunity)[0]
    return document(what).begin(Order(store, here.id, "zh", format_, audience))().content


@pytest.mark.parametrize(
    ("what", "format_", "kind", "field", "where"),
    [
        ("requirements", "xlsx", Requirement, "note", "REQ-001"),
        ("requirements", "csv", Requirement, "response", "REQ-001"),
        ("requirements", "md", Requirement, "evidence", "REQ-001"),
        ("srs", "docx", Requirement, "response", "线索自动分级"),
        ("issues", "xlsx", Issue, "fix", "ISS-001"),
        ("trial", "docx", Issue, "workaround", "问题清单与解决情况, ISS-001"),
        ("trial", "md", Criterion, "evidence", "标准对照表"),
        ("followup", "md", Question, "answer", "待确认问题, QST-001"),
        ("followup", "docx", Question, "answer", "待确认问题, QST-001"),
        ("minutes", "md", Line, "text", "MTG-001, line 1"),
        ("minutes", "txt", Line, "text", "MTG-001, line 1"),
        ("minutes", "docx", Meeting, "agenda", "MTG-001"),
        ("changes", "md", Requirement, "response", "REQ-001"),
    ],
)
def test_a_quotation_stops_every_paper_and_sheet_and_is_named(
    store: ClientStore, what: str, format_: str, kind: type[Record], field: str, where: str
) -> None:
    assert export(store, what, format_)
    for words in (QUOTED, "见 rsk-001 的应对"):
        say(store, kind, field, words)
        with pytest.raises(Leaving, match=f"{where}.*: RSK-001") as stopped:
            export(store, what, format_)
        assert stopped.value.exit_code == 4
        assert SECRET not in stopped.value.sentence
        assert export(store, what, format_, "internal")


def test_a_row_of_a_sheet_can_be_gone_to(store: ClientStore) -> None:
    say(store, Requirement, "note", QUOTED)
    with pytest.raises(Leaving) as stopped:
        export(store, "requirements", "xlsx")
    (place,) = stopped.value.places
    assert (place.at, place.screen) == (store.all(Requirement)[0].id, "requirements")


def test_words_of_the_client_that_prove_a_judgement_are_no_secret_in_the_minutes(store: ClientStore) -> None:
    words = "漏跟一个学生就少收两万块钱"
    say(store, Line, "text", words)
    here, (line,) = store.all(Opportunity)[0], store.all(Line)
    judged = Qualification(opportunity=here.id, element="pain", evidence=words)
    store.commit(Change("Add").put(judged))
    with pytest.raises(Leaving):
        export(store, "minutes", "md")
    store.commit(Change("Edit").put(replace(judged, links=(line.id,)), store.all(Qualification)[0]))
    assert words in export(store, "minutes", "md").decode()


def test_one_answer_to_two_needs_is_no_secret_because_one_of_them_is(store: ClientStore) -> None:
    here, answer = store.all(Opportunity)[0], "在系统设置里打开线索分级即可"
    hidden = Requirement(opportunity=here.id, title="内部试算", response=answer, visibility="internal")
    store.commit(Change("Add").put(hidden))
    say(store, Requirement, "response", answer)
    assert answer in export(store, "requirements", "md").decode()
    store.commit(Change("Add").put(Comment(opportunity=here.id, text="其实没有测过这个功能的性能")))
    say(store, Requirement, "response", "其实没有测过这个功能的性能")
    with pytest.raises(Leaving, match="CMT-001"):
        export(store, "requirements", "md")
