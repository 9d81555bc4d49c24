"""Branches put elsewhere: duplicated, cut, copied and pasted, into another opportunity too."""

from __future__ import annotations

from presales_tui.locale import N_, _, ngettext
from presales_tui.model.arranging import Arranging
from presales_tui.model.grafting import Branches, graft
from presales_tui.model.outline import Section, descendants
from presales_tui.screens.outline.dividing import DividingScreen


class CarryingScreen(DividingScreen):
    """What the outline does with branches that shall be elsewhere, or once more."""

    why_not_outline_cut = why_not_outline_take = DividingScreen.no_section

    def _branches_of(self, chosen: list[Section]) -> Branches:
        """What is chosen, with all that is below it."""
        ids = {section.id for section in chosen}
        return Branches.of(self.desk.records(Section), ids, self.desk.store.client.name)  # type: ignore[union-attr]

    def why_not_outline_copy(self) -> str:
        """What is looked at alone has no room beside it."""
        if self.top and any(section.id == self.top for section in self.chosen()):
            return self.beyond(self.chosen())
        return self.no_section()

    def do_outline_copy(self) -> None:
        """One more of what is chosen and all below it, right after the last of them, as one step."""
        branches = self._branches_of(self.chosen())
        last = next(s for s in branches.sections if s.id == branches.tops[-1])
        self._graft(branches, last, N_("Duplicate section"))

    def _graft(self, branches: Branches, after: Section | None, title: str) -> bool:
        """Put copies after a section, below the one that is looked at alone; whether that went well."""
        within = after.id if after is not None and after.id == self.top else ""
        change, tops = graft(
            branches, self.desk.opportunity_id, self.desk.records(Section), after, title, within
        )
        return self.commit(change, tops[0]) is not None

    def do_outline_cut(self) -> None:
        """Take note of what is chosen; again: no more."""
        chosen = self.chosen()
        ids = frozenset(section.id for section in chosen)
        again = self.cut == ids
        self.cut = frozenset() if again else ids
        self.desk.branches = None if again else self._branches_of(chosen)
        self.branches().marked.clear()
        self.show_tree(chosen[0].id)
        if again:
            self.say(_("It stays where it is."))
        elif len(chosen) > 1:
            self.say(_("{n} sections are cut: P puts them after the cursor.").format(n=len(chosen)))
        else:
            self.say(_("“{title}” is cut: P puts it after the cursor.").format(title=chosen[0].title))

    def do_outline_take(self) -> None:
        """Copy what is chosen, to be put here or into another opportunity, as often as is wanted."""
        taken = self.desk.branches = self._branches_of(self.chosen())
        self.cut = frozenset()
        self.branches().marked.clear()
        self.show_tree(taken.tops[0])
        self.say(
            ngettext(
                "{n} section is copied: P puts it, here or in another opportunity (g).",
                "{n} sections are copied: P puts them, here or in another opportunity (g).",
                len(taken.sections),
            ).format(n=len(taken.sections))
        )

    def _still_cut(self) -> frozenset[str]:
        """What is cut of this very outline."""
        return self.cut & {section.id for section in self.desk.records(Section)}

    def why_not_outline_paste(self) -> str:
        """Something must be cut or copied, and the cursor outside of what is moved."""
        cut = self._still_cut()
        if not cut and self.desk.branches is None:
            return _("Nothing is cut or copied. Press M or c on a section first.")
        here = self.here()
        sections = self.desk.records(Section)
        if here is not None and any(here.id in descendants(sections, id_) for id_ in cut):
            return _("A section cannot be put into itself.")
        return ""

    def do_outline_paste(self) -> None:
        """Put what is cut or copied, with all below it, after the section under the cursor."""
        here = self.here()
        cut = self._still_cut()
        if cut and here is not None:
            arranging = Arranging(self.desk.records(Section))
            if here.id == self.top:
                arranging.below(cut, here.id)
            else:
                arranging.after(cut, here.id)
            first = next(iter(arranging.tops(cut)), here.id)
            self.cut = frozenset()
            self.desk.branches = None
            self.commit(arranging.change(N_("Move section")), first)
            return
        branches = self.desk.branches
        if branches is None or not self._graft(branches, here, N_("Paste sections")):
            return
        if branches.opportunity != self.desk.opportunity_id:
            self.say(self._came_along(branches))

    def _came_along(self, branches: Branches) -> str:
        """What is told of sections out of another opportunity, above all whom they still name."""
        said = [
            ngettext(
                "{n} section put; what was copied stays where it is.",
                "{n} sections put; those copied stay where they are.",
                len(branches.sections),
            ).format(n=len(branches.sections))
        ]
        store = self.desk.store
        other = store is not None and store.client.name != branches.client
        if other and (count := branches.naming(branches.client)):
            said.append(
                ngettext("{n} of them names {client}!", "{n} of them name {client}!", count).format(
                    n=count, client=branches.client
                )
            )
        return " ".join(said)
