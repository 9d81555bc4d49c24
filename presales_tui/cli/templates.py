"""`presales templates`: the meeting templates, and a copy of one to be edited."""

from __future__ import annotations

import argparse
from contextlib import closing

from presales_tui.cli.context import open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data.fsio import write_atomic
from presales_tui.imports.meeting_templates import FOLDER, template_named, templates
from presales_tui.locale import _, language
from presales_tui.model.errors import BadInput, CannotWrite, NotFound


def run(arguments: argparse.Namespace) -> int:
    """List, show or copy; prints names, the text, or the path of the copy."""
    lang = language()
    if arguments.what != "list" and not arguments.name:
        raise BadInput(_("Which template? presales templates lists them."))
    if arguments.what == "copy":
        with closing(open_workspace(arguments)) as workspace:
            template = template_named(None, lang, arguments.name)
            path = workspace.path / FOLDER / f"{template.name}.md"
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
        emit(template_named(where, lang, arguments.name).text)
        return 0
    found, wrong = templates(where, lang)
    for template in found:
        own = _("own") if template.own else "-"
        emit(f"{template.name}\t{template.title}\t{own}\n")
    for sentence in wrong:
        say(sentence)
    return 0
