"""`presales demo`: the workbench on the sample workspace; without a terminal the same road, notes to PPTX."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from presales_tui.cli.context import user_name
from presales_tui.cli.output import emit_path, say
from presales_tui.cli.target import check_target, write_target
from presales_tui.data import Workspace, default_path
from presales_tui.locale import _, ngettext
from presales_tui.model.errors import CannotWrite
from presales_tui.samples import NOTES

_DECK = "presales-demo"


def demo(arguments: argparse.Namespace) -> int:
    """Open the workbench, or walk the road without it."""
    if sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty() and not arguments.output:
        return _workbench(arguments)
    return _headless(arguments)


def _workbench(arguments: argparse.Namespace) -> int:
    from presales_tui.cli.workbench import run_app
    from presales_tui.terminal.environment import prepare
    from presales_tui.terminal.session import check

    check()
    prepare(os.environ)
    return run_app(demo_workspace(arguments), None, tour=True)


def demo_workspace(arguments: argparse.Namespace) -> Workspace:
    """A workspace of its own beside the user's, with both samples in it; the user's is never touched."""
    from presales_tui.samples import create

    chosen = arguments.workspace
    path = Path(chosen) if chosen else default_path(os.environ).with_name("presales-demo")
    workspace = Workspace.open(path, user=user_name(arguments))
    create(workspace)
    return workspace


def _headless(arguments: argparse.Namespace) -> int:
    """Notes of a meeting become records, the records an outline, the outline a deck.

    It happens in a workspace of its own that is gone afterwards; only the deck stays, and its path
    is printed. Without --output it is the first free name here, so that a second run does not
    replace a deck that somebody has worked on.
    """
    import tempfile

    path = Path(arguments.output) if arguments.output else _free_name()
    if path.exists() and path.samefile(NOTES):
        raise CannotWrite(_("{path} holds the notes that the deck is made from.").format(path=path))
    with tempfile.TemporaryDirectory(prefix="presales-") as folder:
        workspace = Workspace.open(Path(folder) / "workspace", user=user_name(arguments))
        check_target(path, workspace, force=arguments.force)
        content = _road(workspace)
        workspace.close()
    write_target(path, content, force=arguments.force)
    emit_path(path.absolute())
    return 0


def _free_name() -> Path:
    path = Path(f"{_DECK}.pptx")
    count = 2
    while path.exists():
        path = Path(f"{_DECK}-{count}.pptx")
        count += 1
    return path


def _road(workspace: Workspace) -> bytes:
    from presales_tui.documents.book import Book
    from presales_tui.documents.deck import deck_bytes, told
    from presales_tui.documents.language import document_language
    from presales_tui.documents.outlines.generating import generate
    from presales_tui.documents.planning.planner import plan_deck
    from presales_tui.imports.files import read_text
    from presales_tui.imports.notes import notes_change
    from presales_tui.imports.outline_templates import outline_template
    from presales_tui.model.change import Change
    from presales_tui.model.meeting import Meeting
    from presales_tui.model.people import sides
    from presales_tui.samples.first_meeting import known

    now = datetime.now().astimezone()
    text = read_text(NOTES)
    client, opportunity, people, day = known(now)
    store = workspace.create_client(client)
    change = Change("Add opportunity").put(opportunity)
    for contact in people:
        change.put(contact)
    store.commit(change)
    found = notes_change(text.text, name=text.name, opportunity=opportunity, now=now, people=sides(people))
    store.commit(found.change)
    for meeting in store.all(Meeting):
        store.commit(Change("Edit meeting").put(replace(meeting, start=day, state="held"), meeting))
    records = sum(found.counts.values())
    lines = ngettext("{n} line", "{n} lines", found.lines).format(n=found.lines)
    say(f"{text.name}: {lines}, " + ngettext("{n} record", "{n} records", records).format(n=records))
    lang = document_language(store, opportunity.id)
    template = outline_template(None, lang, "solution")
    store.commit(generate(Book.of(store, opportunity.id), template, lang).change)
    plan = plan_deck(Book.of(store, opportunity.id), lang=lang)
    say(told(plan))
    return deck_bytes(plan)
