"""The verbs that look over all clients: what is due, and where something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presales_tui.locale import _

if TYPE_CHECKING:
    from presales_tui.cli.verbs import Verbs


def today(add: Verbs) -> None:
    """`presales today`."""
    verb = add("today", "daily", "run", _("what is overdue, due and next, over all clients"))
    verb.add_argument("--deals", action="store_true", help=_("the opportunities instead, with their health"))
    verb.add_argument("--json", action="store_true", help=_("what is due and the opportunities, as JSON"))
