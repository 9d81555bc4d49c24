"""Templates of meetings: goals, agenda and questions for a first visit, a review, a bid defence and so on.

Markdown files that people may edit: those of the package in both languages, and in a workspace, under
`templates/meetings/`, one's own. A file there with the name of a built-in one takes its place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from presales_tui.capture.blocks import front_matter, front_value
from presales_tui.imports.own_templates import by_name, every_template
from presales_tui.model.errors import Problem
from presales_tui.model.meeting import Meeting
from presales_tui.model.scales import MEETING_TYPE
from presales_tui.model.text import one_line

FOLDER = Path("templates") / "meetings"
"""Below the workspace."""

_HEADING = re.compile(r"(#{2,3})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)、])\s+(?:\[[ xX]\]\s+)?(.+)")
_PARTS = {
    "目标": "goals",
    "goals": "goals",
    "议程": "agenda",
    "agenda": "agenda",
    "问题": "questions",
    "questions": "questions",
}


class Template(NamedTuple):
    """One kind of meeting."""

    name: str
    """Of its file, without `.md`."""
    title: str
    type: str
    """Scale `meeting_type`; empty: not said."""
    minutes: int
    """How long it takes; 0: not said."""
    goals: tuple[str, ...]
    agenda: str
    """Markdown."""
    questions: tuple[tuple[str, str], ...]
    """Industry (empty: any) and question."""
    text: str
    """The file."""
    own: bool
    """From the workspace."""

    def checklist(self, industry: str) -> tuple[str, ...]:
        """What shall be reached and asked at a client of an industry."""
        wanted = industry.casefold()
        asked = (
            question
            for where, question in self.questions
            if not where or (wanted and (where.casefold() in wanted or wanted in where.casefold()))
        )
        return (*self.goals, *asked)


def parse_template(text: str, name: str, *, own: bool) -> Template:
    """The template that a Markdown text holds; what it does not say is empty."""
    lines = text.split("\n")
    part = industry = ""
    goals: list[str] = []
    questions: list[tuple[str, str]] = []
    agenda: list[str] = []
    for line in lines[front_matter(lines) :]:
        if found := _HEADING.match(line):
            if len(found[1]) == 2:
                part, industry = _PARTS.get(found[2].casefold(), ""), ""
                continue
            if part == "questions":
                industry = found[2]
                continue
        if part == "agenda":
            agenda.append(line)
        elif part and (item := _ITEM.match(line)):
            words = one_line(item[1])
            if part == "goals":
                goals.append(words)
            else:
                questions.append((industry, words))
    kind = MEETING_TYPE.find(front_value(lines, "type", "类型"))
    minutes = front_value(lines, "minutes", "时长")
    return Template(
        name,
        front_value(lines, "title", "标题") or name,
        kind,
        min(int(minutes), 1440) if minutes.isdecimal() else 0,
        tuple(goals),
        "\n".join(agenda).strip("\n"),
        tuple(questions),
        text,
        own,
    )


def templates(workspace: Path | None, lang: str) -> tuple[list[Template], dict[str, Problem]]:
    """(templates by kind of meeting, what is wrong with files of one's own, by name)."""
    found, wrong = every_template("meetings", workspace / FOLDER if workspace else None, lang, parse_template)
    return sorted(found, key=lambda t: (MEETING_TYPE.order(t.type), t.name)), wrong


def template_named(workspace: Path | None, lang: str, name: str) -> Template:
    """The template of this name or title. NotFound if there is none, Problem if its file cannot be read."""
    every, wrong = templates(workspace, lang)
    return by_name(every, name, wrong)


def applied(meeting: Meeting, template: Template, industry: str) -> Meeting:
    """The meeting with what the template adds; nothing that is there already goes or comes twice."""
    known = {question for _state, question in meeting.checklist}
    new = tuple(("open", words) for words in template.checklist(industry) if words not in known)
    agenda = meeting.agenda
    if template.agenda not in agenda:
        agenda = f"{agenda}\n\n{template.agenda}" if agenda.strip() else template.agenda
    return replace(
        meeting,
        type=template.type or meeting.type,
        agenda=agenda,
        checklist=(*meeting.checklist, *new),
        end=meeting.end or _end(meeting.start, template.minutes),
    )


def _end(start: str, minutes: int) -> str:
    if len(start) < 16 or not minutes:
        return ""
    return (datetime.fromisoformat(start) + timedelta(minutes=minutes)).isoformat(timespec="minutes")
