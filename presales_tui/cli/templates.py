"""`presales templates`: templates of meetings and outlines, and a copy of one to be edited."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from presales_tui.cli.context import open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data.fsio import write_atomic
from presales_tui.imports import meeting_templates, outline_templates
from presales_tui.imports.meeting_templates import Template
from presales_tui.imports.outline_templates import OutlineTemplate
from presales_tui.locale import _, language
from presales_tui.model.errors import BadInput, CannotWrite, NotFound


def run(arguments: argparse.Namespace) -> int:
    """List, show or copy; prints names, the text, or the path of the copy."""
    lang = language()
    if arguments.what != "list" and not arguments.name:
        raise BadInput(_("Which template? presales templates lists them."))
    if arguments.what == "copy":
        with closing(open_workspace(arguments)) as workspace:
            template, folder = _named(None, lang, arguments.name)
            path = workspace.path / folder / f"{template.name}.md"
            if path.exists() and not arguments.force:
                raise CannotWrite(_("{name} is there already: --force replaces it.").format(name=path))
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomic(path, template.text.encode(), force=True)
            emit(f"{path}\n")
        return 0
    try:
        with closing(open_workspace(arguments, create=False)) as workspace:
            where = workspace.path
    except NotFound:
        where = None
    if arguments.what == "show":
        emit(_named(where, lang, arguments.name)[0].text)
        return 0
    meetings, wrong = meeting_templates.templates(where, lang)
    outlines, wrong_too = outline_templates.outline_templates(where, lang)
    for kind, found in ((_("meeting"), meetings), (_("outline"), outlines)):
        for template in found:
            own = _("own") if template.own else "-"
            emit(f"{template.name}\t{template.title}\t{own}\t{kind}\n")
    for problem in (*wrong.values(), *wrong_too.values()):
        say(problem.sentence)
    return 0


def _named(where: Path | None, lang: str, name: str) -> tuple[Template | OutlineTemplate, Path]:
    """The template of this name and its folder in a workspace; NotFound if there is none of either kind."""
    try:
        return outline_templates.outline_template(where, lang, name), outline_templates.FOLDER
    except NotFound:
        pass
    every = [template.name for template in outline_templates.outline_templates(where, lang)[0]]
    try:
        return meeting_templates.template_named(where, lang, name), meeting_templates.FOLDER
    except NotFound as problem:
        outlines = _("Of outlines: {names}.").format(names=", ".join(every))
        raise NotFound(f"{problem.sentence} {outlines}") from None
