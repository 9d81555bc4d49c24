"""How a main screen writes: one change after the other, and forms whose words are never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from presales_tui.data.clock import utc_now
from presales_tui.locale import N_, _
from presales_tui.model.change import Change
from presales_tui.model.errors import Conflict, NeedsReason, Problem
from presales_tui.model.record import Record
from presales_tui.model.steps import with_step
from presales_tui.screens.ground.base import BaseScreen

if TYPE_CHECKING:
    from presales_tui.data import Commit
    from presales_tui.screens.ground.dialog import Ask


class SavingScreen(BaseScreen):
    """A main screen that writes to the store of the open client."""

    def __init__(self) -> None:
        super().__init__()
        self._refused = ""
        """Why what was typed last could not be written; empty: it was, or nothing was."""

    def ask(
        self,
        title: str,
        then: Callable[[str], None],
        value: str = "",
        check: Callable[[str], str] | None = None,
        known: Sequence[str] = (),
        kind: type[Ask] | None = None,
        anew: bool = False,
    ) -> None:
        """Ask for a line of text; `check` returns what is wrong with it, `known` are texts to complete it.

        Leaving it asks nothing. What is typed is a draft until `then` has done with it; what could not be
        written comes back, with the reason. `kind`: another dialog than the usual one. `anew`: what is typed
        replaces the value, as befits a number or a day; an arrow key keeps it to be edited.
        """
        from presales_tui.screens.ground.dialog import Ask

        key = f"ask:{self.HERE}:{title}"
        draft = self.drafting(key)

        def answered(text: str | None) -> None:
            if text is not None and (refused := self.tried(lambda: then(text))):
                draft(text)
                show(text, refused)
            else:
                draft("")

        def show(typed: str, told: str = "") -> None:
            dialog = (kind or Ask)(
                title, value, check, known=known, draft=draft, typed=typed, told=told, anew=anew
            )
            self.app.push_screen(dialog, answered)

        show(self.restored_draft(key))

    def tried(self, write: Callable[[], None]) -> str:
        """Do what writes to the store; why it was refused, or empty."""
        self._refused = ""
        try:
            write()
        except Problem as problem:
            self.refuse(problem.sentence)
        return self._refused

    def refuse(self, sentence: str) -> None:
        """Say why something typed cannot be written; a dialog that asked for it opens once more."""
        self._refused = sentence
        self.say(sentence)

    def commit(self, change: Change, keep: str = "") -> Commit | None:
        """Write a change and show the result; what went wrong is said in the key line."""
        store = self.store
        if store is None or not change:
            return None
        try:
            done = store.commit(change)
        except Problem as problem:
            if isinstance(problem, NeedsReason):
                self.ask_reason(problem, change, keep)
                return None
            if isinstance(problem, Conflict):
                self.refresh_all(keep)
            self.refuse(problem.sentence)
            return None
        self.refresh_all(keep)
        return done

    def ask_reason(
        self, problem: NeedsReason, change: Change, keep: str = "", done: Callable[[], None] | None = None
    ) -> None:
        """What was agreed changes only with a reason: ask for it, then write the change."""

        def answered(reason: str) -> None:
            change.reason = reason
            if self.commit(change, keep) is not None:
                self.say(_("Changed, and the reason kept with the trial. u takes it back."))
                if done is not None:
                    done()

        def wrong(reason: str) -> str:
            return "" if reason else _("Without a reason it stays as it was agreed (esc).")

        self.call_later(self.ask, problem.sentence, answered, "", wrong)

    def try_commit(self, change: Change) -> str:
        """Write a change from a writing screen, which stays open if it fails; what went wrong, or empty."""
        store = self.store
        if store is None or not change:
            return ""
        try:
            store.commit(change)
        except Problem as problem:
            return problem.sentence
        self.refresh_all()
        return ""

    def edit_record(
        self,
        record: Record,
        was: Record | None,
        title: str,
        message: str,
        then: Callable[[str], None] | None = None,
        slot: str = "new",
    ) -> None:
        """Open a form; what is saved is committed under the English message `message`.

        `slot` names the draft of a new record, where there is more than one kind of new.
        """
        from presales_tui.screens.ground.form import Form

        store = self.store
        if store is None:
            return
        key = f"form:{record.table}:{record.id if was else slot}"

        def save(new: Record) -> str | None:
            problem = "" if new == was else self.save_record(new, was, message, key)
            if not problem and new != was and then is not None:
                self.call_later(then, new.id)
            return problem

        form = Form(title, record, save, self.drafting(key), self.restored_draft(key), known=store)
        self.app.push_screen(form)

    def drafting(self, key: str, run: tuple[str, str, str] | None = None) -> Callable[[str], None]:
        """What a writing screen calls with every change: keeps the text as a draft; empty: no more.

        `run`: the command that leads back to it (else the one that was run last), and on which record.
        """
        store = self.store
        where, name, record = run or self.running
        place = {
            "opportunity": self.desk.opportunity_id,
            "screen": self.HERE,
            "where": where,
            "name": name,
            "at": record,
        }

        def draft(text: str) -> None:
            if store is not None and text:
                store.drafts.save(key, text, **place)
            elif store is not None:
                store.drafts.discard(key)

        return draft

    def restored_draft(self, key: str) -> str:
        """What was being typed here when an earlier session was cut off; empty: nothing."""
        store = self.store
        if store is None:
            return ""
        return next((draft.text for draft in store.drafts.left_over() if draft.key == key), "")

    def save_record(self, new: Record, was: Record | None, message: str, key: str) -> str | None:
        """Commit an edited record; what went wrong, or empty.

        None: it changed meanwhile in another session, and the user is asked whose words stand; until then
        they stay in the draft `key`.
        """
        store = self.store
        if store is None:
            return _("No opportunity open")
        new = with_step(new, was, utc_now(), self.desk.workspace.user)
        try:
            store.commit(Change(message).put(new, was))
        except Conflict:
            self.app.call_later(self._offer_theirs, new, was, message, key)
            return None
        except NeedsReason as problem:
            change = Change(message).put(new, was)
            self.app.call_later(self.ask_reason, problem, change, new.id, lambda: self.drafting(key)(""))
            return None
        except Problem as problem:
            return problem.sentence
        else:
            self.refresh_all(new.id)
        return ""

    def _offer_theirs(self, mine: Record, was: Record | None, message: str, key: str) -> None:
        """Another session changed the same fields: mine or theirs, never silently.

        Mine are the fields that were edited here; what else they changed stays in either case.
        """
        store = self.store
        theirs = store.get(type(mine), mine.id) if store else None
        merged = mine
        if theirs is not None and was is not None:
            before, after = was.__dict__, mine.__dict__
            merged = replace(theirs, **{name: after[name] for name in after if after[name] != before[name]})

        def mine_stands() -> None:
            if self.commit(Change(message).put(merged, theirs), keep=mine.id) is None:
                # Not on the disk: the words go back where they can be saved once more.
                self.edit_record(merged, theirs, mine.headline, message)
            else:
                self.drafting(key)("")

        def theirs_stand() -> None:
            self.drafting(key)("")
            self.refresh_all(mine.id)

        self.confirm(
            _("This record was changed in another session while you edited it."),
            _("Keep mine"),
            mine_stands,
            theirs_stand,
            _("Keep theirs"),
        )

    def confirm_delete(self, question: str, message: str, targets: Sequence[Record]) -> None:
        """Ask, then delete some records in one step under the English message `message`."""

        def agreed() -> None:
            change = Change(message)
            for was in targets:
                change.delete(was)
            self.commit(change)

        self.confirm(question, _("Delete"), agreed)

    def say_fine(self, holders: Sequence[Any]) -> None:
        """Take the stamps off some records, as one step."""
        from presales_tui.model.suspect import looked_at

        change = Change(N_("Still fine"))
        for holder in holders:
            change.put(looked_at(holder), holder)
        if self.commit(change) is not None:
            self.say(
                _("Still fine: {refs}. u takes it back.").format(refs=", ".join(h.ref for h in holders[:6]))
            )
