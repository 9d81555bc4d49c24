"""The filter above a list."""

from __future__ import annotations

import pytest

from presales_tui.model.filter import parse_filter
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Issue

CRM = Requirement(
    id="1",
    ref="REQ-001",
    title="咨询自动分级",
    fit="config",
    priority="must",
    tags=("线索", "集成"),
    module="招生CRM",
    status="confirmed",
)
ROOM = Requirement(
    id="2", ref="REQ-002", title="排课 09:30 提示", fit="custom", priority="should", module="排课"
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "12"),
        ("排课", "2"),
        ("自动 分级", "1"),
        ("req-002", "2"),
        ("fit:custom", "2"),
        ("fit:二次开发", "2"),
        ("匹配：配置满足", "1"),
        ("prio:must", "1"),
        ("优先级:应有", "2"),
        ("tag:集成", "1"),
        ("mod:crm", "1"),
        ("-fit:custom", "1"),
        ("-咨询", "2"),
        ("status:客户确认", "1"),
        ("fit:custom prio:must", ""),
        ("09:30", "2"),
        ("owner:nobody", ""),
    ],
)
def test_what_a_query_lets_through(query: str, found: str) -> None:
    test = parse_filter(query)
    assert "".join(r.id for r in (CRM, ROOM) if test(r)) == found


def test_the_same_word_means_the_scale_of_the_record() -> None:
    test = parse_filter("status:待客户")
    assert test(Issue(status="waiting_customer"))
    assert not test(Issue(status="open"))
    assert not test(CRM)
