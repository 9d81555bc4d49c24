"""Verbs that look after the store: history, undo and redo, backup and restore, doctor, locate."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from pathlib import Path

from presales_tui.cli.context import open_client, open_workspace
from presales_tui.cli.output import emit, emit_path, say
from presales_tui.locale import _
from presales_tui.model.errors import NotFound
from presales_tui.model.text import one_line
from presales_tui.settings import config_path

_STAMPS = ("created", "updated", "author")
"""Fields that every commit writes: they say nothing that its own line does not."""


def history(arguments: argparse.Namespace) -> int:
    """Who changed what and when, the newest first; of one record with the fields."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        store = open_client(arguments, workspace)
        record_id = None
        if arguments.ref:
            record = store.find_ref(arguments.ref)
            if record is None:
                raise NotFound(_("There is no {ref} with this client.").format(ref=arguments.ref))
            record_id = record.id
        for entry in store.history(record_id, limit=arguments.limit):
            emit(f"{entry.time}  {one_line(entry.user)}  {one_line(_(entry.title))}\n")
            for change in entry.changes if record_id is not None else ():
                if change.field not in _STAMPS:
                    emit(f"    {change.field}: {_value(change.old)} -> {_value(change.new)}\n")
    return 0


def _value(value: object) -> str:
    """A JSON value in one line; a dash for a field that is not set."""
    from json import dumps

    return "-" if value is None else one_line(dumps(value, ensure_ascii=False))


def undo(arguments: argparse.Namespace) -> int:
    """Take the last change of this client back."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        done = open_client(arguments, workspace).undo()
        say(_("Taken back: {what}").format(what=_(done.title)))
    return 0


def redo(arguments: argparse.Namespace) -> int:
    """Make it again."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        done = open_client(arguments, workspace).redo()
        say(_("Done again: {what}").format(what=_(done.title)))
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """One file with everything, of one client if --client is given."""
    from presales_tui.cli.target import check_target
    from presales_tui.data import backup as make

    path = Path(arguments.file)
    with closing(open_workspace(arguments, create=False)) as workspace:
        check_target(path, workspace, force=arguments.force)
        what = open_client(arguments, workspace) if arguments.client else workspace
        make(what, path, force=arguments.force)
    say(_("Written: {path}").format(path=path.absolute()))
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """The clients of a backup, into a workspace that is named."""
    from presales_tui.data import restore as make

    into = Path(arguments.into)
    make(Path(arguments.file), into, letter=arguments.letter)
    say(_("Restored into {path}. Open it with --workspace.").format(path=into.absolute()))
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """What is well, what is not, and what to do; exit code 6 if something is wrong with the workspace."""
    if arguments.what == "terminal":
        return _doctor_terminal()
    from presales_tui.data import doctor as check

    bad = False
    with closing(open_workspace(arguments, create=False)) as workspace:
        for finding in check(workspace, repair=arguments.repair):
            bad = bad or not finding.ok
            _finding(finding.ok, f"{finding.where}: {finding.what}", finding.advice)
    return 6 if bad else 0


def _doctor_terminal() -> int:
    from presales_tui.terminal.doctor import report

    # Standard input is the terminal's own line, also where the report goes into a file.
    for finding in report(os.environ, 0):
        _finding(finding.level == "ok", finding.what, finding.advice)
    return 0


def _finding(ok: bool, what: str, advice: str) -> None:
    emit(f"{'ok  ' if ok else 'warn'}  {one_line(what)}\n")
    if advice:
        emit(f"      {one_line(advice)}\n")


def locate(arguments: argparse.Namespace) -> int:
    """Print a path, for use in scripts."""
    if arguments.what == "config":
        emit_path(config_path(os.environ))
        return 0
    with closing(open_workspace(arguments, create=False)) as workspace:
        path = workspace.path
        if arguments.what != "workspace":
            store = open_client(arguments, workspace)
            path = store.folder if arguments.what == "client" else store.exports
        emit_path(path)
    return 0
