"""`presales check`: what the quality checks, the suspect links and the outline find to be done."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from contextlib import closing

from presales_tui.cli.context import open_opportunity, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore
from presales_tui.locale import _
from presales_tui.model import suspect
from presales_tui.model.checks.checker import Subject, check
from presales_tui.model.checks.rule import Finding
from presales_tui.model.checks.trials import TrialSubject, check_trials
from presales_tui.model.errors import NotFound
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line
from presales_tui.model.trial import Criterion, Issue, Trial

FOUND = 8
"""Exit code: something is open."""

TO_COMPLETE = "to-complete"
"""The rule that finds what sections of the outline still lack."""

Row = dict[str, str]


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; exit code 8 if one is open that nobody accepted."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        store, opportunity_id = open_opportunity(arguments, workspace)
        opportunity = store.get(Opportunity, opportunity_id)
        if opportunity is None:
            raise NotFound(_("The opportunity is gone."))
        rows = list(_rows(store, opportunity, accepted=arguments.accepted))
        if not arguments.rule or TO_COMPLETE in arguments.rule:
            rows += _to_complete(store, opportunity)
    rows = [row for row in rows if not arguments.rule or row["rule"] in arguments.rule]
    if arguments.json:
        emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        for row in rows:
            parts = [row["ref"] or "-", row["title"], row["detail"], row["words"]]
            if row["accepted"]:
                parts.append(_("(accepted: {why})").format(why=row["accepted"]))
            emit("  ".join(one_line(part) for part in parts if part) + "\n")
    open_rows = [row for row in rows if not row["accepted"]]
    counts = Counter(row["title"] for row in open_rows)
    say(", ".join(f"{title} {n}" for title, n in counts.most_common()) or _("Nothing found."))
    return FOUND if open_rows else 0


def _row(finding: Finding, words: str) -> Row:
    return {
        "rule": finding.rule.id,
        "ref": finding.ref,
        "title": _(finding.rule.title),
        "detail": finding.detail,
        "words": words,
        "hint": _(finding.rule.hint),
        "source": _(finding.rule.source),
        "accepted": finding.accepted,
    }


def _rows(store: ClientStore, opportunity: Opportunity, *, accepted: bool) -> list[Row]:
    requirements = store.where(Requirement, opportunity=opportunity.id)
    sections = store.where(Section, opportunity=opportunity.id)
    criteria = store.where(Criterion, opportunity=opportunity.id)
    titles = {r.id: r.title for r in requirements}
    found = [
        _row(finding, titles.get(finding.id, ""))
        for finding in check(Subject(requirements, opportunity, sections, criteria))
        if accepted or not finding.accepted
    ]
    trials = TrialSubject(
        store.where(Trial, opportunity=opportunity.id),
        criteria,
        store.where(Issue, opportunity=opportunity.id),
        opportunity,
    )
    for records in (trials.trials, criteria, trials.issues):
        titles |= {record.id: record.headline for record in records}
    found += [
        _row(finding, titles.get(finding.id, ""))
        for finding in check_trials(trials)
        if accepted or not finding.accepted
    ]
    holders: list[Section | Criterion | Issue] = [
        *sections,
        *criteria,
        *store.where(Issue, opportunity=opportunity.id),
    ]
    prints = suspect.prints_of(requirements, holders)
    refs = {r.id: r.ref for r in requirements}
    found += [
        {
            "rule": "suspect-link",
            "ref": holder.ref,
            "title": _("Suspect link"),
            "detail": refs.get(rid, ""),
            "words": holder.title,
            "hint": _("The requirement says something else now. Read it again; y says it is fine."),
            "source": "suspect links",
            "accepted": "",
        }
        for holder in holders
        for rid in suspect.suspects(holder, prints)
    ]
    return found


def _to_complete(store: ClientStore, opportunity: Opportunity) -> list[Row]:
    """What the sections of the outline still lack."""
    if not store.where(Section, opportunity=opportunity.id):
        return []
    from presales_tui.documents.book import Book
    from presales_tui.documents.language import document_language
    from presales_tui.documents.planning.open_places import open_places

    lang = document_language(store, opportunity.id)
    return [
        {
            "rule": TO_COMPLETE,
            "ref": place.section.ref,
            "title": _("To be completed"),
            "detail": ("；" if lang == "zh" else "; ").join(text.rstrip("。.") for text in place.texts),
            "words": place.section.title,
            "hint": _(
                "Write it in the outline (e), or enter the records that it is made of; b sets it aside."
            ),
            "source": "outline",
            "accepted": "",
        }
        for place in open_places(Book.of(store, opportunity.id, private=False), lang)
    ]
