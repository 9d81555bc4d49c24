"""Coverage by module and by type, with bars that say the same in black and white."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.coverage import Coverage, cost
from presales_tui.model.effort import show_days
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.tally import Tally
from presales_tui.screens.ground.desk import percent
from presales_tui.screens.ground.dialog import Dialog
from presales_tui.widgets.bars import KeyBar
from presales_tui.widgets.coverage_bar import bar
from presales_tui.widgets.grid import Cell, Column, Grid

BAR = 24
"""Cells of a whole bar."""


class Group(NamedTuple):
    """A row: a module, a type, or all."""

    id: str
    name: str
    found: Coverage
    target: float


def _bar(group: Group) -> Cell:
    met = group.found.satisfiable_pct
    tone = "" if met is None else "good" if met >= group.target else "warn"
    return bar(group.found, BAR), tone


class CoverageGrid(Grid):
    """The groups."""

    EMPTY = N_("Coverage: no requirement yet")


class CoverageDialog(Dialog[None]):
    """All, then by module or by type; tab changes between the two."""

    DEFAULT_CSS = """
    CoverageDialog {
        & > Vertical { height: 90%; }
        & .figures { height: auto; padding: 0 1; }
        & CoverageGrid { height: 1fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn", show=False, priority=True),
        Binding("q,enter,C", "cancel", show=False),
    ]

    def __init__(self, tally: Tally, opportunity: Opportunity) -> None:
        super().__init__()
        self.tally, self.opportunity = tally, opportunity
        self.by = "module"

    def compose(self) -> ComposeResult:
        """Figures with their definitions, then the groups."""
        with Vertical():
            yield Static("", classes="title", id="by", markup=False)
            yield Static(
                "\n".join(figure_lines(self.tally.total, self.opportunity)), classes="figures", markup=False
            )
            yield CoverageGrid(
                [
                    Column(N_("Group"), 0, lambda g: g.name, lambda g: g.name),
                    Column("", BAR, _bar),
                    Column(N_("Ready"), 5, lambda g: percent(g.found.ready_pct), align="right"),
                    Column(N_("Met"), 5, lambda g: percent(g.found.satisfiable_pct), align="right"),
                    Column(N_("Asked"), 7, lambda g: f"{g.found.assessed}/{g.found.total}", align="right"),
                    Column(
                        N_("Custom"),
                        9,
                        lambda g: (
                            (show_days(g.found.days_low, g.found.days_high) or "?") if g.found.custom else ""
                        ),
                        align="right",
                    ),
                ]
            )
            yield KeyBar()

    def on_mount(self) -> None:
        """By module first."""
        self.query_one(CoverageGrid).focus()
        self._show()

    def _show(self) -> None:
        target = self.opportunity.coverage_target
        rows = [
            Group(value, self._label(value), found, target) for value, found in self.tally.by(self.by).items()
        ]
        titles = {"module": _("Coverage by module"), "type": _("Coverage by type")}
        self.query_one("#by", Static).update(titles[self.by])
        self.query_one(CoverageGrid).load([Group("*", _("Total"), self.tally.total, target), *rows])
        other = _("By type") if self.by == "module" else _("By module")
        self.query_one(KeyBar).say_items([("tab", other), ("q", _("Back"))])

    def _label(self, value: str) -> str:
        if self.by == "type":
            return scales.REQUIREMENT_TYPE.label(value, language())
        return value or _("no module")

    def action_turn(self) -> None:
        """The other way to group."""
        self.by = "type" if self.by == "module" else "module"
        self._show()


def figure_lines(found: Coverage, opportunity: Opportunity) -> list[str]:
    """The figures of the whole, each with what it is a share of, and the signs of the bars."""
    lines = [
        _("ready {share} = (standard + config) / assessed, weighted {weighted}").format(
            share=percent(found.ready_pct), weighted=percent(found.weighted_ready_pct)
        ),
        _("satisfiable {share} = ready + custom, third party, workaround; weighted {weighted}").format(
            share=percent(found.satisfiable_pct), weighted=percent(found.weighted_satisfiable_pct)
        ),
        _("weights: must 3, should 2, could 1; assessed {n}/{m}, the rest never counts as met").format(
            n=found.assessed, m=found.total
        ),
    ]
    if found.custom:
        total = cost(found, opportunity.buffer, opportunity.day_rate)
        days = _("custom {n}: {days} days, with {buffer:g}% buffer {more}").format(
            n=found.custom,
            days=show_days(found.days_low, found.days_high) or "?",
            buffer=opportunity.buffer,
            more=show_days(round(total.days_low, 1), round(total.days_high, 1)) or "?",
        )
        if opportunity.day_rate and total.money_high:
            days += "  " + money_range(total.money_low, total.money_high)
        if found.unestimated:
            days += "  " + _("{n} without estimate").format(n=found.unestimated)
        lines.append(days)
    lines.append(_("# ready   + with work   - not met   ? to assess"))
    return lines


def money_range(low: float, high: float) -> str:
    """An amount in CNY as a range."""
    return f"CNY {low:,.0f}" if low == high else f"CNY {low:,.0f}-{high:,.0f}"
