"""Pictures of all opportunities: the stages as a funnel, issues as a burn-down, coverage as bars.

Made of plain characters, one cell each in every terminal and encoding; colour only repeats what they
say. As many pictures stand side by side as there is room for; the others are on further pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from presales_tui.locale import _, language, ngettext
from presales_tui.model import scales, stages
from presales_tui.model.deals import Deal
from presales_tui.model.open_issues import open_by_day
from presales_tui.widgets.cells import fit
from presales_tui.widgets.coverage_bar import bar
from presales_tui.widgets.rows import Rows

Line = tuple[str, str]
"""A line of a picture and its tone."""

LEAST = 36
"""Cells that a picture needs to be read."""


def funnel(deals: Sequence[Deal], _here: Deal | None, width: int, height: int) -> list[Line]:
    """How many opportunities are in each stage, and what they are worth. What is closed is one row."""
    lang = language()
    groups: list[tuple[str, str, list[Deal]]] = [
        (scales.STAGE.label(code, lang), scales.STAGE.term(code).tone, [d for d in deals if d.stage == code])
        for code in (*stages.PATH, "on_hold")
    ]
    closed = [deal for deal in deals if deal.stage in scales.CLOSED_STAGES]
    groups.append((_("closed"), "muted", closed))
    shown = [group for group in groups if group[2]]
    most = max((len(found) for _label, _tone, found in shown), default=1)
    room = max(width - 12 - 4 - 9, 4)
    lines: list[Line] = [(_("Stages, number, value"), "strong")]
    for label, tone, found in shown:
        worth = sum(deal.record.value for deal in found if deal.record)
        size = max(round(room * len(found) / most), 1)
        lines.append((f"{fit(label, 11)} {len(found):3} {fit('#' * size, room)} {money(worth)}", tone))
    return lines[:height]


def money(value: float) -> str:
    """An amount as people say it: 万 and 亿 in Chinese, thousands and millions in English; empty: none."""
    if not value:
        return ""
    small, large, unit = (10_000, 100_000_000, "万亿") if language() == "zh" else (1000, 1_000_000, "kM")
    if value >= large:
        return f"{value / large:.1f}{unit[1]}"
    return f"{value / small:.0f}{unit[0]}"


def burn_down(deals: Sequence[Deal], here: Deal | None, width: int, height: int) -> list[Line]:
    """Open issues at the end of each of the last days: of one opportunity, or of all if that has none."""
    chosen = [here] if here and here.vitals and here.vitals.flow else list(deals)
    days = max(min(width - 5, 56), 7)
    total = [0] * days
    for deal in chosen:
        if deal.vitals:
            series = open_by_day(deal.vitals.flow, date.today(), days)
            total = [one + other for one, other in zip(total, series, strict=True)]
    whose = chosen[0].name if len(chosen) == 1 else _("all")
    title = ngettext("Open issues, {n} day: {whose}", "Open issues, {n} days: {whose}", days).format(
        n=days, whose=whose
    )
    top = max(total)
    if not top:
        return [(title, "strong"), (_("none"), "muted")]
    rows = max(min(height - 2, top, 8), 1)
    lines: list[Line] = [(title, "strong")]
    for level in range(rows, 0, -1):
        least = top * (level - 0.5) / rows
        label = f"{round(top * level / rows):3} " if level in (rows, 1) or rows < 4 else "    "
        lines.append((label + "".join("#" if n >= least else " " for n in total), ""))
    ends = f"{_('now')} {total[-1]}"
    lines.append(("    " + fit(_("-{n}d").format(n=days), max(days - cell_len(ends), 5)) + ends, "muted"))
    return lines[:height]


def coverages(deals: Sequence[Deal], here: Deal | None, width: int, height: int) -> list[Line]:
    """The coverage of those that are being won, the one under the cursor first, then the least met."""
    found = [
        deal
        for deal in deals
        if deal.vitals and deal.vitals.coverage.total and deal.stage not in scales.CLOSED_STAGES
    ]
    found.sort(key=lambda d: (d is not here and d.id != (here.id if here else ""), _met(d)))
    cells = max(width // 3, 8)
    names = max(width - cells - 6, 6)
    lines: list[Line] = [(_("Coverage: # ready, + with work, - not met, ? open"), "strong")]
    for deal in found:
        counts = deal.vitals.coverage if deal.vitals else None
        if counts is not None:
            value = counts.satisfiable_pct
            shown = "-" if value is None else f"{int(value) if value > 99 else round(value)}%"
            target = deal.record.coverage_target if deal.record else 0
            tone = "good" if value is not None and value >= target else "warn"
            lines.append((f"{fit(deal.name, names)} {bar(counts, cells)} {shown:>4}", tone))
    return lines[:height]


def _met(deal: Deal) -> float:
    found = deal.vitals.coverage.satisfiable_pct if deal.vitals else None
    return -1.0 if found is None else found


DRAWN: tuple[Callable[[Sequence[Deal], Deal | None, int, int], list[Line]], ...] = (
    funnel,
    burn_down,
    coverages,
)


class Pictures(Rows):
    """The pictures; never has the focus."""

    DEFAULT_CSS = "Pictures { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.can_focus = False
        self.page = 0
        self._deals: Sequence[Deal] = ()
        self._here: Deal | None = None
        self._blocks: list[tuple[int, list[Line]]] = []

    def show(self, deals: Sequence[Deal], here: Deal | None) -> None:
        """Draw these opportunities, and of this one what is drawn of one alone."""
        if deals is not self._deals or here != self._here:
            self._deals, self._here = deals, here
            self._blocks = []
            self.refresh()

    def pages(self, width: int) -> int:
        """How many pages there are in such a width."""
        return ceil(len(DRAWN) / self._side_by_side(width))

    def turn(self, page: int) -> None:
        """Show another page."""
        self.page = page
        self._blocks = []
        self.refresh()

    def on_resize(self, event: object) -> None:
        """There is another room."""
        self._blocks = []
        self.page = min(self.page, self.pages(self.size.width) - 1)

    @staticmethod
    def _side_by_side(width: int) -> int:
        return max(min((width - 1) // LEAST, len(DRAWN)), 1)

    def _draw(self) -> None:
        count = self._side_by_side(self.size.width)
        here = DRAWN[self.page * count : (self.page + 1) * count]
        width = (self.size.width - 1) // max(len(here), 1)
        self._blocks = [(width, draw(self._deals, self._here, width - 2, self.size.height)) for draw in here]

    def render_line(self, y: int) -> Strip:
        """One line of each picture."""
        if not self._blocks:
            self._draw()
        base = self.rich_style
        segments = [Segment(" ", base)]
        for width, lines in self._blocks:
            text, tone = lines[y] if y < len(lines) else ("", "")
            style = base + self.tone(tone) if tone else base
            segments.append(Segment(fit(text, width - 2) + "  ", style))
        return Strip(segments).adjust_cell_length(self.size.width, base)
