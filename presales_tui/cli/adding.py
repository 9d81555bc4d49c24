"""`presales add`: one record from one line of text; the marks of the capture line work in it.

The class of a record is imported for the kind that is added: each takes as long as reading a file.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from presales_tui.capture.marks import BY_KIND
from presales_tui.capture.records import typed
from presales_tui.cli.context import open_client, open_or_make, open_workspace
from presales_tui.cli.output import emit, say
from presales_tui.data import ClientStore, Workspace
from presales_tui.data.clock import utc_now
from presales_tui.locale import N_, _, language
from presales_tui.model.change import Change
from presales_tui.model.errors import BadInput, NotFound
from presales_tui.model.record import Record
from presales_tui.model.text import clean, one_line

if TYPE_CHECKING:
    from presales_tui.fields.assign import Assignment
    from presales_tui.imports.evidence import Slice

_TITLES = {
    "opportunity": N_("Add opportunity"),
    "contact": N_("Add contact"),
    "meeting": N_("Add meeting"),
    "comment": N_("Add comment"),
    "criterion": N_("Add criterion"),
    "trial": N_("Add trial"),
    "training": N_("Add training"),
}
"""Kind to the title of its change; the marks know those of their own kinds."""

_MOST_SHOWN = 60
"""Characters of a title that is told."""


def run(arguments: argparse.Namespace) -> int:
    """Add one record and print its ref; of a client, which has none, the name is told."""
    kind: str = arguments.what
    text = _text(arguments.text, lines=kind == "comment")
    if kind == "client":
        return _add_client(arguments, text)
    if (kind == "comment") != bool(arguments.on):
        raise BadInput(_("A comment is on a requirement: presales add comment TEXT --on REQ-012"))
    if kind == "comment":
        return _add_comment(arguments, text)
    now = datetime.now().astimezone()
    if arguments.meeting and kind not in BY_KIND:
        raise BadInput(_("--meeting is for what comes of a meeting, not for a {kind}.").format(kind=kind))
    if (arguments.template or arguments.start) and kind != "meeting":
        raise BadInput(_("--template and --start are for a meeting."))
    if arguments.meeting and arguments.attach:
        raise BadInput(_("Evidence and a meeting do not go together: add the issue first."))
    # What the text says is judged first: a bad text makes no workspace, and no client to put it in.
    new = _record(kind, text, now, arguments.start)
    wanted = _assignments(type(new), arguments.words)
    slice_ = _evidence(arguments)
    with closing(open_workspace(arguments)) as workspace:
        if kind == "opportunity":
            store = open_client(arguments, workspace)
            own: dict[str, Any] = {"owner": workspace.user}
            new = replace(new, **own)
        else:
            store, opportunity_id = open_or_make(arguments, workspace)
            if arguments.meeting:
                return _in_meeting(kind, text, arguments.meeting, store, now)
            if kind != "contact":
                new = _placed(kind, new, store, opportunity_id, workspace.user)
            if arguments.template:
                new = _from_template(new, arguments.template, workspace, store)
        if wanted:
            from presales_tui.fields.assign import assign
            from presales_tui.model.steps import with_step

            new = with_step(assign(new, wanted, store), new, utc_now(), workspace.user)
        title = _TITLES.get(kind) or BY_KIND[kind].added
        change = Change(title, reason=arguments.reason).put(new)
        evidence = None
        if slice_ is not None:
            from presales_tui.cli.attaching import masked, tell_again

            evidence = replace(
                masked(slice_, store, as_it_is=arguments.as_it_is),
                opportunity=getattr(new, "opportunity", ""),
                issue=new.id,
            )
            change.put(evidence)
        like = _like(text, store) if kind == "issue" else _alike(new, store)
        emit(store.commit(change).records[0].ref + "\n")
        if kind in BY_KIND and any(sign in text for sign in "@＠>＞"):
            from presales_tui.model.client import Contact
            from presales_tui.model.people import sides

            _tell(kind, text, now, [new], sides(store.all(Contact)))
        if evidence is not None:
            tell_again(evidence, store)
        if like:
            say(like)
    return 0


def _like(text: str, store: ClientStore) -> str:
    """The earlier issue that a title is like, with its answer; empty: there is none."""
    from presales_tui.model.answers import Answers, told
    from presales_tui.model.trial import Issue

    found = Answers(store.all(Issue)).find(text)
    return told(found) if found is not None and found.text else ""


def _alike(new: Record, store: ClientStore) -> str:
    """The requirements that say nearly the same as a new one; empty: none does."""
    from presales_tui.model.requirement import Requirement

    if not isinstance(new, Requirement):
        return ""
    from presales_tui.model.alike import Alike

    found = Alike(store.where(Requirement, opportunity=new.opportunity)).find(new.title)
    names = ", ".join(f"{one.requirement.ref} {one.requirement.title[:_MOST_SHOWN]}" for one in found)
    return _("says nearly the same as {names}").format(names=names) if names else ""


def _assignments(kind: type[Record], words: list[str]) -> list[Assignment]:
    """What FIELD=VALUE behind the text sets. BadInput if a word is not that."""
    if not words:
        return []
    from presales_tui.fields.assign import parse_assignment

    found = []
    for word in words:
        one = parse_assignment(kind, word)
        if one is None:
            raise BadInput(_("“{word}” is no FIELD=VALUE; put the text in quotes.").format(word=word[:40]))
        found.append(one)
    return found


def _evidence(arguments: argparse.Namespace) -> Slice | None:
    """What is attached, read before anything is written. BadInput if it is to what takes none."""
    if not arguments.attach:
        return None
    if arguments.what != "issue":
        raise BadInput(_("Only an issue takes evidence: presales add issue TEXT --attach FILE"))
    if arguments.attach == "-" == arguments.text:
        raise BadInput(_("Standard input is either the title or the evidence: write one of them."))
    from presales_tui.cli.attaching import read

    return read(arguments.attach)


def _in_meeting(kind: str, text: str, ref: str, store: ClientStore, now: datetime) -> int:
    """A line at the end of a meeting's minutes, and the record that it makes."""
    from presales_tui.capture.marks import mark_kind
    from presales_tui.capture.minutes import add_line
    from presales_tui.model.client import Contact
    from presales_tui.model.meeting import Line, Meeting
    from presales_tui.model.people import sides

    meeting = store.find_ref(ref)
    if not isinstance(meeting, Meeting):
        raise NotFound(_("There is no meeting {ref}.").format(ref=ref))
    last = max((line.pos for line in store.where(Line, meeting=meeting.id)), default="")
    said = text if mark_kind(text) == kind else f"{BY_KIND[kind].letter}:: {text}"
    people = sides(store.all(Contact))
    done = store.commit(add_line(meeting, said, after=last, now=now, people=people))
    _tell(kind, text, now, done.records, people)
    emit(next(record.ref for record in done.records if record.table == BY_KIND[kind].record.table) + "\n")
    return 0


