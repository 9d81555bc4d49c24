"""Branches of the outline: fold, look at one alone, mark several; move, park, delete them."""

from __future__ import annotations

from dataclasses import replace

from presales_tui.locale import N_, _
from presales_tui.model.arranging import Arranging
from presales_tui.model.change import Change
from presales_tui.model.outline import Section, descendants, in_order
from presales_tui.model.position import FIRST, between, following
from presales_tui.screens.outline.tree import Node, OutlineTree
from presales_tui.screens.shared.main import DeskScreen


class BranchScreen(DeskScreen):
    """What the outline does with sections and all below them."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: set[str] = set()
        self.top = ""
        """Id of the section that is looked at alone; empty: the whole outline."""
        self.cut: frozenset[str] = frozenset()
        """Ids of the sections that are to be put elsewhere; they stay where they are until then."""

    def branches(self) -> OutlineTree:
        """The rows."""
        return self.query_one(OutlineTree)

    def here(self) -> Section | None:
        """The section under the cursor."""
        node: Node | None = self.branches().current
        return node.section if node else None

    def chosen(self) -> list[Section]:
        """The marked sections, or the one under the cursor."""
        return [node.section for node in self.branches().targets]

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

    def no_section(self) -> str:
        """Why a command on a section does not apply."""
        return "" if self.here() else _("There is no section here. Press a to add one.")

    why_not_outline_fold = no_section
    why_not_outline_indent = why_not_outline_outdent = why_not_outline_down = why_not_outline_up = no_section
    why_not_outline_mark = why_not_outline_zoom = why_not_outline_park = why_not_outline_delete = no_section

    # Looking at it

    def do_outline_fold(self) -> None:
        """Hide or show what is below; on a leaf, fold its parent."""
        node: Node | None = self.branches().current
        if node is None:
            return
        target = node.id if node.below else self.parent_id(node.section)
        if target:
            self.folded ^= {target}
            self.show_tree(target)

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
        self.folded = {one.section.parent for one in placed if one.depth} - {self.top}
        top = ""
        for section, depth, _number in placed:
            top = section.id if depth == 0 else top
            if here is not None and section.id == here.id:
                break
        self.show_tree(top)

    def do_outline_zoom(self) -> None:
        """The branch alone; what is marked elsewhere is let go."""
        if here := self.here():
            self.top = here.id
            self.folded.discard(here.id)
            self.show_tree(here.id)

    def why_not_outline_zoom_out(self) -> str:
        """One must be in a branch."""
        return "" if self.top else _("This is the whole outline.")

    def do_outline_zoom_out(self) -> None:
        """One level up."""
        was = self.top
        section = next((s for s in self.desk.records(Section) if s.id == was), None)
        self.top = self.parent_id(section) if section else ""
        self.show_tree(was)

    def do_outline_mark(self) -> None:
        """Mark or unmark, and go on."""
        self.branches().toggle_mark()
        self.show_keys()

    def seek(self, record_id: str) -> None:
        """Put the cursor on a section, wherever it is folded away."""
        sections = {s.id: s for s in self.desk.records(Section)}
        if record_id in sections and self.branches().find(record_id) is None:
            self.top = ""
            self.branches().query_text = ""
            self.folded -= set(_line_of(sections, record_id))
            self.show_tree(record_id)
        super().seek(record_id)

    # Changing it

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
        self._rearrange("Move section", "indent")

    def do_outline_outdent(self) -> None:
        """After its parent."""
        self._rearrange("Move section", "outdent")

    def do_outline_down(self) -> None:
        """Swap with the next sibling."""
        self._rearrange("Move section", "shift", 1)

    def do_outline_up(self) -> None:
        """Swap with the sibling before."""
        self._rearrange("Move section", "shift", -1)

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


def _line_of(sections: dict[str, Section], section_id: str) -> list[str]:
    """Ids of all that a section hangs on."""
    found: list[str] = []
    above = sections[section_id].parent
    while above in sections and above not in found:
        found.append(above)
        above = sections[above].parent
    return found
