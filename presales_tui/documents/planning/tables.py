"""Fitting a table: column widths, row heights, rows and columns that are too large for one slide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presales_tui.documents.plan import Run, Runs, Table, plain
from presales_tui.documents.planning.divide import LONGEST
from presales_tui.documents.planning.look import (
    CELL_CODE_LINE,
    CELL_LINE,
    CELL_X,
    CELL_Y,
    SCHEDULE_X,
)
from presales_tui.documents.planning.metrics import (
    cut_point,
    has_cjk,
    height,
    longest_token,
    split_runs,
    text_width,
    whole_character,
    wrap,
)

Row = tuple[Runs, ...]

NARROWEST = 3.4
"""Em that a column keeps for text at least: three Chinese characters."""
WHOLE = 6.5
"""Em up to which the cells of a column stay in one line."""
SHORT_COLUMN = 0.75
"""Share of the widest column up to which one is short."""
MOST_COLUMN_GROWTH = 1.5
"""How much wider than its text a short column gets in a table with room left."""
LEAST_STRETCH = 1.3
"""Em of a stretch of time in a schedule: the sign of a day stands in it."""
LONGEST_WORD = 14.0
"""Em up to which a word is kept whole where a column can be made as wide."""


GAP_AFTER_NUMBERS = 14.0
"""Points more between numbers and a text to their right, which would meet without it."""


class Fitted(NamedTuple):
    """A table with widths, whose rows all fit on a slide of their own."""

    table: Table
    """With `widths`; `heights` of header and rows."""
    size: float

    @property
    def header(self) -> float:
        """Height of the header row."""
        return self.table.heights[0]


def bold(cell: Runs) -> Runs:
    """A header cell as it is drawn."""
    return tuple(Run(r.text, True, r.italic, r.strike, r.code, r.link, r.tone) for r in cell)


def fit_table(table: Table, width: float, size: float, tallest: float) -> list[Fitted]:
    """The table as one or more tables that are `width` points wide at most.

    A table with too many columns is divided by columns, its first column repeated. A row that
    would be higher than `tallest` (header included) goes on in a further row.
    """
    needs = _needs(table, size)
    if table.schedule and sum(least for least, _ in needs) > width:
        table = without_schedule(table)
        needs = needs[: len(table.header)]
    return [_fitted(part, widths, size, tallest) for part, widths in _by_columns(table, needs, width, size)]


def without_schedule(table: Table) -> Table:
    """A table without its stretches of time, where there is no room to draw them: its days say it all."""
    end = len(table.header) - table.schedule
    rows = tuple(row[:end] for row in table.rows)
    return table._replace(header=table.header[:end], rows=rows, align=table.align[:end], schedule=0)


def gaps(table: Table) -> list[float]:
    """Of every column, the room to the right of its text beyond the usual."""
    text = len(table.header) - table.schedule
    meets = [n + 1 < text and table.align[n : n + 2] == ("right", "left") for n in range(len(table.header))]
    return [GAP_AFTER_NUMBERS if each else 0.0 for each in meets]


def spans(table: Table) -> list[int]:
    """Of every column, how many its header stands over: a month over its weeks; 0: under one of those."""
    text = len(table.header) - table.schedule
    found = [1] * len(table.header)
    over = -1
    for n in range(text, len(found)):
        if plain(table.header[n]) or over < 0:
            over = n if plain(table.header[n]) else over
        else:
            found[n] = 0
            found[over] += 1
    return found


def _needs(table: Table, size: float) -> list[tuple[float, float]]:
    """Of every column what it needs at least, and what it would like: points, padding included."""
    needs = []
    more = gaps(table)
    for n, head in enumerate(table.header):
        cells = [bold(head), *(row[n] for row in table.rows)]
        least = max(NARROWEST, min(max(map(longest_token, cells)), LONGEST_WORD))
        widest = max(map(text_width, cells))
        # A ref or a date may be broken at its hyphen, but no reader wants it to be.
        least = max(least, widest) if widest <= WHOLE else least
        like = max(least, widest)
        room = 2 * CELL_X + 3 + more[n]
        needs.append((least * size + room, like * size + room))
    if table.schedule:
        # All stretches of time are as wide as their names need it, and no wider.
        names = [
            text_width(bold(name)) / over
            for name, over in zip(table.header, spans(table), strict=True)
            if over
        ][len(needs) - table.schedule :]
        one = max(LEAST_STRETCH, *names) * size + 2 * SCHEDULE_X + 1
        needs[-table.schedule :] = [(one, one)] * table.schedule
    return needs


def _by_columns(
    table: Table, needs: list[tuple[float, float]], width: float, size: float
) -> list[tuple[Table, list[float]]]:
    if sum(least for least, _ in needs) <= width:
        return [(table, _share(needs, width))]
    if sum(min(least, NARROWEST * size + 2 * CELL_X) for least, _ in needs) <= width:
        narrow = [(NARROWEST * size + 2 * CELL_X, like) for _, like in needs]
        return [(table, _share(narrow, width))]
    parts = []
    first = min(needs[0][0], width / 3)
    start = 1
    while start < len(needs):
        end, used = start + 1, first + min(needs[start][0], width - first)
        while end < len(needs) and used + needs[end][0] <= width:
            used += needs[end][0]
            end += 1
        columns = [0, *range(start, end)]
        chosen = [(min(needs[n][0], width - first if n else first), needs[n][1]) for n in columns]
        part = Table(
            tuple(table.header[n] for n in columns),
            tuple(tuple(row[n] for n in columns) for row in table.rows),
            tuple(table.align[n] for n in columns) if table.align else (),
        )
        parts.append((part, _share(chosen, width)))
        start = end
    return parts or [(table, [width])]


def _share(needs: list[tuple[float, float]], width: float) -> list[float]:
    """Column widths: the wishes if they fit, else the needs and the rest by how much is missing.

    A wish counts by its root: twice the text is not twice the column, it is more lines.
    """
    likes = sum(like for _, like in needs)
    if likes <= width:
        return _grown([like for _, like in needs], width)
    least = sum(low for low, _ in needs)
    if least >= width:
        return [low * width / least for low, _ in needs]
    widths = [low for low, _ in needs]
    rest = width - least
    open_ = [n for n, (low, like) in enumerate(needs) if like > low]
    while rest > 0.01 and open_:
        weights = {n: (needs[n][1] - widths[n]) ** 0.5 for n in open_}
        total = sum(weights.values())
        share = rest
        for n in list(open_):
            more = min(share * weights[n] / total, needs[n][1] - widths[n])
            widths[n] += more
            rest -= more
            if needs[n][1] - widths[n] < 0.01:
                open_.remove(n)
    return widths


def _grown(likes: list[float], width: float) -> list[float]:
    """Wishes made as wide as the table: short columns stay near their text, the widest take the room."""
    widest = max(likes)
    short = [like < widest * SHORT_COLUMN for like in likes]
    kept = sum(like for like, is_short in zip(likes, short, strict=True) if is_short)
    if not kept:
        return [like * width / sum(likes) for like in likes]
    even = width / sum(likes)
    factor = min(even, MOST_COLUMN_GROWTH)
    rest = (width - kept * factor) / (sum(likes) - kept)
    return [like * (factor if is_short else rest) for like, is_short in zip(likes, short, strict=True)]


def _fitted(table: Table, widths: list[float], size: float, tallest: float) -> Fitted:
    header_limit = tallest * 0.4
    header = table.header
    drawn = widths
    widths = [w - more for w, more in zip(widths, gaps(table), strict=True)]
    over = widths
    if table.schedule:
        # Heights are measured with the room that a cell of text has around it.
        wider = [w + 2 * (CELL_X - SCHEDULE_X) for w in widths[-table.schedule :]]
        widths = [*widths[: -table.schedule], *wider]
        over = [w * max(columns, 1) for w, columns in zip(widths, spans(table), strict=True)]
    head_height = row_height(tuple(map(bold, header)), over, size)
    extra: list[Row] = []
    if head_height > header_limit:
        header, rest = split_row(tuple(map(bold, header)), widths, size, header_limit)
        head_height = row_height(header, widths, size)
        extra = [rest]
    rows: list[Row] = []
    heights = [head_height]
    room = tallest - head_height
    for rest in (part for row in [*extra, *table.rows] for part in _manageable(row)):
        while True:
            high = row_height(rest, widths, size)
            if high <= room:
                break
            first, rest = split_row(rest, widths, size, room)
            rows.append(first)
            heights.append(row_height(first, widths, size))
        rows.append(rest)
        heights.append(high)
    done = table._replace(header=header, rows=tuple(rows), widths=tuple(drawn), heights=tuple(heights))
    return Fitted(done, size)


def _manageable(row: Row) -> Iterator[Row]:
    """A row, or more of them where a cell is very long."""
    while any(len(plain(cell)) > LONGEST for cell in row):
        cuts = [
            split_runs(cell, cut_point(text, LONGEST) if len(text := plain(cell)) > LONGEST else len(text))
            for cell in row
        ]
        yield tuple(before for before, _ in cuts)
        row = tuple(after for _, after in cuts)
    yield row


def cell_height(cell: Runs, size: float, width: float) -> float:
    """Height in points of the text of a cell whose column is `width` points wide."""
    high = height(cell, size, width - 2 * CELL_X)
    if any(run.code for run in cell):
        return high * CELL_CODE_LINE
    return high * CELL_LINE if has_cjk(plain(cell)) else high


def row_height(row: Row, widths: list[float], size: float) -> float:
    """Height of a row in points, padding included."""
    return 2 * CELL_Y + max(cell_height(cell, size, w) for cell, w in zip(row, widths, strict=True))


def split_row(row: Row, widths: list[float], size: float, room: float) -> tuple[Row, Row]:
    """As much of a row as is `room` points high, and the rest of it; the first part is never empty."""
    first: list[Runs] = []
    rest: list[Runs] = []
    for cell, w in zip(row, widths, strict=True):
        if cell_height(cell, size, w) <= room - 2 * CELL_Y:
            first.append(cell)
            rest.append(())
            continue
        text = plain(cell)
        ends = wrap(cell, max((w - 2 * CELL_X) / size, 1.0))
        line = cell_height(cell, size, w) / len(ends)
        limit = ends[max(int((room - 2 * CELL_Y) / line), 1) - 1]
        before, after = split_runs(cell, cut_point(text, max(whole_character(text, limit), 1)))
        first.append(before)
        rest.append(after)
    return tuple(first), tuple(rest)
