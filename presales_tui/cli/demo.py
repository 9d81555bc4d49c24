"""`presales demo`: the workbench on the sample workspace; without a terminal the same road, notes to PPTX."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path

from presales_tui.cli.context import say
from presales_tui.data import Workspace, default_path
from presales_tui.data.fsio import write_atomic
from presales_tui.locale import _, language


def demo_workspace(arguments: argparse.Namespace) -> Workspace:
    """A workspace of its own beside the user's, with both samples in it; the user's is never touched."""
    from presales_tui.samples import create

    chosen = arguments.workspace
    path = Path(chosen) if chosen else default_path(os.environ).with_name("presales-demo")
    workspace = Workspace.open(path, user=arguments.user or os.environ.get("PRESALES_USER", ""))
    create(workspace)
    return workspace


def demo(arguments: argparse.Namespace) -> int:
    """Open the workbench, or walk the road without it."""
    if sys.stdin.isatty() and sys.stdout.isatty() and not arguments.output:
        from presales_tui.cli.workbench import run_app
        from presales_tui.terminal.environment import prepare
        from presales_tui.terminal.session import check

        check()
        prepare(os.environ)
        return run_app(demo_workspace(arguments), None)
    return headless(arguments)


def headless(arguments: argparse.Namespace) -> int:
    """Notes of a meeting become records, the records an outline, the outline a deck."""
    from presales_tui.documents.book import Book
    from presales_tui.documents.draw import deck_bytes
    from presales_tui.documents.planner import plan_deck
    from presales_tui.imports.files import read_text
    from presales_tui.imports.notes import notes_change
    from presales_tui.imports.outline import template_change
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client, Contact
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.samples import NOTES

    workspace = demo_workspace(arguments)
    say(_("Sample workspace: {path}").format(path=workspace.path))
    text = read_text(NOTES)
    store = workspace.create_client(
        Client(name=_("Notes of {day}").format(day=f"{datetime.now():%Y-%m-%d %H:%M:%S}"))
    )
    opportunity = Opportunity(name=_("From notes to deck"))
    store.commit(Change("Add opportunity").put(opportunity))
    people = {contact.name: contact.side for contact in store.all(Contact)}
    found = notes_change(
        text.text,
        name=text.name,
        opportunity=opportunity,
        now=datetime.now().astimezone(),
        people=people,
        today=date.today(),
    )
    store.commit(found.change)
    records = sum(found.counts.values())
    say(_("{name}: {lines} lines, {n} records").format(name=text.name, lines=found.lines, n=records))
    store.commit(template_change(language(), opportunity, []))
    plan = plan_deck(
        Book.of(store, opportunity.id, author=workspace.user), lang="zh" if language() == "zh" else "en"
    )
    path = Path(arguments.output) if arguments.output else store.exports / "demo.pptx"
    write_atomic(path, deck_bytes(plan), force=True)
    workspace.close()
    say(_("{n} slides").format(n=len(plan.slides)))
    sys.stdout.write(f"{path.absolute()}\n")
    return 0
