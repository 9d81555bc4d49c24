"""`presales demo`: the workbench on the sample workspace; without a terminal the same road, notes to PPTX."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
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
    """Notes of a meeting become records, the records an outline, the outline a deck.

    It happens in a workspace of its own that is gone afterwards; only the deck stays.
    """
    import tempfile

    path = Path(arguments.output or "presales-demo.pptx")
    with tempfile.TemporaryDirectory(prefix="presales-") as folder:
        workspace = Workspace.open(Path(folder) / "workspace", user=arguments.user or "")
        content = _road(workspace)
        workspace.close()
    write_atomic(path, content, force=True)
    sys.stdout.write(f"{path.absolute()}\n")
    return 0


def _road(workspace: Workspace) -> bytes:
    from presales_tui.documents.book import Book
    from presales_tui.documents.draw import deck_bytes
    from presales_tui.documents.planner import plan_deck
    from presales_tui.imports.files import read_text
    from presales_tui.imports.notes import notes_change
    from presales_tui.imports.outline import template_change
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.samples import NOTES

    text = read_text(NOTES)
    store = workspace.create_client(Client(name=_("Sample client")))
    opportunity = Opportunity(name=_("From notes to deck"))
    store.commit(Change("Add opportunity").put(opportunity))
    found = notes_change(text.text, name=text.name, opportunity=opportunity, now=datetime.now().astimezone())
    store.commit(found.change)
    records = sum(found.counts.values())
    say(_("{name}: {lines} lines, {n} records").format(name=text.name, lines=found.lines, n=records))
    store.commit(template_change(language(), opportunity, []))
    plan = plan_deck(Book.of(store, opportunity.id), lang="zh" if language() == "zh" else "en")
    say(_("{n} slides").format(n=len(plan.slides)))
    return deck_bytes(plan)
