"""`presales today`: what is overdue, due and next, and the health of each opportunity."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from presales_tui.cli.context import open_workspace
from presales_tui.cli.output import emit, emit_parts, say
from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.agenda import dues, health
from presales_tui.model.deals import Client, Deal, Due, urgency
from presales_tui.model.errors import Problem
from presales_tui.model.text import cells, one_line


def run(arguments: argparse.Namespace) -> int:
    """Write one of the lists. A client that cannot be read is named; the others are shown."""
    now = datetime.now(UTC)
    deals: list[Deal] = []
    due: list[Due] = []
    with closing(open_workspace(arguments, create=False)) as workspace:
        faces = [workspace.find_client(arguments.client)] if arguments.client else workspace.clients()
        for face in faces:
            names = [Deal(one.id, face.id, face.name, one.name, one.stage) for one in face.opportunities]
            try:
                digest = workspace.digests.at_hand(face)
                if digest is None:
                    digest, notes = workspace.digests.look(face)
                    for note in notes:
                        say(f"presales: {note}")
            except Problem as problem:
                say(f"presales: {problem.sentence}")
                deals += names
                continue
            known = [health(deal, digest.pulse, now) for deal in names]
            deals += known
            due += dues(Client(face.id, face.name), known, digest.pulse, now)
    due.sort(key=urgency)
    if arguments.json:
        found = {"due": [_due_json(one) for one in due], "opportunities": [_deal_json(one) for one in deals]}
        emit(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    elif arguments.deals:
        _table([_deal_row(deal) for deal in deals])
    else:
        _table([_due_row(one) for one in due])
        if not due:
            say(_("Nothing is due in the next two weeks."))
    return 0


def _due_row(due: Due) -> list[str]:
    sign = {"late": "!!", "today": "!", "next": ""}[due.group]
    return [sign, due.when.replace("T", " ") or "-", _(due.kind), due.client, due.opportunity, due.what]


def _deal_row(deal: Deal) -> list[str]:
    lang = language()
    row = [deal.client, deal.name, scales.STAGE.label(deal.stage, lang)]
    here, vitals = deal.record, deal.vitals
    if here is None or vitals is None:
        return [*row, "", "", "", "", "", ""]
    from presales_tui.screens.ground.desk import short_figures

    idle = "" if deal.idle is None else _("{n}d").format(n=deal.idle)
    late = f"{deal.open_issues} !!{deal.late_issues}" if deal.late_issues else str(deal.open_issues)
    return [
        *row,
        scales.TECHNICAL_OUTCOME.label(here.technical_outcome, lang),
        short_figures(vitals.coverage),
        late,
        idle,
        here.next_date,
        here.next_step,
    ]


def _due_json(due: Due) -> dict[str, Any]:
    return {
        "group": due.group,
        "when": due.when,
        "kind": due.kind,
        "client": due.client,
        "opportunity": due.opportunity,
        "what": due.what,
        "screen": due.where,
        "record": due.at,
    }


def _deal_json(deal: Deal) -> dict[str, Any]:
    vitals = deal.vitals
    found = vitals.coverage if vitals else None
    here = deal.record
    return {
        "id": deal.id,
        "client": deal.client,
        "name": deal.name,
        "stage": deal.stage,
        "technical_outcome": here.technical_outcome if here else None,
        "value": here.value if here else None,
        "requirements": found.total if found else None,
        "satisfiable_pct": found.satisfiable_pct if found else None,
        "custom_days": [found.days_low, found.days_high] if found else None,
        "unassessed": found.unknown if found else None,
        "suspects": vitals.suspect_count if vitals else None,
        "open_issues": deal.open_issues,
        "late_issues": deal.late_issues,
        "soon_issues": deal.soon_issues,
        "days_idle": deal.idle,
        "next_step": here.next_step if here else None,
        "next_date": here.next_date if here else None,
    }


def _table(rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their longest cell."""
    clean = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*clean, strict=True)]
    emit_parts(
        "  ".join(
            cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        + "\n"
        for row in clean
    )
