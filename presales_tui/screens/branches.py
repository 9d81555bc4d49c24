"""Whole branches of the outline: fold all, take one more of a branch, cut it and put it elsewhere."""

from __future__ import annotations

from dataclasses import replace

from presales_tui.locale import _
from presales_tui.model.change import Change
from presales_tui.model.outline import Section, descendants, in_order
from presales_tui.model.position import FIRST, between, following
from presales_tui.screens.main import DeskScreen


class BranchScreen(DeskScreen):
    """What the outline does with a section and all below it."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: set[str] = set()
        self.cut = ""
        """Id of the section that is to be put elsewhere; it stays where it is until then."""

    def here(self) -> Section | None:
        """The section under the cursor."""
        raise NotImplementedError

    def show_tree(self, keep: str) -> None:
        """The tree as it is folded now, the cursor on a section."""
        raise NotImplementedError

    def sections_under(self, parent: str) -> list[Section]:
        """The sections under a parent, in order; those of a lost parent count as chapters."""
        sections = self.desk.records(Section)
        ids = {section.id for section in sections}
        found = [s for s in sections if (s.parent if s.parent in ids else "") == parent]
        return sorted(found, key=lambda s: (s.pos, s.id))

    def place_after(self, section: Section | None, parent: str) -> str:
        """A position key right after a section, or at the end of a parent's sections."""
        siblings = self.sections_under(parent)
        if section is None:
            return following(siblings[-1].pos, 1)[0] if siblings else FIRST
        later = [s.pos for s in siblings if s.pos > section.pos]
        return between(section.pos, later[0]) if later else following(section.pos, 1)[0]

    def parent_id(self, section: Section) -> str:
        """The parent as the tree shows it."""
        ids = {s.id for s in self.desk.records(Section)}
        return section.parent if section.parent in ids else ""

    def _no_section(self) -> str:
        return "" if self.here() else _("There is no section here. Press a to add one.")

    why_not_outline_copy = why_not_outline_cut = _no_section

    def why_not_outline_fold_all(self) -> str:
        """There must be something to fold."""
        placed = in_order(self.desk.records(Section))
        return "" if any(one.depth for one in placed) else _("No section has others below it.")

    def do_outline_fold_all(self) -> None:
        """Unfold all if anything is folded, else fold all."""
        placed = in_order(self.desk.records(Section))
        here = self.here()
        if self.folded & {one.section.id for one in placed}:
            self.folded.clear()
            self.show_tree(here.id if here else "")
            return
        self.folded = {one.section.parent for one in placed if one.depth}
        top = ""
        for section, depth, _number in placed:
            top = section.id if depth == 0 else top
            if here is not None and section.id == here.id:
                break
        self.show_tree(top)

    def do_outline_copy(self) -> None:
        """One more of the section and all below it, right after it, as one step."""
        here = self.here()
        if here is None:
            return
        sections = self.desk.records(Section)
        branch = descendants(sections, here.id)
        ids = {old: Section().id for old in branch}
        parent = self.parent_id(here)
        change = Change("Duplicate section")
        for old in sections:
            if old.id in branch:
                top = old.id == here.id
                change.put(
                    replace(
                        old,
                        id=ids[old.id],
                        ref="",
                        created="",
                        updated="",
                        author="",
                        parent=parent if top else ids[old.parent],
                        pos=self.place_after(here, parent) if top else old.pos,
                    )
                )
        self.commit(change, ids[here.id])

    def do_outline_cut(self) -> None:
        """Take note of the section; again: no more."""
        if here := self.here():
            again = self.cut == here.id
            self.cut = "" if again else here.id
            said = _("It stays where it is.") if again else _("“{title}” is cut: P puts it after the cursor.")
            self.say(said.format(title=here.title))

    def why_not_outline_paste(self) -> str:
        """Something must be cut, and the cursor outside of it."""
        sections = self.desk.records(Section)
        if self.cut not in {section.id for section in sections}:
            return _("Nothing is cut. Press M on a section first.")
        here = self.here()
        if here is not None and here.id in descendants(sections, self.cut):
            return _("A section cannot be put into itself.")
        return ""

    def do_outline_paste(self) -> None:
        """Put the section that is cut, with all below it, after the one under the cursor."""
        here = self.here()
        cut = next((s for s in self.desk.records(Section) if s.id == self.cut), None)
        if here is None or cut is None:
            return
        parent = self.parent_id(here)
        moved = replace(cut, parent=parent, pos=self.place_after(here, parent))
        self.cut = ""
        self.commit(Change("Move section").put(moved, cut), moved.id)
