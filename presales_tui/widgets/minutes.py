"""The minutes of a meeting: lines as they were typed, wrapped, each with the record that it made."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from presales_tui.locale import N_, _
from presales_tui.model.meeting import Line
from presales_tui.widgets.cells import fit, wrap
from presales_tui.widgets.rows import Rows, bindings

_PICTURE = re.compile(r"(data:[\w/+.-]+;base64,)([A-Za-z0-9+/=]{200,})")


def seen(text: str) -> str:
    """A line as it is shown: of a picture written out in letters only how much there is of it."""
    if len(text) < 200 or ";base64," not in text:
        return text
    return _PICTURE.sub(lambda found: f"{found[1]}… ({len(found[2]) * 3 // 4096} KB)", text)


@lru_cache(maxsize=512)
def spoken_at(at: str) -> str:
    """The local time of day of a UTC time to the minute; empty if it is none."""
    try:
        return f"{datetime.fromisoformat(at + 'Z').astimezone():%H:%M}"
    except ValueError:
        return ""


class Minutes(Rows):
    """Lines with a gutter for the refs of what they made, or for when they were typed: once a minute."""

    CONTEXTS = ("lines", "list")
    BINDINGS = bindings("lines", "list")
    EMPTY = N_("Nothing written yet. Press i to write.")
    GUTTER: ClassVar[int] = 9

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.refs: Mapping[str, str] = {}
        """Record id to its ref."""
        self.before: tuple[str, ...] = ()
        """What is shown while nothing is written: the agenda."""
        self._styles = (Style(), Style(), Style())
        """Plain, strong, muted, as they were when the lines were last painted."""
        self._tops: list[int] = [0]
        self._measured: Sequence[Line] = ()
        """The rows that `_tops` is of, at the width `_measured_room`."""
        self._measured_room = 0

    def show(self, lines: Sequence[Line], refs: Mapping[str, str], keep: str = "", before: str = "") -> None:
        """Show the minutes; `refs` names the records that lines made, `before` is the agenda."""
        self.refs = refs
        self.before = tuple(before.splitlines())
        self.load(lines, keep)

    @property
    def _room(self) -> int:
        return max(self.size.width - self.GUTTER - 1, 8)

    def measure(self) -> None:
        """Where every line starts; lines that stand where they stood are not measured again."""
        rows, room = self.rows, self._room
        pairs = enumerate(zip(rows, self._measured, strict=False))
        same = next((n for n, (new, old) in pairs if new is not old), min(len(rows), len(self._measured)))
        if room != self._measured_room:
            same = 0
        del self._tops[same + 1 :]
        for line in rows[same:]:
            text = seen(line.text)
            short = len(text) * 2 <= room or cell_len(text) <= room
            self._tops.append(self._tops[-1] + (1 if short else len(wrap(text, room))))
        self._measured, self._measured_room = list(rows), room
        super().measure()

    def top_of(self, row: int) -> int:
        """The screen line at which a line of minutes starts."""
        return self._tops[min(row, len(self._tops) - 1)]

    def height_of(self, row: int) -> int:
        """How many screen lines it takes."""
        return self.top_of(row + 1) - self.top_of(row)

    def row_at(self, line: int) -> int:
        """The line of minutes on a screen line."""
        return max(0, min(bisect_right(self._tops, line) - 1, len(self.rows) - 1))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again."""
        super().on_resize(event)
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is painted of it; the styles are looked up once for all lines, not once for each."""
        base = self.rich_style
        self._styles = base, base + self.tone("strong"), base + self.tone("muted")
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One screen line: gutter and a part of a line of minutes."""
        width = self.size.width
        base, strong, muted = self._styles
        at = y + round(self.scroll_y)
        if not self.rows:
            text = _(self.EMPTY) if y == 1 else self.before[y - 3] if 0 <= y - 3 < len(self.before) else ""
            return Strip([Segment(fit(f"  {text}", width), muted)], width)
        if at >= self._tops[-1]:
            return Strip.blank(width, base)
        index = self.row_at(at)
        line: Line = self.rows[index]
        part = at - self.top_of(index)
        pieces = wrap(seen(line.text), self._room)
        text = pieces[part] if part < len(pieces) else ""
        here = index == self.row
        ref = self.refs.get(line.record, "") if part == 0 else ""
        when = ""
        if part == 0 and not ref and line.at:
            before = self.rows[index - 1].at if index else ""
            when = spoken_at(line.at[:16]) if line.at[:16] != before[:16] else ""
        mark = "*" if line.id in self.marked else " "
        body = strong if text.startswith("#") else base
        gutter = [
            Segment(fit(f"{mark}{ref or when}", self.GUTTER), muted if when and mark == " " else strong)
        ]
        if here:
            gutter = self.under_cursor(gutter, self.GUTTER, base)
        return Strip([*gutter, Segment(" " + fit(text, self._room), body)]).adjust_cell_length(width, base)
