"""The trial (试用): its criteria, and the issue log with its clocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from presales_tui.capture.records import typed
from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.evidence import Evidence
from presales_tui.model.record import Record
from presales_tui.model.requirement import Requirement
from presales_tui.model.sla import Clock, clocks, priority
from presales_tui.model.suspect import suspect_refs
from presales_tui.model.text import one_line
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.screens.labels import label
from presales_tui.screens.options import scale_options
from presales_tui.screens.sheet_import import ImportingSheet
from presales_tui.widgets.bars import Figures
from presales_tui.widgets.grid import Cell, Column, Grid
from presales_tui.widgets.rows import bindings

REDRAW = 30
"""Seconds after which the clocks are looked at again; nothing is sent if no cell changed."""


class CriterionGrid(Grid):
    """What the trial has to show."""

    CONTEXTS = ("criteria", "trial", "list")
    BINDINGS = bindings("criteria", "trial", "list")
    EMPTY = N_("No criterion yet. Press a: three to seven, each with a number.")


class IssueGrid(Grid):
    """What the client met."""

    CONTEXTS = ("issues", "trial", "list")
    BINDINGS = bindings("issues", "trial", "list")
    EMPTY = N_("No issue yet. Press a and type what happened.")


def show_left(clock: Clock) -> Cell:
    """A clock in words: its state, and what is left or how late it is."""
    term = scales.CLOCK.term(clock.state)
    text = term.label(language())
    if clock.state in ("early", "soon", "late"):
        text += " " + show_span(clock.left)
    return text, term.tone


def show_span(span: timedelta) -> str:
    """A span in its largest two units: `1d 4h`, `3h 20m`, `5m`; the sign is told by the state."""
    minutes = int(abs(span.total_seconds()) // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days}d {hours}h" if hours else f"{days}d"
    return f"{hours}h {minutes}m" if hours else f"{minutes}m"


def with_unit(value: str, unit: str) -> str:
    """A figure with its unit; words stay alone."""
    return value + unit if value[-1:].isdigit() else value


def _clock(which: int) -> Any:
    return lambda issue: show_left(clocks(issue, datetime.now(UTC))[which])


CRITERIA = (
    Column(N_("Ref"), 8, lambda c: c.ref, lambda c: c.ref),
    Column(N_("Criterion"), 0, lambda c: ("! " if c.must else "") + c.title, lambda c: c.title),
    Column(N_("Target"), 14, lambda c: with_unit(c.target, c.unit)),
    Column(N_("Achieved"), 12, lambda c: with_unit(c.achieved, c.unit) or "-"),
    Column(
        N_("State"),
        10,
        lambda c: label(scales.CRITERION_STATE, c.state),
        lambda c: scales.CRITERION_STATE.order(c.state),
    ),
    Column(N_("Measured by"), 30, lambda c: c.measure, least=90),
)

ISSUES = (
    Column(N_("Ref"), 8, lambda i: i.ref, lambda i: i.ref),
    Column(N_("P"), 2, lambda i: (priority(i), "bad" if priority(i) == "P1" else ""), priority),
    Column(
        N_("Kind"),
        8,
        lambda i: scales.ISSUE_KIND.label(i.kind, language()),
        lambda i: i.kind,
        least=70,
        width_en=10,
    ),
    Column(N_("Issue"), 0, lambda i: i.title, lambda i: i.title),
    Column(
        N_("Status"),
        10,
        lambda i: label(scales.ISSUE_STATUS, i.status),
        lambda i: scales.ISSUE_STATUS.order(i.status),
    ),
    Column(
        N_("Response"), 12, _clock(0), lambda i: clocks(i, datetime.now(UTC))[0].left, least=80, width_en=14
    ),
    Column(N_("Solution"), 12, _clock(1), lambda i: clocks(i, datetime.now(UTC))[1].left, width_en=14),
    Column(N_("Assignee"), 10, lambda i: i.assignee, lambda i: i.assignee, least=90),
)


def with_suspects(columns: Sequence[Column], behind: Callable[[str], str]) -> list[Column]:
    """The columns, with a mark on what hangs on a changed requirement; `behind` gives refs of an id."""

    def marked(cell: Callable[[Any], Cell]) -> Callable[[Any], Cell]:
        def shown(row: Any) -> Cell:
            refs = behind(row.id)
            return (f"~{refs} {cell(row)}", "warn") if refs else cell(row)

        return shown

    return [c._replace(cell=marked(c.cell)) if not c.width else c for c in columns]


class TrialScreen(ImportingSheet):
    """Facts of the trial in one line, criteria above, issues below."""

    HERE = "trial"
    DEFAULT_CSS = """
    TrialScreen {
        & #facts { height: auto; max-height: 2; padding: 0 1; }
        & CriterionGrid { height: 2fr; }
        & IssueGrid { height: 3fr; }
        & .rule { height: 1; color: $primary; text-style: bold; padding: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.suspects: dict[str, str] = {}
        """Id of a criterion or issue to the refs of the requirements whose words changed since."""

    def body(self) -> ComposeResult:
        """Facts, criteria, issues."""
        yield Static("", id="facts", markup=False)
        yield CriterionGrid(with_suspects(CRITERIA, self._behind))
        yield Figures(classes="rule")
        yield IssueGrid(with_suspects(ISSUES, self._behind))

    def on_mount(self) -> None:
        """The issue log has the focus: it has the clock."""
        self.query_one(IssueGrid).focus()
        self.set_interval(REDRAW, self._tick)

    def _tick(self) -> None:
        if self.is_current:
            self.query_one(IssueGrid).refresh()

    def reload(self, keep: str = "") -> None:
        """Open issues first, the most urgent on top; the done ones below."""
        trial = self._trial()
        criteria = self.desk.records(Criterion)
        issues = self.desk.records(Issue)
        now = datetime.now(UTC)
        open_issues = [i for i in issues if i.status not in scales.ISSUE_DONE]
        open_issues.sort(key=lambda i: (priority(i), clocks(i, now)[1].left))
        done = [i for i in issues if i.status in scales.ISSUE_DONE]
        self.query_one("#facts", Static).update(trial_line(trial, criteria))
        title = _("Issues: {n} open of {m}").format(n=len(open_issues), m=len(issues))
        self.query_one(Figures).say([title, *kinds(issues)])
        self.suspects = suspect_refs(self.desk.records(Requirement), [*criteria, *issues])
        self.query_one(CriterionGrid).load(criteria, keep)
        self.query_one(IssueGrid).load([*open_issues, *done], keep)

    def _trial(self) -> Trial | None:
        found = self.desk.records(Trial)
        return found[-1] if found else None

    # Commands

    def do_trial_trial(self) -> None:
        """The form of the trial; the first time it makes one."""
        here = self._trial()
        start = date.today()
        new = here or Trial(
            opportunity=self.desk.opportunity_id,
            title=_("Trial"),
            start=start.isoformat(),
            end=(start + timedelta(days=14)).isoformat(),
        )
        self.edit_record(new, here, _("Trial"), N_("Edit trial") if here else N_("Add trial"))

    def _behind(self, record_id: str) -> str:
        return self.suspects.get(record_id, "")

    def _unchanged(self, targets: list[Any]) -> str:
        found = any(target.id in self.suspects for target in targets)
        return "" if found else _("Nothing that it hangs on has changed.")

    def why_not_criteria_fine(self) -> str:
        """A requirement that it proves must have changed."""
        return self._unchanged(self.query_one(CriterionGrid).targets)

    def do_criteria_fine(self) -> None:
        """The criterion still proves what it is linked to."""
        self.say_fine([c for c in self.query_one(CriterionGrid).targets if c.seen])

    def why_not_issues_fine(self) -> str:
        """The requirement that it concerns must have changed."""
        return self._unchanged(self.query_one(IssueGrid).targets)

    def do_issues_fine(self) -> None:
        """The issue still concerns what it is linked to."""
        self.say_fine([i for i in self.query_one(IssueGrid).targets if i.seen])

    def do_criteria_add(self) -> None:
        """The form, for the trial that runs."""
        trial = self._trial()
        new = Criterion(opportunity=self.desk.opportunity_id, trial=trial.id if trial else "")
        self.edit_record(new, None, _("New criterion"), N_("Add criterion"))

    def do_issues_add(self) -> None:
        """The title is enough: the clock starts now."""
        from presales_tui.screens.answering import AskTitle, Titled, answers

        def added(said: Titled | None) -> None:
            if said is None or not said.text:
                return
            trial = self._trial()
            now = datetime.now(UTC).isoformat(timespec="seconds")
            found = typed("issue", one_line(said.text), date.today())
            if not isinstance(found, Issue):
                self.say(_("There is no text to add besides the marks."))
                return
            new = replace(
                found,
                opportunity=self.desk.opportunity_id,
                trial=trial.id if trial else "",
                quote="",
                reported=now,
                status_log=(("open", now, self.desk.workspace.user),),
            )
            if (like := said.answer) is not None:
                new = replace(new, fix=like.fix, workaround=like.workaround, cause=like.cause)
            if done := self.commit(Change("Add issue").put(new), new.id):
                self.say(_("Added {ref}; its clock runs. e describes it.").format(ref=done.records[0].ref))

        title = _("New issue: what happened? Such as: login 500 !1 =defect @who")
        self.app.push_screen(AskTitle(title, answers(self.desk)), added)

    def why_not_issues_import(self) -> str:
        """An issue belongs to an opportunity."""
        return self.no_opportunity()

    def do_issues_import(self) -> None:
        """A list or an export of a tracker, with a look at what comes of it first."""
        from presales_tui.imports.issues import FORM

        self.import_sheet(FORM, _("Import issues: which CSV, XLSX, Markdown or JSON file?"))

    def _edit(self, grid: Grid, message: str) -> None:
        here = grid.current
        if here is not None:
            self.edit_record(here, here, f"{here.ref} {here.title}", message)

    def do_criteria_edit(self) -> None:
        """The form."""
        self._edit(self.query_one(CriterionGrid), N_("Edit criterion"))

    def do_issues_edit(self) -> None:
        """The form."""
        self._edit(self.query_one(IssueGrid), N_("Edit issue"))

    def do_issues_attach(self) -> None:
        """A file or a part of it, seen masked before it is kept."""
        from presales_tui.screens.attaching import attach

        attach(self, self.query_one(IssueGrid).targets[0])

    def _evidence(self) -> list[Evidence]:
        here = self.query_one(IssueGrid).current
        store = self.desk.store
        return store.where(Evidence, issue=here.id) if here is not None and store is not None else []

    def why_not_issues_evidence(self) -> str:
        """There must be some."""
        return "" if self._evidence() else _("This issue has no evidence yet. Press A to attach a log.")

    def do_issues_evidence(self) -> None:
        """All of it, long traces folded."""
        from presales_tui.screens.attaching import show_evidence

        show_evidence(self, self.query_one(IssueGrid).targets[0], self._evidence())

    def do_criteria_state(self) -> None:
        """Met or not."""
        targets: list[Criterion] = self.query_one(CriterionGrid).targets

        def chosen(code: str) -> None:
            change = Change("Set criterion state")
            for was in targets:
                if was.state != code:
                    change.put(replace(was, state=code), was)
            self.commit(change)

        self.choose(
            _("State"), scale_options(scales.CRITERION_STATE), chosen, typed=False, current=targets[0].state
        )

    def do_issues_state(self) -> None:
        """The step is kept with its time and who did it; the clocks follow."""
        targets: list[Issue] = self.query_one(IssueGrid).targets

        def chosen(code: str) -> None:
            change = Change("Set issue status")
            for was in targets:
                if was.status != code:
                    change.put(at_status(was, code, self.desk.workspace.user), was)
            self.commit(change)

        self.choose(
            _("Status"), scale_options(scales.ISSUE_STATUS), chosen, typed=False, current=targets[0].status
        )

    def _delete(self, targets: Sequence[Record], message: str) -> None:
        refs = ", ".join(record.ref for record in targets)
        self.confirm_delete(_("Delete {refs}? u takes it back.").format(refs=refs), message, targets)

    def do_criteria_delete(self) -> None:
        """One step."""
        self._delete(self.query_one(CriterionGrid).targets, N_("Delete criterion"))

    def do_issues_delete(self) -> None:
        """One step."""
        self._delete(self.query_one(IssueGrid).targets, N_("Delete issue"))

    def _no_criterion(self) -> str:
        return (
            ""
            if self.query_one(CriterionGrid).targets
            else _("There is no criterion here. Press a to add one.")
        )

    def _no_issue(self) -> str:
        return "" if self.query_one(IssueGrid).targets else _("There is no issue here. Press a to add one.")

    why_not_criteria_edit = why_not_criteria_state = why_not_criteria_delete = _no_criterion
    why_not_issues_attach = why_not_issues_edit = why_not_issues_state = why_not_issues_delete = _no_issue


def at_status(issue: Issue, code: str, who: str) -> Issue:
    """The issue at another status; the step is time-stamped."""
    step = (code, datetime.now(UTC).isoformat(timespec="seconds"), who)
    return replace(issue, status=code, status_log=(*issue.status_log, step))


def trial_line(trial: Trial | None, criteria: list[Criterion]) -> str:
    """Period, state and score of the trial in one or two lines."""
    if trial is None:
        return _("No trial yet. Press T to plan one: purpose, period, decision link.")
    lang = language()
    met = sum(1 for c in criteria if c.state == "met")
    parts = [
        f"{trial.ref} {trial.title}",
        scales.TRIAL_STATE.label(trial.state, lang),
        f"{trial.start} - {trial.end}".strip(" -"),
        _("criteria met {n}/{m}").format(n=met, m=len(criteria)),
    ]
    if trial.verdict:
        parts.append(scales.TRIAL_VERDICT.label(trial.verdict, lang))
    line = "  ".join(part for part in parts if part)
    if not trial.decision_link:
        return line
    return line + "\n" + _("If met: {what}").format(what=one_line(trial.decision_link))


def kinds(issues: list[Issue]) -> list[str]:
    """How many issues there are of each kind."""
    counts = {term.code: 0 for term in scales.ISSUE_KIND.terms}
    for issue in issues:
        counts[issue.kind] = counts.get(issue.kind, 0) + 1
    return [f"{scales.ISSUE_KIND.label(code, language())} {n}" for code, n in counts.items() if n]
