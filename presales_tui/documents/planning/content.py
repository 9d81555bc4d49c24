"""What sections say, as blocks: bodies with their data lines filled in, leads, lists of titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.plan import (
    Align,
    Block,
    Code,
    Columns,
    Item,
    Items,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain,
    single,
)
from presales_tui.documents.planning.tree import Tree
from presales_tui.documents.text.data_line import DataLine, Source
from presales_tui.documents.text.diagrams import beside_its_place
from presales_tui.documents.text.footnotes import collected
from presales_tui.documents.text.markdown import blocks, link_targets
from presales_tui.documents.text.pictures import find_picture
from presales_tui.documents.words import word
from presales_tui.model.text import one_line

_TO_COMPLETE = tuple(word(lang, "to_complete", what="") for lang in ("zh", "en"))

_NUMBER = r"(?:[<>≤≥≈~约]\s?)?[-+−±]?[¥￥$€]?\d[\d,.]*(?:\s?[-–~～至]\s?\d[\d,.]*)?\s?(?:%|‰|[^\W\d_]{1,3})?"
"""An amount, or from one to another, with a short unit."""
_NOTHING = ("-", "–", "—", "/")
LEAST_NUMBERS = 2
"""Rows from which numbers are a column of them."""
LEAST_PERIODS = 3
"""Rows from which a table of weeks gets bars."""
MOST_ANNOUNCED = 160
"""Characters of an announcement, such as: the deployment we recommend, and what it needs."""
MOST_ON_A_SLIDE = 2500
"""Characters; more text than this is not even tried on one slide."""


@lru_cache(maxsize=4096)
def blocks_of(text: str) -> tuple[Source, ...]:
    """The blocks of a text that stands for itself: a preview asks again for all that has not changed."""
    return tuple(blocks(text, _data_lines(text)))


def _data_lines(text: str) -> Mapping[str, tuple[str, ...]]:
    """The data lines that there are, if a text has any."""
    if "{{" not in text:
        return {}
    from presales_tui.documents.slots import OPTIONS

    return OPTIONS


def _numbers_right(table: Table) -> Table:
    """The table with its columns of numbers set to the right, the first one (a name, a count) as it is."""
    if len(table.rows) < LEAST_NUMBERS:
        return table
    align: list[Align] = list(table.align) or ["left"] * len(table.header)
    for n in range(1, len(align)):
        if align[n] == "left":
            told = [text for row in table.rows if (text := plain(row[n]).strip()) not in ("", *_NOTHING)]
            if len(told) >= LEAST_NUMBERS and all(re.fullmatch(_NUMBER, text) for text in told):
                align[n] = "right"
    return table._replace(align=tuple(align))


def _with_bars(table: Table) -> Table:
    """The table, with bars where a column tells weeks."""
    if len(table.rows) < LEAST_PERIODS:
        return table
    from presales_tui.documents.schedule import with_periods

    return with_periods(table)


class Content:
    """The blocks of the sections of a book."""

    def __init__(self, book: Book, lang: str, audience: Audience, tree: Tree) -> None:
        self._book = book
        self._lang = lang
        self._audience = audience
        self._tree = tree
        self._bodies: dict[int, list[Block]] = {}
        self._silent: set[int] = set()
        """Indices of the sections whose slide says only that they have no text yet."""
        bodies = [place.section.body for place in tree.placed]
        self._links = link_targets(bodies)
        self._footnotes = collected(bodies)
        self._elsewhere = bool(self._links or self._footnotes)

    def body(self, at: int) -> list[Block]:
        """The blocks of one section's body; none if it says nothing."""
        found = self._bodies.get(at)
        if found is None:
            found = self._bodies[at] = self._shown(self._blocks(self._tree.section(at).body))
        return found

    def _shown(self, sources: Sequence[Source]) -> list[Block]:
        """Data lines filled in, what is missing marked, diagrams beside the place of their picture."""
        found: list[Block] = []
        for block in sources:
            match block:
                case DataLine():
                    found += self._filled(block)
                case Columns(left, right):
                    found.append(Columns(tuple(self._shown(left)), tuple(self._shown(right))))
                case Code():
                    found.append(beside_its_place(block, self._lang))
                case Table():
                    found.append(_with_bars(_numbers_right(block)))
                case _:
                    found.append(self._marked(block))
        return found

    def _blocks(self, text: str) -> Sequence[Source]:
        if "![" in text or "<img" in text.lower() or (self._elsewhere and "[" in text):
            # What it shows hangs on files and on other sections too.
            return blocks(text, _data_lines(text), find_picture, self._links, self._footnotes)
        return blocks_of(text)

    def _filled(self, line: DataLine) -> list[Block]:
        from presales_tui.documents.slots import DROP, EMPTY, SLOTS, SlotContext
        from presales_tui.documents.slots.asks import asked

        slot = SLOTS[line.name]
        options = dict(line.options)
        found = slot.build(SlotContext(self._book, self._lang, self._audience, options))
        if found or options.get(EMPTY) == DROP:
            return found
        return [self._missing(asked(line.name, options, self._lang))]

    @staticmethod
    def _marked(block: Block) -> Block:
        """A paragraph that says it is still to be written is shown like all that is missing."""
        if isinstance(block, Paragraph) and plain(block.runs).startswith(_TO_COMPLETE):
            return block._replace(style="missing")
        return block

    def is_open(self, at: int) -> bool:
        """Whether all that a section says, besides announcing it, is that something is to be completed."""
        body = self.body(at)
        if not _lacks(body) or not all(isinstance(block, Paragraph) for block in body):
            return False
        told = [block for block in body if isinstance(block, Paragraph) and block.style != "missing"]
        return len(told) < len(body) and sum(len(plain(block.runs)) for block in told) <= MOST_ANNOUNCED

    def missing_body(self, at: int) -> Paragraph:
        """The line on the slide of a section that has neither a body nor anything under it."""
        self.note_silent(at)
        return self._missing(word(self._lang, "missing_body"))

    def note_silent(self, at: int) -> None:
        """Take note that all that is said of a section is that it has no text yet."""
        self._silent.add(at)

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the sections read so far that say that something is still to be completed."""
        lacking = {at for at, found in self._bodies.items() if _lacks(found)} | self._silent
        return tuple(self._tree.section(at).id for at in sorted(lacking))

    def _missing(self, what: str) -> Paragraph:
        return Paragraph((Run(word(self._lang, "to_complete", what=what)),), "missing")

    def of_range(self, first: int, end: int, depth: int, *, with_leads: bool = False) -> list[Block]:
        """Sections of a range one after the other, under leads; the top ones (at `depth`) only if asked.

        Sections without bodies become items of a list.
        """
        tree = self._tree
        found: list[Block] = []
        items: list[Item] = []
        top = 0
        for at in range(first, end):
            title = one_line(tree.section(at).title) or "—"
            named = with_leads or tree.depth(at) > depth
            if named and tree.is_empty(at):
                parent = tree.parent(at)
                if not items or parent < first or not tree.is_empty(parent):
                    top = tree.depth(at)
                items.append(Item((Run(title),), min(tree.depth(at) - top, 8)))
                continue
            if items:
                found.append(Items(tuple(items)))
                items = []
            if named:
                found.append(Paragraph((Run(title),), "lead"))
            found += self.body(at)
        if items:
            found.append(Items(tuple(items)))
        return found

    def titles(self, first: int, end: int) -> list[Block]:
        """The titles of a range as a nested list."""
        tree = self._tree
        top = min(tree.depth(at) for at in range(first, end))
        items = tuple(
            Item((Run(one_line(tree.section(at).title) or "—"),), min(tree.depth(at) - top, 8))
            for at in range(first, end)
        )
        return [Items(items)]

    @staticmethod
    def is_light(found: Sequence[Block]) -> bool:
        """Whether so little is said that one slide could hold it."""
        total = 0
        for block in single(found):
            match block:
                case Items(items=items):
                    total += sum(len(plain(item.runs)) for item in items)
                case Paragraph() | Quote():
                    total += len(plain(block.runs))
                case Code(lines=lines):
                    total += sum(map(len, lines))
                case Table(rows=rows):
                    total += sum(len(plain(cell)) for row in rows for cell in row)
                case _:
                    pass
            if total > MOST_ON_A_SLIDE:
                return False
        return True


def _lacks(found: Sequence[Block]) -> bool:
    """Whether blocks say of something that it is still to be completed."""
    return next(open_texts(found), None) is not None


def open_texts(found: Sequence[Block]) -> Iterator[str]:
    """What blocks say is still to be completed: in words, and by the marked places of pictures."""
    for block in single(found):
        match block:
            case Paragraph(style="missing"):
                yield plain(block.runs)
            case Items(items=items):
                yield from _to_complete(run for item in items for run in item.runs)
            case Table(rows=rows):
                yield from _to_complete(run for row in rows for cell in row for run in cell)
            case Picture(path="", label=label):
                yield label
            case _:
                pass


def without_mark(text: str) -> str:
    """What is to be completed, without the words that say so."""
    return next((text.removeprefix(mark) for mark in _TO_COMPLETE if text.startswith(mark)), text).strip()


def _to_complete(runs: Iterable[Run]) -> Iterator[str]:
    return (run.text for run in runs if run.text.startswith(_TO_COMPLETE))
