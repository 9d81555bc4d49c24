"""Time since the last touch: what counts, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from presales_tui.model.client import Contact
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.record import Record
from presales_tui.model.touch import client_touch, last_touch, patience, touches
from presales_tui.model.trial import Issue

TODAY = date(2026, 3, 10)
HELD = Meeting(title="拜访", start="2026-03-02T14:00", state="held", attendees=("李敏", "周启明"))


def test_the_last_meeting_that_was_held() -> None:
    found = last_touch([HELD, Meeting(title="先", start="2026-02-01", state="held")], [], TODAY)
    assert found is not None
    assert (found.day, found.what, found.days(TODAY)) == (date(2026, 3, 2), "拜访", 8)


@pytest.mark.parametrize(
    "meeting",
    [
        Meeting(start="2026-03-09T10:00", state="planned"),
        Meeting(start="2026-03-09", state="cancelled"),
        Meeting(start="2026-03-09", state="held", type="internal"),
        Meeting(start="2026-03-12", state="held"),
        Meeting(start="", state="held"),
        Meeting(start="soon", state="held"),
    ],
)
def test_what_is_no_touch(meeting: Meeting) -> None:
    assert last_touch([meeting], [], TODAY) is None


def test_a_meeting_with_minutes_was_held_whatever_its_state_says() -> None:
    meeting = Meeting(start="2026-03-09", state="planned")
    found = last_touch([meeting], [], TODAY, [Line(meeting=meeting.id, text="说")])
    assert found is not None
    assert found.day == date(2026, 3, 9)


class Kept:
    """Records as a store keeps them; counts how often minutes were looked into."""

    def __init__(self, *records: Record) -> None:
        self.records, self.read = records, 0

    def all(self, kind: type[Any]) -> list[Any]:
        return self.where(kind)

    def where(self, kind: type[Any], **equals: Any) -> list[Any]:
        self.read += kind is Line
        found = [record for record in self.records if isinstance(record, kind)]
        return [r for r in found if all(getattr(r, name) == value for name, value in equals.items())]


def test_of_a_client_and_of_one_of_their_opportunities() -> None:
    first = Meeting(opportunity="a", title="先", start="2026-02-01", state="held")
    written = Meeting(opportunity="b", title="写了", start="2026-03-05T09:00", state="planned")
    never = Meeting(opportunity="b", title="没开", start="2026-03-06", state="planned")
    kept = Kept(first, written, never, Line(meeting=written.id, text="说"))
    assert [
        touch and touch.what for touch in (client_touch(kept, TODAY), client_touch(kept, TODAY, "a"))
    ] == [
        "写了",
        "先",
    ]
    assert client_touch(kept, TODAY, "c") is None
    assert client_touch(kept, TODAY, "b") == last_touch([written, never], [], TODAY, kept.where(Line))
    kept.read = 0
    client_touch(Kept(first, *(replace(first, id=str(n)) for n in range(9))), TODAY)
    assert kept.read == 0


def test_an_issue_is_a_touch_with_whom_reported_it() -> None:
    issue = Issue(
        title="500",
        reporter="李主任",
        reported="2026-03-03T02:00:00Z",
        status_log=(("open", "2026-03-03T02:00:00Z", "陈"), ("ack", "2026-03-05T02:00:00Z", "陈")),
    )
    li = Contact(name="李敏", aliases=("李主任",))
    assert touches([li], [HELD], [issue], TODAY)[li.id].day == date(2026, 3, 5)


def test_who_is_named_in_the_minutes_was_there_and_who_was_absent_was_not() -> None:
    people = [Contact(name=name) for name in ("李敏", "赵倩", "高远", "孙莉")]
    meeting = Meeting(start="2026-03-02", state="held", attendees=("李敏", "高远"), absent=("高远",))
    lines = [Line(meeting=meeting.id, text="R:: 导出报表 !must @赵倩 #报表")]
    found = touches(people, [meeting], [], TODAY, lines)
    assert [person.name for person in people if person.id in found] == ["李敏", "赵倩"]


def test_patience_by_stage() -> None:
    assert (patience("lead"), patience("trial"), patience("lost")) == (3, 7, 0)
