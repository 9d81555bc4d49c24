"""A Markdown document or deck becomes an outline: headings are sections, and what is below is kept.

The rules, where a document leaves a choice:

- A section hangs under the nearest heading above it that is less deep, so a skipped level is no gap.
- One H1 at the top, with all the rest below it, is the title of the document and not its only
  chapter: the chapters are its H2. If it has text of its own, that is the first chapter.
- Text before the first heading is a chapter of its own, and so is a text without any heading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from presales_tui.capture.blocks import front_value, parse_blocks
from presales_tui.imports.headlines import SENTENCE_ENDS, plain
from presales_tui.imports.pictures import placed_pictures
from presales_tui.imports.slide_marks import without_classes
from presales_tui.imports.slides import Slides, read_slides
from presales_tui.locale import _, ngettext
from presales_tui.model.change import Change
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.position import following
from presales_tui.model.text import clean

if TYPE_CHECKING:
    from markdown_it.token import Token


_NOTES = re.compile(r"(?:^|\n)<!-- notes\n((?:(?!-->).)*)\n-->\s*\Z", re.DOTALL)
_ANSWERS = re.compile(r"(?:^|\n\n)(?:> - REQ-[A-Z]?\d+ [^\n]*(?:\n|\Z))+\Z")

_ATTRIBUTES = re.compile(r"\s*\{(?:[#.:]|-\}|[\w-]+=)[^{}]*\}?\s*\Z")
"""What pandoc, Quarto, kramdown and others write behind a heading: `{#plan .unnumbered}`."""
_ANCHOR = re.compile(r"\{#[^{}\s]*\}\s*\Z")
_LONGEST_TITLE = 60
_NO_TITLE = re.compile(r"\s*(?:[-*+>|#`~]|\d+[.)]\s|\{\{|\$\$|\[\^)|\s{4}")
"""A line that is no plain words."""


@dataclass
class Part:
    """A heading with what is below it, before it has a place."""

    level: int
    """A part hangs under the nearest one above it whose level is lower."""
    title: str
    start: int = 0
    """Line of the heading."""
    text: int = 0
    """First line below it."""
    body: str = ""
    notes: list[str] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)
    """Lines of slide properties, which are kept at the end of the notes."""
    parked: bool = False
    answers: list[str] = field(default_factory=list)
    """Lines that name requirements, as an export writes them below the text: `REQ-012 …`."""

    @property
    def empty(self) -> bool:
        """Whether nothing is said below the heading."""
        return not self.body and not self.notes

    @property
    def all_notes(self) -> str:
        """What the speaker wrote, then what the file says of the slide."""
        kept = [_("Settings of the slide in the file:"), *self.settings] if self.settings else []
        return "\n\n".join([*self.notes, *(["\n".join(kept)] if kept else [])])

    def answered(self, refs: Mapping[str, str]) -> Iterator[str]:
        """Ids of the requirements that it answers, as far as they are known."""
        for line in self.answers:
            if (ref := line.partition(" ")[0]) in refs:
                yield refs[ref]

    def body_without(self, refs: Mapping[str, str]) -> str:
        """The text; lines that name requirements that are not known stay at its end."""
        rest = [f"> - {line}" for line in self.answers if line.partition(" ")[0] not in refs]
        return "\n\n".join(filter(None, (self.body, "\n".join(rest))))


def outline_change(
    text: str,
    *,
    opportunity: Opportunity,
    existing: Sequence[Section],
    name: str,
    folder: Path | None = None,
) -> Change:
    """One change that adds the sections of a text behind the chapters that are there.

    `name` is the file name; it names the only chapter of a text without headings. Bodies are kept as
    they were written; slide separators, front matter and slide properties of a deck are not text,
    and its speaker notes become notes. Pictures are looked for from `folder` on, where the text comes
    from. Empty if there is nothing in the text.
    """
    change = Change("Import outline")
    for section in placed(markdown_document(text, name, folder).parts, opportunity.id, existing):
        change.put(section)
    return change


class Document(NamedTuple):
    """A text as an outline."""

    parts: list[Part]
    title: str
    """What it calls itself; empty: nothing."""
    told: list[str]
    """What of it has no place here, and what was decided where there was a choice."""


def markdown_document(text: str, name: str, folder: Path | None = None) -> Document:
    """The headings of a text as `outline_change` takes them, its title, what is told of it."""
    if folder is not None:
        text = placed_pictures(text, folder)
    text = clean(text)
    told: list[str] = []
    parts = read_parts(text, PurePath(name).stem.strip("-"), told)
    named = [front_value(text.split("\n"), "title")]
    without_classes(named, [0])
    title = plain(named[0])
    first = next((part for part in parts if part.text), None)
    if not title and first is not None and first.level == 1:
        title = first.title
    chapters = without_title(parts)
    if len(chapters) < len(parts) and parts[0].title != title:
        told.insert(0, _("title of the whole, no section: {title}").format(title=parts[0].title))
    return Document(chapters, title, told)


def read_parts(text: str, stem: str, told: list[str] | None = None) -> list[Part]:
    """The headings of a clean text with what is below each, in order; `stem` names a text without any."""
    slides = read_slides(text)
    lines = slides.lines
    parts = _headings(lines)
    first = parts[0].start if parts else len(lines)
    intro = Part(1, stem if stem and not parts else _("Introduction"), 0, 0)
    if parts:
        intro.level = min(part.level for part in parts)
    parts.insert(0, intro)
    ends = [first, *(part.start for part in parts[2:]), len(lines)]
    for part, end in zip(parts, ends, strict=False):
        said = (lines[n] for n in range(part.text, end) if n not in slides.gone)
        part.body = "\n".join(said).strip("\n").rstrip()
        take_export(part)
        if not part.title:
            part.title, part.body = _named(part.body)
    for note in slides.notes:
        inside = (part for part in parts[1:] if note.start <= part.start < note.end)
        above = (part for part in reversed(parts) if part is intro or part.start < note.start)
        part = next(inside, None) or next(above)
        part.notes += [note.text] if note.text else []
        part.settings += note.settings
    for part in parts:
        part.parked = any(start <= part.start < end for start, end in slides.parked)
    if told is not None:
        told += _told(slides, parts)
    if intro.empty and len(parts) > 1:
        parts[1].settings[:0] = intro.settings
        return parts[1:]
    return [] if intro.empty else parts


def take_export(part: Part) -> None:
    """What our own export writes below a text: the speaker notes, before them the requirements answered."""
    if found := _NOTES.search(part.body):
        part.notes.append(found[1].strip("\n").rstrip().replace("-- >", "-->"))
        part.body = part.body[: found.start()].rstrip()
    if found := _ANSWERS.search(part.body):
        part.answers = [line.removeprefix("> - ") for line in found[0].strip().split("\n")]
        part.body = part.body[: found.start()].rstrip()


def _told(slides: Slides, parts: Sequence[Part]) -> Iterator[str]:
    """What of a deck is not where it was, or is left out."""
    if slides.front:
        names = ", ".join(slides.front)
        if slides.deck:
            yield _("looks of the old deck left out: {names}").format(names=names)
        else:
            yield _("front matter left out: {names}").format(names=names)
    if kept := sum(bool(part.settings) for part in parts):
        yield _("settings of slides kept in the notes: {n}").format(n=kept)
    if slides.untitled:
        yield _("slides without a title, joined to the one before: {n}").format(n=slides.untitled)
    if slides.parked:
        yield ngettext(
            "{n} hidden slide is set aside", "{n} hidden slides are set aside", len(slides.parked)
        ).format(n=len(slides.parked))


def _headings(lines: list[str]) -> list[Part]:
    tokens = parse_blocks("\n".join(lines))
    found = []
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map and _meant(token, inline.content):
            written = inline.content.replace("\n", " ")
            bare = _ATTRIBUTES.sub("", written)
            part = Part(int(token.tag[1]), plain(bare), token.map[0], token.map[1])
            # An address has no place in a title.
            if (bare != written and not _ANCHOR.search(written)) or "](" in written:
                part.settings.append(written)
            found.append(part)
    return found


def _named(body: str) -> tuple[str, str]:
    """(title, text) of a heading without words: its first line of words, if it stands alone, is the title."""
    lines = body.split("\n")
    for n, line in enumerate(lines):
        if not line.strip() or line.startswith((":::", "![", "<")):
            continue
        around = [*lines[max(n - 1, 0) : n], *lines[n + 1 : n + 2]]
        alone = not any(one.strip() and not one.startswith(":::") for one in around)
        if alone and len(line) <= _LONGEST_TITLE and not _NO_TITLE.match(line) and plain(line):
            return plain(line), "\n".join([*lines[:n], *lines[n + 1 :]]).strip("\n")
        break
    return _("Untitled"), body


def _meant(token: Token, words: str) -> bool:
    """Whether a heading is meant as one: to Markdown a rule right below a paragraph underlines all of it."""
    if token.markup.startswith("#"):
        return True
    return "\n" not in words and not (token.markup == "-" and words[-1:] in SENTENCE_ENDS)


def without_title(parts: list[Part]) -> list[Part]:
    """Takes a lone H1 at the top for the title of the document."""
    if len(parts) < 2 or parts[0].level != 1 or any(part.level == 1 for part in parts[1:]):
        return parts
    title, *chapters = parts
    if title.empty:
        chapters[0].settings[:0] = title.settings
        return chapters
    return [replace(title, level=min(part.level for part in chapters)), *chapters]


def placed(
    parts: Sequence[Part],
    opportunity: str,
    existing: Sequence[Section],
    refs: Mapping[str, str] | None = None,
    under: str = "",
) -> list[Section]:
    """The sections of some parts in reading order, behind the chapters that are there.

    `under`: id of a section that they go below, behind those that are there. `refs`: ref to id of the
    requirements that are known; lines that name others stay text.
    """
    sections: list[Section] = []
    above: list[tuple[int, str]] = []
    children: defaultdict[str, int] = defaultdict(int)
    order: list[int] = []
    for part in parts:
        while above and above[-1][0] >= part.level:
            above.pop()
        parent = above[-1][1] if above else under
        section = Section(
            opportunity=opportunity,
            parent=parent,
            title=part.title,
            body=part.body_without(refs or {}),
            notes=part.all_notes,
            requirements=tuple(part.answered(refs or {})),
            parked=part.parked,
        )
        sections.append(section)
        order.append(children[parent])
        children[parent] += 1
        above.append((part.level, section.id))
    ids = {section.id for section in existing}
    beside = (s for s in existing if (s.parent == under if under else s.parent not in ids))
    last = max((s.pos for s in beside), default="")
    keys = {parent: following(last if parent == under else "", count) for parent, count in children.items()}
    return [replace(s, pos=keys[s.parent][n]) for s, n in zip(sections, order, strict=True)]
