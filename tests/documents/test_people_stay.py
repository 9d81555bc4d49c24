"""Nothing about people, the decision process or MEDDPICC is in any document for the client."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from presales_tui.data import Workspace
from presales_tui.documents.registry import DOCUMENTS, Document, Order
from presales_tui.model.change import Change
from presales_tui.model.client import Client, Contact
from presales_tui.model.errors import Problem
from presales_tui.model.followup import Action
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Issue, Trial

SECRET = "SECRETWORD"
"""Stands in every text that says something of a person; names alone may be in minutes."""


def everything(data: bytes) -> str:
    """All that is in a file; packages are opened, whatever is in them too."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(everything(package.read(name)) for name in package.namelist())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace.open(tmp_path_factory.mktemp("people") / "workspace", user="陈工")
    store = made.create_client(Client(name="积云教育"))
    here = Opportunity(name="招生平台", summary="提升招生效率", visibility="external")
    store.commit(Change("Sample").put(here))
    meeting = Meeting(
        opportunity=here.id,
        title="首次拜访",
        start="2026-01-05T14:00",
        state="held",
        attendees=("李敏",),
        visibility="external",
    )
    change = Change("Sample")
    for visibility in ("internal", "external"):
        change.put(
            Contact(
                name="李敏" if visibility == "internal" else "王建华",
                job=SECRET,
                department=SECRET,
                role="blocker",
                stance="opponent",
                influence=3,
                interest=1,
                phone=f"138{SECRET}",
                email=f"{SECRET}@x.cn",
                concern_business=SECRET,
                concern_personal=SECRET,
                notes=SECRET,
                aliases=(SECRET,),
                visibility=visibility,
            )
        )
        change.put(
            DecisionStep(
                opportunity=here.id, title=SECRET, criteria=SECRET, notes=SECRET, visibility=visibility
            )
        )
        change.put(
            Qualification(
                opportunity=here.id, element="pain", evidence=SECRET, gap=SECRET, visibility=visibility
            )
        )
    for record in (
        meeting,
        Line(meeting=meeting.id, pos="a1", text="R:: 线索分级 @李敏", visibility="external"),
        Requirement(
            opportunity=here.id, title="线索分级", fit="config", speaker="李敏", visibility="external"
        ),
        Trial(opportunity=here.id, title="试用", people=("李敏",)),
        Issue(opportunity=here.id, title="登录 500", reporter="李敏"),
        Action(opportunity=here.id, title="发名单", owner="李敏", visibility="external"),
        Section(
            opportunity=here.id,
            pos="a1",
            title="方案",
            body="{{requirements}}\n\n{{responses}}\n\n{{background}}",
            visibility="external",
        ),
    ):
        change.put(record)
    store.commit(change)
    return made


@pytest.mark.parametrize("row", [row for row in DOCUMENTS if not row.internal_only], ids=lambda row: row.id)
def test_nothing_about_people_leaves(workspace: Workspace, row: Document, tmp_path: Path) -> None:
    (face,) = workspace.clients()
    store = workspace.store(face.id)
    (opportunity,) = face.opportunities
    made = 0
    for format_ in row.formats:
        for variant, _label in row.variants or (("", ""),):
            order = Order(
                store, opportunity.id, lang="zh", format=format_, audience="client", variant=variant
            )
            try:
                told = everything(row.begin(order)().content)
            except Problem:
                # Changes since a baseline, where there is none: nothing leaves at all.
                continue
            made += 1
            assert SECRET not in told
            assert "SECRET" not in told.upper()
            for word in ("opponent", "反对者", "blocker"):
                assert word not in told
    assert made or row.id == "changes"
