"""Write a document of the open opportunity beside the event loop, and say how to get it home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.documents.book import Audience
from presales_tui.documents.registry import Document, Made, Order, document, offered
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.record import Record
from presales_tui.screens.ground.long_work import make
from presales_tui.screens.ground.options import Option

if TYPE_CHECKING:
    from presales_tui.screens.ground.base import BaseScreen


def file_name(
    row: Document, ending: str, name: str, day: date, ref: str = "", *, internal: bool = False
) -> str:
    """A file name from an opportunity's name: no separators, no blanks, not too long.

    A document of one record alone has the record's ref in it, and one that must not leave says so.
    """
    safe = "".join(char if char.isalnum() or char in "-_." else "-" for char in name).strip("-.")
    what = "" if row.id == "deck" else f"{row.id}-"
    what += f"{ref}-" if ref else ""
    what += "internal-" if internal else ""
    return f"{safe[:60] or row.id}-{what}{day.isoformat()}.{ending}"


def free_path(folder: Path, name: str) -> Path:
    """A path that does not exist yet: `x.pptx`, `x-2.pptx` and so on."""
    stem, dot, suffix = name.rpartition(".")
    path = folder / name
    count = 2
    while path.exists():
        path = folder / f"{stem}-{count}{dot}{suffix}"
        count += 1
    return path


def choose_document(screen: BaseScreen) -> None:
    """Ask which document, in which format; those of this screen stand first.

    What can be made of the record under the cursor alone is offered of that record first.
    """
    options = []
    here: dict[str, Record] = {}
    for row in offered(screen.HERE):
        one = screen.record_for(row.of) if row.of else None
        if one is not None:
            here[row.id] = one
            label = f"{_(row.label)}: {one.ref} {one.headline}"
            options += [Option(f"{row.id}/{ending}/one/", label, ending.upper()) for ending in row.formats]
        every = row.of and not row.newest
        label = _("{what}: all").format(what=_(row.label)) if every else _(row.label)
        for name, form in row.variants or (("", ""),):
            shown = f"{label}: {_(form)}" if form else label
            options += [Option(f"{row.id}/{ending}//{name}", shown, ending.upper()) for ending in row.formats]

    def chosen(key: str) -> None:
        id_, ending, one, variant = key.split("/")
        export(screen, document(id_), ending, here[id_] if one else None, variant)

    screen.choose(_("Export"), options, chosen, typed=True)


def export(
    screen: BaseScreen, row: Document, ending: str = "", record: Record | None = None, variant: str = ""
) -> None:
    """Make and write in a worker thread; the screen stays alive and says when it is done.

    A document that goes out is made for the client, unless there is none such of its kind.
    """
    store, opportunity = screen.desk.store, screen.desk.opportunity
    if store is None or opportunity is None:
        return
    from presales_tui.documents.language import document_language

    ending = ending or row.formats[0]
    ref = record.ref if record else ""
    path = free_path(
        store.exports,
        file_name(row, ending, opportunity.name, date.today(), ref, internal=variant == "internal"),
    )
    lang = document_language(store, opportunity.id)
    audience: Audience = "internal" if row.internal_only else "client"
    order = Order(store, opportunity.id, lang, ending, audience, record.id if record else "", variant)
    try:
        # Read here, in the thread that owns the store; only plain values go to the worker.
        work = row.begin(order)
    except Problem as problem:
        screen.say(problem.sentence)
        return

    again = [*screen.desk.words(), "--lang", lang, "export", row.id, "--format", ending]
    again += [*(["--of", ref] if ref else []), *(["--variant", variant] if variant else []), "-o", "-"]

    def written() -> Made:
        from presales_tui.data.fsio import write_atomic

        made = work()
        write_atomic(path, made.content)
        return made

    def done(made: Made) -> None:
        show_carry(screen, row, path, made, again)
        if row.id == "deck" and audience == "client" and variant != "internal":
            from presales_tui.documents.shown import record_shown

            record_shown(store, opportunity.id)

    make(screen, _("Writing: {what}").format(what=_(row.label)), written, done, lambda p: tell(screen, p))


def tell(screen: BaseScreen, problem: Problem) -> None:
    """Say why there is no document; places that say what is internal are listed to be gone to."""
    from presales_tui.documents.gate import Leaving

    if not isinstance(problem, Leaving) or not problem.places:
        screen.say(problem.sentence)
        return
    from presales_tui.model.outline import Section

    titles = {section.id: section.title for section in screen.desk.records(Section)}
    options = [
        Option(
            f"{n}/{place.screen}/{place.at}",
            ": ".join(filter(None, (place.where, titles.get(place.at, "")))),
            place.ref,
        )
        for n, place in enumerate(problem.places)
    ]

    def chosen(key: str) -> None:
        _n, where, at = key.split("/")
        if at:
            screen.bench.show(where, at)

    title = _("Not written: the client's edition would say what is internal. Choose a place to go there.")
    screen.choose(title, options, chosen, typed=True)


def show_carry(screen: BaseScreen, row: Document, path: Path, made: Made, again: Sequence[str]) -> None:
    """Say where the document is, and how it gets home; `again`: see `Carrying`."""
    from presales_tui.screens.dialogs.carrying import Carrying

    screen.say(_("Written: {what}").format(what=made.told or path.name))
    screen.app.push_screen(Carrying(path, again, _(row.label), made.told))
