"""The hand-over: all that delivery must know, in the words said, for our side alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.documents.book import Audience
from presales_tui.documents.gate import Leaving
from presales_tui.documents.registry import Made, Order, document
from presales_tui.model.change import Change
from presales_tui.model.client import Client, Contact
from presales_tui.model.errors import BadInput
from presales_tui.model.followup import Action, Commitment, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.trial import Criterion, Issue, Trial

TODAY = date.today()


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    workspace = Workspace.open(tmp_path / "w", user="陈工")
    store = workspace.create_client(Client(name="积云教育", name_en="Jiyun"))
    here, empty = Opportunity(name="招生平台", owner="陈工", sales_owner="何佳"), Opportunity(name="空")
    visit = Meeting(opportunity=here.id, title="首次拜访", start="2026-10-23T09:00", state="held")
    said = [Line(meeting=visit.id, pos=f"a{n}", text=f"第{n}句") for n in range(1, 4)]
    trial = Trial(opportunity=here.id, title="三周试用", scope_out="门禁", environment="两台 ARM 服务器")
    quoted: dict[str, Any] = {"source_id": visit.id, "source_kind": "meeting", "speaker": "李敏"}
    tried = Requirement(
        opportunity=here.id,
        title="线索分级",
        fit="config",
        priority="must",
        quote="先给我分出来",
        source_line=said[1].id,
        acceptance="一致率 85%",
        **quoted,
    )
    spoken = Requirement(
        opportunity=here.id, title="退费核算", fit="custom", priority="must", effort_low=3, effort_high=5
    )
    records: tuple[Record, ...] = (
        here,
        empty,
        visit,
        *said,
        trial,
        tried,
        spoken,
        Requirement(opportunity=here.id, title="人脸门禁", status="deferred"),
        Pain(opportunity=here.id, title="漏跟", cost="每天 70 条", quote="对数要对三天", **quoted),
        Criterion(opportunity=here.id, trial=trial.id, title="入库率", state="met", requirements=(tried.id,)),
        Issue(opportunity=here.id, trial=trial.id, title="导出超时", severity="s2", workaround="分批导出"),
        Issue(opportunity=here.id, trial=trial.id, title="已经好了", status="closed"),
        Contact(name="高远", side="client", stance="skeptic", role="influencer", visibility="internal"),
        Commitment(opportunity=here.id, title="四小时答复", contractual="implied", delivery_impact="排夜班"),
        Commitment(opportunity=here.id, title="发清单", state="done"),
        Action(opportunity=here.id, title="压测方案", owner="陈立", due=day(-4)),
        Action(opportunity=here.id, title="很久以后", due=day(90)),
        Action(opportunity=here.id, title="做完了", state="done"),
        Question(opportunity=here.id, title="谁来部署？", to="刘洋", due=day(3)),
        Risk(opportunity=here.id, title="口径不定", probability=3, impact=3, response="书面确认"),
        Risk(opportunity=here.id, title="过去的风险", state="closed"),
    )
    change = Change("Sample")
    for record in records:
        change.put(record)
    store.commit(change)
    store.exports.mkdir(exist_ok=True)
    (store.exports / "方案-2026-11-01.pptx").write_bytes(b"x")
    yield store
    workspace.close()


def made(
    store: ClientStore,
    audience: Audience = "internal",
    format_: str = "md",
    lang: str = "zh",
    name: str = "招生平台",
) -> Made:
    here = next(o for o in store.all(Opportunity) if o.name == name)
    return document("handover").begin(Order(store, here.id, lang, format_, audience))()


@pytest.fixture
def found(store: ClientStore) -> dict[str, str]:
    text = made(store).content.decode()
    return {part.partition("\n")[0].lstrip("0123456789 "): part for part in text.split("\n## ")}


def test_promises_stand_with_what_is_not_in_the_contract(found: dict[str, str]) -> None:
    promises = found["承诺（含默示与非合同）"]
    assert "共 2 条，未完 1 条" in promises
    assert promises.index("四小时答复") < promises.index("发清单")
    assert "| 默示 | 排夜班 |" in promises


def test_a_requirement_keeps_its_words_and_the_line_they_stand_on(found: dict[str, str]) -> None:
    needs = found["需求清单"]
    assert "| 线索分级 | - | 必须 | 配置满足 | - | - | 一致率 85% |" in needs
    assert "| 退费核算 | - | 必须 | 二次开发 | - | 3-5 | - |" in needs
    assert "| “先给我分出来” —— 李敏 | MTG-001，第 2 行 |" in needs
    assert "| 漏跟 | 每天 70 条 | “对数要对三天” —— 李敏 | MTG-001 |" in found["为什么买（客户原话）"]


def test_what_was_tried_stands_apart_from_what_is_only_said(found: dict[str, str]) -> None:
    proof = found["已验证与仅凭口头"]
    assert "| 试用验证达成 | 1 | REQ-001 |" in proof
    assert "- REQ-002 退费核算" in proof
    out = found["范围"].partition("范围外")[2]
    assert "人脸门禁" in out


def test_open_things_are_there_and_done_ones_are_not(found: dict[str, str]) -> None:
    whole = "\n".join(found.values())
    assert f"{day(-4)}（逾期 4 天）" in found["未完事项"]
    assert "谁来部署？" in found["未完事项"]
    assert "导出超时 | 重大" in found["试用结果"]
    assert "分批导出" in found["试用结果"]
    assert "口径不定 | 高 | 高 | 书面确认" in found["风险与红旗（内部）"]
    assert "高远 | - | 影响者 | - | 质疑" in found["关键人与态度（内部）"]
    for done in ("做完了", "已经好了", "过去的风险"):
        assert done not in whole
    soon = found["接下来 30 天"]
    assert soon.index("压测方案") < soon.index("谁来部署？")
    assert "很久以后" not in soon
    assert "方案-2026-11-01.pptx" in found["已出文档"]
    assert "| 2 | 承诺清单（含默示） | 共 2 条，未完 1 条 | ☐ |" in found["交接清单"]


@pytest.mark.parametrize(("lang", "mark"), [("zh", "内部资料，请勿外发"), ("en", "Internal, not to leave")])
def test_every_page_of_the_word_file_says_that_it_is_internal(
    store: ClientStore, lang: str, mark: str
) -> None:
    file = docx.Document(io.BytesIO(made(store, format_="docx", lang=lang).content))
    assert mark in file.sections[0].header.paragraphs[0].text
    headings = [p.text for p in file.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert len(headings) == 15
    assert headings[-1] == ("15 交接签字" if lang == "zh" else "15 Signatures")


def test_there_is_none_for_the_client_and_none_of_nothing(store: ClientStore) -> None:
    with pytest.raises(Leaving, match="--internal") as stopped:
        made(store, "client")
    assert stopped.value.exit_code == 4
    with pytest.raises(BadInput, match="nothing to hand over"):
        made(store, name="空")
