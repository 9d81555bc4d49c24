"""`presales place`: requirements that no section answers, into the section of their module or a named one."""

from __future__ import annotations

import argparse
from contextlib import closing

from presales_tui.cli.context import open_opportunity, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore
from presales_tui.locale import _, ngettext
from presales_tui.model.coverage import live
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.outline import Section
from presales_tui.model.placing import folded, own_sections, place, suggestions, unplaced
from presales_tui.model.requirement import Requirement


def run(arguments: argparse.Namespace) -> int:
    """One line for each requirement: its ref, where it is put (`-`: nowhere yet), its title."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        store, opportunity_id = open_opportunity(arguments, workspace)
        requirements = store.where(Requirement, opportunity=opportunity_id)
        sections = store.where(Section, opportunity=opportunity_id)
        meant, target = _named(arguments.refs, store)
        rows = meant or unplaced(requirements, sections)
        by_module = suggestions(requirements, sections)
        where = {r.id: target or by_module.get(folded(r.module)) for r in rows}
        found = {id_: section.id for id_, section in where.items() if section is not None}
        change = place(found, sections)
        if arguments.new:
            homeless = [r for r in rows if where[r.id] is None]
            for new in own_sections(homeless, sections, _("Other requirements")):
                change.put(new)
                where |= dict.fromkeys(new.requirements, new)
        if change and not arguments.dry_run:
            store.commit(change)
            known = {section.id: section for section in store.where(Section, opportunity=opportunity_id)}
            where = {id_: known[one.id] if one else None for id_, one in where.items()}
        total = len(live(requirements))
        left = len(unplaced(requirements, store.where(Section, opportunity=opportunity_id)))
    for r in rows:
        section = where[r.id]
        shown = f"{section.ref} {section.title}".strip() if section is not None else "-"
        emit(f"{r.ref}\t{shown}\t{r.title}\n")
    say(
        ngettext("{n} of {m} requirement placed", "{n} of {m} requirements placed", total).format(
            n=total - left, m=total
        )
    )
    return 0


def _named(refs: list[str], store: ClientStore) -> tuple[list[Requirement], Section | None]:
    """The requirements and the section that are named; BadInput if a section is named without them."""
    meant: list[Requirement] = []
    target: Section | None = None
    for ref in refs:
        record = store.find_ref(ref)
        if isinstance(record, Requirement):
            meant.append(record)
        elif isinstance(record, Section):
            target = record
        else:
            raise NotFound(_("There is no requirement and no section {ref}.").format(ref=ref))
    if target is not None and not meant:
        raise BadInput(_("Which requirements shall {ref} answer? Name them.").format(ref=target.ref))
    return meant, target
