"""`presales library`: our product's capabilities, which belong to no client."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path

from presales_tui.cli.context import open_opportunity, open_workspace
from presales_tui.cli.output import emit, emit_bytes, say
from presales_tui.data import Workspace
from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.capability import Capability
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.text import cells, one_line


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked: list, add, import, export or suggest."""
    do = {"list": _list, "add": _add, "import": _import, "export": _export, "suggest": _suggest}[
        arguments.what
    ]
    with closing(open_workspace(arguments, create=arguments.what in ("add", "import"))) as workspace:
        do(arguments, workspace)
    return 0


def _capabilities(workspace: Workspace) -> list[Capability]:
    return workspace.library().all(Capability) if workspace.has_library else []


def _list(arguments: argparse.Namespace, workspace: Workspace) -> None:
    every = _capabilities(workspace)
    if arguments.filter:
        from presales_tui.model.filter import parse_filter

        test = parse_filter(arguments.filter)
        every = [c for c in every if test(c)]
    if arguments.json:
        emit(json.dumps([c.__dict__ for c in every], ensure_ascii=False, indent=1) + "\n")
        return
    lang = language()
    rows = [[c.ref, scales.FIT.label(c.fit, lang), one_line(c.module), one_line(c.name)] for c in every]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        line = (text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True))
        emit("  ".join(line).rstrip() + "\n")
    if not rows:
        say(_("None."))


def _add(arguments: argparse.Namespace, workspace: Workspace) -> None:
    name = one_line(arguments.target)
    if not name:
        raise BadInput(_("There is no text to add."))
    done = workspace.library().commit(Change("Add capability").put(Capability(name=name)))
    emit(done.records[0].ref + "\n")


def _import(arguments: argparse.Namespace, workspace: Workspace) -> None:
    from presales_tui.imports.capabilities import plan_import, read_library

    if not arguments.target:
        raise BadInput(_("Name the file: presales library import FILE"))
    told = {}
    for pair in arguments.map:
        heading, equals, field = pair.partition("=")
        if not equals or field not in {*Capability.defaults(), "ref"}:
            raise BadInput(_("Write --map as HEADING=FIELD, such as 功能=name."))
        told[heading] = field
    reading = read_library("-" if arguments.target == "-" else Path(arguments.target), told=told)
    unused = _("not used")
    for heading, field in reading.mapping.items():
        say(f"{heading} -> {field or unused}")
    for refused in reading.refused[:20]:
        say(_("line {line} is left out: {why}").format(line=refused.line, why=refused.why))
    plan = plan_import(reading, _capabilities(workspace))
    if plan.change and not arguments.dry_run:
        workspace.library().commit(plan.change)
    say(
        _("{name}: {new} new, {updated} updated, {same} as they were, {refused} left out").format(
            name=reading.name,
            new=plan.new,
            updated=plan.updated,
            same=plan.same,
            refused=len(reading.refused),
        )
    )


def _export(arguments: argparse.Namespace, workspace: Workspace) -> None:
    from presales_tui.data.fsio import write_atomic
    from presales_tui.documents.sheets.library_file import FORMATS, library_bytes

    every = _capabilities(workspace)
    if not every:
        raise NotFound(_("The product library is empty: presales library import FILE"))
    target = None if arguments.target in ("", "-") else Path(arguments.target)
    format_ = arguments.format or (target.suffix[1:].lower() if target else "csv")
    if format_ not in FORMATS:
        raise BadInput(
            _("{what} cannot be written as {format}; it can as {formats}.").format(
                what="library", format=format_, formats=", ".join(FORMATS)
            )
        )
    content = library_bytes(every, format_, language())
    if target is None:
        emit_bytes(content)
    else:
        write_atomic(target, content, force=arguments.force)
        say(_("Written: {path}").format(path=target.absolute()))


def _suggest(arguments: argparse.Namespace, workspace: Workspace) -> None:
    from presales_tui.model.matching import Matcher
    from presales_tui.model.requirement import Requirement

    wanted = arguments.target.strip()
    if not wanted:
        raise BadInput(_("Name a requirement (REQ-012), or write the words to look for."))
    requirement = Requirement(title=wanted)
    if wanted.upper().startswith("REQ-") and " " not in wanted:
        found = open_opportunity(arguments, workspace)[0].find_ref(wanted)
        if not isinstance(found, Requirement):
            raise NotFound(_("There is no requirement {ref}.").format(ref=wanted))
        requirement = found
    suggestions = Matcher(_capabilities(workspace)).suggest(requirement)
    if arguments.json:
        content = [{"score": round(s.score, 3), **s.capability.__dict__} for s in suggestions]
        emit(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        return
    lang = language()
    for s in suggestions:
        fit = scales.FIT.label(s.capability.fit, lang)
        emit(f"{s.score:4.0%}  {s.capability.ref}  {fit}  {one_line(s.capability.name)}\n")
    if not suggestions:
        say(_("Nothing in the library is like it."))
