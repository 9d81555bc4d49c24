"""The desk: what is open, and what the screens read from it. Knows nothing of Textual."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from presales_tui.locale import _
from presales_tui.model.errors import Problem
from presales_tui.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from presales_tui.data import ClientStore, Workspace
    from presales_tui.model.coverage import Coverage
    from presales_tui.model.grafting import Branches
    from presales_tui.model.opportunity import Opportunity
    from presales_tui.model.tally import Tally
    from presales_tui.screens.ground.making import Making
    from presales_tui.search.finder import Finder

R = TypeVar("R", bound=Record)

_STATE = "state.json"
"""In the workspace: what was open last, and whether the tour was ended."""


class Desk:
    """One workspace, the client and the opportunity that are open in it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._client_id = ""
        self.opportunity_id = ""
        self._tally: Tally | None = None
        self.troubles: list[str] = []
        """Why what should have been open is not, in sentences."""
        self.searched = ""
        """What was searched for last."""
        self.at_baseline = ""
        """Id of a baseline that a search found: the list of them opens it."""
        self.folders: dict[str, Path] = {}
        """What a file was asked for, to the folder in which one was chosen last."""
        self.branches: Branches | None = None
        """What was copied or cut of an outline, to be put into any."""
        self.making: Making | None = None
        """The long work that goes on beside the event loop; only one at a time."""
        self.toured = self.recall().get("tour", "") == "ended"
        """Whether somebody has ended the tour in this workspace."""

    @property
    def tally(self) -> Tally:
        """The coverage of the open opportunity as of the last `coverage`, rolled up."""
        if self._tally is None:
            from presales_tui.model.tally import Tally

            self._tally = Tally()
        return self._tally

    @cached_property
    def finder(self) -> Finder:
        """Search over the workspace; what it has read stays at hand."""
        from presales_tui.search.finder import Finder

        return Finder(self.workspace)

    def leave_word(self) -> None:
        """Keep what spares the next session reading journals: digests, and indexes that were used."""
        for _id, store in self.workspace.open_clients():
            store.settle()  # now, since what is kept below would not fit the log that it begins
        self.workspace.digests.keep_all()
        if "finder" in self.__dict__:
            self.finder.keep_all()

    # What is open

    def open(self, client_id: str, opportunity_id: str) -> None:
        """Open an opportunity. Raises a `Problem` if its client cannot be opened."""
        from presales_tui.model.opportunity import Opportunity

        store = self.workspace.store(client_id)
        self._client_id = client_id
        self.opportunity_id = opportunity_id if store.get(Opportunity, opportunity_id) else ""
        self.remember()

    def close_opportunity(self) -> None:
        """Nothing is open: the opportunity is gone."""
        self.opportunity_id = ""

    def bring_back(self, records: Iterable[Record]) -> None:
        """Where nothing is open, open the opportunity that came back with a change that was taken back."""
        from presales_tui.model.opportunity import Opportunity

        back = next((record for record in records if isinstance(record, Opportunity)), None)
        if back is not None and not self.opportunity_id:
            self.open(self._client_id, back.id)

    @property
    def client_id(self) -> str:
        """Id of the open client; empty: none."""
        return self._client_id

    @property
    def store(self) -> ClientStore | None:
        """The store of the open client. One that cannot be opened is no longer open, and is told of."""
        if not self._client_id:
            return None
        try:
            return self.workspace.store(self._client_id)
        except Problem as problem:
            # What was open last may be damaged by now: that must not keep anybody from the others.
            self._client_id = self.opportunity_id = ""
            self.troubles.append(problem.sentence)
            return None

    @property
    def opportunity(self) -> Opportunity | None:
        """The open opportunity, as it stands now."""
        from presales_tui.model.opportunity import Opportunity

        store = self.store
        return store.get(Opportunity, self.opportunity_id) if store and self.opportunity_id else None

    def records(self, kind: type[R]) -> list[R]:
        """The records of a kind in the open opportunity, in the order in which they were made."""
        store = self.store
        if store is None or not self.opportunity_id:
            return []
        return store.where(kind, opportunity=self.opportunity_id)

    def people(self) -> dict[str, str]:
        """Names of the client's and our people, also those they are also called, with their side."""
        from presales_tui.model.client import Contact
        from presales_tui.model.people import sides

        store = self.store
        return sides(store.all(Contact)) if store else {}

    def flush(self) -> None:
        """Put what is being typed on the disk now; called from another thread when the line drops."""
        self.workspace.flush_drafts()

    # What it is called

    @property
    def title(self) -> str:
        """Client and opportunity, for the top line."""
        for face in self.workspace.clients():
            for found in face.opportunities:
                if (face.id, found.id) == (self._client_id, self.opportunity_id):
                    return f"{face.name} / {found.name}"
        return _("No opportunity open")

    def words(self, *, opened: bool = True) -> list[str]:
        """The options of the command line that mean this workspace, and what is open in it."""
        from presales_tui.data.places import default_path

        words = []
        if self.workspace.path != default_path({}):
            words += ["--workspace", str(self.workspace.path)]
        if opened and (opportunity := self.opportunity) and (store := self.store):
            words += ["--client", store.client.name, "--opportunity", opportunity.ref]
        return words

    def figures(self) -> str:
        """The chain's health in a few cells: coverage, custom person-days, what is not assessed."""
        return short_figures(self.coverage()) if self.opportunity_id else ""

    def coverage(self) -> Coverage:
        """The coverage of the open opportunity; an edit costs what it touched."""
        from presales_tui.model.requirement import Requirement

        return self.tally.update(self.records(Requirement))

    # What is remembered

    def remember(self) -> None:
        """Keep what is open for the next start. It is a convenience: failing to keep it is no error."""
        from presales_tui.data.fsio import write_atomic

        tour = "ended" if self.toured else ""
        state = {"client": self._client_id, "opportunity": self.opportunity_id, "tour": tour}
        try:
            write_atomic(self.workspace.path / _STATE, json.dumps(state).encode(), force=True)
        except Problem:
            return

    def recall(self) -> dict[str, str]:
        """What was kept: client and opportunity; anything unreadable is left out."""
        try:
            found = json.loads((self.workspace.path / _STATE).read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {k: v for k, v in found.items() if isinstance(v, str)}

    def reopen(self) -> None:
        """Have open what was open last, or the first opportunity; its journal is read when needed."""
        state = self.recall()
        wanted = (state.get("client", ""), state.get("opportunity", ""))
        every = [(face.id, found.id) for face in self.workspace.clients() for found in face.opportunities]
        if wanted not in every:
            wanted = every[0] if every else ("", "")
        self._client_id, self.opportunity_id = wanted


def short_figures(found: Coverage) -> str:
    """Coverage in a few cells; empty while there is no requirement."""
    if not found.total:
        return ""
    from presales_tui.model.effort import show_days

    parts = [percent(found.satisfiable_pct)]
    if found.custom:
        parts.append(_("+{days}pd").format(days=show_days(found.days_low, found.days_high) or "?"))
    if found.unknown:
        parts.append(f"?{found.unknown}")
    return " ".join(parts)


def percent(value: float | None) -> str:
    """A percentage without decimals, or a dash where nothing is assessed; never rounded up to 100."""
    if value is None:
        return "-%"
    shown = int(value) if value > 99 else round(value)
    return f"{shown}%"
