"""The map of people: influence from top to bottom, interest from left to right, in plain characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip

from presales_tui.locale import N_, _, language
from presales_tui.model.client import Contact
from presales_tui.model.scales import LEVEL, STANCE
from presales_tui.widgets.cells import cut, fit, wrap
from presales_tui.widgets.rows import Rows, bindings

BANDS = (3, 2, 1, 0)
"""Influence, from the top; 0 is not known, and shown only where there is somebody."""
COLUMNS = (1, 2, 3, 0)
"""Interest, from the left."""


class PeopleMap(Rows):
    """Each person stands in a cell, with the stance as a mark; the cursor goes over people in four ways."""

    CONTEXTS = ("contacts", "people", "list")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("contacts", "people", "list"),
        Binding("left", "aside(-1)", show=False),
        Binding("right", "aside(1)", show=False),
    ]
    EMPTY = N_("Nobody of the client yet. Press a to add somebody, e to say influence and interest.")
    HEADER = 1

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._spots: list[tuple[int, int]] = []
        """Of each row the line and the number of its column."""
        self._lines: list[tuple[str, tuple[int, ...]]] = []
        """Of each line the label of its band, and the row in each column, -1: nobody; no column: a rule."""
        self._columns: tuple[int, ...] = ()

    def load(self, rows: Sequence[Any], keep: str = "") -> None:
        """Show these people by band, then from left to right."""
        order = {code: n for n, code in enumerate(COLUMNS)}
        super().load(sorted(rows, key=lambda c: (BANDS.index(c.influence), order[c.interest], c.name)), keep)

    def measure(self) -> None:
        """Lay the people out in bands."""
        people: Sequence[Contact] = self.rows
        self._columns = tuple(c for c in COLUMNS if c or any(not p.interest for p in people))
        self._lines = []
        spots: dict[int, tuple[int, int]] = {}
        for band in BANDS:
            cells: list[list[int]] = [
                [n for n, p in enumerate(people) if (p.influence, p.interest) == (band, column)]
                for column in self._columns
            ]
            if not band and not any(cells):
                continue
            if self._lines:
                self._lines.append(("", ()))
            for line in range(max(1, *map(len, cells))):
                here = tuple(cell[line] if line < len(cell) else -1 for cell in cells)
                spots |= {row: (len(self._lines), column) for column, row in enumerate(here) if row >= 0}
                self._lines.append((level_word(band) if not line else "", here))
        self._spots = [spots[n] for n in range(len(people))]
        super().measure()

    def top_of(self, row: int) -> int:
        """The line on which a person stands."""
        return self._spots[row][0] if row < len(self._spots) else len(self._lines)

    def row_at(self, line: int) -> int:
        """The person nearest to a line."""
        return min(range(len(self.rows)), key=lambda n: abs(self._spots[n][0] - line), default=0)

    def action_move(self, by: int) -> None:
        """Up or down: within the column as long as there is somebody, else to the nearest line."""
        if not self.rows:
            return
        line, column = self._spots[self.row]
        beyond = [n for n, (at, _column) in enumerate(self._spots) if (at - line) * by > 0]
        same = [n for n in beyond if self._spots[n][1] == column]
        if found := same or beyond:
            self.move_to(
                min(found, key=lambda n: (abs(self._spots[n][0] - line), abs(self._spots[n][1] - column)))
            )

    def action_aside(self, by: int) -> None:
        """Left or right: to the next column in which there is somebody, the nearest line of it."""
        if not self.rows:
            return
        line, column = self._spots[self.row]
        beyond = [n for n, (_line, at) in enumerate(self._spots) if (at - column) * by > 0]
        if beyond:
            self.move_to(
                min(beyond, key=lambda n: (abs(self._spots[n][1] - column), abs(self._spots[n][0] - line)))
            )

    def action_edge(self, end: int) -> None:
        """To the first person, or the last."""
        self.move_to(len(self.rows) - 1 if end else 0)

    def _widths(self) -> tuple[int, list[int]]:
        """Cells of the labels on the left, and of each column."""
        left = max(cell_len(_("Influence")), *(cell_len(level_word(band)) for band in BANDS)) + 1
        room = max(self.size.width - left - len(self._columns), 4 * len(self._columns))
        each, more = divmod(room, max(len(self._columns), 1))
        return left, [each + (n < more) for n in range(len(self._columns))]

    def render_line(self, y: int) -> Strip:
        """The heading, a rule between bands, or a line of people."""
        width = self.size.width
        base = self.rich_style
        if not self.rows:
            empty = wrap(_(self.EMPTY), width - 3)
            text = "  " + empty[y - 1] if 1 <= y <= len(empty) else ""
            return Strip([Segment(fit(text, width), base + self.tone("muted"))], width)
        left, widths = self._widths()
        if y < self.HEADER:
            heads = [f"{_('Interest')} {level_word(column)}" for column in self._columns]
            text = fit(_("Influence"), left) + "".join(
                " " + fit(head, cells) for head, cells in zip(heads, widths, strict=True)
            )
            style = base + self.tone("header")
            return Strip([Segment(fit(text, width), style)], width)
        at = y - self.HEADER + round(self.scroll_y)
        if at >= len(self._lines):
            return Strip.blank(width, base)
        label, here = self._lines[at]
        muted = base + self.tone("muted")
        if not here:
            rule = "-" * left + "".join("+" + "-" * cells for cells in widths)
            return Strip([Segment(rule, muted)]).adjust_cell_length(width, base)
        segments = [Segment(fit(label, left), base + self.tone("strong"))]
        for row, cells in zip(here, widths, strict=True):
            segments.append(Segment("|", muted))
            segments += self._person(row, cells, base) if row >= 0 else [Segment(" " * cells, base)]
        return Strip(segments).adjust_cell_length(width, base)

    def _person(self, row: int, cells: int, base: Style) -> list[Segment]:
        """Whether it is marked, the stance, the name, and the job where there is room for it."""
        person: Contact = self.rows[row]
        term = STANCE.term(person.stance)
        chosen = "*" if person.id in self.marked else " "
        mark = fit(f"{chosen}{term.mark}", 3) + " "
        room = max(cells - cell_len(mark), 0)
        name = cut(person.name, room)
        rest = fit(f" {person.job}", room - cell_len(name)) if room > cell_len(name) else ""
        tone = base + self.tone(term.tone) if term.tone else base
        if row == self.row:
            cursor = base + self.tone("cursor")
            return [Segment(mark + name, cursor), Segment(rest, base + self.tone("muted"))]
        return [Segment(mark, tone), Segment(name, base), Segment(rest, base + self.tone("muted"))]


def level_word(value: int) -> str:
    """An influence or an interest in a word; `?`: not known."""
    return LEVEL.label(str(value), language()) if value else "?"


def advice(person: Contact) -> str:
    """How to deal with somebody, by the quarter of the map in which they stand."""
    if not person.influence or not person.interest:
        return _("not placed yet")
    strong, keen = person.influence > 1, person.interest > 1
    if strong and keen:
        return _("manage closely")
    if strong:
        return _("keep satisfied")
    return _("keep informed") if keen else _("watch")
