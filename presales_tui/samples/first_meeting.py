"""What is known around the sample notes: who the client is, what it is about, by when from today on."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from presales_tui.model.client import Client, Contact
from presales_tui.model.opportunity import Opportunity
from presales_tui.samples.moments import Moments

_BACKGROUND = """\
三个校区，在读学员约 4000 人，开设职业技能与素质教育两条产品线。

- **招生**：九位老师一组，共五组；官网、电话、短视频、地推四个渠道，每天约 1000 条咨询
- **教务**：每周约 1900 节课，三位教务老师用表格排课，21 位教师跨校区上课
- **系统**：收费有财务系统，登录有统一身份认证；招生与教务没有系统，靠表格流转
"""

_GOALS = """\
- 每一条咨询都有人跟、有结果、可追溯：当天联系率从六成提高到九成五
- 高意向线索十分钟内到人，长期没有进展的及时改派
- 排课冲突在排课时就发现，不再等到开课
- 新学期开课前上线，部署在学校自己的机房
"""

_DATES = (
    ("+7d", "试用启动"),
    ("+28d", "试用评审，双方签署结论"),
    ("+42d", "计划签约"),
    ("+84d", "二次开发交付与联调"),
    ("+98d", "培训与上线"),
    ("+128d", "验收"),
)


class Known(NamedTuple):
    """What is known before the notes are read."""

    client: Client
    opportunity: Opportunity
    people: tuple[Contact, ...]
    """Those of the client who speak."""
    day: str
    """Of the meeting, ISO."""


def known(now: datetime) -> Known:
    """What is known at a time (aware)."""
    moments = Moments(now)
    client = Client(
        name="示例教育集团",
        industry="教育（职业与素质培训）",
        size="3 个校区，招生老师 46 人，任课教师 118 人",
        background=_BACKGROUND,
    )
    opportunity = Opportunity(
        name="招生与教务一体化平台",
        deployment="on_premises",
        owner="周启明",
        sales_owner="何佳",
        summary=_GOALS,
        key_dates=tuple((moments.local(at), what) for at, what in _DATES),
    )
    people = (
        Contact(name="李敏", job="招生中心主任", department="招生中心"),
        Contact(name="王建华", job="教务处长", department="教务处"),
    )
    return Known(client, opportunity, people, moments.local("-1d"))
