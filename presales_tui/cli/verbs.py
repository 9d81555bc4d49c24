"""The verbs: one function each, which sets up its options and names the code that it runs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from importlib import import_module

from presales_tui.cli import finding_verbs
from presales_tui.locale import _

KINDS = (
    "requirements",
    "pains",
    "comments",
    "issues",
    "evidence",
    "criteria",
    "trials",
    "trainings",
    "meetings",
    "actions",
    "questions",
    "decisions",
    "risks",
    "commitments",
    "sections",
    "contacts",
    "opportunities",
)
"""What `list` lists."""

ADDED = (
    "client",
    "opportunity",
    "contact",
    "meeting",
    "requirement",
    "pain",
    "comment",
    "issue",
    "action",
    "question",
    "decision",
    "risk",
    "commitment",
    "criterion",
    "trial",
    "training",
)
"""What `add` adds."""

SET = (*ADDED[1:], "section")
"""What `set` sets."""

Verbs = Callable[[str, str, str, str], argparse.ArgumentParser]
"""Adds a verb: its name, the module and function that run it, its line of help; gives its parser."""


def late(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A verb whose module is imported only when it runs: the start of one verb pays for itself alone."""

    def run(arguments: argparse.Namespace) -> int:
        found: Callable[[argparse.Namespace], int] = getattr(
            import_module(f"presales_tui.cli.{module}"), function
        )
        return found(arguments)

    return run


def typed(word: str) -> str:
    """A word of the command line as it was meant.

    A terminal in GBK sends bytes that are not text in a UTF-8 locale. They are read as an imported
    file would be; BadInput if they are in no encoding that we know.
    """
    try:
        word.encode()
    except UnicodeEncodeError:
        from presales_tui.imports.files import read_text

        return read_text(os.fsencode(word)).text
    return word


def count(word: str) -> int:
    """A number from 1 on."""
    if word.isdecimal() and int(word) > 0:
        return int(word)
    raise argparse.ArgumentTypeError(_("a number from 1 on is needed"))


def _demo(add: Verbs) -> None:
    verb = add("demo", "demo", "demo", _("open the sample workspace; without a terminal: notes to PPTX"))
    verb.add_argument(
        "-o", "--output", metavar="FILE", help=_("no workbench: write the deck of the sample here")
    )
    verb.add_argument("--force", action="store_true", help=_("replace a file that exists"))


def _import(add: Verbs) -> None:
    verb = add(
        "import", "importing", "run", _("import notes, an outline, or a sheet of requirements or issues")
    )
    verb.add_argument("what", choices=("notes", "outline", "requirements", "issues"))
    verb.add_argument(
        "file",
        metavar="FILE",
        help=_("Markdown or text; a sheet: CSV, TSV, XLSX, Markdown, JSON, ReqIF; - reads standard input"),
    )
    verb.add_argument("--loose", action="store_true", help=_("notes: one colon after a mark is enough"))
    verb.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        type=typed,
        help=_("a sheet: what a column is, such as 需求描述=statement, C=priority, 状态=- (left out)"),
    )
    verb.add_argument(
        "--sheet",
        metavar="NAME",
        action="append",
        default=[],
        type=typed,
        help=_("a sheet of a workbook, by name or number; several may be given"),
    )
    verb.add_argument("--dry-run", action="store_true", help=_("say what would be made; write nothing"))
    verb.add_argument(
        "--proposals",
        action="store_true",
        help=_("notes: list what reads like decisions, actions and open questions; write nothing"),
    )
    verb.add_argument("--json", action="store_true", help=_("a sheet, or with --proposals: as JSON"))
    verb.add_argument(
        "--accept",
        metavar="KINDS",
        default="",
        help=_("notes: make records of those: all, or some of decisions,actions,questions"),
    )
    verb.add_argument(
        "--one-meeting",
        action="store_true",
        help=_("notes: one meeting, also if dated headings part the file"),
    )


def _list(add: Verbs) -> None:
    verb = add("list", "listing", "run", _("list records, as a table or as JSON"))
    verb.add_argument("what", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))
    verb.add_argument(
        "--filter",
        metavar="QUERY",
        default="",
        type=typed,
        help=_("as in the workbench: fit:custom prio:must -status:rejected word"),
    )
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


