"""`presales import`: what comes in, as one change that one undo takes back."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path

from presales_tui.cli.context import open_or_make, open_workspace, say
from presales_tui.imports.files import Text, read_text
from presales_tui.locale import _, language
from presales_tui.model.client import Contact
from presales_tui.model.errors import NotFound
from presales_tui.model.opportunity import Opportunity


def run(arguments: argparse.Namespace) -> int:
    """Read the file first: a file that cannot be read leaves no trace, not even a workspace."""
    text = read_text("-") if arguments.file == "-" else read_text(Path(arguments.file))
    return {"notes": notes, "outline": outline}[arguments.what](arguments, text)


def notes(arguments: argparse.Namespace, text: Text) -> int:
    """Minutes become a meeting, marks become records."""
    from presales_tui.capture.marks import MARKS
    from presales_tui.imports.notes import notes_change

    workspace = open_workspace(arguments)
    store, opportunity_id = open_or_make(arguments, workspace)
    opportunity = store.get(Opportunity, opportunity_id)
    if opportunity is None:
        raise NotFound(_("The opportunity is gone."))
    found = notes_change(
        text.text,
        name=text.name,
        opportunity=opportunity,
        now=datetime.now().astimezone(),
        people={contact.name: contact.side for contact in store.all(Contact)},
        loose=arguments.loose,
        today=date.today(),
    )
    lang = language()
    labels = {mark.kind: mark.label(lang) for mark in MARKS}
    counts = ", ".join(f"{labels[kind]} {n}" for kind, n in found.counts.items() if n)
    ref = found.meeting.title
    if not arguments.dry_run:
        done = store.commit(found.change)
        ref = next(record.ref for record in done.records if record.id == found.meeting.id)
    say(
        _("{ref}: {lines} lines from {name} ({encoding}); records: {counts}").format(
            ref=ref, lines=found.lines, name=text.name, encoding=text.encoding, counts=counts or _("none")
        )
    )
    if found.candidates and not arguments.loose:
        say(
            _(
                "{n} lines begin like a mark with one colon and stayed minutes; --loose makes them records."
            ).format(n=found.candidates)
        )
    workspace.close()
    return 0


def outline(arguments: argparse.Namespace, text: Text) -> int:
    """Headings become sections, after those that are there."""
    from presales_tui.imports.outline import outline_change
    from presales_tui.model.outline import Section

    workspace = open_workspace(arguments)
    store, opportunity_id = open_or_make(arguments, workspace)
    opportunity = store.get(Opportunity, opportunity_id)
    if opportunity is None:
        raise NotFound(_("The opportunity is gone."))
    existing = store.where(Section, opportunity=opportunity_id)
    change = outline_change(text.text, opportunity=opportunity, existing=existing, name=text.name)
    if not arguments.dry_run:
        store.commit(change)
    say(
        _("{n} sections from {name} ({encoding})").format(
            n=len(change), name=text.name, encoding=text.encoding
        )
    )
    workspace.close()
    return 0
