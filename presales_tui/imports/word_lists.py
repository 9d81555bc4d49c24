"""Lists of a Word document: what stands before an item, by its numbering or by its style."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Lists:
    """Where the lists of a document are, item after item."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._counts: dict[tuple[str, int], int] = {}

    def heading(self) -> None:
        """A heading came: a list that only a style makes begins anew."""
        self._counts = {k: n for k, n in self._counts.items() if not k[0].startswith("style")}

    def sign(self, properties: Any, style: str) -> str:
        """What stands before an item of a list; empty: it is none."""
        numbering = properties.find(f"{_W}numPr") if properties is not None else None
        level = number = None
        if numbering is not None:
            level, number = numbering.find(f"{_W}ilvl"), numbering.find(f"{_W}numId")
        depth = int(level.get(f"{_W}val", "0")) if level is not None else 0
        folded = style.casefold()
        key = number.get(f"{_W}val", "") if number is not None else f"style {folded.rstrip(' 0123456789')}"
        if numbering is None and not folded.startswith("list"):
            return ""
        if key == "0":
            return ""
        ordered = "number" in folded if numbering is None else self._ordered(key, depth)
        if found := re.search(r"(\d)$", folded) if numbering is None else None:
            depth = int(found[1]) - 1
        for other in [k for k in self._counts if k[0] == key and k[1] > depth]:
            del self._counts[other]
        count = self._counts[key, depth] = self._counts.get((key, depth), 0) + 1
        return "   " * depth + (f"{count}. " if ordered else "- ")

    @staticmethod
    def indent(properties: Any) -> str:
        """How far in a typed bullet stands, as the blanks of a list."""
        found = properties.find(f"{_W}ind") if properties is not None else None
        left = found.get(f"{_W}left") or found.get(f"{_W}start") or "0" if found is not None else "0"
        return "   " * min(max(round(int(left) / 400) - 1, 0), 6) if left.lstrip("-").isdigit() else ""

    def _ordered(self, number: str, depth: int) -> bool:
        try:
            root = self._part.numbering_part.element
        except (KeyError, NotImplementedError):
            return False
        for num in root.iterchildren(f"{_W}num"):
            if num.get(f"{_W}numId") == number:
                abstract = num.find(f"{_W}abstractNumId").get(f"{_W}val")
                for one in root.iterchildren(f"{_W}abstractNum"):
                    if one.get(f"{_W}abstractNumId") == abstract:
                        for level in one.iterchildren(f"{_W}lvl"):
                            if level.get(f"{_W}ilvl") == str(depth):
                                form = level.find(f"{_W}numFmt")
                                return form is not None and form.get(f"{_W}val") not in ("bullet", "none")
        return False
