"""The follow-up list: both sides apart, overdue in words, nothing internal for the client."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

from presales_tui.data import ClientStore, Workspace
from presales_tui.documents.book import Audience
from presales_tui.documents.registry import Made, Order, document
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import BadInput
from presales_tui.model.followup import Action, Commitment, Decision, Question
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record

TODAY = date.today()


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    workspace = Workspace.open(tmp_path / "w", user="陈工")
    store = workspace.create_client(Client(name="积云教育"))
    here, other = Opportunity(name="招生平台"), Opportunity(name="别的商机")
    among_us = Meeting(opportunity=here.id, title="内部通气", visibility="internal")
    said = Line(meeting="m", pos="a1", text="A: 悄悄话", visibility="internal")
    change = Change("Sample")
    records: tuple[Record, ...] = (
        here,
        other,
        among_us,
        said,
        Action(opportunity=here.id, title="没有日子"),
        Action(opportunity=here.id, title="发部署清单", owner="小陈", due=day(-4)),
        Action(opportunity=here.id, title="早做完了", due=day(-9), state="done"),
        Action(opportunity=here.id, title="不做了", state="cancelled"),
        Action(opportunity=here.id, title="提供测试账号", owner="李主任", side="client", due=day(3)),
        Action(opportunity=here.id, title="探对手的价", visibility="internal"),
        Action(opportunity=here.id, title="会上悄悄定的", source_id=among_us.id),
        Action(opportunity=here.id, title="悄悄话", source_line=said.id),
        Action(opportunity=other.id, title="别的事"),
        Question(opportunity=here.id, title="谁来部署？", to="王工", due=day(-1)),
        Commitment(
            opportunity=here.id,
            title="四小时内答复",
            to="李主任",
            contractual="implied",
            delivery_impact="要排夜班",
        ),
        Decision(opportunity=here.id, title="先试用两周", why="赶暑期"),
    )
    for record in records:
        change.put(record)
    store.commit(change)
    yield store
    workspace.close()


def made(store: ClientStore, audience: Audience = "client", format_: str = "md", lang: str = "zh") -> Made:
    here = next(o for o in store.all(Opportunity) if o.name == "招生平台")
    return document("followup").begin(Order(store, here.id, lang, format_, audience))()


def parts(text: str) -> dict[str, str]:
    """The text below each heading."""
    return {
        part.partition("\n")[0]: part.partition("\n")[2]
        for part in ("\n" + text).replace("\n#", "\n\0#").split("\0#")
    }


def test_both_sides_stand_apart_and_what_is_late_says_so(store: ClientStore) -> None:
    found = parts(made(store).content.decode())
    ours = found["# 我方待办"]
    assert ours.index("发部署清单") < ours.index("没有日子") < ours.index("早做完了")
    assert f"{day(-4)}（逾期 4 天）" in ours
    assert ours.count("逾期") == 1
    assert "提供测试账号" not in ours
    assert f"| 提供测试账号 | 李主任 | {day(3)} | 待办 |" in found["# 客户待办"]
    assert f"{day(-1)}（逾期 1 天）" in found["# 待确认问题"]
    assert "四小时内答复" in found["# 承诺事项"]
    assert "| 先试用两周 | 赶暑期 | 采纳 |" in found["# 决定"]


def test_the_client_sees_nothing_internal(store: ClientStore) -> None:
    client, us = made(store), made(store, "internal")
    for words in ("探对手的价", "会上悄悄定的", "悄悄话", "默示", "要排夜班", "内部"):
        assert words not in client.content.decode()
        assert words in us.content.decode()
    for words in ("不做了", "别的事"):
        assert words not in us.content.decode()
    assert client.told.startswith("3 ")
    assert not us.told


def test_english_and_word(store: ClientStore) -> None:
    text = made(store, lang="en").content.decode()
    assert f"{day(-4)} (overdue by 4 d)" in text
    found = docx.Document(io.BytesIO(made(store, format_="docx").content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    assert f"{day(-4)}（逾期 4 天）" in cells
    assert "探对手的价" not in cells


def test_without_anything_it_says_so(store: ClientStore) -> None:
    order = Order(store, "none", "zh", "md")
    with pytest.raises(BadInput):
        document("followup").begin(order)
