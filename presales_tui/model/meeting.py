"""Client meetings and their minutes, kept line by line."""

from __future__ import annotations

from typing import ClassVar

from presales_tui.model.record import Record, frozen_record


@frozen_record
class Meeting(Record):
    """A meeting or call with the client. Its minutes are `Line` records."""

    table: ClassVar[str] = "meetings"
    prefix: ClassVar[str] = "MTG"

    opportunity: str = ""
    """Id of the opportunity."""
    title: str = ""
    type: str = "tech_exchange"
    """Scale `meeting_type`."""
    channel: str = "onsite"
    """Scale `channel`."""
    place: str = ""
    start: str = ""
    """Local date and time, ISO 8601 to the minute (`2026-11-23T14:30`), or a date alone."""
    end: str = ""
    attendees: tuple[str, ...] = ()
    """Names, as they are spoken of."""
    absent: tuple[str, ...] = ()
    host: str = ""
    recorder: str = ""
    agenda: str = ""
    """Markdown."""
    state: str = "planned"
    """Scale `meeting_state`."""
    imported_from: str = ""
    """File name of imported minutes."""
    checklist: tuple[tuple[str, str], ...] = ()
    """What shall be reached and asked, in order: (`open` or `asked`, words). Ours alone: never exported."""
    began: str = ""
    """UTC time at which the timer was started; empty: never."""
    ended: str = ""
    """UTC time at which it was stopped; empty: it runs, or never was started."""


@frozen_record
class Line(Record):
    """One line of minutes, verbatim, blank lines included.

    Lines are records of their own, so that a line typed late in a long meeting costs no more than
    the first, two sessions can type at once, and a captured record can point at its line.
    """

    table: ClassVar[str] = "lines"
    title_field: ClassVar[str] = "text"

    meeting: str = ""
    """Id of the meeting."""
    pos: str = ""
    """Place in the minutes: a position key (see `model.position`)."""
    text: str = ""
    at: str = ""
    """UTC time at which it was typed; empty for imported lines."""
    record: str = ""
    """Id of the record that this line made; empty if it stayed minutes."""
