"""The first half of the hand-over: the project, why they buy, who they are, what is owed to whom."""

from __future__ import annotations

from collections.abc import Iterator

from presales_tui.documents.papers.handover_facts import Known
from presales_tui.documents.papers.handover_words import told
from presales_tui.documents.pieces import Pairs, Piece, Prose, escaped
from presales_tui.documents.slots.needs import percent
from presales_tui.model import scales
from presales_tui.model.client import Contact
from presales_tui.model.coverage import cost, coverage
from presales_tui.model.effort import show_days
from presales_tui.model.followup import Action, Commitment, Question
from presales_tui.model.owed import days_late, due_of, is_open, urgency
from presales_tui.model.qualification import in_order
from presales_tui.model.text import clean, one_line


def project(known: Known) -> Iterator[Piece]:
    """Client and opportunity in short, with what the product covers and what the rest costs."""
    client, here, lang = known.book.client, known.book.opportunity, known.lang
    found = coverage(known.requirements)
    days = cost(found, here.buffer, 0)
    custom = ""
    if found.custom:
        custom = told(
            lang,
            "custom_days",
            n=found.custom,
            days=show_days(round(days.days_low, 1), round(days.days_high, 1)) or "0",
            buffer=here.buffer,
        )
        custom += told(lang, "unestimated", n=found.unestimated) if found.unestimated else ""
    between = "；" if lang == "zh" else "; "
    dates = between.join(f"{day.replace('T', ' ')} {what}" for day, what in sorted(here.key_dates))
    rows = (
        ("industry", client.industry),
        ("size", client.size),
        ("stage", scales.STAGE.label(here.stage, lang)),
        ("outcome", scales.TECHNICAL_OUTCOME.label(here.technical_outcome, lang)),
        ("value", f"{here.value:,.0f}" if here.value else ""),
        ("tender", here.tender_no),
        ("deployment", scales.DEPLOYMENT.label(here.deployment, lang)),
        ("coverage", percent(found.satisfiable_pct) if found.assessed else ""),
        ("custom", custom),
        ("key_dates", dates),
        ("next", " ".join(part for part in (here.next_date, here.next_step) if part)),
    )
    yield Pairs(tuple((known.say(key), one_line(value)) for key, value in rows if value.strip()))
    for text in (client.background, here.summary, client.notes):
        if text.strip():
            yield Prose(clean(text))


def why(known: Known) -> Iterator[Piece]:
    """What hurts, in the client's figure and words."""
    rows = [(p.title, p.cost, known.quoted(p), known.origin(p)) for p in known.book.pains]
    if not rows:
        yield known.missing("what_pains")
    yield from known.grid("pain cost_figure words origin", rows, (0.28, 0.2, 0.34, 0.18))


def people(known: Known) -> Iterator[Piece]:
    """Who they are and where they stand; our own people and partners without it; how they decide."""
    lang = known.lang
    theirs = [p for p in known.people if p.side == "client"]
    if not theirs:
        yield known.missing("what_people")
    rows = [
        (
            p.name,
            _job(p),
            scales.BUYING_ROLE.label(p.role, lang),
            known.say(f"level3_{p.influence}") if p.influence in (1, 2, 3) else "",
            scales.STANCE.label(p.stance, lang),
            "; ".join(one_line(t) for t in (p.concern_business, p.concern_personal, p.notes) if t.strip()),
            _contact(p),
        )
        for p in theirs
    ]
    columns = "name job buying_role influence stance concerns contact"
    yield from known.grid(columns, rows, (0.11, 0.15, 0.13, 0.09, 0.09, 0.25, 0.18), "l_client")
    for side in ("partner", "us"):
        others = [(p.name, _job(p), _contact(p)) for p in known.people if p.side == side]
        yield from known.grid("name job contact", others, (0.25, 0.4, 0.35), f"l_{side}")
    steps = [
        (s.title, ", ".join(s.who), s.due, s.criteria, scales.STEP_STATE.label(s.state, lang))
        for s in in_order(known.steps)
    ]
    widths = (0.26, 0.2, 0.14, 0.28, 0.12)
    yield from known.grid("step decides due by_what state", steps, widths, "l_steps")


def _job(person: Contact) -> str:
    return " ".join(part for part in (person.department, person.job) if part.strip())


def _contact(person: Contact) -> str:
    return " ".join(part for part in (person.phone, person.email) if part.strip())


def promises(known: Known) -> Iterator[Piece]:
    """Every promise, what is still owed first, and the very words where they were kept."""
    lang = known.lang
    made = sorted((c for c in known.book.commitments if c.state != "cancelled"), key=urgency)
    if not made:
        yield known.missing("what_promises")
        return
    yield Prose(escaped(told(lang, "n_open_of", n=len(made), open=sum(map(is_open, made)))))
    rows = [
        (
            c.ref,
            c.title,
            c.to,
            c.owner,
            _due(known, c),
            scales.CONTRACTUAL.label(c.contractual, lang),
            c.delivery_impact,
            scales.ACTION_STATE.label(c.state, lang),
        )
        for c in made
    ]
    columns = "ref commitment to_whom owner due contract delivery_impact state"
    yield from known.grid(columns, rows, (0.12, 0.25, 0.09, 0.09, 0.15, 0.09, 0.14, 0.07))
    said = [(c.ref, known.quoted(c), known.origin(c)) for c in made]
    said = [row for row in said if row[1] or row[2]]
    yield from known.grid("ref words origin", said, (0.12, 0.6, 0.28))


def unfinished(known: Known) -> Iterator[Piece]:
    """Actions and questions that are open, and what was decided."""
    lang, pieces = known.lang, list[Piece]()
    for side in scales.SIDE.codes:
        owed = [a for a in known.book.actions if a.side == side and is_open(a)]
        rows = [
            (
                a.ref,
                a.title,
                a.owner,
                _due(known, a),
                scales.ACTION_STATE.label(a.state, lang),
                known.origin(a),
            )
            for a in sorted(owed, key=urgency)
        ]
        widths = (0.12, 0.32, 0.12, 0.18, 0.08, 0.18)
        pieces += known.grid("ref action owner due state origin", rows, widths, f"actions_{side}")
    asked = [
        (q.ref, q.title, q.to, _due(known, q), known.origin(q))
        for q in sorted(known.questions, key=urgency)
        if is_open(q)
    ]
    widths_ = (0.12, 0.38, 0.14, 0.18, 0.18)
    pieces += known.grid("ref question answered_by due origin", asked, widths_, "to_confirm")
    yield from pieces or [Prose(escaped(known.say("none_open")))]
    decided = [
        (d.ref, d.title, d.why, known.origin(d)) for d in known.book.decisions if d.state == "accepted"
    ]
    yield from known.grid("ref decision why origin", decided, (0.12, 0.42, 0.28, 0.18), "l_decisions")


def _due(known: Known, record: Action | Question | Commitment) -> str:
    late = days_late(record, known.today)
    if not late:
        return due_of(record)
    return due_of(record) + ("" if known.lang == "zh" else " ") + known.say("days_late").format(n=late)
