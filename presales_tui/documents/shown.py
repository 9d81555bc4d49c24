"""What a deck for the client showed, kept, so that what changed since can be asked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from presales_tui.data.clock import utc_now
from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.record import SHOWN
from presales_tui.model.requirement import Requirement

if TYPE_CHECKING:
    from presales_tui.data import ClientStore


def record_shown(store: ClientStore, opportunity_id: str) -> None:
    """Keep a baseline of what the client may see, unless the deck before showed the very same.

    A store that cannot be written loses nothing but this note; it never fails the export.
    """
    requirements = [
        r for r in store.where(Requirement, opportunity=opportunity_id) if r.visibility == "external"
    ]
    if not requirements or store.read_only:
        return
    from presales_tui.model.baseline import Baseline, freeze
    from presales_tui.model.change import Change

    now = utc_now()
    title = _("Deck of {day}").format(day=now[:10])
    made = freeze(requirements, opportunity=opportunity_id, title=title, taken=now, kind="deck")
    last = [b for b in store.where(Baseline, opportunity=opportunity_id) if b.kind == "deck"][-1:]
    if not (last and last[0].digest == made.digest):
        with suppress(Problem):
            store.commit(Change(SHOWN).put(made))
