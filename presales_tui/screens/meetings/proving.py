"""What a line of the minutes shows: it becomes evidence for a letter of MEDDPICC."""

from __future__ import annotations

from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.meeting import Line
from presales_tui.model.qualification import Qualification, link_evidence, standings
from presales_tui.screens.ground.options import Option
from presales_tui.screens.meetings.parts import MeetingBase


class ProvingLines(MeetingBase):
    """Links lines to a letter."""

    def lines_here(self) -> list[Line]:
        """The marked lines of the minutes, or the one under the cursor."""
        raise NotImplementedError

    def do_lines_evidence(self) -> None:
        """Choose the letter of MEDDPICC that the lines show."""
        lines = [line.id for line in self.lines_here()]
        found = standings(self.desk.records(Qualification), self.desk.opportunity_id)
        by_letter = {was.id: was for was in found}
        lang = language()
        options = [
            Option(
                was.id,
                scales.MEDDPICC.label(was.id, lang),
                ("* " if set(lines) <= set(was.record.links) else "")
                + scales.EVIDENCE_STATE.label(was.state, lang),
                str(n),
            )
            for n, was in enumerate(found, 1)
        ]

        def chosen(letter: str) -> None:
            was = by_letter[letter]
            on = set(lines) <= set(was.record.links)
            if self.commit(link_evidence(was, lines, turn=on), keep=lines[0]) is not None:
                told = _("Taken off {letter}.") if on else _("Shows {letter} now: see People, MEDDPICC.")
                self.say(told.format(letter=scales.MEDDPICC.label(letter, lang)))

        self.choose(_("What do these words show?"), options, chosen, typed=False)
