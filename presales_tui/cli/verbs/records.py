"""The verbs of single records: `list`, `show`, `add`, `set`, `merge`, `attach`, `mask`."""

from __future__ import annotations

import argparse

from presales_tui.cli.verbs.common import ADDED, KINDS, SET, Verbs, filtered, typed
from presales_tui.locale import _


def list_(add: Verbs) -> None:
    """`presales list`."""
    verb = add("list", "listing", "run", _("list records, as a table or as JSON"))
    verb.add_argument("what", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))
    filtered(verb, _("as in the workbench: fit:custom prio:must -status:rejected word"))
    verb.add_argument(
        "--sort",
        metavar="FIELDS",
        default="",
        type=typed,
        help=_("such as fit,ref; --sort=-effort turns it round"),
    )
    verb.add_argument("--columns", metavar="FIELDS", default="", type=typed, help=_("such as ref,fit,title"))
    verb.add_argument("--group", metavar="FIELD", default="", type=typed, help=_("such as module or type"))
    verb.add_argument("--all", action="store_true", help=_("of all clients and opportunities"))


def show(add: Verbs) -> None:
    """`presales show`."""
    verb = add("show", "showing", "run", _("all about one requirement: source, answer, links, comments"))
    verb.add_argument("ref", metavar="REF", type=typed, help=_("such as REQ-012"))
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))


def add(add: Verbs) -> None:
    """`presales add`."""
    verb = add("add", "adding", "run", _("add one record; marks such as !must ~3d @who work in the text"))
    verb.add_argument("what", metavar="KIND", choices=ADDED, help=", ".join(ADDED))
    verb.add_argument("text", metavar="TEXT", type=typed, help=_("the title; - reads standard input"))
    _more_of_it(verb)
    verb.add_argument(
        "--attach",
        metavar="FILE[:LINES]",
        help=_("an issue: a slice of a log as evidence, masked; - is a pipe"),
    )
    verb.add_argument(
        "--meeting",
        metavar="REF",
        default="",
        type=typed,
        help=_("a record that came of this meeting: its line is added to the minutes"),
    )
    verb.add_argument(
        "--on", metavar="REF", default="", type=typed, help=_("comment: the requirement that it is about")
    )
    verb.add_argument(
        "--template",
        metavar="NAME",
        default="",
        type=typed,
        help=_("meeting: with the agenda and questions of a template"),
    )
    verb.add_argument(
        "--start", metavar="WHEN", default="", type=typed, help=_("meeting: as 2026-12-01 14:30, else now")
    )
    _as_it_is(verb)


def _more_of_it(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "words", metavar="FIELD=VALUE", nargs="*", default=[], type=typed, help=_("further fields of it")
    )
    _reason(verb)


def _as_it_is(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--as-it-is", action="store_true", help=_("mask nothing: keep secrets and personal data")
    )


def attach(add: Verbs) -> None:
    """`presales attach`."""
    verb = add("attach", "attaching", "attach", _("keep a slice of a log with an issue, secrets masked"))
    verb.add_argument("ref", metavar="REF", type=typed, help=_("the issue, such as ISS-004"))
    verb.add_argument(
        "file", metavar="FILE[:LINES]", help=_("app.log, app.log:120-180, app.log:-50; - is a pipe")
    )
    _as_it_is(verb)


def mask(add: Verbs) -> None:
    """`presales mask`."""
    verb = add("mask", "attaching", "show_masked", _("print a log with secrets and personal data masked"))
    verb.add_argument(
        "file", metavar="FILE[:LINES]", help=_("app.log, app.log:120-180, app.log:-50; - is a pipe")
    )


def set_(add: Verbs) -> None:
    """`presales set`."""
    verb = add("set", "setting", "run", _("set fields of records: REQ-012 fit=custom effort=3-5 tags+=x"))
    verb.add_argument("what", metavar="KIND", choices=SET, help=", ".join(SET))
    verb.add_argument(
        "words", metavar="REF|FIELD=VALUE", nargs="+", type=typed, help=_("refs and fields, in any order")
    )
    filtered(verb, _("all that a filter finds"))
    verb.add_argument("--dry-run", action="store_true", help=_("say what would change; write nothing"))
    verb.add_argument("--json", action="store_true", help=_("what changed, as JSON"))
    _reason(verb)


def _reason(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--reason",
        metavar="WHY",
        default="",
        type=typed,
        help=_("why what was agreed changes, once the trial is locked"),
    )


def merge(add: Verbs) -> None:
    """`presales merge`."""
    verb = add("merge", "merging", "run", _("make one requirement of two; links, comments and quotes follow"))
    verb.add_argument("keep", metavar="REF", type=typed, help=_("the one that stays"))
    verb.add_argument("other", metavar="OTHER", type=typed, help=_("the one that becomes part of it"))
