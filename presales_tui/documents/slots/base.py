"""What a data line is, and the pieces that its builders share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar, cast, get_args

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.plan import (
    Align,
    Block,
    Code,
    Item,
    Items,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    Tone,
    plain,
    single,
)
from presales_tui.documents.text.markdown import blocks
from presales_tui.documents.words import colon, word
from presales_tui.model.requirement import Requirement
from presales_tui.model.scales import Scale
from presales_tui.model.text import clean

T = TypeVar("T")


class SlotContext(NamedTuple):
    """What a builder knows. The book holds only what the audience may see."""

    book: Book
    lang: str
    audience: Audience
    options: Mapping[str, str] = MappingProxyType({})

    def word(self, key: str, **values: object) -> str:
        """A word of the deck in its language."""
        return word(self.lang, key, **values)

    def label(self, scale: Scale, code: str) -> str:
        """The label of a code as it begins a cell."""
        return begun(scale.label(code, self.lang))

    @property
    def internal(self) -> bool:
        """Whether the deck stays in the house."""
        return self.audience == "internal"

    def most(self, found: list[T]) -> list[T]:
        """As many as the option `most` lets through; all without it."""
        wanted = self.options.get("most", "")
        return found[: int(wanted)] if wanted.isdecimal() else found


class Slot(NamedTuple):
    """A data line: its name between the braces, its label, and what it becomes."""

    name: str
    zh: str
    en: str
    build: Callable[[SlotContext], list[Block]]
    """An empty list: there is no data; the planner says so on the slide."""
    options: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """What it shows, in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


def begun(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def runs(text: str) -> Runs:
    """Text of a record as runs; empty text: none."""
    text = clean(text).strip().replace("\t", " ")
    return (Run(text),) if text else ()


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str | Runs]],
    right: Iterable[int] = (),
    center: Iterable[int] = (),
) -> Table:
    """A table of texts or runs; `right` and `center` are the columns set so.

    A column of which nothing is known in any row is left out.
    """
    cells = [tuple(map(_cell, row)) for row in rows]
    known = [n for n in range(len(header)) if any(n < len(row) and row[n] for row in cells)]
    to_right, to_center = set(right), set(center)
    align: tuple[Align, ...] = tuple(
        "right" if n in to_right else "center" if n in to_center else "left" for n in known
    )
    return Table(
        tuple(runs(header[n]) for n in known),
        tuple(tuple(row[n] for n in known if n < len(row)) for row in cells),
        align,
    )


def state(scale: Scale, code: str, lang: str) -> Runs:
    """The label of a state in the colour that tells how good it is."""
    label = begun(scale.label(code, lang))
    return (Run(label, tone=tone_of(scale, code)),) if label else ()


def tone_of(scale: Scale, code: str) -> Tone:
    """The tone of a code as runs take it."""
    found = scale.term(code).tone if code in scale else ""
    return cast("Tone", found) if found in get_args(Tone) else ""


def total(row: Sequence[str]) -> list[str | Runs]:
    """A row that sums others up: bold."""
    return [tuple(Run(run.text, bold=True) for run in runs(cell)) for cell in row]


def _cell(value: str | Runs) -> Runs:
    return runs(value) if isinstance(value, str) else value


def facts(lang: str, pairs: Iterable[tuple[str, str]]) -> list[Block]:
    """A list of `label: value`, the label in bold; pairs without a value are left out."""
    items = []
    for label, value in pairs:
        if value.strip():
            items.append(Item((Run(label + colon(lang), bold=True), *runs(value))))
    return [Items(tuple(items))] if items else []


def bullets(texts: Iterable[str]) -> list[Block]:
    """A plain list; empty texts are left out."""
    items = tuple(Item(found) for text in texts if (found := runs(text)))
    return [Items(items)] if items else []


def small(text: str) -> Paragraph:
    """A paragraph of small print."""
    return Paragraph((Run(text),), "small")


def days(value: float) -> str:
    """Person-days without a needless decimal: `8`, `2.5`."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def money(value: float) -> str:
    """An amount with thousands: `128,000`."""
    return f"{value:,.0f}"


def markdown_cell(text: str) -> Runs:
    """Markdown in a table cell: its paragraphs and items in lines of their own."""
    found: list[Run] = []
    for block in single(blocks(text)):
        lines: list[Runs] = []
        match block:
            case Items(items=items):
                lines = [(Run("• "), *item.runs) for item in items]
            case Paragraph() | Quote():
                lines = [block.runs]
            case Code(lines=code):
                lines = [(Run(line, code=True),) for line in code]
            case Table():
                lines = [_spaced(row) for row in (block.header, *block.rows)]
            case Picture(label=label):
                lines = [(Run(label),)]
            case _:
                pass
        for line in lines:
            if found:
                found.append(Run("\n"))
            found += line
    return tuple(found)


def _spaced(row: Sequence[Runs]) -> Runs:
    return tuple(run for cell in row for run in (*cell, Run("  ")))


def first_words(text: str, lang: str) -> Runs:
    """The first paragraph of an answer, its Markdown read; with the points that it announces, if it does."""
    said = list(blocks(text))
    for n, block in enumerate(said):
        match block:
            case Paragraph() | Quote():
                points = said[n + 1] if n + 1 < len(said) else None
                if plain(block.runs).endswith((":", "：")) and isinstance(points, Items):
                    return (*block.runs, Run(_in_a_row(points, lang)))
                return block.runs
            case Items(items=items):
                return items[0].runs
            case _:
                continue
    return ()


def _in_a_row(points: Items, lang: str) -> str:
    """The points of a list in one line, behind a colon."""
    texts = (plain(item.runs).strip().rstrip("；;。.，,") for item in points.items)
    return "；".join(texts) if lang == "zh" else " " + "; ".join(texts)


def answer(requirement: Requirement, lang: str) -> list[Item]:
    """What is answered to a requirement, below the point that tells it; empty: nothing yet."""
    told = first_words(requirement.response, lang)
    return [Item(told, 1)] if told else []
