"""A small workspace, and the workbench opened on it without a terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from presales_tui.app import PresalesApp
from presales_tui.data import ClientStore, Workspace
from presales_tui.model.change import Change
from presales_tui.model.client import Client, Contact
from presales_tui.model.meeting import Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion, Issue, Trial


class Deal(NamedTuple):
    """A client with one opportunity."""

    workspace: Workspace
    store: ClientStore
    opportunity: Opportunity


Open = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def deal(tmp_path: Path) -> Iterator[Deal]:
    """A client, an opportunity, a meeting, three requirements, three sections, a trial."""
    workspace = Workspace.open(tmp_path / "workspace", user="陈工")
    store = workspace.create_client(Client(name="积云教育", name_en="Jiyun"))
    here = Opportunity(name="招生平台", summary="提升招生效率")
    store.commit(Change("Add opportunity").put(here))
    chapter = Section(opportunity=here.id, pos="a1", title="总体方案")
    trial = Trial(opportunity=here.id, title="试用", state="running", start="2026-01-05", end="2026-01-19")
    change = Change("Sample")
    for record in (
        Contact(name="李主任", side="client"),
        Meeting(opportunity=here.id, title="首次拜访", start="2026-01-05T14:00"),
        Requirement(opportunity=here.id, title="线索分级", module="CRM", fit="config", priority="must"),
        Requirement(
            opportunity=here.id,
            title="排课冲突提示",
            module="排课",
            fit="custom",
            effort_low=8,
            effort_high=12,
        ),
        Requirement(opportunity=here.id, title="人脸识别签到", module="教务"),
        chapter,
        Section(opportunity=here.id, parent=chapter.id, pos="a1", title="架构", body="三层架构"),
        Section(opportunity=here.id, pos="a2", title="需求响应", body="{{responses}}"),
        trial,
        Criterion(opportunity=here.id, trial=trial.id, title="分级准确率", target="95", unit="%"),
        Issue(
            opportunity=here.id,
            trial=trial.id,
            title="登录 500",
            kind="defect",
            status="closed",
            reported="2026-01-06T02:00:00Z",
            status_log=(("open", "2026-01-06T02:00:00Z", "陈工"), ("closed", "2026-01-06T02:20:00Z", "陈工")),
        ),
    ):
        change.put(record)
    store.commit(change)
    yield Deal(workspace, store, here)
    workspace.close()


@pytest.fixture
def bench(deal: Deal) -> Open:
    """Open the workbench on a screen: `async with bench("outline") as pilot`."""

    @asynccontextmanager
    async def open_bench(
        start: str = "today", size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Pilot[None]]:
        app = PresalesApp(deal.workspace, start=start)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot

    return open_bench


def screen_text(pilot: Pilot[None]) -> str:
    """What is on the screen, as lines of text."""
    app = pilot.app
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type a text, character by character, as a terminal would send it."""
    await pilot.press(*(_NAMES.get(char, char) for char in text))


_NAMES = {" ": "space", ":": "colon", "!": "exclamation_mark", "@": "at", "~": "tilde", "-": "minus"}
