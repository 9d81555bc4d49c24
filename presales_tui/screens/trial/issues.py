"""Commands of the issue log: from the first word of the client to the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from presales_tui.capture.records import typed
from presales_tui.locale import N_, _, language
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.evidence import Evidence
from presales_tui.model.flow import as_requirement, at_status, close_all, merge, unanswered, with_levels
from presales_tui.model.lanes import moved
from presales_tui.model.sla import priority
from presales_tui.model.text import one_line
from presales_tui.model.trial import Criterion, Issue
from presales_tui.screens.ground.options import Option, scale_options
from presales_tui.screens.trial.parts import TrialBase


class IssueWork(TrialBase):
    """The commands of the context `issues`."""

    def do_issues_add(self) -> None:
        """The title is enough: the clock starts now; what answered the like before is told meanwhile."""
        from presales_tui.screens.trial.answering import AskTitle, Titled, answers

        title = _("New issue: what happened? Such as: login 500 !1 =defect @who")
        key = f"ask:{self.HERE}:{title}"
        draft = self.drafting(key)

        def answered(said: Titled | None) -> None:
            if said is not None and said.text and self.tried(lambda: add(said)):
                draft(said.text)
                self.call_later(self.do_issues_add)
            else:
                draft("")

        def add(said: Titled) -> None:
            trial = self.trial_here()
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            found = typed("issue", one_line(said.text), date.today())
            if not isinstance(found, Issue):
                self.refuse(_("There is no text to add besides the marks."))
                return
            new = replace(
                with_levels(found),
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

        self.app.push_screen(AskTitle(title, answers(self.desk), draft, self.restored_draft(key)), answered)

    def do_issues_edit(self) -> None:
        """The form."""
        here = self.issue_rows.current
        if here is not None:
            self.edit_record(here, here, f"{here.ref} {here.title}", N_("Edit issue"))

    def why_not_issues_import(self) -> str:
        """An issue belongs to an opportunity."""
        return self.no_opportunity()

    def do_issues_import(self) -> None:
        """A list or an export of a tracker, with a look at what comes of it first."""
        from presales_tui.imports.issues import FORM

        trial = self.trial_here()
        title = _("Import issues: which CSV, XLSX, Markdown or JSON file?")
        self.import_sheet(FORM, title, {"trial": trial.id} if trial else None)

    # Flow

    def do_issues_state(self) -> None:
        """The step is kept with its time and who did it; the clocks follow."""
        targets = self.issues_here()
        self.choose(
            _("Status"),
            scale_options(scales.ISSUE_STATUS),
            lambda code: self._set_status([(was, code) for was in targets]),
            typed=False,
            current=targets[0].status,
        )

    def _set_status(self, steps: list[tuple[Issue, str]]) -> None:
        change = Change("Set issue status")
        for was, code in steps:
            if code and was.status != code:
                change.put(at_status(was, code, self.desk.workspace.user), was)
        if (done := self.commit(change)) is not None:
            self._unmark()
            if any(isinstance(issue, Issue) and unanswered(issue) for issue in done.records):
                self.say(_("Solved, but what helped is not written: e adds it, the next client asks it too."))

    def _unmark(self) -> None:
        rows = self.issue_rows
        if rows.marked:
            rows.marked.clear()
            rows.refresh()
            self.show_keys()

    def _move(self, by: int) -> None:
        self._set_status([(issue, moved(issue, by)) for issue in self.issues_here()])

    def do_issues_next(self) -> None:
        """One lane on."""
        self._move(1)

    def do_issues_back(self) -> None:
        """One lane back."""
        self._move(-1)

    def _no_lane(self, by: int) -> str:
        if self._no_issue():
            return self._no_issue()
        some = any(moved(issue, by) for issue in self.issues_here())
        return "" if some else _("There is no step further on this side.")

    def why_not_issues_next(self) -> str:
        """There must be a lane."""
        return self._no_lane(1)

    def why_not_issues_back(self) -> str:
        """There must be a lane."""
        return self._no_lane(-1)

    def do_issues_priority(self) -> None:
        """Impact and urgency in one choice: their product is the priority, and that the clocks."""
        targets = self.issues_here()
        lang = language()
        options: list[Option] = []
        for impact in scales.LEVEL3.terms:
            for urgency in scales.LEVEL3.terms:
                code = priority(Issue(impact=impact.code, urgency=urgency.code))
                text = _("{priority}  impact {impact}, urgency {urgency}").format(
                    priority=code, impact=impact.label(lang), urgency=urgency.label(lang)
                )
                options.append(Option(f"{impact.code} {urgency.code}", text, "", str(len(options) + 1)))

        def chosen(key: str) -> None:
            impact, urgency = key.split()
            change = Change("Set priority")
            for was in targets:
                if (was.impact, was.urgency) != (impact, urgency):
                    change.put(replace(was, impact=impact, urgency=urgency), was)
            if self.commit(change) is not None:
                self._unmark()

        here = f"{targets[0].impact} {targets[0].urgency}"
        self.choose(_("Priority"), options, chosen, typed=False, current=here)

    def do_issues_close(self) -> None:
        """All targets, with what helped where nothing is written yet."""
        targets = self.issues_here()

        def answered(fix: str) -> None:
            change = close_all(targets, "closed", self.desk.workspace.user, fix)
            if not change:
                self.say(_("They are closed already."))
            elif self.commit(change) is not None:
                self._unmark()
                self.say(_("Closed {n}. u takes it back.").format(n=len(change)))

        refs = ", ".join(issue.ref for issue in targets[:4]) + (" …" if len(targets) > 4 else "")
        value = targets[0].fix if len(targets) == 1 else ""
        title = _("Close {refs}: what helped? Kept as fix where nothing is written; may be empty.")
        self.ask(title.format(refs=refs), answered, one_line(value))

    # Merging and promoting

    def why_not_issues_merge(self) -> str:
        """Two at least."""
        return "" if len(self.issues_here()) > 1 else _("Mark the duplicates with space first, then M.")

    def do_issues_merge(self) -> None:
        """Choose the one that stays; evidence, links and steps of the others go into it."""
        targets = sorted(self.issues_here(), key=lambda issue: (issue.reported, issue.ref))
        options = [
            Option(
                issue.id, f"{issue.ref} {issue.title}", scales.ISSUE_STATUS.label(issue.status, language())
            )
            for issue in targets
        ]

        def chosen(record_id: str) -> None:
            into = next(issue for issue in targets if issue.id == record_id)
            others = [issue for issue in targets if issue.id != record_id]
            store = self.desk.store
            if store is None:
                return
            change = merge(into, others, store.all(Evidence), store.all(Criterion))
            if self.commit(change, into.id) is not None:
                self._unmark()
                gone = ", ".join(issue.ref for issue in others)
                self.say(_("Merged {refs} into {ref}. u takes it back.").format(refs=gone, ref=into.ref))

        self.choose(_("Which one stays?"), options, chosen, typed=True)

    def why_not_issues_need(self) -> str:
        """One that is none yet."""
        if self._no_issue():
            return self._no_issue()
        some = any(not issue.requirement for issue in self.issues_here())
        return "" if some else _("It is linked with a requirement already.")

    def do_issues_need(self) -> None:
        """A requirement with its words, linked both ways."""
        change = Change("Make requirement of issue")
        for was in self.issues_here():
            if not was.requirement:
                new, linked = as_requirement(was)
                change.put(new).put(linked, was)
        done = self.commit(change)
        if done is not None:
            self._unmark()
            refs = ", ".join(record.ref for record in done.records if record.table == "requirements")
            self.say(_("Now a requirement: {refs}. 3 shows it, u takes it back.").format(refs=refs))

    # Evidence

    def do_issues_attach(self) -> None:
        """A file or a part of it, seen masked before it is kept."""
        from presales_tui.screens.trial.attaching import attach

        attach(self, self.issues_here()[0])

    def _evidence(self) -> list[Evidence]:
        here = self.issue_rows.current
        store = self.desk.store
        return store.where(Evidence, issue=here.id) if here is not None and store is not None else []

    def why_not_issues_evidence(self) -> str:
        """There must be some."""
        return "" if self._evidence() else _("This issue has no evidence yet. Press A to attach a log.")

    def do_issues_evidence(self) -> None:
        """All of it, long traces folded."""
        from presales_tui.screens.trial.attaching import show_evidence

        show_evidence(self, self.issues_here()[0], self._evidence())

    # The rest

    def do_issues_fine(self) -> None:
        """The issue still concerns what it is linked to."""
        self.say_fine([issue for issue in self.issues_here() if issue.seen])

    def do_issues_delete(self) -> None:
        """One step."""
        targets: list[Any] = self.issues_here()
        refs = ", ".join(record.ref for record in targets[:6]) + (" …" if len(targets) > 6 else "")
        self.confirm_delete(
            _("Delete {refs}? u takes it back.").format(refs=refs), N_("Delete issue"), targets
        )

    def _no_issue(self) -> str:
        return "" if self.issues_here() else _("There is no issue here. Press a to add one.")

    why_not_issues_attach = why_not_issues_edit = why_not_issues_state = why_not_issues_delete = _no_issue
    why_not_issues_priority = why_not_issues_close = _no_issue
