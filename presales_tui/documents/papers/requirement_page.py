"""Everything about one requirement on one page: its words, their source, the answer, links both ways.

The workbench shows it on `enter`, the command line prints it with `presales show`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from presales_tui.data import ClientStore
from presales_tui.documents.papers.record_history import local_time, steps
from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.checks.rule import Finding
from presales_tui.model.comment import Comment
from presales_tui.model.effort import show_days
from presales_tui.model.meeting import Line as MinutesLine
from presales_tui.model.meeting import Meeting
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.text import one_line
from presales_tui.model.trial import Criterion, Issue

_STEPS = 30
"""Commits of the history that the page shows; `h` and `presales history` have all."""


class Link(NamedTuple):
    """Another record, and which side the link is from."""

    relation: str
    """Translated."""
    record: Record
    words: str


class Part(NamedTuple):
    """A part of the page under its heading; each line is a text and its tone."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def source_of(store: ClientStore, r: Requirement) -> Record | None:
    """Where it was said: the line of the minutes, else the meeting, else the trial issue; `None`: neither."""
    if r.source_line and (line := store.get(MinutesLine, r.source_line)) is not None:
        return line
    return store.get(Meeting, r.source_id) or store.get(Issue, r.source_id) if r.source_id else None


def links_of(store: ClientStore, r: Requirement) -> list[Link]:
    """Its links, those that start here before those that lead here."""
    every = store.where(Requirement, opportunity=r.opportunity)
    by_id = {one.id: one for one in every}
    found = [
        Link(relation, by_id[one], by_id[one].title)
        for relation, ids in (
            (_("depends on"), r.depends),
            (_("conflicts with"), r.conflicts),
            (_("says the same as"), r.duplicates),
        )
        for one in ids
        if one in by_id
    ]
    for relation, name in (
        (_("is needed by"), "depends"),
        (_("conflicts with"), "conflicts"),
        (_("says the same as"), "duplicates"),
    ):
        known = {link.record.id for link in found if link.relation == relation}
        found += [
            Link(relation, one, one.title)
            for one in every
            if r.id in getattr(one, name) and one.id not in known
        ]
    sections = store.where(Section, opportunity=r.opportunity)
    found += [Link(_("answered in section"), s, s.title) for s in sections if r.id in s.requirements]
    criteria = store.where(Criterion, opportunity=r.opportunity)
    found += [Link(_("proven by criterion"), c, c.title) for c in criteria if r.id in c.requirements]
    issues = store.where(Issue, opportunity=r.opportunity)
    return [*found, *(Link(_("threatened by issue"), i, i.title) for i in issues if i.requirement == r.id)]


def comments_on(store: ClientStore, r: Requirement) -> list[Comment]:
    """Its comments, the oldest first."""
    return store.where(Comment, about=r.id)


def title_of(r: Requirement) -> str:
    """The heading of the page."""
    return f"{r.ref} {r.clause_mark}{r.title}"


def parts(
    store: ClientStore,
    r: Requirement,
    findings: Iterable[Finding] = (),
    links: Sequence[Link] | None = None,
) -> list[Part]:
    """The page; parts that say nothing are left out, but for what every requirement should have."""
    lang = language()
    links = links_of(store, r) if links is None else links
    comments = comments_on(store, r)
    made = (
        Part("", ((_state(r, lang), "strong"),)),
        Part(_("In full"), _texts(r.statement)),
        Part(_("In the client's words"), tuple(_said(store, r, lang))),
        Part(_("Fit"), tuple(_fit(r, lang))),
        Part(_("Person-days"), tuple(_effort(r, lang))),
        Part(_("Acceptance"), _texts(r.acceptance) or ((_("none yet"), "muted"),)),
        Part(_("Kind"), tuple(_kind(r, lang))),
        Part(_("Note"), _texts(r.note)),
        Part(_("To improve"), tuple(_findings(findings))),
        Part(_("Links"), tuple((_link(n, link), "") for n, link in enumerate(links, 1))),
        Part(_("Comments ({n})").format(n=len(comments)), tuple(_comments(comments, lang))),
        Part(_("History"), tuple(_history(store, r))),
    )
    return [part for part in made if part.lines]


def _link(number: int, link: Link) -> str:
    return f"[{number}] {link.relation} {link.record.ref} {one_line(link.words)}".rstrip()


