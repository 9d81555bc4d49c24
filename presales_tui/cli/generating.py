"""`presales generate`: an outline from a template and the records."""

from __future__ import annotations

import argparse
from contextlib import closing

from presales_tui.cli.context import open_opportunity, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.locale import _
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.outline import Section


def run(arguments: argparse.Namespace) -> int:
    """Add what is missing and make again what nobody has worked on; one line for each section."""
    from presales_tui.documents.book import Book
    from presales_tui.documents.language import document_language
    from presales_tui.documents.outlines.generating import SAID, generate
    from presales_tui.imports.outline_templates import outline_template

    with closing(open_workspace(arguments, create=False)) as workspace:
        store, opportunity_id = open_opportunity(arguments, workspace)
        lang = document_language(store, opportunity_id)
        template = outline_template(workspace.path, lang, arguments.variant)
        only = arguments.slot
        found = store.find_ref(only) if only else None
        if isinstance(found, Section):
            if not found.slot:
                raise BadInput(_("{ref} was not made from a template.").format(ref=found.ref))
            only = found.slot
        book = Book.of(store, opportunity_id, parked=True)
        made = generate(
            book,
            template,
            lang,
            drop_empty=arguments.empty == "drop",
            aside=arguments.others == "aside",
            only=only,
        )
        if only and not made.steps:
            slots = ", ".join(place.slot for place in template.places)
            raise NotFound(
                _("{template} has no place {slot}; there are: {slots}.").format(
                    template=template.name, slot=only, slots=slots
                )
            )
        if not arguments.dry_run and made.change:
            store.commit(made.change)
        refs = {section.id: section.ref for section in store.where(Section, opportunity=opportunity_id)}
    rows = [
        {
            "action": step.action,
            "slot": step.slot,
            "ref": refs.get(step.section, ""),
            "title": step.title,
            "missing": step.missing,
            "linked": step.linked,
        }
        for step in made.steps
    ]
    if arguments.json:
        import json

        emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        for row, step in zip(rows, made.steps, strict=True):
            told = _(SAID[step.action]) + (f", {_('to be completed')}" if step.missing else "")
            emit(f"{row['ref'] or '-'}\t{step.slot}\t{step.title}\t{told}\n")
    say(made.told(template.title))
    return 0
