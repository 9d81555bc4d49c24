"""What the parts of the meetings screen know of each other: the meeting, its lines, what they made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from presales_tui.locale import _
from presales_tui.model.meeting import Line, Meeting
from presales_tui.model.record import Sourced
from presales_tui.screens.ground.options import Option
from presales_tui.screens.shared.main import DeskScreen


class MeetingBase(DeskScreen):
    """The meeting that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._records: dict[str, Sourced] = {}
        """The records that came of the meeting, by id."""

    def meeting_here(self) -> Meeting | None:
        """The meeting under the cursor of the list."""
        raise NotImplementedError

    def no_meeting(self) -> str:
        """Why nothing can be done with the meeting: there is none."""
        return "" if self.meeting_here() else _("Add a meeting first: press a.")

    def check(
        self,
        title: str,
        options: Sequence[Option],
        then: Callable[[list[str]], None],
        checked: Collection[str] = (),
        accept: str = "",
    ) -> None:
        """Let the user check some of many options."""
        from presales_tui.screens.dialogs.checking import Check

        def answered(found: list[str] | None) -> None:
            if found is not None:
                then(found)

        self.app.push_screen(Check(title, options, checked, accept), answered)