def _show(add: Verbs) -> None:
    verb = add("show", "showing", "run", _("all about one requirement: source, answer, links, comments"))
    verb.add_argument("ref", metavar="REF", type=typed, help=_("such as REQ-012"))
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))


def _add(add: Verbs) -> None:
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
    verb.add_argument("words", metavar="FIELD=VALUE", nargs="*", type=typed, help=_("further fields of it"))
    _reason(verb)


def _as_it_is(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--as-it-is", action="store_true", help=_("mask nothing: keep secrets and personal data")
    )


def _attach(add: Verbs) -> None:
    verb = add("attach", "attaching", "attach", _("keep a slice of a log with an issue, secrets masked"))
    verb.add_argument("ref", metavar="REF", type=typed, help=_("the issue, such as ISS-004"))
    verb.add_argument(
        "file", metavar="FILE[:LINES]", help=_("app.log, app.log:120-180, app.log:-50; - is a pipe")
    )
    _as_it_is(verb)


def _mask(add: Verbs) -> None:
    verb = add("mask", "attaching", "show_masked", _("print a log with secrets and personal data masked"))
    verb.add_argument(
        "file", metavar="FILE[:LINES]", help=_("app.log, app.log:120-180, app.log:-50; - is a pipe")
    )


def _set(add: Verbs) -> None:
    verb = add("set", "setting", "run", _("set fields of records: REQ-012 fit=custom effort=3-5 tags+=x"))
    verb.add_argument("what", metavar="KIND", choices=SET, help=", ".join(SET))
    verb.add_argument(
        "words", metavar="REF|FIELD=VALUE", nargs="+", type=typed, help=_("refs and fields, in any order")
    )
    verb.add_argument("--filter", metavar="QUERY", default="", type=typed, help=_("all that a filter finds"))
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


def _merge(add: Verbs) -> None:
    verb = add("merge", "merging", "run", _("make one requirement of two; links, comments and quotes follow"))
    verb.add_argument("keep", metavar="REF", type=typed, help=_("the one that stays"))
    verb.add_argument("other", metavar="OTHER", type=typed, help=_("the one that becomes part of it"))


def _export(add: Verbs) -> None:
    from presales_tui.documents.registry import DOCUMENTS

    verb = add("export", "exporting", "run", _("write a document of an opportunity, or all data of a client"))
    kinds = [f"{row.id} ({', '.join(row.formats)})" for row in DOCUMENTS]
    verb.add_argument(
        "what",
        metavar="WHAT",
        choices=[*(row.id for row in DOCUMENTS), "workspace"],
        help=", ".join(kinds) + "; " + _("workspace: the client as plain TinyDB JSON"),
    )
    verb.add_argument(
        "--format", metavar="F", default="", help=_("the format, if the name of FILE does not say it")
    )
    verb.add_argument(
        "-o", "--output", metavar="FILE", required=True, help=_("where to; - is standard output")
    )
    verb.add_argument("--force", action="store_true", help=_("replace a file that exists"))
    verb.add_argument(
        "--of",
        "--meeting",
        metavar="REF",
        default="",
        type=typed,
        help=_("of one record alone, such as the minutes of MTG-003"),
    )
    forms = [
        f"{row.id}: {', '.join(name for name, _label in row.variants)}" for row in DOCUMENTS if row.variants
    ]
    verb.add_argument(
        "--variant",
        metavar="V",
        default="",
        help=_("which form of it") + (f" ({'; '.join(forms)})" if forms else ""),
    )
    verb.add_argument(
        "--internal", action="store_true", help=_("for us: with what is marked internal, else left out")
    )
    verb.add_argument(
        "--onto",
        metavar="DECK",
        default="",
        help=_("deck: onto this one, which a colleague has worked on; what they did stays"),
    )
    verb.add_argument(
        "--retired",
        choices=("end", "remove"),
        default="end",
        help=_("onto: where slides go whose section is gone (end)"),
    )
    verb.add_argument("--dry-run", action="store_true", help=_("say what would be written; write nothing"))

    verb.add_argument(
        "--template",
        metavar="FILE",
        default="",
        help=_("deck: the company's template (.pptx .potx .pptm .potm); builtin: none"),
    )
    verb.add_argument("--no-refs", action="store_true", help=_("deck: no refs of requirements on the slides"))


