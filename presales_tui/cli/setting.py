"""`presales set`: fields of one or many records, in one change."""

from __future__ import annotations

import argparse
import json
from contextlib import closing

from presales_tui.cli.context import open_client, open_opportunity, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore, Workspace
from presales_tui.data.clock import utc_now
from presales_tui.fields import FIELDS, show
from presales_tui.fields.assign import Assignment, assign, kinds, parse_assignment
from presales_tui.locale import N_, _, language
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.record import Record
from presales_tui.model.steps import with_step
from presales_tui.model.text import one_line

TITLE = N_("Set fields")
_SAID = ("field", "old", "new")


def run(arguments: argparse.Namespace) -> int:
    """Set fields of the records that are named or filtered; prints what changed, a record a line."""
    kind = kinds()[arguments.what]
    refs: list[str] = []
    wanted: list[Assignment] = []
    for word in arguments.words:
        found = parse_assignment(kind, word)
        if found is None:
            refs.append(word)
        else:
            wanted.append(found)
    if not wanted:
        raise BadInput(_("Nothing to set: write field=value, such as fit=custom."))
    if not refs and not arguments.filter:
        raise BadInput(_("Which records? Give refs such as REQ-012, or --filter."))
    with closing(open_workspace(arguments, create=False)) as workspace:
        records, store = _meant(arguments, workspace, kind, refs)
        change = Change(TITLE, reason=arguments.reason)
        told = []
        for was in records:
            new = with_step(assign(was, wanted, store), was, utc_now(), workspace.user)
            if new != was:
                change.put(new, was)
                told.append(_told(new, was, store))
        if change and not arguments.dry_run:
            store.commit(change)
    if arguments.json:
        emit(json.dumps(_as_json(told), ensure_ascii=False, indent=1) + "\n")
    else:
        for ref, changes in told:
            emit(f"{ref}  " + "; ".join(f"{name}: {old} -> {new}" for name, old, new in changes) + "\n")
    text = _("{n} of {m} would change.") if arguments.dry_run else _("{n} of {m} changed.")
    say(text.format(n=len(told), m=len(records)))
    return 0


def _as_json(told: list[tuple[str, list[tuple[str, str, str]]]]) -> list[dict[str, object]]:
    return [
        {"ref": ref, "changes": [dict(zip(_SAID, change, strict=True)) for change in changes]}
        for ref, changes in told
    ]


def _meant(
    arguments: argparse.Namespace, workspace: Workspace, kind: type[Record], refs: list[str]
) -> tuple[list[Record], ClientStore]:
    from presales_tui.model.filter import parse_filter

    if arguments.filter:
        test = parse_filter(arguments.filter, strict=True)
        store, opportunity = open_opportunity(arguments, workspace)
        every = (
            store.where(kind, opportunity=opportunity)
            if "opportunity" in kind.defaults()
            else store.all(kind)
        )
        records = [record for record in every if test(record)]
    else:
        store = open_client(arguments, workspace)
        records = []
    for ref in refs:
        found = store.find_ref(ref)
        if found is None or not isinstance(found, kind):
            raise NotFound(_("There is no {ref} with this client.").format(ref=ref))
        if found not in records:
            records.append(found)
    return records, store


def _told(new: Record, was: Record, store: ClientStore) -> tuple[str, list[tuple[str, str, str]]]:
    """The ref, and (field, old, new) of what changes, in words."""
    changes = []
    lang = language()
    for field in FIELDS[type(new)]:
        old, now = show(field, was, store), show(field, new, store)
        if old != now:
            if field.scale is not None:
                old, now = field.scale.label(old, lang), field.scale.label(now, lang)
            changes.append((field.name, one_line(old) or "-", one_line(now) or "-"))
    return new.ref, changes
