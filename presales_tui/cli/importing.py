"""`presales import`: what comes in, as one change that one undo takes back."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import datetime
from pathlib import Path

from presales_tui.cli.context import open_opportunity, open_or_make, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore
from presales_tui.imports.files import Text, read_text
from presales_tui.locale import _, language
from presales_tui.model.client import Contact
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.opportunity import Opportunity

_NAME_CELLS = 120


def run(arguments: argparse.Namespace) -> int:
    """Read the file first: a file that cannot be read leaves no trace, not even a workspace."""
    text = read_text("-" if arguments.file == "-" else Path(arguments.file))
    make = {"notes": _notes, "outline": _outline}[arguments.what]
    if arguments.dry_run and not _anything_there(arguments):
        make(arguments, text, None, Opportunity())
        return 0
    with closing(open_workspace(arguments)) as workspace:
        if arguments.dry_run:
            store, opportunity_id = open_opportunity(arguments, workspace)
        else:
            store, opportunity_id = open_or_make(arguments, workspace, _document_title(arguments, text))
        opportunity = store.get(Opportunity, opportunity_id)
        if opportunity is None:
            raise NotFound(_("The opportunity is gone."))
        make(arguments, text, store, opportunity)
    return 0


def _anything_there(arguments: argparse.Namespace) -> bool:
    """Whether there is a client that the import would go to; in an empty workspace one would be made."""
    try:
        with closing(open_workspace(arguments, create=False)) as workspace:
            return bool(workspace.clients())
    except NotFound:
        return False


def _document_title(arguments: argparse.Namespace, text: Text) -> str:
    """What a first opportunity is called: the title of an outline is on the cover of its deck then."""
    if arguments.what != "outline":
        return ""
    from presales_tui.capture.width import cut
    from presales_tui.imports.headlines import first_heading

    found = first_heading(text.text.split("\n"))
    return cut(found.title, _NAME_CELLS) if found.level == 1 else ""


def _notes(
    arguments: argparse.Namespace, text: Text, store: ClientStore | None, opportunity: Opportunity
) -> None:
    """Minutes become a meeting, marks become records; prints the ref of the meeting."""
    from presales_tui.capture.marks import MARKS
    from presales_tui.imports.notes import notes_change

    people = {person.name: person.side for person in store.all(Contact)} if store else {}
    found = notes_change(
        text.text,
        name=text.name,
        opportunity=opportunity,
        now=datetime.now().astimezone(),
        people=people,
        loose=arguments.loose,
    )
    if store is not None and not arguments.dry_run:
        done = store.commit(found.change)
        emit(next(record.ref for record in done.records if record.id == found.meeting.id) + "\n")
    lang = language()
    labels = {mark.kind: mark.label(lang) for mark in MARKS}
    counts = ", ".join(f"{labels[kind]} {n}" for kind, n in found.counts.items() if n)
    say(
        _("{lines} lines from {name} ({encoding}); records: {counts}").format(
            lines=found.lines, name=text.name, encoding=text.encoding, counts=counts or _("none")
        )
    )
    if found.candidates:
        say(
            _(
                "{n} lines begin like a mark with one colon and stayed minutes; --loose makes them records."
            ).format(n=found.candidates)
        )


def _outline(
    arguments: argparse.Namespace, text: Text, store: ClientStore | None, opportunity: Opportunity
) -> None:
    """Headings become sections, after those that are there."""
    from presales_tui.imports.outline import outline_change
    from presales_tui.model.outline import Section

    existing = store.where(Section, opportunity=opportunity.id) if store else []
    change = outline_change(text.text, opportunity=opportunity, existing=existing, name=text.name)
    if not change:
        raise BadInput(_("{name} holds no heading and no text for an outline.").format(name=text.name))
    if store is not None and not arguments.dry_run:
        store.commit(change)
    say(
        _("{n} sections from {name} ({encoding})").format(
            n=len(change), name=text.name, encoding=text.encoding
        )
    )
