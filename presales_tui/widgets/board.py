"""A board: rows as cards in lanes side by side, drawn line by line like every list.

Only the cards on the screen are looked at; a move of the cursor repaints the first line of two cards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip

from presales_tui.locale import _
from presales_tui.widgets.cells import fit, wrap
from presales_tui.widgets.rows import Rows


class Card(NamedTuple):
    """What a card shows."""

    head: str
    tone: str
    """Of the head."""
    title: str


HEIGHT = 3
"""Lines of a card: its head, and two of its title."""
NARROW = 14
"""Cells that a lane must have; where there is no room for all, those around the cursor are shown."""


class Board(Rows):
    """Cards in lanes. `lane_of` gives the lane of a row, `card` what it shows."""

    HEADER = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "lane(-1)", show=False),
        Binding("right", "lane(1)", show=False),
    ]

    def __init__(
        self,
        titles: Sequence[str],
        lane_of: Callable[[Any], int],
        card: Callable[[Any], Card],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.titles, self.lane_of, self.card = titles, lane_of, card
        self.lanes: list[list[int]] = [[] for _title in titles]
        """The rows of each lane, by their number."""
        self._places: list[tuple[int, int]] = []
        """The lane of each row, and its place in it."""
        self._tops = [0] * len(titles)
        """The first card that is shown of each lane."""
        self._first = 0
        """The first lane that is shown."""

    # What is in it

    def show_passed(self, keep: str = "") -> None:
        """The cursor stays on its record when that goes into another lane."""
        if not keep and (here := self.current) is not None:
            keep = getattr(here, "id", "")
        super().show_passed(keep)

    def measure(self) -> None:
        """Put the rows into their lanes; the board scrolls by lanes, not as a whole."""
        lanes: list[list[int]] = [[] for _title in self.titles]
        places: list[tuple[int, int]] = []
        for n, row in enumerate(self.rows):
            lane = lanes[of := self.lane_of(row)]
            places.append((of, len(lane)))
            lane.append(n)
        self.lanes, self._places = lanes, places
        window = self.window_cards
        self._tops = [
            min(top, max(len(lane) - window, 0)) for top, lane in zip(self._tops, lanes, strict=True)
        ]
        self.virtual_size = Size(self.size.width, self.size.height)

    # Moving

    @property
    def lane(self) -> int:
        """The lane that the cursor is in; without a row the first."""
        return self._places[self.row][0] if self.row < len(self._places) else 0

    def _place(self) -> int:
        return self._places[self.row][1] if self.row < len(self._places) else 0

    def action_move(self, by: int) -> None:
        """Move within the lane."""
        lane = self.lanes[self.lane]
        if lane:
            self.move_to(lane[max(0, min(self._place() + by, len(lane) - 1))])

    def action_page(self, by: int) -> None:
        """Move by as many cards as are seen."""
        self.action_move(by * self.window_cards)

    def action_edge(self, end: int) -> None:
        """To the first or the last card of the lane."""
        lane = self.lanes[self.lane]
        if lane:
            self.move_to(lane[-1 if end else 0])

    def action_lane(self, by: int) -> None:
        """To the next lane that has cards, at the same height."""
        seen = self._place() - self._tops[self.lane]
        to = self.lane + by
        while 0 <= to < len(self.lanes):
            if lane := self.lanes[to]:
                self.move_to(lane[min(self._tops[to] + seen, len(lane) - 1)])
                return
            to += by

    # Where cards are

    @property
    def window_cards(self) -> int:
        """How many cards of a lane are seen."""
        return max((self.size.height - self.HEADER) // HEIGHT, 1)

    def _shown(self) -> tuple[int, int]:
        """How many lanes are shown, and how many cells each has."""
        count = max(min(len(self.titles), (self.size.width + 1) // (NARROW + 1)), 1)
        return count, max((self.size.width + 1) // count - 1, 1)

    def _reveal(self) -> None:
        lane = self.lane
        top, place, window = self._tops[lane], self._place(), self.window_cards
        last = max(len(self.lanes[lane]) - window, 0)
        to = min(top, last)
        if not to <= place < to + window:
            # A step at the edge, else to the middle.
            near = place - window + 1 if place == to + window else place if place == to - 1 else None
            to = max(0, min(near if near is not None else place - window // 2, last))
        count, _width = self._shown()
        # A board that was narrow, or not laid out yet, may have begun further right than it needs to now.
        first = min(max(self._first, lane - count + 1), lane, len(self.titles) - count)
        if (to, first) != (top, self._first):
            self._tops[lane], self._first = to, first
            self.refresh()

    def _refresh_row(self, row: int) -> None:
        if not 0 <= row < len(self._places):
            return
        lane, place = self._places[row]
        count, width = self._shown()
        place -= self._tops[lane]
        if 0 <= lane - self._first < count and 0 <= place < self.window_cards:
            self.refresh(Region((lane - self._first) * (width + 1), self.HEADER + place * HEIGHT, width, 1))

    def on_resize(self, event: events.Resize) -> None:
        """Other lanes may have room now."""
        self.measure()
        self._reveal()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """With the mouse on, a click chooses a card."""
        count, width = self._shown()
        lane = self._first + min(event.x // (width + 1), count - 1)
        place = self._tops[lane] + (event.y - self.HEADER) // HEIGHT
        if event.y >= self.HEADER and place < len(self.lanes[lane]):
            self.move_to(self.lanes[lane][place])

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The titles of the lanes, or one line of the cards that stand there."""
        base = self.rich_style
        count, width = self._shown()
        lanes = range(len(self.titles))[self._first : self._first + count]
        total = self.size.width
        if y < self.HEADER:
            style = base + self.tone("header")
            texts = [fit(f" {_(self.titles[n])} {len(self.lanes[n])}", width) for n in lanes]
            return Strip([Segment(" ".join(texts), style)]).adjust_cell_length(total, style)
        if not self.rows:
            empty = wrap(_(self.EMPTY), total - 3) if self.EMPTY else []
            line = empty[y - 2] if 0 <= y - 2 < len(empty) else ""
            return Strip([Segment(fit("  " + line, total), base + self.tone("muted"))], total)
        card, part = divmod(y - self.HEADER, HEIGHT)
        segments: list[Segment] = []
        for n in lanes:
            if segments:
                segments.append(Segment("|", base + self.tone("muted")))
            place = self._tops[n] + card
            lane = self.lanes[n]
            if card < self.window_cards and place < len(lane):
                segments.append(self._line(lane[place], part, width))
            else:
                segments.append(Segment(" " * width, base))
        return Strip(segments).adjust_cell_length(total, base)

    def _line(self, number: int, part: int, width: int) -> Segment:
        row = self.rows[number]
        base = self.rich_style
        card = self.card(row)
        if part == 0:
            mark = "*" if getattr(row, "id", "") in self.marked else " "
            tone = "cursor" if number == self.row else card.tone
            return Segment(fit(mark + card.head, width), base + self.tone(tone) if tone else base)
        lines = wrap(card.title, width - 1)
        text = lines[part - 1] if part <= len(lines) else ""
        if part == HEIGHT - 1 and len(lines) > part:
            text = fit(text, width - 2).rstrip() + "…"
        return Segment(fit(" " + text, width), base)
