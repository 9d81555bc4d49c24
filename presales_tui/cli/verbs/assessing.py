"""The verbs that assess: `coverage`, `check`, `baseline`, `library`."""

from __future__ import annotations

from presales_tui.cli.verbs.common import Verbs, filtered, typed
from presales_tui.locale import _


def coverage(add: Verbs) -> None:
    """`presales coverage`."""
    verb = add(
        "coverage", "figures", "run", _("how much of what the client needs is met, and what the rest costs")
    )
    verb.add_argument("--by", choices=("module", "type"), help=_("roll up by this only"))
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))


def check(add: Verbs) -> None:
    """`presales check`."""
    verb = add(
        "check", "checking", "run", _("what is unclear, missing or out of date; exit code 8 if anything is")
    )
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))
    verb.add_argument(
        "--rule", action="append", default=[], metavar="RULE", help=_("this rule only; may be repeated")
    )
    verb.add_argument("--accepted", action="store_true", help=_("also what was accepted, with the reason"))


def baseline(add: Verbs) -> None:
    """`presales baseline`."""
    verb = add(
        "baseline", "baselines", "run", _("freeze the requirements under a name, and see what changed")
    )
    verb.add_argument("what", choices=("create", "list", "show", "diff"))
    verb.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        type=typed,
        help=_("name or ref; deck: what the last deck showed; without it the newest"),
    )
    verb.add_argument(
        "--to", default="", metavar="NAME", type=typed, help=_("diff: up to this one, else to now")
    )
    verb.add_argument(
        "-o", "--output", default="", metavar="FILE", help=_("diff: write FILE.md or FILE.xlsx")
    )
    verb.add_argument("--force", action="store_true", help=_("replace a file that exists"))
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))


def library(add: Verbs) -> None:
    """`presales library`."""
    verb = add("library", "library", "run", _("the capabilities of our product, for all clients"))
    verb.add_argument("what", choices=("list", "add", "import", "export", "suggest"))
    verb.add_argument(
        "target",
        nargs="?",
        default="",
        metavar="WHAT",
        type=typed,
        help=_("a name, a file or -, a requirement"),
    )
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))
    filtered(verb, _("as in the workbench: fit:custom prio:must -status:rejected word"))
    verb.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="H=F",
        type=typed,
        help=_("import: the column with heading H is field F"),
    )
    verb.add_argument("--dry-run", action="store_true", help=_("say what would be made; write nothing"))
    verb.add_argument(
        "--format", default="", metavar="F", help=_("the format, if the name of FILE does not say it")
    )
    verb.add_argument("--force", action="store_true", help=_("replace a file that exists"))
