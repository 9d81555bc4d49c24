"""What the checks say about the trial, its criteria and its issues, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from presales_tui.locale import _
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.screens.trial.parts import TrialBase
from presales_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from presales_tui.model.checks.rule import Finding
    from presales_tui.screens.requirements.findings import FindingRow


class TrialChecks(TrialBase):
    """The commands `finding` and `findings` of the context `trial`."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: list[Finding] = []
        """What the checks found, as of the last look."""

    def check_now(self) -> None:
        """Look at the trial, its criteria and its issues."""
        from presales_tui.model.checks.trials import TrialSubject, check_trials

        subject = TrialSubject(
            self.desk.records(Trial), self.criteria_here(), self.desk.records(Issue), self.desk.opportunity
        )
        self.findings = check_trials(subject, courses=self.courses)

    def _open_findings(self) -> list[Finding]:
        self.check_now()
        return [finding for finding in self.findings if not finding.accepted]

    def do_trial_finding(self) -> None:
        """The next record with a finding, from where the cursor is."""
        here = [
            row.id
            for rows in (self.criterion_rows, self.issue_rows)
            for row in rows.rows
            if hasattr(row, "id")
        ]
        found = {finding.id: finding for finding in reversed(self._open_findings())}
        order = [record_id for record_id in here if record_id in found]
        if not order:
            first = next(iter(found.values()))
            self.say(self._told(first))
            return
        current = self.focused_id()
        at = here.index(current) if current in here else -1
        after = [record_id for record_id in order if here.index(record_id) > at]
        to = (after or order)[0]
        self.seek(to)
        self.say(self._told(found[to]))

    def focused_id(self) -> str:
        """Id of the record under the cursor; empty: none."""
        row = self.focused.current if isinstance(self.focused, Rows) else None
        return getattr(row, "id", "")

    def _told(self, finding: Finding) -> str:
        detail = f" ({finding.detail})" if finding.detail else ""
        return _("{ref}: {what}{detail}. {hint}").format(
            ref=finding.ref, what=_(finding.rule.title), detail=detail, hint=_(finding.rule.hint)
        )

    def why_not_trial_finding(self) -> str:
        """There must be one."""
        return "" if self._open_findings() else _("Nothing found.")

    def do_trial_findings(self) -> None:
        """The list of all."""
        from presales_tui.screens.requirements.findings import Findings

        def chosen(record_id: str | None) -> None:
            trial = self.trial_here()
            if record_id and trial is not None and record_id == trial.id:
                self.action_command("trial", "trial")
            elif record_id:
                self.seek(record_id)

        self.check_now()
        self.app.push_screen(Findings(self._finding_rows(), self._accept, self.ask), chosen)

    def _finding_rows(self) -> list[FindingRow]:
        from presales_tui.screens.requirements.findings import FindingRow

        titles: dict[str, str] = {}
        for kind in (Trial, Criterion, Issue):
            titles |= {record.id: record.headline for record in self.desk.records(kind)}
        ordered = sorted(self.findings, key=lambda finding: bool(finding.accepted))
        return [FindingRow(f"{f.id}/{f.rule.id}", f, titles.get(f.id, "")) for f in ordered]

    def _accept(self, finding: Finding, reason: str) -> Sequence[FindingRow] | str:
        from presales_tui.model.checks.trials import accept

        opportunity = self.desk.opportunity
        if opportunity is None:
            return _("It is gone.")
        wrong = self.try_commit(accept(finding, opportunity, reason))
        self.check_now()
        return wrong or self._finding_rows()
