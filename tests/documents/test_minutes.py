"""Minutes as they go out: the head, both sides, the tables; nothing internal, nothing of our assessment."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from presales_tui.capture.minutes import add_line
from presales_tui.data import ClientStore, Workspace
from presales_tui.documents.book import Audience
from presales_tui.documents.papers.minutes import discussion
from presales_tui.documents.registry import Made, Order, document
from presales_tui.model.change import Change
from presales_tui.model.client import Client, Contact
from presales_tui.model.errors import BadInput
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity

NOW = datetime.fromisoformat("2026-11-20T14:30+08:00")
SAID = (
    "# 需求沟通",
    "李主任介绍了校区情况。",
    "R: 每天 1000 条咨询自动分级 !must =custom ~8-12d @李主任",
    "D: 先试用两周",
    "A: 发部署清单 @小陈 >2026-11-27",
    "A: 提供测试账号 @李主任 >2026-11-25",
    "Q: 谁来部署？",
    "C: 四小时内答复 @李主任",
    "K: 对手已经进场",
    "R: 客户担心价格 !internal",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClientStore]:
    workspace = Workspace.open(tmp_path / "w", user="陈工")
    store = workspace.create_client(Client(name="积云教育"))
    here = Opportunity(name="招生平台")
    first = Meeting(
        opportunity=here.id,
        title="首次拜访",
        start="2026-11-20T14:00",
        end="2026-11-20T15:30",
        place="三楼会议室",
        attendees=("李主任", "小陈", "路人"),
        absent=("王校长",),
        agenda="1. 介绍\n2. 需求",
        recorder="小陈",
        state="held",
    )
    change = Change("Sample").put(here).put(first)
    change.put(Contact(name="李主任", side="client")).put(Contact(name="小陈", side="us"))
    change.put(Meeting(opportunity=here.id, title="方案讲解", start="2026-12-01T09:00"))
    change.put(
        Meeting(opportunity=here.id, title="内部通气", start="2026-11-22T09:00", visibility="internal")
    )
    store.commit(change)
    people = {"李主任": "client", "小陈": "us"}
    after = ""
    for text in SAID:
        one = add_line(first, text, after=after, now=NOW, people=people)
        store.commit(one)
        after = next(put.new.pos for put in one.puts if isinstance(put.new, Line))
    yield store
    workspace.close()


def made(store: ClientStore, format_: str, audience: Audience = "client", which: str = "首次拜访") -> Made:
    meeting = next((m for m in store.all(Meeting) if m.title == which), None)
    here = store.all(Opportunity)[0].id
    order = Order(store, here, "zh", format_, audience, meeting.id if meeting else "")
    return document("minutes").begin(order)()


def test_minutes_have_the_form_that_the_trade_expects(store: ClientStore) -> None:
    text = made(store, "md").content.decode()
    for row in (
        "| 会议名称 | 首次拜访 |",
        "| 时间 | 2026-11-20 14:00–15:30 |",
        "| 地点 | 三楼会议室 (现场) |",
        "| 客户方参会 | 李主任 |",
        "| 我方参会 | 小陈 |",
        "| 其他参会 | 路人 |",
        "| 缺席 | 王校长 |",
        "| DEC-001 | 先试用两周 |",
        "| ACT-002 | 提供测试账号 | 李主任 | 客户 | 2026-11-25 | 待办 |",
        "| QST-001 | 谁来部署？ |  |  |",
        "2026-12-01 09:00 方案讲解",
    ):
        assert row in text
    assert text.index("ACT-002") < text.rindex("ACT-001")
    assert "### 需求沟通" in text


def test_what_is_internal_and_our_assessment_stay_here(store: ClientStore) -> None:
    for format_ in ("md", "docx"):
        done = made(store, format_)
        words = done.content.decode() if format_ == "md" else all_words(done.content)
        for hidden in ("价格", "对手", "内部通气", "~8-12d", "=custom", "8-12", "!must"):
            assert hidden not in words
        assert "2" in done.told
    us = made(store, "md", "internal").content.decode()
    assert "客户担心价格" in us
    assert "对手已经进场" in us


def test_the_record_of_an_internal_line_stays_here_too(store: ClientStore) -> None:
    line = next(line for line in store.all(Line) if "先试用两周" in line.text)
    store.commit(Change("Edit").put(replace(line, visibility="internal"), line))
    assert "先试用两周" not in made(store, "md").content.decode()


def test_an_internal_meeting_has_no_minutes_for_the_client(store: ClientStore) -> None:
    with pytest.raises(BadInput):
        made(store, "md", which="内部通气")


def test_all_meetings_in_one_file(store: ClientStore) -> None:
    text = made(store, "md", which="").content.decode()
    assert text.index("会议纪要：首次拜访") < text.index("会议纪要：方案讲解")


def test_the_word_file_is_a_proper_one(store: ClientStore) -> None:
    file = docx.Document(io.BytesIO(made(store, "docx").content))
    styles = [p.style.name for p in file.paragraphs if p.style is not None and p.text.strip()]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 3"} <= set(styles)
    normal = file.styles["Normal"].element.rPr
    assert normal.rFonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert normal.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    heads = [t for t in file.tables if t._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert len(heads) >= 4
    assert "积云教育" in file.sections[0].header.paragraphs[0].text
    assert "PAGE" in file.sections[0].footer.paragraphs[0]._p.xml


def test_control_characters_do_not_break_the_word_file(store: ClientStore) -> None:
    meeting = next(m for m in store.all(Meeting) if m.title == "首次拜访")
    store.commit(Change("Edit").put(replace(meeting, place="A\x0bB\u202e\ufffe"), meeting))
    assert docx.Document(io.BytesIO(made(store, "docx").content)).tables


def all_words(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in file.paragraphs), *cells])


def test_what_follows_a_marked_line_is_no_part_of_it() -> None:
    lines = [
        Line(pos=str(n), text=text)
        for n, text in enumerate(("P:: 漏跟 @李敏", "李敏报了数", "- 另一件", "Q:: 谁"))
    ]
    assert discussion(lines, {}, "", "zh") == (
        "- **痛点** 漏跟 (李敏)\n\n李敏报了数\n- 另一件\n- **待澄清问题** 谁"
    )
