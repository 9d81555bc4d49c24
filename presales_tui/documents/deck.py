"""The deck as a document: read the book, then plan it, then draw the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presales_tui.documents.book import Audience, Book
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.locale import _, ngettext
from presales_tui.model.errors import Problem
from presales_tui.model.opportunity import Opportunity

if TYPE_CHECKING:
    from presales_tui.documents.plan import Plan
    from presales_tui.documents.template import Template

BUILT_IN = "builtin"
"""Asked for instead of a file: the built-in template, whatever the opportunity says."""


def begin(order: Order) -> Work:
    """Read the records of the opportunity."""
    book = Book.of(order.store, order.opportunity)
    audience: Audience = "internal" if order.variant == "internal" else order.audience

    def work() -> Made:
        from presales_tui.documents.planning.frame import WIDE
        from presales_tui.documents.planning.planner import plan_deck

        template = template_of(book.opportunity, order.template)
        plan = plan_deck(
            book,
            lang="zh" if order.lang == "zh" else "en",
            audience=audience,
            frame=template.frame if template else WIDE,
            refs=order.refs,
        )
        if audience == "client":
            from presales_tui.documents.gate import check

            check(book, plan)
        return Made(deck_bytes(plan, template), told(plan))

    return work


def told(plan: Plan) -> str:
    """What is said of a deck that was made: its size, and what of it is still to be completed or named."""
    said = ngettext("{n} slide", "{n} slides", len(plan.slides)).format(n=len(plan.slides))
    if missing := len(plan.missing):
        more = ngettext(", {n} section to be completed", ", {n} sections to be completed", missing)
        said += more.format(n=missing)
    if not plan.author:
        said += _(", no author: name the presales engineer of the opportunity")
    return said


def template_of(opportunity: Opportunity, asked: str = "") -> Template | None:
    """The template asked for, else that of the opportunity; None: the built-in one.

    Raises a Problem that says why a file is no use as a template.
    """
    if asked == BUILT_IN or not (asked or opportunity.deck_template.strip()):
        return None
    from presales_tui.documents.template.load import load_template

    if asked:
        return load_template(asked, opportunity.deck_layouts if asked == opportunity.deck_template else ())
    return load_template(opportunity.deck_template.strip(), opportunity.deck_layouts)


def deck_bytes(plan: Plan, template: Template | None = None) -> bytes:
    """The deck as a PPTX file in memory, in the template whose frame it was planned for."""
    try:
        from presales_tui.documents.drawing.deck import Deck

        return Deck(plan, template).save()
    except ImportError as missing:
        raise Problem(
            _(
                "A deck cannot be written here: {name} is missing. Install presales with its dependencies."
            ).format(name=missing.name or "python-pptx")
        ) from missing