def _tell(kind: str, text: str, now: datetime, made: Sequence[Record], people: Mapping[str, str]) -> None:
    """What was not understood or is not known, after it is on the disk: a day, a name."""
    from presales_tui.capture.marks import parse_line
    from presales_tui.model.people import strangers

    marked = parse_line(text, today=now.date()) or parse_line(f"{kind}:: {text}", today=now.date())
    if marked is not None and marked.no_day:
        say(_("no such day: {day}").format(day=marked.no_day))
    if marked is not None and marked.unread:
        say(_("not understood, stays text: {words}").format(words=" ".join(marked.unread)))
    if new := strangers(made, people):
        say(_("No contact yet: {names}").format(names=", ".join(new)))


def _from_template(new: Record, name: str, workspace: Workspace, store: ClientStore) -> Record:
    """A meeting with what a template adds."""
    from presales_tui.imports.meeting_templates import applied, template_named
    from presales_tui.model.meeting import Meeting

    template = template_named(workspace.path, language(), name)
    return applied(new, template, store.client.industry) if isinstance(new, Meeting) else new


def _text(given: str, *, lines: bool = False) -> str:
    """What was given, or stands in standard input: in one line, unless it may have several."""
    if given == "-":
        from presales_tui.imports.files import read_text

        given = read_text("-").text
    text = clean(given).strip() if lines else one_line(given)
    if not text:
        raise BadInput(_("There is no text to add."))
    return text


def _add_client(arguments: argparse.Namespace, name: str) -> int:
    from presales_tui.model.client import Client

    with closing(open_workspace(arguments)) as workspace:
        if any(face.name.casefold() == name.casefold() for face in workspace.clients()):
            raise BadInput(_("There is a client “{name}” already.").format(name=name))
        workspace.create_client(Client(name=name))
    say(_("Added client {name}").format(name=name))
    return 0


def _add_comment(arguments: argparse.Namespace, text: str) -> int:
    """A comment belongs where its requirement does, whichever opportunity is meant otherwise."""
    from presales_tui.model.comment import Comment
    from presales_tui.model.requirement import Requirement

    with closing(open_workspace(arguments, create=False)) as workspace:
        store = open_client(arguments, workspace)
        about = store.find_ref(arguments.on)
        if not isinstance(about, Requirement):
            raise NotFound(_("There is no requirement {ref} with this client.").format(ref=arguments.on))
        new = Comment(opportunity=about.opportunity, about=about.id, text=text)
        emit(store.commit(Change(N_("Add comment")).put(new)).records[0].ref + "\n")
    return 0


def _record(kind: str, text: str, now: datetime, start: str = "") -> Record:
    """The record that the text makes, not yet of any opportunity."""
    if kind == "opportunity":
        from presales_tui.model.opportunity import Opportunity

        return Opportunity(name=text, stage_log=(("lead", utc_now()),))
    if kind == "meeting":
        from presales_tui.model.meeting import Meeting

        if not start:
            return Meeting(title=text, start=now.strftime("%Y-%m-%dT%H:%M"))
        from presales_tui.fields.field import Field, read

        return Meeting(title=text, **read(Field("start", "", "moment"), start))
    if kind == "contact":
        from presales_tui.model.people import contact_of

        person = contact_of(text)
        if person is None:
            raise BadInput(_("There is no name: write NAME, job, department, phone, role"))
        return person
    if kind in ("criterion", "trial", "training"):
        from presales_tui.cli.trying import record_of

        return record_of(kind, text)
    found = typed(kind, text, now.date())
    if found is None:
        raise BadInput(_("There is no text to add besides the marks."))
    return found


def _placed(kind: str, new: Record, store: ClientStore, opportunity_id: str, user: str) -> Record:
    """The record in its opportunity, with what follows from that."""
    values: dict[str, Any] = {"opportunity": opportunity_id}
    if kind == "meeting":
        values["recorder"] = user
    elif kind == "action":
        from presales_tui.model.client import Contact

        owner = getattr(new, "owner", "")
        side = next((person.side for person in store.all(Contact) if owner and person.name == owner), "")
        values |= {"side": side} if side else {}
    elif kind in ("issue", "criterion"):
        from presales_tui.model.trial import Trial

        trials = store.where(Trial, opportunity=opportunity_id)
        values["trial"] = trials[-1].id if trials else ""
        if kind == "issue":
            from presales_tui.model.flow import with_levels

            new = with_levels(new)  # type: ignore[arg-type]
            now = utc_now()
            values |= {"reported": now, "status_log": (("open", now, user),)}
    return replace(new, **values)