def _texts(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((line, "") for line in text.split("\n")) if text.strip() else ()


def _state(r: Requirement, lang: str) -> str:
    shown = (
        scales.PRIORITY.label(r.priority, lang) or _("not ranked"),
        scales.FIT.label(r.fit, lang),
        f"{days} {_('days')}" if (days := show_days(r.effort_low, r.effort_high)) else "",
        scales.REQUIREMENT_STATUS.label(r.status, lang),
        r.module,
        " ".join(f"#{tag}" for tag in r.tags),
    )
    return " · ".join(filter(None, shown))


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Label and value in one line; a value of several lines stands below its label."""
    for label, value in rows:
        if "\n" in value.strip():
            yield f"{label}:", "muted"
            yield from ((f"  {line}", "") for line in value.strip("\n").split("\n"))
        elif value.strip():
            yield f"{label}: {value.strip()}", ""


def _said(store: ClientStore, r: Requirement, lang: str) -> Iterator[tuple[str, str]]:
    if r.quote:
        yield f"“{r.quote}”" + (f"  -- {r.speaker}" if r.speaker else ""), ""
    elif r.speaker:
        yield f"{_('Said by')}: {r.speaker}", ""
    source = source_of(store, r)
    if isinstance(source, MinutesLine):
        source = store.get(Meeting, source.meeting)
    if isinstance(source, Meeting):
        day = source.start[:10]
        yield f"{_('Meeting')}: {source.ref} {one_line(source.title)} {day} [o]", ""
    elif isinstance(source, Issue):
        yield f"{_('Issue')}: {source.ref} {one_line(source.title)} [o]", ""
    yield from _rows(
        (
            (_("Source"), "" if source else scales.SOURCE.label(r.source_kind, lang)),
            (_("Clause"), f"{r.clause_mark} {r.clause}".strip()),
            (_("External id"), r.external_id),
        )
    )


def _fit(r: Requirement, lang: str) -> Iterator[tuple[str, str]]:
    yield scales.FIT.label(r.fit, lang), scales.FIT.term(r.fit).tone
    yield from _rows(
        (
            (_("Capability"), r.capability),
            (_("Evidence"), r.evidence),
            (_("Response"), r.response),
            (_("Deviation"), scales.DEVIATION.label(r.deviation, lang)),
        )
    )


def _effort(r: Requirement, lang: str) -> Iterator[tuple[str, str]]:
    days = show_days(r.effort_low, r.effort_high)
    if days:
        yield days, ""
    elif r.fit == "custom":
        yield _("not estimated yet"), "warn"
    for role, low, high in r.effort_roles:
        yield f"  {scales.ROLE.label(role, lang)}: {show_days(low, high)}", ""


def _kind(r: Requirement, lang: str) -> Iterator[tuple[str, str]]:
    yield from _rows(
        (
            (_("Type"), scales.REQUIREMENT_TYPE.label(r.type, lang)),
            (_("Level"), scales.REQUIREMENT_LEVEL.label(r.level, lang)),
            (_("Quality"), scales.QUALITY.label(r.quality, lang)),
            (_("Deal impact"), scales.DEAL_IMPACT.label(r.impact, lang)),
            (_("User"), r.actor),
            (_("Visibility"), scales.VISIBILITY.label(r.visibility, lang)),
        )
    )


def _findings(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    for finding in findings:
        detail = f": {finding.detail}" if finding.detail else ""
        if finding.accepted:
            yield f"{_(finding.rule.title)}{detail} ({finding.accepted})", "muted"
        else:
            yield f"! {_(finding.rule.title)}{detail}", "warn"
            yield f"  {_(finding.rule.hint)}", "muted"


def _comments(comments: Iterable[Comment], lang: str) -> Iterator[tuple[str, str]]:
    for comment in comments:
        shown = [local_time(comment.created), comment.author]
        if comment.visibility != "internal":
            shown.append(scales.VISIBILITY.label(comment.visibility, lang))
        yield f"{comment.ref}  {'  '.join(filter(None, shown))}", "muted"
        yield from ((f"  {line}", "") for line in comment.text.split("\n"))


def _history(store: ClientStore, r: Requirement) -> Iterator[tuple[str, str]]:
    found = steps(store, r, _STEPS + 1)
    for step in found[:_STEPS]:
        yield f"{step.time}  {step.user}  {step.title}", "muted"
        if not step.made:
            yield from ((f"  {line}", "") for line in step.changes)
    if len(found) > _STEPS:
        yield _("Older changes: h"), "muted"
