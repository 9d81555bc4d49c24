"""`presales add`: one record from one line of text; the marks of the capture line work in it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

from presales_tui.capture.marks import BY_KIND, parse_line
from presales_tui.cli.context import open_client, open_or_make, open_workspace, say
from presales_tui.data import ClientStore, Workspace
from presales_tui.imports.files import read_text
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.client import Client
from presales_tui.model.errors import BadInput
from presales_tui.model.meeting import Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record
from presales_tui.model.text import one_line
from presales_tui.model.trial import Issue, Trial


def run(arguments: argparse.Namespace) -> int:
    """Add one record and print its ref."""
    text = read_text("-").text if arguments.text == "-" else arguments.text
    text = one_line(text)
    if not text:
        raise BadInput(_("There is no text to add."))
    workspace = open_workspace(arguments)
    if arguments.what == "client":
        store = workspace.create_client(Client(name=text))
        say(_("Added client {name}").format(name=store.client.name))
    else:
        added = _add(arguments, workspace, text)
        sys.stdout.write(f"{added.ref}\n")
    workspace.close()
    return 0


def _add(arguments: argparse.Namespace, workspace: Workspace, text: str) -> Record:
    if arguments.what == "opportunity":
        store = open_client(arguments, workspace)
        step = ("lead", datetime.now(UTC).isoformat(timespec="seconds"))
        return _commit(store, "Add opportunity", Opportunity(name=text, stage_log=(step,)))
    store, opportunity_id = open_or_make(arguments, workspace)
    if arguments.what == "meeting":
        start = datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M")
        return _commit(store, "Add meeting", Meeting(opportunity=opportunity_id, title=text, start=start))
    return _commit(
        store, f"Add {arguments.what}", _marked(arguments.what, text, store, opportunity_id, workspace.user)
    )


def _marked(kind: str, text: str, store: ClientStore, opportunity_id: str, user: str) -> Record:
    """The record that the capture line would make of the text."""
    marked = parse_line(f"{kind}:: {text}", today=date.today())
    if marked is None or marked.kind != kind:
        raise BadInput(_("There is no text to add besides the marks."))
    new = BY_KIND[kind].record(**{"opportunity": opportunity_id, "title": marked.title, **marked.fields})
    if isinstance(new, Issue):
        now = datetime.now(UTC).isoformat(timespec="seconds")
        trials = store.where(Trial, opportunity=opportunity_id)
        new = replace(
            new, reported=now, status_log=(("open", now, user),), trial=trials[-1].id if trials else ""
        )
    return new


def _commit(store: ClientStore, title: str, record: Record) -> Record:
    return store.commit(Change(title).put(record)).records[0]
