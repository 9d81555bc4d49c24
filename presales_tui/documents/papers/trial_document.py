"""The trial report as a document: Markdown, Word, or a deck of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from presales_tui.documents.book import Book
from presales_tui.documents.papers.minutes import internal_ids
from presales_tui.documents.papers.trial_report import Facts, during, sections
from presales_tui.documents.pieces import Heading, Pairs, Piece, Prose, markdown_text
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.documents.trial_words import said
from presales_tui.documents.words import word
from presales_tui.locale import _, ngettext
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.followup import Decision, Question
from presales_tui.model.outline import Section
from presales_tui.model.position import between
from presales_tui.model.record import Record, Sourced
from presales_tui.model.text import one_line
from presales_tui.model.training import Training
from presales_tui.model.trial import Trial

_PRAISE = frozenset({"评价", "好评", "feedback", "praise"})
"""Tags of what the client said of the product; wishes and complaints stand elsewhere."""


def begin(order: Order) -> Work:
    """Read the trial and what belongs to it. BadInput if there is none yet."""
    whole = Book.of(order.store, order.opportunity)
    book = whole.for_audience(order.audience)
    trial = _trial(book, order.record)
    shut = set() if order.audience == "internal" else internal_ids(order.store, order.opportunity)
    facts = facts_of(order, book, trial, shut)
    lang, client, told = order.lang, book.client_name(order.lang), ""
    if order.audience != "internal":
        gone = sum(i.visibility != "external" for i in whole.issues)
        told = (
            ngettext(
                "{n} internal issue left out; --internal includes it.",
                "{n} internal issues left out; --internal includes them.",
                gone,
            ).format(n=gone)
            if gone
            else ""
        )

    def work() -> Made:
        parts = sections(facts)
        title = f"{client} {said(lang, 'report')}"
        if order.audience == "client":
            from presales_tui.documents.gate import check_pieces

            check_pieces(whole, [piece for heading, found in parts for piece in (Heading(heading), *found)])
        if order.format == "pptx":
            return _deck(order, book, parts, title)
        pieces: list[Piece] = [Heading(title), Pairs(tuple(_head(order, book, trial)))]
        for heading, found in parts:
            pieces += [Heading(heading, 2), *found]
        if order.format == "md":
            return Made(markdown_text(pieces).encode(), told)
        from presales_tui.documents.papers.docx_file import docx_bytes

        shut_word = word(lang, "internal") if order.audience == "internal" else ""
        header = "  ".join(part for part in (title, shut_word) if part)
        author = one_line(book.author)
        return Made(
            docx_bytes(pieces, lang=lang, title=title, header=header, author=author, company=client), told
        )

    return work


def _trial(book: Book, wanted: str) -> Trial:
    if not book.trials:
        raise BadInput(_("There is no trial to report on yet."))
    if not wanted:
        return book.trials[-1]
    found = next((trial for trial in book.trials if trial.id == wanted), None)
    if found is None:
        raise NotFound(_("There is no such trial here."))
    return found


def facts_of(order: Order, book: Book, trial: Trial, shut: set[str]) -> Facts:
    """What the audience of an order may see of a trial; `shut`: ids that a client must not see."""
    alone = len(book.trials) == 1

    def of_trial(record: Record) -> bool:
        return getattr(record, "trial", "") == trial.id or (alone and not getattr(record, "trial", ""))

    def open_to_see(record: Sourced) -> bool:
        return shut.isdisjoint((record.id, record.source_line, record.source_id))

    meetings = tuple(m for m in book.meetings if m.id not in shut)
    issues = tuple(i for i in book.issues if of_trial(i) and open_to_see(i))
    here = {m.id for m in during(trial, meetings)}
    decided = [d for d in order.store.where(Decision, opportunity=order.opportunity) if d.source_id in here]
    asked = [*order.store.where(Question, opportunity=order.opportunity), *book.requirements, *book.pains]
    praised = (r for r in (*issues, *asked) if _PRAISE & set(getattr(r, "tags", ())))
    heard: list[Sourced] = [*decided, *praised]
    spoken = [
        r
        for r in heard
        if r.quote.strip()
        and r.speaker.strip()
        and open_to_see(r)
        and (order.audience == "internal" or r.visibility == "external")
    ]
    return Facts(
        lang=order.lang,
        client=book.client_name(order.lang),
        owner=one_line(book.author),
        trial=trial,
        criteria=tuple(c for c in book.criteria if of_trial(c)),
        issues=issues,
        meetings=meetings,
        pains=tuple(p for p in book.pains if open_to_see(p)),
        requirements=tuple(r for r in book.requirements if open_to_see(r)),
        spoken=tuple(spoken),
        trainings=tuple(
            t
            for t in order.store.where(Training, opportunity=order.opportunity)
            if order.audience == "internal" or t.visibility == "external"
        ),
        actions=tuple(a for a in book.actions if open_to_see(a)),
        commitments=tuple(c for c in book.commitments if open_to_see(c)),
        now=datetime.now(UTC),
    )


def _head(order: Order, book: Book, trial: Trial) -> list[tuple[str, str]]:
    lang = order.lang
    rows = (
        ("client", book.client_name(lang)),
        ("project", one_line(book.opportunity.name)),
        ("trial", one_line(trial.title)),
        ("number", trial.ref),
        ("prepared_by", one_line(book.author)),
        ("date", one_line(book.date)),
    )
    return [(said(lang, key) if key == "trial" else word(lang, key), text) for key, text in rows if text]


def _deck(order: Order, book: Book, parts: list[tuple[str, list[Piece]]], title: str) -> Made:
    """A deck whose chapters are the sections of the report, on the look of the opportunity."""
    from presales_tui.documents.deck import deck_bytes, template_of, told
    from presales_tui.documents.planning.frame import WIDE
    from presales_tui.documents.planning.planner import plan_deck

    made: list[Section] = []
    pos = ""
    for heading, pieces in parts:
        pos = between(pos, "")
        made.append(Section(opportunity=book.opportunity.id, title=heading, body=_body(pieces), pos=pos))
    named = replace(book.opportunity, name=title)
    report = book._replace(opportunity=named, sections=tuple(made))
    template = template_of(book.opportunity, order.template)
    plan = plan_deck(
        report,
        lang="zh" if order.lang == "zh" else "en",
        audience=order.audience,
        frame=template.frame if template else WIDE,
        refs=False,
    )
    return Made(deck_bytes(plan, template), told(plan))


def _body(pieces: list[Piece]) -> str:
    """Markdown of a section; pairs as a list, which a slide shows better than a table without a head."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Pairs):
            lines = (f"- **{label}**: {one_line(value)}" for label, value in piece.rows)
            piece = Prose("\n".join(lines))
        out.append(piece)
    return markdown_text(out)
