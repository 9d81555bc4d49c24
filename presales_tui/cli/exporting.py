"""`presales export`: documents, to a file or to standard output."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from presales_tui.cli.context import open_opportunity, open_workspace, say
from presales_tui.data.fsio import write_atomic
from presales_tui.locale import _, language
from presales_tui.model.errors import BadInput, CannotWrite


def run(arguments: argparse.Namespace) -> int:
    """Export one thing. An output that exists stays as it is unless --force is given."""
    target = None if arguments.output == "-" else Path(arguments.output)
    if target is None and sys.stdout.isatty() and arguments.what == "deck":
        raise CannotWrite(
            _("A deck cannot be shown in a terminal: give -o FILE, or send standard output to a file.")
        )
    if target is not None:
        _check_target(target, force=arguments.force)
    content = {"deck": _deck, "outline": _outline, "minutes": _minutes, "workspace": _workspace}[
        arguments.what
    ](arguments)
    if target is None:
        sys.stdout.buffer.write(content)
    else:
        write_atomic(target, content, force=arguments.force)
        say(_("Written: {path}").format(path=target.absolute()))
    return 0


def _check_target(target: Path, *, force: bool) -> None:
    """Say what is wrong with the output before the work is done, not after."""
    if target.is_dir():
        raise CannotWrite(_("{path} is a directory: give a file name.").format(path=target))
    if target.exists() and not force:
        raise CannotWrite(
            _("{path} exists already: give another name, or --force to replace it.").format(path=target)
        )
    if not target.parent.is_dir():
        raise CannotWrite(_("There is no directory {path}.").format(path=target.parent))


def _deck(arguments: argparse.Namespace) -> bytes:
    from presales_tui.documents.book import Book
    from presales_tui.documents.draw import deck_bytes
    from presales_tui.documents.planner import plan_deck

    workspace = open_workspace(arguments, create=False)
    store, opportunity_id = open_opportunity(arguments, workspace)
    book = Book.of(store, opportunity_id, author=workspace.user)
    plan = plan_deck(
        book,
        lang="zh" if language() == "zh" else "en",
        audience="internal" if arguments.internal else "client",
    )
    content = deck_bytes(plan)
    say(_("{n} slides").format(n=len(plan.slides)))
    workspace.close()
    return content


def _outline(arguments: argparse.Namespace) -> bytes:
    from presales_tui.documents.outline_text import outline_markdown
    from presales_tui.model.outline import Section
    from presales_tui.model.requirement import Requirement

    workspace = open_workspace(arguments, create=False)
    store, opportunity_id = open_opportunity(arguments, workspace)
    sections = store.where(Section, opportunity=opportunity_id)
    text = outline_markdown(sections, store.where(Requirement, opportunity=opportunity_id))
    workspace.close()
    return text.encode()


def _minutes(arguments: argparse.Namespace) -> bytes:
    """All minutes of the opportunity, oldest meeting first, as Markdown that can be imported again."""
    from presales_tui.capture.minutes import minutes_text
    from presales_tui.model.meeting import Line, Meeting

    workspace = open_workspace(arguments, create=False)
    store, opportunity_id = open_opportunity(arguments, workspace)
    parts: list[str] = []
    meetings = store.where(Meeting, opportunity=opportunity_id)
    for meeting in sorted(meetings, key=lambda m: m.start or m.created):
        if meeting.visibility == "internal" and not arguments.internal:
            continue
        lines = sorted(store.where(Line, meeting=meeting.id), key=lambda line: (line.pos, line.id))
        shown = [line for line in lines if line.visibility != "internal" or arguments.internal]
        parts.append(f"# {meeting.start.replace('T', ' ')} {meeting.title}\n\n{minutes_text(shown)}\n")
    workspace.close()
    if not parts:
        raise BadInput(_("There are no minutes to export yet."))
    return "\n".join(parts).encode()


def _workspace(arguments: argparse.Namespace) -> bytes:
    from presales_tui.data import plain_json

    workspace = open_workspace(arguments, create=False)
    store, _opportunity_id = open_opportunity(arguments, workspace)
    content = plain_json(store)
    workspace.close()
    return content
