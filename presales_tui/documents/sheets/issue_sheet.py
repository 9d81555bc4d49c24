"""The issue log (问题单) as a sheet: to work on in Excel or WPS, and to come back as it went."""

from __future__ import annotations

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.documents.sheets.own_columns import own_columns
from presales_tui.documents.sheets.record_sheet import check_rows, made, used
from presales_tui.imports.issues.columns import COLUMNS, FORM
from presales_tui.imports.records.form import NOTE
from presales_tui.imports.records.links import named
from presales_tui.locale import _, ngettext
from presales_tui.model.errors import BadInput
from presales_tui.model.text import clean

_INTERNAL = frozenset({NOTE, "visibility", "tags", "external_ticket"})
"""Columns that are ours alone: notes, tags, and the ticket of our own developers."""
_ALWAYS = frozenset(
    {
        *("ref", "title", "kind", "severity", "priority", "impact", "urgency", "status", "reported"),
        *("responded", "solved", "reporter", "assignee", "observed", "cause", "fix", "history"),
    }
)
"""Columns that are there also while they are empty."""
_NEVER = frozenset({"done"})
"""Columns that only come in: the status says it."""


def begin(order: Order) -> Work:
    """Read the issues. BadInput if there is none."""
    audience: Audience = "internal" if order.variant == "internal" else order.audience
    whole = Book.of(order.store, order.opportunity)
    book = whole.for_audience(audience)
    refs = {other.id: other.ref for other in (*book.requirements, *book.criteria)}
    issues = [named(FORM, i, refs) for i in sorted(book.issues, key=lambda i: (len(i.ref), i.ref))]
    if not issues:
        raise BadInput(_("There is no issue to export yet."))
    hidden = _NEVER if audience == "internal" else _NEVER | _INTERNAL
    columns = [
        column
        for column in COLUMNS
        if column.name not in hidden
        and (column.name in _ALWAYS or audience == "internal" or used(FORM, column, issues))
    ]
    if audience == "internal":
        own, issues = own_columns(FORM, issues)
        columns += own
    lang, name = order.lang, clean(book.opportunity.name)

    def work() -> Made:
        if audience == "client":
            check_rows(whole, issues, columns, lang, "trial")
        told = ngettext("{n} issue", "{n} issues", len(issues)).format(n=len(issues))
        sheet = "问题单" if lang == "zh" else "Issue log"
        return made(issues, columns, lang=lang, format_=order.format, name=name, sheet=sheet, told=told)

    return work
