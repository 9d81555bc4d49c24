"""The frame diff: only cells that changed are sent, in as few bytes as their change needs.

Textual repaints the whole dirty region of a widget and never asks what the terminal already shows. A
`Frame` keeps what it shows, cell by cell, and turns an update of the compositor into the difference.
The picture is the same as stock Textual's; where a terminal draws a character in another width than
expected it is better, because every such character is followed by an absolute move.
"""

from __future__ import annotations

from collections import Counter

from textual._compositor import ChopsUpdate, LayoutUpdate

from presales_tui.terminal.cells import CERTAIN, Row, append
from presales_tui.terminal.looks import Look, Looks
from presales_tui.terminal.pen import Pen
from presales_tui.terminal.scrolling import Shift, find_shift

Update = LayoutUpdate | ChopsUpdate

_GAP = 6
"""Unchanged cells that may be written again rather than jumped over."""
_ERASE_AT_LEAST = 12
"""Blanks in the middle of a row from which on erasing and jumping beats writing them."""
_ERASE_TAIL_AT_LEAST = 4
"""The same at the end of a row, where nothing has to be jumped over."""


class Frame:
    """What one terminal shows."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._rows: list[Row] = []
        self._cursor = (-1, -1)
        self._pen_look = looks.plain

    def needs_full(self, update: Update) -> bool:
        """Whether `update` shows only a part while it is not known what the rest of the terminal shows."""
        return isinstance(update, ChopsUpdate) and not self._knows(*size_of(update))

    def forget(self) -> None:
        """Something else may have written to the terminal."""
        self._rows = []

    def paint(self, update: Update, cursor: tuple[int, int] | None) -> str:
        """What to send so that the terminal shows `update`, with the cursor at `(x, y)`; None: anywhere.

        Empty if it does already. An update of another size than the last one is taken for the first;
        the first must be full.
        """
        width, height = size_of(update)
        pen = Pen(width)
        pen.look = self._pen_look
        fresh = not self._knows(width, height)
        if fresh:
            # Reset by hand: nobody knows which look is on.
            pen.raw("\x1b[m")
            pen.look = self._looks.plain
            self._cursor = (-1, -1)
            self._rows = [Row.blank(width, self._looks.plain) for _ in range(height)]
        wanted = self._wanted(update)
        if fresh:
            self._clear(pen, wanted, width, height)
        changed = [y for y, row in sorted(wanted.items()) if not row.same(self._rows[y])]
        target = [wanted.get(y, row) for y, row in enumerate(self._rows)]
        if shift := find_shift(self._rows, target, changed):
            self._scroll(pen, shift, width, height)
            changed = [y for y, row in enumerate(target) if not row.same(self._rows[y])]
        for y in changed:
            self._draw(pen, y, target[y])
        if pen.look.link:
            # An open link would take in whatever else writes to the terminal.
            pen.wear(self._looks.plain)
        if cursor is not None and (pen.used or cursor != self._cursor):
            pen.move(*cursor)
            self._cursor = cursor
        elif pen.used:
            self._cursor = (-1, -1)
        self._pen_look = pen.look
        return pen.take()

    def _knows(self, width: int, height: int) -> bool:
        return len(self._rows) == height and len(self._rows[0].chars) == width

    def _wanted(self, update: Update) -> dict[int, Row]:
        """The rows that the update speaks of, as they shall be."""
        rows: dict[int, Row] = {}
        if isinstance(update, LayoutUpdate):
            left = update.region.x
            for y, strips in enumerate(update.strips, update.region.y):
                chars: list[str] = []
                looks: list[Look] = []
                for strip in strips:
                    append(strip, self._looks, chars, looks)
                rows[y] = self._rows[y].copy()
                rows[y].put(left, chars, looks)
            return rows
        for y, start, stop in update.spans:
            for end, (x, part) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
                if part is None or x > stop or end <= start:
                    continue
                chars, looks = [], []
                append(part if end <= stop else part.crop(0, stop - x), self._looks, chars, looks)
                if y not in rows:
                    rows[y] = self._rows[y].copy()
                rows[y].put(x, chars, looks)
        return rows

    def _clear(self, pen: Pen, wanted: dict[int, Row], width: int, height: int) -> None:
        """Clear the screen in the background that most of the picture has."""
        blanks = Counter(look.blank for row in wanted.values() for look in row.looks if look.blank.erasable)
        look = blanks.most_common(1)[0][0] if blanks else self._looks.plain
        pen.wear(look)
        pen.raw("\x1b[2J")
        self._rows = [Row.blank(width, look) for _ in range(height)]

    def _scroll(self, pen: Pen, shift: Shift, width: int, height: int) -> None:
        """Let the terminal move rows. Blank rows come in plain on every terminal."""
        top, bottom, by = shift
        pen.wear(self._looks.plain)
        region = (top, bottom) != (0, height)
        if region:
            pen.raw(f"\x1b[{top + 1};{bottom}r")
            pen.lost()
        pen.move(0, top)
        pen.raw(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'M' if by > 0 else 'L'}")
        if region:
            pen.raw("\x1b[r")
            pen.x = pen.y = 0
        blank = [Row.blank(width, self._looks.plain) for _ in range(abs(by))]
        if by > 0:
            self._rows[top:bottom] = self._rows[top + by : bottom] + blank
        else:
            self._rows[top:bottom] = blank + self._rows[top : bottom + by]

    def _draw(self, pen: Pen, y: int, row: Row) -> None:
        """Send what differs in one row."""
        chars, looks = row.chars, row.looks
        shown = self._rows[y]
        old_chars, old_looks = shown.chars, shown.looks
        width = len(chars)
        forced = 0

        def differs(x: int) -> bool:
            if x < forced or chars[x] != old_chars[x]:
                return True
            if looks[x] is old_looks[x]:
                return False
            return chars[x] != " " or looks[x].blank is not old_looks[x].blank

        x = 0
        while x < width:
            if not differs(x):
                x += 1
                continue
            blanks = _blank_end(row, x)
            if blanks > x and _worth_erasing(row, x, blanks):
                pen.move(x, y)
                pen.wear(self._looks.for_blank(pen.look, looks[x]))
                pen.raw("\x1b[K" if blanks == width else f"\x1b[{blanks - x}X")
                x = blanks
                continue
            start = x
            if pen.y == y and pen.x is not None and 0 < x - pen.x <= _GAP:
                gap = "".join(chars[pen.x : x])
                # A move costs four bytes.
                if len(gap.encode()) <= 4 and all(pen.fits(chars[i], looks[i]) for i in range(pen.x, x)):
                    forced = max(forced, _write(pen, y, chars, pen.x, x))
            pen.move(x, y)
            if blanks == x or (blanks < width and looks[blanks].blank is looks[x].blank and differs(blanks)):
                pen.wear(looks[blanks])
            else:
                pen.wear(self._looks.for_blank(pen.look, looks[x]))
            x += 1
            while x < width and (chars[x] == "" or (differs(x) and pen.fits(chars[x], looks[x]))):
                if chars[x] == " " != chars[x - 1] and _worth_erasing(row, x, _blank_end(row, x)):
                    break
                x += 1
            forced = max(forced, _write(pen, y, chars, start, x))
        self._rows[y] = row


def _write(pen: Pen, y: int, chars: list[str], start: int, stop: int) -> int:
    """Write cells in the look that is on; up to which cell the row may have been spoilt by it.

    Emoji and characters put together from several take more or fewer cells in some terminals. Their
    cells are blanked first, what follows is placed absolutely and must be sent again.
    """
    text = "".join(chars[start:stop])
    if CERTAIN.fullmatch(text):
        pen.text(text, stop - start)
        return 0
    spoilt = 0
    x = start
    while x < stop:
        char = chars[x]
        end = x + 1
        while end < stop and chars[end] == "":
            end += 1
        pen.move(x, y)
        if len(char) > 1 or (end - x > 1 and not CERTAIN.fullmatch(char)):
            pen.text(" " * (end - x), end - x)
            pen.move(x, y)
            pen.text(char, end - x)
            pen.x = None
            spoilt = x + 2 * len(char)
        else:
            pen.text(char, end - x)
        x = end
    # Terminals set up for Chinese may draw quotation marks, dashes and lines in two cells.
    pen.x = None
    return spoilt


def size_of(update: Update) -> tuple[int, int]:
    """Columns and lines of the screen that the update is for."""
    if isinstance(update, LayoutUpdate):
        return update.region.right, update.region.bottom
    return update.chop_ends[0][-1], len(update.chops)


def _worth_erasing(row: Row, start: int, stop: int) -> bool:
    """Whether the equal blanks from `start` to `stop` cost less erased than written."""
    least = _ERASE_TAIL_AT_LEAST if stop == len(row.chars) else _ERASE_AT_LEAST
    return stop - start >= least and row.looks[start].blank.erasable


def _blank_end(row: Row, x: int) -> int:
    """Where the equal blanks that begin at `x` end; `x` if there are none."""
    chars, looks = row.chars, row.looks
    blank = looks[x].blank
    while x < len(chars) and chars[x] == " " and looks[x].blank is blank:
        x += 1
    return x
