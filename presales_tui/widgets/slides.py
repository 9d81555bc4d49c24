"""Slides in the terminal: the plan that the export draws, told in text lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from rich.cells import cell_len

from presales_tui.documents.plan import (
    Area,
    Block,
    Chart,
    Code,
    Figure,
    Figures,
    Items,
    Paragraph,
    Picture,
    Plan,
    Quote,
    Runs,
    Slide,
    Table,
    plain,
)
from presales_tui.documents.planning.look import drawn
from presales_tui.locale import _
from presales_tui.widgets.cells import fit, wrap
from presales_tui.widgets.reader import Line


def deck_lines(
    plan: Plan, section_ids: Sequence[str], width: int, minutes: Mapping[str, float] | None = None
) -> list[Line]:
    """The slides that show some sections; all of them if none is named.

    `minutes`: how long each section is talked of, told on its first slide.
    """
    wanted = set(section_ids)
    lines: list[Line] = []
    for number, slide in enumerate(plan.slides, 1):
        if not wanted or wanted.intersection(slide.section_ids):
            first = slide.part.partition("/")[0] in ("", "1")
            talk = (minutes or {}).get(slide.section_id, 0.0) if first else 0.0
            lines += slide_lines(slide, number, len(plan.slides), width, talk)
    return lines


def slide_lines(slide: Slide, number: int, total: int, width: int, minutes: float = 0.0) -> Iterator[Line]:
    """One slide: a rule with its talk time and its number, title, blocks, refs and notes."""
    count = f" {number}/{total} "
    if minutes:
        talk = _("{n} min").format(n=f"{minutes:g}")
        count = f" {talk} {count}"
    yield "-" * max(width - cell_len(count) - 2, 0) + count, "strong"
    yield slide.title, "title"
    for _top, side_by_side in groupby(slide.areas, _row):
        areas = list(side_by_side)
        if len(areas) > 1:
            yield from ((text, "muted") for text in wrap(_labels(areas), width))
            continue
        for block in areas[0].blocks:
            yield from _block(block, width)
    if slide.refs_line:
        yield slide.refs_line, "muted"
    if slide.notes:
        yield _("Notes: {text}").format(text=slide.notes.strip()), "muted"
    yield "", ""


def _row(area: Area) -> object:
    """The same for pictures that stand side by side."""
    return round(area.box.y) if isinstance(area.blocks[0], Picture) else area


def _labels(areas: Sequence[Area]) -> str:
    return "  ".join(
        f"[{block.label}]" for area in areas for block in area.blocks if isinstance(block, Picture)
    )


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
            yield "  " + plain(drawn(block)), "muted"
        case Table():
            yield from _table(block, width)
        case Code():
            for line in block.lines:
                yield "  " + line, "muted"
        case Picture():
            yield f"[{block.label}]", "muted"
        case Chart():
            yield from _chart(block, width)
        case Figures(figures=figures):
            yield from _figures(figures, width)


def _figures(figures: Sequence[Figure], width: int) -> Iterator[Line]:
    """The figures in one line and what they count below, as on the slide."""
    size = max((width + 1) // max(len(figures), 1) - 1, 2)
    yield " ".join(fit(each.value, size) for each in figures), "strong"
    for line in zip_longest(*(wrap(each.label, size) for each in figures), fillvalue=""):
        yield " ".join(fit(text, size) for text in line), ""


def _table(table: Table, width: int) -> Iterator[Line]:
    """Narrow columns keep what they need, the wide ones share the rest and wrap: nothing is cut."""
    header = _told(table.header, table.schedule)
    rows = [_told(row, table.schedule) for row in table.rows]
    sizes = _sizes([max(map(cell_len, column)) for column in zip(header, *rows, strict=False)], width)
    for texts, tone in [(header, "strong"), *((row, "") for row in rows)]:
        parts = [wrap(text, size) for text, size in zip(texts, sizes, strict=False)]
        for line in zip_longest(*parts, fillvalue=""):
            yield " ".join(fit(text, size) for text, size in zip(line, sizes, strict=False)), tone


def _told(row: Sequence[Runs], schedule: int) -> list[str]:
    """The cells of a row; stretches of time are one cell, two signs each, a name where there is room."""
    text = [plain(cell) for cell in row]
    if not schedule:
        return text
    signs = ""
    for n, cell in enumerate(row[-schedule:]):
        tone = cell[0].tone if cell else ""
        sign = {"bar": "##", "point": "*"}.get(tone) or plain(cell)
        signs = fit(signs, max(2 * n, 0)) if cell_len(signs) < 2 * n else signs
        signs += sign if sign and cell_len(signs) <= 2 * n else ""
    return [*text[:-schedule], fit(signs, max(2 * schedule, cell_len(signs)))]


def _sizes(wanted: Sequence[int], width: int) -> list[int]:
    """Cells for each column, with a blank between them; the least demanding are served first."""
    sizes = [0] * len(wanted)
    room = width - len(wanted) + 1
    for left, column in zip(
        range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True
    ):
        sizes[column] = max(min(wanted[column], room // left), 2)
        room -= sizes[column]
    return sizes


def _chart(chart: Chart, width: int) -> Iterator[Line]:
    yield chart.title, "strong"
    label = max((cell_len(text) for text in chart.labels), default=0)
    most = max(chart.values, default=0) or 1
    room = max(width - label - 8, 4)
    for text, value in zip(chart.labels, chart.values, strict=False):
        if not chart.stacks:
            yield f"{fit(text, label)} {'#' * round(room * value / most)} {value:g}", ""
    for n, text in enumerate(chart.labels if chart.stacks else ()):
        parts = zip("#+-?", (values[n] for _name, values in chart.stacks), strict=False)
        yield (
            f"{fit(text, label)} {''.join(c * round(room * v / most) for c, v in parts)} {chart.values[n]:g}",
            "",
        )
    if chart.stacks:
        yield "  ".join(f"{c} {name}" for c, (name, _v) in zip("#+-?", chart.stacks, strict=False)), "muted"
