"""Every document that is made of an opportunity: one row each, for the command line and the workbench.

Making one has two steps, so that the workbench never stands still: the first reads the records, in the
thread that owns the store; the second, given back by the first, does the work and touches no store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from presales_tui.documents.book import Audience, Source
from presales_tui.locale import N_

TEXT_FORMATS = frozenset({"md", "csv", "opml", "mm", "txt", "json"})
"""File name endings of what can be shown in a terminal; all else is bytes."""


class Made(NamedTuple):
    """A document."""

    content: bytes
    told: str = ""
    """What is told of it once it is written, such as its number of slides; empty: nothing."""


Work = Callable[[], Made]
"""The second step. Raises a `Problem` if the document cannot be made."""


class Order(NamedTuple):
    """What is wanted."""

    store: Source
    opportunity: str
    """Its id."""
    lang: str
    """`zh` or `en`."""
    format: str
    """File name ending, one of the document's formats."""
    audience: Audience = "client"
    """For the client everything internal is left out."""
    record: str = ""
    """Id of the one record that it is wanted of (see `Document.of`); empty: of all there are."""
    variant: str = ""
    """Which of `Document.variants`; empty: the first, or there are none."""
    template: str = ""
    """File of a template for the deck; empty: that of the opportunity; `builtin`: the built-in one."""
    refs: bool | None = None
    """Whether slides name the requirements that they answer; None: as the opportunity says."""


class Document(NamedTuple):
    """One kind of document."""

    id: str
    """What `presales export` calls it."""
    label: str
    """English message."""
    help: str
    """One sentence (English message)."""
    formats: tuple[str, ...]
    """File name endings; the first is what is written unless another is asked for."""
    screen: str
    """The screen that offers it first."""
    module: str
    """Below `presales_tui.documents`; imported only when the document is made."""
    function: str = "begin"
    """Takes the `Order`, reads the records, gives the work."""
    internal_only: bool = False
    """Made for our side alone: there is no edition for the client."""
    of: str = ""
    """Table of the records of which it can be made one by one, such as `meetings`; empty: it cannot."""
    newest: bool = False
    """Without a record it is made of the newest one, not of all."""
    variants: tuple[tuple[str, str], ...] = ()
    """Forms that it comes in: (what `--variant` calls it, label as an English message)."""

    def begin(self, order: Order) -> Work:
        """Read what the document is made of. Raises a `Problem` if there is nothing to make it of."""
        function: Callable[[Order], Work] = getattr(
            import_module(f"presales_tui.documents.{self.module}"), self.function
        )
        return function(order)


DOCUMENTS: tuple[Document, ...] = (
    Document(
        "deck",
        N_("Deck"),
        N_("The solution as slides."),
        ("pptx",),
        "outline",
        "deck",
        variants=(("client", N_("for the client")), ("internal", N_("for us, with what is internal"))),
    ),
    Document(
        "outline",
        N_("Outline"),
        N_("The outline as text, for outliners and mind maps, to import again; as a document in Word."),
        ("md", "docx", "xmind", "mm", "opml"),
        "outline",
        "outlines.document",
    ),
    Document(
        "minutes",
        N_("Minutes"),
        N_("The minutes of one meeting or of all; txt: as they were written."),
        ("md", "docx", "txt"),
        "meetings",
        "papers.minutes",
        of="meetings",
    ),
    Document(
        "followup",
        N_("Follow-up"),
        N_("What is owed on both sides, asked, promised and decided; what is overdue says so."),
        ("md", "docx"),
        "follow",
        "papers.followup",
    ),
    Document(
        "requirements",
        N_("Requirement list"),
        N_("The requirements as a sheet that can be imported again."),
        ("xlsx", "csv", "md"),
        "requirements",
        "sheets.requirement_sheet",
        variants=(("client", N_("for the client")), ("internal", N_("for us, with what is internal"))),
    ),
    Document(
        "srs",
        N_("Requirements specification"),
        N_("The requirements as a specification in Word."),
        ("docx",),
        "requirements",
        "papers.specification",
        variants=(
            ("gb9385", N_("outline of GB/T 9385")),
            ("gb8567", N_("outline of GB/T 8567")),
            ("iso29148", N_("outline of ISO/IEC/IEEE 29148")),
        ),
    ),
    Document(
        "trial",
        N_("Trial report"),
        N_("The report on the trial: criteria, issues, verdict, next step, signatures."),
        ("docx", "md", "pptx"),
        "trial",
        "papers.trial_document",
        of="trials",
        newest=True,
    ),
    Document(
        "issues",
        N_("Issue log"),
        N_("The issues of the trial as a sheet that can be imported again."),
        ("xlsx", "csv", "md"),
        "trial",
        "sheets.issue_sheet",
        variants=(("client", N_("for the client")), ("internal", N_("for us, with what is internal"))),
    ),
    Document(
        "handover",
        N_("Hand-over"),
        N_("From presales to delivery: promises, people, requirements in the words said, trial, checklist."),
        ("docx", "md"),
        "follow",
        "papers.handover",
        internal_only=True,
        variants=(("internal", N_("for us, with what is internal")),),
    ),
    Document(
        "changes",
        N_("Changes"),
        N_("What changed in the requirements since the newest baseline or deck."),
        ("md", "xlsx"),
        "requirements",
        "sheets.changes",
    ),
)


ENDINGS = frozenset(ending for row in DOCUMENTS for ending in row.formats) | {"doc", "pdf", "ppt", "xls"}
"""File name endings that promise a format: what is written under one of them is of that format."""


def document(id_: str) -> Document:
    """The row with this id. KeyError if there is none."""
    return {row.id: row for row in DOCUMENTS}[id_]


def offered(screen: str, rows: Iterable[Document] = DOCUMENTS) -> list[Document]:
    """All documents, those of this screen first."""
    return sorted(rows, key=lambda row: row.screen != screen)
