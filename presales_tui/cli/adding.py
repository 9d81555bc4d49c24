"""`presales add`: one record from one line of text; the marks of the capture line work in it."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

from presales_tui.capture.marks import BY_KIND, parse_line
from presales_tui.capture.records import record_of, utc
from presales_tui.cli.context import open_client, open_or_make, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore, Workspace
from presales_tui.imports.files import read_text
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.client import Client, Contact
from presales_tui.model.errors import BadInput
from presales_tui.model.followup import Action
from presales_tui.model.meeting import Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.record import Record
from presales_tui.model.text import one_line
from presales_tui.model.trial import Issue, Trial

_TITLES = {"opportunity": "Add opportunity", "meeting": "Add meeting"}
"""Kind to the title of its change; the marks know those of their own kinds."""


def run(arguments: argparse.Namespace) -> int:
    """Add one record and print its ref; of a client, which has none, the name is told."""
    now = datetime.now().astimezone()
    # What the text says is judged first: a bad text makes no workspace, and no client to put it in.
    new = _record(arguments.what, _text(arguments.text), now)
    with closing(open_workspace(arguments)) as workspace:
        if isinstance(new, Client):
            _add_client(workspace, new)
            say(_("Added client {name}").format(name=new.name))
        else:
            emit(_add(arguments, workspace, new, utc(now)).ref + "\n")
    return 0


def _text(given: str) -> str:
    text = one_line(read_text("-").text if given == "-" else given)
    if not text:
        raise BadInput(_("There is no text to add."))
    return text


def _record(kind: str, text: str, now: datetime) -> Record:
    """The record that the text makes, not yet of any opportunity."""
    if kind == "client":
        return Client(name=text)
    if kind == "opportunity":
        return Opportunity(name=text, stage_log=(("lead", utc(now)),))
    if kind == "meeting":
        return Meeting(title=text, start=now.strftime("%Y-%m-%dT%H:%M"))
    marked = parse_line(text, today=now.date())
    if marked is None or marked.kind != kind:
        marked = parse_line(f"{kind}:: {text}", today=now.date())
    if marked is None or marked.kind != kind:
        raise BadInput(_("There is no text to add besides the marks."))
    return replace(record_of(marked, Meeting(), ""), source_kind="", source_id="")


def _add_client(workspace: Workspace, new: Client) -> None:
    if any(face.name.casefold() == new.name.casefold() for face in workspace.clients()):
        raise BadInput(_("There is a client “{name}” already.").format(name=new.name))
    workspace.create_client(new)


def _add(arguments: argparse.Namespace, workspace: Workspace, new: Record, now: str) -> Record:
    if isinstance(new, Opportunity):
        store = open_client(arguments, workspace)
    else:
        store, opportunity_id = open_or_make(arguments, workspace)
        new = _placed(new, store, opportunity_id, workspace.user, now)
    title = _TITLES.get(arguments.what) or BY_KIND[arguments.what].added
    return store.commit(Change(title).put(new)).records[0]


def _placed(new: Record, store: ClientStore, opportunity_id: str, user: str, now: str) -> Record:
    """The record in its opportunity, with what follows from that."""
    values: dict[str, Any] = {"opportunity": opportunity_id}
    if isinstance(new, Meeting):
        values["recorder"] = user
    elif isinstance(new, Action) and new.owner:
        side = next((person.side for person in store.all(Contact) if person.name == new.owner), new.side)
        values["side"] = side
    elif isinstance(new, Issue):
        trials = store.where(Trial, opportunity=opportunity_id)
        values |= {
            "trial": trials[-1].id if trials else "",
            "reported": now,
            "status_log": (("open", now, user),),
        }
    return replace(new, **values)
