"""The verbs of the trial: `issue`, `trial`, `phase-two`."""

from __future__ import annotations

from presales_tui.cli.verbs.common import Verbs, filtered, typed
from presales_tui.locale import _


def issue(add: Verbs) -> None:
    """What is done with issues besides adding, listing and setting."""
    verb = add(
        "issue",
        "trying",
        "issue",
        _("close, merge or show issues, make requirements of them; add, list, set too"),
    )
    verb.add_argument(
        "action", choices=("close", "merge", "need", "show"), help=_("merge: the first one named stays")
    )
    verb.add_argument("refs", metavar="REF", nargs="*", default=[], type=typed, help=_("such as ISS-004"))
    filtered(verb, _("all that a filter finds"))
    verb.add_argument(
        "--status", default="closed", type=typed, metavar="S", help=_("close: closed, resolved or rejected")
    )
    verb.add_argument(
        "--fix",
        default="",
        type=typed,
        metavar="TEXT",
        help=_("close: what helped, where nothing is said yet"),
    )


def trial(add: Verbs) -> None:
    """The trial as a contract."""
    verb = add(
        "trial", "trying", "trial", _("the trial as a contract: show, lock, midpoint; host facts; chart")
    )
    verb.add_argument(
        "action",
        choices=("show", "lock", "midpoint", "host", "chart"),
        help=_("host: facts of this server; chart: open issues per day"),
    )
    verb.add_argument("ref", metavar="REF", nargs="?", default="", type=typed, help=_("else the newest"))
    verb.add_argument(
        "--by", default="", type=typed, metavar="NAME", help=_("lock: who agreed for the client")
    )
    verb.add_argument(
        "--verdict", default="", type=typed, metavar="V", help=_("midpoint: go, adjust or stop")
    )
    verb.add_argument("--note", default="", type=typed, metavar="WHY", help=_("midpoint: why"))
    verb.add_argument("--dry-run", action="store_true", help=_("host: print the facts, keep nothing"))


def phase_two(add: Verbs) -> None:
    """From new needs to the next opportunity."""
    verb = add("phase-two", "trying", "phase_two", _("open the next opportunity from new needs"))
    verb.add_argument("refs", metavar="REF", nargs="*", default=[], type=typed, help=_("only these needs"))
    verb.add_argument("--name", default="", type=typed, metavar="NAME", help=_("name of the new opportunity"))
    verb.add_argument("--move", action="store_true", help=_("requirements go over instead of being copied"))
    verb.add_argument("--dry-run", action="store_true", help=_("list the new needs; write nothing"))
    verb.add_argument("--json", action="store_true", help=_("as JSON"))
