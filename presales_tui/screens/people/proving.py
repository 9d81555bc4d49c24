"""What shows a letter of MEDDPICC: lines of minutes, linked from either side, and the way back to them."""

from __future__ import annotations

from presales_tui.data import ClientStore
from presales_tui.locale import _, language
from presales_tui.model import scales
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.qualification import Qualification, Standing, link_evidence
from presales_tui.screens.ground.options import Option
from presales_tui.screens.shared.main import DeskScreen


def shown_lines(store: ClientStore, record: Qualification) -> list[tuple[Line, Meeting | None]]:
    """The lines that are linked and still there, each with its meeting."""
    found = []
    for link in record.links:
        line = store.get(Line, link)
        if line is not None:
            found.append((line, store.get(Meeting, line.meeting)))
    return found


def where_said(meeting: Meeting | None) -> str:
    """Day and name of a meeting, in short."""
    return f"{meeting.start[5:10]} {meeting.title}".strip() if meeting else ""


class ProvingLetters(DeskScreen):
    """The letters' side: link lines to a letter, and go to them."""

    def standing_here(self) -> Standing | None:
        """The letter under the cursor."""
        raise NotImplementedError

    def why_not_meddpicc_link(self) -> str:
        """There must be minutes."""
        if self.standing_here() is None:
            return _("Open or add an opportunity first: press 1.")
        return "" if self._said() else _("There are no minutes yet: press 2.")

    def _said(self) -> list[tuple[Line, Meeting]]:
        """Every line of the opportunity that says something, of the last meeting first."""
        store = self.desk.store
        if store is None:
            return []
        meetings = sorted(self.desk.records(Meeting), key=lambda m: m.start, reverse=True)
        return [
            (line, meeting)
            for meeting in meetings
            for line in sorted(store.where(Line, meeting=meeting.id), key=lambda line: (line.pos, line.id))
            if any(map(str.isalnum, line.text))
        ]

    def do_meddpicc_link(self) -> None:
        """Choose a line; choosing one that is linked takes it off."""
        was = self.standing_here()
        if was is None:
            return
        options = [
            Option(
                line.id,
                line.text.strip(),
                ("* " if line.id in was.record.links else "") + where_said(meeting),
            )
            for line, meeting in self._said()
        ]
        options.sort(key=lambda option: option.id not in was.record.links)
        title = _("What shows it? {letter} (a line marked * is linked: choose it to take it off)")
        letter = scales.MEDDPICC.label(was.id, language())

        def chosen(line: str) -> None:
            self.commit(link_evidence(was, [line], turn=True), keep=was.id)

        self.choose(title.format(letter=letter), options, chosen, typed=True)

    def why_not_meddpicc_source(self) -> str:
        """Something must be linked."""
        was, store = self.standing_here(), self.desk.store
        if was is None or store is None or not shown_lines(store, was.record):
            return _("No line is linked to it: l links one.")
        return ""

    def do_meddpicc_source(self) -> None:
        """To the line in its meeting; of several the one that is chosen."""
        was, store = self.standing_here(), self.desk.store
        if was is None or store is None:
            return
        found = shown_lines(store, was.record)

        def go(line: str) -> None:
            self.bench.show("meetings", line)

        if len(found) == 1:
            go(found[0][0].id)
        else:
            options = [Option(line.id, line.text.strip(), where_said(meeting)) for line, meeting in found]
            self.choose(_("Go to"), options, go, typed=True)
