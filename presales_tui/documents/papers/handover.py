"""The hand-over (项目交底书): all that presales knows of an opportunity, for those who deliver it.

It says what people think, what was promised outside the contract and what is red, so there is no
edition of it for the client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from presales_tui.documents.book import Book
from presales_tui.documents.gate import Leaving
from presales_tui.documents.papers import handover_end, handover_needs, handover_parts
from presales_tui.documents.papers.handover_facts import Known, Written
from presales_tui.documents.papers.handover_words import told
from presales_tui.documents.papers.trial_document import facts_of
from presales_tui.documents.pieces import Heading, Pairs, Piece, Prose, escaped, markdown_text
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.documents.words import word
from presales_tui.locale import _, ngettext
from presales_tui.model.baseline import Baseline
from presales_tui.model.client import Contact
from presales_tui.model.errors import BadInput
from presales_tui.model.followup import Question
from presales_tui.model.meeting import Line
from presales_tui.model.qualification import DecisionStep, Qualification
from presales_tui.model.text import one_line
from presales_tui.model.training import Training

_SECTIONS: tuple[tuple[str, Callable[[Known], Iterator[Piece]]], ...] = (
    ("s_project", handover_parts.project),
    ("s_why", handover_parts.why),
    ("s_people", handover_parts.people),
    ("s_promises", handover_parts.promises),
    ("s_open", handover_parts.unfinished),
    ("s_scope", handover_needs.scope),
    ("s_requirements", handover_needs.requirements),
    ("s_proof", handover_needs.proof),
    ("s_trial", handover_end.trial),
    ("s_risks", handover_end.risks),
    ("s_environment", handover_end.environment),
    ("s_documents", handover_end.documents),
    ("s_days", handover_end.days),
    ("s_checklist", handover_end.checklist),
    ("s_signatures", handover_end.signatures),
)
"""Heading and contents, in the order in which delivery asks."""


def begin(order: Order) -> Work:
    """Read everything. `Leaving` unless it is asked for as internal; BadInput if there is nothing yet."""
    if order.audience != "internal" and order.variant != "internal":
        raise Leaving(
            _(
                "Not written: the hand-over says what is internal (people, red flags, promises outside the "
                "contract) and has no edition for the client. For us it is made with --internal."
            )
        )
    order = order._replace(audience="internal")
    known = _known(order)
    book, lang = known.book, order.lang
    if not (book.requirements or book.meetings or book.commitments):
        raise BadInput(_("There is nothing to hand over yet: no meeting, requirement or promise."))
    client = book.client_name(lang)
    title = f"{client} {one_line(book.opportunity.name)} {told(lang, 'handover')}"

    def work() -> Made:
        shut = word(lang, "internal")
        pieces: list[Piece] = [Heading(title), Prose(f"**{escaped(shut)}**"), Pairs(tuple(_head(book, lang)))]
        for n, (key, build) in enumerate(_SECTIONS, 1):
            pieces += [Heading(f"{n} {told(lang, key)}", 2), *build(known)]
        said = ngettext(
            "Internal, not for the client. {n} promise handed over",
            "Internal, not for the client. {n} promises handed over",
            len(book.commitments),
        ).format(n=len(book.commitments))
        if order.format == "md":
            return Made(markdown_text(pieces).encode(), said)
        from presales_tui.documents.papers.docx_file import docx_bytes

        author = one_line(book.author)
        content = docx_bytes(
            pieces, lang=lang, title=title, header=f"{title}  {shut}", author=author, company=client
        )
        return Made(content, said)

    return work


def _known(order: Order) -> Known:
    store, here = order.store, order.opportunity
    book = Book.of(store, here)
    people = sorted(store.where(Contact), key=lambda one: (-one.influence, one.created, one.id))
    places: dict[str, tuple[str, int]] = {}
    for meeting in book.meetings:
        lines = sorted(store.where(Line, meeting=meeting.id), key=lambda line: (line.pos, line.id))
        places |= {line.id: (meeting.id, n) for n, line in enumerate(lines, 1)}
    return Known(
        lang=order.lang,
        book=book,
        people=tuple(people),
        steps=tuple(store.where(DecisionStep, opportunity=here)),
        letters=tuple(store.where(Qualification, opportunity=here)),
        questions=tuple(store.where(Question, opportunity=here)),
        trainings=tuple(store.where(Training, opportunity=here)),
        trial=facts_of(order, book, book.trials[-1], set()) if book.trials else None,
        made=tuple(_made(order)),
        places=places,
        today=date.today(),
        now=datetime.now(UTC),
    )


def _made(order: Order) -> list[Written]:
    """What was made, as far as is known: decks whose contents were kept, and what the workbench wrote."""
    found = [
        Written(told(order.lang, "kind_deck", ref=one.ref), one.taken[:10])
        for one in order.store.where(Baseline, opportunity=order.opportunity)
        if one.kind == "deck"
    ]
    folder: Path | None = getattr(order.store, "exports", None)
    if folder is not None and folder.is_dir():
        found += [
            Written(path.name, date.fromtimestamp(path.stat().st_mtime).isoformat())
            for path in folder.iterdir()
            if path.is_file() and not path.name.startswith(".")
        ]
    return sorted(found, key=lambda one: (one.day, one.name))


def _head(book: Book, lang: str) -> list[tuple[str, str]]:
    rows = (
        (word(lang, "client"), book.client_name(lang)),
        (word(lang, "project"), one_line(book.opportunity.name)),
        (word(lang, "number"), book.opportunity.ref),
        (word(lang, "presales"), one_line(book.author)),
        (word(lang, "sales"), one_line(book.opportunity.sales_owner)),
        (word(lang, "date"), one_line(book.date)),
    )
    return [(label, value) for label, value in rows if value]
