"""The follow-up list (跟进清单): what is owed on both sides, asked, promised, decided, over all meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from presales_tui.documents.book import Book
from presales_tui.documents.papers.minutes import internal_ids
from presales_tui.documents.pieces import Grid, Heading, Piece, Prose, escaped, markdown_text
from presales_tui.documents.registry import Made, Order, Work
from presales_tui.documents.words import colon, word
from presales_tui.locale import _, ngettext
from presales_tui.model import scales
from presales_tui.model.errors import BadInput
from presales_tui.model.followup import Action, Commitment, Decision, Question
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.owed import Followup, days_late, due_of, urgency

F = TypeVar("F", Action, Question, Commitment, Decision)

_GONE = frozenset({"cancelled", "dropped", "deprecated", "superseded"})
"""States in which nobody asks for it any more."""


def begin(order: Order) -> Work:
    """Read what is to be followed up. BadInput if there is nothing.

    What is internal, or was said in an internal line or meeting, is left out for the client; so is what
    only our side thinks of a promise (contract, impact on delivery).
    """
    store, lang = order.store, order.lang
    internal = order.audience == "internal"
    shut = set() if internal else internal_ids(store, order.opportunity)
    left_out = 0

    def every(kind: type[F]) -> list[F]:
        nonlocal left_out
        found = [r for r in store.where(kind, opportunity=order.opportunity) if r.state not in _GONE]
        shown = [r for r in found if shut.isdisjoint((r.id, r.source_line, r.source_id))]
        left_out += len(found) - len(shown)
        return sorted(shown, key=urgency)

    actions, questions = every(Action), every(Question)
    commitments, decisions = every(Commitment), every(Decision)
    if not (actions or questions or commitments or decisions):
        raise BadInput(_("There is nothing to follow up yet."))
    told = ""
    if left_out:
        told = ngettext(
            "{n} internal record left out; --internal includes it.",
            "{n} internal records left out; --internal includes them.",
            left_out,
        ).format(n=left_out)
    today = date.today()
    whole = None if internal else Book.of(store, order.opportunity)
    here = next((o for o in store.where(Opportunity) if o.id == order.opportunity), None)
    client = store.client
    name = client.name_en if lang == "en" and client.name_en else client.name
    title = f"{word(lang, 'followup')}{colon(lang)}{name} {here.name if here else ''}".strip()

    def work() -> Made:
        pieces: list[Piece] = [Heading(title), Prose(escaped(_head(lang, internal, today)))]
        for side in scales.SIDE.terms:
            own = [action for action in actions if action.side == side.code]
            pieces += _actions(own, f"actions_{side.code}", lang, today)
        pieces += _questions(questions, lang, today)
        pieces += _commitments(commitments, lang, today, internal)
        pieces += _decisions(decisions, lang)
        if whole is not None:
            from presales_tui.documents.gate import check_pieces

            check_pieces(whole, pieces, questions)
        if order.format == "md":
            return Made(markdown_text(pieces).encode(), told)
        from presales_tui.documents.papers.docx_file import docx_bytes

        return Made(
            docx_bytes(pieces, lang=lang, title=title, header=title, author=here.owner if here else ""), told
        )

    return work


def _head(lang: str, internal: bool, today: date) -> str:
    day = word(lang, "as_of", day=today.isoformat())
    return f"{day}  {word(lang, 'internal')}" if internal else day


def _due(record: Followup, lang: str, today: date) -> str:
    """The day, and in words how late it is."""
    late = days_late(record, today)
    if not late:
        return due_of(record)
    return due_of(record) + ("" if lang == "zh" else " ") + word(lang, "days_late", n=late)


def _grid(
    key: str, columns: str, lang: str, rows: Iterable[Sequence[str]], widths: tuple[float, ...]
) -> Iterator[Piece]:
    found = tuple(tuple(row) for row in rows)
    if found:
        yield Heading(word(lang, key), 2)
        yield Grid(tuple(word(lang, name) for name in columns.split()), found, widths)


def _actions(actions: Sequence[Action], key: str, lang: str, today: date) -> Iterator[Piece]:
    rows = (
        (a.ref, a.title, a.owner, _due(a, lang, today), scales.ACTION_STATE.label(a.state, lang))
        for a in actions
    )
    return _grid(key, "ref action owner due state", lang, rows, (0.13, 0.4, 0.14, 0.21, 0.12))


def _questions(questions: Sequence[Question], lang: str, today: date) -> Iterator[Piece]:
    rows = (
        (
            q.ref,
            q.title,
            q.to,
            _due(q, lang, today),
            scales.QUESTION_STATE.label(q.state, lang),
            q.answer,
        )
        for q in questions
    )
    columns = "ref question answered_by due state answer"
    return _grid("to_confirm", columns, lang, rows, (0.11, 0.27, 0.11, 0.16, 0.1, 0.25))


def _commitments(made: Sequence[Commitment], lang: str, today: date, internal: bool) -> Iterator[Piece]:
    columns = "ref commitment to_whom owner due state"
    widths: tuple[float, ...] = (0.13, 0.34, 0.13, 0.13, 0.17, 0.1)
    rows = [
        [c.ref, c.title, c.to, c.owner, _due(c, lang, today), scales.ACTION_STATE.label(c.state, lang)]
        for c in made
    ]
    if internal:
        columns += " contract delivery_impact"
        widths = (0.11, 0.25, 0.1, 0.1, 0.13, 0.09, 0.09, 0.13)
        for row, c in zip(rows, made, strict=True):
            row += [scales.CONTRACTUAL.label(c.contractual, lang), c.delivery_impact]
    return _grid("commitments", columns, lang, rows, widths)


def _decisions(decisions: Sequence[Decision], lang: str) -> Iterator[Piece]:
    rows = ((d.ref, d.title, d.why, scales.DECISION_STATE.label(d.state, lang)) for d in decisions)
    return _grid("decided", "ref decision why state", lang, rows, (0.14, 0.46, 0.28, 0.12))
