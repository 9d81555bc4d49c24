"""The verbs of what goes out: `export`, `generate`, `place`, `template`, `templates`."""

from __future__ import annotations

from presales_tui.cli.verbs.common import Verbs, typed
from presales_tui.locale import _


def export(add: Verbs) -> None:
    """`presales export`."""
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


def generate(add: Verbs) -> None:
    """`presales generate`."""
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


def place(add: Verbs) -> None:
    """`presales place`."""
    verb = add("place", "placing", "run", _("put requirements that no section answers into the outline"))
    verb.add_argument(
        "refs",
        metavar="REF",
        nargs="*",
        default=[],
        type=typed,
        help=_("requirements, and the section that shall answer them; else all, by their modules"),
    )
    verb.add_argument("--new", action="store_true", help=_("a new section for each module that has none"))
    verb.add_argument("--dry-run", action="store_true", help=_("say what would change; write nothing"))


def copy(add: Verbs) -> None:
    """`presales copy`."""
    verb = add("copy", "grafting", "run", _("copy sections with what is below them into another outline"))
    verb.add_argument("refs", metavar="REF", nargs="+", type=typed, help=_("sections, such as SEC-004"))
    verb.add_argument(
        "--to",
        metavar="NAME",
        type=typed,
        default="",
        help=_("the opportunity they go to; else their own"),
    )
    verb.add_argument("--to-client", metavar="NAME", type=typed, default="", help=_("the client of that one"))
    verb.add_argument(
        "--after", metavar="REF", type=typed, default="", help=_("the section that they follow; else the end")
    )
    verb.add_argument("--dry-run", action="store_true", help=_("say what would change; write nothing"))


def template(add: Verbs) -> None:
    """`presales template`."""
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


def templates(add: Verbs) -> None:
    """`presales templates`."""
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
