"""Write the deck of the open opportunity beside the event loop, and say how to get it home."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from presales_tui.locale import _, language
from presales_tui.model.errors import Problem

if TYPE_CHECKING:
    from presales_tui.screens.base import BaseScreen


def deck_name(name: str, day: date) -> str:
    """A file name from an opportunity's name: no separators, no blanks, not too long."""
    safe = "".join(char if char.isalnum() or char in "-_." else "-" for char in name).strip("-.")
    return f"{safe[:60] or 'deck'}-{day.isoformat()}.pptx"


def free_path(folder: Path, name: str) -> Path:
    """A path that does not exist yet: `x.pptx`, `x-2.pptx` and so on."""
    stem, dot, suffix = name.rpartition(".")
    path = folder / name
    count = 2
    while path.exists():
        path = folder / f"{stem}-{count}{dot}{suffix}"
        count += 1
    return path


def export_deck(screen: BaseScreen) -> None:
    """Plan and write in a worker thread; the screen stays alive and says when it is done."""
    store, opportunity = screen.desk.store, screen.desk.opportunity
    if store is None or opportunity is None:
        return
    from presales_tui.documents.book import Book

    # The book is read here, in the thread that owns the store; only plain values go to the worker.
    book = Book.of(store, opportunity.id)
    path = free_path(store.exports, deck_name(opportunity.name, date.today()))
    lang = "zh" if language() == "zh" else "en"
    screen.say(_("Writing the deck …"))

    def work() -> None:
        from presales_tui.data.fsio import write_atomic
        from presales_tui.documents.draw import deck_bytes
        from presales_tui.documents.planner import plan_deck

        try:
            plan = plan_deck(book, lang=lang)
            write_atomic(path, deck_bytes(plan))
        except Problem as problem:
            screen.app.call_from_thread(screen.say, problem.sentence)
        except OSError as error:
            sentence = _("The deck could not be written: {why}").format(why=error.strerror)
            screen.app.call_from_thread(screen.say, sentence)
        else:
            screen.app.call_from_thread(show_carry, screen, path, len(plan.slides))

    screen.run_worker(work, thread=True, exclusive=True, group="export")


def show_carry(screen: BaseScreen, path: Path, slides: int) -> None:
    """Say where the deck is, and how it gets home."""
    from presales_tui.screens.carrying import Carrying

    screen.say(_("Written: {n} slides").format(n=slides))
    screen.app.push_screen(Carrying(path, slides))
