"""`presales merge`: two requirements become one."""

from __future__ import annotations

import argparse
from contextlib import closing

from presales_tui.cli.context import open_client, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.locale import _
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.merging import merge_change
from presales_tui.model.requirement import Requirement


def run(arguments: argparse.Namespace) -> int:
    """Merge the second into the first, in one change; print the ref that stays."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        store = open_client(arguments, workspace)
        found: list[Requirement] = []
        for ref in (arguments.keep, arguments.other):
            record = store.find_ref(ref)
            if not isinstance(record, Requirement):
                raise NotFound(_("There is no requirement {ref} with this client.").format(ref=ref))
            found.append(record)
        keep, other = found
        if keep.id == other.id or keep.opportunity != other.opportunity:
            raise BadInput(_("Two requirements of one opportunity are needed."))
        store.commit(merge_change(keep, other, store))
        emit(keep.ref + "\n")
        say(_("{other} is part of {ref} now. u takes it back.").format(other=other.ref, ref=keep.ref))
    return 0
