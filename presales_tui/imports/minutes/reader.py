"""Reading minutes line by line: sections that headings and labels open, their items, lines by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from presales_tui.capture.blocks import front_matter
from presales_tui.capture.marks import has_mark
from presales_tui.imports.minutes.doing import likely_names
from presales_tui.imports.minutes.found import Found
from presales_tui.imports.minutes.gathering import HEAD, ITEMS, Gatherer
from presales_tui.imports.minutes.labels import label_kind
from presales_tui.imports.minutes.names import first_names
from presales_tui.imports.minutes.owners import owner_of
from presales_tui.imports.minutes.prose import kind_of
from presales_tui.imports.minutes.said import Said, said
from presales_tui.imports.minutes.section import HAN_ORDINAL, Section, family_of
from presales_tui.imports.minutes.sentences import announces, behind_label, by_itself
from presales_tui.imports.minutes.tables import table_rows
from presales_tui.imports.minutes.words import (
    has_words,
    is_name,
    numbered,
    pieces,
    says_nothing,
    split_label,
    unnumbered,
)

_LONGEST = 4000
"""Characters of a line that is looked at: what is longer is a picture or a dump, not a sentence."""

_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(`{3,}|~{3,})")
_WHO_TO = re.compile(
    r"(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:(?:,| and| &|, and) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?){0,3})"
    r" (?:to|will|shall)\s*:"
)
"""`Kim and Lee to:` with what they will do below it."""
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


def recognise(lines: Sequence[str], day: date | None = None) -> Found:
    """What the lines of one meeting say; `day` is that of the meeting, from which `by Friday` counts."""
    return _Reader(lines, day).read()


class _Reader:
    def __init__(self, lines: Sequence[str], day: date | None) -> None:
        self.lines = lines
        self.into = Gatherer(day)
        self.found = self.into.found
        self.section: Section | None = None
        self.listed: bool | None = None
        """Most boxes hold a link alone: they tick off tickets that were looked at; `None`: not looked yet."""
        self.above: tuple[int, str] | None = None
        """Indent and name of the item that the ones below it are grouped under."""
        self.alone: list[tuple[int, Said]] = []
        """Lines that no section claims; they are read last, when all who were there are known."""

    def read(self) -> Found:
        fence = ""
        comment = False
        n = front_matter(list(self.lines[:250]))
        while n < len(self.lines):
            line = self.lines[n]
            if found := _FENCE.match(line):
                fence = "" if fence and line.strip(" \t>").startswith(fence) else fence or found[1]
            elif fence or comment or line.lstrip().startswith("<!--"):
                comment = (comment or "<!--" in line) and "-->" not in line and not fence
            elif not line.strip():
                if self.section is not None:
                    self.section.gap = True
                    self.section.flow = False
            elif len(line) <= _LONGEST:
                n += self._table(n) or self._line(n)
                continue
            n += 1
        self._sentences()
        self.found.proposals = sorted(dict.fromkeys(self.found.proposals), key=lambda each: each.line)
        return self.found

    # A line

    def _line(self, n: int) -> int:
        line = said(self.lines[n])
        if line.words and not set(line.words) <= set("-*_=~ ") and not has_mark(line.raw):
            self._look(n, line)
        return 1

    def _look(self, n: int, line: Said) -> None:
        if self._opens(n, line):
            return
        section = self.section
        if section is not None and section.closed_by(line):
            section = self.section = None
        if section is not None and section.kind in ITEMS:
            if self._labelled(n, line) or self._item(n, line, section):
                return
        elif section is not None and section.kind in ("present", "absent"):
            prose = line.words.endswith(("。", ".", "？", "?")) or behind_label(line.words)
            ends = section.style == "label" and section.started and not section.bulleted
            if not line.box and not (ends and (line.bullet or prose)):
                section.bulleted = section.bulleted or bool(line.bullet)
                self.into.people(line.words, section.kind)
                section.started = True
                return
            self.section = None
        self._alone(n, line)

    def _opens(self, n: int, line: Said) -> bool:
        """Whether the line is a heading or label: then what it announces begins."""
        words = line.words
        if line.level:
            self._heading(line)
            return True
        if found := _WHO_TO.fullmatch(words):
            self._begin(n, line, "action")
            if self.section is not None:
                self.section.doer = ", ".join(re.split(r", and |,? and |, | & ", found["who"]))
            return True
        if words.endswith(":") and words.isupper() and not label_kind(words):
            # A heading in capitals: what stood above it ends.
            self.section = None
            return True
        if words.endswith((":", "：")) or line.bold or announces(words):
            if kind := label_kind(words.rstrip(":： ")) or announces(words):
                self._begin(n, line, kind)
                return True
            if line.bold and not line.bullet:
                self.section = None
            return False
        head, rest = split_label(words)
        kind = label_kind(head) if rest else ""
        if kind in HEAD:
            self.into.about(kind, rest)
            if kind in ("present", "absent"):
                self._begin(n, line, kind)
                if self.section is not None:
                    # The names stand behind the label: prose below them is no name.
                    self.section.started = True
            return True
        under = self.section is not None and self.section.style == "label"
        if kind == "other" and not line.bullet and under:
            self.section = None
            return False
        ordinal = bool(HAN_ORDINAL.match(line.bullet))
        if (kind := label_kind(words)) and kind != "other" and (ordinal or self._has_children(n, line)):
            self._begin(n, line, kind)
            return True
        if ordinal and self.section is not None and under and not self.section.bulleted:
            self.section = None
        return False

    def _heading(self, line: Said) -> None:
        kind = label_kind(line.words)
        inside = (
            self.section is not None and self.section.style == "heading" and line.level > self.section.level
        )
        if kind or not inside:
            self.section = Section(kind, "heading", level=line.level) if kind else None
        elif self.section is not None:
            self.section.item_indent, self.section.gap = -1, False
        head, rest = split_label(line.words)
        if not kind and rest and (kind := label_kind(head)) in HEAD:
            self.into.about(kind, rest)

    def _begin(self, n: int, line: Said, kind: str) -> None:
        inside = self.section
        if (
            inside is not None
            and inside.style == "heading"
            and kind == "other"
            and inside.kind in ("present", "absent")
        ):
            return
        numbered_label = self._is_chapter(n, line)
        hangs = line.bullet and not HAN_ORDINAL.match(line.bullet) and not numbered_label
        style = "bullet" if hangs else "label"
        self.section = Section(kind, style, indent=line.indent, numbered=numbered_label)

    def _has_children(self, n: int, line: Said) -> bool:
        """Whether what follows hangs below this line."""
        below = self._below(n)
        if below is None or below.level:
            return False
        if line.bullet:
            return below.indent > line.indent or self._is_chapter(n, line)
        return bool(below.bullet) or HAN_ORDINAL.match(line.bullet) is not None

    def _names_below(self, n: int, line: Said) -> str:
        """The names that hang below an item, if nothing else does."""
        names: list[str] = []
        for text in self.lines[n + 1 : n + 12]:
            below = said(text)
            if below.words and below.indent <= line.indent:
                break
            name = _ASIDE.sub("", below.words).strip()
            known = name in self.found.present or (is_name(name) and name.isascii())
            if name and not (below.bullet and known):
                return ""
            names += [name.lstrip("@")] if name else []
        return ", ".join(names)

    def _is_chapter(self, n: int, line: Said) -> bool:
        """Whether `2. 核心决策` is a heading of plain text: prose stands below it, no deeper."""
        below = self._below(n)
        number = line.bullet[:1].isdigit() and not line.box
        return number and below is not None and not below.bullet and below.indent == line.indent

    def _below(self, n: int) -> Said | None:
        """The next line with words, if it is near."""
        return next((said(text) for text in self.lines[n + 1 : n + 4] if text.strip()), None)

    # An item of a section

    def _item(self, n: int, line: Said, section: Section) -> bool:
        bare = section.kind == "question" and not has_words(line.raw)
        if bare or says_nothing(line.words) or label_kind(line.words.rstrip(":： ")) == "other":
            section.started, section.gap = True, False
            return True
        flowing = section.flow and not section.gap
        section.gap = False
        section.started = True
        if line.bullet:
            self._bulleted(n, line, section)
        elif not section.bulleted and not (line.indent >= 4 and flowing):
            # Prose: a paragraph that was wrapped by hand is one item.
            wrapped = flowing and line.words[:1].islower()
            section.flow = not line.raw.endswith("  ")
            if not wrapped and not line.words.endswith((":", "：")):
                if section.kind in ("requirement", "risk"):
                    # Prose below such a heading tells of other things too.
                    return False
                self.into.propose(n, line, section.kind)
        return True

    def _bulleted(self, n: int, line: Said, section: Section) -> None:
        section.flow = False
        section.boxes = section.boxes or bool(line.box)
        if section.item_indent < 0 or not section.bulleted:
            section.item_indent = line.indent
        section.bulleted = True
        family = family_of(line.bullet)
        section.family = section.family or family
        # `1、…` and below it, no deeper, `a) …` or `—— …`: what was said to the item.
        said_to_it = section.family == "number" and family != "number"
        if line.indent > section.item_indent and section.parted:
            # `前端：` was a heading among the items: what hangs below it are the items.
            if section.part_indent < 0:
                section.part_indent = line.indent
            if line.indent == section.part_indent:
                self.into.propose(n, line, section.kind)
            return
        if line.indent > section.item_indent or said_to_it:
            grouped = (
                section.owner and self.above is not None and self.above[0] < line.indent <= self.above[0] + 6
            )
            if grouped or line.box:
                self.into.propose(n, line, section.kind, owner=section.owner if grouped else "")
            elif section.kind in ("decision", "question"):
                # What hangs below a decision may be what follows from it.
                self.alone.append((n, line))
            return
        section.item_indent = line.indent
        section.owner = ""
        below = self._below(n)
        deeper = below is not None and below.indent > line.indent
        section.parted = deeper and line.words.endswith((":", "："))
        section.part_indent = -1
        name = line.words.rstrip(":： ")
        if section.kind != "decision" and (doers := self._names_below(n, line)):
            # A task, and below it nothing but who does it.
            section.parted = False
            self.into.propose(n, line, section.kind, name, doers)
        elif is_name(name) and self._has_children(n, line):
            section.owner = name.lstrip("@")
            self.above = (line.indent, section.owner)
            section.parted = False
        elif not section.parted:
            kind = section.kind
            if kind == "requirement":
                kind = kind_of(line.words, (), ())[0] or kind
            self.into.propose(n, line, kind, owner=section.doer)

    # A line by itself

    def _labelled(self, n: int, line: Said) -> bool:
        """`AI: …`, `决议：…`: in a section that says the kind already, another kind wins."""
        piece = behind_label(line.words)
        if piece is None:
            return False
        if says_nothing(piece.words):
            return True
        many = numbered(piece.words)
        for words in pieces(piece.words) if many else [piece.words]:
            self.into.propose(n, line, piece.kind, unnumbered(words), piece.owner)
        if many and not line.bullet:
            self.section = Section(piece.kind, "label", indent=line.indent, started=True)
            self.section.bulleted, self.section.item_indent = True, line.indent
        return True

    def _alone(self, n: int, line: Said) -> None:
        if self._labelled(n, line):
            return
        if line.box:
            if self.listed is None:
                boxes = [text for text in self.lines if said(text).box]
                self.listed = sum(not has_words(text) for text in boxes) * 2 > len(boxes)
            if has_words(line.raw) and (not self.listed or owner_of(line.words)[0]):
                self.into.propose(n, line, "action")
        else:
            self.alone.append((n, line))

    def _sentences(self) -> None:
        present = (*self.found.present, *self.found.absent, self.found.host, self.found.recorder)
        people = first_names((name for name in present if name), self.lines)
        likely = likely_names(self.lines)
        for n, line in self.alone:
            if line.asked:
                self.into.propose(n, line, "question")
                continue
            for piece in by_itself(line.words, people, likely):
                self.into.propose(n, line, piece.kind, piece.words, piece.owner)

    # A table

    def _table(self, n: int) -> int:
        """How many lines of a table begin here, read as what they say; 0: none does."""
        rows, taken = table_rows(self.lines, n)
        section = self.section.kind if self.section is not None else ""
        for row in rows:
            self.into.row(row, section)
        return taken
