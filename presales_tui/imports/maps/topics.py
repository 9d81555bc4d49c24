"""What mind maps have in common: topics below topics, with text, links, marks and what stands loose.

The topic in the middle is the title of the whole, as a lone H1 is; with several sheets each one is a
chapter. What is no text (icons, arrows, pictures) is told, and what somebody wrote beside it is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from presales_tui.imports.marking import split_lines
from presales_tui.imports.outline import Part, take_export, without_title
from presales_tui.locale import _
from presales_tui.model.errors import BadInput
from presales_tui.model.text import cells, clean, one_line

MOST_SECTIONS = 20_000
"""More is no outline of a solution."""
_TWO_LINES = 60
"""Cells up to which a topic of two lines is one title that was broken by hand."""
_WIDE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
_WEB = re.compile(r"(?:https?|mailto|ftp):[^\s<>]+\Z", re.IGNORECASE)


@dataclass
class Topic:
    """One topic, before it has a place."""

    title: str = ""
    """As it was typed, over several lines perhaps."""
    text: str = ""
    """Markdown: what stands below the title."""
    link: str = ""
    pictures: list[str] = field(default_factory=list)
    """Markdown of each."""
    remarks: list[str] = field(default_factory=list)
    """What was written beside the topic: labels, attributes, comments. They go to the notes."""
    children: list[Topic] = field(default_factory=list)


class Map(NamedTuple):
    """What a file of mind maps holds."""

    sheets: Sequence[Topic]
    """The topic in the middle of each."""
    told: Counter[str]
    """What of it has no place in an outline, and how often."""
    own: bool = False
    """Whether an export of ours wrote it: its texts are Markdown already."""
    names: Sequence[str] = ()
    """What the sheets are called."""


class Outlined(NamedTuple):
    """An outline made of a mind map."""

    parts: Sequence[Part]
    title: str
    told: Sequence[str]


def outlined(found: Map, name: str) -> Outlined:
    """The topics as headings. BadInput if there are too many."""
    told = [f"{what}: {count}" for what, count in found.told.items()]
    many = len(found.sheets) > 1
    if many:
        names = ", ".join(filter(None, found.names))
        told.insert(0, _("sheets of the map, each a chapter: {n}").format(n=len(found.sheets)))
        told[0] += f" ({names})" if names else ""
    parts = list(_parts(found.sheets, name, found.own))
    title = "" if many or not parts else parts[0].title
    if not many:
        parts = without_title(parts) if len(parts) > 1 else parts
    return Outlined(parts, title, told)


def _parts(sheets: Sequence[Topic], name: str, own: bool) -> Iterator[Part]:
    # No recursion: a file may nest deeper than Python's stack.
    stack = [(topic, 1) for topic in reversed(sheets)]
    count = 0
    while stack:
        topic, level = stack.pop()
        title, rest = (one_line(topic.title), "") if own else titled(topic.title)
        part = Part(level, title, body=_body(topic, title, rest, own))
        part.notes += [remark for remark in topic.remarks if remark]
        if own:
            take_export(part)
        # A topic that says nothing only holds others together.
        said = bool(title or not part.empty) or level == 1
        stack += [(child, level + said) for child in reversed(topic.children)]
        if not said:
            continue
        count += 1
        if count > MOST_SECTIONS:
            raise BadInput(
                _("{name} has more than {most} sections: cut it into parts.").format(
                    name=name, most=MOST_SECTIONS
                )
            )
        part.title = title or _("Untitled")
        yield part


def titled(text: str) -> tuple[str, str]:
    """(title, what stands below it as Markdown) of a topic that may have several lines."""
    lines = [line for line in map(one_line, clean(text).split("\n")) if line]
    if len(lines) == 2 and cells("".join(lines)) <= _TWO_LINES and not lines[0].endswith((":", "：")):
        return _WIDE.sub("", " ".join(lines)), ""
    return (lines[0], split_lines("\n".join(lines[1:]))) if lines else ("", "")


def _body(topic: Topic, title: str, rest: str, own: bool) -> str:
    text = topic.text.strip("\n").rstrip() if own else topic.text.strip()
    link = topic.link.strip()
    shown = ""
    if link and link not in (title, text):
        shown = f"<{link}>" if _WEB.match(link) else ""
    return "\n\n".join(filter(None, (rest, text, shown, *topic.pictures)))


def place(label: str) -> str:
    """The marked place of a picture that stays in the map."""
    shown = one_line(clean(label)) or _("picture")
    return f"![{shown.replace('[', '(').replace(']', ')')}]()"
