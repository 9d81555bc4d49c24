"""The verbs that look over all clients: what is due, and where something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presales_tui.locale import _

if TYPE_CHECKING:
    from presales_tui.cli.verbs.common import Verbs


def search(add: Verbs) -> None:
    """`presales search`."""
    from presales_tui.cli.verbs.common import count, typed

    verb = add("search", "searching", "run", _("find words in every record of all clients, or of one"))
    verb.add_argument(
        "words",
        metavar="WORDS",
        nargs="+",
        type=typed,
        help=_("words, parts of words, or initials of pinyin; all must be in the record"),
    )
    verb.add_argument("--limit", type=count, default=50, metavar="N", help=_("how many are shown (50)"))
    verb.add_argument("--json", action="store_true", help=_("all that is known of each, as JSON"))


def today(add: Verbs) -> None:
    """`presales today`."""
    verb = add("today", "daily", "run", _("what is overdue, due and next, over all clients"))
    verb.add_argument("--deals", action="store_true", help=_("the opportunities instead, with their health"))
    verb.add_argument("--json", action="store_true", help=_("what is due and the opportunities, as JSON"))
