"""Branches of the outline: moved among the others, set aside, deleted."""

from __future__ import annotations

from dataclasses import replace

from presales_tui.locale import N_, _
from presales_tui.model.arranging import Arranging
from presales_tui.model.change import Change
from presales_tui.model.outline import Section, descendants
from presales_tui.screens.outline.looking import LookingScreen


class BranchScreen(LookingScreen):
    """What the outline does with sections and all below them."""

    why_not_outline_indent = why_not_outline_park = why_not_outline_delete = LookingScreen.no_section

    def why_not_outline_outdent(self) -> str:
        """There must be a section, and it must stay in sight."""
        return self.no_section() or self.beyond(self.chosen())

    def why_not_outline_down(self) -> str:
        """Of a branch that is looked at alone the top has no neighbours."""
        if self.top and any(section.id == self.top for section in self.chosen()):
            return self.beyond(self.chosen())
        return self.no_section()

    why_not_outline_up = why_not_outline_down

    def _rearrange(self, title: str, how: str, *values: int) -> None:
        """One of the moves of `Arranging` with what is chosen; what cannot be moved says why."""
        here = self.here()
        arranging = Arranging(self.desk.records(Section))
        ids = [section.id for section in self.chosen()]
        getattr(arranging, how)(ids, *values)
        change = arranging.change(title)
        if not change:
            self.say(_WHY_NOT[how, *values]())
            return
        self.folded -= {put.new.parent for put in change.puts if isinstance(put.new, Section)}
        self._keeping_marks(change, here.id if here else "")

    def _keeping_marks(self, change: Change, keep: str) -> None:
        """Commit; the marks stay for the next move."""
        marked = set(self.branches().marked)
        self.commit(change, keep)
        self.branches().marked = marked & {node.id for node in self.branches().source}
        self.branches().refresh()

    def do_outline_indent(self) -> None:
        """Under the sibling before it."""
        self._rearrange(N_("Move section"), "indent")

    def do_outline_outdent(self) -> None:
        """After its parent."""
        self._rearrange(N_("Move section"), "outdent")

    def do_outline_down(self) -> None:
        """Swap with the next sibling."""
        self._rearrange(N_("Move section"), "shift", 1)

    def do_outline_up(self) -> None:
        """Swap with the sibling before."""
        self._rearrange(N_("Move section"), "shift", -1)

    def do_outline_park(self) -> None:
        """Out of every document, and back."""
        chosen = self.chosen()
        parked = not all(section.parked for section in chosen)
        change = Change(N_("Set section aside") if parked else N_("Take section back"))
        for section in chosen:
            if section.parked != parked:
                change.put(replace(section, parked=parked), section)
        if self.commit(change, chosen[0].id) is not None:
            said = (
                _("Set aside: in no document. b takes it back.") if parked else _("It is in the deck again.")
            )
            self.say(said)

    def do_outline_delete(self) -> None:
        """With everything below, in one step."""
        chosen = self.chosen()
        if not chosen:
            return
        sections = self.desk.records(Section)
        ids = {id_ for section in chosen for id_ in descendants(sections, section.id)}
        if len(chosen) > 1:
            question = _("Delete {m} sections and what is below them ({n})? u takes it back.").format(
                m=len(chosen), n=len(ids)
            )
        else:
            question = _("Delete “{title}” and what is below it ({n})? u takes it back.").format(
                title=chosen[0].title, n=len(ids)
            )
        self.confirm_delete(
            question, N_("Delete section"), [section for section in sections if section.id in ids]
        )


_WHY_NOT = {
    ("indent",): lambda: _("There is no section before it to go under."),
    ("outdent",): lambda: _("It is a chapter already."),
    ("shift", 1): lambda: _("It is the last one here."),
    ("shift", -1): lambda: _("It is the first one here."),
}
"""A move that nothing came of, and why."""
