"""From what a marked line says to its record, and from an edited line to the edited record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from presales_tui.capture.marks import BY_KIND, Marked, parse_line
from presales_tui.model.flow import with_levels
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.record import Sourced
from presales_tui.model.trial import Issue

People = Mapping[str, str]
"""Name of a person to their side (scale `side`)."""

NOBODY: People = {}


def utc(now: datetime) -> str:
    """A time (aware) as records keep it: UTC to the second."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written_on(line: Line, meeting: Meeting, now: datetime) -> date:
    """The day on which a line was written, from which its `>周五` counts, in the zone of `now`.

    An imported line was written on the day of the meeting.
    """
    for text in (line.at, meeting.start):
        try:
            then = datetime.fromisoformat(text)
        except ValueError:
            continue
        return then.astimezone(now.tzinfo).date() if then.tzinfo else then.date()
    return now.date()


def record_of(marked: Marked, meeting: Meeting, line_id: str, people: People = NOBODY) -> Sourced:
    """The new record of a marked line of a meeting.

    The owner of an action decides its side; what was said in an internal meeting is internal unless
    the line says otherwise.
    """
    values: dict[str, Any] = {
        "opportunity": meeting.opportunity,
        "source_kind": "meeting",
        "source_id": meeting.id,
        "source_line": line_id,
        "title": marked.title,
        "quote": marked.quote,
        "speaker": marked.speaker,
        **marked.fields,
    }
    if meeting.visibility == "internal":
        values.setdefault("visibility", "internal")
    if marked.kind == "action" and (side := people.get(values.get("owner", ""))):
        values["side"] = side
    record = BY_KIND[marked.kind].record(**values)
    return with_levels(record) if isinstance(record, Issue) else record


def typed(kind: str, text: str, today: date) -> Sourced | None:
    """The record of a kind that a text makes, its attributes read; not yet of any opportunity.

    A mark of the same kind may stand before it. `None` if there are no words besides the marks.
    """
    marked = parse_line(text, today=today)
    if marked is None or marked.kind != kind:
        marked = parse_line(f"{kind}:: {text}", today=today)
    if marked is None or marked.kind != kind:
        return None
    values: dict[str, Any] = {"title": marked.title, "quote": marked.quote, "speaker": marked.speaker}
    return marked.mark.record(**(values | dict(marked.fields)))


def updated(record: Sourced, said: Sourced, says: Sourced) -> Sourced:
    """A record after its line was edited: `said` is what the old line makes, `says` the new one.

    A field follows the line only while it holds what the line said; what was changed by hand stays.
    """
    here, before, after = record.__dict__, said.__dict__, says.__dict__
    moved = {
        name: after[name]
        for name in type(record).defaults()
        if before[name] != after[name] and here[name] == before[name]
    }
    return replace(record, **moved) if moved else record


_CARRIED = ("title", "statement", "quote", "speaker", "tags", "due", "owner", "to", "visibility")


def carried(record: Sourced, said: Sourced | None, new: Sourced) -> Sourced:
    """A record of another kind with the words of the old one and what was changed in it by hand.

    `said` is what the line made of the old kind; `None` if the line had lost its mark.
    """
    kept = {}
    for name in _CARRIED:
        old = getattr(record, name, None)
        if old is None or not hasattr(new, name):
            continue
        default = type(record).defaults()[name] if said is None else getattr(said, name)
        if name in ("title", "quote") or old != default:
            kept[name] = old
    return replace(new, **kept)
