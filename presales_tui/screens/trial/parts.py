"""What the parts of the trial screen have in common: its lists, its trial, its clocks."""

from __future__ import annotations

from presales_tui.locale import N_
from presales_tui.model.courses import Courses
from presales_tui.model.lanes import LANES, lane_of
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.screens.shared.columns import every_column
from presales_tui.screens.shared.sheet_import import ImportingSheet
from presales_tui.screens.trial.lines import CRITERIA, issue_card
from presales_tui.widgets.board import Board
from presales_tui.widgets.grid import Grid
from presales_tui.widgets.rows import Rows, bindings


class CriterionGrid(Grid):
    """What the trial has to show."""

    CONTEXTS = ("criteria", "trial", "list")
    BINDINGS = bindings("criteria", "trial", "list")
    EMPTY = N_("No criterion yet. Press a: three to seven, each with a number.")
    COLUMNS = every_column(Criterion, CRITERIA)


class IssueGrid(Grid):
    """What the client met."""

    CONTEXTS = ("issues", "trial", "list")
    BINDINGS = bindings("issues", "trial", "list")
    EMPTY = N_("No issue yet. Press a and type what happened.")
    COLUMNS = every_column(Issue, ())


class IssueBoard(Board):
    """The same as cards, a lane for each step of the flow."""

    CONTEXTS = ("issues", "trial", "list")
    BINDINGS = bindings("issues", "trial", "list")
    EMPTY = IssueGrid.EMPTY

    def __init__(self, courses: Courses) -> None:
        super().__init__([lane.title for lane in LANES], lane_of, issue_card(courses))


class TrialBase(ImportingSheet):
    """The trial, its criteria and issues, as the mixins of commands see them."""

    HERE = "trial"

    def __init__(self) -> None:
        super().__init__()
        self.courses = Courses()
        """The clocks of the issues: each issue is looked at once until it is edited."""

    @property
    def on_board(self) -> bool:
        """Whether the issues are shown as a board."""
        return self.has_class("-board")

    @property
    def criterion_rows(self) -> CriterionGrid:
        """The list of criteria."""
        return self.query_one(CriterionGrid)

    @property
    def issue_rows(self) -> Rows:
        """The issues as they are shown: board or table."""
        return self.query_one(IssueBoard) if self.on_board else self.query_one(IssueGrid)

    def issues_here(self) -> list[Issue]:
        """The marked issues, or the one under the cursor."""
        found: list[Issue] = self.issue_rows.targets
        return found

    def trial_here(self) -> Trial | None:
        """The trial that runs: the newest."""
        found = self.desk.records(Trial)
        return found[-1] if found else None

    def criteria_here(self) -> list[Criterion]:
        """The criteria of the opportunity."""
        return self.desk.records(Criterion)