def _generate(add: Verbs) -> None:
    verb = add("generate", "generating", "run", _("make the outline from a template and the records"))
    verb.add_argument("what", choices=("outline",))
    verb.add_argument(
        "--variant",
        metavar="NAME",
        default="solution",
        type=typed,
        help=_("first_pitch, solution, bid_defence, executive, or a template of your own (solution)"),
    )
    verb.add_argument(
        "--empty",
        choices=("keep", "drop"),
        default="keep",
        help=_("sections without data: as to be completed, or left out (keep)"),
    )
    verb.add_argument(
        "--others",
        choices=("keep", "aside"),
        default="keep",
        help=_("chapters that are not in the template: as they are, or set aside, in no document (keep)"),
    )
    verb.add_argument(
        "--slot",
        metavar="SLOT|REF",
        default="",
        type=typed,
        help=_("this section only; data lines that were taken out of it come back below its text"),
    )
    verb.add_argument("--dry-run", action="store_true", help=_("say what would be made; write nothing"))
    verb.add_argument("--json", action="store_true", help=_("as JSON"))


def _place(add: Verbs) -> None:
    verb = add("place", "placing", "run", _("put requirements that no section answers into the outline"))
    verb.add_argument(
        "refs",
        metavar="REF",
        nargs="*",
        type=typed,
        help=_("requirements, and the section that shall answer them; else all, by their modules"),
    )
    verb.add_argument("--dry-run", action="store_true", help=_("say what would change; write nothing"))


def _template(add: Verbs) -> None:
    verb = add("template", "deck_templates", "run", _("look at a company's template for decks, or choose it"))
    verb.add_argument(
        "what", choices=("inspect", "use"), help=_("inspect: what it is used for; use: keep it")
    )
    verb.add_argument("file", metavar="FILE", help=_("the template; builtin: the built-in one"))
    verb.add_argument(
        "--layout",
        metavar="ROLE=NAME",
        action="append",
        default=[],
        type=typed,
        help=_("another layout for cover, section, content, two, title or closing"),
    )
    verb.add_argument("--json", action="store_true", help=_("as JSON"))


def _templates(add: Verbs) -> None:
    verb = add(
        "templates",
        "templates",
        "run",
        _("meeting and outline templates: list, show one, copy one to edit it"),
    )
    verb.add_argument("what", nargs="?", choices=("list", "show", "copy"), default="list")
    verb.add_argument(
        "name", nargs="?", metavar="NAME", default="", type=typed, help=_("such as first_visit")
    )
    verb.add_argument("--force", action="store_true", help=_("replace a file that exists"))


def _coverage(add: Verbs) -> None:
    verb = add(
        "coverage", "figures", "run", _("how much of what the client needs is met, and what the rest costs")
    )
    verb.add_argument("--by", choices=("module", "type"), help=_("roll up by this only"))
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))


def _check(add: Verbs) -> None:
    verb = add(
        "check", "checking", "run", _("what is unclear, missing or out of date; exit code 8 if anything is")
    )
    verb.add_argument("--json", action="store_true", help=_("all fields, as JSON"))
    verb.add_argument(
        "--rule", action="append", default=[], metavar="RULE", help=_("this rule only; may be repeated")
    )
    verb.add_argument("--accepted", action="store_true", help=_("also what was accepted, with the reason"))


def _baseline(add: Verbs) -> None:
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


def _library(add: Verbs) -> None:
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
    verb.add_argument(
        "--filter",
        metavar="QUERY",
        default="",
        type=typed,
        help=_("as in the workbench: fit:custom prio:must -status:rejected word"),
    )
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


def _history(add: Verbs) -> None:
    verb = add("history", "care", "history", _("who changed what and when, newest first"))
    verb.add_argument("ref", nargs="?", metavar="REF", help=_("one record, such as REQ-012, with its fields"))
    verb.add_argument("--limit", type=count, default=20, metavar="N", help=_("how many (20)"))


def _undo(add: Verbs) -> None:
    add("undo", "care", "undo", _("take the last change back"))


