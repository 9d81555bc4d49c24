"""Templates of outlines: the slots of a first pitch, a solution review, a bid defence, an executive page.

Markdown files that people may edit: those of the package in both languages, and in a workspace, under
`templates/outlines/`, one's own. A file there with the name of a built-in one takes its place.

A heading is a section, what is below it is its text: prose, and data lines such as `{{pains}}`. Right
below a heading a comment may say more: `<!-- slot: pains; minutes: 3; optional; internal -->`. A heading
with `{module}` in it stands for one section for each module of the requirements.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from presales_tui.capture.blocks import front_matter, front_value
from presales_tui.imports.outline import read_parts
from presales_tui.imports.own_templates import by_name, every_template
from presales_tui.locale import _
from presales_tui.model.errors import BadInput, Problem
from presales_tui.model.text import clean, one_line

FOLDER = Path("templates") / "outlines"
"""Below the workspace."""
ORDER = ("first_pitch", "solution", "bid_defence", "executive")
"""The built-in ones, as they come in a deal; one's own follow by name."""
MODULE = "{module}"

_KEYS = ("slot", "minutes", "optional", "internal", "栏目", "时长", "可省", "内部")
_SAID = rf"\s*<!--\s*((?:{'|'.join(_KEYS)})\b.*?)-->"
_TOLD = re.compile(_SAID + r"[ \t]*\n?")
_BELOW = r"^#{1,6} .*\n" + _SAID


class Place(NamedTuple):
    """One heading of a template."""

    slot: str
    level: int
    title: str
    body: str
    notes: str = ""
    minutes: float = 0.0
    optional: bool = False
    """Left out while there is no data for it."""
    internal: bool = False

    @property
    def by_module(self) -> bool:
        """Whether it stands for one section for each module."""
        return MODULE in self.title


class OutlineTemplate(NamedTuple):
    """One kind of outline."""

    name: str
    """Of its file, without `.md`."""
    title: str
    minutes: float
    """How long the presentation may take; 0: not said."""
    places: tuple[Place, ...]
    text: str
    """The file."""
    own: bool
    """From the workspace."""


def parse_template(text: str, name: str, *, own: bool) -> OutlineTemplate:
    """The template that a Markdown text holds; what it does not say is empty. BadInput if it is wrong."""
    lines = text.split("\n")
    if own:
        _check(text, lines, name)
    body = "\n".join(lines[front_matter(lines) :])
    places: list[Place] = []
    taken: set[str] = set()
    for part in read_parts(clean(body), name):
        place = _place(part.level, part.title, part.body, "\n\n".join(part.notes))
        # Two headings of one name are two places all the same.
        slot, count = place.slot, 2
        while slot in taken:
            slot, count = f"{place.slot}-{count}", count + 1
        taken.add(slot)
        places.append(place._replace(slot=slot))
    return OutlineTemplate(
        name,
        front_value(lines, "title", "标题") or name,
        _number(front_value(lines, "minutes", "时长")),
        tuple(places),
        text,
        own,
    )


def _check(text: str, lines: list[str], name: str) -> None:
    """BadInput at the first line of a person's own template that would be taken for something else."""
    if lines[0].rstrip() == "---" and not front_matter(lines) and ":" in "".join(lines[1:2]):
        raise BadInput(
            _("{name}.md, line 1: the lines of keys and values from --- on have no --- below them.").format(
                name=name
            )
        )
    minutes = front_value(lines, "minutes", "时长")
    told = [("minutes", minutes, "minutes:", 0)] if minutes else []
    for found in re.finditer(_BELOW, text, re.M):
        for word in found[1].split(";"):
            key, _colon, value = (part.strip() for part in word.partition(":"))
            told.append((key.casefold(), value, word.strip(), found.start(1)))
    for key, value, word, at in told:
        line = text.count("\n", 0, at or max(text.find(word), 0)) + 1
        if key not in _KEYS:
            raise BadInput(
                _("{name}.md, line {n}: “{word}” is not one of slot, minutes, optional, internal.").format(
                    name=name, n=line, word=one_line(word)
                )
            )
        if key in ("minutes", "时长") and not re.fullmatch(r"\d+(\.\d+)?", value):
            raise BadInput(
                _("{name}.md, line {n}: minutes are a number, not “{word}”.").format(
                    name=name, n=line, word=one_line(value)
                )
            )


def _place(level: int, title: str, body: str, notes: str) -> Place:
    found = _TOLD.match(body)
    told: dict[str, str] = {}
    if found:
        body = body[found.end() :]
        for word in found[1].split(";"):
            key, _colon, value = word.partition(":")
            told[key.strip().casefold()] = value.strip()
    return Place(
        one_line(told.get("slot") or told.get("栏目") or title),
        level,
        title,
        body.strip("\n"),
        notes,
        _number(told.get("minutes") or told.get("时长") or ""),
        "optional" in told or "可省" in told,
        "internal" in told or "内部" in told,
    )


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1440.0)
    except ValueError:
        return 0.0


def outline_templates(workspace: Path | None, lang: str) -> tuple[list[OutlineTemplate], dict[str, Problem]]:
    """(templates in the order of a deal, what is wrong with files of one's own, by name)."""
    found, wrong = every_template("outlines", workspace / FOLDER if workspace else None, lang, parse_template)
    return sorted(found, key=_order), wrong


def _order(template: OutlineTemplate) -> tuple[int, str]:
    return (ORDER.index(template.name) if template.name in ORDER else len(ORDER)), template.name


def outline_template(workspace: Path | None, lang: str, name: str) -> OutlineTemplate:
    """The template of this name or title. NotFound if there is none, Problem if its file cannot be read."""
    every, wrong = outline_templates(workspace, lang)
    return by_name(every, name, wrong)
