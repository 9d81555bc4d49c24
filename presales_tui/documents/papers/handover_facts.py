"""What a hand-over is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from presales_tui.documents.book import Book
from presales_tui.documents.papers.handover_words import WORDS, told
from presales_tui.documents.papers.trial_report import Facts
from presales_tui.documents.pieces import Grid, Piece, Prose, escaped
from presales_tui.documents.words import word
from presales_tui.model import scales
from presales_tui.model.client import Contact
from presales_tui.model.coverage import live
from presales_tui.model.followup import Question
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.record import Sourced
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line
from presales_tui.model.training import Training


class Written(NamedTuple):
    """A document that was made before."""

    name: str
    day: str
    """ISO date."""


@dataclass(frozen=True)
class Known:
    """Everything about one opportunity, internal records included."""

    lang: str
    book: Book
    people: tuple[Contact, ...]
    """Of all sides, the most influential first."""
    steps: tuple[DecisionStep, ...]
    letters: tuple[Qualification, ...]
    questions: tuple[Question, ...]
    trainings: tuple[Training, ...]
    trial: Facts | None
    """The newest one."""
    made: tuple[Written, ...]
    places: dict[str, tuple[str, int]]
    """Id of a line of minutes to (id of its meeting, number of the line from 1)."""
    today: date
    now: datetime

    @property
    def requirements(self) -> list[Requirement]:
        """Those that count, by module."""
        return sorted(live(self.book.requirements), key=lambda r: (r.module, len(r.ref), r.ref))

    def origin(self, record: Sourced) -> str:
        """Where it was said: meeting and line; else the kind of source."""
        meeting_id, line = self.places.get(record.source_line, (record.source_id, 0))
        meeting = next((m for m in self.book.meetings if m.id == meeting_id), None)
        if meeting is not None:
            return meeting.ref + (told(self.lang, "line", n=line) if line else "")
        issue = next((i for i in self.book.issues if i.id == record.source_id), None)
        if issue is not None:
            return issue.ref
        return scales.SOURCE.label(record.source_kind, self.lang)

    def quoted(self, record: Sourced) -> str:
        """The words, and whose they are."""
        words, who = one_line(record.quote), one_line(record.speaker)
        if not words:
            return who
        return f"“{words}”" + (f" —— {who}" if who else "")

    # How it is written

    def say(self, key: str) -> str:
        """A word of the hand-over, else of every document."""
        return told(self.lang, key) if key in WORDS else word(self.lang, key)

    def missing(self, key: str) -> Prose:
        """What should be here and is not."""
        return Prose(escaped(word(self.lang, "to_complete", what=told(self.lang, key))))

    def lead(self, key: str) -> Prose:
        """A line above a table."""
        return Prose(f"**{escaped(self.say(key))}**")

    def grid(
        self, columns: str, rows: Iterable[Sequence[str]], widths: tuple[float, ...], lead: str = ""
    ) -> Iterator[Piece]:
        """A table with the words of its columns, below a line; nothing without rows."""
        found = tuple(tuple(one_line(cell) or "-" for cell in row) for row in rows)
        if found:
            if lead:
                yield self.lead(lead)
            yield Grid(tuple(self.say(key) for key in columns.split()), found, widths)
