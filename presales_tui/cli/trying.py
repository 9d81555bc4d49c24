"""The trial on the command line: criteria from a line; issues closed, merged, promoted; host facts."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from datetime import date
from typing import TypeVar

from presales_tui.cli.context import open_client, open_opportunity, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore
from presales_tui.data.clock import utc_now
from presales_tui.locale import _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.evidence import Evidence
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion, Issue, Trial

R = TypeVar("R", bound=Record)


def record_of(kind: str, text: str) -> Record:
    """The criterion, trial or training that a line makes."""
    if kind == "criterion":
        from presales_tui.capture.criteria import criterion_of

        found = criterion_of(text)
        if found is None:
            raise BadInput(_("There is no text to add besides the marks."))
        return found
    if kind == "trial":
        from presales_tui.imports.host import zone_name
        from presales_tui.model.trialing import planned

        return planned("", text, date.today(), zone_name())
    from presales_tui.model.training import Training

    return Training(title=text, day=date.today().isoformat())


def _named(store: ClientStore, ref: str, kind: type[R]) -> R:
    found = store.find_ref(ref)
    if not isinstance(found, kind):
        raise NotFound(_("There is no {ref} with this client.").format(ref=ref))
    return found


def _issues(arguments: argparse.Namespace, store: ClientStore, opportunity: str) -> list[Issue]:
    """The issues that are named, then those that a filter finds."""
    found = [_named(store, ref, Issue) for ref in arguments.refs]
    if arguments.filter:
        from presales_tui.model.filter import parse_filter

        test = parse_filter(arguments.filter, strict=True)
        known = {issue.id for issue in found}
        every = store.where(Issue, opportunity=opportunity)
        found += [issue for issue in every if issue.id not in known and test(issue)]
    if not found:
        raise BadInput(_("Which issues? Give refs such as ISS-004, or --filter."))
    return list({issue.id: issue for issue in found}.values())


# Issues


def issue(arguments: argparse.Namespace) -> int:
    """Close, merge, promote or show issues."""
    with closing(open_workspace(arguments, create=False)) as workspace:
        if arguments.filter:
            store, opportunity = open_opportunity(arguments, workspace)
        else:
            store, opportunity = open_client(arguments, workspace), ""
        found = _issues(arguments, store, opportunity)
        match arguments.action:
            case "show":
                for one in found:
                    _show(one, store)
            case "close":
                _close(arguments, found, store, workspace.user)
            case "merge":
                _merge(found, store)
            case "need":
                _promote(found, store)
    return 0


def _close(arguments: argparse.Namespace, found: list[Issue], store: ClientStore, user: str) -> None:
    from presales_tui.model.flow import close_all

    code = scales.ISSUE_STATUS.find(arguments.status) or arguments.status
    if code not in scales.ISSUE_DONE:
        known = ", ".join(sorted(scales.ISSUE_DONE))
        raise BadInput(
            _("No status “{word}”; there are: {known}").format(word=arguments.status[:40], known=known)
        )
    change = close_all(found, code, user, arguments.fix)
    if change:
        store.commit(change)
    for put in change.puts:
        emit(put.new.ref + "\n")
    say(_("{n} of {m} changed.").format(n=len(change), m=len(found)))


def _merge(found: list[Issue], store: ClientStore) -> None:
    from presales_tui.model.flow import merge

    into, *others = found
    if not others:
        raise BadInput(_("Merge needs two issues or more: the one that stays first."))
    store.commit(merge(into, others, store.all(Evidence), store.all(Criterion)))
    emit(into.ref + "\n")
    gone = ", ".join(one.ref for one in others)
    say(_("Merged {refs} into {ref}.").format(refs=gone, ref=into.ref))


def _promote(found: list[Issue], store: ClientStore) -> None:
    from presales_tui.model.flow import as_requirement

    change = Change("Make requirement of issue")
    for was in found:
        if was.requirement:
            linked = store.get(Requirement, was.requirement)
            raise BadInput(
                _("{ref} is linked with {other} already.").format(
                    ref=was.ref, other=linked.ref if linked else _("a requirement")
                )
            )
        new, linked_issue = as_requirement(was)
        change.put(new).put(linked_issue, was)
    done = store.commit(change)
    for record in done.records:
        if record.table == "requirements":
            emit(record.ref + "\n")


def _show(one: Issue, store: ClientStore) -> None:
    """All that is known of an issue, a field a line."""
    from presales_tui.fields import FIELDS, show
    from presales_tui.model.courses import Courses
    from presales_tui.model.sla import priority

    trials = [trial for trial in [store.get(Trial, one.trial)] if trial is not None]
    emit(f"{one.ref} {one.title}\n")
    courses = Courses(trials)
    for name, clock in zip((_("Response"), _("Solution")), courses.clocks(one), strict=True):
        due = f" ({clock.due.astimezone():%Y-%m-%d %H:%M})" if clock.due else ""
        emit(f"  {priority(one)} {name}: {scales.CLOCK.label(clock.state, language())}{due}\n")
    for field in FIELDS[Issue]:
        text = show(field, one, store)
        if text and field.name != "title":
            shown = field.scale.label(text, language()) if field.scale else text
            emit(f"  {_(field.label)}: " + shown.replace("\n", "\n    ") + "\n")
    for ref, title, *_rest in one.merged:
        emit("  " + _("Merged: {ref} {title}").format(ref=ref, title=title) + "\n")


# Trials


def trial(arguments: argparse.Namespace) -> int:
    """Show a trial, lock it, keep its mid-point verdict, capture host facts, draw the burn-down."""
    if arguments.action == "host" and arguments.dry_run:
        from presales_tui.imports.host import host_facts

        emit(host_facts() + "\n")
        return 0
    with closing(open_workspace(arguments, create=False)) as workspace:
        store, opportunity = open_opportunity(arguments, workspace)
        if arguments.ref:
            here = _named(store, arguments.ref, Trial)
        else:
            every = store.where(Trial, opportunity=opportunity)
            if not every:
                raise NotFound(_("There is no trial yet: presales add trial TITLE."))
            here = every[-1]
        match arguments.action:
            case "show":
                _show_trial(here, store)
            case "lock":
                _lock(arguments, here, store)
            case "midpoint":
                _midpoint(arguments, here, store)
            case "host":
                _host(here, store)
            case "chart":
                from presales_tui.cli.charting import chart

                chart(store.where(Issue, opportunity=opportunity), here)
    return 0


def _criteria(here: Trial, store: ClientStore) -> list[Criterion]:
    every = store.where(Criterion, opportunity=here.opportunity)
    return [criterion for criterion in every if criterion.trial in ("", here.id)]


def _show_trial(here: Trial, store: ClientStore) -> None:
    from presales_tui.fields import FIELDS, show
    from presales_tui.fields.clocking import local

    lang = language()
    emit(f"{here.ref} {here.title}\n")
    for field in FIELDS[Trial]:
        text = show(field, here, store)
        if text and field.name != "title":
            shown = field.scale.label(text, lang) if field.scale else text
            emit(f"  {_(field.label)}: " + shown.replace("\n", "\n    ") + "\n")
    if here.locked:
        emit("  " + _("Locked: {when}").format(when=local(here.locked)) + "\n")
    for c in _criteria(here, store):
        state = scales.CRITERION_STATE.label(c.state, lang)
        emit(
            f"  {c.ref} [{state}] {c.title}: {c.achieved or '-'} / {c.target or '-'} {c.unit}".rstrip() + "\n"
        )
    for line in amendment_lines(here):
        emit(f"  ~ {line}\n")


def amendment_lines(here: Trial) -> list[str]:
    """What changed after the lock, a line each."""
    from presales_tui.fields.amending import told

    return [told(row) for row in here.amendments]


def _lock(arguments: argparse.Namespace, here: Trial, store: ClientStore) -> None:
    from presales_tui.model.trialing import locked

    if here.locked:
        raise BadInput(_("{ref} is locked already.").format(ref=here.ref))
    criteria = _criteria(here, store)
    if not criteria:
        raise BadInput(_("There is no criterion to lock: presales add criterion TEXT."))
    store.commit(locked(here, criteria, by=arguments.by, now=utc_now()))
    emit(here.ref + "\n")
    told = ngettext(
        "Locked with {n} criterion: from now on a change needs --reason.",
        "Locked with {n} criteria: from now on a change needs --reason.",
        len(criteria),
    )
    say(told.format(n=len(criteria)))


def _midpoint(arguments: argparse.Namespace, here: Trial, store: ClientStore) -> None:
    from presales_tui.model.trialing import reviewed

    code = scales.MIDPOINT.find(arguments.verdict)
    if not code:
        raise BadInput(_("The verdict is one of go, adjust, stop: --verdict go --note WHY"))
    store.commit(reviewed(here, code, arguments.note, date.today().isoformat()))
    emit(here.ref + "\n")


def _host(here: Trial, store: ClientStore) -> None:
    from dataclasses import replace

    from presales_tui.imports.host import host_facts

    facts = host_facts(store.client.id)
    new = replace(here, host=facts)
    store.commit(Change("Capture host facts").put(new, here))
    emit(facts + "\n")


# After the sale


def phase_two(arguments: argparse.Namespace) -> int:
    """Open the next opportunity from new needs; prints its ref."""
    from presales_tui.model.after_sale import backlog
    from presales_tui.model.after_sale import phase_two as opened
    from presales_tui.model.effort import show_days
    from presales_tui.model.opportunity import Opportunity

    with closing(open_workspace(arguments, create=False)) as workspace:
        store, opportunity_id = open_opportunity(arguments, workspace)
        before = store.get(Opportunity, opportunity_id)
        if before is None:
            raise NotFound(_("The opportunity is gone."))
        found = backlog(
            store.all(Requirement),
            store.all(Issue),
            before,
        )
        needs = list(found.needs)
        if arguments.refs:
            wanted = {ref.casefold() for ref in arguments.refs}
            needs = [need for need in needs if need.record.ref.casefold() in wanted]
            missing = wanted - {need.record.ref.casefold() for need in needs}
            if missing:
                raise NotFound(_("{ref} is not in the backlog.").format(ref=sorted(missing)[0].upper()))
        if arguments.json:
            rows = [{"ref": n.record.ref, "title": n.record.headline, "source": n.source} for n in needs]
            emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        if arguments.dry_run:
            if not arguments.json:
                for need in needs:
                    emit(f"{need.record.ref}  {scales.NEED_SOURCE.label(need.source, language())}  ")
                    emit(need.record.headline + "\n")
            days = show_days(found.days_low, found.days_high) or "0"
            say(
                ngettext(
                    "{n} new need, {days} person-days.", "{n} new needs, {days} person-days.", len(needs)
                ).format(n=len(needs), days=days)
            )
            if found.enough:
                say(_("Enough for a second phase."))
            return 0
        if not needs:
            raise BadInput(_("There is no new need yet: nothing to open a second phase with."))
        name = arguments.name or _("{name} phase 2").format(name=before.name)
        _new, change = opened(needs, before, name, utc_now(), move=arguments.move)
        done = store.commit(change)
        if not arguments.json:
            emit(done.records[0].ref + "\n")
        say(
            ngettext("Opened {ref} with {n} need.", "Opened {ref} with {n} needs.", len(needs)).format(
                ref=done.records[0].ref, n=len(needs)
            )
        )
    return 0
