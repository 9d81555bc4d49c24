"""`presales coverage`: the figures of an opportunity, of the whole and rolled up."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from typing import Any

from presales_tui.cli.context import open_opportunity, open_workspace
from presales_tui.cli.output import emit
from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.coverage import Coverage, cost
from presales_tui.model.effort import show_days
from presales_tui.model.errors import NotFound
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.requirement import Requirement
from presales_tui.model.tally import BY, Tally
from presales_tui.model.text import cells, one_line


def run(arguments: argparse.Namespace) -> int:
    """Print the coverage as a table, or as JSON with every count."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        store, opportunity_id = open_opportunity(arguments, workspace)
        opportunity = store.get(Opportunity, opportunity_id)
        if opportunity is None:
            raise NotFound(_("The opportunity is gone."))
        tally = Tally()
        tally.update(store.where(Requirement, opportunity=opportunity_id))
    groups = [arguments.by] if arguments.by else list(BY)
    if arguments.json:
        found = _figures(tally.total, opportunity)
        found |= {
            f"by_{name}": [
                {name: value, **_figures(one, opportunity)} for value, one in tally.by(name).items()
            ]
            for name in groups
        }
        emit(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        rows = [_row(_("Total"), tally.total)]
        for name in groups:
            rows += [_row(_label(name, value), one) for value, one in tally.by(name).items()]
        _write(rows)
    return 0


def _label(name: str, value: str) -> str:
    if name == "type":
        return scales.REQUIREMENT_TYPE.label(value, language())
    return one_line(value) or _("no module")


def _figures(found: Coverage, opportunity: Opportunity) -> dict[str, Any]:
    total = cost(found, opportunity.buffer, opportunity.day_rate)
    return {
        **found._asdict(),
        "unknown": found.unknown,
        "ready_pct": _rounded(found.ready_pct),
        "satisfiable_pct": _rounded(found.satisfiable_pct),
        "weighted_ready_pct": _rounded(found.weighted_ready_pct),
        "weighted_satisfiable_pct": _rounded(found.weighted_satisfiable_pct),
        "buffer_pct": opportunity.buffer,
        "days_with_buffer": [round(total.days_low, 2), round(total.days_high, 2)],
        "cost_cny": [round(total.money_low, 2), round(total.money_high, 2)] if opportunity.day_rate else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _row(name: str, found: Coverage) -> list[str]:
    from presales_tui.screens.ground.desk import percent

    return [
        name,
        percent(found.ready_pct),
        percent(found.satisfiable_pct),
        percent(found.weighted_satisfiable_pct),
        f"{found.assessed}/{found.total}",
        str(found.custom or ""),
        show_days(found.days_low, found.days_high),
    ]


def _write(rows: list[list[str]]) -> None:
    header = ["", _("ready"), _("satisfiable"), _("weighted"), _("assessed"), _("custom"), _("days")]
    table = [header, *rows]
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    for first, *rest in table:
        line = first + " " * (widths[0] - cells(first))
        for text, width in zip(rest, widths[1:], strict=True):
            line += "  " + " " * (width - cells(text)) + text
        emit(line.rstrip() + "\n")
