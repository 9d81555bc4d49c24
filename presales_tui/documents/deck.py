"""The deck as a document: read the book, then plan and draw it."""

from __future__ import annotations

from presales_tui.documents.book import Book
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.locale import _


def begin(order: Order) -> Work:
    """Read the records of the opportunity."""
    book = Book.of(order.store, order.opportunity)

    def work() -> Made:
        from presales_tui.documents.draw import deck_bytes
        from presales_tui.documents.planner import plan_deck

        plan = plan_deck(book, lang="zh" if order.lang == "zh" else "en", audience=order.audience)
        return Made(deck_bytes(plan), _("{n} slides").format(n=len(plan.slides)))

    return work
