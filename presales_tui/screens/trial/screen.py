"""The trial (试用): its criteria, and the issue log with its clocks as a table or a board."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from presales_tui.locale import N_, _
from presales_tui.model import scales
from presales_tui.model.requirement import Requirement
from presales_tui.model.suspect import suspect_refs
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.screens.shared.views import View
from presales_tui.screens.trial.checks import TrialChecks
from presales_tui.screens.trial.issues import IssueWork
from presales_tui.screens.trial.lines import CRITERIA, issue_columns, kinds, trial_line, with_suspects
from presales_tui.screens.trial.parts import CriterionGrid, IssueBoard, IssueGrid
from presales_tui.screens.trial.planning import TrialWork
from presales_tui.widgets.bars import Figures

REDRAW = 30.0
"""Seconds after which the clocks are looked at again; nothing is sent if no cell changed."""

MANY = 500
"""From so many issues on their clocks are made ready before they are sorted by."""


class TrialScreen(IssueWork, TrialWork, TrialChecks):
    """Facts of the trial in one line, criteria above, issues below."""

    VIEWS_OF = "issues"
    VIEWS: ClassVar[dict[str, View]] = {
        N_("Open ones"): {"filter": "-status:resolved,closed,rejected"},
        N_("By kind"): {"group": "Kind"},
        N_("For the FAQ"): {"filter": "faq=true"},
        N_("New needs"): {"filter": "kind:new_need"},
    }
    DEFAULT_CSS = """
    TrialScreen {
        & #facts { height: auto; max-height: 2; padding: 0 1; }
        & CriterionGrid { height: 2fr; }
        & IssueGrid { height: 3fr; }
        & IssueBoard { height: 1fr; display: none; }
        & .rule { height: 1; color: $primary; text-style: bold; padding: 0 1; }
        &.-board {
            & #facts { max-height: 1; }
            & IssueBoard { display: block; }
            & CriterionGrid, & IssueGrid { display: none; }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.suspects: dict[str, str] = {}
        """Id of a criterion or issue to the refs of the requirements whose words changed since."""
        self._warmer: Timer | None = None

    def body(self) -> ComposeResult:
        """Facts, criteria, issues."""
        yield Static("", id="facts", markup=False)
        yield CriterionGrid(with_suspects(CRITERIA, self._behind))
        yield Figures(classes="rule")
        yield IssueGrid(with_suspects(issue_columns(self.courses), self._behind))
        yield IssueBoard(self.courses)

    def on_mount(self) -> None:
        """The issue log has the focus: it has the clock."""
        self.issue_rows.focus()
        self.set_interval(REDRAW, self._tick)

    def _tick(self) -> None:
        if self.is_current:
            self.issue_rows.refresh()

    def reload(self, keep: str = "") -> None:
        """Open issues first, the most urgent on top; the done ones below."""
        if self._warmer is not None:
            self._warmer.stop()
        self.courses.use(self.desk.records(Trial))
        criteria = self.criteria_here()
        issues = self.desk.records(Issue)
        open_issues = self.courses.most_urgent_first(i for i in issues if i.status not in scales.ISSUE_DONE)
        done = [i for i in issues if i.status in scales.ISSUE_DONE]
        self.query_one("#facts", Static).update(trial_line(self.trial_here(), criteria))
        title = _("Issues: {n} open of {m}").format(n=len(open_issues), m=len(issues))
        self.query_one(Figures).say([title, *kinds(issues)])
        holders: list[Criterion | Issue] = [record for record in criteria if record.seen]
        holders += [record for record in issues if record.seen]
        self.suspects = suspect_refs(self.desk.records(Requirement), holders) if holders else {}
        self.criterion_rows.load(criteria, keep)
        if len(issues) > MANY:
            self._warmer = self.set_timer(0.3, partial(self._warm, issues))
        self.issue_rows.load([*open_issues, *done], keep)

    def _warm(self, issues: list[Issue], start: int = 0) -> None:
        """Make ready what the clocks are sorted by, a little at a time between two keys."""
        if (going_on := self.courses.warm(issues, start)) and self.is_attached:
            self._warmer = self.set_timer(0.01, partial(self._warm, issues, going_on))

    def _behind(self, record_id: str) -> str:
        return self.suspects.get(record_id, "")

    def _unchanged(self, targets: list[Any]) -> str:
        found = any(target.id in self.suspects for target in targets)
        return "" if found else _("Nothing that it hangs on has changed.")

    def why_not_criteria_fine(self) -> str:
        """A requirement that it proves must have changed."""
        return self._unchanged(self.criterion_rows.targets)

    def why_not_issues_fine(self) -> str:
        """The requirement that it concerns must have changed."""
        return self._unchanged(self.issues_here())

    def do_trial_board(self) -> None:
        """Table or board; the cursor stays on its issue, the filter stays too."""
        was = self.issue_rows
        here = getattr(was.current, "id", "")
        self.toggle_class("-board")
        rows = self.issue_rows
        rows.query_text = was.query_text
        rows.marked = set(was.marked)
        rows.load(was.source, here)
        rows.focus()
