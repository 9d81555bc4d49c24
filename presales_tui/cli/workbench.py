"""`presales` without a verb: open the workbench."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.cli.context import open_client, open_opportunity, open_workspace
from presales_tui.data import Workspace
from presales_tui.locale import _

if TYPE_CHECKING:
    import argparse

    from presales_tui.widgets.commands.keymap import Keys


def open_workbench(arguments: argparse.Namespace) -> int:
    """Open the workbench, on the opportunity that is named or on what was open last."""
    from presales_tui.terminal.environment import prepare
    from presales_tui.terminal.session import check

    check()
    prepare(os.environ)
    workspace = open_workspace(arguments)
    wanted: tuple[str, str] | None = None
    if arguments.opportunity:
        store, opportunity_id = open_opportunity(arguments, workspace)
        wanted = (store.client.id, opportunity_id)
    elif arguments.client:
        store = open_client(arguments, workspace)
        found = workspace.find_client(arguments.client).opportunities
        wanted = (store.client.id, found[0].id if found else "")
    return run_app(workspace, wanted)


def run_app(workspace: Workspace, wanted: tuple[str, str] | None, *, tour: bool = False) -> int:
    """The one place where a verb goes on to Textual."""
    _without_tls()
    from presales_tui.app import PresalesApp
    from presales_tui.settings import config_path
    from presales_tui.terminal.session import run

    folder = config_path(os.environ)
    app = PresalesApp(
        workspace, recall=wanted is None, keys=_own_keys(folder), told=_troubles(folder), tour=tour
    )
    if wanted is not None:
        app.desk.open(*wanted)
    try:
        return run(app, mouse=os.environ.get("PRESALES_MOUSE") == "on")
    finally:
        workspace.close()


def _troubles(folder: Path) -> list[str]:
    """What in the file of settings cannot be taken: on standard error the first picture would hide it."""
    from presales_tui.settings import FILE, read

    found = read(folder / FILE)
    said = [trouble.sentence for trouble in found.troubles]
    return [_("Settings in {path}:").format(path=found.path), *said] if said else []


def _own_keys(settings: Path) -> Keys | None:
    # Without a file, its reader is not even imported.
    if not (settings / "keys.toml").exists():
        return None
    from presales_tui.widgets.commands.keymap import FILE, read_keys

    return read_keys(settings / FILE)


def _without_tls() -> None:
    """Import asyncio, which Textual runs on, but not OpenSSL, which asyncio loads wherever it is there.

    Nothing here opens a connection, and loading it is a thirtieth of the way to the first picture.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # the documented way to make an import fail
        try:
            import asyncio.sslproto  # noqa: F401
        finally:
            del sys.modules["ssl"]
