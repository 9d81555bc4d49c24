"""`presales copy`: sections with what is below them into another outline, or once more into their own."""

from __future__ import annotations

import argparse
from contextlib import closing

from presales_tui.cli.context import open_opportunity, open_workspace, section_called
from presales_tui.cli.output import emit, say
from presales_tui.locale import ngettext
from presales_tui.model.grafting import Branches, graft
from presales_tui.model.outline import Section


def run(arguments: argparse.Namespace) -> int:
    """One line for each section that is new: its ref and its title."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        store, opportunity = open_opportunity(arguments, workspace)
        chosen = [section_called(store, opportunity, ref) for ref in arguments.refs]
        sections = store.where(Section, opportunity=opportunity)
        branches = Branches.of(sections, {one.id for one in chosen}, store.client.name)
        there, goal = store, opportunity
        if arguments.to or arguments.to_client:
            meant = argparse.Namespace(**vars(arguments))
            meant.opportunity = arguments.to
            meant.client = arguments.to_client or ("" if arguments.to else arguments.client)
            there, goal = open_opportunity(meant, workspace)
        after = section_called(there, goal, arguments.after) if arguments.after else None
        outline = there.where(Section, opportunity=goal)
        change, _tops = graft(branches, goal, outline, after, "Paste sections")
        ids = [put.new.id for put in change.puts]
        if not arguments.dry_run:
            there.commit(change)
        shown = {section.id: section for section in there.where(Section, opportunity=goal)}
        named = branches.naming(branches.client) if there.client.name != branches.client else 0
    for id_, was in zip(ids, branches.sections, strict=True):
        emit(f"{shown[id_].ref if id_ in shown else '-'}\t{was.title}\n")
    say(
        ngettext(
            "{n} section put; what was copied stays where it is.",
            "{n} sections put; those copied stay where they are.",
            len(ids),
        ).format(n=len(ids))
    )
    if named:
        say(
            ngettext("{n} of them names {client}!", "{n} of them name {client}!", named).format(
                n=named, client=branches.client
            )
        )
    return 0
