"""Looking at the outline: fold, show so many levels, look at one branch alone, go to what a search found."""

from __future__ import annotations

from presales_tui.locale import _
from presales_tui.model.outline import Placed, Section, in_order
from presales_tui.screens.outline.tree import Node, OutlineTree
from presales_tui.screens.shared.main import DeskScreen


class LookingScreen(DeskScreen):
    """What the outline shows of its sections."""

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

    def parent_id(self, section: Section) -> str:
        """The parent as the tree shows it."""
        ids = {s.id for s in self.desk.records(Section)}
        return section.parent if section.parent in ids else ""

    def no_section(self) -> str:
        """Why a command on a section does not apply."""
        return "" if self.here() else _("There is no section here. Press a to add one.")

    why_not_outline_mark = why_not_outline_zoom = no_section

    # Folding

    def why_not_outline_fold(self) -> str:
        """A search shows what it finds, however it is folded."""
        if self.branches().query_text:
            return _("A filter shows all that it finds, folded or not (esc ends it).")
        return self.no_section()

    why_not_outline_open = why_not_outline_close = why_not_outline_fold

    def do_outline_fold(self) -> None:
        """Hide or show what is below; on a leaf, fold its parent."""
        node: Node | None = self.branches().current
        if node is None:
            return
        target = node.id if node.below else self.parent_id(node.section)
        if target:
            self.folded ^= {target}
            self.show_tree(target)

    def do_outline_open(self) -> None:
        """Unfold it; what is unfolded already is entered."""
        node: Node | None = self.branches().current
        if node is None or not node.below:
            self.say(_("There is nothing below it. A adds a section there."))
        elif node.folded:
            self.folded.discard(node.id)
            self.show_tree(node.id)
        else:
            self.branches().action_move(1)

    def do_outline_close(self) -> None:
        """Fold it; from what is folded, or has nothing to fold, go up to what it hangs on."""
        node: Node | None = self.branches().current
        if node is None:
            return
        if node.below and not node.folded and node.id != self.top:
            self.folded.add(node.id)
            self.show_tree(node.id)
        elif node.id != self.top and (parent := self.parent_id(node.section)):
            self.branches().move_to(self.branches().find(parent) or 0)

    def why_not_outline_fold_all(self) -> str:
        """There must be something to fold."""
        if not any(one.depth for one in self._placed()):
            return _("No section has others below it.")
        return self.why_not_outline_fold()

    why_not_outline_fewer = why_not_outline_more = why_not_outline_fold_all

    def _placed(self) -> list[Placed]:
        return in_order(self.desk.records(Section))

    def do_outline_fold_all(self) -> None:
        """Unfold all if anything is folded, else fold all."""
        here = self.here()
        if any(node.folded for node in self.branches().source):
            self.folded.clear()
            self.show_tree(here.id if here else "")
        else:
            self._show_levels(1)

    def do_outline_fewer(self) -> None:
        """One level less than there is on the screen."""
        self._show_levels(max(self._levels() - 1, 1))

    def do_outline_more(self) -> None:
        """One level more than there is on the screen."""
        self._show_levels(self._levels() + 1)

    def _levels(self) -> int:
        return max((node.depth for node in self.branches().rows), default=0) + 1

    def _show_levels(self, levels: int) -> None:
        """So many of them; the cursor stays, or goes to what hides its section."""
        nodes: list[Node] = list(self.branches().source)
        deepest = max((node.depth for node in nodes), default=0) + 1
        # Of a branch that is looked at alone, its own sections are the first level.
        levels = min(max(levels, 2 if self.top else 1), deepest)
        self.folded = {node.id for node in nodes if node.below and node.depth >= levels - 1}
        here = self.here()
        keep = ""
        for node in nodes:
            keep = node.id if node.depth < levels else keep
            if here is not None and node.id == here.id:
                break
        self.show_tree(keep)
        self.say(_("Levels shown: {n} of {m}").format(n=levels, m=deepest))

    # One branch alone

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

    def beyond(self, sections: list[Section]) -> str:
        """Why sections cannot leave the branch that is looked at; empty: they are none of its edge."""
        if self.top and any(self.top in (section.id, section.parent) for section in sections):
            return _("It would leave the branch that is shown: press Z first.")
        return ""

    # Marks, and what a search found

    def do_outline_mark(self) -> None:
        """Mark or unmark, and go on."""
        self.branches().toggle_mark()
        self.show_keys()

    def why_not_outline_hit(self) -> str:
        """Something must be searched for, or to be completed."""
        tree = self.branches()
        if tree.query_text or tree.missing:
            return ""
        return _("Nothing is to be completed. Search first: /")

    def do_outline_hit(self) -> None:
        """On to the next section that has the words, not to what it hangs on; from the last to the first."""
        tree = self.branches()
        if not tree.query_text:
            self._to_missing()
            return
        hits = [n for n, node in enumerate(tree.rows) if node.id in tree.hits]
        if not hits:
            self.say(_("Nothing found."))
            return
        to = next((n for n in hits if n > tree.row), hits[0])
        tree.move_to(to)
        self.say(_("Hit {n} of {m}").format(n=hits.index(to) + 1, m=len(hits)))

    def _to_missing(self) -> None:
        """On to the next section in which something is to be completed, folded away or not."""
        tree = self.branches()
        nodes: list[Node] = list(tree.source)
        lacking = [n for n, node in enumerate(nodes) if node.id in tree.missing]
        if not lacking:
            self.say(_("Nothing is to be completed in this branch: press Z for the others."))
            return
        here = self.here()
        at = next((n for n, node in enumerate(nodes) if here is not None and node.id == here.id), -1)
        to = next((n for n in lacking if n > at), lacking[0])
        self.folded -= set(_line_of({node.id: node.section for node in nodes}, nodes[to].id))
        if tree.find(nodes[to].id) is None:
            self.show_tree(nodes[to].id)
        else:
            tree.move_to(tree.find(nodes[to].id) or 0)
        self.say(_("To be completed: {n} of {m}").format(n=lacking.index(to) + 1, m=len(lacking)))

    # Along one level

    why_not_outline_next = why_not_outline_previous = no_section

    def do_outline_next(self) -> None:
        """Past what is below this one; from the last of its level to what follows above."""
        tree = self.branches()
        rows: list[Node] = list(tree.rows)
        depth = rows[tree.row].depth
        to = next((n for n in range(tree.row + 1, len(rows)) if rows[n].depth <= depth), None)
        if to is None:
            self.say(_("It is the last one here."))
        else:
            tree.move_to(to)

    def do_outline_previous(self) -> None:
        """Over what is below that one; from the first of its level to what it hangs on."""
        tree = self.branches()
        rows: list[Node] = list(tree.rows)
        depth = rows[tree.row].depth
        to = next((n for n in range(tree.row - 1, -1, -1) if rows[n].depth <= depth), None)
        if to is None:
            self.say(_("It is the first one here."))
        else:
            tree.move_to(to)

    def seek(self, record_id: str) -> None:
        """Put the cursor on a section, wherever it is folded away."""
        sections = {s.id: s for s in self.desk.records(Section)}
        if record_id in sections and self.branches().find(record_id) is None:
            self.top = ""
            self.end_search()
            self.folded -= set(_line_of(sections, record_id))
            self.show_tree(record_id)
        super().seek(record_id)

    def end_search(self) -> None:
        """The whole outline again."""
        if self._filter is not None and self._filter.is_attached:
            self._filter.end()
        self.branches().query_text = ""

    def do_everywhere_escape(self) -> None:
        """One thing after the other: the filter, what is cut, marks, the branch; then back to Today."""
        filtered = self._filter is not None and self._filter.is_attached
        if self.desk.making is not None or filtered:
            super().do_everywhere_escape()
        elif self.cut:
            self.cut = frozenset()
            self.desk.branches = None
            self.show_tree("")
            self.say(_("It stays where it is."))
        elif self.branches().marked:
            self.branches().marked.clear()
            self.branches().refresh()
            self.show_keys()
        elif self.top:
            self.do_outline_zoom_out()
        else:
            super().do_everywhere_escape()


def _line_of(sections: dict[str, Section], section_id: str) -> list[str]:
    """Ids of all that a section hangs on."""
    found: list[str] = []
    above = sections[section_id].parent
    while above in sections and above not in found:
        found.append(above)
        above = sections[above].parent
    return found
