"""The outline as rows: a tree that folds, that shows one branch alone, and that keeps it in a search."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from presales_tui.locale import N_, _
from presales_tui.model.outline import Placed, Section
from presales_tui.model.record import Record
from presales_tui.widgets.grid import Cell, Column, Grid
from presales_tui.widgets.rows import bindings


class Node(NamedTuple):
    """A section as a row of the tree."""

    id: str
    section: Section
    depth: int
    number: str
    below: int
    """How many sections hang on it."""
    folded: bool
    suspect: str = ""
    """Refs of the requirements whose words changed since."""
    hidden: bool = False
    """Below one that is folded: shown in a search only."""
    parked: bool = False
    """In no document, itself or by what it hangs on."""
    cut: bool = False
    """About to be put elsewhere."""


def nodes_of(
    placed: Sequence[Placed],
    *,
    folded: Collection[str] = (),
    top: str = "",
    suspects: Mapping[str, str] | None = None,
    cut: Collection[str] = (),
) -> list[Node]:
    """The rows of an outline; with `top` those of one branch alone."""
    below: dict[str, int] = {}
    path: list[str] = []
    for section, depth, _number in placed:
        del path[depth:]
        for ancestor in path:
            below[ancestor] = below.get(ancestor, 0) + 1
        path.append(section.id)
    nodes: list[Node] = []
    base = hidden_from = parked_from = None
    suspects = suspects or {}
    for section, depth, number in placed:
        if top:
            if section.id == top:
                base = depth
            elif base is not None and depth <= base:
                break
            if base is None:
                continue
        hidden_from = hidden_from if hidden_from is not None and depth > hidden_from else None
        parked_from = parked_from if parked_from is not None and depth > parked_from else None
        hidden = hidden_from is not None
        closed = section.id in folded and section.id in below
        if parked_from is None and section.parked:
            parked_from = depth
        nodes.append(
            Node(
                section.id,
                section,
                depth - (base or 0),
                number,
                below.get(section.id, 0),
                closed,
                suspects.get(section.id, ""),
                hidden,
                parked_from is not None,
                section.id in cut,
            )
        )
        if closed and not hidden:
            hidden_from = depth
    return nodes


class OutlineTree(Grid):
    """The sections in reading order, indented."""

    HEADER = 0
    CONTEXTS = ("outline", "list")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("outline", "list"),
        # What other outliners have taught, where the terminal sends it: a second way, never the only one.
        *(
            Binding(f"alt+{arrow}", f"screen.command('outline', '{command}')", show=False)
            for arrow, command in (("right", "indent"), ("left", "outdent"), ("down", "down"), ("up", "up"))
        ),
    ]
    NOT_HERE = ("sort", "further", "group", "columns", "views")
    EMPTY = N_("Empty. Press t to generate an outline, a for a first section, I to import one.")

    def __init__(self) -> None:
        super().__init__([Column("", 0, self._title)])
        self.hits: set[str] = set()
        """Ids of the sections that a search has found."""
        self.missing: Set[str] = frozenset()
        """Ids of the sections in which something is still to be completed."""

    def _title(self, node: Node) -> Cell:
        """Indent, fold mark, number, title; what is changed, missing, parked, cut or empty says so."""
        section = node.section
        mark = ("+" if node.folded else "-") if node.below else " "
        missing = node.id in self.missing
        state = _("set aside") if section.parked else _("cut") if node.cut else ""
        signs = ("~ " if node.suspect else "") + ("? " if missing else "")
        signs += "# " if section.visibility == "internal" else ""
        text = f"{'  ' * node.depth}{mark} {node.number} {signs}{section.title}"
        text += f" ({state})" if state else ""
        text += "" if section.body.strip() or node.below or missing else " ..."
        if node.parked or node.cut:
            return text, "muted"
        return text, "warn" if node.suspect or missing else "strong" if node.depth == 0 else ""

    def tell_missing(self, missing: Set[str]) -> None:
        """Mark these sections as to be completed."""
        if missing != self.missing:
            self.missing = missing
            self.refresh()

    def cursor_cells(self, row: Node, first: int) -> int:
        """Indent, fold mark and number."""
        return 2 * row.depth + len(row.number) + 3

    def record_of(self, row: object) -> Record | None:
        """A row stands for its section."""
        return row.section if isinstance(row, Node) else None

    def headed(self, rows: Sequence[Any]) -> Sequence[Any]:
        """What is not folded away; in a search all that is found, with what it hangs on."""
        if not self.query_text:
            return [node for node in rows if not node.hidden]
        found = {node.id for node in rows}
        self.hits = set(found)
        shown: list[Node] = []
        path: list[Node] = []
        for node in self.source:
            del path[node.depth :]
            if node.id in found:
                shown += [one for one in path if one.id not in found]
                found.update(one.id for one in path)
                shown.append(node)
            path.append(node)
        return shown

    def show_passed(self, keep: str = "") -> None:
        """A search begins on the first section that it finds, not on what that hangs on."""
        super().show_passed(keep)
        if self.query_text and not keep:
            found = self.sieve.sift(self.query_text)
            if found and self.current not in found:
                self.move_to(self.find(found[0].id) or 0)
