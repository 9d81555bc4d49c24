"""Drawing one row: what differs from what is shown, in few bytes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter

from presales_tui.terminal.cells import CERTAIN, Row
from presales_tui.terminal.looks import Look, Looks
from presales_tui.terminal.pen import Pen
from presales_tui.terminal.scrolling import Shift
from presales_tui.terminal.sliding import UNKNOWN, Slide, find_slides, slid

_GAP = 6
"""Unchanged cells that may be written again rather than jumped over."""
_STEPS = 2
"""Cells that may be written again in place of a move to the right, which costs three bytes or more."""
_LEAD = 2
"""Blanks at the beginning of a row that may be."""
_ERASE_AT_LEAST = 12
"""Blanks in the middle of a row from which on erasing and jumping beats writing them."""
_ERASE_TAIL_AT_LEAST = 4
"""The same at the end of a row, where nothing has to be jumped over."""


_WIPE_AT_LEAST = 5
"""Cells of a row that become blank from which on erasing the row first may be shorter."""
_COLOURFUL = 4
"""Changes of look in one row from which on it may be shorter to draw one look after the other."""


class Sheet:
    """The rows of a terminal on the way from what they show to what they shall show."""

    def __init__(self, pen: Pen, looks: Looks, rows: list[Row], *, edits: bool) -> None:
        """`rows` is what is shown; it is brought up to date with what the pen is told.

        `edits`: the terminal can erase in the middle of a row and move what stands in it.
        """
        self.pen = pen
        self.rows = rows
        self._looks = looks
        self._edits = edits

    def clear(self, top: int, look: Look) -> None:
        """Clear the rows from `top` on in the background of a look that can be erased in."""
        pen, width = self.pen, len(self.rows[0].chars)
        pen.wear(self._looks.for_blank(pen.look, look))
        if top:
            pen.move(0, top)
        pen.raw("\x1b[J" if top else "\x1b[2J")
        self.rows[top:] = [Row.blank(width, look) for _ in self.rows[top:]]

    def scroll(self, shift: Shift) -> None:
        """Let the terminal move rows. In which colour blank rows come in, terminals disagree."""
        top, bottom, by = shift
        pen, width = self.pen, len(self.rows[0].chars)
        region = (top, bottom) != (0, len(self.rows))
        if region:
            pen.raw(f"\x1b[{top + 1};{bottom}r")
            pen.lost()
        pen.move(0, top)
        pen.raw(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'M' if by > 0 else 'L'}")
        if region:
            pen.raw("\x1b[r")
            pen.lost()
        unknown = [Row([UNKNOWN] * width, [pen.look] * width) for _ in range(abs(by))]
        if by > 0:
            self.rows[top:bottom] = self.rows[top + by : bottom] + unknown
        else:
            self.rows[top:bottom] = unknown + self.rows[top : bottom + by]

    def go(self, x: int, y: int) -> None:
        """Move the cursor; a cell or two on the way are written again, which is shorter than a move."""
        pen = self.pen
        if pen.y == y and pen.x is not None and 0 < x - pen.x <= _STEPS:
            row, cells = self.rows[y], range(pen.x, x)
            text = "".join(row.chars[pen.x : x])
            whole = text.isascii() and len(text) == len(cells)
            if whole and all(pen.fits(row.chars[cell], row.looks[cell]) for cell in cells):
                pen.text(text, len(text))
                return
        pen.move(x, y)

    def slide(self, y: int, slide: Slide) -> None:
        """Let the terminal move a part of a row."""
        start, stop, by, erase = slide
        pen, shown = self.pen, self.rows[y]
        count = abs(by) if abs(by) > 1 else ""
        if by < 0:
            pen.move(start, y)
            pen.raw(f"\x1b[{count}P")
            if stop < len(shown.chars):
                pen.move(stop + by, y)
                pen.raw(f"\x1b[{count}@")
        else:
            if erase:
                pen.move(stop - erase, y)
                pen.raw("\x1b[K")
            elif stop < len(shown.chars):
                pen.move(stop - by, y)
                pen.raw(f"\x1b[{count}P")
            pen.move(start, y)
            pen.raw(f"\x1b[{count}@")
        self.rows[y] = slid(shown, slide)

    def draw_shortest(self, y: int, row: Row) -> None:
        """Send what differs in one row, in the shortest way there is."""
        ways: list[Callable[[], None]] = [lambda: self.draw(y, row)]
        if self._changes_of_look(y, row) >= _COLOURFUL:
            ways.append(lambda: self.draw_look_by_look([y], {y: row}))
        if self._edits:
            ways += [partial(self._slide_and_draw, y, row, slide) for slide in find_slides(self.rows[y], row)]
        if len(ways) == 1:
            self.draw(y, row)
            return
        start, shown = self.pen.mark(), self.rows[y]
        passages = []
        for way in ways:
            self.rows[y] = shown.copy()
            way()
            passages.append(self.pen.take_back(start))
        self.pen.resume(min(passages, key=attrgetter("cost")))
        self.rows[y] = row

    def _slide_and_draw(self, y: int, row: Row, slide: Slide) -> None:
        self.slide(y, slide)
        self.draw(y, row)

    def draw_look_by_look(
        self, ys: Iterable[int], target: Sequence[Row] | Mapping[int, Row], wipe: bool = False
    ) -> None:
        """Send what differs: all that has one look, then the next.

        With `wipe`, rows are erased first where that saves writing blanks over what was there, or where
        wide characters stood.
        """
        changed = list(ys)
        rows_of: dict[Look, list[int]] = {}
        cells: Counter[Look] = Counter()
        for y in changed:
            for look, count in self._looks_due(y, target[y]).items():
                rows_of.setdefault(look, []).append(y)
                cells[look] += count
        grounds: Counter[Look] = Counter()
        for look, count in cells.items():
            grounds[look.blank] += count
        begun: set[Look] = set()
        for look in sorted(cells, key=lambda look: (grounds[look.blank], cells[look]), reverse=True):
            # The first look on a background draws all its blanks.
            first = look.blank not in begun
            for y in changed if first else rows_of[look]:
                if wipe and not begun:
                    self._wipe(y, target[y], look)
                self.draw(y, target[y], look, blanks=first)
            begun.add(look.blank)
        if wipe:
            # What stood there already and was erased with the rest of its row.
            for y in changed:
                self.draw(y, target[y])

    def _wipe(self, y: int, row: Row, look: Look) -> None:
        """Erase a row from where it differs on, if much of it becomes blank."""
        shown = self.rows[y]
        pairs = enumerate(zip(row.chars, shown.chars, strict=True))
        stale = [x for x, (char, old) in pairs if char == " " != old and row.looks[x].blank is look.blank]
        # Half of a wide character is not left standing until the next colour is drawn.
        halved = any(old == "" != char for char, old in zip(row.chars, shown.chars, strict=True))
        if (len(stale) < _WIPE_AT_LEAST and not halved) or not look.blank.erasable:
            return
        start = next(
            x for x, (char, old) in enumerate(zip(row.chars, shown.chars, strict=True)) if char != old
        )
        if start <= _LEAD and all(
            char == " " and own.blank is look.blank
            for char, own in zip(row.chars[:start], row.looks[:start], strict=True)
        ):
            start = 0  # blanks are written on the way, which is shorter than to jump over them
        self.pen.move(start, y)
        self.pen.wear(self._looks.for_blank(self.pen.look, look))
        self.pen.raw("\x1b[K")
        count = len(row.chars) - start
        shown.chars[start:], shown.looks[start:] = [" "] * count, [look] * count

    def _changes_of_look(self, y: int, row: Row) -> int:
        """How often the look would change if what differs in one row were drawn from left to right."""
        shown = self.rows[y]
        worn, count = self.pen.look, 0
        for char, look, old_char, old_look in zip(
            row.chars, row.looks, shown.chars, shown.looks, strict=True
        ):
            if look is not worn and char != " " and (char != old_char or look is not old_look):
                worn, count = look, count + 1
        return count

    def _looks_due(self, y: int, row: Row) -> dict[Look, int]:
        """How many cells differ in one row, by their look."""
        shown = self.rows[y]
        found: dict[Look, int] = {}
        for char, look, old_char, old_look in zip(
            row.chars, row.looks, shown.chars, shown.looks, strict=True
        ):
            if char != old_char or look is not old_look:
                found[look] = found.get(look, 0) + 1
        return found

    def draw(self, y: int, row: Row, only: Look | None = None, blanks: bool = True) -> None:
        """Send what differs in one row; with `only` just what wears it, and blanks only if `blanks`."""
        pen, chars, looks = self.pen, row.chars, row.looks
        shown = self.rows[y]
        old_chars, old_looks = shown.chars, shown.looks
        width = len(chars)
        forced = 0

        due = _due(row, shown, only, blanks)
        pending = set(due)
        x = 0
        while x < width:
            if x >= forced:
                at = bisect_left(due, x)
                if at == len(due):
                    break
                x = due[at]
            end = _blank_end(row, x)
            if end > x and self._worth_erasing(row, x, end):
                pen.move(x, y)
                pen.wear(self._looks.for_blank(pen.look, looks[x]))
                pen.raw("\x1b[K" if end == width else f"\x1b[{end - x}X")
                old_chars[x:end], old_looks[x:end] = chars[x:end], looks[x:end]
                x = end
                continue
            start = x
            if pen.y == y and pen.x is not None and 0 < x - pen.x <= _GAP:
                gap = "".join(chars[pen.x : x])
                # A move costs four bytes.
                if len(gap.encode()) <= 4 and all(pen.fits(chars[i], looks[i]) for i in range(pen.x, x)):
                    forced = max(forced, _write(pen, y, chars, pen.x, x))
            self._lead_to(x, y, row)
            pen.move(x, y)
            if end == x or (
                end < width and looks[end].blank is looks[x].blank and (end < forced or end in pending)
            ):
                pen.wear(looks[end])
            else:
                pen.wear(self._looks.for_blank(pen.look, looks[x]))
            x += 1
            while x < width and (
                chars[x] == "" or ((x < forced or x in pending) and pen.fits(chars[x], looks[x]))
            ):
                if chars[x] == " " != chars[x - 1] and self._worth_erasing(row, x, _blank_end(row, x)):
                    break
                x += 1
            forced = max(forced, _write(pen, y, chars, start, x))
            old_chars[start:x], old_looks[start:x] = chars[start:x], looks[start:x]

    def _lead_to(self, x: int, y: int, row: Row) -> None:
        """Write the first blanks of a row: that is shorter than jumping over them."""
        pen = self.pen
        if not 0 < x <= _LEAD or pen.y is None or y != pen.y + 1:
            return
        if row.chars[:x] == [" "] * x and all(pen.fits(" ", look) for look in row.looks[:x]):
            pen.move(0, y)
            pen.text(" " * x, x)
            shown = self.rows[y]
            shown.chars[:x], shown.looks[:x] = row.chars[:x], row.looks[:x]

    def _worth_erasing(self, row: Row, start: int, stop: int) -> bool:
        """Whether the equal blanks from `start` to `stop` cost less erased than written."""
        if stop == len(row.chars):
            least = _ERASE_TAIL_AT_LEAST
        elif self._edits:
            least = _ERASE_AT_LEAST
        else:
            return False
        return stop - start >= least and row.looks[start].blank.erasable


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


def _due(row: Row, shown: Row, only: Look | None, blanks: bool) -> list[int]:
    """Where a row differs; with `only` just cells that wear it, and blanks on its ground if `blanks`."""
    cells = enumerate(zip(row.chars, shown.chars, row.looks, shown.looks, strict=True))
    if only is None:
        return [
            x
            for x, (char, old, look, was) in cells
            if char != old or (look is not was and (char != " " or look.blank is not was.blank))
        ]
    ground = only.blank if blanks else None
    return [
        x
        for x, (char, old, look, was) in cells
        if (char != old or look is not was)
        and (
            look is only if char != " " else look.blank is ground and (old != " " or was.blank is not ground)
        )
    ]


def _blank_end(row: Row, x: int) -> int:
    """Where the equal blanks that begin at `x` end; `x` if there are none."""
    chars, looks = row.chars, row.looks
    blank = looks[x].blank
    while x < len(chars) and chars[x] == " " and looks[x].blank is blank:
        x += 1
    return x
