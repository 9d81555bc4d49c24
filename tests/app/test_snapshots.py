"""What the screens look like in Chinese, as pictures; `pytest --snapshot-update` takes them afresh.

Each is taken on the same day at noon, whatever day it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
import time_machine
from textual.pilot import Pilot

from presales_tui import locale
from presales_tui.app import PresalesApp
from presales_tui.model.change import Change
from presales_tui.model.followup import Action, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.requirement import Requirement
from tests.app.conftest import Deal

Compare = Callable[..., bool]

SAID = (
    ("李主任介绍了校区情况：12 个校区，每天约 1000 条咨询。", ""),
    ("R:: 线索分级 !must =config &CRM @李主任", "线索分级"),
    ("R:: 排课冲突提示 =custom ~8-12d &排课", "排课冲突提示"),
    ("下周确认试用名单", ""),
)
"""Lines of minutes, and the title of the requirement that a line made."""


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is said about time is said on this day."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        with time_machine.travel("2026-03-04 12:00Z"):
            yield
    time.tzset()


@pytest.fixture
def app(deal: Deal) -> PresalesApp:
    """The workbench in Chinese, with minutes and something overdue."""
    store, here = deal.store, deal.opportunity
    (meeting,) = store.all(Meeting)
    made = {requirement.title: requirement.id for requirement in store.all(Requirement)}
    change = Change("Sample")
    for n, (text, title) in enumerate(SAID, 1):
        change.put(Line(meeting=meeting.id, pos=f"a{n}", text=text, record=made.get(title, "")))
    change.put(Action(opportunity=here.id, title="给出私有化部署清单", owner="小陈", due="2026-01-09"))
    store.commit(change)
    locale.set_language("zh")
    return PresalesApp(deal.workspace)


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        pytest.param(("1",), (80, 24), id="today"),
        pytest.param(("2",), (80, 24), id="meetings"),
        pytest.param(("3",), (80, 24), id="requirements"),
        pytest.param(("3",), (120, 40), id="requirements-wide"),
        pytest.param(("4", "j"), (80, 24), id="outline"),
        pytest.param(("5",), (80, 24), id="trial"),
        pytest.param(("6",), (80, 24), id="people"),
        pytest.param(("6", "v"), (80, 24), id="people-map"),
        pytest.param(("6", "V"), (80, 24), id="people-meddpicc"),
        pytest.param(("3", "e"), (80, 24), id="form"),
        pytest.param(("4", "j", "e"), (80, 24), id="editor"),
        pytest.param(("3", "colon"), (80, 24), id="palette"),
        pytest.param(("2", "tab", "question_mark"), (80, 24), id="help"),
    ],
)
def test_it_looks_as_it_did(
    app: PresalesApp, snap_compare: Compare, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async def press(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=press)


def test_follow_up_looks_as_it_did(deal: Deal, snap_compare: Compare) -> None:
    here = deal.opportunity.id
    change = Change("Sample")
    for record in (
        Action(opportunity=here, title="给出私有化部署清单", owner="小陈", state="doing"),
        Action(opportunity=here, title="提供测试账号", owner="李主任", side="client"),
        Action(opportunity=here, title="发会议纪要", owner="小陈", state="done"),
        Question(opportunity=here, title="谁来部署？", to="王工"),
        Risk(opportunity=here, title="对手已进场", probability=2, impact=3),
    ):
        change.put(record)
    deal.store.commit(change)
    locale.set_language("zh")
    assert snap_compare(PresalesApp(deal.workspace, start="follow"), terminal_size=(80, 24))
