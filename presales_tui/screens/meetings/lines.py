"""The lines of the minutes after they were typed: another kind, minutes again, evidence, gone."""

from __future__ import annotations

from datetime import datetime

from presales_tui.capture.marks import MARKS
from presales_tui.capture.minutes import retype
from presales_tui.locale import N_, _, language
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.model.meeting import Line
from presales_tui.screens.ground.options import Option
from presales_tui.screens.meetings.proving import ProvingLines
from presales_tui.widgets.minutes import Minutes


class MeetingLines(ProvingLines):
    """What is done to a line, or to all marked lines at once."""

    def _line(self) -> Line | None:
        found: Line | None = self.query_one(Minutes).current
        return found

    def lines_here(self) -> list[Line]:
        """The marked lines, or the one under the cursor."""
        targets: list[Line] = self.query_one(Minutes).targets
        return targets

    def _no_line(self) -> str:
        return "" if self._line() else _("There is no line here.")

    why_not_lines_mark = why_not_lines_delete = why_not_lines_promote = why_not_lines_demote = _no_line
    why_not_lines_evidence = _no_line

    def why_not_lines_open(self) -> str:
        """Only a line that made a record leads somewhere."""
        line = self._line()
        return "" if line and line.record in self._records else _("This line made no record. m marks it.")

    def do_lines_open(self) -> None:
        """The form of the record."""
        line = self._line()
        record = self._records.get(line.record) if line else None
        if record is not None:
            self.edit_record(record, record, f"{record.ref} {record.headline}", N_("Edit record"))

    def do_lines_mark(self) -> None:
        """Another kind for the line, or for all marked lines, after the fact."""
        targets = self.lines_here()
        lang = language()
        options = [Option(mark.kind, mark.label(lang), "", mark.letter.lower()) for mark in MARKS]
        options.append(Option("", _("Plain minutes"), "", "-"))

        self.choose(_("What is this line?"), options, lambda kind: self._retype(targets, kind), typed=False)

    def _retype(self, targets: list[Line], kind: str) -> None:
        """All of some lines another kind, or minutes again, as one change; blank ones stay as they are."""
        meeting = self.meeting_here()
        if meeting is None:
            return
        change = Change("Mark line") if kind else Change("Unmark line")
        now, people = datetime.now().astimezone(), self.desk.people()
        several = [line for line in targets if any(map(str.isalnum, line.text))] or targets
        try:
            for line in several:
                record = self._records.get(line.record)
                one = retype(line, record, kind, meeting=meeting, now=now, people=people)
                change.puts.extend(one.puts)
                change.deletes.extend(one.deletes)
        except Problem as problem:
            self.say(problem.sentence)
            return
        if self.commit(change) is not None:
            self.query_one(Minutes).marked.clear()

    def do_lines_promote(self) -> None:
        """The next kind: minutes become a requirement, a requirement a pain point, and so on round."""
        targets = self.lines_here()
        kinds = [mark.kind for mark in MARKS]
        first = self._records.get(targets[0].record)
        here = next(
            (n for n, mark in enumerate(MARKS) if first is not None and type(first) is mark.record), -1
        )
        self._retype(targets, kinds[(here + 1) % len(kinds)])

    def do_lines_demote(self) -> None:
        """Minutes again."""
        self._retype(self.lines_here(), "")

    def do_lines_delete(self) -> None:
        """The lines go; what they made stays."""
        change = Change("Delete line")
        for line in self.lines_here():
            change.delete(line)
        self.commit(change)
