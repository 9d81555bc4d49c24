"""Books to plan from, and what a plan or a deck says."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, TypeVar

from pptx import Presentation

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.deck import deck_bytes
from presales_tui.documents.plan import (
    Area,
    Chart,
    Code,
    Figures,
    Items,
    Picture,
    Plan,
    Runs,
    Slide,
    Table,
    plain,
    single,
)
from presales_tui.documents.planning.frame import WIDE
from presales_tui.documents.planning.key_figures import figure_size, figures_height
from presales_tui.documents.planning.look import CODE_LINE, CODE_PAD
from presales_tui.documents.planning.metrics import height, line_height
from presales_tui.documents.planning.parts import pieces_of, text_height
from presales_tui.documents.planning.planner import plan_deck
from presales_tui.documents.planning.tables import bold, row_height
from presales_tui.model.client import Client
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.position import following
from presales_tui.model.record import Record

R = TypeVar("R", bound=Record)
CLIENT = Client(name="启明教育集团", background="12 个校区，在读学员 **2.6 万人**。")
OPPORTUNITY = Opportunity(name="智慧教务平台", owner="王工", summary="一年内漏跟率降到 2% 以下。")


class Store:
    """As much of a store as a book is read from."""

    def __init__(self, *records: Record) -> None:
        self.client = Client(name="启明")
        self.records = records

    def where(self, kind: type[R], **equals: Any) -> list[R]:
        return [
            r
            for r in self.records
            if isinstance(r, kind) and all(getattr(r, name) == value for name, value in equals.items())
        ]


def outline(*rows: tuple[str, str, str]) -> tuple[Section, ...]:
    """Sections from (id, title, body); the id `2.1` stands under `2`."""
    keys = following("", len(rows))
    return tuple(
        Section(id=id_, parent=id_.rpartition(".")[0], pos=pos, title=title, body=body)
        for pos, (id_, title, body) in zip(keys, rows, strict=True)
    )


def book(*rows: tuple[str, str, str], **more: Any) -> Book:
    """A book of an outline."""
    values: dict[str, Any] = {
        "client": CLIENT,
        "opportunity": OPPORTUNITY,
        "author": "王工",
        "date": "2026-11-23",
    }
    values |= more
    if rows:
        values["sections"] = outline(*rows)
    return Book(**values)


def plan_of(body: str, lang: str = "zh", audience: Audience = "client", **more: Any) -> Plan:
    """The plan of a deck with one section."""
    return plan_deck(book(("1", "第一节", body), **more), lang=lang, audience=audience)


def content(plan: Plan) -> list[Slide]:
    """The slides between agenda and closing that are no chapter slides."""
    return [slide for slide in plan.slides if slide.kind == "content"]


def texts_of(area: Area) -> list[str]:
    """Everything that is written in an area, paragraph by paragraph."""
    found: list[str] = []
    for block in single(area.blocks):
        match block:
            case Items(items=items):
                found += [plain(item.runs) for item in items]
            case Table(header=header, rows=rows):
                found += [plain(cell) for row in (header, *rows) for cell in row]
            case Code(lines=lines):
                found += lines
            case Picture(label=label):
                found.append(label)
            case Chart(title=title, labels=labels):
                found += [title, *labels]
            case Figures(figures=figures):
                found += [text for each in figures for text in (each.value, each.label, each.said)]
            case _:
                found.append(plain(block.runs))
                found.append(getattr(block, "by", ""))
    return found


def said(plan: Plan) -> str:
    """All that a plan says, notes included, without white space."""
    parts: list[str] = []
    for slide in plan.slides:
        parts += [slide.title, slide.notes, slide.refs_line]
        for area in slide.areas:
            parts += texts_of(area)
    return squeezed("\n".join(parts))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def too_much(slide: Slide) -> list[str]:
    """What of a slide is larger than its room, or stands on something else."""
    found = []
    bottom = WIDE.body.y + WIDE.body.h
    for area in slide.areas:
        need = _needed(area)
        if need > area.box.h + 0.05:
            found.append(f"{area.blocks[0]!r:.80} needs {need:.1f} of {area.box.h:.1f}")
        if slide.kind == "content" and area.box.y + area.box.h > bottom + 0.05:
            found.append(f"{area.blocks[0]!r:.80} ends at {area.box.y + area.box.h:.1f}")
    for n, one in enumerate(slide.areas):
        found += [
            f"{one.blocks[0]!r:.60} on {other.blocks[0]!r:.60}"
            for other in slide.areas[n + 1 :]
            if _overlap(one, other)
        ]
    return found


def _needed(area: Area) -> float:
    block = area.blocks[0]
    if isinstance(block, Table):
        high = [row_height(row, list(block.widths), area.size) for row in _rows(block)]
        for have, need in zip(block.heights, high, strict=True):
            assert have >= need - 0.05
        return sum(block.heights)
    if isinstance(block, Code):
        lines = [max(CODE_LINE, line_height(line)) * area.size for line in block.lines]
        return 2 * CODE_PAD + sum(lines)
    if isinstance(block, Picture):
        if block.path:
            return 0.0
        from presales_tui.documents.plan import Run
        from presales_tui.documents.planning.look import MISSING_SIZE

        inner = area.box.w - 2 * CODE_PAD
        return 2 * CODE_PAD + height((Run(block.shown, bold=True),), MISSING_SIZE, inner)
    if isinstance(block, Chart):
        return 0.0
    if isinstance(block, Figures):
        assert area.size == figure_size(block, area.box.w)
        return figures_height(block, area.box.w)
    pieces = [piece for block in area.blocks for piece in pieces_of(block) or ()]
    return text_height(pieces, area.size, area.box.w, area.spread)


def _rows(table: Table) -> list[tuple[Runs, ...]]:
    return [tuple(map(bold, table.header)), *table.rows]


def _overlap(one: Area, other: Area) -> bool:
    a, b = one.box, other.box
    across = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
    down = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
    return across > 0.05 and down > 0.05


def opened(plan: Plan) -> Any:
    """The deck as python-pptx reads it back."""
    return Presentation(io.BytesIO(deck_bytes(plan)))


def slide_texts(deck: Any) -> list[str]:
    """Of every slide all text, tables included."""
    found = []
    for slide in deck.slides:
        parts: list[str] = []
        for shape in slide.shapes:
            if shape.has_text_frame:
                parts.append(shape.text_frame.text)
            if shape.has_table:
                parts += [cell.text for row in shape.table.rows for cell in row.cells]
        found.append("\n".join(parts))
    return found


def titles(slides: Sequence[Slide]) -> list[str]:
    return [slide.title for slide in slides]
