"""`presales import requirements` and `import issues`: a sheet in, with every row accounted for."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from presales_tui.cli.context import anything_there, open_opportunity, open_or_make, open_workspace
from presales_tui.cli.output import emit, say, to_terminal
from presales_tui.data import ClientStore
from presales_tui.imports.records.form import SKIP, Form
from presales_tui.imports.records.found import (
    ABOVE,
    MERGED,
    NEW,
    OUTCOMES,
    REFUSED,
    SAME,
    SECTION,
    UPDATED,
)
from presales_tui.imports.records.memory import Memory
from presales_tui.imports.records.planning import Plan, plan_import
from presales_tui.imports.sheets import Tables, read_tables
from presales_tui.locale import _, language, ngettext
from presales_tui.model.errors import BadInput
from presales_tui.model.text import one_line

_MOST_SHOWN = 60
"""Characters of a text in the table of rows."""


def form_of(what: str) -> Form:
    """The form of the records that `import` names."""
    if what == "issues":
        from presales_tui.imports.issues import FORM
    else:
        from presales_tui.imports.requirements import FORM
    return FORM


def run(arguments: argparse.Namespace) -> int:
    """Read and plan before anything is opened to be written: a refused file leaves no trace."""
    tables = read_tables("-" if arguments.file == "-" else Path(arguments.file))
    if arguments.dry_run and not anything_there(arguments):
        _tell(arguments, _plan(arguments, tables, None, "", None), written=False)
        return 0
    # What is wrong with the sheet or the options is said before a first client is made for it.
    _plan(arguments, tables, None, "", None)
    with closing(open_workspace(arguments)) as workspace:
        if arguments.dry_run:
            store, opportunity = open_opportunity(arguments, workspace)
        else:
            store, opportunity = open_or_make(arguments, workspace, "")
        memory = Memory(workspace.path, form_of(arguments.what))
        plan = _plan(arguments, tables, store, opportunity, memory)
        if not arguments.dry_run and plan.change:
            store.commit(plan.change)
            memory.keep(plan.mapped)
        _tell(arguments, plan, written=not arguments.dry_run)
    return 0


def _plan(
    arguments: argparse.Namespace,
    tables: Tables,
    store: ClientStore | None,
    opportunity: str,
    memory: Memory | None,
) -> Plan:
    form = form_of(arguments.what)
    plan = plan_import(
        form,
        tables,
        opportunity=opportunity,
        existing=store.where(form.record, opportunity=opportunity) if store else (),
        sheets=arguments.sheet,
        maps=arguments.map,
        remembered=memory.find if memory else None,
        fresh=_fresh(arguments.what, store, opportunity),
        key=store.client.id if store else "",
        as_it_is=arguments.as_it_is,
        others=[record for kind in form.names for record in store.where(kind, opportunity=opportunity)]
        if store
        else (),
    )
    if not plan.count(NEW, UPDATED, SAME):
        raise BadInput(_(form.nothing).format(name=tables.name))
    return plan


def _fresh(what: str, store: ClientStore | None, opportunity: str) -> dict[str, str]:
    """What no sheet says of new records: issues belong to the newest trial."""
    if what != "issues" or store is None:
        return {}
    from presales_tui.model.trial import Trial

    trials = store.where(Trial, opportunity=opportunity)
    return {"trial": trials[-1].id} if trials else {}


def _tell(arguments: argparse.Namespace, plan: Plan, *, written: bool) -> None:
    if arguments.json:
        plain = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8" and not to_terminal()
        emit(json.dumps(as_json(plan), ensure_ascii=not plain, indent=1) + "\n")
    elif not written:
        emit("".join(line + "\n" for line in report(plan)))
    for sentence in plan.told:
        say(sentence)
    counts = ", ".join(f"{_(OUTCOMES[kind])} {n}" for kind in OUTCOMES if (n := plan.count(kind)))
    encoding = f" ({plan.encoding})" if plan.encoding else ""
    say(
        ngettext(
            "{name}{encoding}: {n} row: {counts}", "{name}{encoding}: {n} rows: {counts}", len(plan.outcomes)
        ).format(name=plan.name, encoding=encoding, n=len(plan.outcomes), counts=counts)
    )


def report(plan: Plan) -> list[str]:
    """The mapping, then one line for every row, with the fields that an update changes below it."""
    lang = language()
    lines = []
    for one in plan.mapped:
        if not one.taken:
            continue
        kept = " " + _("(as last time)") if one.remembered else ""
        lines.append(f"{one.table.name}{kept}")
        for header, name, example in one.rows():
            field = _("left out") if name == SKIP else plan.kind.by_name[name].label(lang)
            lines.append(f"  {header or '-'} -> {field}  {example[:_MOST_SHOWN]}".rstrip())
    for outcome in plan.outcomes:
        record = outcome.record
        what = f"{record.ref} {record.title}".strip() if record is not None else outcome.said
        shown = "  ".join(part for part in (what[:_MOST_SHOWN], outcome.why) if part)
        lines.append(f"{outcome.table}:{outcome.line}  {_(OUTCOMES[outcome.kind])}  {shown}".rstrip())
        for field, before, after in outcome.changes:
            lines.append(
                f"    {plan.kind.by_name[field].label(lang)}: {one_line(before)[:_MOST_SHOWN] or '-'}"
                f" -> {one_line(after)[:_MOST_SHOWN] or '-'}"
            )
    return [line[: len(line) - len(line.lstrip())] + one_line(line) for line in lines]


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan as data: sheets with their columns, counts, and every row."""
    return {
        "file": plan.name,
        "form": plan.form,
        "encoding": plan.encoding,
        "sheets": [
            {
                "name": one.table.name,
                "imported": one.taken,
                "rows": len(one.table.rows),
                "columns": [
                    {"header": header, "field": name}
                    for header, name in zip(one.header.words, one.mapping, strict=True)
                ],
            }
            for one in plan.mapped
        ],
        "counts": {kind: plan.count(kind) for kind in (NEW, UPDATED, SAME, MERGED, SECTION, ABOVE, REFUSED)},
        "notes": plan.told,
        "rows": [
            {
                "sheet": outcome.table,
                "row": outcome.line,
                "outcome": outcome.kind,
                "reason": outcome.why,
                "ref": outcome.record.ref if outcome.record else "",
                "title": outcome.record.title if outcome.record else outcome.said,
                "changes": [
                    {"field": field, "before": before, "after": after}
                    for field, before, after in outcome.changes
                ],
            }
            for outcome in plan.outcomes
        ],
    }
