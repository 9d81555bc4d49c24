"""Export onto an edited deck, in two steps like every document, and what it would do in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.documents.book import Book
from presales_tui.documents.registry import Order
from presales_tui.locale import N_, _, ngettext

if TYPE_CHECKING:
    from presales_tui.documents.onto.writing import Onto

_SAID = {
    "update": N_("updated: {title}"),
    "notes": N_("notes updated: {title}"),
    "theirs": N_("changed there, kept: {title}"),
    "mix": N_("changed on both sides in different places, both kept: {title}"),
    "conflict": N_("changed on both sides, theirs kept, ours beside it: {title}"),
    "add": N_("new: {title}"),
    "back": N_("deleted there but changed here, put back: {title}"),
    "extra": N_("their own slide, kept: {title}"),
    "retire": N_("no longer in the outline, moved to the end: {title}"),
}
"""Action to what is said of it (English message)."""
KEEPS_DESIGN = N_(
    "It has another template than this one: it keeps its design; export a new deck for the other."
)
"""What is said of a deck whose layouts are not those of the template (English message)."""
OPEN_THERE = N_("{name} is open in another program: what is not saved there is missing.")
"""What is said of a deck that somebody works on just now (English message)."""


def is_open(path: Path) -> bool:
    """Whether a program has a deck open just now: what is not saved there cannot be read."""
    marks = (f"~${path.name}", f".~lock.{path.name}#")
    return any(path.with_name(mark).exists() for mark in marks)


def begin(order: Order, edited: bytes, name: str, *, remove_retired: bool = False) -> Callable[[], Onto]:
    """Read the records; the second step plans the merge. BadInput if the deck cannot be merged with.

    `name` is the file name of the edited deck. With `remove_retired` a slide whose section is gone and
    that nobody touched is removed instead of moved to the end.
    """
    book = Book.of(order.store, order.opportunity)
    whole = Book.of(order.store, order.opportunity, parked=True)

    def work() -> Onto:
        from presales_tui.documents.deck import deck_bytes, template_of
        from presales_tui.documents.gate import check
        from presales_tui.documents.onto.edited import EditedDeck
        from presales_tui.documents.onto.leaving import OPEN, guard_of
        from presales_tui.documents.onto.writing import Onto
        from presales_tui.documents.planning.frame import WIDE
        from presales_tui.documents.planning.planner import plan_deck

        found = EditedDeck(edited, name)
        # A deck stays in its language, whatever the workbench is in just now.
        lang = found.ledger.lang or order.lang

        template = template_of(book.opportunity, order.template)
        plan = plan_deck(
            book,
            lang="zh" if lang == "zh" else "en",
            audience=order.audience,
            frame=template.frame if template else WIDE,
            refs=order.refs,
        )
        guard = OPEN
        if order.audience == "client":
            check(book, plan)
            guard = guard_of(whole)
        return Onto(plan, deck_bytes(plan, template), found, remove_retired=remove_retired, guard=guard)

    return work


def told(onto: Onto) -> Iterator[str]:
    """What happens to which slide, one line each; slides that stay as they are are counted only."""
    merged = onto.merge
    yield ngettext(
        "{n} slide, {same} of them as it was", "{n} slides, {same} of them as they were", len(merged.steps)
    ).format(n=len(merged.steps), same=merged.count("keep"))
    for step in merged.steps:
        if step.action in _SAID:
            yield _(_SAID[step.action]).format(title=onto.title(step) or "—")
    for n in merged.deleted:
        yield _("deleted there, stays deleted: {title}").format(title=onto.our_title(n))
    for index in merged.removed:
        yield _("no longer in the outline, removed: {title}").format(title=onto.edited.slides[index].title)
    for index in merged.withheld:
        yield _("internal now, removed: {title}").format(title=onto.edited.slides[index].title)
    if onto.restyled:
        yield _(KEEPS_DESIGN)
    if onto.reprinted:
        yield _("Date and footer are brought up to date on all slides, unless they were written anew there.")
    if merged.order == "both":
        yield _("Slides were moved on both sides: the order there stands.")
    if not onto.edited.has_ledger:
        yield _("The list of what was exported is lost: slides deleted there come back.")
    if onto.doubled:
        yield _("Saved by another program than PowerPoint: what is updated is kept at the end as well.")
