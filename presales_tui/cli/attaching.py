"""Evidence on the command line: `attach`, `mask`, and the option `--attach` of `add issue`."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace

from presales_tui.cli.context import open_client, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore
from presales_tui.imports.evidence import Slice, evidence_of, read_slice, standard_input, wanted
from presales_tui.locale import N_, _, ngettext
from presales_tui.model.change import Change
from presales_tui.model.errors import NotFound
from presales_tui.model.evidence import Evidence, counted, seen_before
from presales_tui.model.masking import KINDS, mask
from presales_tui.model.trial import Issue


def read(spec: str) -> Slice:
    """The slice that `FILE`, `FILE:LINES` or `-` means. Raises a `Problem` if there is none."""
    found = read_slice(standard_input() if spec == "-" else wanted(spec))
    if found.ended:
        say(_("{name} was read no further: {why}.").format(name=found.name, why=found.ended))
    return found


def masked(found: Slice, store: ClientStore, *, as_it_is: bool) -> Evidence:
    """The evidence of a slice, and a word on what was masked in it."""
    new = evidence_of(found, key=store.client.id, as_it_is=as_it_is)
    told = counted(new)
    kept = ngettext("{n} line of {name} kept", "{n} lines of {name} kept", new.lines).format(
        n=new.lines, name=new.title
    )
    say(kept + (_("; masked: {what}").format(what=told) if told else ""))
    return new


def tell_again(new: Evidence, store: ClientStore) -> None:
    """Say so if the same error was seen in another issue before, and what became of it."""
    if told := seen_before(new, store.where(Evidence), store.where(Issue)):
        say(told)


def attach(arguments: argparse.Namespace) -> int:
    """Add evidence to an issue that is there; prints the ref of the evidence."""
    found = read(arguments.file)
    with closing(open_workspace(arguments, create=False)) as workspace:
        store = open_client(arguments, workspace)
        issue = store.find_ref(arguments.ref)
        if not isinstance(issue, Issue):
            raise NotFound(
                _("There is no issue {ref} in {client}.").format(ref=arguments.ref, client=store.client.name)
            )
        new = masked(found, store, as_it_is=arguments.as_it_is)
        new = replace(new, issue=issue.id, opportunity=issue.opportunity)
        done = store.commit(Change(N_("Attach evidence")).put(new))
        emit(done.records[0].ref + "\n")
        tell_again(new, store)
    return 0


def show_masked(arguments: argparse.Namespace) -> int:
    """Print a file or a pipe as it would be kept; nothing is written anywhere."""
    found = read(arguments.file)
    result = mask(found.text, "")
    emit(result.text + "\n")
    told = ", ".join(f"{_(KINDS[kind])} {n}" for kind, n in sorted(result.counts.items()))
    say(_("Masked: {what}").format(what=told or _("nothing")))
    return 0
