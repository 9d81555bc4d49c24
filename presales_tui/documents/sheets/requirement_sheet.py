"""The requirement list as a sheet: to work on in Excel or WPS, and to come back as it went."""

from __future__ import annotations

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.documents.sheets.own_columns import own_columns
from presales_tui.documents.sheets.record_sheet import check_rows, made, used
from presales_tui.imports.records.links import named
from presales_tui.imports.requirements.columns import COLUMNS, FORM
from presales_tui.locale import _, ngettext
from presales_tui.model.errors import BadInput
from presales_tui.model.text import clean

_INTERNAL = frozenset({"impact"})
"""Columns that are ours alone: what a requirement means for the deal."""
_ALWAYS = frozenset(
    {
        "ref",
        "external_id",
        "module",
        "title",
        "statement",
        "type",
        "priority",
        "status",
        "fit",
        "effort",
        "acceptance",
    }
)
"""Columns that are there also while they are empty."""


def begin(order: Order) -> Work:
    """Read the requirements. BadInput if there is none."""
    audience: Audience = "internal" if order.variant == "internal" else order.audience
    whole = Book.of(order.store, order.opportunity)
    book = whole.for_audience(audience)
    refs = {r.id: r.ref for r in book.requirements}
    found = sorted(book.requirements, key=lambda r: (len(r.ref), r.ref))
    requirements = [named(FORM, r, refs) for r in found]
    if not requirements:
        raise BadInput(_("There is no requirement to export yet."))
    hidden = frozenset() if audience == "internal" else _INTERNAL
    columns = [
        column
        for column in COLUMNS
        if column.name not in hidden
        and (column.name in _ALWAYS or order.format == "xlsx" or used(FORM, column, requirements))
    ]
    own, requirements = own_columns(FORM, requirements)
    columns += own
    lang, name = order.lang, clean(book.opportunity.name)

    def work() -> Made:
        if audience == "client":
            check_rows(whole, requirements, columns, lang, "requirements")
        told = ngettext("{n} requirement", "{n} requirements", len(requirements)).format(n=len(requirements))
        sheet = "需求清单" if lang == "zh" else "Requirements"
        return made(requirements, columns, lang=lang, format_=order.format, name=name, sheet=sheet, told=told)

    return work
