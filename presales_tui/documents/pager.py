"""Blocks to pages: what stands on one slide together, and where a text is divided.

A page is filled from the top. Text blocks share an area; a table, code and a picture have their own;
a picture or a chart stands to the right of the text if both fit, below it otherwise. The caller
chooses the sizes and a cap on the height, and compares the results (see `paging`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from presales_tui.documents.frame import Frame
from presales_tui.documents.look import (
    AREA_GAP,
    CODE_LINE,
    CODE_PAD,
    Sizes,
    TextPiece,
    drawn,
    look,
    piece_height,
)
from presales_tui.documents.metrics import (
    cut_point,
    line_height,
    sentence_end,
    split_runs,
    whole_character,
    wrap,
)
from presales_tui.documents.plan import (
    Block,
    Chart,
    Code,
    Item,
    Items,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain,
)
from presales_tui.documents.tables import Fitted, fit_table

Visual = Picture | Chart

LEAST_VISUAL = 0.42
"""Share of the height of the body that a picture or a chart has at least."""
MISSING_VISUAL = 0.28
"""The same for the marked place of a picture that is not there."""
LEAST_ROWS = 2
"""Rows of a table that stand under its header before the slide ends."""
LEAST_LINES = 3
"""Lines of code, likewise."""
MOST_MOVED = 2
"""Paragraphs that come along to the next slide because they announce what stands there."""
WIDE_VISUAL = 2.0
"""Width by height from which a picture stands below its text rather than beside it."""


@dataclass(slots=True)
class TextPart:
    """Paragraphs, one under the other."""

    pieces: list[TextPiece]
    height: float = 0.0


@dataclass(slots=True)
class TablePart:
    """Some rows of a fitted table: from `first` up to, not with, `last`."""

    fitted: Fitted
    first: int
    last: int

    @property
    def height(self) -> float:
        """In points, header included."""
        return self.fitted.header + sum(self.fitted.table.heights[1 + self.first : 1 + self.last])


@dataclass(slots=True)
class CodePart:
    """Lines of code."""

    lines: list[str]
    language: str
    height: float


@dataclass(slots=True)
class VisualPart:
    """A picture or chart; its height may still grow."""

    visual: Visual
    height: float


Part = TextPart | TablePart | CodePart | VisualPart


@dataclass(slots=True)
class Page:
    """What stands on one slide."""

    parts: list[Part] = field(default_factory=list)
    beside: Visual | None = None
    """Stands to the right of the only part, a text."""
    used: float = 0.0


def pieces_of(block: Block) -> list[TextPiece] | None:
    """The paragraphs of a text block; None: it is no text."""
    match block:
        case Items(items=items):
            return list(items)
        case Paragraph() | Quote():
            return [block]
        case _:
            return None


class Pager:
    """Fills pages with blocks, in one choice of sizes."""

    def __init__(self, frame: Frame, sizes: Sizes, cap: float) -> None:
        self._frame = frame
        self._sizes = sizes
        self._cap = cap
        self._page = Page()
        self._pages = [self._page]

    def pages(self, blocks: Sequence[Block]) -> list[Page]:
        """All pages; at least one, and none empty unless there are no blocks."""
        for block in blocks:
            pieces = pieces_of(block)
            if pieces is not None:
                for piece in pieces:
                    self._text(piece)
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Code):
                self._code(block)
            elif isinstance(block, Picture | Chart):
                self._visual(block)
        return self._pages

    # -- the page being filled

    @property
    def _width(self) -> float:
        return self._frame.left.w if self._page.beside else self._frame.body.w

    @property
    def _room(self) -> float:
        return self._cap - self._page.used

    def _gap(self) -> float:
        return AREA_GAP if self._page.parts else 0.0

    def _next(self) -> None:
        """A new page; what must not stand alone at the end of the old one comes along."""
        moved = self._loose_end()
        self._page = Page()
        self._pages.append(self._page)
        for piece in moved:
            self._append(piece, self._cost(piece))

    def _loose_end(self) -> list[TextPiece]:
        """A lead, or a paragraph that announces what follows, taken off the end of the page."""
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
            and _announces(last.pieces[-1])
            and self._bare(last.pieces[-1]) < 0.2 * self._cap
        ):
            moved.insert(0, last.pieces.pop())
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
            first, left = self._divide(rest, room, force=self._must_divide(room))
            if first is None:
                self._next()
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
        return room > 0.3 * self._cap and all(map(_announces, part.pieces))

    def _bare(self, piece: TextPiece) -> float:
        return piece_height(piece, self._sizes.text, self._width)

    def _divide(
        self, piece: TextPiece, room: float, *, force: bool
    ) -> tuple[TextPiece | None, TextPiece | None]:
        """As much of a paragraph as is `room` high, and the rest. Unless forced only at a sentence end."""
        shape = look(piece, self._sizes.text)
        runs = drawn(piece)
        text = plain(runs)
        own = len(plain(piece.runs))
        line = shape.size * line_height(text)
        lines = int(room / line + 1e-6)
        ends = wrap(runs, max((self._width - shape.left) / shape.size, 1.0))
        if lines < 1 and force:
            lines = 1
        if lines < (1 if force else 2):
            return None, None
        if lines >= len(ends):
            return (piece, None) if force else (None, None)
        limit = min(ends[lines - 1], own - 1)
        if limit < 1:
            return (piece, None) if force else (None, None)
        at = cut_point(text, max(whole_character(text, limit), 1)) if force else sentence_end(text, limit)
        if not force and at < limit * 0.4:
            return None, None
        before, after = split_runs(piece.runs, at)
        if not before or not after:
            return (piece, None) if force else (None, None)
        return _head(piece, before), _tail(piece, after)

    # -- tables and code

    def _table(self, table: Table) -> None:
        for fitted in fit_table(table, self._frame.body.w, self._sizes.table, self._cap):
            heights = fitted.table.heights[1:]
            row = 0
            while True:
                first = fitted.header + sum(heights[row : row + LEAST_ROWS])
                if self._page.beside or (self._page.parts and self._gap() + first > self._room):
                    self._next()
                    if self._page.parts and self._gap() + first > self._room:
                        first = fitted.header + sum(heights[row : row + 1])
                        if self._gap() + first > self._room:
                            self._give_up_moved()
                room = self._room - self._gap() - fitted.header
                last = row
                while last < len(heights) and heights[last] <= room + 1e-6:
                    room -= heights[last]
                    last += 1
                last = max(last, min(row + 1, len(heights)))
                part = TablePart(fitted, row, last)
                self._page.used += self._gap() + part.height
                self._page.parts.append(part)
                row = last
                if row >= len(heights):
                    break
                self._next()

    def _give_up_moved(self) -> None:
        """The announcement that came along leaves no room for what it announces: a page of its own."""
        self._page = Page()
        self._pages.append(self._page)

    def _code(self, code: Code) -> None:
        chars = int((self._frame.body.w - 2 * CODE_PAD) / (self._sizes.code * 0.611))
        lines = [piece for line in code.lines for piece in _broken(line, chars)]
        heights = [self._code_line(line) for line in lines]
        at = 0
        while at < len(lines):
            least = 2 * CODE_PAD + sum(heights[at : at + LEAST_LINES])
            if self._page.beside or (self._page.parts and self._gap() + least > self._room):
                self._next()
                if self._page.parts and self._gap() + least > self._room:
                    self._give_up_moved()
            room = self._room - self._gap() - 2 * CODE_PAD
            end = at
            while end < len(lines) and (heights[end] <= room + 1e-6 or end == at):
                room -= heights[end]
                end += 1
            part = CodePart(lines[at:end], code.language, 2 * CODE_PAD + sum(heights[at:end]))
            self._page.used += self._gap() + part.height
            self._page.parts.append(part)
            at = end
            if at < len(lines):
                self._next()

    def _code_line(self, line: str) -> float:
        return self._sizes.code * max(CODE_LINE, line_height(line))

    # -- pictures and charts

    def _visual(self, visual: Visual) -> None:
        page = self._page
        body = self._frame.body
        share = MISSING_VISUAL if isinstance(visual, Picture) and not visual.path else LEAST_VISUAL
        least = share * body.h
        if len(page.parts) == 1 and page.beside is None and isinstance(part := page.parts[0], TextPart):
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


def text_height(pieces: Sequence[TextPiece], size: float, width: float, spread: float = 1.0) -> float:
    """Height in points of paragraphs one under the other."""
    total = 0.0
    for n, piece in enumerate(pieces):
        total += piece_height(piece, size, width)
        if n:
            total += look(piece, size).before * spread
    return total


def _announces(piece: TextPiece) -> bool:
    if isinstance(piece, Paragraph) and piece.style == "lead":
        return True
    return plain(piece.runs).endswith((":", "："))


def _is_wide(visual: Visual) -> bool:
    return isinstance(visual, Picture) and bool(visual.path) and visual.aspect > WIDE_VISUAL


def _head(piece: TextPiece, runs: tuple[Run, ...]) -> TextPiece:
    if isinstance(piece, Item):
        return Item(runs, piece.level, piece.number, piece.check, piece.continued)
    if isinstance(piece, Quote):
        return Quote(runs)
    return Paragraph(runs, piece.style)


def _tail(piece: TextPiece, runs: tuple[Run, ...]) -> TextPiece:
    if isinstance(piece, Item):
        return Item(runs, piece.level, continued=True)
    if isinstance(piece, Quote):
        return Quote(runs, piece.by)
    return Paragraph(runs, piece.style)


def _broken(line: str, chars: int) -> list[str]:
    """A line of code in pieces that fit; broken at a blank where there is one near."""
    found = []
    width = cells(line)
    while width > chars:
        at = used = 0
        for at, char in enumerate(line):  # noqa: B007
            used += _cell(char)
            if used > chars:
                break
        blank = line.rfind(" ", int(at * 0.6), at)
        at = whole_character(line, max(blank + 1 if blank > 0 and line[:blank].strip() else at, 1))
        found.append(line[:at].rstrip())
        line = line[at:]
        width = cells(line)
    return [*found, line]


def cells(line: str) -> int:
    """Width of a line of code, in characters of a fixed-width font."""
    return len(line) if line.isascii() else sum(map(_cell, line))


def _cell(char: str) -> int:
    """Cells of a character in code: letters and box drawing one, East Asian and unknown ones two."""
    return 1 if char < "\u0250" or "\u2500" <= char < "\u25a0" else 2
