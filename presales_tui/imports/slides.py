"""Decks written in Markdown (Marp, Slidev, remark, reveal.js, md2pptx): what is machinery, and what is text.

A rule `---` in an ordinary document is a rule. Only a text that shows by its front matter or its slide
properties that it is a deck is read as one; then separators go, and speaker notes are kept apart.
Properties of a slide are nothing to show, but nothing that somebody wrote is lost: they stand as they
were at the end of its notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from presales_tui.capture.blocks import front_matter
from presales_tui.imports.deck_tools import (
    HEADER_KEYS,
    PROPERTY,
    REVEAL_NOTES,
    SEPARATOR,
    SLIDE_KEYS,
    code_lines,
    is_directive,
    properties_end,
    tool_of,
)
from presales_tui.imports.dialect_marks import SIGNS, in_common
from presales_tui.imports.slide_asides import asides, opens
from presales_tui.imports.slide_marks import glued, html_title, without_classes

_HEADING = re.compile(r"#{1,6} |```")

_HIDING = frozenset({"hide", "disabled", "exclude"})


_BACKGROUND = re.compile(r"!\[bg\b[^\]]*\]\(")
"""A background in Marp: what stands in the brackets is how it is laid."""
_REVEAL_COMMENT = re.compile(r"\s*<!--\s*\.?slide\b.*-->\s*$")
"""A line that says how a slide of reveal.js looks."""


class Note(NamedTuple):
    """Speaker notes of the slide that takes the lines from `start` up to `end`."""

    start: int
    end: int
    text: str
    settings: tuple[str, ...] = ()
    """Its properties in the file, line by line."""


@dataclass
class Slides:
    """A text with its slide machinery blanked out: line numbers stay what they were."""

    lines: list[str]
    notes: list[Note] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    """Lines that were machinery and are no part of any text; a separator leaves a blank line."""
    parked: list[tuple[int, int]] = field(default_factory=list)
    """Lines of slides that the deck hides."""
    untitled: int = 0
    """Slides with text and without a heading: they go on under the one before."""
    front: list[str] = field(default_factory=list)
    """Keys of the front matter, which say nothing of a section and are left out."""
    deck: bool = False
    """Whether the text is a deck."""

    def drop(self, start: int, end: int) -> list[str]:
        """Blanks lines; what they were."""
        were = self.lines[start:end]
        for n in range(start, end):
            self.lines[n] = ""
            self.gone.add(n)
        return were

    def add_notes(self, start: int, end: int, notes: list[str], settings: list[str]) -> None:
        """Notes for the slide in these lines: what is said, then its properties in the file."""
        said = "\n\n".join(note.strip("\n") for note in notes if note.strip())
        kept = tuple(line for line in settings if line.strip() and not SEPARATOR.match(line))
        if said or kept:
            self.notes.append(Note(start, end, said, kept))


def read_slides(text: str) -> Slides:
    """The lines of a text (with `\\n` line ends) without front matter and slide machinery, and its notes."""
    lines = text.split("\n")
    front = front_matter(lines)
    kept = Slides(["" if n < front else line for n, line in enumerate(lines)])
    code = code_lines(kept.lines) if any(SEPARATOR.match(line) for line in kept.lines) else set()
    tool = tool_of(lines, front, code)
    if any(opens(line) for line in lines):
        for aside in asides(kept.lines, code or code_lines(kept.lines)):
            kept.drop(aside.start, aside.end)
            kept.add_notes(aside.start, aside.start + 1, [aside.text], [])
    if any(line.startswith("::") for line in lines):
        _column_marks(kept, code or code_lines(kept.lines))
    if any(sign in text for sign in SIGNS):
        looks = in_common(kept.lines, code or code_lines(kept.lines))
        kept.notes += (Note(n, n + 1, "", tuple(lines)) for n, lines in looks.items())
    settings = [] if front else _drop_header(kept, tool)
    kept.front, kept.deck = _keys(lines[1:front]), bool(tool)
    if not tool:
        kept.add_notes(0, len(lines), [], settings)
        return kept
    if tool == "remark":
        written = list(kept.lines)
        without_classes(kept.lines, [n for n in range(front, len(lines)) if n not in code])
        _class_marks(kept, written)
    elif tool == "marp":
        kept.lines = [
            line if n in code else _BACKGROUND.sub("![](", line) for n, line in enumerate(kept.lines)
        ]
    start = front
    for at in [*_separators(kept.lines, code, tool), len(lines)]:
        # The properties of the first slide are the front matter, or the header without a fence.
        picture, end = "", 0
        if start > front and tool in ("slidev", "remark"):
            end = properties_end(lines, start, fenced=tool == "slidev")
            settings, picture = _properties(kept, start, end, at)
        _title(kept, max(start, end), at, code)
        said = kept.lines[max(start - 1, 0) : at]
        kept.untitled += start > front and any(map(str.strip, said)) and not any(map(_HEADING.match, said))
        notes = _read_slide(kept, start, at, code, tool)
        settings += _slide_comments(kept, start, at, code) if tool == "reveal" else []
        if tool == "remark" and (mark := _notes_mark(lines, start, at, code)):
            known = len(mark) == 1 and any("???" in note.settings for note in kept.notes)
            settings += [] if known else mark
        kept.add_notes(start, at, notes, settings)
        if picture and at == len(kept.lines):
            kept.lines.append("")
        if at < len(kept.lines):
            kept.lines[at] = picture
        start = at + 1
    return kept


def _keys(lines: Sequence[str]) -> list[str]:
    """Keys of front matter; its title is no loss, it names the whole."""
    found = (re.match(r"([A-Za-z_$][\w.-]*)[ \t]*[:=]", line) for line in lines)
    return [key[1] for key in found if key and key[1].casefold() != "title"]


def _properties(kept: Slides, start: int, end: int, last: int) -> tuple[list[str], str]:
    """Take the properties of a slide away: (their lines, its picture as Markdown).

    Its title becomes a heading where it has none, and what hides it hides the section.
    """
    picture = ""
    settings = kept.drop(start, end)
    for n, line in enumerate(settings, start):
        found = PROPERTY.match(line)
        key = found[1].casefold() if found else ""
        value = line.partition(":")[2].strip().strip("\"'")
        if key in _HIDING and value.casefold() in ("true", "yes"):
            kept.parked.append((start, last))
        elif key == "image" and value:
            picture = f"![]({value})" if " " not in value else f"![](<{value}>)"
        elif key == "title" and value and not any(_HEADING.match(one) for one in kept.lines[end:last]):
            kept.lines[n] = f"# {value}"
            kept.gone.discard(n)
    return settings, picture


def _column_marks(kept: Slides, code: set[int]) -> None:
    """Each mark of columns, such as `::right::`, is kept once with the notes: it stays in the text too.

    Marks right above or below text are one paragraph with it to other programs, and are kept with it.
    """
    marks: dict[str, int] = {}
    for n, line in enumerate(kept.lines):
        if line.startswith("::") and n not in code:
            marks.setdefault("\n".join(glued(kept.lines, n)), n)
    kept.notes += (Note(n, n + 1, "", tuple(mark.split("\n"))) for mark, n in marks.items())


def _class_marks(kept: Slides, written: list[str]) -> None:
    """Lines that only set a class, such as `.small[` and `]`, are kept once with the notes."""
    gone: dict[str, int] = {}
    last = -2
    for n, (before, after) in enumerate(zip(written, kept.lines, strict=True)):
        if before != after and (before.lstrip().startswith((".", "]")) or last == n - 1):
            gone.setdefault(before.strip(), n)
            last = n
    kept.notes += (Note(n, n + 1, "", (line,)) for line, n in gone.items())


def _title(kept: Slides, start: int, end: int, code: set[int]) -> None:
    """A slide whose heading is written as HTML gets a real one, on the line before it."""
    if not start or kept.lines[start - 1] or any(_HEADING.match(line) for line in kept.lines[start:end]):
        return
    if not code.intersection(range(start, end)) and (title := html_title(kept.lines, start, end)):
        kept.lines[start - 1] = f"# {title}"
        kept.gone.discard(start - 1)


def _notes_mark(lines: list[str], start: int, end: int, code: set[int]) -> list[str]:
    """The line `???` of a remark slide, with the lines that it stands right below."""
    mark = next((n for n in range(start, end) if n not in code and lines[n].rstrip() == "???"), end)
    first = mark
    while first > start and lines[first - 1].strip() and not _HEADING.match(lines[first - 1]):
        first -= 1
    return lines[first : mark + 1] if mark < end else []


def _drop_header(kept: Slides, tool: str) -> list[str]:
    """Takes away properties that stand at the top without any fence; what they were."""
    first = PROPERTY.match(kept.lines[0])
    keys = HEADER_KEYS | SLIDE_KEYS if tool else HEADER_KEYS
    if first is None or first[1].casefold() not in keys:
        return []
    end = next((n for n, line in enumerate(kept.lines) if not PROPERTY.match(line)), len(kept.lines))
    return kept.drop(0, end)


def _separators(lines: list[str], code: set[int], tool: str) -> list[int]:
    found: list[int] = []
    skip = 0
    for n in range(len(lines)):
        below = tool == "reveal" and lines[n].rstrip() == "--"
        if n < skip or n in code or not (below or SEPARATOR.match(lines[n])):
            continue
        # To Marp, text with a rule right below it is a heading, as in any Markdown.
        if tool == "marp" and n and lines[n - 1].strip():
            continue
        found.append(n)
        if tool == "slidev":
            skip = properties_end(lines, n + 1, fenced=True)
    return found


def _read_slide(kept: Slides, start: int, end: int, code: set[int], tool: str) -> list[str]:
    """Blanks the machinery of one slide and takes its notes."""
    lines = kept.lines
    notes = _comments(kept, start, end, code, tool)
    if tool == "remark":
        mark = next((n for n in range(start, end) if n not in code and lines[n].rstrip() == "???"), end)
        notes += ["\n".join(lines[mark + 1 : end])]
        kept.drop(mark, end)
        for n in range(start, mark):
            if n not in code and lines[n].rstrip() == "--":
                kept.drop(n, n + 1)
    elif tool == "reveal":
        free = (n for n in range(start, end) if n not in code)
        mark = next((n for n in free if REVEAL_NOTES.match(lines[n])), end)
        if mark < end and (found := REVEAL_NOTES.match(lines[mark])):
            notes += ["\n".join([found["said"] or "", *lines[mark + 1 : end]])]
            kept.drop(mark, end)
    return notes


def _slide_comments(kept: Slides, start: int, end: int, code: set[int]) -> list[str]:
    """Comments that say how a slide of reveal.js looks, blanked out."""
    return [
        line.strip()
        for n in range(start, end)
        if n not in code and _REVEAL_COMMENT.match(kept.lines[n])
        for line in kept.drop(n, n + 1)
    ]


def _comments(kept: Slides, start: int, end: int, code: set[int], tool: str) -> list[str]:
    """The comments of a slide that are notes, blanked out; Marp's directives go with them."""
    lines = kept.lines
    notes: list[str] = []
    if tool in ("remark", "reveal"):
        return notes
    n = start
    while n < end:
        if n in code or not lines[n].lstrip().startswith("<!--"):
            n += 1
            continue
        last = next((m for m in range(n, end) if "-->" in lines[m]), -1)
        if last < 0:
            break
        said = "\n".join(lines[n : last + 1]).strip()
        at_end = not any(line.strip() for line in lines[last + 1 : end])
        # To Slidev only the last comment of a slide is a note, to Marp every one that is no directive.
        if said.endswith("-->") and said.count("-->") == 1 and (tool == "marp" or at_end):
            inner = said[4:-3].strip()
            if not (tool == "marp" and is_directive(inner)):
                notes.append(inner)
            kept.drop(n, last + 1)
        n = last + 1
    return notes
