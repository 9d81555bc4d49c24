"""Export onto a deck that a colleague has worked on: what happens to which slide, then the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.documents.book import Audience
from presales_tui.documents.registry import Order
from presales_tui.locale import N_, _, ngettext
from presales_tui.model.errors import Problem
from presales_tui.model.text import one_line
from presales_tui.screens.dialogs.exporting import file_name, free_path, tell
from presales_tui.screens.dialogs.weighing import Switch, Weigh, Weighed, WeighRow
from presales_tui.screens.ground.long_work import make

if TYPE_CHECKING:
    from presales_tui.documents.onto.writing import Onto
    from presales_tui.screens.shared.main import DeskScreen

DECKS = (".pptx", ".pptm", ".potx", ".potm")
"""Endings of the files that are offered."""
_MOST = 256 * 1024 * 1024
"""Bytes of a deck: pictures make it large."""

_SAID = {
    "conflict": (N_("both changed: theirs kept"), "bad"),
    "beside": (N_("ours, beside theirs"), "warn"),
    "mix": (N_("both changed: both kept"), "good"),
    "update": (N_("updated"), "good"),
    "notes": (N_("notes updated"), "good"),
    "add": (N_("new"), "good"),
    "back": (N_("deleted there, changed here: back"), "warn"),
    "theirs": (N_("changed there: kept"), "strong"),
    "extra": (N_("their own slide: kept"), "strong"),
    "retire": (N_("gone from the outline: to the end"), "warn"),
    "keep": (N_("as it is"), "muted"),
}
"""Action to (what is said of it, tone)."""


def choose_deck(screen: DeskScreen) -> None:
    """Ask for the deck, look at what would happen, then write a new file beside it."""
    from presales_tui.screens.dialogs.files import choose_file

    store = screen.desk.store
    if store is not None:
        folder = store.exports if store.exports.is_dir() else Path.cwd()
        title = _("Export onto which deck?")
        choose_file(screen, title, folder, lambda path: _plan(screen, path), endings=DECKS)


def _plan(screen: DeskScreen, path: Path) -> None:
    from presales_tui.documents.language import document_language
    from presales_tui.documents.onto.begin import begin
    from presales_tui.imports.files import read_bytes

    store, opportunity = screen.desk.store, screen.desk.opportunity
    if store is None or opportunity is None:
        return
    name = one_line(path.name)
    lang = document_language(store, opportunity.id)
    client: Audience = "client"
    internal: Audience = "internal"
    try:
        edited, _name = read_bytes(path, most=_MOST)
        orders = {who: Order(store, opportunity.id, lang, "pptx", who) for who in (client, internal)}
        plans = {
            who: (begin(order, edited, name), begin(order, edited, name, remove_retired=True))
            for who, order in orders.items()
        }
    except Problem as problem:
        screen.say(problem.sentence)
        return

    def work() -> tuple[Onto, Onto]:
        from presales_tui.documents.onto.edited import EditedDeck

        # Our own edition goes onto our own, the client's onto the client's.
        ours = EditedDeck(edited, name).ledger.audience == internal
        keep, remove = plans[internal if ours else client]
        return keep(), remove()

    def done(found: tuple[Onto, Onto]) -> None:
        _show(screen, path, *found)

    title = _("Comparing with {name}").format(name=name)
    make(screen, title, work, done, lambda problem: tell(screen, problem))


def _show(screen: DeskScreen, path: Path, keep: Onto, remove: Onto) -> None:
    from presales_tui.documents.onto.begin import OPEN_THERE, is_open

    warning = f"\n{_(OPEN_THERE).format(name=one_line(path.name))}" if is_open(path) else ""

    def look(on: frozenset[str]) -> Weighed:
        found = _weighed(remove if "r" in on else keep, path.name)
        found = found._replace(title=found.title + warning)
        if "a" in on:
            return found
        return found._replace(rows=[row for row in found.rows if row.tone != "muted"])

    def agreed(on: frozenset[str] | None) -> None:
        if on is not None:
            _write(screen, remove if "r" in on else keep)

    switches = [Switch("a", _("All slides"), _("Only what changes"))]
    if any(step.action == "retire" for step in keep.merge.steps):
        switches.append(Switch("r", _("Remove what is gone"), _("Keep what is gone")))
    screen.app.push_screen(Weigh(look, _("Write a new file"), switches), agreed)


def _weighed(onto: Onto, name: str) -> Weighed:
    """The slides of the new deck in order; what is not in it comes last."""
    from presales_tui.documents.gate import where_told
    from presales_tui.documents.onto.begin import KEEPS_DESIGN

    merged = onto.merge
    title = _(
        "{name}: {update} updated, {new} new, {theirs} kept as changed there, {conflict} in conflict"
    ).format(
        name=one_line(name),
        update=merged.count("update", "mix", "notes"),
        new=merged.count("add", "back"),
        theirs=merged.count("theirs", "extra"),
        conflict=merged.count("conflict"),
    )
    warnings = []
    if merged.order == "both":
        warnings.append(_("Slides were moved on both sides: the order there stands."))
    if not onto.edited.has_ledger:
        warnings.append(_("The list of what was exported is lost: slides deleted there come back."))
    if onto.restyled:
        warnings.append(_(KEEPS_DESIGN))
    if onto.reprinted:
        warnings.append(
            _("Date and footer are brought up to date on all slides, unless they were written anew there.")
        )
    if onto.leaving is not None:
        warnings.append(_("It will not be written: {where}").format(where=where_told(onto.leaving.places)))
    if onto.doubled:
        warnings.append(
            _("Saved by another program than PowerPoint: what is updated is kept at the end as well.")
        )
    rows = []
    for n, step in enumerate(merged.steps):
        said, tone = _SAID[step.action]
        shown = (
            onto.our_title(step.ours)
            if step.action == "beside" and step.ours is not None
            else onto.title(step)
        )
        rows.append(WeighRow(str(n), f"{n + 1:>3} {shown or '—'}", _(said), tone))
    rows += [
        WeighRow(f"deleted{n}", f"    {onto.our_title(n)}", _("deleted there: stays deleted"), "muted")
        for n in merged.deleted
    ]
    rows += [
        WeighRow(
            f"removed{n}", f"    {onto.edited.slides[n].title}", _("gone from the outline: removed"), "warn"
        )
        for n in merged.removed
    ]
    rows += [
        WeighRow(f"withheld{n}", f"    {onto.edited.slides[n].title}", _("internal now: removed"), "warn")
        for n in merged.withheld
    ]
    return Weighed("\n".join([title, *warnings]), rows)


def _write(screen: DeskScreen, onto: Onto) -> None:
    from presales_tui.data.fsio import write_atomic
    from presales_tui.documents.registry import Made, document
    from presales_tui.screens.dialogs.exporting import show_carry

    store, opportunity = screen.desk.store, screen.desk.opportunity
    if store is None or opportunity is None:
        return
    row = document("deck")
    ours = onto.edited.ledger.audience == "internal"
    path = free_path(store.exports, file_name(row, "pptx", opportunity.name, date.today(), internal=ours))

    def work() -> Made:
        content = onto.content()
        write_atomic(path, content)
        return Made(
            b"", ngettext("{n} slide", "{n} slides", len(onto.merge.steps)).format(n=len(onto.merge.steps))
        )

    def done(made: Made) -> None:
        from presales_tui.documents.shown import record_shown

        show_carry(screen, row, path, made, ())
        if not ours:
            record_shown(store, opportunity.id)

    title = _("Writing: {what}").format(what=_(row.label))
    make(screen, title, work, done, lambda problem: tell(screen, problem))
