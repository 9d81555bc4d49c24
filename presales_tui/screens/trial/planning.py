"""Commands of the trial as a contract and of its criteria: planned, locked, reviewed, checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from presales_tui.data.clock import utc_now
from presales_tui.locale import N_, _, language, ngettext
from presales_tui.model import scales
from presales_tui.model.change import Change
from presales_tui.model.client import Contact
from presales_tui.model.record import Record
from presales_tui.model.trial import Criterion, Issue
from presales_tui.screens.ground.options import scale_options
from presales_tui.screens.trial.parts import TrialBase


class TrialWork(TrialBase):
    """The commands of the contexts `trial` and `criteria`."""

    # The trial

    def do_trial_trial(self) -> None:
        """The form of the trial; the first time it makes one."""
        from presales_tui.imports.host import zone_name
        from presales_tui.model.trialing import planned

        here = self.trial_here()
        new = here or planned(self.desk.opportunity_id, _("Trial"), date.today(), zone_name())
        self.edit_record(new, here, _("Trial"), N_("Edit trial") if here else N_("Add trial"))

    def _no_trial(self) -> str:
        return "" if self.trial_here() else _("There is no trial yet. Press T to plan one.")

    def why_not_trial_lock(self) -> str:
        """A trial with criteria, not locked yet."""
        here = self.trial_here()
        if here is None:
            return self._no_trial()
        if here.locked:
            return _("Locked already: a change asks for a reason; o shows what was agreed.")
        return "" if self.criteria_here() else _("There is no criterion to lock yet.")

    def do_trial_lock(self) -> None:
        """Say who agreed; from then on what was agreed changes only with a reason."""
        from presales_tui.model.trialing import locked

        here = self.trial_here()
        criteria = self.criteria_here()
        if here is None:
            return

        def answered(name: str) -> None:
            if self.commit(locked(here, criteria, by=name, now=utc_now()), here.id) is not None:
                told = ngettext(
                    "Locked with {n} criterion: a change asks for a reason now. u takes it back.",
                    "Locked with {n} criteria: a change asks for a reason now. u takes it back.",
                    len(criteria),
                )
                self.say(told.format(n=len(criteria)))

        store = self.desk.store
        people = [c.name for c in store.all(Contact) if c.side == "client"] if store else []
        title = ngettext(
            "Lock {n} criterion. Who agreed for the client? (empty: nobody signed yet)",
            "Lock {n} criteria. Who agreed for the client? (empty: nobody signed yet)",
            len(criteria),
        )
        self.ask(title.format(n=len(criteria)), answered, here.signed_by, known=people)

    why_not_trial_midpoint = why_not_trial_terms = _no_trial

    def do_trial_midpoint(self) -> None:
        """Go, adjust or stop, and why."""
        from presales_tui.model.trialing import reviewed

        here = self.trial_here()
        if here is None:
            return

        def chosen(code: str) -> None:
            def why(note: str) -> None:
                if self.commit(reviewed(here, code, note, date.today().isoformat())) is not None:
                    self.say(_("Kept: {what}.").format(what=scales.MIDPOINT.label(code, language())))

            self.call_later(self.ask, _("Why? What is adjusted?"), why, here.midpoint_note)

        self.choose(
            _("Mid-point"), scale_options(scales.MIDPOINT), chosen, typed=False, current=here.midpoint
        )

    def do_trial_terms(self) -> None:
        """All that was agreed, and every change since."""
        from presales_tui.screens.ground.dialog import Read
        from presales_tui.screens.trial.terms import terms

        here = self.trial_here()
        if here is not None:
            lines = terms(here, self.criteria_here(), self.desk.records(Issue), self.desk.store)
            self.app.push_screen(Read(f"{here.ref} {here.title}", lines))

    def why_not_trial_host(self) -> str:
        """They are kept with a trial."""
        return self._no_trial()

    def do_trial_host(self) -> None:
        """Read the facts of this server beside the event loop, show them masked, keep them if accepted."""
        self.say(_("Looking at this server …"))
        store = self.desk.store
        key = store.client.id if store else ""

        def work() -> None:
            from presales_tui.imports.host import host_facts

            self.app.call_from_thread(self._offer_facts, host_facts(key))

        self.run_worker(work, thread=True, exclusive=True, group="host")

    def _offer_facts(self, facts: str) -> None:
        from presales_tui.screens.trial.attaching import Preview

        here = self.trial_here()
        if here is None:
            return
        self.end_message()

        def keep() -> None:
            new = replace(here, host=facts)
            if self.commit(Change("Capture host facts").put(new, here)) is not None:
                self.say(_("Kept with the trial; o shows it."))

        lines = [(_("This server, as it would be kept: names and addresses are masked."), "muted"), ("", "")]
        lines += [(line, "") for line in facts.split("\n")]
        self.app.push_screen(Preview(lines, _("Host facts"), keep))

    # Pictures

    def why_not_trial_chart(self) -> str:
        """There must be an issue."""
        return "" if self.desk.records(Issue) else _("There is no issue here. Press a to add one.")

    def do_trial_chart(self) -> None:
        """Open issues per day by severity."""
        from presales_tui.documents.papers.burndown import picture
        from presales_tui.screens.ground.dialog import Read

        width, height = self.size.width - 2, max(self.size.height - 16, 5)
        lines = picture(self.desk.records(Issue), date.today(), self.trial_here(), width, height)
        self.app.push_screen(Read(_("Open issues"), lines))

    def do_trial_aftersale(self) -> None:
        """Training, new needs, phase two."""
        self.bench.show("aftersale")

    # Criteria

    def do_criteria_add(self) -> None:
        """One line each, enter, enter, enter; an empty line ends."""

        def added(text: str) -> None:
            from presales_tui.capture.criteria import criterion_of

            if not text:
                self.end_message()
                return
            found = criterion_of(text)
            if found is None:
                self.say(_("There is no text to add besides the marks."))
                return
            trial = self.trial_here()
            new = replace(found, opportunity=self.desk.opportunity_id, trial=trial.id if trial else "")
            if done := self.commit(Change("Add criterion").put(new), new.id):
                self.do_criteria_add()
                self.say(_("Added {ref}. Next, or enter to end.").format(ref=done.records[0].ref))

        self.ask(
            _("New criterion with its figure: home page opens <= 2 s !must *5 (an empty line ends)"), added
        )

    def do_criteria_edit(self) -> None:
        """The form."""
        here = self.criterion_rows.current
        if here is not None:
            self.edit_record(here, here, f"{here.ref} {here.title}", N_("Edit criterion"))

    def do_criteria_state(self) -> None:
        """Met or not."""
        targets: list[Criterion] = self.criterion_rows.targets

        def chosen(code: str) -> None:
            self._change_all(targets, N_("Set criterion state"), lambda was: replace(was, state=code))

        self.choose(
            _("State"), scale_options(scales.CRITERION_STATE), chosen, typed=False, current=targets[0].state
        )

    def do_criteria_achieved(self) -> None:
        """What was measured; where target and figure can be compared, the state follows."""
        from presales_tui.model.judging import judged

        targets: list[Criterion] = self.criterion_rows.targets
        first = targets[0]

        def answered(text: str) -> None:
            def edited(was: Criterion) -> Criterion:
                new = replace(was, achieved=text)
                return replace(new, state=judged(new) or new.state) if new.state != "n_a" else new

            self._change_all(targets, N_("Set achieved"), edited)

        title = _("Achieved (target {target}{unit})").format(target=first.target or "?", unit=first.unit)
        self.ask(title, answered, first.achieved if len(targets) == 1 else "", anew=True)

    def _change_all(
        self, targets: Sequence[Criterion], message: str, edit: Callable[[Criterion], Criterion]
    ) -> None:
        change = Change(message)
        for was in targets:
            if (new := edit(was)) != was:
                change.put(new, was)
        if self.commit(change) is not None:
            self.criterion_rows.marked.clear()
            self.show_keys()

    def do_criteria_link(self) -> None:
        """Choose the requirements that it proves."""
        from presales_tui.model.requirement import Requirement
        from presales_tui.screens.outline.linking import Link

        here: Criterion = self.criterion_rows.targets[0]
        proven = {rid for criterion in self.criteria_here() for rid in criterion.requirements}

        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids is not None and ids != here.requirements:
                self.commit(Change("Link criterion").put(replace(here, requirements=ids), here), here.id)

        self.app.push_screen(Link(here, self.desk.records(Requirement), proven), chosen)

    def why_not_criteria_link(self) -> str:
        """There must be a criterion."""
        return self._no_criterion()

    def do_criteria_fine(self) -> None:
        """The criterion still proves what it is linked to."""
        self.say_fine([c for c in self.criterion_rows.targets if c.seen])

    def do_criteria_delete(self) -> None:
        """One step."""
        targets: list[Record] = self.criterion_rows.targets
        refs = ", ".join(record.ref for record in targets)
        self.confirm_delete(
            _("Delete {refs}? u takes it back.").format(refs=refs), N_("Delete criterion"), targets
        )

    def _no_criterion(self) -> str:
        there = self.criterion_rows.targets
        return "" if there else _("There is no criterion here. Press a to add one.")

    why_not_criteria_edit = why_not_criteria_state = why_not_criteria_delete = _no_criterion
    why_not_criteria_achieved = _no_criterion
