"""`presales list`: records as an aligned table, or with all fields as JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib import import_module
from typing import Any, NamedTuple

from presales_tui.cli.context import open_client, open_opportunity, open_workspace
from presales_tui.cli.output import emit_parts, say, to_terminal
from presales_tui.data import ClientStore, Workspace
from presales_tui.locale import _, language
from presales_tui.model.record import Record


class Listing(NamedTuple):
    """How one kind of record is listed: its class, and the fields shown."""

    module: str
    record: str
    fields: tuple[str, ...]


class Row(NamedTuple):
    """One record, and where it belongs."""

    client: str
    record: Record
    place: str = ""
    """Of a section its number in the outline, such as 2.1; of a comment the ref of what it is about; of a
    contact and an opportunity the ISO date of the last touch."""


LISTINGS = {
    "requirements": Listing(
        "requirement", "Requirement", ("ref", "priority", "fit", "effort", "module", "title")
    ),
    "pains": Listing("requirement", "Pain", ("ref", "title", "cost", "speaker")),
    "comments": Listing("comment", "Comment", ("ref", "about", "created", "author", "text")),
    "issues": Listing("trial", "Issue", ("ref", "kind", "severity", "status", "reported", "title")),
    "evidence": Listing("evidence", "Evidence", ("ref", "title", "lines", "fingerprint")),
    "criteria": Listing("trial", "Criterion", ("ref", "state", "target", "achieved", "unit", "title")),
    "trials": Listing("trial", "Trial", ("ref", "kind", "state", "start", "end", "title")),
    "trainings": Listing("training", "Training", ("ref", "state", "day", "attended", "audience", "title")),
    "meetings": Listing("meeting", "Meeting", ("ref", "start", "type", "state", "title")),
    "actions": Listing("followup", "Action", ("ref", "state", "due", "owner", "title")),
    "questions": Listing("followup", "Question", ("ref", "state", "to", "title")),
    "decisions": Listing("followup", "Decision", ("ref", "state", "title")),
    "risks": Listing("followup", "Risk", ("ref", "state", "title")),
    "commitments": Listing("followup", "Commitment", ("ref", "state", "contractual", "due", "to", "title")),
    "sections": Listing("outline", "Section", ("ref", "number", "title")),
    "contacts": Listing("client", "Contact", ("ref", "name", "job", "side", "role", "stance", "touch")),
    "opportunities": Listing(
        "opportunity",
        "Opportunity",
        (
            "ref",
            "stage",
            "technical_outcome",
            "kind",
            "deployment",
            "value",
            "owner",
            "next_date",
            "touch",
            "name",
        ),
    ),
}
"""What `list` takes, and what it shows of it."""

_PLACE = {"sections": "number", "comments": "about", "contacts": "touch", "opportunities": "touch"}
"""What the place of a row is called, by kind."""

_OF_CLIENT = ("contacts", "opportunities")
"""Kinds that belong to the client, not to one opportunity."""


def run(arguments: argparse.Namespace) -> int:
    """List one kind of record."""
    listing = LISTINGS[arguments.what]
    kind: type[Record] = getattr(import_module(f"presales_tui.model.{listing.module}"), listing.record)
    with closing(open_workspace(arguments, create=False)) as workspace:
        rows = list(_rows(arguments, workspace, kind))
    if arguments.filter:
        from presales_tui.model.filter import parse_filter

        test = parse_filter(arguments.filter, strict=True)
        rows = [row for row in rows if test(row.record)]
    if arguments.sort or arguments.group:
        rows = _sorted(rows, kind, arguments)
    if arguments.columns:
        listing = listing._replace(fields=_columns(kind, listing, arguments.columns))
    if arguments.json:
        _write_json(rows, _PLACE.get(arguments.what, ""), several=arguments.all)
    elif arguments.group:
        _write_groups(listing, rows, kind, arguments)
    else:
        _write_table(listing, rows, several=arguments.all)
        if not rows:
            say(_("None."))
    return 0


def _sorted(rows: list[Row], kind: type[Record], arguments: argparse.Namespace) -> list[Row]:
    """In the order that is wanted; what is to be grouped stands together."""
    from presales_tui.fields.order import key_of, ordered, parse_order

    levels = [(key_of(by.field), by.down) for by in parse_order(kind, f"{arguments.group},{arguments.sort}")]
    return ordered(rows, [(_of_row(key), down) for key, down in levels])


def _of_row(key: Callable[[Any], Any]) -> Callable[[Row], Any]:
    return lambda row: key(row.record)


def _columns(kind: type[Record], listing: Listing, text: str) -> tuple[str, ...]:
    from presales_tui.fields.assign import field_of
    from presales_tui.fields.field import words_of

    known = (*listing.fields, "ref", "created", "updated", "author")
    return tuple(word if word in known else field_of(kind, word).name for word in words_of(text))


def _write_groups(
    listing: Listing, rows: Sequence[Row], kind: type[Record], arguments: argparse.Namespace
) -> None:
    """A table a group, under its name and how many there are; of requirements also their coverage."""
    from itertools import groupby

    from presales_tui.fields.assign import field_of
    from presales_tui.model.coverage import coverage
    from presales_tui.model.requirement import Requirement
    from presales_tui.model.text import one_line

    lang, name = language(), field_of(kind, arguments.group).name
    for shown, found in groupby(rows, lambda row: _shown(name, row, lang)):
        group = list(found)
        head = f"# {one_line(shown) or _('none')} ({len(group)})"
        needs = [row.record for row in group if isinstance(row.record, Requirement)]
        if needs and (percent := coverage(needs).satisfiable_pct) is not None:
            head += f" {percent:.0f}%"
        emit_parts([head + "\n"])
        _write_table(listing, group, several=arguments.all)


def _rows(arguments: argparse.Namespace, workspace: Workspace, kind: type[Record]) -> Iterator[Row]:
    """Everything that is meant, in the order of creation; sections in the order of the outline."""
    if arguments.all:
        faces = [workspace.find_client(arguments.client)] if arguments.client else workspace.clients()
        for face in faces:
            store = workspace.store(face.id)
            yield from _placed(face.name, store.all(kind), arguments.what, store)
    elif arguments.what in _OF_CLIENT and not arguments.opportunity:
        store = open_client(arguments, workspace)
        yield from _placed("", store.all(kind), arguments.what, store)
    else:
        store, opportunity_id = open_opportunity(arguments, workspace)
        found = _of_opportunity(store, kind, opportunity_id, arguments.what)
        yield from _placed("", found, arguments.what, store)


def _of_opportunity(
    store: ClientStore, kind: type[Record], opportunity_id: str, what: str
) -> Sequence[Record]:
    return store.all(kind) if what in _OF_CLIENT else store.where(kind, opportunity=opportunity_id)


def _placed(client: str, records: Sequence[Record], what: str, store: ClientStore) -> Iterator[Row]:
    if what == "comments":
        from presales_tui.model.comment import Comment
        from presales_tui.model.requirement import Requirement

        for record in records:
            about = store.get(Requirement, record.about) if isinstance(record, Comment) else None
            yield Row(client, record, about.ref if about else "")
        return
    if what in _OF_CLIENT:
        yield from _touched(client, records, store)
        return
    if what != "sections":
        for record in records:
            yield Row(client, record)
        return
    from presales_tui.model.outline import Section, in_order

    outlines: dict[str, list[Section]] = {}
    for record in records:
        if isinstance(record, Section):
            outlines.setdefault(record.opportunity, []).append(record)
    for sections in outlines.values():
        for placed in in_order(sections):
            yield Row(client, placed.section, placed.number)


def _touched(client: str, records: Sequence[Record], store: ClientStore) -> Iterator[Row]:
    """People and opportunities with the day on which we were last in touch."""
    from datetime import date

    from presales_tui.model.client import Contact
    from presales_tui.model.meeting import Line, Meeting
    from presales_tui.model.touch import client_touch, touches
    from presales_tui.model.trial import Issue

    today = date.today()
    people = [record for record in records if isinstance(record, Contact)]
    met = {}
    if people:
        met = touches(people, store.all(Meeting), store.all(Issue), today, store.all(Line))
    for record in records:
        last = met.get(record.id) if people else client_touch(store, today, record.id)
        yield Row(client, record, last.day.isoformat() if last else "")


def _write_json(rows: Sequence[Row], place: str, *, several: bool) -> None:
    """An array of objects with every field, one object a line; client and number where they matter."""
    import json

    text = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8" and not to_terminal()
    encode = json.JSONEncoder(ensure_ascii=not text).encode

    def parts() -> Iterator[str]:
        between = "["
        for client, record, where in rows:
            fields = record.__dict__
            if place:
                fields = {**fields, place: where} if place in fields else {place: where, **fields}
            if several:
                fields = {"client": client, **fields}
            yield between + encode(fields)
            between = ",\n "
        yield "]\n" if rows else "[]\n"

    emit_parts(parts())


def _write_table(listing: Listing, rows: Sequence[Row], *, several: bool) -> None:
    """Columns as wide as their longest cell; the last one as long as it is."""
    from presales_tui.model.text import cells, one_line

    lang = language()
    table = [
        [row.client] * several + [one_line(_shown(name, row, lang)) for name in listing.fields]
        for row in rows
    ]
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    emit_parts(
        "  ".join(
            cell + " " * (width - cells(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in table
    )


def _shown(name: str, row: Row, lang: str) -> str:
    """A field as people read it: labels instead of codes, an effort as one range."""
    if name in _PLACE.values():
        return row.place
    if name == "effort":
        from presales_tui.model.effort import show_days

        low, high = (getattr(row.record, f"effort_{end}") for end in ("low", "high"))
        return show_days(low, high)
    if name in ("depends", "conflicts", "duplicates"):
        return str(len(getattr(row.record, name)) or "")
    from presales_tui.model import scales

    value = getattr(row.record, name)
    owner = type(row.record).__name__.lower()
    scale = scales.ALL.get(f"{owner}_{name}") or scales.ALL.get(_SCALE_OF.get((owner, name), name))
    if scale is not None and isinstance(value, str):
        return scale.label(value, lang)
    if isinstance(value, tuple):
        return ", ".join(" ".join(map(str, item)) if isinstance(item, tuple) else str(item) for item in value)
    return str(value)


_SCALE_OF = {
    ("commitment", "state"): "action_state",
    ("requirement", "impact"): "deal_impact",
    ("requirement", "source_kind"): "source",
    ("opportunity", "kind"): "presales_kind",
    ("contact", "role"): "buying_role",
}
"""Fields whose scale is not named after their record."""
