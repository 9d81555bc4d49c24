"""The frame diff: only cells that changed are sent, in as few bytes as their change needs.

Textual repaints the whole dirty region of a widget and never asks what the terminal already shows. A
`Frame` keeps what it shows, cell by cell, and turns an update of the compositor into the difference.
The picture is the same as stock Textual's; where a terminal draws a character in another width than
expected it is better, because every such character is followed by an absolute move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from time import monotonic

from textual._compositor import ChopsUpdate, LayoutUpdate

from presales_tui.terminal.cells import Row, append
from presales_tui.terminal.cursor import Cursor
from presales_tui.terminal.drawing import Sheet
from presales_tui.terminal.looks import Look, Looks
from presales_tui.terminal.pen import Pen
from presales_tui.terminal.scrolling import find_shift

_SHOW, _HIDE = "\x1b[?25h", "\x1b[?25l"

Update = LayoutUpdate | ChopsUpdate

_MANY = 8
"""Changed rows from which on there may be a shorter way than row by row."""

_DEAR = 500
"""Bytes from which on looking for it is worth the processor's time; a list that scrolls costs less."""


_TOPS = 2
"""Changed rows from each of which on clearing the screen is tried."""

_TRUSTED = 2.0
"""Seconds for which the cursor is believed to be where it was left."""

_FLIGHTY = 200
"""Bytes of a picture from which on the cursor is hidden while it is drawn."""


class Frame:
    """What one terminal shows.

    Where its cursor is left is where the next picture begins, which saves a move for each character
    typed. Others (`wall`, a job in the background) may move it: after two seconds without a picture the
    first move is absolute, and heals that.
    """

    def __init__(self, looks: Looks, *, edits: bool = True, clock: Callable[[], float] = monotonic) -> None:
        """`edits`: the terminal can move, insert and erase in the middle of what it shows."""
        self._clock = clock
        self._looks = looks
        self._edits = edits
        self._rows: list[Row] = []
        self._cursor: Cursor | None = None
        self._shows_cursor: bool | None = None
        self._pen_look = looks.plain
        self._pen_at: tuple[int | None, int | None] = (None, None)
        self._left = 0.0

    def needs_full(self, update: Update) -> bool:
        """Whether `update` shows only a part while it is not known what the rest of the terminal shows."""
        return isinstance(update, ChopsUpdate) and not self._knows(*size_of(update))

    def forget(self) -> None:
        """Something else may have written to the terminal."""
        self._rows = []
        self._shows_cursor = None

    def paint(self, update: Update, cursor: Cursor | None) -> str:
        """What to send so that the terminal shows `update`, with the cursor there; None: hidden, anywhere.

        Empty if it does already. An update of another size than the last one is taken for the first;
        the first must be full.
        """
        width, height = size_of(update)
        fresh = not self._knows(width, height)
        if fresh:
            self._cursor = None
            self._pen_at = (None, None)
            self._rows = [Row.blank(width, self._looks.plain) for _ in range(height)]
        if self._clock() - self._left > _TRUSTED:
            self._pen_at = (None, None)
        wanted = self._wanted(update)
        target = [wanted.get(y, row) for y, row in enumerate(self._rows)]
        changed = [y for y in sorted(wanted) if not target[y].same(self._rows[y])]
        if fresh:
            ways = [self._afresh(target)]
        else:
            ways = [self._row_by_row(target, changed)]
            if len(changed) >= _MANY and ways[0].pen.cost > _DEAR:
                ways.append(self._look_by_look(target, changed))
                # What changed little at the top may be worth keeping.
                ways += [self._cleared(target, top) for top in changed[:_TOPS]]
        best = min(ways, key=lambda sheet: sheet.pen.cost)
        self._rows = target
        pen = best.pen
        if pen.look.link:
            # An open link would take in whatever else writes to the terminal.
            pen.wear(self._looks.plain)
        if cursor is not None and (pen.used or cursor != self._cursor):
            best.go(cursor.x, cursor.y)
            self._cursor = cursor
        elif pen.used:
            self._cursor = None
        self._pen_look = pen.look
        self._pen_at = (pen.x, pen.y)
        if pen.used:
            self._left = self._clock()
        return self._with_cursor(pen.take(), cursor is not None and cursor.shown)

    def _with_cursor(self, sequence: str, shows: bool) -> str:
        """The cursor shown or hidden; of a large picture it is not seen being drawn."""
        shown, self._shows_cursor = self._shows_cursor, shows
        if shown != shows:
            return sequence + _SHOW if shows else _HIDE + sequence
        if shows and len(sequence) > _FLIGHTY:
            return _HIDE + sequence + _SHOW
        return sequence

    # Ways from what is shown to what shall be shown; the cheapest is taken

    def _row_by_row(self, target: list[Row], changed: list[int]) -> Sheet:
        """From top to bottom; rows that moved, and text that moved in its row, are moved by the terminal."""
        sheet = self._sheet()
        if self._edits and (shift := find_shift(self._rows, target, changed)):
            sheet.scroll(shift)
            changed = [y for y, row in enumerate(target) if not row.same(sheet.rows[y])]
        for y in changed:
            sheet.draw_shortest(y, target[y])
        return sheet

    def _look_by_look(self, target: list[Row], changed: list[int]) -> Sheet:
        """All that has one colour, then the next: moves are shorter than changes of colour."""
        sheet = self._sheet()
        sheet.draw_look_by_look(changed, target, wipe=True)
        return sheet

    def _cleared(self, target: list[Row], top: int) -> Sheet:
        """The screen cleared from a row on, which saves writing blanks over what was there."""
        sheet = self._sheet()
        sheet.clear(top, self._ground(target[top:]))
        sheet.draw_look_by_look((y for y in range(top) if not target[y].same(self._rows[y])), target)
        sheet.draw_look_by_look(range(top, len(target)), target)
        return sheet

    def _afresh(self, target: list[Row]) -> Sheet:
        """Everything, on a terminal of which nothing is known."""
        sheet = self._sheet()
        # Reset by hand: nobody knows which look is on.
        sheet.pen.raw("\x1b[m")
        sheet.pen.look = self._looks.plain
        sheet.clear(0, self._ground(target))
        sheet.draw_look_by_look(range(len(target)), target)
        return sheet

    def _ground(self, rows: list[Row]) -> Look:
        """The look to erase in: what most of the rows have for a background."""
        blanks = Counter(look.blank for row in rows for look in row.looks if look.blank.erasable)
        return blanks.most_common(1)[0][0] if blanks else self._looks.plain

    def _sheet(self) -> Sheet:
        pen = Pen(len(self._rows[0].chars))
        pen.look = self._pen_look
        pen.x, pen.y = self._pen_at
        return Sheet(pen, self._looks, [row.copy() for row in self._rows], edits=self._edits)

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


def size_of(update: Update) -> tuple[int, int]:
    """Columns and lines of the screen that the update is for."""
    if isinstance(update, LayoutUpdate):
        return update.region.right, update.region.bottom
    return update.chop_ends[0][-1], len(update.chops)
