"""One sample opportunity put together from its folder: TOML for records, plain files for minutes.

A row of a TOML file is a record: its fields by name, relative dates (see `moments`), and

- `key`: a short name by which other rows link to it,
- `said`: the key of the meeting whose minutes made this record already; found there by its title, or
  by `words` where the title was put better afterwards, and completed by the row.

Minutes take the road of any minutes: `.txt` is typed line by line at the live prompt, `.md` is
imported. A mistake in the data is a ValueError or KeyError, for the tests to see.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

from presales_tui.capture.minutes import add_line
from presales_tui.imports.notes import notes_change
from presales_tui.imports.outline import outline_change
from presales_tui.model.change import Change
from presales_tui.model.client import Client, Contact
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.record import Record, new_id
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.samples.moments import Moments

Row = dict[str, Any]
R = TypeVar("R", bound=Record)

_FILES = (
    "opportunity",
    "contacts",
    "meetings",
    "pains",
    "requirements",
    "trial",
    "followups",
    "decision",
    "outline",
)
_TABLES: tuple[type[Record], ...] = (
    Pain,
    Requirement,
    Trial,
    Criterion,
    Issue,
    Action,
    Decision,
    Question,
    Risk,
    Commitment,
    DecisionStep,
    Qualification,
)
"""What rows make besides client, opportunity, people, meetings and sections, in the order of refs."""

_LINKS = frozenset({"reports_to", "trial", "requirement", "requirements", "issues", "criterion"})
"""Fields that hold the key of another row, or a list of keys."""

_NO_FIELDS = ("key", "said", "words", "minutes")
_LOCAL = frozenset({"due", "start", "end", "next_date", "signed_on", "midpoint_day"})
_TYPING = timedelta(seconds=100)
"""Between two lines at the live prompt."""


@dataclass
class Story:
    """A client, and the records of its one opportunity in the order of the files."""

    client: Client
    records: list[Record] = field(default_factory=list)


def read_story(folder: Path, now: datetime) -> Story:
    """The sample in a folder, alive at a time (aware)."""
    return _Teller(folder, now).tell()


class _Teller:
    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder = folder
        self.moments = Moments(now)
        self.rows: dict[str, Any] = {}
        for name in _FILES:
            self.rows |= tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        self.ids: dict[str, str] = {}
        self.meetings: dict[str, Meeting] = {}
        self.heard: dict[tuple[str, str, str], Record] = {}
        """What the minutes made: (table, meeting key, title) to record."""
        self.opportunity = self._record(Opportunity, self.rows["opportunity"])
        self.people = {row["name"]: row.get("side", "client") for row in self.rows["contacts"]}

    def tell(self) -> Story:
        story = Story(self._record(Client, self.rows["client"]))
        story.records.append(self.opportunity)
        lines = [line for row in self.rows["meetings"] for line in self._meeting(row)]
        self._name_rows()
        story.records += self._table(Contact)
        story.records += self.meetings.values()
        for made in _TABLES:
            story.records += self._table(made)
        story.records += self.heard.values()
        story.records += self._outline()
        story.records += _guarded(lines, story.records)
        story.records = _in_order(story.records)
        return story

    def _meeting(self, row: Row) -> list[Line]:
        """The lines of a meeting; what they made goes to `heard`."""
        meeting = self._record(Meeting, row)
        lines: list[Line] = []
        if minutes := row.get("minutes"):
            text = self.moments.prose((self.folder / "minutes" / minutes).read_text(encoding="utf-8"))
            if minutes.endswith(".txt"):
                changes = self._typed(meeting, row["start"], text)
            else:
                day = self.moments.at(row["start"])
                notes = notes_change(
                    text,
                    name=minutes,
                    opportunity=self.opportunity,
                    now=day,
                    people=self.people,
                    today=day.date(),
                )
                meeting = replace(meeting, id=notes.meeting.id, imported_from=minutes)
                changes = [notes.change]
            for put in (put for change in changes for put in change.puts):
                if isinstance(put.new, Line):
                    lines.append(put.new)
                elif not isinstance(put.new, Meeting):
                    self.heard[put.new.table, row["key"], put.new.headline] = put.new
        self.meetings[row["key"]] = meeting
        return lines

    def _typed(self, meeting: Meeting, start: str, text: str) -> list[Change]:
        changes: list[Change] = []
        at, after = self.moments.at(start), ""
        for line in text.splitlines():
            at += _TYPING
            change = add_line(meeting, line, after=after, now=at, people=self.people)
            after = next(put.new.pos for put in change.puts if isinstance(put.new, Line))
            changes.append(change)
        return changes

    def _name_rows(self) -> None:
        """Every key gets its id before any link is drawn: links go both ways."""
        for table, rows in self.rows.items():
            if not isinstance(rows, list):
                continue
            for row in rows:
                if "key" not in row or table == "meetings":
                    continue
                if row["key"] in self.ids:
                    raise ValueError(f"two rows have the key {row['key']!r}")
                heard = self.heard.get(_spoken(table, row))
                self.ids[row["key"]] = heard.id if heard else new_id()

    def _table(self, made: type[R]) -> list[R]:
        found: list[R] = []
        for row in self.rows.get(made.table, []):
            was = self.heard.pop(_spoken(made.table, row)) if "said" in row else None
            found.append(self._record(made, row, was))
        return found

    def _record(self, made: type[R], row: Row, was: Record | None = None) -> R:
        values = {name: self._value(name, value) for name, value in row.items()}
        for name in _NO_FIELDS:
            values.pop(name, None)
        if key := row.get("key"):
            values.setdefault("id", self.ids.get(key) or new_id())
        if "opportunity" in made.defaults():
            values["opportunity"] = self.opportunity.id
        return cast("R", replace(was or made(), **values))

    def _value(self, name: str, value: Any) -> Any:
        if name in _LINKS:
            return tuple(self.ids[key] for key in value) if isinstance(value, list) else self.ids[value]
        if name in _LOCAL:
            return self.moments.local(value)
        if name in ("reported", "locked"):
            return self.moments.utc(value)
        if name == "key_dates":
            return tuple((self.moments.local(at), what) for at, what in value)
        if name.endswith("_log"):
            return tuple((code, self.moments.utc(at), *who) for code, at, *who in value)
        if isinstance(value, list):
            return tuple(value)
        return value.strip() if isinstance(value, str) else value

    def _outline(self) -> list[Section]:
        text = self.moments.prose((self.folder / "outline.md").read_text(encoding="utf-8"))
        change = outline_change(text, opportunity=self.opportunity, existing=[], name="outline.md")
        notes = {row["title"]: row for row in self.rows["sections"]}
        sections = []
        for put in change.puts:
            section = cast("Section", put.new)
            sections.append(self._record(Section, notes.pop(section.title, {}), section))
        if notes:
            raise ValueError(f"notes for sections that are not in the outline: {list(notes)}")
        return sections


def _spoken(table: str, row: Row) -> tuple[str, str, str]:
    """Where the record of a row was heard: (table, meeting key, words)."""
    return table, row.get("said", ""), row.get("words") or row.get("title", "")


def _in_order(records: list[Record]) -> list[Record]:
    """The records with ids that rise in this order, since lists are shown in the order of their ids."""
    ids = {record.id: new_id() for record in records}

    def moved(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(moved, value))
        return ids.get(value, value) if isinstance(value, str) else value

    return [
        replace(record, **{name: moved(getattr(record, name)) for name in ("id", *record.defaults())})
        for record in records
    ]


def _guarded(lines: list[Line], records: list[Record]) -> list[Line]:
    """The lines, each as internal as the record it made."""
    seen = {record.id: record.visibility for record in records}
    return [replace(line, visibility=seen.get(line.record, line.visibility)) for line in lines]
