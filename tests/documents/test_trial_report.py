"""The trial report writes itself: thirteen sections, true figures, nothing internal for the client."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from pptx import Presentation

from presales_tui.data import ClientStore, Workspace
from presales_tui.documents.gate import Leaving
from presales_tui.documents.papers.trial_report import by_criteria
from presales_tui.documents.registry import Made, Order, document
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import BadInput
from presales_tui.model.meeting import Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.training import Training
from presales_tui.model.trial import Criterion, Issue, Trial

HEADINGS = [
    "1 结论",
    "2 试用概述",
    "3 标准对照表",
    "4 业务价值",
    "5 过程记录",
    "6 问题清单与解决情况",
    "7 性能与稳定性",
    "8 客户评价（原话）",
    "9 说明与限制",
    "10 未满足项与应对",
    "11 结论与下一步",
    "12 环境回收与数据归还",
    "13 双方签字",
]
LINK = "必达三条全部达成，则进入校内比选"


def _issue(n: int, kind: str, status: str, minutes: tuple[int, ...], **more: Any) -> Issue:
    """Reported at 09:00, with its steps so many minutes later."""
    codes = ("ack", status)[: len(minutes)]
    steps = [("open", "2026-03-02T01:00:00Z", "")]
    steps += [
        (code, f"2026-03-02T{1 + m // 60:02}:{m % 60:02}:00Z", "小李")
        for code, m in zip(codes, minutes, strict=True)
    ]
    return Issue(
        title=f"第{n}个问题",
        kind=kind,
        status=status,
        reported="2026-03-02T01:00:00Z",
        status_log=tuple(steps),
        **more,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    workspace = Workspace.open(tmp_path / "w", user="陈工")
    store = workspace.create_client(Client(name="积云教育", name_en="Cumulus"))
    deal = Opportunity(name="招生平台", owner="周工")
    trial = Trial(
        opportunity=deal.id,
        title="三周试用",
        purpose="看咨询漏不漏",
        decision_link=LINK,
        start="2026-03-01",
        end="2026-03-21",
        end_state="一周内删除数据",
    )
    need = Requirement(
        opportunity=deal.id,
        title="课表顺延",
        fit="custom",
        effort_low=3,
        effort_high=5,
        response="按日期顺延",
    )
    issues = [
        _issue(1, "usage", "closed", (10, 40), fix="先勾选再点"),
        _issue(2, "usage", "resolved", (20, 80), fix="用模板"),
        _issue(3, "defect", "in_progress", (30,), workaround="分四次导出"),
        _issue(4, "defect", "resolved", (600, 720), fix="绝不能说的根因", visibility="internal"),
        _issue(5, "new_need", "open", ()),
    ]
    change = Change("Sample").put(deal).put(trial).put(need)
    for issue in issues:
        change.put(_of(issue, deal, trial))
    for criterion in (
        Criterion(
            title="入库率", target="98", achieved="98.6", unit="%", must=True, state="met", evidence="对账表"
        ),
        Criterion(title="导出时间", category="performance", target="60", unit="秒", state="not_met"),
        Criterion(title="接手率", state="partial", requirements=(need.id,)),
    ):
        change.put(_of(criterion, deal, trial))
    change.put(_of(Criterion(title="只有我们知道的标准", visibility="internal"), deal, trial))
    change.put(Pain(opportunity=deal.id, title="漏跟", cost="每天 70 条", quote="对数要三天"))
    change.put(
        Training(
            opportunity=deal.id,
            title="教务培训",
            day="2026-03-05",
            state="held",
            attended=9,
            feedback="比表格快多了",
        )
    )
    change.put(Meeting(opportunity=deal.id, title="中期评审", start="2026-03-11T10:00", state="done"))
    store.commit(change)
    yield store
    workspace.close()


def _of(record: Issue | Criterion, deal: Opportunity, trial: Trial) -> Issue | Criterion:
    from dataclasses import replace

    return replace(record, opportunity=deal.id, trial=trial.id)


def made(store: ClientStore, form: str = "md", lang: str = "zh", audience: str = "client") -> Made:
    deal = store.all(Opportunity)[0]
    order = Order(store, deal.id, lang, form, "internal" if audience == "internal" else "client")
    return document("trial").begin(order)()


def text(store: ClientStore, lang: str = "zh", audience: str = "client") -> str:
    return made(store, "md", lang, audience).content.decode()


def test_every_section_is_there_in_its_order_in_both_languages(store: ClientStore) -> None:
    lines = [line[3:] for line in text(store).split("\n") if line.startswith("## ")]
    assert lines == HEADINGS
    english = [line for line in text(store, "en").split("\n") if line.startswith("## ")]
    assert len(english) == 13
    assert english[0] == "## 1 Conclusion"
    assert text(store, "en").startswith("# Cumulus Trial report")


def test_the_figures_are_those_of_the_log(store: ClientStore) -> None:
    report = text(store)
    # Two usage questions: answered after 10 and 20 minutes, solved after 40 and 80.
    assert "| 不会使用 | 2 | 2 | 0 | 15 分钟 | 15 分钟 | 0 | 1 小时 | 1 小时 | 0 |" in report
    assert "| 异常报错 | 1 | 0 | 1 | 30 分钟 | 30 分钟 | 0 | - | - | 1 |" in report
    assert "| 合计（三类） | 3 | 2 | 1 | 20 分钟 | 20 分钟 | 0 | 1 小时 | 1 小时 | 1 |" in report
    assert "| 新需求 | 1 | 0 | 1 | - | - | 1 | - | - | 1 |" in report
    assert "| 入库率（必达） | 98% | 98.6% | 达成 | 对账表 |" in report
    assert "共 3 项标准，达成 1 项，部分达成 1 项，未达成 1 项，未测 0 项" in report
    assert f"> {LINK}" in report
    assert "| REQ-001 课表顺延 | 二次开发 | 按日期顺延 | 3-5 |" in report
    assert "2026-03-11 10:00" in report
    assert "| 2026-03-05 | 培训：教务培训 （9 人） |" in report
    assert "> 比表格快多了\n>\n> —— 教务培训" in report
    assert "变通办法：分四次导出" in report


def test_what_is_internal_stays_here(store: ClientStore) -> None:
    report = text(store)
    assert "第4个问题" not in report
    assert "绝不能说的根因" not in report
    assert "只有我们知道的标准" not in report
    assert "1 internal issue left out" in made(store).told
    inside = text(store, audience="internal")
    assert "绝不能说的根因" in inside
    assert "| 异常报错 | 2 | 1 | 1 |" in inside


def test_a_report_that_quotes_what_is_internal_is_not_written(store: ClientStore) -> None:
    from dataclasses import replace

    trial = store.all(Trial)[0]
    store.commit(Change("x").put(replace(trial, end_state="见 ISS-004"), trial))
    with pytest.raises(Leaving, match="12 环境回收与数据归还: ISS-004"):
        made(store)
    assert "ISS-004" in text(store, audience="internal")


def test_it_is_a_word_file_and_a_deck_too(store: ClientStore) -> None:
    file = docx.Document(io.BytesIO(made(store, "docx").content))
    said = [p.text for p in file.paragraphs]
    assert [text for text in said if text in HEADINGS] == HEADINGS
    assert len(file.tables) >= 8
    deck = Presentation(io.BytesIO(made(store, "pptx").content))
    titles = [slide.shapes.title.text for slide in deck.slides if slide.shapes.title is not None]
    assert "6 问题清单与解决情况" in titles


def test_without_a_trial_it_says_so(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "w", user="陈工")
    store = workspace.create_client(Client(name="积云教育"))
    deal = Opportunity(name="招生平台")
    store.commit(Change("x").put(deal))
    with pytest.raises(BadInput, match="no trial"):
        made(store)
    store.commit(Change("x").put(Trial(opportunity=deal.id, title="空")))
    report = text(store)
    assert report.count("## ") == 13
    assert "（待补：验收标准）" in report
    workspace.close()


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        ("met! met", "passed"),
        ("met! partial", "conditional"),
        ("met! not_met", "conditional"),
        ("not_met! met", "failed"),
        ("partial! met", "conditional"),
        ("met! untested", ""),
        ("met! n_a", "passed"),
        ("", ""),
    ],
)
def test_the_verdict_follows_from_the_criteria(states: str, verdict: str) -> None:
    criteria = [Criterion(title="x", state=s.strip("!"), must=s.endswith("!")) for s in states.split()]
    assert by_criteria(criteria) == verdict
