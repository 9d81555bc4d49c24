"""The verbs that bring something in: `demo`, `import`."""

from __future__ import annotations

from presales_tui.cli.verbs.common import Verbs, typed
from presales_tui.locale import _


def demo(add: Verbs) -> None:
    """`presales demo`."""
    verb = add("demo", "demo", "demo", _("open the sample workspace; without a terminal: notes to PPTX"))
    verb.add_argument(
        "-o", "--output", metavar="FILE", help=_("no workbench: write the deck of the sample here")
    )
    verb.add_argument("--force", action="store_true", help=_("replace a file that exists"))


def import_(add: Verbs) -> None:
    """`presales import`."""
    verb = add(
        "import", "importing", "run", _("import notes, an outline, or a sheet of requirements or issues")
    )
    verb.add_argument("what", choices=("notes", "outline", "requirements", "issues"))
    verb.add_argument(
        "file",
        metavar="FILE",
        help=_(
            "Markdown or text; a sheet: CSV, TSV, XLSX, Markdown, JSON, XML, ReqIF; an outline: Markdown, "
            "XMind, FreeMind (.mm), OPML, PPTX, DOCX; - reads standard input"
        ),
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
    verb.add_argument(
        "--under",
        metavar="REF",
        type=typed,
        default="",
        help=_("an outline: the section that it goes below; else behind the chapters that are there"),
    )
    verb.add_argument("--dry-run", action="store_true", help=_("say what would be made; write nothing"))
    verb.add_argument(
        "--proposals",
        action="store_true",
        help=_(
            "notes: list what reads like decisions, actions, questions, requirements and risks; write nothing"
        ),
    )
    verb.add_argument("--json", action="store_true", help=_("a sheet, or with --proposals: as JSON"))
    verb.add_argument(
        "--accept",
        metavar="KINDS",
        default="",
        help=_("notes: make records of those: all, or some of decisions,actions,questions"),
    )
    verb.add_argument(
        "--as-it-is", action="store_true", help=_("issues: mask nothing: keep secrets and personal data")
    )
    verb.add_argument(
        "--one-meeting",
        action="store_true",
        help=_("notes: one meeting, also if dated headings part the file"),
    )