def _redo(add: Verbs) -> None:
    add("redo", "care", "redo", _("make what was taken back again"))


def _backup(add: Verbs) -> None:
    verb = add("backup", "care", "backup", _("copy a workspace, or with --client one client, into one file"))
    verb.add_argument("file", metavar="FILE", help=_("the file to write"))
    verb.add_argument("--force", action="store_true", help=_("replace a file that exists"))


def _restore(add: Verbs) -> None:
    verb = add("restore", "care", "restore", _("put the clients of a backup into a workspace"))
    verb.add_argument("file", metavar="FILE", help=_("a file that backup wrote"))
    verb.add_argument("into", metavar="DIR", help=_("a workspace directory; made if it is not there"))
    verb.add_argument(
        "--letter",
        metavar="L",
        default="",
        help=_("a letter for the numbers given here (REQ-L07), if work goes on in the original too"),
    )


def _doctor(add: Verbs) -> None:
    verb = add("doctor", "care", "doctor", _("check the workspace, or what this terminal can do"))
    verb.add_argument("what", nargs="?", choices=("workspace", "terminal"), default="workspace")
    verb.add_argument("--repair", action="store_true", help=_("put damaged parts aside, never delete them"))


def _keys(add: Verbs) -> None:
    verb = add("keys", "keying", "run", _("list the keys of the workbench, your own included"))
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("as JSON, with the file and what is wrong in it"))
    form.add_argument("--markdown", action="store_true", help=_("as Markdown, in both languages"))
    form.add_argument(
        "--toml", action="store_true", help=_("as a file of keys of your own, to be changed: > keys.toml")
    )
    verb.add_argument("--defaults", action="store_true", help=_("as if you had no file of your own"))


def _config(add: Verbs) -> None:
    verb = add("config", "config", "run", _("show and change your settings"))
    verb.add_argument(
        "what",
        nargs="?",
        choices=("show", "set", "unset", "path"),
        default="show",
        help=_("path: where the file of settings is"),
    )
    verb.add_argument("name", nargs="?", metavar="NAME", default="", type=typed, help=_("such as theme"))
    verb.add_argument("value", nargs="?", metavar="VALUE", type=typed, help=_("such as light"))
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("as JSON, with the file and what is wrong in it"))
    form.add_argument("--toml", action="store_true", help=_("as a file of all settings, commented out"))


def _completion(add: Verbs) -> None:
    verb = add("completion", "completing", "print_script", _("completion by tab for bash, zsh and fish"))
    verb.add_argument(
        "shell",
        choices=("bash", "zsh", "fish"),
        help=_('bash, zsh: eval "$(presales completion bash)"; fish: presales completion fish | source'),
    )


def _locate(add: Verbs) -> None:
    verb = add("locate", "care", "locate", _("print where things are kept"))
    verb.add_argument(
        "what", nargs="?", choices=("workspace", "client", "exports", "config"), default="workspace"
    )


def _elsewhere(module: str, name: str) -> Callable[[Verbs], None]:
    """A verb that is set up in a module of its own, which only this verb imports."""

    def set_up(add: Verbs) -> None:
        getattr(import_module(f"presales_tui.cli.{module}"), name)(add)

    return set_up


VERBS: dict[str, Callable[[Verbs], None]] = {
    "demo": _demo,
    "import": _import,
    "today": finding_verbs.today,
    "search": finding_verbs.search,
    "list": _list,
    "show": _show,
    "add": _add,
    "set": _set,
    "merge": _merge,
    "attach": _attach,
    "mask": _mask,
    "export": _export,
    "generate": _generate,
    "place": _place,
    "templates": _templates,
    "coverage": _coverage,
    "check": _check,
    "baseline": _baseline,
    "library": _library,
    "template": _template,
    "issue": _elsewhere("trial_verbs", "issue"),
    "trial": _elsewhere("trial_verbs", "trial"),
    "phase-two": _elsewhere("trial_verbs", "phase_two"),
    "history": _history,
    "undo": _undo,
    "redo": _redo,
    "backup": _backup,
    "restore": _restore,
    "doctor": _doctor,
    "completion": _completion,
    "config": _config,
    "keys": _keys,
    "locate": _locate,
}
"""Every verb, in the order of the help."""
