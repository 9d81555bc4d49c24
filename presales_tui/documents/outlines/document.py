"""The outline as a document: Markdown, outliners and mind maps, a solution document in Word."""

from __future__ import annotations

from presales_tui.documents.book import Book
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.locale import _
from presales_tui.model.errors import BadInput


def begin(order: Order) -> Work:
    """Read the outline. BadInput if there is none."""
    whole = Book.of(order.store, order.opportunity)
    book = whole.for_audience(order.audience)
    if not book.sections:
        raise BadInput(_("There is no outline to export yet."))
    if order.format == "docx":
        from presales_tui.documents.papers.solution import solution

        return lambda: solution(whole, order.lang, order.audience, refs=order.refs)
    if order.audience == "client":
        from presales_tui.documents.gate import check_sections

        check_sections(whole, notes=True)
    name = book.opportunity.name
    match order.format:
        case "opml":
            from presales_tui.documents.outlines.opml import outline_opml

            return lambda: Made(outline_opml(book.sections, name, book.requirements).encode())
        case "mm":
            from presales_tui.documents.outlines.freemind import outline_freemind

            return lambda: Made(outline_freemind(book.sections, name, book.requirements).encode())
        case "xmind":
            from presales_tui.documents.outlines.xmind import outline_xmind

            return lambda: Made(outline_xmind(book.sections, name, book.requirements))
        case _:
            from presales_tui.documents.outlines.markdown import outline_markdown

            return lambda: Made(outline_markdown(book.sections, book.requirements).encode())
