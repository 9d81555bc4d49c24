"""Which sections share a slide: neighbours without text, that are to be completed, that are short."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from presales_tui.documents.plan import Block
from presales_tui.documents.planning.content import Content
from presales_tui.documents.planning.frame import Frame
from presales_tui.documents.planning.paging import filled, fits_one
from presales_tui.documents.planning.tree import Tree
from presales_tui.documents.words import word
from presales_tui.model.text import one_line

_JOINTS = " :：-—·・/|"
"""What stands between the name of a module and what is said of it in a title."""
SHORT = 0.4
"""Share of a slide up to which a section shares one with its siblings."""


class Sharing:
    """Where a run of neighbours ends that stands on one slide; sections are told by their index."""

    def __init__(self, tree: Tree, content: Content, frame: Frame, lang: str) -> None:
        self._tree = tree
        self._content = content
        self._frame = frame
        self._lang = lang

    def empty_siblings(self, at: int) -> int:
        """The end of the run of neighbours under one parent that have no body at all."""
        tree = self._tree
        end = at
        last = tree.end(tree.parent(at)) if tree.parent(at) >= 0 else len(tree)
        while end < last and tree.is_empty(end):
            end = tree.end(end)
        return end

    def neighbours(self, at: int) -> tuple[int, str]:
        """The end of the run below a chapter that shares a slide, and its title; empty: that of the parent.

        Right below the chapter each section has a slide of its own, but for those that are still to
        be completed and those made for each module; deeper, all that are short share one.
        """
        if self._level(at) > 1:
            return self._run(at, self._is_short), ""
        end = self._run(at, self._is_open)
        if end > self._tree.end(at):
            chapter = one_line(self._tree.section(self._tree.parent(at)).title) or "—"
            return end, word(self._lang, "to_fill_in", chapter=chapter)
        end = self._run(at, lambda n: self._is_of_module(n) and self._is_short(n))
        return end, self._in_common(range(at, end))

    def blocks(self, at: int, end: int) -> list[Block]:
        """What a run of neighbours says, each with its title."""
        return self._content.of_range(at, end, self._tree.depth(at), with_leads=True)

    def fits(self, blocks: Sequence[Block]) -> bool:
        """Whether the blocks fit on one slide in a size that is read with ease."""
        return self._content.is_light(blocks) and fits_one(blocks, self._frame)

    def _run(self, at: int, joins: Callable[[int], bool]) -> int:
        """The end of the run of neighbours under one parent that all join in and fit on one slide."""
        tree = self._tree
        last = tree.end(tree.parent(at))
        end = at
        while end < last and joins(end) and self.fits(self.blocks(at, tree.end(end))):
            end = tree.end(end)
        return end

    def _level(self, at: int) -> int:
        return self._tree.depth(at) - self._tree.chapter_depth

    def _is_short(self, at: int) -> bool:
        blocks = self.blocks(at, self._tree.end(at))
        return self._content.is_light(blocks) and filled(blocks, self._frame) <= SHORT

    def _is_open(self, at: int) -> bool:
        return not self._tree.has_children(at) and self._content.is_open(at)

    def _is_of_module(self, at: int) -> bool:
        return "/" in self._tree.section(at).slot

    def _in_common(self, members: range) -> str:
        """What the titles of sections made for each module say besides it; empty: not the same."""
        said = set()
        for section in map(self._tree.section, members):
            module = section.slot.partition("/")[2]
            if module in (title := one_line(section.title)):
                said.add(title.replace(module, "").strip(_JOINTS))
        return said.pop() if len(said) == 1 else ""
