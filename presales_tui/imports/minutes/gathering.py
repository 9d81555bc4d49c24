"""What the reader of minutes takes in: proposals with owner and date, the people, the place."""

from __future__ import annotations

import re
from datetime import date

from presales_tui.capture.width import cut
from presales_tui.imports.headlines import plain
from presales_tui.imports.minutes.due import due_of
from presales_tui.imports.minutes.found import Found, Proposal
from presales_tui.imports.minutes.labels import label_kind
from presales_tui.imports.minutes.names import names_in
from presales_tui.imports.minutes.owners import owner_of
from presales_tui.imports.minutes.said import Said
from presales_tui.imports.minutes.tables import Row
from presales_tui.imports.minutes.words import acts, asks, pieces, says_nothing, unnumbered

ITEMS = ("action", "left", "decision", "question", "requirement", "risk")
"""Kinds of sections that hold items."""
HEAD = ("present", "absent", "host", "recorder", "place")
"""Kinds of labels that tell about the meeting itself."""

_TITLE_CELLS = 300
_MOST_PEOPLE = 200
_SAID_DONE = re.compile(
    r"\s*(?:[-–—]+|\()\s*(?:done|completed?|closed|已完成|已闭环)[)）]?[.。!]*$", re.IGNORECASE
)


class Gatherer:
    """Takes in what one line or row says; `day` is that of the meeting."""

    def __init__(self, day: date | None) -> None:
        self.day = day
        self.found = Found()

    def propose(self, n: int, line: Said, kind: str, words: str = "", owner: str = "") -> None:
        """A record that the line seems to be, unless its words say nothing."""
        words = (words or line.words).strip()
        if not any(map(str.isalnum, words)) or says_nothing(words):
            return
        owned = kind in ("action", "left", "question")
        who, title = owner_of(words) if owned else ("", words)
        who = owner or who
        due = due_of(words, self.day) if owned else ""
        if kind == "left":
            kind = "action" if who or due or line.box or (acts(title) and not asks(title)) else "question"
        done = line.box == "done" or line.struck
        if found := _SAID_DONE.search(title):
            done, title = True, title[: found.start()]
        title = cut(" ".join(title.replace("~~", "").split()), _TITLE_CELLS)
        self.found.proposals.append(Proposal(kind, n, title or words, who, due, done))

    def row(self, row: Row, section: str) -> None:
        """What a row of a table says below a heading of a kind (empty: of none)."""
        for label, value in row.pairs:
            kind = label_kind(label)
            if kind in (*HEAD, "subject"):
                self.about(kind, value)
            elif kind in ITEMS and kind not in ("requirement", "risk"):
                # Tables of requirements and risks are no minutes: `import requirements` reads them.
                for piece in pieces(value):
                    words = plain(unnumbered(piece))
                    self.propose(row.line, _cell(words), kind, words)
        if row.name and section in ("present", "absent"):
            self.people(row.name, section)
        title = plain(row.task)
        line = _cell(title)
        if row.kind or (title and (section in ("action", "left", "question") or row.assigned)):
            kind = row.kind or (section if section in ("left", "question") else "action")
            who = plain(row.owner).lstrip("@")
            before = len(self.found.proposals)
            done = line._replace(box="done") if row.done else line
            self.propose(row.line, done, kind, title, "" if says_nothing(who) else cut(who, 80))
            if len(self.found.proposals) > before and row.due:
                last = self.found.proposals[-1]
                due = due_of(f"due {row.due}", self.day) or due_of(f"{row.due}前", self.day)
                self.found.proposals[-1] = last._replace(due=due or last.due)
        elif title and section == "decision" and not row.decision:
            self.propose(row.line, line, "decision", title)
        if row.decision:
            self.propose(row.line, line, "decision", plain(row.decision))

    def about(self, kind: str, value: str) -> None:
        """A label of the head with what stands behind it."""
        value = plain(value).strip()
        if not value or says_nothing(value):
            return
        if kind in ("present", "absent"):
            self.people(value, kind)
        elif not getattr(self.found, kind):
            names = ", ".join(names_in(value)) if kind in ("host", "recorder") else value
            setattr(self.found, kind, cut(names or value, 120))

    def people(self, text: str, kind: str) -> None:
        """Who was there, or was not."""
        into = self.found.present if kind == "present" else self.found.absent
        for name in names_in(text):
            if name not in into and len(into) < _MOST_PEOPLE:
                into.append(name)


def _cell(words: str) -> Said:
    """What a cell of a table says, as a line."""
    return Said(words, 0, 0, "", "", words.startswith("~~"), False, words)
