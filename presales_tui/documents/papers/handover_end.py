"""The last part of the hand-over: trial, risks, environment, documents, what is next, checklist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from presales_tui.documents.papers.handover_facts import Known
from presales_tui.documents.papers.handover_words import told
from presales_tui.documents.papers.record_history import local_time
from presales_tui.documents.papers.trial_report import parts
from presales_tui.documents.pieces import Grid, Pairs, Piece, Prose, escaped
from presales_tui.documents.trial_words import said
from presales_tui.documents.words import word
from presales_tui.model import scales
from presales_tui.model.followup import Action, Commitment
from presales_tui.model.owed import due_of, is_open
from presales_tui.model.qualification import standings
from presales_tui.model.sla import clocks, priority, rules_of
from presales_tui.model.text import clean, one_line
from presales_tui.model.trial import Issue

_DAYS = 30
_PLACES = ("deployment", "compliance", "compatibility", "interface")
"""Types of requirement that say something about the environment."""


def trial(known: Known) -> Iterator[Piece]:
    """Verdict, criteria, the issues that are open with their clocks, limits and what happens afterwards."""
    if known.trial is None:
        yield Prose(escaped(known.say("no_trial")))
    else:
        here = known.trial.trial
        yield Prose(escaped(" ".join(part for part in (here.ref, one_line(here.title)) if part)))
        yield from parts(known.trial, "s_conclusion", "s_criteria")
        if here.decision_link.strip():
            yield Prose(f"**{escaped(said(known.lang, 'if_met'))}**")
            yield Prose(clean(here.decision_link))
    rows = [_issue(known, issue) for issue in _open_issues(known)]
    columns = "ref issue severity state clock due owner workaround"
    yield from known.grid(columns, rows, (0.12, 0.2, 0.08, 0.1, 0.12, 0.15, 0.09, 0.14), "l_issues")
    if known.trial is not None:
        yield known.lead("l_limits")
        yield from parts(known.trial, "s_limits")


def _open_issues(known: Known) -> list[Issue]:
    found = [issue for issue in known.book.issues if issue.status not in scales.ISSUE_DONE]
    return sorted(found, key=lambda i: (scales.SEVERITY.order(i.severity), priority(i), i.ref))


def _issue(known: Known, issue: Issue) -> tuple[str, ...]:
    lang = known.lang
    trial = next((t for t in known.book.trials if t.id == issue.trial), None)
    trial = trial or (known.trial.trial if known.trial else None)
    clock = clocks(issue, known.now, rules_of(trial))[1]
    return (
        issue.ref,
        issue.title,
        scales.SEVERITY.label(issue.severity, lang),
        scales.ISSUE_STATUS.label(issue.status, lang),
        f"{priority(issue)} {scales.CLOCK.label(clock.state, lang)}",
        local_time(clock.due.isoformat()) if clock.due else "",
        issue.assignee,
        issue.workaround or issue.fix,
    )


def risks(known: Known) -> Iterator[Piece]:
    """Open risks, the gravest first, and what nobody knows yet of how they decide."""
    lang = known.lang
    found = sorted((r for r in known.book.risks if is_open(r)), key=lambda r: -r.probability * r.impact)
    rows = [
        (
            r.ref,
            scales.RAID_KIND.label(r.kind, lang),
            r.title,
            _level(known, r.probability),
            _level(known, r.impact),
            r.response,
            r.owner,
            r.due,
        )
        for r in found
    ]
    columns = "ref kind_risk risk probability impact response_risk owner due"
    widths = (0.12, 0.08, 0.23, 0.07, 0.07, 0.19, 0.09, 0.15)
    yield from known.grid(columns, rows, widths)
    if not rows:
        yield Prose(escaped(known.say("no_risks")))
    if not known.letters:
        return
    letters = [
        (
            scales.MEDDPICC.label(one.record.element, lang),
            scales.EVIDENCE_STATE.label(one.state, lang),
            one.record.gap or one.record.evidence,
        )
        for one in standings(known.letters)
        if one.state != "green"
    ]
    yield from known.grid("letter known gap", letters, (0.2, 0.2, 0.6), "l_medd")


def _owed(known: Known) -> list[Action | Commitment]:
    """Actions and promises that are open."""
    every: tuple[Action | Commitment, ...] = (*known.book.actions, *known.book.commitments)
    return [record for record in every if is_open(record)]


def _level(known: Known, level: int) -> str:
    return known.say(f"level3_{level}") if level in (1, 2, 3) else ""


def environment(known: Known) -> Iterator[Piece]:
    """Where it ran and shall run, and the requirements that bind it."""
    lang, here = known.lang, known.trial.trial if known.trial else None
    rows = [("deployment", scales.DEPLOYMENT.label(known.book.opportunity.deployment, lang))]
    if here is not None:
        rows += [("trial_environment", here.environment), ("host", here.host)]
        rows += [("version_tried", here.version), ("end_state", here.end_state)]
    filled = tuple((known.say(key), value.strip()) for key, value in rows if value.strip())
    if filled:
        yield Pairs(filled)
    if len(filled) < 2:
        yield known.missing("what_environment")
    bound = [f"- {r.ref} {escaped(r.title)}" for r in known.requirements if r.type in _PLACES]
    if bound:
        yield known.lead("l_needs")
        yield Prose("\n".join(bound))


def documents(known: Known) -> Iterator[Piece]:
    """What was made for the client before, as far as is known; the meetings that the minutes are of."""
    if not known.made:
        yield Prose(escaped(known.say("what_documents")))
    yield from known.grid("document date", [(one.name, one.day) for one in known.made], (0.76, 0.24))
    held = sorted((m for m in known.book.meetings if m.state != "planned"), key=lambda m: m.start)
    rows = [(m.ref, m.start[:10], m.title, scales.MEETING_TYPE.label(m.type, known.lang)) for m in held]
    yield from known.grid("ref date meeting_title kind", rows, (0.14, 0.16, 0.48, 0.22), "l_meetings")


def days(known: Known) -> Iterator[Piece]:
    """What falls due, what is late first."""
    last = (known.today + timedelta(days=_DAYS)).isoformat()
    lang, book = known.lang, known.book
    rows = [(due_of(r)[:10], f"{r.ref} {r.title}", r.owner) for r in _owed(known) if due_of(r)]
    rows += [(q.due[:10], f"{q.ref} {q.title}", q.to) for q in known.questions if is_open(q) and q.due]
    rows += [(r.due[:10], f"{r.ref} {r.title}", r.owner) for r in book.risks if is_open(r) and r.due]
    today = known.today.isoformat()
    ahead = [(day[:10], what, "") for day, what in book.opportunity.key_dates]
    ahead.append((book.opportunity.next_date, book.opportunity.next_step, book.opportunity.owner))
    ahead += [(t.day, f"{t.ref} {t.title}", t.trainer) for t in known.trainings if t.state == "planned"]
    ahead += [(m.start[:10], f"{m.ref} {m.title}", m.host) for m in book.meetings if m.state == "planned"]
    ahead += [(t.end, word(lang, "ends", name=t.title or word(lang, "trial")), "") for t in book.trials]
    rows += [row for row in ahead if row[0] >= today]
    found = sorted(row for row in rows if row[0] <= last)
    if not found:
        yield Prose(escaped(known.say("no_days")))
    yield from known.grid("due what owner", found, (0.18, 0.62, 0.2))


def checklist(known: Known) -> Iterator[Piece]:
    """What is handed over, how it stands, and room to tick it off."""
    lang, book = known.lang, known.book
    made = [c for c in book.commitments if c.state != "cancelled"]
    asked = sum(map(is_open, book.actions)) + sum(map(is_open, known.questions))
    held = sorted((m for m in book.meetings if m.type == "handover"), key=lambda m: m.start)
    met = known.say("not_planned")
    if held:
        met = told(lang, "planned" if held[-1].state == "planned" else "held", day=held[-1].start[:10])
    theirs = sum(p.side == "client" for p in known.people)
    rows = (
        ("c_requirements", told(lang, "entries", n=len(known.requirements))),
        ("c_promises", told(lang, "n_open_of", n=len(made), open=sum(map(is_open, made)))),
        ("c_open", told(lang, "unfinished", n=asked)),
        ("c_people", told(lang, "persons", n=theirs)),
        ("c_trial", told(lang, "unfinished", n=len(_open_issues(known))) if known.trial else "-"),
        ("c_environment", scales.DEPLOYMENT.label(book.opportunity.deployment, lang) or "-"),
        ("c_documents", told(lang, "files", n=len(known.made))),
        ("c_risks", told(lang, "unfinished", n=sum(map(is_open, book.risks)))),
        ("c_meeting", met),
        ("c_support", told(lang, "entries", n=sum(is_open(c) and c.contractual != "yes" for c in made))),
    )
    header = tuple(known.say(key) for key in ("no", "item", "amount", "received", "receiver", "remark"))
    shown = tuple((str(n), known.say(key), text, "☐", "", "") for n, (key, text) in enumerate(rows, 1))
    yield Grid(header, shown, (0.07, 0.31, 0.24, 0.11, 0.12, 0.15))


def signatures(known: Known) -> Iterator[Piece]:
    """Who hands over, who takes over, who was there."""
    lang, here = known.lang, known.book.opportunity
    header = ("", *(known.say(key) for key in ("giver", "taker", "witness")))
    rows = (
        (said(lang, "name"), one_line(here.owner), "", one_line(here.sales_owner)),
        (f"{said(lang, 'signature')}\n　", "", "", ""),
        (said(lang, "sign_date"), "", "", ""),
    )
    yield Grid(header, rows, (0.16, 0.28, 0.28, 0.28))
