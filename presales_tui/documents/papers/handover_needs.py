"""The middle of the hand-over: scope, requirements with their words, and what of it was ever shown."""

from __future__ import annotations

from collections.abc import Iterator

from presales_tui.documents.papers.handover_facts import Known
from presales_tui.documents.pieces import Piece, Prose, escaped
from presales_tui.documents.slots.solution import later
from presales_tui.documents.words import word
from presales_tui.model import scales
from presales_tui.model.coverage import SATISFIABLE
from presales_tui.model.effort import show_days
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line


def scope(known: Known) -> Iterator[Piece]:
    """What is in, by module, and what is out."""
    here = [r for r in known.requirements if not later(r)]
    rows = []
    for module in dict.fromkeys(one_line(r.module) for r in here):
        members = [r for r in here if one_line(r.module) == module]
        must = sum(r.priority == "must" for r in members)
        custom = sum(r.fit == "custom" for r in members)
        rows.append((module or known.say("no_module"), str(len(members)), str(must), str(custom)))
    if not rows:
        yield known.missing("what_scope")
    yield from known.grid("module count must_n custom", rows, (0.46, 0.18, 0.18, 0.18), "l_scope_in")
    yield known.lead("l_scope_out")
    out = [
        f"{r.ref} {one_line(r.title)} [{_why_out(r, known.lang)}]"
        for r in known.book.requirements
        if later(r) or r.status == "rejected"
    ]
    yield Prose("\n".join(f"- {escaped(line)}" for line in out) or escaped(known.say("none")))


def _why_out(r: Requirement, lang: str) -> str:
    if r.status in ("deferred", "rejected"):
        return scales.REQUIREMENT_STATUS.label(r.status, lang)
    return scales.PRIORITY.label(r.priority, lang)


def requirements(known: Known) -> Iterator[Piece]:
    """What each one is worth to the client, how it is met and what that takes; then who said it, where."""
    lang, every = known.lang, known.requirements
    rows = [
        (
            r.ref,
            r.clause_mark + r.title,
            r.module,
            scales.PRIORITY.label(r.priority, lang),
            scales.FIT.label(r.fit, lang),
            scales.DEVIATION.label(r.deviation, lang),
            show_days(r.effort_low, r.effort_high)
            or (word(lang, "not_estimated") if r.fit == "custom" else ""),
            r.acceptance,
        )
        for r in every
    ]
    if not rows:
        yield known.missing("requirements")
    columns = "ref requirement module priority fit deviation person_days acceptance"
    yield from known.grid(columns, rows, (0.12, 0.24, 0.1, 0.08, 0.12, 0.08, 0.09, 0.17))
    said = [(r.ref, known.quoted(r), known.origin(r)) for r in every]
    said = [row for row in said if row[1] or row[2]]
    yield from known.grid("ref words origin", said, (0.12, 0.6, 0.28), "l_origin")


def proof(known: Known) -> Iterator[Piece]:
    """What was tried, what has evidence and what is only said, where the surprises are."""
    found: dict[str, list[Requirement]] = {}
    for r in known.requirements:
        if not later(r):
            found.setdefault(_proof(known, r), []).append(r)
    order = ("proof_met", "proof_failed", "proof_shown", "proof_said", "proof_none")
    rows = [
        (known.say(key), str(len(found[key])), ", ".join(r.ref for r in found[key]))
        for key in order
        if key in found
    ]
    yield from known.grid("basis count requirements", rows, (0.26, 0.1, 0.64))
    risky = [f"- {r.ref} {escaped(r.title)}" for r in found.get("proof_said", ()) if r.priority == "must"]
    if risky:
        yield known.lead("l_suspect")
        yield Prose("\n".join(risky))


def _proof(known: Known, r: Requirement) -> str:
    states = [c.state for c in known.book.criteria if r.id in c.requirements]
    if any(state in ("not_met", "partial") for state in states):
        return "proof_failed"
    if "met" in states or r.status == "verified":
        return "proof_met"
    if r.fit not in SATISFIABLE:
        return "proof_none"
    return "proof_shown" if r.evidence.strip() else "proof_said"
