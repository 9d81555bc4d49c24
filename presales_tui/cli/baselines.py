"""`presales baseline`: freeze the requirements under a name, list, show and compare."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path

from presales_tui.cli.context import open_opportunity, open_workspace
from presales_tui.cli.output import emit, emit_bytes, say
from presales_tui.data import ClientStore
from presales_tui.data.clock import utc_now
from presales_tui.locale import _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.baseline import Baseline, freeze
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked: create, list, show or diff."""
    do = {"create": _create, "list": _list, "show": _show, "diff": _diff}[arguments.what]
    with closing(open_workspace(arguments, create=False)) as workspace:
        store, opportunity_id = open_opportunity(arguments, workspace)
        do(arguments, store, opportunity_id)
    return 0


def _baselines(store: ClientStore, opportunity_id: str) -> list[Baseline]:
    return sorted(store.where(Baseline, opportunity=opportunity_id), key=lambda b: (b.taken, b.id))


def _named(name: str, store: ClientStore, opportunity_id: str) -> Baseline:
    """The baseline of a ref or name; `deck` is the last deck shown; without a name the newest."""
    every = _baselines(store, opportunity_id)
    wanted = name.strip().casefold()
    if wanted in ("", "deck"):
        found = [b for b in every if not wanted or b.kind == "deck"]
    else:
        found = [b for b in every if wanted in (b.ref.casefold(), b.title.casefold())]
        found = found or [b for b in every if wanted in b.title.casefold()]
    if not found:
        listed = ", ".join(f"{b.ref} {b.title}" for b in every) or _("none")
        raise NotFound(
            _("There is no baseline “{name}”; there are: {names}.").format(name=name, names=listed)
        )
    return found[-1]


def _create(arguments: argparse.Namespace, store: ClientStore, opportunity_id: str) -> None:
    title = one_line(arguments.name)
    if not title:
        raise BadInput(_("A baseline needs a name: presales baseline create NAME"))
    if any(b.title.casefold() == title.casefold() for b in _baselines(store, opportunity_id)):
        raise BadInput(_("There is a baseline “{name}” already.").format(name=title))
    requirements = store.where(Requirement, opportunity=opportunity_id)
    if not requirements:
        raise BadInput(_("There is no requirement to freeze yet."))
    made = freeze(requirements, opportunity=opportunity_id, title=title, taken=utc_now())
    emit(store.commit(Change("Freeze baseline").put(made)).records[0].ref + "\n")
    say(
        ngettext(
            "Frozen: {n} requirement as “{name}”", "Frozen: {n} requirements as “{name}”", made.count
        ).format(n=made.count, name=title)
    )


def _list(arguments: argparse.Namespace, store: ClientStore, opportunity_id: str) -> None:
    every = _baselines(store, opportunity_id)
    if arguments.json:
        keys = ("ref", "title", "kind", "taken", "author", "count", "digest")
        emit(
            json.dumps([{k: getattr(b, k) for k in keys} for b in every], ensure_ascii=False, indent=1) + "\n"
        )
        return
    for b in every:
        emit(f"{b.ref}  {b.taken}  {b.count:>5}  {b.kind:5}  {one_line(b.title)}\n")
    if not every:
        say(_("None."))


def _show(arguments: argparse.Namespace, store: ClientStore, opportunity_id: str) -> None:
    found = _named(arguments.name, store, opportunity_id)
    records = [Requirement.from_doc(rid, doc) for rid, doc in found.content().items()]
    records.sort(key=lambda r: (len(r.ref), r.ref))
    if arguments.json:
        content = [{"id": r.id, **r.to_doc()} for r in records]
        emit(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        return
    lang = language()
    for r in records:
        emit(f"{r.ref}  {scales.FIT.label(r.fit, lang)}  {one_line(r.title)}\n")


def _diff(arguments: argparse.Namespace, store: ClientStore, opportunity_id: str) -> None:
    from presales_tui.documents.sheets.changes import between, document, rows, since, told

    before = _named(arguments.name, store, opportunity_id)
    if arguments.to:
        found = between(before, _named(arguments.to, store, opportunity_id))
    else:
        found = since(before, store.where(Requirement, opportunity=opportunity_id))
    lang = language()
    target = Path(arguments.output) if arguments.output and arguments.output != "-" else None
    if arguments.json:
        keys = ("change", "ref", "requirement", "field", "before", "after")
        content = [dict(zip(keys, row, strict=True)) for row in rows(found, lang)]
        emit(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    elif target is not None:
        from presales_tui.data.fsio import write_atomic

        format_ = "xlsx" if target.suffix.lower() == ".xlsx" else "md"
        write_atomic(target, document(found, before.title, format_, lang), force=arguments.force)
        say(_("Written: {path}").format(path=target.absolute()))
    else:
        emit_bytes(document(found, before.title, "md", lang))
    say(told(found))
