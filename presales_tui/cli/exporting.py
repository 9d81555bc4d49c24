"""`presales export`: documents, to a file or to standard output."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from presales_tui.cli.context import open_client, open_opportunity, open_workspace
from presales_tui.cli.output import emit_bytes, say, to_terminal
from presales_tui.cli.target import check_target, write_target
from presales_tui.data import ClientStore, Workspace
from presales_tui.locale import _, language
from presales_tui.model.errors import BadInput, CannotWrite

Made = tuple[bytes, str]
"""A document, and what is told of it once it is written."""


def run(arguments: argparse.Namespace) -> int:
    """Export one thing. An output that exists stays as it is unless --force is given."""
    target = None if arguments.output == "-" else Path(arguments.output)
    if target is None and arguments.what == "deck" and to_terminal():
        raise CannotWrite(
            _("A deck cannot be shown in a terminal: give -o FILE, or send standard output to a file.")
        )
    with closing(open_workspace(arguments, create=False)) as workspace:
        if target is not None:
            check_target(target, workspace, force=arguments.force)
        make = {"deck": _deck, "outline": _outline, "minutes": _minutes, "workspace": _workspace}
        content, told = make[arguments.what](arguments, workspace)
        if target is None:
            emit_bytes(content)
        else:
            write_target(target, content, force=arguments.force)
    if told:
        say(told)
    return 0


def _deck(arguments: argparse.Namespace, workspace: Workspace) -> Made:
    from presales_tui.documents.book import Book
    from presales_tui.documents.draw import deck_bytes
    from presales_tui.documents.planner import plan_deck

    store, opportunity_id = open_opportunity(arguments, workspace)
    plan = plan_deck(
        Book.of(store, opportunity_id),
        lang="zh" if language() == "zh" else "en",
        audience="internal" if arguments.internal else "client",
    )
    return deck_bytes(plan), _("{n} slides").format(n=len(plan.slides))


def _outline(arguments: argparse.Namespace, workspace: Workspace) -> Made:
    """The outline as Markdown that can be imported again."""
    from presales_tui.documents.book import Book
    from presales_tui.documents.outline_text import outline_markdown

    store, opportunity_id = open_opportunity(arguments, workspace)
    book = Book.of(store, opportunity_id).for_audience("internal" if arguments.internal else "client")
    if not book.sections:
        raise BadInput(_("There is no outline to export yet."))
    return outline_markdown(book.sections, book.requirements).encode(), ""


def _minutes(arguments: argparse.Namespace, workspace: Workspace) -> Made:
    """All minutes of the opportunity, oldest meeting first, as Markdown."""
    from presales_tui.capture.minutes import minutes_text
    from presales_tui.model.meeting import Line, Meeting

    store, opportunity_id = open_opportunity(arguments, workspace)
    shut = set() if arguments.internal else _internal(store, opportunity_id)
    parts: list[str] = []
    left_out = 0
    meetings = store.where(Meeting, opportunity=opportunity_id)
    for meeting in sorted(meetings, key=lambda m: m.start or m.created):
        lines = sorted(store.where(Line, meeting=meeting.id), key=lambda line: (line.pos, line.id))
        shown = [line for line in lines if shut.isdisjoint((meeting.id, line.id, line.record))]
        left_out += len(lines) - len(shown)
        if meeting.id not in shut:
            start = meeting.start.replace("T", " ")
            parts.append(f"# {start} {meeting.title}\n\n{minutes_text(shown)}\n")
    if not parts:
        raise BadInput(_("There are no minutes to export yet."))
    told = _("{n} internal lines left out; --internal includes them.").format(n=left_out) if left_out else ""
    return "\n".join(parts).encode(), told


def _internal(store: ClientStore, opportunity_id: str) -> set[str]:
    """Ids of what a client must not see: meetings, lines, and the records that a line has become."""
    from presales_tui.capture.marks import MARKS
    from presales_tui.model.meeting import Line, Meeting
    from presales_tui.model.record import Record

    found: list[Record] = [*store.where(Meeting, opportunity=opportunity_id), *store.all(Line)]
    for mark in MARKS:
        found += store.where(mark.record, opportunity=opportunity_id)
    return {record.id for record in found if record.visibility == "internal"}


def _workspace(arguments: argparse.Namespace, workspace: Workspace) -> Made:
    from presales_tui.data import plain_json

    by_opportunity = arguments.opportunity and not arguments.client
    store = open_opportunity(arguments, workspace)[0] if by_opportunity else open_client(arguments, workspace)
    return plain_json(store), ""
