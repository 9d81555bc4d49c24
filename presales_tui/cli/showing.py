"""`presales show`: one requirement on a page, as the workbench shows it on enter."""

from __future__ import annotations

import argparse
import json
from contextlib import closing

from presales_tui.cli.context import open_client, open_workspace
from presales_tui.cli.output import emit
from presales_tui.data import ClientStore
from presales_tui.documents.papers.requirement_page import comments_on, links_of, parts, title_of
from presales_tui.locale import _
from presales_tui.model.checks.checker import Subject, check
from presales_tui.model.checks.rule import Finding
from presales_tui.model.errors import NotFound
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import clean
from presales_tui.model.trial import Criterion


def run(arguments: argparse.Namespace) -> int:
    """Print the page; as JSON all fields with links, findings and comments."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        store = open_client(arguments, workspace)
        record = store.find_ref(arguments.ref)
        if not isinstance(record, Requirement):
            raise NotFound(_("There is no requirement {ref} with this client.").format(ref=arguments.ref))
        findings = _findings(store, record)
        if arguments.json:
            emit(json.dumps(_as_json(store, record, findings), ensure_ascii=False, indent=1) + "\n")
            return 0
        emit(clean(title_of(record)) + "\n")
        for part in parts(store, record, findings):
            emit(f"\n{part.heading}\n" if part.heading else "")
            emit("".join(f"{'  ' if part.heading else ''}{clean(text)}\n" for text, _tone in part.lines))
    return 0


def _findings(store: ClientStore, record: Requirement) -> list[Finding]:
    where = record.opportunity
    subject = Subject(
        store.where(Requirement, opportunity=where),
        store.get(Opportunity, where),
        store.where(Section, opportunity=where),
        store.where(Criterion, opportunity=where),
    )
    return [finding for finding in check(subject) if finding.id == record.id]


def _as_json(store: ClientStore, record: Requirement, findings: list[Finding]) -> dict[str, object]:
    return {
        **record.__dict__,
        "links": [{"relation": link.relation, "ref": link.record.ref} for link in links_of(store, record)],
        "findings": [
            {"rule": finding.rule.id, "detail": finding.detail, "accepted": finding.accepted}
            for finding in findings
        ],
        "comments": [
            {name: getattr(c, name) for name in ("ref", "created", "author", "visibility", "text")}
            for c in comments_on(store, record)
        ],
    }
