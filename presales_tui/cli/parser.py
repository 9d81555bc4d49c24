"""The verbs and their options: one row a verb, its code imported when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import IO, NoReturn

from presales_tui import __version__
from presales_tui.locale import LANGUAGES, _, set_language

KINDS = (
    "requirements",
    "issues",
    "meetings",
    "actions",
    "sections",
    "pains",
    "questions",
    "decisions",
    "risks",
    "commitments",
    "criteria",
    "contacts",
    "opportunities",
)
"""What `list` lists."""

ADDED = (
    "client",
    "opportunity",
    "meeting",
    "requirement",
    "issue",
    "action",
    "question",
    "decision",
    "pain",
    "risk",
    "commitment",
)
"""What `add` adds."""

EXIT_CODES = """exit codes: 0 done, 1 error of the program, 2 wrong usage, 3 not found,
4 input cannot be read, 5 output exists or cannot be written,
6 workspace cannot be opened, 7 not a suitable terminal"""


class Parser(argparse.ArgumentParser):
    """argparse with one sentence for a usage error instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; exit code 2."""
        self.exit(2, f"{self.prog}: {message}. {_('See')} {self.prog} --help\n")

    def _print_message(self, message: str, file: IO[str] | None = None) -> None:
        if message:
            (file or sys.stderr).write(message)


def _late(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A verb whose module is imported only when it runs: the start of one verb pays for itself alone."""

    def run(arguments: argparse.Namespace) -> int:
        found: Callable[[argparse.Namespace], int] = getattr(
            import_module(f"presales_tui.cli.{module}"), function
        )
        return found(arguments)

    return run


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of one command; `run` is what to call."""
    parser = build()
    arguments = parser.parse_args(argv)
    if arguments.lang:
        set_language(arguments.lang)
    return arguments


def build() -> Parser:
    """The whole command line."""
    parser = Parser(
        prog="presales",
        description=_("A terminal workbench for presales engineers. Without a verb it opens the workbench."),
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=_late("workbench", "open_workbench"))
    parser.add_argument("--version", action="version", version=f"presales {__version__}")
    parser.add_argument("--workspace", metavar="DIR", help=_("the workspace directory (else PRESALES_HOME)"))
    parser.add_argument("--client", metavar="NAME", help=_("the client, or a part of its name"))
    parser.add_argument("--opportunity", metavar="NAME", help=_("the opportunity, or a part of its name"))
    parser.add_argument("--user", metavar="NAME", help=_("who writes (else PRESALES_USER, else the login)"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of messages and documents"))
    verbs = parser.add_subparsers(title=_("verbs"), metavar="VERB", parser_class=Parser)

    def verb(name: str, module: str, function: str, help_text: str) -> Parser:
        found: Parser = verbs.add_parser(name, help=help_text, description=help_text)
        found.set_defaults(run=_late(module, function))
        return found

    demo = verb("demo", "demo", "demo", _("open the sample workspace; without a terminal: notes to PPTX"))
    demo.add_argument("-o", "--output", metavar="FILE", help=_("where the deck goes without a terminal"))

    importing = verb("import", "importing", "run", _("import notes or an outline"))
    importing.add_argument("what", choices=("notes", "outline"))
    importing.add_argument("file", metavar="FILE", help=_("a Markdown or text file; - reads standard input"))
    importing.add_argument("--loose", action="store_true", help=_("notes: one colon after a mark is enough"))
    importing.add_argument("--dry-run", action="store_true", help=_("say what would be made; write nothing"))

    listing = verb("list", "listing", "run", _("list records"))
    listing.add_argument("what", choices=KINDS)
    listing.add_argument("--json", action="store_true", help=_("all fields, as JSON"))
    listing.add_argument(
        "--filter", metavar="QUERY", default="", help=_("as in the workbench: fit:custom prio:must")
    )
    listing.add_argument("--all", action="store_true", help=_("of all clients and opportunities"))

    adding = verb("add", "adding", "run", _("add one record; marks such as !must ~3d @who work in the text"))
    adding.add_argument("what", choices=ADDED)
    adding.add_argument("text", metavar="TEXT", help=_("the title; - reads standard input"))

    exporting = verb("export", "exporting", "run", _("export the deck, the outline or the workspace"))
    exporting.add_argument("what", choices=("deck", "outline", "minutes", "workspace"))
    exporting.add_argument(
        "-o", "--output", metavar="FILE", required=True, help=_("- writes to standard output")
    )
    exporting.add_argument("--force", action="store_true", help=_("replace a file that exists"))
    exporting.add_argument(
        "--internal", action="store_true", help=_("deck for us: internal records and notes too")
    )

    history = verb("history", "care", "history", _("who changed what and when"))
    history.add_argument("ref", nargs="?", metavar="REF", help=_("a record such as REQ-012"))
    history.add_argument("--limit", type=int, default=20, metavar="N")
    verb("undo", "care", "undo", _("take the last change back"))
    verb("redo", "care", "redo", _("do it again"))

    backup = verb("backup", "care", "backup", _("copy a live workspace or client into one file"))
    backup.add_argument("file", metavar="FILE")
    restore = verb("restore", "care", "restore", _("make a workspace from a backup"))
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("into", metavar="DIR", help=_("a directory that does not exist yet"))
    doctor = verb("doctor", "care", "doctor", _("check the workspace, or what this terminal can do"))
    doctor.add_argument("what", nargs="?", choices=("workspace", "terminal"), default="workspace")
    doctor.add_argument("--repair", action="store_true", help=_("put damaged parts aside, never delete them"))
    locate = verb("locate", "care", "locate", _("where things are kept"))
    locate.add_argument("what", nargs="?", choices=("workspace", "client", "exports"), default="workspace")
    return parser
