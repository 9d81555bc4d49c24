"""What every verb needs: the workspace, the client and the opportunity that are meant."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.cli.output import say
from presales_tui.data import Workspace
from presales_tui.locale import _
from presales_tui.model.errors import NotFound

if TYPE_CHECKING:
    import argparse

    from presales_tui.data import ClientFace, ClientStore
    from presales_tui.model.outline import Section

_MOST_NAMES = 12


def open_workspace(arguments: argparse.Namespace, *, create: bool = True) -> Workspace:
    """The workspace that is meant: --workspace, else PRESALES_HOME, else the user's data directory."""
    path = Path(arguments.workspace) if arguments.workspace else None
    workspace = Workspace.open(path, user=user_name(arguments), create=create)
    for warning in workspace.warnings:
        say(f"presales: {warning}")
    return workspace


def user_name(arguments: argparse.Namespace) -> str:
    """Who writes: --user, else PRESALES_USER, else the login."""
    name = arguments.user or next(
        (found for key in ("PRESALES_USER", "LOGNAME", "USER") if (found := os.environ.get(key))), ""
    )
    if not name:
        import pwd

        try:
            name = pwd.getpwuid(os.geteuid()).pw_name
        except KeyError:
            name = f"uid {os.geteuid()}"
    if name.isprintable():
        return name.strip()
    from presales_tui.model.text import one_line

    return one_line(name)


def open_client(arguments: argparse.Namespace, workspace: Workspace) -> ClientStore:
    """The client that is meant: --client, else the one that was open last, else the only one."""
    return _opened(workspace, _meant_client(arguments, workspace).id)


def open_opportunity(arguments: argparse.Namespace, workspace: Workspace) -> tuple[ClientStore, str]:
    """The (store, opportunity id) that is meant: --opportunity, else the one open last, else the only one.

    Without --client, --opportunity is looked for with all clients.
    """
    if arguments.opportunity and not arguments.client and workspace.clients():
        return _named_opportunity(arguments.opportunity, workspace, workspace.clients())
    client_id = _meant_client(arguments, workspace).id
    store = _opened(workspace, client_id)
    # Read again: opening the journal has brought it up to date.
    face = next(face for face in workspace.clients() if face.id == client_id)
    if arguments.opportunity:
        return _named_opportunity(arguments.opportunity, workspace, [face])
    if not face.opportunities:
        raise NotFound(
            _("{client} has no opportunity yet: presales add opportunity NAME.").format(client=face.name)
        )
    known = [deal.id for deal in face.opportunities]
    if len(known) == 1:
        return store, known[0]
    last = _last_open(workspace, "opportunity")
    if last in known:
        return store, last
    names = _listed(deal.name for deal in face.opportunities)
    raise NotFound(_("Which opportunity? Give --opportunity with one of: {names}.").format(names=names))


def open_or_make(
    arguments: argparse.Namespace, workspace: Workspace, name: str = ""
) -> tuple[ClientStore, str]:
    """As `open_opportunity`; in an empty workspace, a first client and opportunity (`name`) to begin with."""
    if arguments.client or arguments.opportunity or workspace.clients():
        return open_opportunity(arguments, workspace)
    from presales_tui.model.change import Change
    from presales_tui.model.client import Client
    from presales_tui.model.opportunity import Opportunity

    store = workspace.create_client(Client(name=_("Inbox")))
    new = Opportunity(name=name or _("Unsorted notes"))
    store.commit(Change("Add opportunity").put(new))
    say(
        _("The workspace was empty: made the client “{client}” with the opportunity “{name}”.").format(
            client=store.client.name, name=new.name
        )
    )
    return store, new.id


def _meant_client(arguments: argparse.Namespace, workspace: Workspace) -> ClientFace:
    if arguments.client:
        return workspace.find_client(arguments.client)
    faces = workspace.clients()
    if not faces:
        raise NotFound(_("There is no client yet: presales add client NAME."))
    if len(faces) == 1:
        return faces[0]
    last = _last_open(workspace, "client")
    found = next((face for face in faces if face.id == last), None)
    if found is None:
        names = _listed(face.name for face in faces)
        raise NotFound(_("Which client? Give --client with one of: {names}.").format(names=names))
    return found


def _named_opportunity(name: str, workspace: Workspace, faces: list[ClientFace]) -> tuple[ClientStore, str]:
    """The opportunity of this name or ref, else the only one with this in its name."""
    wanted = name.strip().casefold()
    every = [(face, deal) for face in faces for deal in face.opportunities]
    found = [(face, deal) for face, deal in every if deal.name.casefold() == wanted]
    found = found or [(face, deal) for face, deal in every if wanted in deal.name.casefold()]
    if len(found) == 1:
        face, deal = found[0]
        return _opened(workspace, face.id), deal.id
    if not found and wanted.startswith("opp-"):
        stores = [_opened(workspace, face.id) for face in faces]
        known = [(store, record.id) for store in stores if (record := store.find_ref(name))]
        if len(known) == 1:
            return known[0]
    names = _listed(
        deal.name if len(faces) == 1 else f"{face.name} / {deal.name}" for face, deal in found or every
    )
    sentence = (
        _("More than one opportunity fits “{name}”: {names}.")
        if found
        else _("No opportunity “{name}”; there are: {names}. Add it: presales add opportunity NAME.")
    )
    raise NotFound(sentence.format(name=name, names=names))


def _opened(workspace: Workspace, client_id: str) -> ClientStore:
    store = workspace.store(client_id)
    for warning in store.warnings:
        say(f"presales: {warning}")
    return store


def _last_open(workspace: Workspace, what: str) -> str:
    """Id of the `client` or `opportunity` that the workbench had open last; empty: none."""
    from presales_tui.screens.ground.desk import Desk

    return Desk(workspace).recall().get(what, "")


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    shown = ", ".join(every[:_MOST_NAMES]) or _("none")
    return f"{shown}, …" if len(every) > _MOST_NAMES else shown


def anything_there(arguments: argparse.Namespace) -> bool:
    """Whether there is a client that the import would go to; in an empty workspace one would be made."""
    try:
        with closing(open_workspace(arguments, create=False)) as workspace:
            return bool(workspace.clients())
    except NotFound:
        return False


def section_called(store: ClientStore, opportunity: str, ref: str) -> Section:
    """The section of an opportunity with this ref. NotFound if it has none."""
    from presales_tui.model.outline import Section

    record = store.find_ref(ref)
    if not isinstance(record, Section) or record.opportunity != opportunity:
        raise NotFound(_("There is no section {ref} in this opportunity.").format(ref=ref))
    return record
