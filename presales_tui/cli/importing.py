"""`presales import`: what comes in, as one change that one undo takes back."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.cli.context import (
    anything_there,
    open_opportunity,
    open_or_make,
    open_workspace,
    section_called,
)
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore
from presales_tui.imports.files import Text, read_text
from presales_tui.locale import _, language, ngettext
from presales_tui.model.client import Contact
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.opportunity import Opportunity

if TYPE_CHECKING:
    from presales_tui.imports.minutes import Proposal

_NAME_CELLS = 120


def run(arguments: argparse.Namespace) -> int:
    """Read the file first: a file that cannot be read leaves no trace, not even a workspace."""
    if arguments.what in ("requirements", "issues"):
        from presales_tui.cli.import_sheet import run as run_sheet

        return run_sheet(arguments)
    if arguments.what == "outline":
        return _outline(arguments)
    text = read_text("-" if arguments.file == "-" else Path(arguments.file))
    # To look at proposals is to look only.
    arguments.dry_run = arguments.dry_run or arguments.proposals
    if arguments.dry_run and not anything_there(arguments):
        _notes(arguments, text, None, Opportunity())
        return 0
    with closing(open_workspace(arguments)) as workspace:
        if arguments.dry_run:
            store, opportunity_id = open_opportunity(arguments, workspace)
        else:
            store, opportunity_id = open_or_make(arguments, workspace)
        opportunity = store.get(Opportunity, opportunity_id)
        if opportunity is None:
            raise NotFound(_("The opportunity is gone."))
        _notes(arguments, text, store, opportunity)
    return 0


def _accepted(words: str) -> frozenset[str]:
    """The kinds that --accept names. BadInput if it is none of them."""
    from presales_tui.imports.minutes import KINDS

    wanted = [word.strip().casefold() for word in words.replace("，", ",").split(",") if word.strip()]
    if "all" in wanted:
        return frozenset(KINDS)
    unknown = [word for word in wanted if word.removesuffix("s") not in KINDS and word != "none"]
    if unknown:
        raise BadInput(
            _(
                "--accept takes all, none, decisions, actions, questions, requirements and risks, "
                "not “{word}”."
            ).format(word=unknown[0])
        )
    return frozenset(word.removesuffix("s") for word in wanted if word != "none")


def _notes(
    arguments: argparse.Namespace, text: Text, store: ClientStore | None, opportunity: Opportunity
) -> None:
    """Minutes become a meeting or many, marks become records; prints the refs of the meetings."""
    from presales_tui.capture.marks import MARKS
    from presales_tui.imports.notes import notes_change
    from presales_tui.model.people import sides, strangers

    people = sides(store.all(Contact)) if store else {}
    found = notes_change(
        text.text,
        name=text.name,
        opportunity=opportunity,
        now=datetime.now().astimezone(),
        people=people,
        loose=arguments.loose,
        accept=_accepted(arguments.accept),
        split=not arguments.one_meeting,
    )
    if arguments.proposals:
        _print_proposals(found.proposals, as_json=arguments.json)
    elif store is not None and not arguments.dry_run:
        done = store.commit(found.change)
        refs = {record.id: record.ref for record in done.records}
        emit("".join(refs[meeting.id] + "\n" for meeting in found.meetings))
    lang = language()
    labels = {mark.kind: mark.label(lang) for mark in MARKS}
    counts = ", ".join(f"{labels[kind]} {n}" for kind, n in found.counts.items() if n)
    say(
        ngettext(
            "{lines} line from {name} ({encoding}); records: {counts}",
            "{lines} lines from {name} ({encoding}); records: {counts}",
            found.lines,
        ).format(lines=found.lines, name=text.name, encoding=text.encoding, counts=counts or _("none"))
    )
    if len(found.meetings) > 1:
        say(
            ngettext(
                "The file holds {n} meeting by its dated headings; --one-meeting keeps it whole.",
                "The file holds {n} meetings by its dated headings; --one-meeting keeps it whole.",
                len(found.meetings),
            ).format(n=len(found.meetings))
        )
    if found.candidates:
        say(
            ngettext(
                "{n} line begins like a mark with one colon and stayed minutes; --loose makes it a record.",
                "{n} lines begin like a mark with one colon and stayed minutes; --loose makes them records.",
                found.candidates,
            ).format(n=found.candidates)
        )
    for line, day in found.no_days:
        say(_("Line {n}: no such day: {day}; it stays in the words.").format(n=line, day=day))
    if new := strangers((put.new for put in found.change.puts), people):
        say(_("No contact yet: {names}").format(names=", ".join(new[:12])))
    if (left := len(found.proposals) - found.accepted) and not arguments.proposals:
        say(
            ngettext(
                "{n} line reads like a record (decision, action, requirement …): --proposals lists it, "
                "--accept all makes a record of it.",
                "{n} lines read like records (decisions, actions, requirements …): --proposals lists them, "
                "--accept all makes records of them.",
                left,
            ).format(n=left)
        )


def _print_proposals(proposals: tuple[Proposal, ...], *, as_json: bool) -> None:
    """One proposal a line: line in the file, kind, owner, due date, words; tabs between."""
    if as_json:
        import json

        rows = [proposal._replace(line=proposal.line + 1)._asdict() for proposal in proposals]
        emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for proposal in proposals:
        row = (proposal.line + 1, proposal.kind, proposal.owner or "-", proposal.due or "-", proposal.title)
        emit("\t".join(map(str, row)) + "\n")


def _outline(arguments: argparse.Namespace) -> int:
    """Headings of a document, a deck or a mind map become sections, after those that are there."""
    from presales_tui.capture.width import cut
    from presales_tui.imports.any_outline import read_outline
    from presales_tui.model.outline import Section
    from presales_tui.model.requirement import Requirement

    found = read_outline("-" if arguments.file == "-" else Path(arguments.file))
    if arguments.dry_run and anything_there(arguments):
        with closing(open_workspace(arguments)) as workspace:
            store, opportunity_id = open_opportunity(arguments, workspace)
            if arguments.under:
                section_called(store, opportunity_id, arguments.under)
    elif not arguments.dry_run:
        with closing(open_workspace(arguments)) as workspace:
            # The title of an outline is on the cover of its deck.
            if arguments.under:
                store, opportunity_id = open_opportunity(arguments, workspace)
                under = section_called(store, opportunity_id, arguments.under).id
            else:
                store, opportunity_id = open_or_make(arguments, workspace, cut(found.title, _NAME_CELLS))
                under = ""
            existing = store.where(Section, opportunity=opportunity_id)
            known = store.where(Requirement, opportunity=opportunity_id)
            store.commit(found.change(opportunity_id, existing, known, under))
    for line in found.told:
        say(line)
    say(
        ngettext(
            "{n} section from {name} ({encoding})", "{n} sections from {name} ({encoding})", len(found.parts)
        ).format(n=len(found.parts), name=found.name, encoding=found.form)
    )
    return 0
