"""Blocks to pages: what stands on one slide together, and where a text is divided.

A page is filled from the top. Text blocks share an area; a table, code and a picture have their own;
a picture or a chart stands to the right of the text if both fit, below it otherwise. The caller
chooses the sizes and a cap on the height, and compares the results (see `paging`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import Any

from presales_tui.documents.plan import (
    Block,
    Box,
    Chart,
    Code,
    Columns,
    Figures,
    Picture,
    Table,
)
from presales_tui.documents.planning.code_lines import CELL_WIDTH, broken, line_points
from presales_tui.documents.planning.divide import announces, divide, manageable, opens
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.planning.gallery import (
    LEAST_VISUAL,
    MOST_TOGETHER,
    gathered,
    least_share,
    pictures_height,
)
from presales_tui.documents.planning.key_figures import figures_height
from presales_tui.documents.planning.look import AREA_GAP, CODE_PAD, Sizes, TextPiece, look, piece_height
from presales_tui.documents.planning.parts import (
    CodePart,
    ColumnsPart,
    FiguresPart,
    Page,
    Part,
    PicturesPart,
    TablePart,
    TextPart,
    Visual,
    VisualPart,
    pieces_of,
    text_height,
)
from presales_tui.documents.planning.tables import fit_table

ANNOUNCED = 0.8
"""Share of the height they need that pictures have at least below what announces them."""
LEAST_ROWS = 2
"""Rows of a table that stand under its header before the slide ends."""
LEAST_LINES = 3
"""Lines of code, likewise."""
MOST_MOVED = 2
"""Paragraphs that come along to the next slide because they announce what stands there."""
WIDE_VISUAL = 2.0
"""Width by height from which a picture stands below its text rather than beside it."""


class Pager:
    """Fills pages with blocks, in one choice of sizes; `narrow`: one of two columns."""

    def __init__(self, frame: Frame, sizes: Sizes, cap: float, *, narrow: bool = False) -> None:
        self._frame = frame
        self._narrow = narrow
        self._sizes = sizes
        self._cap = cap
        self._page = Page()
        self._pages = [self._page]

    def pages(self, blocks: Sequence[Block]) -> list[Page]:
        """All pages; at least one, and none empty unless there are no blocks."""
        for kind, neighbours in groupby(blocks, type):
            some: list[Any] = list(neighbours)
            if kind is Picture and len(some) > 1:
                self._pictures(some)
                continue
            for block in some:
                self._block(block)
        return self._pages

    def _block(self, block: Block) -> None:
        pieces = pieces_of(block)
        if pieces is not None:
            for piece in pieces:
                for part in manageable(piece):
                    self._text(part)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Code):
            self._code(block)
        elif isinstance(block, Columns):
            self._columns(block)
        elif isinstance(block, Picture | Chart):
            self._visual(block)
        elif isinstance(block, Figures):
            self._figures(block)

    # -- the page being filled

    @property
    def _width(self) -> float:
        return self._frame.left.w if self._page.beside else self._frame.body.w

    @property
    def _room(self) -> float:
        return self._cap - self._page.used

    def _gap(self) -> float:
        return AREA_GAP if self._page.parts else 0.0

    def _next(self, following: TextPiece | None = None) -> None:
        """A new page, which begins with a paragraph or with what comes along.

        That is what must not stand alone at the end of the old one.
        """
        moved = self._loose_end(following)
        self._page = Page()
        self._pages.append(self._page)
        for piece in moved:
            self._append(piece, self._cost(piece))

    def _loose_end(self, following: TextPiece | None) -> list[TextPiece]:
        """What announces or opens what follows, a lead or a point with others below it, off the page."""
        if self._page.beside or not self._page.parts:
            return []
        last = self._page.parts[-1]
        if not isinstance(last, TextPart):
            return []
        moved: list[TextPiece] = []
        while (
            len(moved) < MOST_MOVED
            and len(last.pieces) + len(self._page.parts) > 2
            and last.pieces
            and (announces(last.pieces[-1]) or opens(last.pieces[-1], following))
            and self._bare(last.pieces[-1]) < 0.2 * self._cap
        ):
            following = last.pieces.pop()
            moved.insert(0, following)
        if moved:
            if not last.pieces:
                self._page.parts.pop()
            self._recount()
        return moved

    def _recount(self) -> None:
        used = 0.0
        for n, part in enumerate(self._page.parts):
            if isinstance(part, TextPart):
                part.height = text_height(part.pieces, self._sizes.text, self._width)
            used += part.height + (AREA_GAP if n else 0.0)
        self._page.used = used

    # -- text

    def _cost(self, piece: TextPiece) -> float:
        shape = look(piece, self._sizes.text)
        high = piece_height(piece, self._sizes.text, self._width)
        inside = bool(self._page.parts) and isinstance(self._page.parts[-1], TextPart)
        return high + (shape.before if inside else self._gap())

    def _append(self, piece: TextPiece, cost: float) -> None:
        parts = self._page.parts
        if parts and isinstance(last := parts[-1], TextPart):
            last.pieces.append(piece)
            last.height += cost
        else:
            parts.append(TextPart([piece], cost - self._gap()))
        self._page.used += cost

    def _text(self, piece: TextPiece) -> None:
        self._make_way()
        rest: TextPiece | None = piece
        while rest is not None:
            cost = self._cost(rest)
            if cost <= self._room:
                self._append(rest, cost)
                return
            room = self._room - (cost - self._bare(rest))
            first, left = divide(rest, self._sizes.text, self._width, room, force=self._must_divide(room))
            if first is None:
                self._next(rest)
                continue
            self._append(first, self._cost(first))
            rest = left
            if rest is not None:
                self._next()

    def _make_way(self) -> None:
        """A picture that the slide began with moves to the right of the text that now comes."""
        page = self._page
        if (
            len(page.parts) == 1
            and not self._narrow
            and isinstance(part := page.parts[0], VisualPart)
            and not _is_wide(part.visual)
        ):
            self._page.beside = part.visual
            page.parts.clear()
            page.used = 0.0

    def _must_divide(self, room: float) -> bool:
        """Whether a paragraph has to begin here: the page is empty, or only announces it."""
        page = self._page
        if not page.parts:
            return True
        part = page.parts[0]
        if len(page.parts) > 1 or page.beside or not isinstance(part, TextPart):
            return False
        return room > 0.3 * self._cap and all(map(announces, part.pieces))

    def _bare(self, piece: TextPiece) -> float:
        return piece_height(piece, self._sizes.text, self._width)

    # -- tables and code

    def _table(self, table: Table) -> None:
        for fitted in fit_table(table, self._frame.body.w, self._sizes.table, self._cap):
            heights = fitted.table.heights[1:]
            row = 0
            while True:
                self._make_room(fitted.header, heights[row:], LEAST_ROWS)
                last = row + self._fitting(fitted.header, heights[row:], LEAST_ROWS)
                part = TablePart(fitted, row, last)
                self._page.used += self._gap() + part.height
                self._page.parts.append(part)
                row = last
                if row >= len(heights):
                    break
                self._next()

    def _code(self, code: Code) -> None:
        chars = int((self._frame.body.w - 2 * CODE_PAD) / (self._sizes.code * CELL_WIDTH))
        whole = [broken(line, chars) for line in code.lines]
        lines = [piece for pieces in whole for piece in pieces]
        begins = {0, *accumulate(map(len, whole))}
        heights = [line_points(line, self._sizes.code, chars) for line in lines]
        at = 0
        while at < len(lines):
            self._make_room(2 * CODE_PAD, heights[at:], LEAST_LINES)
            end = last = at + self._fitting(2 * CODE_PAD, heights[at:], LEAST_LINES)
            while end > at and end not in begins:
                end -= 1  # a line that had to be broken stays together
            end = end if end > at else last
            part = CodePart(lines[at:end], code.language, 2 * CODE_PAD + sum(heights[at:end]))
            self._page.used += self._gap() + part.height
            self._page.parts.append(part)
            at = end
            if at < len(lines):
                self._next()

    def _make_room(self, frame: float, rows: Sequence[float], least: int) -> None:
        """A new page, unless a good beginning of the rows (with their `frame`) fits on this one.

        What is small enough for one slide is divided only if the larger part of it stays here.
        """
        whole = frame + sum(rows)
        begin = frame + sum(rows[:least])
        if whole <= self._cap:
            begin = max(begin, min(whole, frame + sum(rows) / 2))
        if self._page.beside or (self._page.parts and self._gap() + begin > self._room):
            self._next()
            if self._page.parts and self._gap() + frame + sum(rows[:least]) > self._room:
                # What came along to announce the rows leaves no room for them.
                self._page = Page()
                self._pages.append(self._page)

    def _fitting(self, frame: float, rows: Sequence[float], least: int) -> int:
        """How many rows fit on this page: at least one, and not all but a few."""
        room = self._room - self._gap() - frame
        count = 0
        while count < len(rows) and rows[count] <= room + 1e-6:
            room -= rows[count]
            count += 1
        left = len(rows) - count
        if 0 < left < least and count >= 2 * least:
            count -= least - left
        return max(count, min(1, len(rows)))

    # -- columns

    def _columns(self, block: Columns) -> None:
        """Two columns if each fits on one slide; else one after the other."""
        sides = [] if self._narrow else [self._column(side) for side in (block.left, block.right)]
        if not sides or not all(sides):
            self.pages((*block.left, *block.right))
            return
        left, right = sides
        high = max(_stacked(left), _stacked(right))
        if self._page.beside or (self._page.parts and self._gap() + high > self._room):
            self._next()
            if self._page.parts and self._gap() + high > self._frame.body.h - self._page.used:
                self._page = Page()
                self._pages.append(self._page)
        self._page.used += self._gap() + high
        self._page.parts.append(ColumnsPart(left, right, high))

    def _column(self, blocks: Sequence[Block]) -> list[Any]:
        """The parts of one column; none: it is too long for one slide."""
        frame = self._frame._replace(body=self._frame.left)
        pages = Pager(frame, self._sizes, frame.body.h, narrow=True).pages(blocks)
        return pages[0].parts if len(pages) == 1 and not pages[0].beside else []

    # -- key figures, pictures and charts

    def _figures(self, figures: Figures) -> None:
        high = figures_height(figures, self._frame.body.w)
        if self._page.beside or (self._page.parts and self._gap() + high > self._room):
            self._next()
        self._page.used += self._gap() + high
        self._page.parts.append(FiguresPart(figures, high))

    def _pictures(self, pictures: Sequence[Picture]) -> None:
        """Pictures that follow one another: below what stands there, beside it, or on slides of their own."""
        body = self._frame.body
        if len(pictures) <= MOST_TOGETHER and self._together(pictures, body):
            return
        for some, high in gathered(pictures, body):
            if len(some) == 1:
                self._visual(some[0])
                continue
            if self._page.parts:
                self._next()
            if self._page.parts and self._gap() + ANNOUNCED * high > self._room:
                self._page = Page()
                self._pages.append(self._page)
            self._rows_of(some, min(high, self._room - self._gap()))

    def _together(self, pictures: Sequence[Picture], body: Box) -> bool:
        """All of them on this page, if they have room."""
        page = self._page
        if page.beside:
            return False
        if high := pictures_height(pictures, body._replace(h=self._room - self._gap()), body.h):
            self._rows_of(pictures, high)
            return True
        if len(page.parts) != 1 or self._narrow or not isinstance(part := page.parts[0], TextPart):
            return False
        narrow = text_height(part.pieces, self._sizes.text, self._frame.left.w)
        high = pictures_height(pictures, self._frame.right, body.h)
        if not high or narrow > self._cap:
            return False
        page.beside = PicturesPart(pictures, high)
        part.height = page.used = narrow
        return True

    def _rows_of(self, pictures: Sequence[Picture], high: float) -> None:
        self._page.used += self._gap() + high
        self._page.parts.append(PicturesPart(pictures, high))

    def _visual(self, visual: Visual) -> None:
        page = self._page
        body = self._frame.body
        least = body.h * (least_share(visual) if isinstance(visual, Picture) else LEAST_VISUAL)
        single = len(page.parts) == 1 and page.beside is None and not self._narrow
        if single and isinstance(part := page.parts[0], TextPart):
            narrow = text_height(part.pieces, self._sizes.text, self._frame.left.w)
            below = _is_wide(visual) and self._gap() + least <= self._room
            if narrow <= self._cap and not below:
                page.beside = visual
                part.height = page.used = narrow
                return
        if page.beside or (page.parts and self._gap() + least > self._room):
            self._next()
            if self._page.parts:
                self._visual(visual)
                return
        least = min(least, self._cap)
        self._page.used += self._gap() + least
        self._page.parts.append(VisualPart(visual, least))


def _stacked(parts: Sequence[Part]) -> float:
    return sum(part.height for part in parts) + AREA_GAP * (len(parts) - 1)


def _is_wide(visual: Visual) -> bool:
    return isinstance(visual, Picture) and bool(visual.path) and visual.aspect > WIDE_VISUAL
