"""`presales completion SHELL`, and what the tab key offers: verbs, options, clients, refs, fields."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from presales_tui.cli.output import emit
from presales_tui.model.errors import Problem

if TYPE_CHECKING:
    from presales_tui.data import Workspace


Completer = Callable[..., list[str]]


def print_script(arguments: argparse.Namespace) -> int:
    """The script that a shell reads: `eval "$(presales completion bash)"`."""
    from argcomplete.shell_integration import shellcode

    emit(shellcode(["presales"], shell=arguments.shell))
    return 0


def answer() -> None:
    """Say what may stand where the cursor is, as the shell's script asked, and end the process."""
    from argcomplete.finders import CompletionFinder
    from argcomplete.lexers import split_line

    from presales_tui.cli.parser import build, look_ahead
    from presales_tui.cli.verbs import VERBS

    line = os.environ.get("COMP_LINE", "")
    before, _prefix, _suffix, words, _wordbreak = split_line(line, int(os.environ.get("COMP_POINT", "0")))
    _lang, verb = look_ahead(words[1:]) if not before else ("", "")
    parser = build(verb if verb in VERBS else "")
    for prog, action in _actions(parser):
        action.completer = _completer(prog, action)  # type: ignore[attr-defined]
    CompletionFinder()(parser)


def _actions(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.Action]]:
    """Every option and argument, of all verbs that are set up, that has no choices of its own."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)
        elif not action.choices:
            yield parser.prog, action


def _completer(prog: str, action: argparse.Action) -> Completer:
    from argcomplete.completers import FilesCompleter

    if prog == "presales config":
        return lambda parsed_args, **_rest: _settings(action.dest, parsed_args.name)
    found = _OWN.get(action.dest)
    if found is not None:
        return lambda parsed_args, **_rest: _asked(found, parsed_args)
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    if "FILE" in metavar or metavar in ("DIR", "DECK"):
        files: Completer = FilesCompleter()
        return files
    return lambda **_rest: []


def _asked(found: Callable[[Workspace, Any], list[str]], parsed: argparse.Namespace) -> list[str]:
    from presales_tui.cli.context import open_workspace

    # A tab key never tells of a trouble; the command itself does.
    with suppress(Problem, OSError), closing(open_workspace(parsed, create=False)) as workspace:
        return found(workspace, parsed)
    return []


def _settings(what: str, name: str) -> list[str]:
    from presales_tui.settings import names, setting

    row = setting(name)
    return list(names()) if what == "name" else list(row.choices) if row else []


def _clients(workspace: Workspace, _parsed: argparse.Namespace) -> list[str]:
    return [face.name for face in workspace.clients()]


def _opportunities(workspace: Workspace, parsed: argparse.Namespace) -> list[str]:
    wanted = parsed.client or ""
    return [deal.name for face in workspace.clients() if wanted in face.name for deal in face.opportunities]


def _refs(workspace: Workspace, parsed: argparse.Namespace) -> list[str]:
    """Of the client that is meant; of all where none is."""
    from presales_tui.cli.context import open_client
    from presales_tui.data.kinds import TABLES, kind_of
    from presales_tui.model.meeting import Line

    try:
        stores = [open_client(parsed, workspace)]
    except Problem:
        stores = [workspace.store(face.id) for face in workspace.clients()]
    found = [kind for table in TABLES if (kind := kind_of(table)) is not None and kind is not Line]
    every = (record.ref for store in stores for kind in found for record in store.all(kind) if record.ref)
    return list(dict.fromkeys(every))


def _words(workspace: Workspace, parsed: argparse.Namespace) -> list[str]:
    """Of `set`: refs, and the fields of the kind with the codes of their scales."""
    from presales_tui.fields import FIELDS
    from presales_tui.fields.assign import kinds

    words = _refs(workspace, parsed)
    for field in FIELDS[kinds()[parsed.what]]:
        words.append(f"{field.name}=")
        words += [f"{field.name}={term.code}" for term in (field.scale.terms if field.scale else ())]
    return words


_OWN: dict[str, Callable[[Workspace, Any], list[str]]] = {
    "client": _clients,
    "opportunity": _opportunities,
    "ref": _refs,
    "of": _refs,
    "meeting": _refs,
    "on": _refs,
    "words": _words,
}
"""Destination of an option or argument to what may stand there."""
