"""`presales template`: what a company's template is used for, and keeping it for an opportunity."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from presales_tui.cli.context import open_opportunity, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.documents.deck import BUILT_IN
from presales_tui.documents.template import ROLES, Template, built_in
from presales_tui.locale import N_, _
from presales_tui.model.errors import BadInput


def run(arguments: argparse.Namespace) -> int:
    """Show the mapping; with `use`, keep file and mapping with the opportunity."""
    layouts = tuple(_chosen(word) for word in arguments.layout)
    template = _read(arguments.file, layouts)
    if arguments.what == "use":
        _keep(arguments, layouts)
    emit(_as_json(template) if arguments.json else _as_text(template))
    return 0


def _chosen(word: str) -> tuple[str, str]:
    role, equals, name = word.partition("=")
    if role not in ROLES or not equals or not name:
        raise BadInput(
            _("{word} is not ROLE=NAME; roles: {roles}.").format(word=word, roles=", ".join(ROLES))
        )
    return role, name


def _read(file: str, layouts: tuple[tuple[str, str], ...]) -> Template:
    if file == BUILT_IN:
        return built_in()
    from presales_tui.documents.template.load import load_template

    template = load_template(file, layouts)
    for role, name in layouts:
        if template.layouts[next(known for known in ROLES if known == role)].name != name:
            raise BadInput(_("{file} has no layout {name}.").format(file=Path(file).name, name=name))
    return template


def _keep(arguments: argparse.Namespace, layouts: tuple[tuple[str, str], ...]) -> None:
    from presales_tui.model.change import Change
    from presales_tui.model.opportunity import Opportunity

    file = "" if arguments.file == BUILT_IN else str(Path(arguments.file).expanduser().absolute())
    with closing(open_workspace(arguments, create=False)) as workspace:
        store, id_ = open_opportunity(arguments, workspace)
        old = store.get(Opportunity, id_)
        if old is not None:
            new = replace(old, deck_template=file, deck_layouts=layouts)
            store.commit(Change(N_("Choose deck template")).put(new, old))
            say(
                _("Decks of {name} are made with {file}.").format(
                    name=old.name, file=Path(file).name or BUILT_IN
                )
            )


def _as_text(template: Template) -> str:
    from presales_tui.documents.template.telling import facts, mapping
    from presales_tui.model.text import cells

    rows = mapping(template)
    wide = [max(cells(row[n]) for row in rows) for n in (0, 1)]
    lines = ["  ".join((*(row[n] + " " * (wide[n] - cells(row[n])) for n in (0, 1)), row[2])) for row in rows]
    return "\n".join([*lines, *facts(template)]) + "\n"


def _as_json(template: Template) -> str:
    import json

    frame = template.frame
    told = {
        "name": template.name or BUILT_IN,
        "layouts": {role: layout.name for role, layout in template.layouts.items()},
        "footers": sorted(template.layouts["content"].footers),
        "slide": [frame.width * template.scale, frame.height * template.scale],
        "body": [round(value * template.scale, 1) for value in frame.body],
        "told": list(template.told),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
