"""Commands of the requirement list that assess it: library, coverage, checks, suspects, baselines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from presales_tui.data import collector
from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.errors import Problem
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.requirement import Requirement
from presales_tui.model.trial import Criterion
from presales_tui.screens.shared.main import DeskScreen
from presales_tui.widgets.background import in_background
from presales_tui.widgets.grid import Cell, Grid
from presales_tui.widgets.reader import Line

if TYPE_CHECKING:
    from presales_tui.model.baseline import Baseline, Difference
    from presales_tui.model.capability import Capability
    from presales_tui.model.checks.checker import Checker, Subject
    from presales_tui.model.checks.rule import Finding
    from presales_tui.screens.requirements.findings import FindingRow


_SLICE = 120
"""Requirements that are checked between two keys: a few milliseconds."""


class Assessing(DeskScreen):
    """What the requirement screen is besides a list to edit. `list_here` is its grid."""

    def __init__(self) -> None:
        super().__init__()
        self._checker: Checker | None = None
        self._coming: Checker | None = None
        """The checker while it looks at everything for the first time."""

    def list_here(self) -> Grid:
        """The list of requirements."""
        raise NotImplementedError

    # Checks

    def _subject(self, most: int | None = None) -> Subject:
        from presales_tui.model.checks.checker import Subject

        return Subject(
            self.desk.records(Requirement)[:most],
            self.desk.opportunity,
            self.desk.records(Section),
            self.desk.records(Criterion),
        )

    def findings_of(self, requirement_id: str) -> list[Finding]:
        """What is amiss in one requirement, accepted findings too; none before the checks ran."""
        return self._checker.of(requirement_id) if self._checker is not None else []

    def _open_of(self, requirement_id: str) -> list[Finding]:
        return [finding for finding in self.findings_of(requirement_id) if not finding.accepted]

    def check_soon(self) -> None:
        """The first time behind the first picture, a little at a time; afterwards at once."""
        if self._checker is not None:
            self._checker.update(self._subject())
        elif self._coming is None:
            from presales_tui.model.checks.checker import Checker

            self._coming = Checker()
            self.bench.after_picture(self._check_first)

    def _check_first(self) -> None:
        if self._check_on():
            in_background(self, self._check_on)

    def _check_on(self) -> bool:
        """Check some more; whether any are left."""
        if self._coming is None:
            return False
        done = len(self._coming.checked) + _SLICE
        self._coming.update(self._subject(done))
        if done < len(self.desk.records(Requirement)):
            return True
        self._checker, self._coming = self._coming, None
        collector.settle()
        self.list_here().refresh()
        self.show_keys()
        return False

    def mark_of(self, record: Requirement) -> Cell:
        """`!` something is amiss, `~` the answer is older than the statement."""
        suspects = [finding.rule.id == "suspect" for finding in self._open_of(record.id)]
        mark = "~" * (True in suspects) + "!" * (False in suspects)
        return (mark, "warn") if mark else ""

    def note(self) -> str:
        """The number of open findings."""
        count = self._checker.open if self._checker is not None else 0
        return f"!{count}" if count else ""

    def finding_lines(self, record: Requirement) -> list[Line]:
        """What is amiss in one requirement, with the hints."""
        lines: list[Line] = []
        for finding in self._open_of(record.id):
            detail = f": {finding.detail}" if finding.detail else ""
            lines += [
                (f"! {_(finding.rule.title)}{detail}", "warn"),
                (f"  {_(finding.rule.hint)}", "muted"),
            ]
        return lines

    def do_requirements_finding(self) -> None:
        """Down the list to the next one with a finding, from the end on to the first."""
        grid = self.list_here()
        rows = grid.rows
        for step in range(1, len(rows) + 1):
            at = (grid.row + step) % len(rows)
            found = self._open_of(rows[at].id) if isinstance(rows[at], Requirement) else []
            if found:
                grid.move_to(at)
                first = found[0]
                detail = f" ({first.detail})" if first.detail else ""
                told = _("{ref}: {what}{detail}. {hint}").format(
                    ref=rows[at].ref, what=_(first.rule.title), detail=detail, hint=_(first.rule.hint)
                )
                self.say(told)
                return

    def why_not_requirements_finding(self) -> str:
        """There must be one."""
        here = self.list_here().rows
        found = any(self._open_of(row.id) for row in here if isinstance(row, Requirement))
        return "" if found else _("Nothing found.")

    def do_requirements_findings(self) -> None:
        """The list of all."""
        from presales_tui.screens.requirements.findings import Findings

        def chosen(record_id: str | None) -> None:
            grid = self.list_here()
            at = grid.find(record_id) if record_id else None
            if at is not None:
                grid.move_to(at)
            elif record_id:
                self.say(_("It concerns the whole list, or the filter hides it."))

        self.app.push_screen(Findings(self._finding_rows(), self._accept, self.ask), chosen)

    def _finding_rows(self) -> list[FindingRow]:
        from presales_tui.screens.requirements.findings import FindingRow

        every = self._checker.findings() if self._checker is not None else []
        titles = {r.id: r.title for r in self.desk.records(Requirement)}
        ordered = sorted(every, key=lambda finding: bool(finding.accepted))
        return [
            FindingRow(f"{f.id}/{f.rule.id}", f, titles.get(f.id, "") or _("the whole list")) for f in ordered
        ]

    def _accept(self, finding: Finding, reason: str) -> Sequence[FindingRow] | str:
        from presales_tui.model.checks.accepting import accept

        store = self.store
        kind: type[Requirement] | type[Opportunity] = Requirement if finding.ref else Opportunity
        record = store.get(kind, finding.id) if store else None
        if record is None:
            return _("It is gone.")
        wrong = self.try_commit(accept(finding, record, reason))
        return wrong or self._finding_rows()

    # Suspects

    def why_not_requirements_fine(self) -> str:
        """There must be something to look at."""
        if any(r.seen for r in self.list_here().targets):
            return ""
        return _("Nothing that it hangs on has changed.")

    def do_requirements_fine(self) -> None:
        """The answer is fine as it is."""
        self.say_fine([r for r in self.list_here().targets if r.seen])

    # Coverage

    def why_not_requirements_coverage(self) -> str:
        """There must be a requirement."""
        return (
            "" if self.desk.records(Requirement) else _("There is no requirement here. Press a to add one.")
        )

    def do_requirements_coverage(self) -> None:
        """Roll up."""
        from presales_tui.screens.requirements.coverage import CoverageDialog

        opportunity = self.desk.opportunity
        if opportunity is not None:
            self.desk.coverage()
            self.app.push_screen(CoverageDialog(self.desk.tally, opportunity))

    # Library

    def _library(self) -> list[Capability]:
        from presales_tui.model.capability import Capability

        workspace = self.desk.workspace
        return workspace.library().all(Capability) if workspace.has_library else []

    def why_not_requirements_capability(self) -> str:
        """There must be a requirement and a library."""
        if not self.list_here().targets:
            return _("There is no requirement here. Press a to add one.")
        return "" if self._library() else _("The product library is empty: press 8, then a or I.")

    def why_not_requirements_propose(self) -> str:
        """Something must be left to assess."""
        if not self._unassessed():
            return _("Everything is assessed.")
        return "" if self._library() else _("The product library is empty: press 8, then a or I.")

    def _unassessed(self) -> list[Requirement]:
        from presales_tui.model.coverage import GONE

        shown = (row for row in self.list_here().rows if isinstance(row, Requirement))
        return [r for r in shown if r.fit == "unknown" and r.status not in GONE]

    def do_requirements_capability(self) -> None:
        """Suggestions for the marked rows, or the one under the cursor."""
        self._suggest(self.list_here().targets)

    def do_requirements_propose(self) -> None:
        """Those of the list that are not assessed and that the library has something for."""
        self._suggest(self._unassessed(), only_found=True)

    def _suggest(self, requirements: Sequence[Requirement], *, only_found: bool = False) -> None:
        from presales_tui.model.matching import Matcher
        from presales_tui.screens.requirements.suggesting import Suggest

        matcher = Matcher(self._library())
        wanted = [r for r in requirements if not only_found or matcher.suggest(r, 1)]
        if not wanted:
            self.say(_("Nothing in the library is like what is not assessed yet."))
            return

        def take(new: Requirement, was: Requirement) -> str:
            return self.try_commit(Change("Take capability").put(new, was))

        def ended(_nothing: None) -> None:
            self.list_here().marked.clear()
            self.refresh_all()

        self.app.push_screen(Suggest(wanted, matcher, take), ended)

    # Baselines

    def do_requirements_baselines(self) -> None:
        """Freeze and compare."""
        from presales_tui.data.clock import utc_now
        from presales_tui.documents.sheets.changes import since
        from presales_tui.model.baseline import Baseline, freeze
        from presales_tui.screens.requirements.baselines import Baselines

        def make(name: str) -> str:
            requirements = self.desk.records(Requirement)
            if not requirements:
                return _("There is no requirement to freeze yet.")
            made = freeze(requirements, opportunity=self.desk.opportunity_id, title=name, taken=utc_now())
            return self.try_commit(Change("Freeze baseline").put(made))

        def compare(baseline: Baseline) -> Difference:
            return since(baseline, self.desk.records(Requirement))

        def delete(baseline: Baseline) -> str:
            return self.try_commit(Change("Delete baseline").delete(baseline))

        try:
            read = partial(self.desk.records, Baseline)
            at, self.desk.at_baseline = self.desk.at_baseline, ""
            self.app.push_screen(Baselines(read, make, compare, delete, self.ask, at=at))
        except Problem as problem:
            self.say(problem.sentence)
