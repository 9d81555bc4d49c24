"""The plan of a deck: every slide with every block, in its place and in its size, as plain data.

Lengths are points (1/72 inch) from the top left corner of the slide. A plan is complete: whoever
draws it (the PPTX writer, the preview) makes no decision about what fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

SlideKind = Literal["cover", "agenda", "section", "content", "closing"]
Place = Literal["body", "second", "subtitle", "meta", "free"]
ParagraphStyle = Literal["body", "lead", "small", "missing"]
Align = Literal["left", "center", "right"]
Check = Literal["", "open", "done"]
Tone = Literal["", "good", "warn", "bad", "muted", "bar", "point"]


class Box(NamedTuple):
    """A rectangle in points."""

    x: float
    y: float
    w: float
    h: float


class Run(NamedTuple):
    """A stretch of text in one style. `\\n` in it is a line break inside the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str = ""
    """A web or mail address, or `#` and a section id: the first slide of that section."""
    tone: Tone = ""
    """How good a state is that it tells: drawn in a colour; the words say it too.

    In a cell of a schedule `bar` fills the cell, and `point` is a day in it.
    """


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The text of runs without its styles."""
    return "".join(run.text for run in runs)


class Paragraph(NamedTuple):
    """A paragraph: body text, a `lead` (a heading inside a slide), small print, or what is missing."""

    runs: Runs
    style: ParagraphStyle = "body"


class Item(NamedTuple):
    """One paragraph of a list."""

    runs: Runs
    level: int = 0
    """0 to 8."""
    number: int = 0
    """Its number in a numbered list; 0: a bullet."""
    check: Check = ""
    """A task: `open` or `done`."""
    continued: bool = False
    """A further paragraph of the item above: the same indent, no bullet."""


class Items(NamedTuple):
    """A list, flattened; the levels tell the nesting."""

    items: tuple[Item, ...]


class Quote(NamedTuple):
    """Words of somebody else, and whose they are (may be empty)."""

    runs: Runs
    by: str = ""


class Table(NamedTuple):
    """A table with one header row; every row has as many cells as the header."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: tuple[Align, ...] = ()
    """One per column; empty: all left."""
    widths: tuple[float, ...] = ()
    """Of the columns; given once the table is planned."""
    heights: tuple[float, ...] = ()
    """Of the header and of every row; given once the table is planned."""
    schedule: int = 0
    """How many of its last columns are the stretches of time of a schedule."""


class Code(NamedTuple):
    """Lines in a fixed-width font."""

    lines: tuple[str, ...]
    language: str = ""


class Picture(NamedTuple):
    """A picture, or the marked place of one that is not there (`path` empty)."""

    path: str
    label: str
    """What it shows, for readers who cannot see it; never empty."""
    aspect: float = 1.5
    """Width by height."""
    shown: str = ""
    """The label as it fits into the place of a missing picture; given once the slide is planned."""


class Chart(NamedTuple):
    """A bar chart: a figure a label, or with `stacks` the parts of which each figure is the sum."""

    title: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    stacks: tuple[tuple[str, tuple[float, ...]], ...] = ()
    """(name of the part, its figure of each label), drawn one on the other in this order."""


class Figure(NamedTuple):
    """A key figure: what is large, what stands below it, and all of it as a sentence."""

    value: str
    label: str
    said: str


class Figures(NamedTuple):
    """Key figures, one beside the other."""

    figures: tuple[Figure, ...]
    """An empty one keeps a place free."""
    names: bool = False
    """Whether they are people: a card with a name and what they do."""


class Columns(NamedTuple):
    """Two columns side by side, where both fit on one slide; else one after the other."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = Paragraph | Items | Quote | Table | Code | Picture | Chart | Figures | Columns


def single(blocks: Iterable[Any]) -> Iterator[Any]:
    """The blocks in one column."""
    for block in blocks:
        if isinstance(block, Columns):
            yield from single((*block.left, *block.right))
        else:
            yield block


class Area(NamedTuple):
    """A rectangle of a slide and what stands in it, top down.

    Text blocks share an area; a table, code, a picture, a chart or key figures have one of their own.
    """

    box: Box
    blocks: tuple[Block, ...]
    size: float
    """Font size in points of plain text in it; the other sizes follow from it (see `look`)."""
    spread: float = 1.0
    """Factor on the space between paragraphs."""
    place: Place = "free"
    """Which placeholder of the layout takes it; `free`: none."""


class Slide(NamedTuple):
    """One slide."""

    kind: SlideKind
    title: str
    """As it stands on the slide, the mark of a continuation included."""
    title_size: float
    areas: tuple[Area, ...] = ()
    notes: str = ""
    """Speaker notes, plain text."""
    section_id: str = ""
    """The section that the slide belongs to; empty: none (cover, agenda, closing)."""
    section_ids: tuple[str, ...] = ()
    """All sections with something on the slide, `section_id` first."""
    chapter: str = ""
    """Title of the chapter it is in; empty: before the first one."""
    number: str = ""
    """Number of the chapter, on a section slide."""
    refs: tuple[str, ...] = ()
    """Refs of the requirements that the slide answers."""
    refs_line: str = ""
    """Those of them that fit into one line of small print."""
    part: str = ""
    """`2/3` on the second of three slides of one section; empty: the only one."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, in reading order."""
        return tuple(block for area in self.areas for block in area.blocks)


class Plan(NamedTuple):
    """A deck."""

    slides: tuple[Slide, ...]
    width: float
    """Of every slide, in points."""
    height: float
    lang: str
    """`zh` or `en`."""
    title: str
    client: str = ""
    author: str = ""
    date: str = ""
    """As printed, for instance `2026-11-23`."""
    version: str = ""
    footer: str = ""
    audience: str = "client"
    mark: str = ""
    """How confidential it is, as printed on every slide."""
    missing: tuple[str, ...] = ()
    """Ids of the sections that say of something that it is still to be completed, in their order."""

    def first_slide(self, section_id: str) -> int | None:
        """Index of the first slide that shows a section; `None` if none does."""
        for index, slide in enumerate(self.slides):
            if section_id in slide.section_ids:
                return index
        return None
