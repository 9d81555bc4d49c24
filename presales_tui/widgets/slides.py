"""Slides in the terminal: the plan that the export draws, told in text lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from presales_tui.documents.plan import (
    Block,
    Chart,
    Code,
    Items,
    Paragraph,
    Picture,
    Plan,
    Quote,
    Slide,
    Table,
    plain,
)
from presales_tui.locale import _
from presales_tui.widgets.cells import fit
from presales_tui.widgets.reader import Line


def deck_lines(plan: Plan, section_ids: Sequence[str], width: int) -> list[Line]:
    """The slides that show some sections; all of them if none is named."""
    wanted = set(section_ids)
    lines: list[Line] = []
    for number, slide in enumerate(plan.slides, 1):
        if not wanted or wanted.intersection(slide.section_ids):
            lines += slide_lines(slide, number, len(plan.slides), width)
    return lines


def slide_lines(slide: Slide, number: int, total: int, width: int) -> Iterator[Line]:
    """One slide: a rule with its number, title, blocks, refs and notes."""
    count = f" {number}/{total} "
    yield "-" * max(width - cell_len(count) - 2, 0) + count, "muted"
    yield slide.title, "title"
    for block in slide.blocks:
        yield from _block(block, width)
    if slide.refs_line:
        yield slide.refs_line, "muted"
    if slide.notes:
        yield _("Notes: {text}").format(text=slide.notes.strip()), "muted"
    yield "", ""


def _block(block: Block, width: int) -> Iterator[Line]:
    match block:
        case Paragraph():
            tone = {"lead": "strong", "small": "muted", "missing": "warn"}.get(block.style, "")
            yield plain(block.runs), tone
        case Items():
            for item in block.items:
                mark = {"open": "[ ]", "done": "[x]"}.get(item.check) or (
                    f"{item.number}." if item.number else "-"
                )
                mark = " " * len(mark) if item.continued else mark
                yield f"{'  ' * item.level}{mark} {plain(item.runs)}", ""
        case Quote():
            yield f"“{plain(block.runs)}”" + (f" {block.by}" if block.by else ""), "muted"
        case Table():
            yield from _table(block, width)
        case Code():
            for line in block.lines:
                yield "  " + line, "muted"
        case Picture():
            yield f"[{block.label}]", "muted"
        case Chart():
            yield from _chart(block, width)


def _table(table: Table, width: int) -> Iterator[Line]:
    """Columns as wide as the plan says, in cells; a cell is cut, not wrapped."""
    columns = len(table.header)
    shares = table.widths if len(table.widths) == columns else (1.0,) * columns
    room = width - columns - 1
    cells = [max(int(room * share / sum(shares)), 2) for share in shares]

    def row(texts: Sequence[str]) -> str:
        return " ".join(fit(text.replace("\n", " "), size) for text, size in zip(texts, cells, strict=False))

    yield row([plain(cell) for cell in table.header]), "strong"
    for cells_of_row in table.rows:
        yield row([plain(cell) for cell in cells_of_row]), ""


def _chart(chart: Chart, width: int) -> Iterator[Line]:
    yield chart.title, "strong"
    label = max((cell_len(text) for text in chart.labels), default=0)
    most = max(chart.values, default=0) or 1
    room = max(width - label - 8, 4)
    for text, value in zip(chart.labels, chart.values, strict=False):
        yield f"{fit(text, label)} {'#' * round(room * value / most)} {value:g}", ""
