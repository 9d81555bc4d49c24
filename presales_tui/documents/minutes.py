"""The minutes of all meetings of an opportunity as Markdown, oldest meeting first."""

from __future__ import annotations

from presales_tui.capture.marks import MARKS
from presales_tui.capture.minutes import minutes_text
from presales_tui.documents.book import Source
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.record import Record


def begin(order: Order) -> Work:
    """Read meetings and lines. BadInput if there are none to show."""
    store = order.store
    shut = set() if order.audience == "internal" else _internal(store, order.opportunity)
    parts: list[str] = []
    left_out = 0
    meetings = store.where(Meeting, opportunity=order.opportunity)
    for meeting in sorted(meetings, key=lambda m: m.start or m.created):
        lines = sorted(store.where(Line, meeting=meeting.id), key=lambda line: (line.pos, line.id))
        shown = [line for line in lines if shut.isdisjoint((meeting.id, line.id, line.record))]
        left_out += len(lines) - len(shown)
        if meeting.id not in shut:
            start = meeting.start.replace("T", " ")
            parts.append(f"# {start} {meeting.title}\n\n{minutes_text(shown)}\n")
    if not parts:
        raise BadInput(_("There are no minutes to export yet."))
    told = _("{n} internal lines left out; --internal includes them.").format(n=left_out) if left_out else ""
    return lambda: Made("\n".join(parts).encode(), told)


def _internal(store: Source, opportunity_id: str) -> set[str]:
    """Ids of what a client must not see: meetings, lines, and the records that a line has become."""
    found: list[Record] = [*store.where(Meeting, opportunity=opportunity_id), *store.where(Line)]
    for mark in MARKS:
        found += store.where(mark.record, opportunity=opportunity_id)
    return {record.id for record in found if record.visibility == "internal"}
