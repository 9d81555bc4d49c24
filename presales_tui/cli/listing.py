"""`presales list`: records as an aligned table, or with all fields as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from presales_tui.cli.context import open_opportunity, open_workspace
from presales_tui.data import ClientStore, Workspace
from presales_tui.locale import language
from presales_tui.model.filter import parse_filter
from presales_tui.model.record import Record
from presales_tui.model.text import cells, one_line


class Listing(NamedTuple):
    """How one kind of record is listed: its class, and the fields shown."""

    module: str
    record: str
    fields: tuple[str, ...]


LISTINGS = {
    "requirements": Listing(
        "requirement",
        "Requirement",
        ("ref", "priority", "fit", "effort_low", "effort_high", "module", "title"),
    ),
    "pains": Listing("requirement", "Pain", ("ref", "title", "cost", "speaker")),
    "issues": Listing("trial", "Issue", ("ref", "kind", "severity", "status", "reported", "title")),
    "criteria": Listing("trial", "Criterion", ("ref", "state", "target", "achieved", "unit", "title")),
    "meetings": Listing("meeting", "Meeting", ("ref", "start", "type", "state", "title")),
    "actions": Listing("followup", "Action", ("ref", "state", "due", "owner", "title")),
    "questions": Listing("followup", "Question", ("ref", "state", "to", "title")),
    "decisions": Listing("followup", "Decision", ("ref", "state", "title")),
    "risks": Listing("followup", "Risk", ("ref", "state", "title")),
    "commitments": Listing("followup", "Commitment", ("ref", "state", "contractual", "due", "to", "title")),
    "sections": Listing("outline", "Section", ("ref", "number", "title")),
    "contacts": Listing("client", "Contact", ("ref", "name", "job", "side", "role", "stance")),
    "opportunities": Listing("opportunity", "Opportunity", ("ref", "stage", "kind", "name")),
}
"""What `list` takes, and what it shows of it."""

_PER_CLIENT = ("contacts", "opportunities")
"""Kinds that belong to the client, not to one opportunity."""


def run(arguments: argparse.Namespace) -> int:
    """List one kind of record."""
    listing = LISTINGS[arguments.what]
    kind: type[Record] = getattr(import_module(f"presales_tui.model.{listing.module}"), listing.record)
    workspace = open_workspace(arguments)
    test = parse_filter(arguments.filter)
    rows = [row for row in _rows(arguments, workspace, kind) if test(row[1])]
    if arguments.json:
        _write_json(rows, several=arguments.all)
    else:
        _write_table(listing, rows)
    return 0


def _rows(
    arguments: argparse.Namespace, workspace: Workspace, kind: type[Record]
) -> Iterator[tuple[str, Record, str]]:
    """(client, record, outline number) of everything that is meant."""
    places: list[tuple[ClientStore, str]]
    if arguments.all:
        places = [(workspace.store(face.id), "") for face in workspace.clients()]
    else:
        places = [open_opportunity(arguments, workspace)]
    for store, opportunity_id in places:
        client = store.client.name
        if arguments.what in _PER_CLIENT or not opportunity_id:
            found: Sequence[Record] = store.all(kind)
        else:
            found = store.where(kind, opportunity=opportunity_id)
        if arguments.what == "sections":
            from presales_tui.model.outline import Section, in_order

            sections = [record for record in found if isinstance(record, Section)]
            for placed in in_order(sections):
                yield client, placed.section, placed.number
        else:
            yield from ((client, record, "") for record in found)


def _write_json(rows: Sequence[tuple[str, Record, str]], *, several: bool) -> None:
    """An array of objects with every field, one object a line; client and number where they matter."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    dumps: Callable[[object], str] = json.JSONEncoder(ensure_ascii=not plain).encode
    out: list[str] = []
    for client, record, number in rows:
        extra = {"client": client} if several else {}
        if number:
            extra["number"] = number
        out.append(dumps({**extra, **record.__dict__}))
    sys.stdout.write("[" + ",\n ".join(out) + "]\n")


def _write_table(listing: Listing, rows: Sequence[tuple[str, Record, str]]) -> None:
    """Columns as wide as their longest cell; the last one as long as it is."""
    lang = language()
    table = [
        [one_line(_shown(name, record, number, lang)) for name in listing.fields]
        for _client, record, number in rows
    ]
    widths = [max((cells(row[n]) for row in table), default=0) for n in range(len(listing.fields))]
    for row in table:
        parts = [cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)]
        sys.stdout.write("  ".join(parts).rstrip() + "\n")


def _shown(name: str, record: Record, number: str, lang: str) -> str:
    """A field as people read it: labels instead of codes."""
    if name == "number":
        return number
    from presales_tui.model import scales

    value = getattr(record, name)
    owner = type(record).__name__.lower()
    scale = scales.ALL.get(f"{owner}_{name}") or scales.ALL.get(_SCALE_OF.get((owner, name), name))
    if scale is not None and isinstance(value, str):
        return scale.label(value, lang)
    return f"{value:g}" if isinstance(value, float) else str(value)


_SCALE_OF = {
    ("commitment", "state"): "action_state",
    ("opportunity", "kind"): "presales_kind",
    ("contact", "role"): "buying_role",
}
"""Fields whose scale is not named after their record."""
