"""What every verb needs: the workspace, the client and the opportunity that are meant, and narration."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from presales_tui.data import ClientStore, Workspace
from presales_tui.locale import _
from presales_tui.model.errors import NotFound


def say(sentence: str) -> None:
    """Narration: to standard error, so that standard output holds data alone."""
    sys.stderr.write(sentence + "\n")


def open_workspace(arguments: argparse.Namespace, *, create: bool = True) -> Workspace:
    """The workspace that is meant: --workspace, else PRESALES_HOME, else the user's data directory."""
    path = Path(arguments.workspace) if arguments.workspace else None
    workspace = Workspace.open(
        path, user=arguments.user or os.environ.get("PRESALES_USER", ""), create=create
    )
    for warning in workspace.warnings:
        say(f"presales: {warning}")
    return workspace


def open_client(arguments: argparse.Namespace, workspace: Workspace) -> ClientStore:
    """The client that is meant: --client, else the one that was open last, else the only one."""
    if arguments.client:
        return workspace.store(workspace.find_client(arguments.client).id)
    faces = workspace.clients()
    if not faces:
        raise NotFound(_("There is no client yet: presales add client NAME."))
    if len(faces) == 1:
        return workspace.store(faces[0].id)
    from presales_tui.screens.desk import Desk

    last = Desk(workspace).recall().get("client")
    if last in {face.id for face in faces}:
        return workspace.store(str(last))
    names = ", ".join(face.name for face in faces[:8])
    raise NotFound(_("Which client? Give --client with one of: {names}.").format(names=names))


def open_opportunity(arguments: argparse.Namespace, workspace: Workspace) -> tuple[ClientStore, str]:
    """The (store, opportunity id) that is meant: --opportunity, else the one open last, else the only one."""
    from presales_tui.model.opportunity import Opportunity

    if arguments.opportunity and not arguments.client:
        found = [
            (face, here)
            for face in workspace.clients()
            for here in face.opportunities
            if arguments.opportunity.casefold() in here.name.casefold()
        ]
        if len(found) == 1:
            return workspace.store(found[0][0].id), found[0][1].id
    store = open_client(arguments, workspace)
    every = store.all(Opportunity)
    if not every:
        raise NotFound(
            _("{client} has no opportunity yet: presales add opportunity NAME.").format(
                client=store.client.name
            )
        )
    wanted = (arguments.opportunity or "").casefold()
    if wanted:
        exact = [o for o in every if o.name.casefold() == wanted or o.ref.casefold() == wanted]
        part = exact or [o for o in every if wanted in o.name.casefold()]
        if len(part) == 1:
            return store, part[0].id
        names = ", ".join(o.name for o in part or every)
        known = (
            _("More than one opportunity fits “{name}”: {names}.")
            if part
            else _("No opportunity “{name}”; there are: {names}.")
        )
        raise NotFound(known.format(name=arguments.opportunity, names=names))
    if len(every) == 1:
        return store, every[0].id
    from presales_tui.screens.desk import Desk

    last = Desk(workspace).recall().get("opportunity", "")
    if any(o.id == last for o in every):
        return store, last
    names = ", ".join(o.name for o in every)
    raise NotFound(_("Which opportunity? Give --opportunity with one of: {names}.").format(names=names))


def open_or_make(arguments: argparse.Namespace, workspace: Workspace) -> tuple[ClientStore, str]:
    """As `open_opportunity`; in an empty workspace, a first client and opportunity to put notes into."""
    if workspace.clients() or arguments.client or arguments.opportunity:
        return open_opportunity(arguments, workspace)
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client
    from presales_tui.model.opportunity import Opportunity

    store = workspace.create_client(Client(name=_("Inbox")))
    new = Opportunity(name=_("Unsorted notes"))
    store.commit(Change("Add opportunity").put(new))
    say(_("The workspace was empty: made the client “{client}” for it.").format(client=store.client.name))
    return store, new.id
