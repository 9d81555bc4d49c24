"""A plan becomes a PPTX file."""

from __future__ import annotations

from presales_tui.documents.plan import Plan
from presales_tui.documents.template import Template
from presales_tui.locale import _
from presales_tui.model.errors import Problem


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
