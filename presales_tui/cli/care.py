"""Verbs that look after the store: history, undo and redo, backup and restore, doctor, locate."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from presales_tui.cli.context import open_client, open_workspace, say
from presales_tui.locale import _
from presales_tui.model.errors import NotFound
from presales_tui.model.text import clean


def history(arguments: argparse.Namespace) -> int:
    """Who changed what and when, the newest first; of one record with the fields."""
    workspace = open_workspace(arguments, create=False)
    store = open_client(arguments, workspace)
    record_id = None
    if arguments.ref:
        record = store.find_ref(arguments.ref)
        if record is None:
            raise NotFound(_("There is no {ref} with this client.").format(ref=arguments.ref))
        record_id = record.id
    for entry in store.history(record_id, limit=arguments.limit):
        sys.stdout.write(f"{entry.time}  {entry.user}  {_(entry.title)}\n")
        if record_id is not None:
            for change in entry.changes:
                if change.field not in ("created", "updated", "author"):
                    sys.stdout.write(clean(f"    {change.field}: {change.old!r} -> {change.new!r}\n"))
    return 0


def undo(arguments: argparse.Namespace) -> int:
    """Take the last change of this client back."""
    workspace = open_workspace(arguments, create=False)
    done = open_client(arguments, workspace).undo()
    say(_("Taken back: {what}").format(what=_(done.title)))
    workspace.close()
    return 0


def redo(arguments: argparse.Namespace) -> int:
    """Do it again."""
    workspace = open_workspace(arguments, create=False)
    done = open_client(arguments, workspace).redo()
    say(_("Done again: {what}").format(what=_(done.title)))
    workspace.close()
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """One file with everything, of one client if --client is given."""
    from presales_tui.data import backup as make

    workspace = open_workspace(arguments, create=False)
    path = Path(arguments.file)
    make(open_client(arguments, workspace) if arguments.client else workspace, path)
    say(_("Written: {path}").format(path=path.absolute()))
    workspace.close()
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """A workspace of its own, beside what is there."""
    from presales_tui.data import restore as make

    make(Path(arguments.file), Path(arguments.into))
    say(_("Restored into {path}. Open it with --workspace.").format(path=Path(arguments.into).absolute()))
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """What is well, what is not, and what to do; exit code 6 if something is wrong with the workspace."""
    if arguments.what == "terminal":
        from presales_tui.terminal.doctor import report

        for state, what, advice in report(os.environ, sys.stdout.fileno()):
            sys.stdout.write(
                f"{'ok  ' if state == 'ok' else 'warn'}  {what}" + (f"  {advice}" if advice else "") + "\n"
            )
        return 0
    from presales_tui.data import doctor as check

    workspace = open_workspace(arguments, create=False)
    bad = False
    for finding in check(workspace, repair=arguments.repair):
        bad = bad or not finding.ok
        sys.stdout.write(f"{'ok  ' if finding.ok else 'bad '}  {finding.where}: {finding.what}\n")
        if finding.advice:
            sys.stdout.write(f"      {finding.advice}\n")
    return 6 if bad else 0


def locate(arguments: argparse.Namespace) -> int:
    """Print a path, for use in scripts."""
    workspace = open_workspace(arguments, create=False)
    if arguments.what == "workspace":
        path = workspace.path
    else:
        store = open_client(arguments, workspace)
        path = store.folder if arguments.what == "client" else store.exports
    sys.stdout.write(f"{path}\n")
    return 0
