"""A plan becomes a PPTX file."""

from __future__ import annotations

import io

from presales_tui.documents.plan import Plan
from presales_tui.locale import _
from presales_tui.model.errors import Problem


def deck_bytes(plan: Plan) -> bytes:
    """The deck as a PPTX file in memory."""
    try:
        from presales_tui.documents.drawing.deck import Deck
    except ImportError as missing:
        raise Problem(
            _(
                "A deck cannot be written here: {name} is missing. Install presales with its dependencies."
            ).format(name=missing.name or "python-pptx")
        ) from missing

    out = io.BytesIO()
    Deck(plan).save(out)
    return out.getvalue()
