"""Minutes that others wrote: read a file, look at what it seems to say, take what is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from presales_tui.capture.marks import BY_KIND
from presales_tui.imports.files import read_text
from presales_tui.imports.minutes import Proposal, recognise
from presales_tui.imports.notes import accept_proposal, notes_change
from presales_tui.locale import _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.errors import Problem
from presales_tui.model.followup import Action
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.people import strangers
from presales_tui.screens.dialogs.files import choose_file
from presales_tui.screens.ground.options import Option, scale_options
from presales_tui.screens.meetings.parts import MeetingBase


class ImportingMeetings(MeetingBase):
    """Import, proposals, people who are not known yet."""

    def do_meetings_import(self) -> None:
        """Ask for a file; its meetings come in with one change, its proposals are offered."""

        def wrong(path: Path) -> str:
            try:
                read_text(path)
            except Problem as problem:
                return problem.sentence
            return ""

        title = _("Import minutes: which Markdown or text file?")
        choose_file(self, title, Path.cwd(), self._import, check=wrong)

    def _import(self, path: Path) -> None:
        opportunity = self.desk.opportunity
        if opportunity is None:
            return
        text = read_text(path)
        found = notes_change(
            text.text,
            name=text.name,
            opportunity=opportunity,
            now=datetime.now().astimezone(),
            people=self.desk.people(),
        )
        if self.commit(found.change, keep=found.meetings[-1].id) is None:
            return
        meetings, lines = len(found.meetings), found.lines
        told = ngettext("{n} meeting", "{n} meetings", meetings).format(n=meetings)
        self.say(told + ", " + ngettext("{n} line", "{n} lines", lines).format(n=lines))
        if found.proposals:
            self._offer(found.meetings)

    def do_meetings_recognise(self) -> None:
        """What the minutes seem to say that is no record yet."""
        if here := self.meeting_here():
            self._offer([here])

    def why_not_meetings_recognise(self) -> str:
        """Proposals come from minutes."""
        return self.no_meeting()

    def _offer(self, meetings: Sequence[Meeting]) -> None:
        """Show the proposals of some meetings, all unchecked: nothing is made that nobody chose."""
        store = self.desk.store
        if store is None:
            return
        offered: dict[str, tuple[Meeting, Line, Proposal]] = {}
        for meeting in meetings:
            lines = sorted(store.where(Line, meeting=meeting.id), key=lambda line: (line.pos, line.id))
            day = date.fromisoformat(meeting.start[:10]) if meeting.start else None
            for proposal in recognise([line.text for line in lines], day).proposals:
                line = lines[proposal.line]
                if not line.record:
                    offered[str(len(offered))] = (meeting, line, proposal)
        if not offered:
            self.say(_("Nothing here reads like a decision, an action, a question, a requirement or a risk."))
            return
        lang = language()

        def option(key: str, proposal: Proposal) -> Option:
            hint = " ".join(
                part
                for part in (
                    f"@{proposal.owner}" if proposal.owner else "",
                    f">{proposal.due}" if proposal.due else "",
                )
                if part
            )
            return Option(key, f"{BY_KIND[proposal.kind].label(lang)}: {proposal.title}", hint)

        def accepted(keys: list[str]) -> None:
            self._accept([offered[key] for key in keys])

        options = [option(key, proposal) for key, (_m, _l, proposal) in offered.items()]
        self.check(
            _("The minutes seem to say this. Which of it is right?"), options, accepted, accept=_("Accept")
        )

    def _accept(self, taken: Sequence[tuple[Meeting, Line, Proposal]]) -> None:
        change = Change("Accept proposals")
        people = self.desk.people()
        linked: dict[str, Line] = {}
        for meeting, line, proposal in taken:
            record = accept_proposal(proposal, meeting, line, people)
            if line.id not in linked:
                linked[line.id] = replace(line, record=record.id)
                change.put(linked[line.id], line)
            change.put(record)
        if self.commit(change) is not None:
            self.say(ngettext("{n} record made", "{n} records made", len(taken)).format(n=len(taken)))
            self._offer_people(_owners(proposal.owner for _m, _l, proposal in taken))

    # People nobody knows yet

    def do_meetings_newcomers(self) -> None:
        """Who is named in this meeting and is no contact yet."""
        here = self.meeting_here()
        if here is None:
            return
        named = strangers(self._records.values(), {})
        if not self._offer_people([*here.attendees, *here.absent, *named]):
            self.say(_("Everybody named here is a contact."))

    def why_not_meetings_newcomers(self) -> str:
        """People are named in a meeting."""
        return self.no_meeting()

    def _offer_people(self, names: Sequence[str]) -> bool:
        known = self.desk.people()
        new = [name for name in dict.fromkeys(names) if name and name not in known]
        if not new:
            return False

        def chosen(found: list[str]) -> None:
            if found:
                self.choose(
                    _("On whose side are they?"),
                    scale_options(scales.SIDE),
                    lambda side: self._add_people(found, side),
                    typed=False,
                )

        title = _("No contact yet. Add them?")
        self.check(title, [Option(name, name) for name in new], chosen, new, accept=_("Add"))
        return True

    def _add_people(self, names: Sequence[str], side: str) -> None:
        change = Change("Add contacts")
        for name in names:
            change.put(Contact(name=name, side=side))
        for record in self._records.values():
            # Whose side an action is on hangs on its owner.
            if isinstance(record, Action) and record.owner in names and record.side != side:
                change.put(replace(record, side=side), record)
        self.commit(change)


def _owners(owners: Iterable[str]) -> list[str]:
    """Single names from fields that may name several."""
    return [name.strip() for text in owners for name in text.split(",") if name.strip()]
