"""`presales export`: documents, to a file or to standard output."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from presales_tui.cli.context import open_client, open_opportunity, open_workspace
from presales_tui.cli.output import emit, emit_bytes, say, to_terminal
from presales_tui.cli.target import check_target, write_target
from presales_tui.data import ClientStore, Workspace
from presales_tui.documents.book import Audience
from presales_tui.documents.language import document_language
from presales_tui.documents.registry import ENDINGS, TEXT_FORMATS, Document, Made, Order, document
from presales_tui.locale import _
from presales_tui.model.errors import BadInput, CannotWrite, NotFound

_MOST_DECK = 256 * 1024 * 1024
"""Bytes of a deck that is exported onto: pictures make it large."""
WORKSPACE = "workspace"
"""Not a document of an opportunity: the whole client as plain TinyDB JSON."""


def run(arguments: argparse.Namespace) -> int:
    """Export one thing. An output that exists stays as it is unless --force is given."""
    target = None if arguments.output == "-" else Path(arguments.output)
    row = None if arguments.what == WORKSPACE else document(arguments.what)
    format_ = _format(row, arguments.format, target) if row else "json"
    if target is None and format_ not in TEXT_FORMATS and to_terminal():
        raise CannotWrite(
            _(
                "{what} cannot be shown in a terminal: give -o FILE, or send standard output to a file."
            ).format(what=format_.upper())
        )
    with closing(open_workspace(arguments, create=False)) as workspace:
        if target is not None:
            check_target(target, workspace, force=arguments.force)
        if arguments.onto:
            made = _onto(row, arguments, workspace)
        else:
            made = _document(row, format_, arguments, workspace) if row else _workspace(arguments, workspace)
        if arguments.dry_run:
            emit(made.told + "\n" if made.told else "")
            return 0
        if target is None:
            emit_bytes(made.content)
        else:
            write_target(target, made.content, force=arguments.force)
    for line in made.told.splitlines():
        say(line)
    return 0


def _format(row: Document, wanted: str, target: Path | None) -> str:
    """The format asked for, else that of the file's name, else the first of the document."""
    ending = target.suffix[1:].lower() if target else ""
    format_ = wanted or (ending if ending in ENDINGS else row.formats[0])
    if format_ not in row.formats:
        raise BadInput(
            _("{what} cannot be written as {format}; it can as {formats}.").format(
                what=row.id, format=format_, formats=", ".join(row.formats)
            )
        )
    return format_


def _document(row: Document, format_: str, arguments: argparse.Namespace, workspace: Workspace) -> Made:
    store, opportunity_id = open_opportunity(arguments, workspace)
    lang = document_language(store, opportunity_id)
    audience: Audience = "internal" if arguments.internal else "client"
    record = _one(row, store, arguments.of) if arguments.of else ""
    made = row.begin(
        Order(
            store,
            opportunity_id,
            lang,
            format_,
            audience,
            record,
            _variant(row, arguments),
            arguments.template,
            False if arguments.no_refs else None,
        )
    )()
    if row.id == "deck" and audience == "client" and arguments.variant != "internal":
        _shown(store, opportunity_id)
    return made


def _shown(store: ClientStore, opportunity_id: str) -> None:
    """Keep what a deck for the client shows."""
    from presales_tui.documents.shown import record_shown

    record_shown(store, opportunity_id)


def _onto(row: Document | None, arguments: argparse.Namespace, workspace: Workspace) -> Made:
    """The deck onto one that a colleague has worked on; what happens to which slide is told."""
    from presales_tui.documents.onto.begin import OPEN_THERE, begin, is_open, told
    from presales_tui.imports.files import read_bytes

    if row is None or row.id != "deck":
        raise BadInput(_("Only a deck is exported onto another one."))
    edited, name = read_bytes(Path(arguments.onto), most=_MOST_DECK)
    store, opportunity_id = open_opportunity(arguments, workspace)
    audience: Audience = (
        "internal" if arguments.internal or _variant(row, arguments) == "internal" else "client"
    )
    lang = document_language(store, opportunity_id)
    refs = False if arguments.no_refs else None
    order = Order(store, opportunity_id, lang, "pptx", audience, template=arguments.template, refs=refs)
    onto = begin(order, edited, name, remove_retired=arguments.retired == "remove")()
    lines = "\n".join(told(onto))
    if is_open(Path(arguments.onto)):
        lines = f"{_(OPEN_THERE).format(name=name)}\n{lines}"
    if onto.leaving is not None:
        for line in lines.splitlines():
            say(line)
        raise onto.leaving
    if arguments.dry_run:
        return Made(b"", lines)
    content = onto.content()
    if audience == "client":
        _shown(store, opportunity_id)
    return Made(content, lines)


def _variant(row: Document, arguments: argparse.Namespace) -> str:
    """The form asked for. BadInput if the document does not come in it."""
    wanted: str = arguments.variant
    names = [name for name, _label in row.variants]
    if wanted and wanted not in names:
        raise BadInput(
            _("{what} does not come in the form {wanted}; forms: {names}.").format(
                what=row.id, wanted=wanted, names=", ".join(names) or _("one only")
            )
        )
    return wanted


def _one(row: Document, store: ClientStore, ref: str) -> str:
    """The id of the record with this ref. BadInput if the document is not made of such records."""
    found = store.find_ref(ref)
    if found is None:
        raise NotFound(_("There is no record {ref}.").format(ref=ref))
    if found.table != row.of:
        raise BadInput(_("{what} cannot be made of {ref} alone.").format(what=row.id, ref=found.ref))
    return found.id


def _workspace(arguments: argparse.Namespace, workspace: Workspace) -> Made:
    from presales_tui.data import plain_json

    by_opportunity = arguments.opportunity and not arguments.client
    store = open_opportunity(arguments, workspace)[0] if by_opportunity else open_client(arguments, workspace)
    return Made(plain_json(store))
