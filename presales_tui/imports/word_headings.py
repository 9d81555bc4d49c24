"""Which paragraphs of a Word document are headings, and how deep.

By their outline level, which a style gives whatever its name, or the author by hand. Where hardly any
has one, offices type the numbers (第一章, 一、, 1.2), and others only make the line bold: then these are
the headings, and it is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from presales_tui.locale import _
from presales_tui.model.text import one_line

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|标题|überschrift|titre)\s*(\d)$", re.IGNORECASE)
_TYPED = (
    re.compile(r"第[一二三四五六七八九十百\d]+[章篇部]"),
    re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十百\d]+节"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]"),
)
_DOTTED = re.compile(r"(\d+(?:\.\d+)*)[.、\s]\s*\S")
_LONGEST = 60
"""Characters of a typed heading; longer is a sentence."""
_LONGEST_BOLD = 40
_FEWEST = 3
"""Lines that look alike, below which they are no headings but emphasis."""
_LABELLED = re.compile(r"[:：]\s*\S|[。；;，,]\s*$|^[\W\d_年月日]*$")
"""A label with its value (编制：李工), a sentence, or a bare date."""


class Headings:
    """The level of every paragraph of a document."""

    def __init__(self, document: Document, said: Callable[[Any], str]) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        self._said = said
        self._levels: dict[str, int] = {}
        self._bold: dict[int, int] = {}
        self.typed = False
        """Whether typed numbers make the headings, which keep them then."""

    def choose(self, blocks: Sequence[Any]) -> str:
        """Decide what makes the headings of these blocks; what is told of it, if styles do not."""
        paragraphs = [block for block in blocks if block.tag == f"{_W}p"]
        styled = sum(self._styled(p) > 0 for p in paragraphs)
        typed = sum(_typed(one_line(self._said(p))) > 0 for p in paragraphs)
        if typed and typed >= _FEWEST * styled:
            self.typed = True
            if styled:
                return _("few heading styles: typed numbers made headings too")
            return _("no heading styles: typed numbers made the headings")
        if styled < 2 and (bold := self._bold_lines(blocks)):
            self._bold = bold
            return _("no heading styles: bold lines made the headings")
        return ""

    def level(self, block: Any) -> int:
        """1 to 9; 0: no heading."""
        if block.tag != f"{_W}p":
            return 0
        found = self._styled(block)
        if not found and self.typed:
            return _typed(one_line(self._said(block)))
        return found or self._bold.get(id(block), 0)

    def _styled(self, paragraph: Any) -> int:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return 0
        own = properties.find(f"{_W}outlineLvl")
        if own is not None and own.get(f"{_W}val", "").isdigit():
            return _outline_level(own)
        style = properties.find(f"{_W}pStyle")
        return self._style_level(style.get(f"{_W}val", "")) if style is not None else 0

    def _style_level(self, style_id: str) -> int:
        if style_id not in self._levels:
            self._levels[style_id] = 0
            style = self._styles.get(style_id)
            element = style.element if style is not None else None
            level = element.find(f"{_W}pPr/{_W}outlineLvl") if element is not None else None
            if style is not None and level is not None and level.get(f"{_W}val", "").isdigit():
                self._levels[style_id] = _outline_level(level)
            elif style is not None and (found := _HEADING.match(style.name or "")):
                self._levels[style_id] = int(found[1])
            elif style is not None and (style.name or "").casefold() in ("title", "标题"):
                self._levels[style_id] = 1
            elif element is not None and (base := element.find(f"{_W}basedOn")) is not None:
                self._levels[style_id] = self._style_level(base.get(f"{_W}val", ""))
        return self._levels[style_id]

    def _bold_lines(self, blocks: Sequence[Any]) -> dict[int, int]:
        """Levels of the short lines that are all bold, by size; none where most of the text is."""
        full = [block for block in blocks if block.tag != f"{_W}p" or self._said(block).strip()]
        sizes = [_bold_size(block) for block in full]
        found = {
            id(block): size
            for n, (block, size) in enumerate(zip(full, sizes, strict=True))
            # Lines right below each other that look the same are a cover or a list.
            if size and n + 1 < len(sizes) and size not in (sizes[n + 1], sizes[n - 1] if n else 0)
            if self._is_short(block)
        }
        if len(found) < _FEWEST or 3 * len(found) > 2 * len(full):
            return {}
        ranks = sorted(set(found.values()), reverse=True)
        return {block: min(ranks.index(size) + 1, _FEWEST) for block, size in found.items()}

    def _is_short(self, paragraph: Any) -> bool:
        """Whether the words of a paragraph may be a heading."""
        text = one_line(self._said(paragraph))
        return 2 <= len(text) <= _LONGEST_BOLD and not _LABELLED.search(text)


def _bold_size(block: Any) -> int:
    """The size, in half points, of a paragraph that is bold all through and no item; 0: it is none."""
    if block.tag != f"{_W}p" or block.find(f"{_W}pPr/{_W}numPr") is not None:
        return 0
    sizes = []
    for run in block.iter(f"{_W}r"):
        if not "".join(t.text or "" for t in run.iter(f"{_W}t")).strip():
            continue
        look = run.find(f"{_W}rPr")
        bold = look.find(f"{_W}b") if look is not None else None
        if bold is None or bold.get(f"{_W}val", "1") in ("0", "false", "off"):
            return 0
        size = look.find(f"{_W}sz")
        value = size.get(f"{_W}val", "") if size is not None else ""
        sizes.append(int(value) if value.isdigit() else 1)
    return max(sizes, default=0)


def _outline_level(element: Any) -> int:
    number = int(element.get(f"{_W}val")) + 1
    return number if number < 10 else 0


def _typed(text: str) -> int:
    """The level that a typed number gives a short paragraph; 0: it is no heading."""
    if not text or len(text) > _LONGEST or text[-1] in "。；;，,：":
        return 0
    for level, pattern in enumerate(_TYPED, 1):
        if pattern.match(text):
            return level
    found = _DOTTED.match(text)
    return 3 + found[1].count(".") if found and "." in found[1] else 0
